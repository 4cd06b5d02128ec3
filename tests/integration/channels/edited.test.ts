import { beforeEach, expect, it, vi } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy, change, refund, rewrite } from "../../support/fakes/woocommerce.ts";
import { connected, deliverAll as shopifyTells, onlyShopifyAnswers, openShopifyShop } from "../../support/shopify.ts";
import { deliver, deliverAll, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { shelfOf } from "../orders/web-order.ts";
import { discrepancies, stock } from "../sales/goods.ts";

/** A merchant edits an order at the shop that is paid there and still to be sent here. */

beforeEach(() => {
	vi.restoreAllMocks();
});

const ordersOf = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT status, paymentStatus, units, total, owed, refundedTotal, looseUnits, (SELECT SUM(amount) FROM payments AS p WHERE p.businessId = o.businessId AND p.orderId = o.id) AS paid FROM orders AS o WHERE businessId = ? ORDER BY platformNumber",
		shop.businessId,
	);
const looksOf = (shop: Shop) => rowsOf(shop, "SELECT said FROM channelOrders WHERE businessId = ? AND state = 'look'", shop.businessId);

it("Shopify: what is added and raised is held here, and owed until Shopify has it; told twice and out of order, it is held once", async () => {
	onlyShopifyAnswers();
	const [shop, other] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const [frame, lens] = [await stock(shop, { quantity: 9 }), await stock(shop, { quantity: 1 })];
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 9 }] });
	store.add({ title: "Lens", variants: [{ sku: lens.sku, price: "100.00", available: 5 }] });
	// Shopify tells whole seconds.
	const wait = () => new Promise((resolve) => setTimeout(resolve, 1100));
	const tell = async () => {
		await shopifyTells(store, { duplicate: 60, shuffle: true });
		await drive(shop, connection);
		await wait();
	};
	await drive(shop, connection);
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 1 }] });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ total: 50_000, owed: 0 }]);
	store.edit(order, { add: [{ sku: lens.sku, quantity: 2 }] });
	await wait();
	store.edit(order, { raise: [{ line: 0, by: 2 }] });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid", units: 5, total: 170_000, owed: 120_000, paid: 50_000 }]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 3", "1 of which 1"]);
	expect(await rowsOf(shop, "SELECT quantity, state FROM shortfalls WHERE businessId = ?", shop.businessId)).toEqual([
		{ quantity: 1, state: "open" },
	]);
	store.edit(order, { off: [{ line: 0, discount: "300.00" }] }, "paid");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid", total: 140_000, owed: 0, paid: 140_000 }]);
	store.refund(order, { lines: [{ line: 0, quantity: 1 }] });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "part_refunded", refundedTotal: 40_000, paid: 100_000 }]);
	expect(await shelfOf(shop, frame)).toBe("9 of which 2");
	store.cancel(order);
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ status: "CANCELLED", paymentStatus: "refunded", paid: 0 }]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 0", "1 of which 0"]);
	expect(await looksOf(shop)).toEqual([]);
	expect(await ordersOf(other)).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("WooCommerce: lines are followed up and down, by what they are called there; what nobody knows waits to be said, and older news changes nothing", async () => {
	onlyFakesAnswer();
	const shop = await openShop();
	const connection = await withWebshop(shop);
	const { web } = connection;
	const [frame, lens] = [await stock(shop, { quantity: 9 }), await stock(shop, { quantity: 9 })];
	const [a, b] = [frame, lens].map(({ sku }) => addSimple(web, { sku, price: "500.00", quantity: 9 }));
	const unknown = addSimple(web, { sku: "NOBODY-KNOWS", price: "100.00", quantity: 9 });
	await drive(shop, connection);
	let at = Date.now();
	web.clock = () => (at += minute);
	const tell = async () => {
		await deliverAll(web);
		await drive(shop, connection);
	};
	web.deliveries.length = 0;
	const order = await buy(web, [{ product: a!, quantity: 2 }]);
	await tell();
	web.deliveries.length = 0;
	await rewrite(web, order, { add: [{ product: b!, quantity: 3 }] });
	const old = web.deliveries.filter(({ headers }) => JSON.stringify(headers).includes("order.updated"));
	await rewrite(web, order, { lines: { 0: { quantity: 1 }, 1: { total: "1200.00" } }, add: [{ product: unknown, quantity: 1 }] });
	const late = old.map((delivery) => ({ ...delivery }));
	web.deliveries.splice(0, web.deliveries.length, ...web.deliveries.filter((delivery) => !old.includes(delivery)));
	await tell();
	for (const delivery of late) await deliver(delivery);
	await drive(shop, connection);
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid", units: 5, total: 180_000, looseUnits: 1, owed: 0, paid: 180_000 }]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 1", "9 of which 3"]);
	expect((await shop.call("GET", "/api/orders?unmatched=true")).body.items).toHaveLength(1);
	// The first line is gone, and money goes back for the one that stood second.
	await rewrite(web, order, { lines: { 0: { quantity: 0 }, 2: { quantity: 0 } } });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ units: 3, total: 120_000, owed: -60_000, looseUnits: 0 }]);
	await refund(web, order, 0, 1, "400.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ refundedTotal: 40_000, paid: 140_000 }]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 0", "9 of which 2"]);
	expect(await discrepancies(shop)).toEqual([]);
	// Three edits of one second, the last of which is as the first was.
	at += minute;
	const second = at;
	web.clock = () => second;
	for (const quantity of [4, 5, 4]) {
		await rewrite(web, order, { lines: { 0: { quantity } } });
		await tell();
		expect(await shelfOf(shop, lens)).toBe(`9 of which ${quantity - 1}`);
	}
	await rewrite(web, order, { lines: { 0: { quantity: 3, total: "1200.00" } } });
	await tell();
	web.clock = () => (at += minute);
	await change(web, order, { status: "completed", date_completed_gmt: order.date_modified_gmt });
	await tell();
	await rewrite(web, order, { add: [{ product: a!, quantity: 1 }] });
	await tell();
	expect(await looksOf(shop)).toEqual([{ said: "edited_after_sent" }]);
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["9 of which 0", "7 of which 0"]);
	expect(await discrepancies(shop)).toEqual([]);
	// What somebody has seen to is not asked again for anything else that is told of it; another edit is another question.
	const path = `/api/v1/channels/${connection.connectionId}/orders/seen`;
	expect((await shop.call("POST", path, { body: { platformOrderId: String(order.id) } })).status).toBe(200);
	await change(web, order, { customer_note: "Ring the bell" });
	await tell();
	expect(await looksOf(shop)).toEqual([]);
	await rewrite(web, order, { add: [{ product: a!, quantity: 1 }] });
	await tell();
	expect(await looksOf(shop)).toEqual([{ said: "edited_after_sent" }]);
});

