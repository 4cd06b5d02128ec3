import { type SQL, sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { sum } from "#app/platform/money.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { shelves } from "#app/stock/news.server.ts";
import { releaseIn } from "#app/stock/reservations.server.ts";
import { drawerIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderArchived, OrderCancelled } from "./events.server.ts";
import { CancelOrder, StepOrder } from "./input.ts";
import {
	changeIn,
	factOf,
	holderOf,
	mustBeOpen,
	openAsks,
	type OpenLine,
	type OpenOrder,
	type OrderStand,
	standJson,
} from "./open-order.server.ts";
import { toHandOver } from "./placing.ts";
import { payIn } from "./receipts.server.ts";
import { mayBecome, orderTransitions, refundTotal } from "./rules.ts";
import { decidePayback, type PaidWith, type Tender } from "./tender.ts";

/** What an order was paid with, net, for a command's one read. */
export function paidAsk(businessId: string, orderId: string) {
	return many<PaidWith>(
		sql`SELECT method, sum(amount) AS amount, sum(max(-amount, 0)) AS back FROM payments WHERE businessId = ${businessId} AND orderId = ${orderId} GROUP BY method`,
	);
}

type GivingBack = {
	order: OpenOrder;
	lines: readonly OpenLine[];
	wishes: readonly { lineId: string; quantity: number }[];
	/** Of shipping, tip and lines without a product. */
	extra: number;
	/** It is all that is left: what was paid too much goes back with it. */
	isAll?: boolean;
	/** Of what was paid too much, where it is not all that is left. */
	over?: number;
	paid: readonly PaidWith[];
	tender: Tender | undefined;
	reason: string;
	actor: { id: string; name: string };
	/** The drawer it comes out of, as SQL. */
	drawer: SQL | null;
};

/**
 * Gives back money for units that never left: a refund that counts in no day, until what is left of the order is sold. What it comes to is known, because
 * nobody touches the order under its version.
 * What was never paid does not go back.
 * @returns the amount, and the refund's id; "" where there was nothing to give
 */
export function giveBackUnsoldIn(
	work: Work,
	{
		order,
		lines,
		wishes,
		extra,
		isAll = false,
		over = isAll ? Math.max(0, -order.owed) : 0,
		paid,
		tender,
		reason,
		actor,
		drawer,
	}: GivingBack,
): { amount: number; refundId: string } {
	const { businessId, now } = work;
	const taxIncluded = order.taxIncluded === 1;
	const refundable = lines.map(({ id, productId, quantity, refundedQuantity, total, tax }) => ({
		id,
		productId,
		quantity,
		refundedQuantity,
		total,
		tax,
	}));
	const rows = wishes.map((wish) => ({
		...wish,
		amount: refundTotal(refundable, [wish], true),
		tax: refundTotal(refundable, [wish], false) - refundTotal(refundable, [wish], true),
		productId: lines.find(({ id }) => id === wish.lineId)?.productId ?? "",
	}));
	const units = sum(rows.map(({ quantity }) => quantity));
	const tax = sum(rows.map((row) => row.tax));
	const total = sum(rows.map(({ amount }) => amount)) + (taxIncluded ? 0 : tax);
	if (units === 0 && extra === 0 && over === 0) return { amount: 0, refundId: "" };
	const worth = total + extra;
	const amount = Math.max(0, worth - Math.max(0, order.owed)) + over;
	const id = newId<"refund">(now);
	const list = JSON.stringify(rows);
	// An order without goods gives back its pieces that are none.
	work.add(sql`INSERT INTO refunds (businessId, id, orderId, storeId, currency, units, tax, total, restocked, reason, actorId, actorName, day, at, extra)
		VALUES (${businessId}, ${id}, ${order.id}, ${order.storeId}, ${order.currency}, ${units || order.looseUnits || 1}, ${tax}, ${total}, 0, ${reason}, ${actor.id}, ${actor.name}, '', ${now}, ${extra})`);
	work.add(sql`INSERT INTO refundLines (businessId, refundId, orderLineId, productId, quantity, amount, tax)
		SELECT ${businessId}, ${id}, value ->> 'lineId', value ->> 'productId', value ->> 'quantity', value ->> 'amount', value ->> 'tax' FROM json_each(${list})`);
	work.add(sql`UPDATE orderLines SET refundedQuantity = refundedQuantity + (r.value ->> 'quantity'), refundedTotal = refundedTotal + (r.value ->> 'amount')
		FROM json_each(${list}) AS r WHERE orderLines.businessId = ${businessId} AND orderLines.orderId = ${order.id} AND orderLines.id = r.value ->> 'lineId'`);
	work.add(sql`UPDATE orders SET refundedUnits = refundedUnits + CAST(${units} AS INTEGER), refundedTotal = refundedTotal + CAST(${total} AS INTEGER),
			refundedExtra = refundedExtra + CAST(${extra} AS INTEGER), owed = owed - CAST(${worth - amount} AS INTEGER),
			paymentStatus = iif(refundedUnits + CAST(${units} AS INTEGER) + looseUnits = units, 'refunded', iif(CAST(${worth} AS INTEGER) > 0, 'part_refunded', paymentStatus))
		WHERE businessId = ${businessId} AND id = ${order.id}`);
	const paper = { storeId: order.storeId, orderId: order.id, refundId: id, currency: order.currency, actor, drawer };
	payIn(work, paper, decidePayback(amount, paid, order.currency, tender));
	return { amount, refundId: id };
}

/** Everything of an order that was not given back yet. */
export function allThatIsLeft(order: OpenOrder, lines: readonly OpenLine[]) {
	const wishes = lines.filter((line) => toHandOver(line) > 0).map((line) => ({ lineId: line.id, quantity: toHandOver(line) }));
	return { wishes, extra: order.extra - order.refundedExtra, isAll: true };
}

/** It is called off: what it held is free again, and nothing is waited for. */
export function callOffIn(work: Work, order: OpenOrder, lines: readonly OpenLine[]): void {
	mayBecome(order.status, "CANCELLED");
	changeIn(work, order, sql`status = 'CANCELLED'`);
	work.tell(
		shelves,
		lines.map(({ productId }) => productId),
	);
	releaseIn(work, holderOf(order));
	// Nobody is asked any more which product a line of it is.
	work.add(
		sql`UPDATE looseLines SET kind = 'custom' WHERE businessId = ${work.businessId} AND orderId = ${order.id} AND kind = 'unmatched'`,
	);
	work.add(
		sql`UPDATE shortfalls SET state = 'cancelled', updatedAt = ${work.now} WHERE businessId = ${work.businessId} AND orderId = ${order.id} AND state IN ('open', 'backorder')`,
	);
}

/**
 * Calls an order off before it has left. What was paid goes back, the way it came or as `tender` says; only who may refund may do that.
 * @throws Refusal `order_not_found`, `conflict / invalid_transition`, `forbidden / missing_permission`, `store_not_yours`, `version_changed`
 */
export const cancelOrder = command<typeof CancelOrder, OrderStand>({
	name: "orders.cancel",
	needs: "sales:write",
	input: CancelOrder,
	async run({ db, work, principal }, { orderId, reason, tender, drawerId, version }) {
		const { businessId } = db;
		const { lines, paid, named, ...found } = await db.read({
			...openAsks(businessId, orderId),
			paid: paidAsk(businessId, orderId),
			named: namedDrawerAsk(businessId, drawerId),
		});
		const who = await principal();
		const order = mustBeOpen(found.order, who, version);
		callOffIn(work, order, lines);
		const isPaid = order.paymentStatus !== "unpaid";
		if (isPaid) requirePermission(who, "sales:refund");
		const givenBack = isPaid
			? giveBackUnsoldIn(work, {
					order,
					lines,
					...allThatIsLeft(order, lines),
					paid,
					tender,
					reason,
					actor: who.actor,
					drawer: drawerIn(work, who, { ...order, drawerId, named }),
				}).amount
			: 0;
		work.record(OrderCancelled, {
			subject: { type: "order", id: orderId },
			storeId: order.storeId,
			data: {
				...factOf(
					order,
					lines.map(({ productId }) => productId),
				),
				reason,
				givenBack,
			},
		});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/**
 * Puts an order away: one that was cancelled, or that is unpaid and not begun, which it cancels. It stays in the books and is found where archived orders are.
 * @throws Refusal `order_not_found`, `conflict / order_not_deletable` with its status and what it may become, `store_not_yours`, `version_changed`
 */
export const archiveOrder = command<typeof StepOrder, OrderStand>({
	name: "orders.archive",
	needs: "sales:write",
	input: StepOrder,
	async run({ db, work, principal, now }, { orderId, version }) {
		const { lines, ...found } = await db.read(openAsks(db.businessId, orderId));
		const order = mustBeOpen(found.order, await principal(), version);
		const { status, paymentStatus } = order;
		if (status === "PENDING" && paymentStatus === "unpaid") {
			callOffIn(work, order, lines);
			work.add(sql`UPDATE orders SET archivedAt = ${now} WHERE businessId = ${db.businessId} AND id = ${orderId}`);
		} else if (status === "CANCELLED") {
			if (order.archivedAt !== null) return answer<OrderStand>(standJson(db.businessId, orderId));
			changeIn(work, order, sql`archivedAt = ${now}`);
		} else refuse("conflict", "order_not_deletable", { status, allowed: orderTransitions[status] });
		const data = factOf(
			order,
			lines.map(({ productId }) => productId),
		);
		work.record(OrderArchived, { subject: { type: "order", id: orderId }, storeId: order.storeId, data });
		return answer<OrderStand>(standJson(db.businessId, orderId));
	},
});
