import { beforeAll, expect, it } from "vitest";
import { home } from "#app/insights/home.server.ts";
import { minute } from "#app/platform/time.ts";
import { withErp } from "../../support/erp.ts";
import { addSimple, buy } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const sheetOf = async (shop: Shop, connectionId: string) => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
const onHand = async (shop: Shop, productId: string) =>
	(
		await rowsOf<{ onHand: number }>(
			shop,
			"SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ?",
			shop.businessId,
			productId,
		)
	)[0]?.onHand;
/** What the home page says waits for somebody. */
const waiting = async (shop: Shop) => (await home(await shop.tenant(), {})).needs.map(({ kind }) => kind);
const settle = (shop: Shop, connectionId: string, body: object, key?: string) =>
	shop.call("POST", `/api/channels/${connectionId}/conflicts`, { body, ...(key && { key }) });

/** A web shop where somebody typed a number: 40 stood there, 9 is ours and was set. */
async function withConflict() {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(connected.web, { sku: product.sku, quantity: 10 });
	await drive(shop, connected);
	there.stock_quantity = 40;
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });
	await react(shop);
	for (let n = 0; n < 3; n++) await drive(shop, connected);
	const [conflict] = (await sheetOf(shop, connected.connectionId)).conflicts;
	expect(conflict).toMatchObject({ ours: 9, theirs: 40 });
	return { shop, connected, ...connected, product, there, wish: { variantId: conflict.variantId, at: conflict.at } };
}

it("where their number was right, our shelf is corrected by the difference, once, and theirs stands everywhere again", async () => {
	const { shop, connected, connectionId, product, there, wish } = await withConflict();
	const said = () => settle(shop, connectionId, { ...wish, right: "theirs" }, "their-number");
	expect((await said()).body).toEqual({ variantId: wish.variantId, delta: 31 });
	expect((await said()).body).toEqual({ variantId: wish.variantId, delta: 31 });
	expect(await onHand(shop, product.id)).toBe(40);
	await react(shop);
	await drive(shop, connected);
	expect(there.stock_quantity).toBe(40);
	expect((await sheetOf(shop, connectionId)).conflicts).toEqual([]);
	// It is settled: whoever looked at it before says nothing of what stands there now.
	expect((await settle(shop, connectionId, { ...wish, right: "ours" })).body.code).toBe("stale_write");
});

it("where ours was right it stays as it was set; nobody of another business may say so", async () => {
	const { shop, connectionId, product, there, wish } = await withConflict();
	const other = await openShop("Other");
	expect([await waiting(shop), await waiting(other)]).toEqual([["levelConflicts"], []]);
	expect((await settle(other, connectionId, { ...wish, right: "ours" })).status).toBe(404);
	expect((await settle(shop, connectionId, { ...wish, at: new Date(0).toISOString(), right: "ours" })).body.code).toBe("stale_write");
	expect((await settle(shop, connectionId, { ...wish, right: "ours" })).body).toEqual({ variantId: wish.variantId, delta: 0 });
	expect((await sheetOf(shop, connectionId)).conflicts).toEqual([]);
	expect([await onHand(shop, product.id), there.stock_quantity, await waiting(shop)]).toEqual([9, 9, []]);
});

it("what is kept back counts to their number, and a number that is only as much as may be shown says nothing of the shelf", async () => {
	const { shop, connectionId, connected, product, there } = await withConflict();
	const set = (settings: object) => shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings } });
	const typed = async (quantity: number, act: () => Promise<unknown>) => {
		await drive(shop, connected);
		there.stock_quantity = quantity;
		await act();
		await react(shop);
		for (let n = 0; n < 3; n++) await drive(shop, connected);
		return (await sheetOf(shop, connectionId)).conflicts[0];
	};
	expect((await set({ buffer: 2 })).status).toBe(200);
	const kept = await typed(20, () =>
		shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } }),
	);
	// 8 are free here, 2 of them are kept back: 20 there are 22.
	expect(kept).toMatchObject({ ours: 6, theirs: 20, correction: 14 });
	expect((await settle(shop, connectionId, { variantId: kept.variantId, at: kept.at, right: "theirs" })).body).toMatchObject({ delta: 14 });
	await react(shop);
	await drive(shop, connected);
	expect([await onHand(shop, product.id), there.stock_quantity]).toEqual([22, 20]);

	expect((await set({ buffer: 0, cap: 5 })).status).toBe(200);
	const capped = await typed(12, () => set({ cap: 6 }));
	expect(capped).toMatchObject({ ours: 6, theirs: 12, correction: null });
	const taken = await settle(shop, connectionId, { variantId: capped.variantId, at: capped.at, right: "theirs" });
	expect([taken.body.code, await onHand(shop, product.id)]).toEqual(["theirs_unknown", 22]);
});

