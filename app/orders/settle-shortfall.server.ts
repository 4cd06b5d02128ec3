import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { shareUpTo } from "#app/platform/money.ts";
import type { Work } from "#app/platform/work.server.ts";
import { allThatIsLeft, callOffIn, giveBackUnsoldIn, paidAsk } from "./cancel-order.server.ts";
import { drawerIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderCancelled, ShortfallSettled } from "./events.server.ts";
import { SettleShortfall, SwapShortfall } from "./input.ts";
import {
	changeIn,
	factOf,
	holdOrderIn,
	mustBeOpen,
	openAsks,
	type OpenLine,
	type OpenOrder,
	orderables,
	type OrderStand,
	standJson,
	storeOfOrder,
	type Waiting,
} from "./open-order.server.ts";
import { lineIds } from "./place-order.server.ts";
import { toHandOver } from "./placing.ts";
import type { ShortfallState } from "./rules.ts";

/** What is done about units that were paid for and are not there: the money back, a wait, or another product. */

/** @throws Refusal `not_found / shortfall_not_found` */
function shortOf(lineId: string, found: { lines: OpenLine[]; waiting: Waiting[] }): { line: OpenLine; short: Waiting } {
	const short = found.waiting.find((each) => each.lineId === lineId);
	const line = found.lines.find(({ id }) => id === lineId);
	if (!short || !line) refuse("not_found", "shortfall_not_found", { lineId });
	return { line, short };
}

function settleIn(work: Work, order: OpenOrder, lineId: string, state: ShortfallState): void {
	work.add(
		sql`UPDATE shortfalls SET state = ${state}, updatedAt = ${work.now} WHERE businessId = ${work.businessId} AND orderId = ${order.id} AND lineId = ${lineId}`,
	);
}

/**
 * Gives the money back for what is not there; the rest of the order goes on. Where nothing is left of it, it is cancelled, and shipping goes back too.
 * @throws Refusal `order_not_found`, `shortfall_not_found`, `conflict / order_unpaid`, `store_not_yours`, `version_changed`
 */
