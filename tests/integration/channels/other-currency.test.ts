import { beforeAll, expect, it } from "vitest";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { orderTrail } from "#app/orders/order-trail.server.ts";
import { payOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { minute } from "#app/platform/time.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { addSimple, buy, change, refund } from "../../support/fakes/woocommerce.ts";
import { deliver, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { shelfOf } from "../orders/web-order.ts";
import { discrepancies, stock } from "../sales/goods.ts";

/** What a shop sold in another currency than its store's: goods like any other, and money that is in no sum. */

beforeAll(onlyFakesAnswer);

/** Of all days: the clock of these tests may go past midnight. */
const totals = (shop: Shop) =>
	rowsOf(
		shop,
		`SELECT sum(orders) AS orders, sum(units) AS units, sum(revenue) AS revenue, sum(refundedOrders) AS refundedOrders, sum(refundedUnits) AS refundedUnits,
			sum(refundedAmount) AS refundedAmount FROM dailyTotals WHERE businessId = ? GROUP BY businessId`,
		shop.businessId,
	);

/** A shop of ten frames, whose deliveries arrive twice; each change there is a minute later. */
async function sellingAbroad(shop: Shop) {
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 10, price: 50_000 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += minute);
	const tell = async () => {
		for (const delivery of web.deliveries.splice(0)) for (let n = 0; n < 2; n++) expect(await deliver(delivery)).toBe(200);
		// What drifted is looked for too.
		for (const later of [1, 10]) await drive(shop, connected, at + later * minute);
	};
	const ours = () =>
		rowsOf<{ id: string; status: string }>(
			shop,
			"SELECT * FROM orders WHERE businessId = ? AND origin = 'woocommerce' ORDER BY id",
			shop.businessId,
		);
	return { ...connected, product, there, tell, ours };
}

it("its goods are held and leave once, its amounts stay in its own currency, and no sum of the store's has them", async () => {
	const shop = await openShop();
	const { web, product, there, tell, ours } = await sellingAbroad(shop);
	const order = await buy(web, [{ product: there, quantity: 2 }], { more: { currency: "EUR" } });
	await tell();
	expect(await ours()).toMatchObject([{ currency: "EUR", total: 100_000, paymentStatus: "paid", status: "PENDING" }]);
	expect([await shelfOf(shop, product), there.stock_quantity]).toEqual(["10 of which 2", 8]);
	const orderId = (await ours())[0]?.id ?? "";
	expect((await shop.call("GET", `/api/orders/${orderId}`)).body).toMatchObject({
		currency: "EUR",
		total: "1000.00",
		lines: [{ unitPrice: "500.00" }],
		payments: [{ amount: "1000.00" }],
	});
	const { moments } = await orderTrail(await shop.tenant(), { orderId });
	expect(moments).toMatchObject([{ type: "order.placed", data: { currency: "EUR", total: 100_000 } }]);
	expect(await rowsOf(shop, "SELECT currency, amount FROM payments WHERE businessId = ?", shop.businessId)).toEqual([
		{ currency: "EUR", amount: 100_000 },
	]);
	await change(web, order, { status: "completed" });
	// One in the store's own money beside it.
	await buy(web, [{ product: there, quantity: 1 }], { status: "completed" });
	await tell();
	expect(await ours()).toMatchObject([{ status: "COMPLETED" }, { status: "COMPLETED", currency: "DKK" }]);
	expect([await shelfOf(shop, product), there.stock_quantity]).toEqual(["7 of which 0", 7]);
	const sold = { orders: 1, units: 3, revenue: 50_000 };
	expect(await totals(shop)).toEqual([{ ...sold, refundedOrders: 0, refundedUnits: 0, refundedAmount: 0 }]);
	expect(
		await rowsOf(shop, "SELECT sum(units) AS units, sum(revenue) AS revenue FROM dailyFacts WHERE businessId = ?", shop.businessId),
	).toEqual([{ units: 3, revenue: 50_000 }]);
	expect(await discrepancies(shop)).toEqual([]);
	await refund(web, order, 0, 1, "500.00");
	await tell();
	await refund(web, order, 0, 1, "500.00");
	await tell();
	expect(await ours()).toMatchObject([{ status: "REFUNDED", refundedTotal: 100_000 }, { status: "COMPLETED" }]);
	expect([await shelfOf(shop, product), there.stock_quantity]).toEqual(["9 of which 0", 9]);
	expect(await totals(shop)).toEqual([{ ...sold, refundedOrders: 0, refundedUnits: 2, refundedAmount: 0 }]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("cancelled, its goods are free again here and there, and what was paid goes back in its currency", async () => {
	const shop = await openShop();
	const { web, product, there, tell, ours } = await sellingAbroad(shop);
	const order = await buy(web, [{ product: there, quantity: 2 }], { more: { currency: "JPY" } });
	await tell();
	expect(await ours()).toMatchObject([{ currency: "JPY", total: 1000 }]);
	await change(web, order, { status: "cancelled" });
	await tell();
	expect(await ours()).toMatchObject([{ status: "CANCELLED", paymentStatus: "refunded" }]);
	expect([await shelfOf(shop, product), there.stock_quantity]).toEqual(["10 of which 0", 10]);
	expect(await rowsOf(shop, "SELECT currency, amount FROM payments WHERE businessId = ? ORDER BY id", shop.businessId)).toEqual([
		{ currency: "JPY", amount: 1000 },
		{ currency: "JPY", amount: -1000 },
	]);
	expect(await totals(shop)).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("paid by hand it is in its own currency, in no drawer that counts another; goods for it are not exchanged, and the house itself sells in the store's alone", async () => {
	const [shop, other] = await twoShops();
	const { web, connectionId, product, there, tell, ours } = await sellingAbroad(shop);
	const { id: drawerId, currency } = await openTillDrawer(await shop.tenant(), { storeId: shop.storeId, openingFloat: "100" });
	await buy(web, [{ product: there, quantity: 2 }], { status: "on-hold", more: { currency: "EUR" } });
	await tell();
	const orderId = (await ours())[0]?.id ?? "";
	const cash = { orderId, method: "cash" };
	await expect(payOrder(await shop.tenant(), { ...cash, drawerId })).rejects.toMatchObject({
		code: "drawer_currency_differs",
		details: { currency, given: "EUR" },
	});
	await expect(payOrder(await other.tenant(), cash)).rejects.toMatchObject({ code: "order_not_found" });
	await payOrder(await shop.tenant(), cash);
	expect(await rowsOf(shop, "SELECT currency, amount, drawerId FROM payments WHERE businessId = ?", shop.businessId)).toEqual([
		{ currency: "EUR", amount: 100_000, drawerId: null },
	]);
	await change(web, [...web.orders.values()][0]!, { status: "completed" });
	await tell();
	const [line] = (await orderSheet(await shop.tenant(), { orderId })).lines;
	await expect(
		exchange(await shop.tenant(), {
			orderId,
			lines: [{ lineId: line?.id, quantity: 1 }],
			restock: true,
			sale: { lines: [{ productId: product.id, quantity: 1 }], payments: [] },
		}),
	).rejects.toMatchObject({ code: "currency_differs" });
	const wish = { storeId: shop.storeId, lines: [{ productId: product.id, quantity: 1 }], currency: "EUR", paid: { method: "cash" } };
	const orders = (await rowsOf(shop, "SELECT 1 FROM orders WHERE businessId = ?", shop.businessId)).length;
	await expect(placeOrder(await shop.tenant(), wish)).rejects.toMatchObject({ code: "currency_differs" });
	// Naming a shop does not make it one of that shop's: neither one there is, nor one there is not.
	const theirs = (await withWebshop(other)).connectionId;
	for (const named of [connectionId, "x", theirs]) {
		await expect(placeOrder(await shop.tenant(), { ...wish, connectionId: named })).rejects.toMatchObject({ code: "currency_differs" });
		expect(await shop.call("POST", "/api/v1/orders", { body: { ...wish, connectionId: named } })).toMatchObject(
			named === connectionId
				? { status: 409, body: { code: "currency_differs" } }
				: { status: 404, body: { code: "connection_not_found" } },
		);
	}
	expect(await rowsOf(shop, "SELECT 1 FROM orders WHERE businessId = ?", shop.businessId)).toHaveLength(orders);
	expect(await discrepancies(shop)).toEqual([]);
});
