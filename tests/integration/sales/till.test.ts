import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { minute } from "#app/platform/time.ts";
import { tillLookup, tillSheet } from "#app/sales/queries.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock, write } from "./goods.ts";

async function label(shop: Shop, productId: string, change: { barcode?: string; name?: string; status?: string }): Promise<void> {
	for (const [column, value] of Object.entries(change))
		await write(shop, [[`UPDATE products SET ${column} = ? WHERE businessId = ? AND id = ?`, value, shop.businessId, productId]]);
}

async function secondStore(shop: Shop, name: string): Promise<StoreFacts> {
	await addStore(await shop.tenant(), { name });
	const { stores } = await (await shop.tenant()).principal();
	return stores.find((store) => store.name === name)!;
}

it("finds an exact barcode or SKU first, and counts what is on this shelf", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 4 });
	await label(shop, frame.id, { name: "KNUD Havana", barcode: "5704418001097" });
	const other = await stock(shop, { quantity: 0 });
	await label(shop, other.id, { name: "KNUD 5704418001097 Black" });
	const there = await secondStore(shop, "Nørrebro");

	const here = await tillLookup(await shop.tenant(), { storeId: shop.storeId, q: "5704418001097" });
	expect(here.found.map(({ id, exact, available }) => ({ id, exact, available }))).toEqual([
		{ id: frame.id, exact: 1, available: 4 },
		{ id: other.id, exact: 0, available: 0 },
	]);
	const bySku = await tillLookup(await shop.tenant(), { storeId: shop.storeId, q: frame.sku.toLowerCase() });
	expect(bySku.found[0]).toMatchObject({ id: frame.id, exact: 1, price: 10_000, taxRate: 2500 });
	const elsewhere = await tillLookup(await shop.tenant(), { storeId: there.id, q: "knud hav", products: [frame.id, "nothing"] });
	expect(elsewhere.found).toMatchObject([{ id: frame.id, exact: 0, available: 0 }]);
	expect(elsewhere.products).toMatchObject([{ id: frame.id }]);
});

it("shows an archived product only to whoever holds its code, and no price in another currency", async () => {
	const shop = await openShop();
	const gone = await stock(shop, { quantity: 1 });
	await label(shop, gone.id, { name: "Old KNUD", barcode: "4000000000006", status: "archived" });
	const foreign = await stock(shop, { quantity: 1, currency: "EUR" });

	const words = await tillLookup(await shop.tenant(), { storeId: shop.storeId, q: "knud" });
	expect(words.found).toEqual([]);
	const code = await tillLookup(await shop.tenant(), { storeId: shop.storeId, q: "4000000000006" });
	expect(code.found).toMatchObject([{ id: gone.id, status: "archived", exact: 1 }]);
	const priced = await tillLookup(await shop.tenant(), { storeId: shop.storeId, products: [foreign.id] });
	expect(priced.products).toMatchObject([{ id: foreign.id, price: null }]);
});

it("shows what sold most first, then what is on the shelf, and the last sale with its way back", async () => {
	const shop = await openShop();
	const seller = await stock(shop, { quantity: 9 });
	const rest = await stock(shop, { quantity: 1 });
	await stock(shop, { quantity: 0 });
	const before = await tillSheet(await shop.tenant(), { storeId: shop.storeId });
	expect(before.last).toBeNull();
	expect(before.tiles.map(({ id }) => id).sort()).toEqual([seller.id, rest.id].sort());

	const { orderId } = await sell(await shop.tenant(), { storeId: shop.storeId, lines: [{ productId: seller.id, quantity: 3 }] });
	const after = await tillSheet(await shop.tenant(), { storeId: shop.storeId, soldId: orderId });
	expect(after.tiles.map(({ id, units, available }) => ({ id, units, available }))).toEqual([
		{ id: seller.id, units: 3, available: 6 },
		{ id: rest.id, units: 0, available: 1 },
	]);
	expect(after.last).toMatchObject({ id: orderId, units: 3, total: 30_000, mine: true, undone: false });
	expect(after.last!.undoUntil).toBeGreaterThan(after.last!.at);
	expect(after.sold?.lines).toMatchObject([{ name: seller.name, quantity: 3, total: 30_000 }]);

	await undoSale(await shop.tenant(), { orderId });
	const back = await tillSheet(await shop.tenant(), { storeId: shop.storeId });
	expect(back.last).toMatchObject({ undone: true, undoUntil: null });
});

it("lets whoever may not refund take back their own sale for two minutes, and nobody else's", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	await sell(await shop.tenant(), { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] });
	await rowsOf(shop, "UPDATE users SET role = 'employee' WHERE businessId = ? AND id = ?", shop.businessId, shop.userId);
	const own = await tillSheet(await shop.tenant(), { storeId: shop.storeId });
	expect(own.last!.undoUntil).toBe(own.last!.at + 2 * minute);
	await rowsOf(shop, "UPDATE orders SET actorId = 'somebody', actorName = 'Mie' WHERE businessId = ?", shop.businessId);
	const theirs = await tillSheet(await shop.tenant(), { storeId: shop.storeId });
	expect(theirs.last).toMatchObject({ mine: false, by: "Mie", undoUntil: null });
});

it("refuses a store of somebody else's and finds none of their goods", async () => {
	const [ours, theirs] = await twoShops();
	const frame = await stock(theirs, { quantity: 4 });
	await expect(tillSheet(await ours.tenant(), { storeId: theirs.storeId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "store_not_yours",
	});
	await expect(tillLookup(await ours.tenant(), { storeId: theirs.storeId, q: frame.sku })).rejects.toMatchObject({
		code: "store_not_yours",
	});
	const looked = await tillLookup(await ours.tenant(), { storeId: ours.storeId, q: frame.sku, products: [frame.id] });
	expect(looked).toEqual({ found: [], products: [] });
});
