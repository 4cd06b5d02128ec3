import { expect, it } from "vitest";
import { Refusal } from "#app/platform/errors.ts";
import { day, hour } from "#app/platform/time.ts";
import { archiveOrder, cancelOrder } from "#app/orders/cancel-order.server.ts";
import { editOrder, matchLine } from "#app/orders/edit-order.server.ts";
import { completeOrder, deliverOrder, shipOrder } from "#app/orders/fulfil-order.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { payOrder, processOrder, reserveOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { type OrderStatus, orderStatuses, orderTransitions } from "#app/orders/rules.ts";
import { backorderShortfall, refundShortfall, swapShortfall } from "#app/orders/settle-shortfall.server.ts";
import { ordersReactions } from "#app/orders/reactions.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import type { StoredEvent } from "#app/platform/events.server.ts";
import { saleLines } from "#app/orders/queries.server.ts";
import { cleanUpReservations } from "#app/stock/expire-reservations.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { deliverEvents } from "../../../workers/queues/deliver.ts";
import { reactions } from "../../../workers/queues/reactions.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { discrepancies, stock } from "../sales/goods.ts";
import { facts, placed, shelfOf } from "./web-order.ts";

const noon = Date.UTC(2026, 10, 10, 11);
const card = { method: "card" as const, reference: "web 1" };

it("takes an order, holds its goods, sends them, and counts it as sold the day they left", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { quantity: 5, price: 1000 }), await stock(shop, { quantity: 5, price: 100 })];
	const { id: orderId, ...stand } = await placed(
		shop,
		[
			[frame, 2],
			[cloth, 1],
		],
		{
			channel: "storefront",
			customer: { name: "Ida Holm", email: "ida@post.example" },
			shippingAddress: { line1: "Sønder Boulevard 1", postcode: "1720", city: "København", country: "DK" },
			shipping: "39.00",
			note: "no bell",
		},
		noon,
	);
	expect(stand).toMatchObject({ status: "PENDING", paymentStatus: "unpaid", fulfillmentStatus: "unfulfilled", short: 0, unmatched: 0 });
	expect([await shelfOf(shop, frame), await shelfOf(shop, cloth)]).toEqual(["5 of which 2", "5 of which 1"]);
	// Nothing is sold yet.
	expect((await saleLines(await shop.tenant(), {})).items).toEqual([]);
	expect(await rowsOf(shop, "SELECT 1 FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([]);
	await payOrder(await shop.tenant(noon + hour), { orderId, ...card });
	await processOrder(await shop.tenant(noon + 2 * hour), { orderId });
	await shipOrder(await shop.tenant(noon + day), { orderId, carrier: "GLS", number: "77" });
	expect([await shelfOf(shop, frame), await shelfOf(shop, cloth)]).toEqual(["3 of which 0", "4 of which 0"]);
	await deliverOrder(await shop.tenant(noon + 2 * day), { orderId });
	expect(await completeOrder(await shop.tenant(noon + 2 * day + hour), { orderId })).toMatchObject({
		status: "COMPLETED",
		fulfillmentStatus: "fulfilled",
	});
	expect(await rowsOf(shop, "SELECT day, channel, orders, units, revenue FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([
		{ day: "2026-11-11", channel: "storefront", orders: 1, units: 3, revenue: 2100 },
	]);
	expect((await saleLines(await shop.tenant(), {})).items).toMatchObject([{ quantity: 1, soldAt: noon + day }, { quantity: 2 }]);
	const sheet = await orderSheet(await shop.tenant(), { orderId });
	expect(sheet).toMatchObject({
		channel: "storefront",
		total: 6000,
		goods: 2100,
		shipping: 3900,
		customerName: "Ida Holm",
		note: "no bell",
		shippingAddress: { city: "København" },
		tracking: { carrier: "GLS", number: "77" },
		payments: [{ method: "card", amount: 6000, reference: "web 1" }],
		held: [],
	});
	await refundOrder(await shop.tenant(noon + 3 * day), { orderId, extra: "39.00" });
	expect(await orderSheet(await shop.tenant(), { orderId })).toMatchObject({
		status: "REFUNDED",
		paymentStatus: "refunded",
		refundedTotal: 6000,
	});
	expect([await shelfOf(shop, frame), await shelfOf(shop, cloth)]).toEqual(["5 of which 0", "5 of which 0"]);
	expect(await facts(shop, orderId)).toEqual([
		...["order.placed", "order.paid", "order.processing", "order.shipped", "order.delivered", "order.closed", "order.refunded"],
	]);
	expect(await discrepancies(shop)).toEqual([]);
});

