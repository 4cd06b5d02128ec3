import { beforeAll, expect, it } from "vitest";
import { completeOrder } from "#app/orders/fulfil-order.server.ts";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { processOrder } from "#app/orders/pay-order.server.ts";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy, change, refund, type WooShop } from "../../support/fakes/woocommerce.ts";
import { deliver, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

/** Money given back in a web shop: what its owner put back on the shelf there, and what not. */

beforeAll(onlyFakesAnswer);

async function sellingShop({ quantity = 10, counted = true } = {}) {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: counted ? quantity : null });
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += minute);
	const told = async (web_: WooShop = web) => {
		for (const delivery of web_.deliveries.splice(0)) await deliver(delivery);
		await drive(shop, connected, at);
		await drive(shop, connected, at + 20_000);
	};
	const shelf = async () => {
		const [row] = await rowsOf<{ onHand: number; reserved: number }>(
			shop,
			"SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
			shop.businessId,
			product.id,
			shop.storeId,
		);
		return `${row?.onHand} of which ${row?.reserved}`;
	};
	const order = async () => (await shop.call("GET", "/api/orders")).body.items[0];
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	return { shop, web, there, product, connectionId, told, shelf, order, sheet };
}

it("what was given back before it left and not put on the shelf there is on ours no more, and both say the same number", async () => {
	const { shop, web, there, product, told, shelf, sheet } = await sellingShop();
	const bought = await buy(web, [{ product: there, quantity: 4 }]);
	await told();
	expect(await shelf()).toBe("10 of which 4");
	await refund(web, bought, 0, 1, "500.00", { restock: false });
	await told();
	expect(await shelf()).toBe("9 of which 3");
	await refund(web, bought, 0, 1, "500.00");
	await told();
	expect(await shelf()).toBe("9 of which 2");
	expect(there.stock_quantity).toBe(7);
	await change(web, bought, { customer_note: "Ring the bell" });
	await told();
	expect(await shelf()).toBe("9 of which 2");
	expect(await sheet()).toMatchObject({ orders: [], conflicts: [], trouble: null });
	expect(
		await rowsOf(
			shop,
			"SELECT delta, reason, note FROM stockMovements WHERE businessId = ? AND productId = ? AND delta < 0",
			shop.businessId,
			product.id,
		),
	).toEqual([{ delta: -1, reason: "channel_sync", note: `#${bought.id} Too small` }]);
});

it("an order given back whole before it left, and put on no shelf, leaves the shelf as if it had been sent", async () => {
	const { web, there, told, shelf, order } = await sellingShop();
	const bought = await buy(web, [{ product: there, quantity: 2 }]);
	await told();
	await refund(web, bought, 0, 2, "1000.00", { restock: false, changes: { status: "refunded" } });
	await told();
	expect(await order()).toMatchObject({ status: "CANCELLED", paymentStatus: "refunded" });
	expect([await shelf(), there.stock_quantity]).toEqual(["8 of which 0", 8]);
	await change(web, bought, { customer_note: "Thank you" });
	await told();
	expect([await shelf(), there.stock_quantity]).toEqual(["8 of which 0", 8]);
});

it("a run that was cut off after the rest was sent gives nothing back again, and what is on no shelf there is on ours no more", async () => {
	const { shop, web, there, connectionId, told, shelf, order } = await sellingShop();
	const bought = await buy(web, [{ product: there, quantity: 4 }]);
	await told();
	await refund(web, bought, 0, 1, "500.00", { restock: false });
	await change(web, bought, { status: "completed", date_completed_gmt: "2026-11-22T10:00:00" });
	// What it had done by then.
	const { id: orderId } = await order();
	const { lines } = await orderSheet(await shop.tenant(), { orderId });
	const refundId = bought.refunds.at(-1)?.id;
	const given = { orderId, lines: [{ lineId: lines[0]?.id, quantity: 1 }], reason: "Too small" };
	await giveBackOrder(await shop.tenant(), given, { key: `${connectionId}:refund:${refundId}` });
	await processOrder(await shop.tenant(), { orderId });
	await completeOrder(await shop.tenant(), { orderId });
	expect(await shelf()).toBe("7 of which 0");
	await told();
	expect(await orderSheet(await shop.tenant(), { orderId })).toMatchObject({ refundedUnits: 1, refundedTotal: 50_000 });
	expect([await shelf(), there.stock_quantity]).toEqual(["6 of which 0", 6]);
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({ orders: [], conflicts: [] });
});

it("what had left comes back to our shelf only where it came back to theirs", async () => {
	const { web, there, told, shelf, sheet } = await sellingShop();
	const bought = await buy(web, [{ product: there, quantity: 5 }]);
	await change(web, bought, { status: "completed", date_completed_gmt: "2026-11-22T10:00:00" });
	await told();
	expect(await shelf()).toBe("5 of which 0");
	await refund(web, bought, 0, 2, "1000.00", { restock: false });
	await told();
	expect(await shelf()).toBe("5 of which 0");
	await refund(web, bought, 0, 1, "500.00");
	await told();
	expect([await shelf(), there.stock_quantity]).toEqual(["6 of which 0", 6]);
	expect(await sheet()).toMatchObject({ orders: [], conflicts: [] });
});

