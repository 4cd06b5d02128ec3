import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy, wooShop } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { deliverAll, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const listings = async (shop: Shop, connectionId: string, query = "") =>
	(await shop.call("GET", `/setup/${connectionId}/listings${query}`)).body;
const names = async (shop: Shop, connectionId: string, query: string) =>
	(await listings(shop, connectionId, query)).items.map(({ name }: { name: string }) => name);

/** A connected shop that sells one thing we know, one that could be two of ours, and one nobody knows. */
async function withThree() {
	const shop = await openShop();
	const connected = await withWebshop(shop, wooShop());
	const [known, bySku, byBarcode] = [await stock(shop, { quantity: 3 }), await stock(shop), await stock(shop)];
	await rowsOf(shop, "UPDATE products SET barcode = '5704418001028' WHERE businessId = ? AND id = ?", shop.businessId, byBarcode.id);
	const [a, b, c] = [
		addSimple(connected.web, { sku: known.sku, name: "Known", quantity: 3 }),
		addSimple(connected.web, { sku: bySku.sku, name: "Either", barcode: "5704418001028" }),
		addSimple(connected.web, { sku: "NOBODYS", name: "Unknown" }),
	].map(({ id }) => String(id));
	await drive(shop, connected);
	return { shop, ...connected, connected, known, bySku, byBarcode, ids: { a: a ?? "", b: b ?? "", c: c ?? "" } };
}

it("lists what is sold there by how it is linked, page by page, and says what an unknown one could be: by barcode before SKU", async () => {
	const { shop, connectionId, known, bySku, byBarcode } = await withThree();
	expect(await names(shop, connectionId, "")).toEqual(["Known", "Either", "Unknown"]);
	expect(await names(shop, connectionId, "?show=linked")).toEqual(["Known"]);
	expect(await names(shop, connectionId, "?show=unlinked")).toEqual(["Either", "Unknown"]);
	expect(await names(shop, connectionId, "?show=review")).toEqual(["Either"]);
	expect(await names(shop, connectionId, "?show=none")).toEqual([]);
	expect(await names(shop, connectionId, "?q=nobod")).toEqual(["Unknown"]);
	const first = await listings(shop, connectionId, "?limit=2");
	expect(await names(shop, connectionId, `?limit=2&cursor=${first.nextCursor}`)).toEqual(["Unknown"]);
	expect(first.items).toMatchObject([
		{ productId: known.id, productSku: known.sku, linkedBy: "rule", known: 3, price: 10_000, suggestions: [] },
		{
			productId: null,
			isAmbiguous: true,
			suggestions: [
				{ productId: byBarcode.id, sku: byBarcode.sku, why: "barcode" },
				{ productId: bySku.id, sku: bySku.sku, why: "sku" },
			],
		},
	]);
	expect((await shop.call("GET", `/setup/${connectionId}/listings?show=maybe`)).status).toBe(400);
});

it("keeps what a person says, linked or none of ours, however often everything is read again", async () => {
	const { shop, connectionId, connected, bySku, known, ids } = await withThree();
	const said = (verb: "map" | "unmap", body: object) => shop.call("POST", `/setup/${connectionId}/${verb}`, { body });
	expect((await said("map", { variantId: ids.b, productId: bySku.id })).status).toBe(200);
	expect((await said("unmap", { variantId: ids.a })).status).toBe(200);
	await drive(shop, connected, Date.now() + 40 * minute);
	expect((await listings(shop, connectionId)).items).toMatchObject([
		{ variantId: ids.a, productId: null, linkedBy: "person" },
		{ variantId: ids.b, productId: bySku.id, linkedBy: "person", isAmbiguous: false },
		{ variantId: ids.c, productId: null, linkedBy: null },
	]);
	expect(await names(shop, connectionId, "?show=none")).toEqual(["Known"]);
	expect(await names(shop, connectionId, "?show=review")).toEqual([]);
	// The same again, and another word of the same person.
	expect((await said("unmap", { variantId: ids.a })).status).toBe(200);
	expect((await said("map", { variantId: ids.a, productId: known.id })).status).toBe(200);
	expect(await names(shop, connectionId, "?show=linked")).toEqual(["Known", "Either"]);
	expect((await said("map", { variantId: "999", productId: known.id })).body.code).toBe("listing_not_found");
	expect((await said("map", { variantId: ids.c, productId: connectionId })).body.code).toBe("product_not_found");
});

it("what a person says is none of ours is not sold off our shelf, though its code is that of a product", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const goods = await stock(shop, { quantity: 5 });
	const there = addSimple(web, { sku: goods.sku, quantity: 5 });
	await drive(shop, connected);
	expect((await shop.call("POST", `/setup/${connectionId}/unmap`, { body: { variantId: String(there.id) } })).status).toBe(200);
	await buy(web, [{ product: there, quantity: 2 }]);
	await deliverAll(web);
	await drive(shop, connected, Date.now() + 1 * minute);
	const shelf = () =>
		rowsOf(shop, "SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ?", shop.businessId, goods.id);
	expect((await shop.call("GET", "/api/orders?channel=woocommerce")).body.items).toHaveLength(1);
	expect(await shelf()).toEqual([{ onHand: 5, reserved: 0 }]);
	// Said to be ours after all, it is held.
	expect(
		(await shop.call("POST", `/setup/${connectionId}/map`, { body: { variantId: String(there.id), productId: goods.id } })).status,
	).toBe(200);
	await react(shop);
	expect(await shelf()).toEqual([{ onHand: 5, reserved: 2 }]);
});