type Act = (shop: Shop, orderId: string) => Promise<unknown>;
const acts: Record<Exclude<OrderStatus, "PENDING">, Act> = {
	PROCESSING: async (shop, orderId) => processOrder(await shop.tenant(), { orderId }),
	SHIPPED: async (shop, orderId) => shipOrder(await shop.tenant(), { orderId }),
	DELIVERED: async (shop, orderId) => deliverOrder(await shop.tenant(), { orderId }),
	COMPLETED: async (shop, orderId) => completeOrder(await shop.tenant(), { orderId }),
	CANCELLED: async (shop, orderId) => cancelOrder(await shop.tenant(), { orderId }),
	REFUNDED: async (shop, orderId) => refundOrder(await shop.tenant(), { orderId }),
};
/** How an order comes to each status. */
const ways: Record<OrderStatus, (keyof typeof acts)[]> = {
	PENDING: [],
	PROCESSING: ["PROCESSING"],
	SHIPPED: ["PROCESSING", "SHIPPED"],
	DELIVERED: ["PROCESSING", "SHIPPED", "DELIVERED"],
	COMPLETED: ["PROCESSING", "COMPLETED"],
	CANCELLED: ["CANCELLED"],
	REFUNDED: ["PROCESSING", "COMPLETED", "REFUNDED"],
};

it.each(orderStatuses)("from %s goes where the table says, and nowhere else", async (from) => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 20, price: 1000 });
	for (const to of orderStatuses) {
		if (to === "PENDING") continue;
		const { id } = await placed(shop, [[frame, 1]], { paid: card });
		for (const step of ways[from]) await acts[step](shop, id);
		const before = await rowsOf(shop, "SELECT * FROM orders WHERE businessId = ? AND id = ?", shop.businessId, id);
		const allowed = orderTransitions[from];
		if (allowed.includes(to)) {
			await acts[to](shop, id);
			expect((await orderSheet(await shop.tenant(), { orderId: id })).status).toBe(to);
		} else if (from === to && to === "REFUNDED") {
			await expect(acts[to](shop, id)).rejects.toMatchObject({ kind: "conflict", code: "nothing_left_to_refund" });
		} else {
			await expect(acts[to](shop, id)).rejects.toMatchObject({
				kind: "conflict",
				code: "invalid_transition",
				details: { from, to, allowed },
			});
			expect(await rowsOf(shop, "SELECT * FROM orders WHERE businessId = ? AND id = ?", shop.businessId, id)).toEqual(before);
		}
	}
	expect(await discrepancies(shop)).toEqual([]);
});

it("refuses what is not there, in words, and writes nothing", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 2, price: 1000 });
	const gone = await stock(shop, { quantity: 2, status: "archived" });
	const theirs = await stock(other, { quantity: 2 });
	const refused =
		(lines: object[], more: object = {}) =>
		async () =>
			placeOrder(await shop.tenant(), { storeId: shop.storeId, lines, ...more });
	const line = { productId: frame.id, quantity: 1 };
	for (const [act, words] of [
		[refused([{ productId: frame.id, quantity: 3 }]), { code: "stock_oversold", details: { available: 2, requested: 3, sku: frame.sku } }],
		// Two lines of one product are judged together.
		[refused([line, { productId: frame.id, quantity: 2 }]), { code: "stock_oversold", details: { requested: 3 } }],
		[refused([{ productId: gone.id, quantity: 1 }]), { code: "product_archived" }],
		[refused([{ productId: theirs.id, quantity: 1 }]), { code: "product_not_found" }],
		[refused([{ name: "wrapping", quantity: 1 }]), { code: "no_price" }],
		[refused([{ quantity: 1 }]), { code: "validation_failed" }],
		[refused([line], { discount: "10.01" }), { code: "validation_failed" }],
		[refused([line], { currency: "EUR" }), { code: "currency_differs" }],
		[refused([line], { assigneeId: other.userId }), { code: "user_not_found" }],
		[refused([line], { storeId: other.storeId }), { code: "store_not_yours" }],
		[refused([line], { platformOrderId: "1" }), { code: "validation_failed" }],
		[refused([line], { channel: "counter" }), { code: "validation_failed" }],
	] as const)
		await expect(act()).rejects.toMatchObject(words);
	expect(await rowsOf(shop, "SELECT id FROM orders WHERE businessId = ?", shop.businessId)).toEqual([]);
	expect(await shelfOf(shop, frame)).toBe("2 of which 0");
});