it("a shelf that was counted since is not corrected by what was typed before; another shelf is asked about nothing", async () => {
	const { shop, connectionId, product, wish } = await withConflict();
	expect((await shop.call("PATCH", `/api/products/${product.id}/stock`, { body: { storeId: shop.storeId, quantity: 40 } })).status).toBe(
		200,
	);
	expect((await settle(shop, connectionId, { ...wish, right: "theirs" })).body.code).toBe("stale_write");
	expect(await onHand(shop, product.id)).toBe(40);
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	expect((await shop.call("PUT", `/api/channels/${connectionId}`, { body: { storeId: aarhus.id } })).status).toBe(200);
	expect((await sheetOf(shop, connectionId)).conflicts).toEqual([]);
});

it("what nothing can be set in can only be taken by its word, and never below what is promised", async () => {
	const shop = await openShop();
	const connected = await withErp(shop);
	const product = await stock(shop, { quantity: 5 });
	connected.erp.add(product.sku, 2);
	for (const n of [0, 6]) await drive(shop, connected, Date.now() + n * minute);
	const [conflict] = (await sheetOf(shop, connected.connectionId)).conflicts;
	expect(conflict).toMatchObject({ ours: 5, theirs: 2 });
	// It is the same one, and as old, when it is read again.
	await drive(shop, connected, Date.now() + 12 * minute);
	expect((await sheetOf(shop, connected.connectionId)).conflicts).toEqual([conflict]);
	const wish = { variantId: conflict.variantId, at: conflict.at };
	expect((await settle(shop, connected.connectionId, { ...wish, right: "ours" })).body.code).toBe("conflict_stays");
	await rowsOf(shop, "UPDATE stockLevels SET reserved = 3 WHERE businessId = ? AND productId = ?", shop.businessId, product.id);
	expect((await settle(shop, connected.connectionId, { ...wish, right: "theirs" })).body.code).toBe("would_go_below_reserved");
	await rowsOf(shop, "UPDATE stockLevels SET reserved = 0 WHERE businessId = ? AND productId = ?", shop.businessId, product.id);
	expect((await settle(shop, connected.connectionId, { ...wish, right: "theirs" })).body).toMatchObject({ delta: -3 });
	await drive(shop, connected, Date.now() + 18 * minute);
	expect((await sheetOf(shop, connected.connectionId)).conflicts).toEqual([]);
	expect(await onHand(shop, product.id)).toBe(2);
});

it("an order somebody has seen to is on the list no more, though it is asked for again; one that changes there is taken all the same", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const there = addSimple(web, { sku: (await stock(shop, { quantity: 10 })).sku, quantity: 3 });
	web.clock = () => Date.now() + 2000;
	const broken = await buy(web, [{ product: there, quantity: 1 }]);
	const { currency } = broken;
	Object.assign(broken, { currency: null });
	await drive(shop, connected);
	expect((await sheetOf(shop, connectionId)).orders).toMatchObject([{ platformOrderId: String(broken.id), reason: "unreadable" }]);
	expect(await waiting(shop)).toContain("channelOrders");
	const seen = (who: Shop, id = String(broken.id)) =>
		who.call("POST", `/api/channels/${connectionId}/orders/seen`, { body: { platformOrderId: id } });
	expect((await seen(await openShop("Other"))).status).toBe(404);
	expect((await seen(shop, "999")).body.code).toBe("order_not_found");
	for (let n = 0; n < 2; n++) expect((await seen(shop)).body).toEqual({ platformOrderId: String(broken.id) });
	await drive(shop, connected, Date.now() + 6 * minute);
	expect((await sheetOf(shop, connectionId)).orders).toEqual([]);
	expect(await waiting(shop)).not.toContain("channelOrders");
	Object.assign(broken, { currency });
	for (const n of [12, 18]) await drive(shop, connected, Date.now() + n * minute);
	const taken = await rowsOf(shop, "SELECT actorName FROM orders WHERE businessId = ?", shop.businessId);
	expect(taken).toEqual([{ actorName: "Lens & Light (WooCommerce)" }]);
});
