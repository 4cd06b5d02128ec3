import { beforeAll, expect, it } from "vitest";
import { linkListing } from "#app/channels/link-listing.server.ts";
import { matchWaiting } from "#app/channels/match-waiting.server.ts";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { addSimple, buy } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { deliver, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { facts, placed, shelfOf } from "../orders/web-order.ts";
import { discrepancies, stock, write } from "../sales/goods.ts";
import { cell, save, styled } from "../stock/matrices.ts";

/** What nobody knew when it was ordered is known later: the lines that wait for it are matched then, and their goods held. */

beforeAll(onlyFakesAnswer);

const waiting = async (shop: Shop) => (await listOrders(await shop.tenant(), { unmatched: "true" })).items.map(({ id }) => id);

it("a variant is linked: the orders that wait for it hold its goods, and say so; one that was called off, and another business, do not", async () => {
	const [shop, other] = await twoShops();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 10, price: 50_000 });
	const there = addSimple(web, { sku: "THEIRS-1", price: "500.00", quantity: 10 });
	await drive(shop, connected);
	web.deliveries.length = 0;
	for (const quantity of [2, 1, 3]) await buy(web, [{ product: there, quantity }]);
	for (const delivery of web.deliveries.splice(0)) await deliver(delivery);
	await drive(shop, connected);
	const [last = "", second = "", first = ""] = await waiting(shop);
	await cancelOrder(await shop.tenant(), { orderId: last });
	// It is none of the newest that are looked through any more.
	expect(await rowsOf(shop, "SELECT kind FROM looseLines WHERE businessId = ? AND orderId = ?", shop.businessId, last)).toEqual([
		{ kind: "custom" },
	]);
	const line = { name: "Somebody's", sku: "THEIRS-1", quantity: 1, unitPrice: "10" };
	const { id: theirs } = await placed(other, [], { lines: [line], connectionId, platformOrderId: "1" });
	await react(shop);
	expect(await waiting(shop)).toEqual([second, first]);
	expect(await shelfOf(shop, product)).toBe("10 of which 0");
	await linkListing(await shop.tenant(), { connectionId, variantId: String(there.id), productId: product.id });
	await react(shop);
	expect(await waiting(shop)).toEqual([]);
	expect(await shelfOf(shop, product)).toBe("10 of which 3");
	expect(await facts(shop, first)).toEqual(["order.placed", "order.line_matched"]);
	expect(await orderSheet(await shop.tenant(), { orderId: first })).toMatchObject({
		lines: [{ productId: product.id, quantity: 2, total: 100_000 }],
		loose: [],
	});
	expect(await matchWaiting(await shop.tenant())).toBe(0);
	await react(other);
	expect(await waiting(other)).toEqual([theirs]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("a product with their code is made, or gets it: by SKU or barcode; a code of two products is nobody's, and what is not there is a shortfall", async () => {
	const shop = await openShop();
	const line = (sku: string, more = {}) => ({ name: sku, sku, quantity: 1, unitPrice: "10", ...more });
	const paid = { paid: { method: "card" } };
	const { id: bySku } = await placed(shop, [], { lines: [line("new-1"), line("twin")], ...paid });
	const { id: byBarcode } = await placed(shop, [], { lines: [line("", { name: "Cloth", barcode: "5704418001028" })], ...paid });
	const add = async (body: object) => {
		expect((await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, ...body } })).status).toBe(201);
		await react(shop);
	};
	await add({ name: "New", sku: "NEW-1", initialStock: 4 });
	const sheet = async (orderId: string) => orderSheet(await shop.tenant(), { orderId });
	expect(await sheet(bySku)).toMatchObject({ lines: [{ sku: "NEW-1", short: 0 }], loose: [{ sku: "twin" }] });
	expect((await sheet(bySku)).held).toMatchObject([{ quantity: 1 }]);
	await add({ name: "Cloth", sku: "CL", barcode: "5704418001028", initialStock: 0 });
	expect(await sheet(byBarcode)).toMatchObject({ lines: [{ sku: "CL", short: 1, shortState: "open" }], loose: [] });
	const [one, two] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 1 })];
	for (const { id } of [one, two])
		await write(shop, [["UPDATE products SET barcode = 'twin' WHERE businessId = ? AND id = ?", shop.businessId, id]]);
	await matchWaiting(await shop.tenant());
	expect(await waiting(shop)).toEqual([bySku]);
	await react(shop);
	await matchWaiting(await shop.tenant());
	expect(await facts(shop, bySku)).toEqual(["order.placed", "order.line_matched"]);
	expect(await discrepancies(shop)).toEqual([]);
	expect(await rowsOf(shop, "SELECT 1 FROM events WHERE businessId = ? AND dueAt IS NOT NULL", shop.businessId)).toEqual([]);
	const someone = await shop.tenant();
	await matchWaiting(someone);
	expect(someone.scope.meter.rowsRead).toBeLessThan(50);
});

it("codes typed into a style's table are known like those of a single product", async () => {
	const shop = await openShop();
	const line = { name: "Cloth", sku: "", barcode: "5704418001035", quantity: 1, unitPrice: "10" };
	const { id } = await placed(shop, [], { lines: [line], paid: { method: "card" } });
	const style = await styled(shop);
	await react(shop);
	expect(await waiting(shop)).toEqual([id]);
	await save(shop, style, [cell(style.ids[0], "barcode", "5704418001035"), cell(style.ids[1], "barcode", "5704418001042")]);
	await react(shop);
	expect(await waiting(shop)).toEqual([]);
	expect((await orderSheet(await shop.tenant(), { orderId: id })).lines).toMatchObject([
		{ productId: style.ids[0], quantity: 1, short: 0 },
	]);
});

it("a line whose money went back, and one that cannot be written just now, keep no other back", async () => {
	const shop = await openShop();
	const order = async () =>
		(await placed(shop, [], { paid: { method: "card" }, lines: [{ name: "New", sku: "NEW-2", quantity: 1, unitPrice: "10" }] })).id;
	const [given, wedged, last] = [await order(), await order(), await order()];
	await giveBackOrder(await shop.tenant(), { orderId: given, extra: "10" });
	const { id } = await stock(shop, { quantity: 5 });
	await write(shop, [
		["UPDATE products SET sku = 'NEW-2', skuKey = 'NEW-2' WHERE businessId = ? AND id = ?", shop.businessId, id],
		[
			`CREATE TRIGGER wedged BEFORE INSERT ON orderLines WHEN NEW.orderId = '${wedged}' BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: wedged'); END`,
		],
	]);
	await expect(matchWaiting(await shop.tenant())).rejects.toMatchObject({ code: "stale_write" });
	expect(await waiting(shop)).toEqual([wedged, given]);
	expect(await facts(shop, last)).toContain("order.line_matched");
	await write(shop, [["DROP TRIGGER wedged"]]);
	expect(await matchWaiting(await shop.tenant())).toBe(1);
	expect(await waiting(shop)).toEqual([given]);
	expect(await discrepancies(shop)).toEqual([]);
});
