import { expect, it } from "vitest";
import { matchLine } from "#app/orders/edit-order.server.ts";
import { completeOrder } from "#app/orders/fulfil-order.server.ts";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { processOrder } from "#app/orders/pay-order.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { discrepancies, stock } from "../sales/goods.ts";
import { placed, shelfOf } from "./web-order.ts";

/** Money that is given back before an order has left: it counts once the rest is sold, and keeps nothing from leaving. */

const paid = { paid: { method: "card" } };
const totals = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT orders, units, revenue, refundedOrders, refundedUnits, refundedAmount FROM dailyTotals WHERE businessId = ?",
		shop.businessId,
	);

it("leaves though money for no piece was given back, once and again; of no goods, it is no refunded order", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { id: orderId } = await placed(shop, [[frame, 2]], { ...paid, shipping: "50", tip: "10" });
	await expect(giveBackOrder(await other.tenant(), { orderId, extra: "50" })).rejects.toMatchObject({ code: "order_not_found" });
	for (const key of ["shipping", "shipping", "gesture"]) await giveBackOrder(await shop.tenant(), { orderId, extra: "30" }, { key });
	await expect(giveBackOrder(await shop.tenant(), { orderId, extra: "30" })).rejects.toMatchObject({ code: "nothing_left_to_refund" });
	await processOrder(await shop.tenant(), { orderId });
	expect(await completeOrder(await shop.tenant(), { orderId })).toMatchObject({ status: "COMPLETED", paymentStatus: "part_refunded" });
	expect(await shelfOf(shop, frame)).toBe("3 of which 0");
	expect(await totals(shop)).toEqual([{ orders: 1, units: 2, revenue: 2000, refundedOrders: 0, refundedUnits: 0, refundedAmount: 0 }]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("an order of no goods leaves though shipping was given back; one whose goods were all given back is one refunded order, in however many parts", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const engraving = { name: "Engraving", quantity: 1, unitPrice: "50", custom: true };
	const { id: service } = await placed(shop, [], { ...paid, lines: [engraving], shipping: "10" });
	await giveBackOrder(await shop.tenant(), { orderId: service, extra: "10" });
	const { id: orderId } = await placed(shop, [], { ...paid, lines: [engraving, { productId: frame.id, quantity: 2 }], shipping: "10" });
	const [line] = (await orderSheet(await shop.tenant(), { orderId })).lines;
	for (const extra of ["0", "5"]) await giveBackOrder(await shop.tenant(), { orderId, lines: [{ lineId: line?.id, quantity: 1 }], extra });
	await giveBackOrder(await shop.tenant(), { orderId, extra: "5" });
	for (const each of [service, orderId]) {
		await processOrder(await shop.tenant(), { orderId: each });
		await completeOrder(await shop.tenant(), { orderId: each });
	}
	expect(await totals(shop)).toEqual([{ orders: 2, units: 2, revenue: 2000, refundedOrders: 1, refundedUnits: 2, refundedAmount: 2000 }]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("a line whose money went back becomes no product, in words, and leaves as none", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { id: orderId } = await placed(shop, [], {
		...paid,
		lines: [{ name: "Frame, unknown", sku: "NEW-1", quantity: 1, unitPrice: "50" }],
	});
	await giveBackOrder(await shop.tenant(), { orderId, extra: "5" });
	const lineId = (await orderSheet(await shop.tenant(), { orderId })).loose[0]?.id;
	await expect(matchLine(await shop.tenant(), { orderId, lineId, productId: frame.id })).rejects.toMatchObject({
		kind: "conflict",
		code: "line_given_back",
		details: { name: "Frame, unknown" },
	});
	expect(await shelfOf(shop, frame)).toBe("5 of which 0");
	await matchLine(await shop.tenant(), { orderId, lineId, productId: null });
	await processOrder(await shop.tenant(), { orderId });
	expect(await completeOrder(await shop.tenant(), { orderId })).toMatchObject({ status: "COMPLETED" });
	expect(await discrepancies(shop)).toEqual([]);
});