it("is one order, however often it is sent: by its key, and by its platform's number", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9, price: 1000 });
	const wish = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] };
	const one = await placeOrder(await shop.tenant(), wish, { key: "k" });
	expect(await placeOrder(await shop.tenant(), wish, { key: "k" })).toEqual(one);
	const of = { ...wish, channel: "shopify", connectionId: "con", platformOrderId: "4711" };
	const tenant = await shop.tenant();
	const arrivals = await Promise.all(Array.from({ length: 6 }, () => placeOrder(tenant, of)));
	expect(new Set(arrivals.map(({ id }) => id)).size).toBe(1);
	await placeOrder(await shop.tenant(), { ...of, connectionId: "another" });
	expect(await shelfOf(shop, frame)).toBe("9 of which 3");
	const theirs = { orderId: one.id };
	for (const act of [payOrder, processOrder, shipOrder, deliverOrder, completeOrder, cancelOrder, reserveOrder, archiveOrder, editOrder])
		await expect(act(await other.tenant(), theirs)).rejects.toMatchObject({ kind: "not_found", code: "order_not_found" });
	const line = { ...theirs, lineId: "x" };
	for (const act of [refundShortfall, backorderShortfall])
		await expect(act(await other.tenant(), line)).rejects.toMatchObject({ code: "order_not_found" });
	await expect(swapShortfall(await other.tenant(), { ...line, productId: frame.id })).rejects.toMatchObject({ code: "order_not_found" });
	await expect(matchLine(await other.tenant(), { ...line, productId: null })).rejects.toMatchObject({ code: "order_not_found" });
});

