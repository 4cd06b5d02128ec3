import { expect, it } from "vitest";
import { together } from "#app/platform/together.server.ts";
import { peekAt } from "#app/routes/catalog/peek.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { styleShelf } from "#app/stock/style-shelf.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { styled } from "./matrices.ts";
import { addStore, refuses, stocked } from "./shelves.ts";

it("says what is available of every product of a style, in one store and in all, and what moved since", async () => {
	const shop = await openShop();
	const { styleId, ids } = await styled(shop);
	const [first = "", second = "", archived = ""] = ids;
	const aarhus = await addStore(shop, "Aarhus");
	await stocked(shop, { sku: "KNU-BLA-46", storeId: aarhus, initialStock: 3 });
	await sell(await shop.tenant(), { productId: second, storeId: shop.storeId, quantity: 1 });
	await rowsOf(shop, "UPDATE products SET status = 'archived' WHERE businessId = ? AND id = ?", shop.businessId, archived);
	const available = async (storeId?: string) => {
		const style = await styleShelf(await shop.tenant(), { productId: first, storeId });
		expect(style).toMatchObject({ id: styleId, name: "KNUD", rowAxis: "colour", columnAxis: "size" });
		return new Map(style?.cells.map(({ id, ...cell }) => [id, cell]));
	};
	const everywhere = await available();
	expect(everywhere.size).toBe(8);
	expect(everywhere.get(first)).toEqual({ name: "KNUD Black 46", attributes: { colour: "Black", size: "46" }, available: 7, version: 2 });
	expect(everywhere.get(second)).toMatchObject({ available: 3, version: 2 });
	expect((await available(aarhus)).get(first)).toMatchObject({ available: 3, version: 1 });
	expect((await available(aarhus)).get(second)).toMatchObject({ available: 0, version: 0 });
});

it("is null for a product of no style, and for another business's; another's store is refused", async () => {
	const [ours, theirs] = await twoShops();
	const { ids } = await styled(theirs);
	const { id: alone } = await stocked(ours, { sku: "ALONE" });
	expect(await styleShelf(await ours.tenant(), { productId: alone })).toBeNull();
	expect(await styleShelf(await ours.tenant(), { productId: ids[0] ?? "" })).toBeNull();
	await refuses(ours, async () => styleShelf(await ours.tenant(), { productId: alone, storeId: theirs.storeId }), {
		kind: "forbidden",
		code: "store_not_yours",
	});
});

it("lies beside the list with the product in one round trip", async () => {
	const shop = await openShop();
	const { styleId, ids } = await styled(shop);
	const tenant = await shop.tenant();
	expect(await peekAt(together(tenant), ids[0] ?? "", undefined)).toMatchObject({ product: { id: ids[0] }, style: { id: styleId } });
	expect(tenant.scope.meter.trips).toBe(1);
});