it("Shopify: of what was called off before its refunds were noted, later news takes nothing off the shelf", async () => {
	onlyShopifyAnswers();
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const frame = await stock(shop, { quantity: 9 });
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 9 }] });
	const tell = async () => {
		await shopifyTells(store);
		await drive(shop, connection);
		await new Promise((resolve) => setTimeout(resolve, 1100));
	};
	await drive(shop, connection);
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }] });
	await tell();
	store.cancel(order);
	await tell();
	await rowsOf(shop, "UPDATE channelOrders SET refunds = '[]' WHERE businessId = ?", shop.businessId);
	for (const line of order.refunds.flatMap(({ lines }) => lines)) line.restockType = "no_restock";
	store.fulfil(order, "partial");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ status: "CANCELLED" }]);
	expect(await shelfOf(shop, frame)).toBe("9 of which 0");
	expect(await looksOf(shop)).toEqual([]);
});

it("Shopify: an order with a deposit is the buyer's, and owes the rest, until more of it, and then all of it, is paid", async () => {
	onlyShopifyAnswers();
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const frame = await stock(shop, { quantity: 9 });
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 9 }] });
	const tell = async () => {
		await shopifyTells(store, { duplicate: 60 });
		await drive(shop, connection);
		await new Promise((resolve) => setTimeout(resolve, 1100));
	};
	await drive(shop, connection);
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }], financial: "partially_paid", received: "300.00" });
	const later = store.order({ lines: [{ sku: frame.sku, quantity: 1 }], financial: "pending" });
	await tell();
	const unpaid = { paymentStatus: "unpaid", total: 50_000, owed: 0, paid: null };
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid", total: 100_000, owed: 70_000, paid: 30_000 }, unpaid]);
	expect((await shop.call("GET", "/api/orders?paymentStatus=part_paid")).body.items).toMatchObject([{ paymentStatus: "part_paid" }]);
	// An edit and money at once; and money for what nobody had paid of yet.
	store.edit(order, { raise: [{ line: 0, by: 1 }] });
	store.pay(order, "200.00");
	store.pay(later, "100.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([
		{ total: 150_000, owed: 100_000, paid: 50_000 },
		{ paymentStatus: "paid", owed: 40_000, paid: 10_000 },
	]);
	store.pay(order, "100.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ owed: 90_000, paid: 60_000 }, {}]);
	store.pay(order, "900.00");
	store.cancel(later);
	await tell();
	expect(await ordersOf(shop)).toMatchObject([
		{ paymentStatus: "paid", owed: 0, paid: 150_000 },
		{ status: "CANCELLED", paymentStatus: "refunded", paid: 0 },
	]);
	expect([await shelfOf(shop, frame), await looksOf(shop), await discrepancies(shop)]).toEqual(["9 of which 3", [], []]);
});