it("whether goods the shop does not count are back is for a person to say, and stays so whatever else is told of the order, until they have", async () => {
	const { shop, web, there, connectionId, told, shelf, order, sheet } = await sellingShop({ counted: false });
	const bought = await buy(web, [{ product: there, quantity: 3 }]);
	await told();
	await refund(web, bought, 0, 1, "500.00");
	await told();
	// It never left our shelf.
	expect([await shelf(), (await sheet()).orders]).toEqual(["10 of which 2", []]);
	await change(web, bought, { status: "completed", date_completed_gmt: "2026-11-22T10:00:00" });
	await told();
	await refund(web, bought, 0, 1, "500.00");
	await told();
	expect(await order()).toMatchObject({ refundedTotal: "1000.00" });
	const waiting = [{ number: `#${bought.id}`, reason: "restock_unknown" }];
	expect([await shelf(), (await sheet()).orders]).toMatchObject(["8 of which 0", waiting]);
	await change(web, bought, { customer_note: "Ring the bell" });
	await told();
	expect((await sheet()).orders).toMatchObject(waiting);
	// Not even what nobody can read.
	const { currency } = bought;
	await change(web, bought, { currency: null as never });
	await told();
	await change(web, bought, { currency });
	await told();
	expect((await sheet()).orders).toMatchObject(waiting);
	const path = `/api/v1/channels/${connectionId}/orders/seen`;
	expect((await shop.call("POST", path, { body: { platformOrderId: String(bought.id) } })).status).toBe(200);
	await change(web, bought, { customer_note: "Ring the bell twice" });
	await told();
	expect((await sheet()).orders).toEqual([]);
});

it("another question about an order takes this one off no list, and an edit somebody has seen is none any more", async () => {
	const { shop, web, there, connectionId, told, sheet } = await sellingShop({ counted: false });
	const bought = await buy(web, [{ product: there, quantity: 3 }]);
	await change(web, bought, { status: "completed", date_completed_gmt: "2026-11-22T10:00:00" });
	await told();
	await refund(web, bought, 0, 1, "500.00");
	await told();
	const [line] = bought.line_items;
	await change(web, bought, { line_items: [{ ...line!, quantity: 4 }] });
	await told();
	expect((await sheet()).orders).toMatchObject([{ reason: "edited_after_sent", asksForRestock: true }]);
	const path = `/api/v1/channels/${connectionId}/orders/seen`;
	expect((await shop.call("POST", path, { body: { platformOrderId: String(bought.id) } })).status).toBe(200);
	await change(web, bought, { customer_note: "Ring the bell" });
	await told();
	expect((await sheet()).orders).toEqual([]);
});

it("of an order whose lines were not told apart nothing is given back on another line than it was for", async () => {
	const { shop, web, there, connectionId, told, sheet } = await sellingShop();
	const second = await stock(shop, { quantity: 5 });
	const other = addSimple(web, { sku: second.sku, price: "500.00", quantity: 5 });
	const bought = await buy(web, [
		{ product: there, quantity: 1 },
		{ product: other, quantity: 2 },
	]);
	await told();
	await rowsOf(shop, "UPDATE orderLines SET platformLineId = '' WHERE businessId = ?", shop.businessId);
	await change(web, bought, { line_items: bought.line_items.slice(1) });
	await refund(web, bought, 0, 1, "500.00");
	await told();
	expect(
		await rowsOf(
			shop,
			"SELECT productId, quantity, refundedQuantity FROM orderLines WHERE businessId = ? AND productId <> ?",
			shop.businessId,
			second.id,
		),
	).toMatchObject([{ quantity: 1, refundedQuantity: 0 }]);
	expect((await sheet()).orders).toMatchObject([{ number: `#${bought.id}`, reason: "edited_and_unclear" }]);
	expect(connectionId).not.toBe("");
});

it("what was given back before the shop was connected, or after it was called off, takes nothing off our shelf", async () => {
	const { shop, web, there, told, shelf, connectionId } = await sellingShop();
	const off = await buy(web, [{ product: there, quantity: 2 }]);
	await told();
	await change(web, off, { status: "cancelled" });
	await told();
	expect(await shelf()).toBe("10 of which 0");
	await refund(web, off, 0, 1, "500.00", { restock: false });
	await told();
	expect(await shelf()).toBe("10 of which 0");
	const old = await buy(web, [{ product: there, quantity: 4 }]);
	await refund(web, old, 0, 1, "500.00", { restock: false });
	await rowsOf(shop, "UPDATE connections SET createdAt = ? WHERE id = ?", web.clock() + minute, connectionId);
	await told();
	expect(await shelf()).toBe("10 of which 3");
});

it("a discount entered as a fee is off what was paid", async () => {
	const { web, there, told, order } = await sellingShop();
	const fees = [{ id: 9, name: "Staff", total: "-80.00", total_tax: "-20.00" }];
	await buy(web, [{ product: there, quantity: 2 }], { more: { fee_lines: fees } });
	await told();
	expect(await order()).toMatchObject({ paymentStatus: "paid", total: "900.00" });
});

it("a dry run of news that says only that an order changed says what would follow from it as it is there, and does nothing", async () => {
	const { shop, web, there, told, shelf, connectionId } = await sellingShop();
	const bought = await buy(web, [{ product: there, quantity: 4 }]);
	await told();
	await refund(web, bought, 0, 1, "500.00", { restock: false });
	for (const delivery of web.deliveries.splice(0)) await deliver(delivery);
	const path = `/api/channels/${connectionId}/webhooks`;
	const [{ id }] = (await shop.call("GET", path)).body.items.filter(({ topic }: { topic: string }) => topic === "order.updated");
	const would = async () => (await shop.call("GET", `${path}/${id}/dry-run`)).body.would;
	expect(await would()).toMatchObject([{ kind: "order", about: `#${bought.id}`, steps: [{ step: "refund" }] }]);
	expect(await shelf()).toBe("10 of which 4");
	web.sick.add(`/wc/v3/orders/${bought.id}/refunds`);
	expect(await would()).toEqual([{ kind: "order_changed", about: String(bought.id), steps: [] }]);
	web.orders.delete(bought.id);
	expect(await would()).toMatchObject([{ steps: [{ step: "pass", why: "order_not_there" }] }]);
});
