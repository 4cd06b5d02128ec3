import { expect, it } from "vitest";
import { addProduct } from "#app/stock/add-product.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

it("adds a product, its shelf, its opening count and its facts in one batch of two round trips", async () => {
	const shop = await openShop();
	const tenant = await shop.tenant();
	const product = await addProduct(tenant, {
		storeId: shop.storeId,
		name: "LEMTOSH",
		sku: "lem 1",
		price: 2195,
		initialStock: 5,
		reorderPoint: 2,
		style: "Lemtosh",
		vendor: "MOSCOT",
	});
	expect(tenant.scope.meter.trips).toBe(2);
	expect(product).toMatchObject({
		name: "LEMTOSH",
		sku: "lem 1",
		price: 219_500,
		currency: "DKK",
		status: "draft",
		inventory: { quantity: 5, available: 5, reorderPoint: 2 },
	});
	const all = await everything(shop);
	expect(all.stockMovements).toMatchObject([{ reason: "initial", seq: 1, qtyBefore: 0, delta: 5, qtyAfter: 5, actorId: shop.userId }]);
	expect(all.styles).toMatchObject([{ id: product.styleId, name: "Lemtosh", vendor: "MOSCOT" }]);
	const facts = all.events?.map((event) => (event as { type: string }).type);
	expect(facts).toEqual(expect.arrayContaining(["catalog.product_added", "stock.level_opened", "stock.received"]));
	await ledgerHolds(shop);
});

it("makes up a SKU and a short id where none is given", async () => {
	const shop = await openShop();
	const [one, two] = [await stocked(shop), await stocked(shop, { sku: "" })];
	expect(one.sku).toBe(`P-${one.shortId}`);
	expect(two.sku).toBe(`P-${two.shortId}`);
	expect(one.sku).not.toBe(two.sku);
});

it("finds the style by name instead of making another", async () => {
	const shop = await openShop();
	const one = await stocked(shop, { style: "Lemtosh", vendor: "MOSCOT" });
	const two = await stocked(shop, { style: "LEMTOSH", vendor: "moscot" });
	const other = await stocked(shop, { style: "Lemtosh", vendor: "Somebody" });
	expect(two.styleId).toBe(one.styleId);
	expect(other.styleId).not.toBe(one.styleId);
});

it("gives a known SKU, however it is written, a shelf in another store, and refuses the same store", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const first = await stocked(shop, { sku: "LEM-49", initialStock: 5 });
	const second = await stocked(shop, { storeId: aarhus, name: "Something else", sku: " lem-\u200b49 ", initialStock: 3 });
	expect(second).toMatchObject({ id: first.id, name: "Frame", sku: "LEM-49", inventory: { quantity: 3 } });
	await refuses(shop, () => stocked(shop, { sku: "lem-49" }), { kind: "conflict", code: "level_exists", details: { productId: first.id } });
	await ledgerHolds(shop);
});

it("keeps the SKU of an archived product", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const product = await stocked(shop, { sku: "LEM-49" });
	await rowsOf(shop, "UPDATE products SET status = 'archived' WHERE businessId = ? AND id = ?", shop.businessId, product.id);
	await refuses(shop, () => stocked(shop, { sku: "LEM-49" }), { kind: "conflict", code: "sku_taken" });
	await refuses(shop, () => stocked(shop, { sku: "LEM-49", storeId: aarhus }), { kind: "conflict", code: "sku_taken" });
});

it("lets exactly one of ten who add the same SKU at once have it", async () => {
	const shop = await openShop();
	const results = await Promise.allSettled(
		Array.from({ length: 10 }, (_, n) => stocked(shop, { sku: n % 2 ? "same" : "S A M E", initialStock: 1 })),
	);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ kind: "conflict", code: "level_exists" });
	expect(await rowsOf(shop, "SELECT * FROM products WHERE businessId = ?", shop.businessId)).toHaveLength(1);
	await ledgerHolds(shop);
});

it("asks which store when there are several", async () => {
	const shop = await openShop();
	await stocked(shop, { storeId: undefined });
	await addStore(shop, "Aarhus");
	await refuses(shop, () => stocked(shop, { storeId: undefined }), {
		code: "validation_failed",
		details: { issues: [{ field: "storeId" }] },
	});
});

it("refuses amounts its currency cannot hold, naming the field", async () => {
	const shop = await openShop();
	await refuses(shop, () => stocked(shop, { price: "1.999" }), {
		code: "validation_failed",
		details: { issues: [{ field: "price", rule: "too_many_decimals" }] },
	});
	await refuses(shop, () => stocked(shop, { cost: "abc" }), {
		code: "validation_failed",
		details: { issues: [{ field: "cost", rule: "not_an_amount" }] },
	});
});

it("has one effect for one key, twenty times", async () => {
	const shop = await openShop();
	const add = async () => addProduct(await shop.tenant(), { storeId: shop.storeId, name: "Once", initialStock: 2 }, { key: "one key" });
	const first = await add();
	const again = await Promise.all(Array.from({ length: 20 }, add));
	for (const product of again) expect(product).toEqual(first);
	expect(await rowsOf(shop, "SELECT * FROM products WHERE businessId = ?", shop.businessId)).toHaveLength(1);
	await refuses(shop, async () => addProduct(await shop.tenant(), { storeId: shop.storeId, name: "Other" }, { key: "one key" }), {
		code: "idempotency_key_reused",
	});
});

it("refuses what an employee may not, and another business's store, category and style", async () => {
	const [shop, other] = await twoShops();
	const [theirs] = await rowsOf<{ id: string }>(other, "SELECT id FROM categories WHERE businessId = ?", other.businessId);
	const { styleId } = await stocked(other, { style: "Theirs" });
	await refuses(shop, () => stocked(shop, { storeId: other.storeId }), { kind: "forbidden", code: "store_not_yours" });
	await refuses(shop, () => stocked(shop, { categoryId: theirs?.id }), { kind: "not_found", code: "category_not_found" });
	await refuses(shop, () => stocked(shop, { styleId }), { kind: "not_found", code: "style_not_found" });
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => addProduct(employee, { storeId: shop.storeId, name: "x" }), { kind: "forbidden", code: "missing_permission" });
});

it("lets two businesses have the same SKU", async () => {
	const [shop, other] = await twoShops();
	const [mine, theirs] = [await stocked(shop, { sku: "LEM-49" }), await stocked(other, { sku: "LEM-49" })];
	expect(mine.id).not.toBe(theirs.id);
});