it("lets goods go when nobody pays in time; who pays then gets what is left, and the rest is a task", async () => {
	const shop = await openShop();
	const [frame, other] = [await stock(shop, { quantity: 3, price: 1000 }), await stock(shop, { quantity: 3, price: 500 })];
	const { id: orderId } = await placed(shop, [[frame, 2]], { holdMinutes: 30 }, noon);
	await cleanUpReservations(testScope(noon + hour).scope, shop.shard);
	expect(await shelfOf(shop, frame)).toBe("3 of which 0");
	expect(await facts(shop, orderId)).toEqual(["order.placed", "stock.reservation_expired"]);
	await reserveOrder(await shop.tenant(noon + hour), { orderId });
	expect(await shelfOf(shop, frame)).toBe("3 of which 2");
	await cleanUpReservations(testScope(noon + 3 * day).scope, shop.shard);
	await placed(shop, [[frame, 2]], { paid: card });
	await expect(reserveOrder(await shop.tenant(), { orderId })).rejects.toMatchObject({ code: "stock_oversold", details: { available: 1 } });
	expect(await payOrder(await shop.tenant(), { orderId, ...card })).toMatchObject({ paymentStatus: "paid", short: 1 });
	await expect(payOrder(await shop.tenant(), { orderId, ...card })).rejects.toMatchObject({ code: "order_paid_already" });
	await processOrder(await shop.tenant(), { orderId });
	await expect(shipOrder(await shop.tenant(), { orderId })).rejects.toMatchObject({
		code: "order_short",
		details: { names: [frame.name] },
	});
	const [line] = (await orderSheet(await shop.tenant(), { orderId })).lines;
	expect(line).toMatchObject({ short: 1, shortState: "open" });
	expect(await discrepancies(shop)).toEqual([]);
	// Another product instead, at the price that was paid.
	await expect(swapShortfall(await shop.tenant(), { orderId, lineId: line?.id, productId: frame.id })).rejects.toMatchObject({
		code: "stock_oversold",
	});
	await swapShortfall(await shop.tenant(), { orderId, lineId: line?.id, productId: other.id });
	expect(await shelfOf(shop, other)).toBe("3 of which 1");
	await completeOrder(await shop.tenant(), { orderId });
	expect([await shelfOf(shop, frame), await shelfOf(shop, other)]).toEqual(["2 of which 2", "2 of which 0"]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("gives the money back for what is not there and sends the rest; of nothing left it is cancelled whole", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 1, price: 1000 });
	const { id: orderId } = await placed(shop, [[frame, 3]], { paid: card, whenShort: "task", shipping: 50 });
	const [line] = (await orderSheet(await shop.tenant(), { orderId })).lines;
	const wish = { orderId, lineId: line?.id };
	await expect(refundShortfall(await shop.tenant(), { orderId, lineId: "none" })).rejects.toMatchObject({ code: "shortfall_not_found" });
	expect(await refundShortfall(await shop.tenant(), { ...wish, reason: "sold out" }, { key: "r" })).toMatchObject({
		paymentStatus: "part_refunded",
		short: 0,
	});
	await refundShortfall(await shop.tenant(), { ...wish, reason: "sold out" }, { key: "r" });
	await expect(refundShortfall(await shop.tenant(), wish)).rejects.toMatchObject({ code: "shortfall_not_found" });
	expect(await discrepancies(shop)).toEqual([]);
	await processOrder(await shop.tenant(), { orderId });
	await shipOrder(await shop.tenant(), { orderId });
	expect(await shelfOf(shop, frame)).toBe("0 of which 0");
	expect(
		await rowsOf(shop, "SELECT units, revenue, refundedUnits, refundedAmount FROM dailyTotals WHERE businessId = ?", shop.businessId),
	).toEqual([{ units: 3, revenue: 3000, refundedUnits: 2, refundedAmount: 2000 }]);
	const { id: second } = await placed(shop, [[frame, 1]], { paid: card, whenShort: "task", shipping: 50 });
	const [short] = (await orderSheet(await shop.tenant(), { orderId: second })).lines;
	expect(await refundShortfall(await shop.tenant(), { orderId: second, lineId: short?.id })).toMatchObject({
		status: "CANCELLED",
		paymentStatus: "refunded",
	});
	expect(await orderSheet(await shop.tenant(), { orderId: second })).toMatchObject({ total: 6000, refundedTotal: 6000 });
	expect(await discrepancies(shop)).toEqual([]);
});

