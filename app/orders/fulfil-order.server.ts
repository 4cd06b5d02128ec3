import { type SQL, sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";
import type { Work } from "#app/platform/work.server.ts";
import { moveStockIn } from "#app/stock/ledger.server.ts";
import { type HeldLine, stillHeld, takeHeldIn } from "#app/stock/reservations.server.ts";
import { soldPerProduct } from "./complete-order.server.ts";
import { countOrderIn, countRefundIn, countSoldIn, whenIn } from "./daily.server.ts";
import { OrderClosed, OrderCompleted, OrderDelivered, OrderShipped } from "./events.server.ts";
import { ShipOrder, StepOrder } from "./input.ts";
import {
	factOf,
	holderOf,
	mustBeOpen,
	openAsks,
	type OpenLine,
	type OpenOrder,
	type OrderStand,
	standJson,
	stepIn,
	type Waiting,
} from "./open-order.server.ts";
import { toHandOver } from "./placing.ts";
import { numberReceiptIn } from "./receipts.server.ts";
import { isInTakings, mayBecome, type LooseKind, type OrderStatus } from "./rules.ts";

type Found = {
	lines: OpenLine[];
	loose: { kind: LooseKind; name: string }[];
	held: HeldLine[];
	waiting: Waiting[];
	refunds: { id: string }[];
};

function fulfilAsks(businessId: string, orderId: string) {
	return {
		...openAsks(businessId, orderId),
		refunds: many<{ id: string }>(
			sql`SELECT id FROM refunds INDEXED BY refunds_of_order WHERE businessId = ${businessId} AND orderId = ${orderId} AND day = '' ORDER BY id`,
		),
	};
}

/**
 * What leaves the shelf, product by product.
 * @throws Refusal `conflict / lines_unmatched`, `conflict / order_short`, `conflict / nothing_to_hand_over`
 */
function decideGoods({ lines, loose, held, waiting }: Found): Map<string, number> {
	const unmatched = loose.filter(({ kind }) => kind === "unmatched");
	if (unmatched.length > 0) refuse("conflict", "lines_unmatched", { count: unmatched.length, names: unmatched.map(({ name }) => name) });
	const goods = new Map<string, number>();
	for (const line of lines) if (toHandOver(line) > 0) goods.set(line.productId, (goods.get(line.productId) ?? 0) + toHandOver(line));
	const missing = [...goods].filter(
		([productId, quantity]) => sum(held.filter((each) => each.productId === productId).map((each) => each.quantity)) < quantity,
	);
	if (waiting.length > 0 || missing.length > 0) {
		const products = new Set([...waiting, ...missing.map(([productId]) => ({ productId }))].map(({ productId }) => productId));
		refuse("conflict", "order_short", { names: lines.filter(({ productId }) => products.has(productId)).map(({ name }) => name) });
	}
	if (goods.size === 0 && loose.length === 0) refuse("conflict", "nothing_to_hand_over");
	return goods;
}

/**
 * The goods leave: what was held is committed, the order counts as sold from this day on, with what was given back of it before, and is numbered.
 * @returns the products
 */
function handOverIn(
	work: Work,
	order: OpenOrder,
	found: Found,
	actor: { id: string; name: string },
	to: OrderStatus,
	also: SQL = sql``,
): string[] {
	const { businessId, now } = work;
	const { storeId, id } = order;
	mayBecome(order.status, to);
	const goods = [...decideGoods(found)].map(([productId, quantity]) => ({ storeId, productId, quantity }));
	const when = whenIn({ id: storeId, timeZone: order.timeZone }, now);
	stepIn(work, order, to, sql`, fulfillmentStatus = 'fulfilled', fulfilledAt = ${now}, day = ${when.day} ${also}`);
	work.add(sql`UPDATE orderLines SET day = ${when.day}, soldAt = ${now} WHERE businessId = ${businessId} AND orderId = ${id}`);
	if (goods.length > 0) {
		work.guard(stillHeld(businessId, holderOf(order), goods));
		takeHeldIn(work, holderOf(order), goods);
		const moves = goods.map(({ productId, quantity }) => ({ storeId, productId, delta: -quantity }));
		moveStockIn(work, moves, { reason: "sale", actor, reference: { type: "order", id } });
	}
	const { lines } = found;
	const inTakings = isInTakings(order.currency, order.storeCurrency);
	countSoldIn(work, when, soldPerProduct(lines), inTakings);
	const totals = { units: sum(lines.map(({ quantity }) => quantity)), subtotal: sum(lines.map(({ total }) => total)) };
	countOrderIn(work, when, order.channel, totals, inTakings);
	for (const refund of found.refunds) {
		work.add(sql`UPDATE refunds SET day = ${when.day} WHERE businessId = ${businessId} AND id = ${refund.id}`);
		countRefundIn(work, when, { id: refund.id, orderId: id });
	}
	numberReceiptIn(work, { storeId, orderId: id, refundId: null, currency: order.currency, actor, drawer: null });
	return lines.map(({ productId }) => productId);
}

/**
 * Sends an order: its goods leave the shelf, and it counts as sold today.
 * @throws Refusal `order_not_found`, `conflict / invalid_transition`, `conflict / order_short`, `conflict / lines_unmatched`, `conflict / nothing_to_hand_over`
 */
export const shipOrder = command<typeof ShipOrder, OrderStand>({
	name: "orders.ship",
	needs: "sales:write",
	input: ShipOrder,
	async run({ db, work, principal }, { orderId, carrier, number, url, version }) {
		const found = await db.read(fulfilAsks(db.businessId, orderId));
		const who = await principal();
		const order = mustBeOpen(found.order, who, version);
		const tracking = carrier || number || url ? JSON.stringify({ carrier, number, url }) : null;
		const productIds = handOverIn(work, order, found, who.actor, "SHIPPED", sql`, tracking = ${tracking}`);
		work.record(OrderShipped, {
			subject: { type: "order", id: orderId },
			storeId: order.storeId,
			data: { ...factOf(order, productIds), carrier, number },
		});
		return answer<OrderStand>(standJson(db.businessId, orderId));
	},
});

/** It has arrived. @throws Refusal `order_not_found`, `conflict / invalid_transition`, `store_not_yours`, `version_changed` */
export const deliverOrder = command<typeof StepOrder, OrderStand>({
	name: "orders.deliver",
	needs: "sales:write",
	input: StepOrder,
	async run({ db, work, principal }, { orderId, version }) {
		const found = await db.read(openAsks(db.businessId, orderId));
		const order = mustBeOpen(found.order, await principal(), version);
		stepIn(work, order, "DELIVERED");
		work.record(OrderDelivered, { subject: { type: "order", id: orderId }, storeId: order.storeId, data: factOf(order) });
		return answer<OrderStand>(standJson(db.businessId, orderId));
	},
});

/**
 * It is done: handed over at the desk (its goods leave the shelf now), or long since delivered. Only what is paid is done.
 * @throws Refusal as `shipOrder`, `conflict / order_unpaid`
 */
export const completeOrder = command<typeof StepOrder, OrderStand>({
	name: "orders.complete",
	needs: "sales:write",
	input: StepOrder,
	async run({ db, work, principal }, { orderId, version }) {
		const found = await db.read(fulfilAsks(db.businessId, orderId));
		const who = await principal();
		const order = mustBeOpen(found.order, who, version);
		mayBecome(order.status, "COMPLETED");
		if (order.paymentStatus === "unpaid") refuse("conflict", "order_unpaid");
		const subject = { type: "order", id: orderId };
		const { storeId } = order;
		if (order.fulfilledAt === null) {
			const productIds = handOverIn(work, order, found, who.actor, "COMPLETED");
			work.record(OrderCompleted, { subject, storeId, data: factOf(order, productIds) });
		} else {
			stepIn(work, order, "COMPLETED");
			work.record(OrderClosed, { subject, storeId, data: factOf(order) });
		}
		return answer<OrderStand>(standJson(db.businessId, orderId));
	},
});