it("shows another business nothing of it, and lets it link nothing", async () => {
	const { shop, connectionId, ids, known } = await withThree();
	const other = await openShop("Other");
	expect((await other.call("GET", `/setup/${connectionId}/listings`)).status).toBe(404);
	const body = { variantId: ids.c, productId: known.id };
	expect((await other.call("POST", `/setup/${connectionId}/map`, { body })).status).toBe(404);
	expect(await names(shop, connectionId, "?show=linked")).toEqual(["Known"]);
});

it("says how far reading what is sold there is, of how much, and what nobody could read, while it goes on and after", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop, wooShop());
	const { web, connectionId } = connected;
	const broken = addSimple(web, { sku: "BROKEN" });
	Object.assign(broken, { id: null });
	for (let n = 0; n < 60; n++) addSimple(web, { sku: `S-${n}` });
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	expect(await sheet()).toMatchObject({ reading: { done: 0, total: null }, unread: 0, budget: null });
	// A turn that may ask no more reads one page.
	await drive(shop, connected, Date.now(), 700);
	expect(await sheet()).toMatchObject({ reading: { done: 50, total: 61 }, unread: 1 });
	const page = (await shop.call("GET", `/settings/channels/${connectionId}`)).body;
	expect(page).toContain("50 of 61 read so far.");
	expect(page).toContain("1 could not be read.");
	await drive(shop, connected);
	expect(await sheet()).toMatchObject({ reading: null, unread: 1, productCount: 60 });
});

it("what was not there when everything was last read is gone there, and may be made anew; what nobody could read is not", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop, wooShop());
	const { web, connectionId } = connected;
	const [kept, lost] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 2 })];
	const [, gone] = [addSimple(web, { sku: kept.sku, name: "Kept" }), addSimple(web, { sku: lost.sku, name: "Lost" })];
	const missing = async () => (await shop.call("GET", `/setup/${connectionId}/missing`)).body.items;
	await drive(shop, connected);
	expect(await names(shop, connectionId, "?show=gone")).toEqual([]);
	web.products.delete(gone.id);
	const broken = addSimple(web, { sku: "BROKEN" });
	Object.assign(broken, { id: null });
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(await names(shop, connectionId, "?show=gone")).toEqual([]);
	for (const [id, product] of web.products) if (product === broken) web.products.delete(id);
	await drive(shop, connected, Date.now() + 12 * minute);
	expect(await names(shop, connectionId, "?show=gone")).toEqual(["Lost"]);
	expect((await listings(shop, connectionId)).items).toMatchObject([
		{ name: "Kept", isGone: false },
		{ name: "Lost", isGone: true },
	]);
	expect((await shop.call("GET", `/settings/channels/${connectionId}/listings?show=gone`)).body).toContain("No longer there");
	expect(await missing()).toMatchObject([{ productId: lost.id, why: null }]);
	await shop.call("POST", `/setup/${connectionId}/create`, { body: { productIds: [lost.id] } });
	await drive(shop, connected, Date.now() + 13 * minute);
	expect(await missing()).toEqual([]);
	expect([...web.products.values()].filter(({ sku }) => sku === lost.sku)).toHaveLength(1);
});
