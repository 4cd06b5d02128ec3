import { expect, it } from "vitest";
import { addStyle } from "#app/catalog/add-style.server.ts";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { addVariants } from "#app/stock/add-variants.server.ts";
import { styleMatrix } from "#app/stock/style-matrix.server.ts";
import { openShop, twoShops } from "../../support/world.ts";
import { styled } from "./matrices.ts";
import { ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

it("adds the products that are missing as drafts like their siblings, once", async () => {
	const shop = await openShop();
	const matrix = await styled(shop);
	const variants = [
		{ row: "Havana", column: "54" },
		{ row: "Crystal", column: "46" },
		{ row: "Crystal", column: "49", sku: "own-1" },
	];
	await stocked(shop, { sku: "KNU-HAV-54" }); // somebody else's already
	const input = { styleId: matrix.styleId, storeId: shop.storeId, variants };
	const { items } = await addVariants(await shop.tenant(), input, { key: "v" });
	expect(await addVariants(await shop.tenant(), input, { key: "v" })).toEqual({ items });
	expect(items).toMatchObject([
		{ row: "Havana", column: "54", name: "KNUD Havana 54", sku: expect.stringMatching(/^P-/) },
		{ row: "Crystal", column: "46", sku: "KNU-CRY-46" },
		{ row: "Crystal", column: "49", sku: "own-1" },
	]);
	const { variants: all } = await styleMatrix(await shop.tenant(), { styleId: matrix.styleId, storeId: shop.storeId });
	expect(all).toHaveLength(12);
	expect(all.find(({ id }) => id === items[1]?.id)).toMatchObject({
		status: "draft",
		price: 10_000,
		onHand: 0,
		attributes: { colour: "Crystal", size: "46" },
	});
	await refuses(shop, async () => addVariants(await shop.tenant(), { ...input, variants: [{ row: "black", column: "46" }] }), {
		code: "variant_exists",
	});
	await refuses(shop, async () => addVariants(await shop.tenant(), { ...input, variants: [{ row: "Red", column: "1", sku: "OWN-1" }] }), {
		code: "sku_taken",
	});
	await refuses(shop, async () => addVariants(await shop.tenant(), { ...input, variants: [{ row: "", column: " " }] }), {
		code: "validation_failed",
	});
	const [, other] = await twoShops();
	await refuses(other, async () => addVariants(await other.tenant(), { styleId: matrix.styleId, variants }), { code: "style_not_found" });
	const published = items[1]?.id;
	await changeStatus(await shop.tenant(), { productId: published, status: "published" });
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => addVariants(employee, input), { code: "missing_permission" });
});

it("makes up SKUs by a pattern, at a price of its own, for a style that has no products yet", async () => {
	const shop = await openShop();
	const { id: styleId } = await addStyle(await shop.tenant(), { name: "Perle", vendor: "Marlow" });
	const variants = ["Black", "Blonde Havana"].flatMap((row) => ["46", "49"].map((column) => ({ row, column })));
	const input = { styleId, variants, skuPattern: "MF-PER-{row}-{column}", price: "2195.00", cost: "800" };
	const { items } = await addVariants(await shop.tenant(), input);
	expect(items.map(({ sku }) => sku)).toEqual(["MF-PER-BLA-46", "MF-PER-BLA-49", "MF-PER-BLH-46", "MF-PER-BLH-49"]);
	const { variants: made } = await styleMatrix(await shop.tenant(), { styleId, storeId: shop.storeId });
	expect(made[0]).toMatchObject({ price: 219_500, cost: 80_000, currency: "DKK", status: "draft" });
	await refuses(shop, async () => addVariants(await shop.tenant(), { ...input, skuPattern: "MF" }), { code: "validation_failed" });
	await refuses(shop, async () => addVariants(await shop.tenant(), { ...input, variants: [{ row: "X", column: "1" }], price: "1.234" }), {
		code: "validation_failed",
	});
});

it("makes five hundred in one act of two round trips", async () => {
	const shop = await openShop();
	const { id: styleId } = await addStyle(await shop.tenant(), { name: "Lens" });
	const variants = Array.from({ length: 500 }, (_, index) => ({ row: `Power ${Math.floor(index / 20)}`, column: `${index % 20}` }));
	const tenant = await shop.tenant();
	expect((await addVariants(tenant, { styleId, storeId: shop.storeId, variants })).items).toHaveLength(500);
	expect(tenant.scope.meter.trips).toBe(2);
	await ledgerHolds(shop);
});

it("by two people at once is made once", async () => {
	const shop = await openShop();
	const { styleId } = await styled(shop);
	const variants = [{ row: "Black", column: "54" }];
	const results = await Promise.allSettled(
		[1, 2, 3].map(async () => addVariants(await shop.tenant(), { styleId, storeId: shop.storeId, variants })),
	);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "variant_exists" });
	expect((await styleMatrix(await shop.tenant(), { styleId, storeId: shop.storeId })).variants).toHaveLength(10);
});