export const refundShortfall = command<typeof SettleShortfall, OrderStand>({
	name: "orders.refund-shortfall",
	needs: "sales:refund",
	input: SettleShortfall,
	async run({ db, work, principal }, { orderId, lineId, reason, tender, drawerId, version }) {
		const { businessId } = db;
		const { paid, named, ...found } = await db.read({
			...openAsks(businessId, orderId),
			paid: paidAsk(businessId, orderId),
			named: namedDrawerAsk(businessId, drawerId),
		});
		const who = await principal();
		const order = mustBeOpen(found.order, who, version);
		const { line, short } = shortOf(lineId, found);
		if (order.paymentStatus === "unpaid") refuse("conflict", "order_unpaid");
		const { quantity } = short;
		const { lines } = found;
		const isLast = found.loose.length === 0 && lines.every((each) => toHandOver(each) === (each.id === lineId ? quantity : 0));
		const what = isLast ? allThatIsLeft(order, lines) : { wishes: [{ lineId, quantity }], extra: 0 };
		if (isLast) callOffIn(work, order, lines);
		else changeIn(work, order, sql`refundedUnits = refundedUnits`);
		settleIn(work, order, lineId, "refunded");
		const drawer = drawerIn(work, who, { ...order, drawerId, named });
		const { amount } = giveBackUnsoldIn(work, { order, lines, ...what, paid, tender, reason, actor: who.actor, drawer });
		const subject = { type: "order", id: orderId };
		const data = { ...factOf(order), lineId, name: line.name, quantity, choice: "refund" as const, amount, swappedFor: "" };
		work.record(ShortfallSettled, { subject, storeId: order.storeId, data });
		if (isLast)
			work.record(OrderCancelled, {
				subject,
				storeId: order.storeId,
				data: { ...factOf(order, [line.productId]), reason, givenBack: amount },
			});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/** The buyer waits: what comes in is theirs, the oldest order first. @throws Refusal `order_not_found`, `shortfall_not_found`, `store_not_yours`, `version_changed` */
export const backorderShortfall = command<typeof SettleShortfall, OrderStand>({
	name: "orders.backorder-shortfall",
	needs: "sales:write",
	input: SettleShortfall,
	async run({ db, work, principal }, { orderId, lineId, version }) {
		const { businessId } = db;
		const found = await db.read(openAsks(businessId, orderId));
		const order = mustBeOpen(found.order, await principal(), version);
		const { line, short } = shortOf(lineId, found);
		if (short.state === "backorder") return answer<OrderStand>(standJson(businessId, orderId));
		changeIn(work, order, sql`status = status`);
		settleIn(work, order, lineId, "backorder");
		const { quantity } = short;
		const data = { ...factOf(order), lineId, name: line.name, quantity, choice: "backorder" as const, amount: 0, swappedFor: "" };
		work.record(ShortfallSettled, { subject: { type: "order", id: orderId }, storeId: order.storeId, data });
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/**
 * Sends another product instead, at the price of the line: the buyer has paid, and pays no more.
 * @throws Refusal `order_not_found`, `shortfall_not_found`, `product_not_found`, `conflict / product_archived`, `conflict / stock_oversold`, `version_changed`
 */
export const swapShortfall = command<typeof SwapShortfall, OrderStand>({
	name: "orders.swap-shortfall",
	needs: "sales:write",
	input: SwapShortfall,
	async run({ db, work, principal, now }, { orderId, lineId, productId, version }) {
		const { businessId } = db;
		const found = await db.read({
			...openAsks(businessId, orderId),
			products: orderables(businessId, storeOfOrder(businessId, orderId), JSON.stringify([productId])),
			piece: first<{ priceAtPurchase: number; expiresAt: number | null }>(
				sql`SELECT priceAtPurchase FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`,
			),
		});
		const order = mustBeOpen(found.order, await principal(), version);
		const { line, short } = shortOf(lineId, found);
		const product = found.products[0] ?? refuse("not_found", "product_not_found", { productId });
		const { name, sku, status, available } = product;
		if (status === "archived") refuse("conflict", "product_archived", { productId, sku, name });
		const { quantity } = short;
		if (available < quantity) refuse("conflict", "stock_oversold", { productId, name, sku, available, requested: quantity });
		const price = found.piece?.priceAtPurchase ?? 0;
		changeIn(work, order, sql`units = units`);
		settleIn(work, order, lineId, "swapped");
		const here = sql`businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`;
		if (quantity === line.quantity)
			work.add(sql`UPDATE orderLines SET productId = ${productId}, name = ${name}, sku = ${sku} WHERE ${here}`);
		else {
			const tax = shareUpTo(line.tax, quantity, line.quantity);
			const [id = ""] = lineIds(1, now);
			work.add(sql`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt, position, note, platformLineId)
				SELECT businessId, ${id}, orderId, storeId, ${productId}, ${name}, ${sku}, ${quantity}, priceAtPurchase, currencyAtPurchase, ${quantity * price}, taxRate, ${tax}, '', 0, position, '', platformLineId
				FROM orderLines WHERE ${here}`);
			work.add(sql`UPDATE orderLines SET quantity = quantity - CAST(${quantity} AS INTEGER), total = total - CAST(${quantity * price} AS INTEGER), tax = tax - CAST(${tax} AS INTEGER)
				WHERE ${here}`);
		}
		const hold = new Map(found.held.map((each) => [each.productId, each.quantity]));
		hold.set(productId, (hold.get(productId) ?? 0) + quantity);
		holdOrderIn(work, order, hold, found.held, found.held[0]?.expiresAt ?? null);
		const data = { ...factOf(order, [productId]), lineId, name: line.name, quantity, choice: "swap" as const, amount: 0, swappedFor: name };
		work.record(ShortfallSettled, { subject: { type: "order", id: orderId }, storeId: order.storeId, data });
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});