it("who waits gets what comes in, the oldest order first", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 0, price: 1000 });
	const [first, second] = [
		await placed(shop, [[frame, 2]], { paid: card, whenShort: "task" }, noon),
		await placed(shop, [[frame, 2]], { paid: card, whenShort: "task" }, noon + 1),
	];
	const [line] = (await orderSheet(await shop.tenant(), { orderId: first.id })).lines;
	await backorderShortfall(await shop.tenant(), { orderId: first.id, lineId: line?.id });
	await receiveStock(await shop.tenant(), { productId: frame.id, quantity: 3 });
	const event = { id: "e1", type: "stock.received", data: { storeId: shop.storeId, productId: frame.id } } as unknown as StoredEvent;
	const reaction = ordersReactions.find(({ name }) => name === "orders.fill-shortfalls");
	// However often it is told.
	for (let n = 0; n < 2; n++) await reaction?.run(machineTenant(testScope().scope, shop, "test"), event);
	expect(await shelfOf(shop, frame)).toBe("3 of which 3");
	const waits = async (id: string) => (await orderSheet(await shop.tenant(), { orderId: id })).waits;
	expect([await waits(first.id), await waits(second.id)]).toEqual([0, 1]);
	expect(await facts(shop, first.id)).toEqual(["order.placed", "order.shortfall_settled", "order.shortfalls_filled"]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("keeps lines nobody knows the product of, and does not send before somebody has said", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { id: orderId, unmatched } = await placeOrder(await shop.tenant(), {
		storeId: shop.storeId,
		channel: "shopify",
		connectionId: "con",
		platformOrderId: "1",
		platformNumber: "#1001",
		paid: {},
		lines: [
			{ productId: frame.id, quantity: 1 },
			{ name: "Frame, unknown", sku: "NEW-1", quantity: 2, unitPrice: "9.99" },
			{ name: "Engraving", quantity: 1, unitPrice: "50" },
		],
		discount: "0.01",
	});
	expect(unmatched).toBe(2);
	await processOrder(await shop.tenant(), { orderId });
	await expect(completeOrder(await shop.tenant(), { orderId })).rejects.toMatchObject({ code: "lines_unmatched", details: { count: 2 } });
	const { loose } = await orderSheet(await shop.tenant(), { orderId });
	const at = (name: string) => ({ orderId, lineId: loose.find((line) => line.name === name)?.id });
	await matchLine(await shop.tenant(), { ...at("Frame, unknown"), productId: frame.id });
	expect(await shelfOf(shop, frame)).toBe("5 of which 3");
	expect(await matchLine(await shop.tenant(), { ...at("Engraving"), productId: null })).toMatchObject({ unmatched: 0 });
	// Whoever listens copes with a line that is no product: a delivery that failed would be said in the log, and is no noise a test may make.
	for (const { id: eventId } of await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'order.line_matched'",
		shop.businessId,
	))
		await deliverEvents(testScope().scope, [{ shard: shop.shard, businessId: shop.businessId, eventId }], reactions);
	await expect(matchLine(await shop.tenant(), { orderId, lineId: "x", productId: null })).rejects.toMatchObject({ code: "line_not_found" });
	await completeOrder(await shop.tenant(), { orderId });
	expect(await shelfOf(shop, frame)).toBe("2 of which 0");
	expect(await discrepancies(shop)).toEqual([]);
	await refundOrder(await shop.tenant(), { orderId });
	expect(await orderSheet(await shop.tenant(), { orderId })).toMatchObject({ status: "REFUNDED", refundedUnits: 3 });
	expect((await listOrders(await shop.tenant(), { q: "1001" })).items).toMatchObject([{ id: orderId, platformNumber: "#1001" }]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("changes lines while nobody has paid, and what is said at any time", async () => {
	const shop = await openShop();
	const [frame, lens] = [await stock(shop, { quantity: 5, price: 1000 }), await stock(shop, { quantity: 5, price: 300 })];
	const { id: orderId, version } = await placed(shop, [[frame, 3]]);
	await editOrder(await shop.tenant(), {
		orderId,
		version,
		lines: [
			{ productId: frame.id, quantity: 5 },
			{ productId: lens.id, quantity: 1 },
		],
		shipping: 39,
	});
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["5 of which 5", "5 of which 1"]);
	await expect(editOrder(await shop.tenant(), { orderId, version, note: "late" })).rejects.toMatchObject({ code: "version_changed" });
	await expect(editOrder(await shop.tenant(), { orderId, lines: [{ productId: lens.id, quantity: 6 }] })).rejects.toMatchObject({
		code: "stock_oversold",
	});
	await editOrder(await shop.tenant(), { orderId, lines: [{ productId: lens.id, quantity: 2 }] });
	expect([await shelfOf(shop, frame), await shelfOf(shop, lens)]).toEqual(["5 of which 0", "5 of which 2"]);
	expect(await orderSheet(await shop.tenant(), { orderId })).toMatchObject({ total: 4500, units: 2 });
	await payOrder(await shop.tenant(), { orderId, ...card });
	await expect(editOrder(await shop.tenant(), { orderId, lines: [{ productId: lens.id, quantity: 1 }] })).rejects.toMatchObject({
		code: "order_not_open",
	});
	await editOrder(await shop.tenant(), { orderId, assigneeId: shop.userId, note: "call first", shippingAddress: { city: "Aarhus" } });
	expect(await orderSheet(await shop.tenant(), { orderId })).toMatchObject({
		assigneeName: "Owner",
		note: "call first",
		shippingAddress: { city: "Aarhus" },
	});
	expect((await listOrders(await shop.tenant(), { assigneeId: shop.userId })).items).toHaveLength(1);
	await processOrder(await shop.tenant(), { orderId });
	await shipOrder(await shop.tenant(), { orderId });
	await expect(editOrder(await shop.tenant(), { orderId, shippingAddress: null })).rejects.toMatchObject({ code: "order_not_open" });
	expect(await discrepancies(shop)).toEqual([]);
});

it("is put away when it is cancelled or was never begun, and found where such are", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { id: open } = await placed(shop, [[frame, 1]]);
	const { id: paid } = await placed(shop, [[frame, 1]], { paid: card });
	await archiveOrder(await shop.tenant(), { orderId: open });
	await archiveOrder(await shop.tenant(), { orderId: open });
	expect(await shelfOf(shop, frame)).toBe("5 of which 1");
	await expect(archiveOrder(await shop.tenant(), { orderId: paid })).rejects.toMatchObject({
		code: "order_not_deletable",
		details: { status: "PENDING", allowed: ["PROCESSING", "CANCELLED"] },
	});
	expect((await listOrders(await shop.tenant(), {})).items.map(({ id }) => id)).toEqual([paid]);
	expect((await listOrders(await shop.tenant(), { archived: "true" })).items.map(({ id }) => id)).toEqual([open]);
	await rowsOf(shop, "UPDATE users SET role = 'employee' WHERE businessId = ?", shop.businessId);
	await expect(cancelOrder(await shop.tenant(), { orderId: paid })).rejects.toMatchObject({ code: "missing_permission" });
	await rowsOf(shop, "UPDATE users SET role = 'owner' WHERE businessId = ?", shop.businessId);
	expect(await cancelOrder(await shop.tenant(), { orderId: paid, reason: "changed their mind" })).toMatchObject({
		status: "CANCELLED",
		paymentStatus: "refunded",
	});
	expect(await shelfOf(shop, frame)).toBe("5 of which 0");
	expect(await rowsOf(shop, "SELECT 1 FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

/** What each of several acts at once came to: its word, or null for done. */
const outcomes = async (acts: Promise<unknown>[]) =>
	(await Promise.allSettled(acts)).map((act) => {
		if (act.status === "fulfilled") return null;
		if (act.reason instanceof Refusal) return act.reason.code;
		throw act.reason;
	});

it("N orders for the last M pieces: exactly M are taken", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 4, price: 1000 });
	const said = await outcomes(Array.from({ length: 20 }, () => placed(shop, [[frame, 1]])));
	expect(said.filter((word) => word === null)).toHaveLength(4);
	expect(said.filter((word) => word === "stock_oversold")).toHaveLength(16);
	expect(await shelfOf(shop, frame)).toBe("4 of which 4");
});

it.each(["pay and expire", "cancel and fulfil", "two fulfil", "two pay", "edit and pay"] as const)(
	"%s at once: one of them happens, and everything adds up",
	async (race) => {
		const shop = await openShop();
		const frame = await stock(shop, { quantity: 8, price: 1000 });
		for (let round = 0; round < 3; round++) {
			const isPaid = race === "cancel and fulfil" || race === "two fulfil";
			const { id: orderId } = await placed(shop, [[frame, 1]], { holdMinutes: 1, ...(isPaid && { paid: card }) }, noon);
			if (isPaid) await processOrder(await shop.tenant(), { orderId });
			const tenant = await shop.tenant(noon + hour);
			const pay = () => payOrder(tenant, { orderId, ...card });
			const ship = () => shipOrder(tenant, { orderId });
			const expire = () => cleanUpReservations(testScope(noon + hour).scope, shop.shard);
			const said = await outcomes(
				{
					"pay and expire": () => [pay(), expire()],
					"cancel and fulfil": () => [cancelOrder(tenant, { orderId }), ship()],
					"two fulfil": () => [ship(), ship(), completeOrder(tenant, { orderId })],
					"two pay": () => [pay(), pay()],
					"edit and pay": () => [pay(), editOrder(tenant, { orderId, lines: [{ productId: frame.id, quantity: 2 }] })],
				}[race](),
			);
			const sheet = await orderSheet(await shop.tenant(), { orderId });
			if (race === "pay and expire") {
				expect(said[0]).toBeNull();
				expect(sheet).toMatchObject({ paymentStatus: "paid", waits: 0, held: [{ quantity: 1 }] });
			} else if (race === "edit and pay") {
				expect(said[0]).toBeNull();
				expect([null, "order_not_open"]).toContain(said[1]);
			} else expect(said.filter((word) => word === null)).toHaveLength(1);
			expect(await discrepancies(shop)).toEqual([]);
		}
	},
);