it("Shopify: an order that owes there more than it comes to here, for what we do not keep, is unpaid here, and keeps its goods until somebody says how it left", async () => {
	onlyShopifyAnswers();
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const frame = await stock(shop, { quantity: 9 });
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 9 }] });
	const tell = async () => {
		await shopifyTells(store);
		await drive(shop, connection);
		await new Promise((resolve) => setTimeout(resolve, 1100));
	};
	await drive(shop, connection);
	// Duties of 250, of which 50 are paid: 700 are to be paid, and ours is 500.
	const order = store.order({ lines: [{ sku: frame.sku }], financial: "partially_paid", received: "-200.00" });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "unpaid", total: 50_000, paid: null }]);
	store.fulfil(order);
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ status: "PROCESSING", paymentStatus: "unpaid", paid: null }]);
	expect([await shelfOf(shop, frame), await looksOf(shop)]).toEqual(["9 of which 1", [{ said: "refused" }]]);
});

it("Shopify: what comes off an order with a deposit was never paid, and is given back to nobody", async () => {
	onlyShopifyAnswers();
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const frame = await stock(shop, { quantity: 9 });
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 9 }] });
	const tell = async () => {
		await shopifyTells(store, { duplicate: 60 });
		await drive(shop, connection);
		await new Promise((resolve) => setTimeout(resolve, 1100));
	};
	await drive(shop, connection);
	const taken = () =>
		rowsOf<{ amount: number; back: number }>(
			shop,
			"SELECT sum(amount) FILTER (WHERE refundId IS NULL) AS amount, count(refundId) AS back FROM payments WHERE businessId = ? GROUP BY orderId ORDER BY orderId",
			shop.businessId,
		);
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }], financial: "partially_paid", received: "300.00" });
	const other = store.order({ lines: [{ sku: frame.sku, quantity: 2 }], financial: "partially_paid", received: "300.00" });
	await tell();
	store.edit(order, { lower: [{ line: 0, by: 1 }] });
	// Of the other one comes off and the rest is paid before we hear of either.
	store.edit(other, { lower: [{ line: 0, by: 1 }] });
	store.pay(other, "200.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([
		{ owed: 20_000, paid: 30_000 },
		{ owed: 0, paid: 50_000 },
	]);
	expect(await taken()).toEqual([
		{ amount: 30_000, back: 0 },
		{ amount: 50_000, back: 0 },
	]);
	// One more is added, and one of those taken off, in one edit.
	store.edit(order, { add: [{ sku: frame.sku, quantity: 2 }], lower: [{ line: 0, by: 1 }] });
	await tell();
	expect((await ordersOf(shop))[0]).toMatchObject({ owed: 70_000, paid: 30_000 });
	store.pay(order, "700.00");
	await tell();
	expect((await ordersOf(shop))[0]).toMatchObject({ owed: 0, paid: 100_000 });
	expect([await shelfOf(shop, frame), await looksOf(shop), await discrepancies(shop)]).toEqual(["9 of which 3", [], []]);
});
