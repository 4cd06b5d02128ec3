import { type SQL, sql } from "drizzle-orm";
import { type Leave, leaveTold } from "#app/identity/approvals.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Answer, answer, command } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import { moveStockIn, sumMoves } from "#app/stock/ledger.server.ts";
import { countRefundIn, whenIn } from "./daily.server.ts";
import { drawerIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderRefunded } from "./events.server.ts";
import { RefundOrder } from "./input.ts";
import { mustActIn } from "./open-order.server.ts";
import { numberReceiptIn, payIn, receiptNumber } from "./receipts.server.ts";
import { paymentStatusOf } from "./payment-status.server.ts";
import { decideRefund, type OrderStatus, type RefundableLine, type RefundWish, refundTotal } from "./rules.ts";
import { decidePayback, drawnFrom, inExchange, type PaidWith, type Payment, type Tender } from "./tender.ts";

/** What was given back. Amounts in minor units; `order` and `levels` as they stand after it. */
export type RefundDone = {
	refundId: string;
	orderId: string;
	storeId: string;
	currency: string;
	units: number;
	total: number;
	tax: number;
	restocked: boolean;
	writtenOff: boolean;
	at: number;
	/** The receipt of the refund. */
	receiptNumber: number;
	payments: Payment[];
	lines: { lineId: string; productId: string; quantity: number; amount: number; tax: number; refundedQuantity: number }[];
	order: { status: OrderStatus; paymentStatus: string; refundedUnits: number; refundedTotal: number };
	levels: { productId: string; storeId: string; quantity: number; available: number; reorderPoint: number }[];
};

/** An order as far as a refund must know it. */
type RefundableOrder = {
	id: string;
	storeId: string;
	status: OrderStatus;
	currency: string;
	taxIncluded: number;
	actorId: string;
	placedAt: number;
	timeZone: string;
	/** What may still go back beside the goods: shipping, tip, lines without a product. */
	extraLeft: number;
	/** What of it is not paid: it grew after it was. */
	owed: number;
	/** What was paid too much: it shrank after it was. */
	over: number;
};

type RefundQuestions = { order: Ask<RefundableOrder | undefined>; lines: Ask<RefundableLine[]>; paid: Ask<PaidWith[]> };

/** The questions a refund asks before it decides; they ride in the caller's one read. `which` is the order's id as SQL. */
export function refundQuestions(businessId: string, which: SQL): RefundQuestions {
	return {
		order: first(
			sql`SELECT o.id, o.storeId, o.status, o.currency, o.taxIncluded, o.actorId, o.placedAt, s.timeZone, o.shipping + o.tip + o.looseTotal - o.refundedExtra AS extraLeft, max(o.owed, 0) AS owed, max(-o.owed, 0) AS over
				FROM orders AS o CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId WHERE o.businessId = ${businessId} AND o.id = ${which}`,
		),
		paid: many(
			sql`SELECT method, sum(amount) AS amount, sum(max(-amount, 0)) AS back FROM payments WHERE businessId = ${businessId} AND orderId = ${which} GROUP BY method`,
		),
		lines: many(
			sql`SELECT id, productId, quantity, refundedQuantity, total, tax FROM orderLines WHERE businessId = ${businessId} AND orderId = ${which} ORDER BY id`,
		),
	};
}

type Refunding = {
	order: RefundableOrder;
	lines: RefundableLine[];
	/** What the order was paid with, net of what went back. */
	paid: PaidWith[];
	wishes: RefundWish[] | undefined;
	restock: boolean;
	writeOff?: boolean;
	reason: string;
	/** Beside the goods, in minor units. */
	extra?: number;
	/** With what it is given back; without, the way it was paid. */
	tender?: Tender | undefined;
	/** How much of it pays for other goods instead of being given back. */
	exchanged?: number;
	/** Somebody's leave for it. */
	leave?: Leave | null;
	/** The id of the open drawer, as SQL. */
	drawer?: SQL | null;
};

/**
 * Adds a refund to the batch and returns its answer. Amounts of lines are computed there, from the lines as they then are; what they come to was
 * known before, and when another refund was quicker, `orderLines_not_refunded_twice` or the guard undoes the batch.
 * @throws Refusal as `decideRefund`, `forbidden / store_not_yours`
 */
export function refundOrderIn(
	work: Work,
	who: Principal | Viewer,
	refunding: Refunding,
): { id: string; total: number; answer: Answer<RefundDone> } {
	const { order, lines, wishes, restock, reason, exchanged = 0, drawer = null } = refunding;
	// What was paid too much goes back first.
	const over = Math.min(refunding.extra ?? 0, order.over);
	const extra = (refunding.extra ?? 0) - over;
	const writeOff = refunding.writeOff === true && !restock;
	const { businessId, now } = work;
	mustActIn(who, order.storeId);
	const going = decideRefund(order.status, lines, wishes);
	const total = refundTotal(lines, going, order.taxIncluded === 1);
	if (extra > order.extraLeft) refuse("conflict", "nothing_left_to_refund", { refundable: order.extraLeft, field: "extra" });
	const id = newId<"refund">(now);
	const when = whenIn({ id: order.storeId, timeZone: order.timeZone }, now);
	const { actor } = who;
	// What was never paid does not go back.
	const unpaid = Math.min(order.owed, total + extra - exchanged);
	const payback = total + extra - exchanged - unpaid + over;
	const wanted = JSON.stringify(going);
	const asked = sql`json_each(${wanted}) AS w CROSS JOIN orderLines AS l ON l.businessId = ${businessId} AND l.orderId = ${order.id} AND l.id = w.value ->> 'lineId'`;
	const quantity = sql`(w.value ->> 'quantity')`;

	work.add(sql`INSERT INTO refunds (businessId, id, orderId, storeId, currency, units, tax, total, restocked, reason, actorId, actorName, day, at, writtenOff, approvedBy, extra)
		SELECT o.businessId, ${id}, o.id, o.storeId, o.currency, g.units, g.tax, g.amount + CASE o.taxIncluded WHEN 1 THEN 0 ELSE g.tax END,
			${restock ? 1 : 0}, ${reason}, ${actor.id}, ${actor.name}, ${when.day}, ${now}, ${writeOff ? 1 : 0}, ${refunding.leave?.name ?? ""}, ${extra}
		FROM orders AS o, (SELECT sum(${quantity}) AS units, sum(${share(sql`l.total`, quantity)}) AS amount, sum(${share(sql`l.tax`, quantity)}) AS tax FROM ${asked}) AS g
		WHERE o.businessId = ${businessId} AND o.id = ${order.id}`);
	work.add(sql`INSERT INTO refundLines (businessId, refundId, orderLineId, productId, quantity, amount, tax)
		SELECT l.businessId, ${id}, l.id, l.productId, ${quantity}, ${share(sql`l.total`, quantity)}, ${share(sql`l.tax`, quantity)} FROM ${asked}`);
	work.add(sql`UPDATE orderLines SET refundedQuantity = refundedQuantity + r.quantity, refundedTotal = refundedTotal + r.amount
		FROM (SELECT orderLineId, quantity, amount FROM refundLines WHERE businessId = ${businessId} AND refundId = ${id}) AS r
		WHERE orderLines.businessId = ${businessId} AND orderLines.orderId = ${order.id} AND orderLines.id = r.orderLineId`);
	work.add(sql`UPDATE orders SET refundedUnits = refundedUnits + r.units, refundedTotal = refundedTotal + r.total, updatedAt = ${now},
			refundedExtra = refundedExtra + CAST(${extra} AS INTEGER), owed = owed + CAST(${over - unpaid} AS INTEGER), version = version + 1,
			status = CASE WHEN refundedUnits + r.units + looseUnits = orders.units THEN 'REFUNDED' ELSE status END,
			paymentStatus = CASE WHEN refundedUnits + r.units + looseUnits = orders.units THEN 'refunded' ELSE 'part_refunded' END
		FROM (SELECT units, total FROM refunds WHERE businessId = ${businessId} AND id = ${id}) AS r
		WHERE orders.businessId = ${businessId} AND orders.id = ${order.id}`);
	if (unpaid > 0 || over > 0)
		work.guard(
			sql`SELECT 1 FROM orders WHERE businessId = ${businessId} AND id = ${order.id} AND owed = CAST(${order.owed - unpaid - order.over + over} AS INTEGER)`,
		);
	work.guard(sql`SELECT 1 FROM refunds WHERE businessId = ${businessId} AND id = ${id} AND total = CAST(${total} AS INTEGER)`);
	const paper = { storeId: order.storeId, orderId: order.id, refundId: id, currency: order.currency, actor, drawer };
	if (!refunding.tender) stillPaidIn(work, order.id, drawnFrom(payback, refunding.paid));
	payIn(work, paper, [...inExchange(-exchanged), ...decidePayback(payback, refunding.paid, order.currency, refunding.tender)]);
	numberReceiptIn(work, paper);
	if (restock || writeOff) {
		const moves = sumMoves(going.map((line) => ({ storeId: order.storeId, productId: line.productId, delta: line.quantity })));
		moveStockIn(work, moves, { reason: "return", actor, note: reason, reference: { type: "order", id: order.id } });
		if (writeOff) {
			const broken = moves.map((move) => ({ ...move, delta: -move.delta }));
			moveStockIn(work, broken, { reason: "damage", actor, note: reason, reference: { type: "order", id: order.id } });
		}
	}
	countRefundIn(work, when, { id, orderId: order.id });

	const productIds = [...new Set(going.map(({ productId }) => productId))];
	work.record(OrderRefunded, {
		subject: { type: "order", id: order.id },
		storeId: order.storeId,
		data: sql`(SELECT json_patch(json_object('refundId', id, 'storeId', storeId, 'units', units, 'total', total, 'currency', currency,
			'restocked', json(iif(restocked, 'true', 'false')), 'reason', reason, 'productIds', json(${JSON.stringify(productIds)})), ${JSON.stringify(leaveTold(refunding.leave))})
			FROM refunds WHERE businessId = ${businessId} AND id = ${id})`,
	});
	return { id, total, answer: answer(refundAnswer(businessId, id)) };
}

/** What goes back with a method must still be there: of two refunds that found the same money on the card, the second one decides again. */
function stillPaidIn(work: Work, orderId: string, drawn: PaidWith[]): void {
	if (drawn.length === 0) return;
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(drawn)}) AS d WHERE d.value ->> 'amount' >
		(SELECT COALESCE(sum(amount), 0) FROM payments WHERE businessId = ${work.businessId} AND orderId = ${orderId} AND method = d.value ->> 'method'))`);
}

/** Payments of an order, those of `which`, as a JSON array in SQL. */
function paymentsJson(businessId: string, orderId: SQL, which: SQL): SQL {
	return sql`(SELECT json_group_array(json_object('method', method, 'amount', amount, 'received', received, 'change', change, 'rounding', rounding, 'reference', reference) ORDER BY id)
		FROM payments WHERE businessId = ${businessId} AND orderId = ${orderId} AND ${which})`;
}

/** The part of a line's amount that `quantity` more pieces give back: cumulative, half rounded up, integers only (`refundShare` in rules.ts says the same). */
function share(amount: SQL, quantity: SQL): SQL {
	const upTo = (pieces: SQL) => sql`((2 * ${amount} * (${pieces}) + l.quantity) / (2 * l.quantity))`;
	return sql`(${upTo(sql`l.refundedQuantity + ${quantity}`)} - ${upTo(sql`l.refundedQuantity`)})`;
}

/** The answer of a refund, as JSON in SQL. */
function refundAnswer(businessId: string, id: string): SQL {
	return sql`(SELECT json_object('refundId', r.id, 'orderId', r.orderId, 'storeId', r.storeId, 'currency', r.currency, 'units', r.units, 'total', r.total,
			'tax', r.tax, 'restocked', json(iif(r.restocked, 'true', 'false')), 'writtenOff', json(iif(r.writtenOff, 'true', 'false')), 'at', r.at,
			'receiptNumber', ${receiptNumber(businessId, sql`r.orderId`, sql`r.id`)}, 'payments', json(${paymentsJson(businessId, sql`r.orderId`, sql`refundId = r.id`)}),
			'lines', json((SELECT json_group_array(json_object('lineId', x.orderLineId, 'productId', x.productId, 'quantity', x.quantity, 'amount', x.amount, 'tax', x.tax,
				'refundedQuantity', l.refundedQuantity))
				FROM refundLines AS x CROSS JOIN orderLines AS l ON l.businessId = x.businessId AND l.orderId = r.orderId AND l.id = x.orderLineId WHERE x.businessId = r.businessId AND x.refundId = r.id)),
			'order', json_object('status', o.status, 'paymentStatus', ${paymentStatusOf}, 'refundedUnits', o.refundedUnits, 'refundedTotal', o.refundedTotal),
			'levels', json((SELECT json_group_array(json_object('productId', v.productId, 'storeId', v.storeId, 'quantity', v.onHand, 'available', v.onHand - v.reserved,
				'reorderPoint', v.reorderPoint))
				FROM (SELECT DISTINCT productId FROM refundLines WHERE businessId = ${businessId} AND refundId = ${id}) AS g
				CROSS JOIN stockLevels AS v ON v.businessId = r.businessId AND v.productId = g.productId AND v.storeId = r.storeId)))
		FROM refunds AS r JOIN orders AS o ON o.businessId = r.businessId AND o.id = r.orderId WHERE r.businessId = ${businessId} AND r.id = ${id})`;
}

/**
 * Gives an order back, in part or all that is left.
 * @throws Refusal `not_found / order_not_found`, `not_found / sale_not_found`, `conflict / nothing_left_to_refund`, `conflict / invalid_transition`
 */
export const refundOrder = command<typeof RefundOrder, RefundDone>({
	name: "orders.refund",
	needs: "sales:refund",
	input: RefundOrder,
	async run({ db, work, principal }, { orderId, lines: wishes, extra: wanted, drawerId, ...how }) {
		const { order, lines, paid, named } = await db.read({
			...refundQuestions(db.businessId, sql`${orderId}`),
			named: namedDrawerAsk(db.businessId, drawerId),
		});
		if (!order) refuse("not_found", "order_not_found");
		const extra = wanted === undefined ? 0 : amountOf(wanted, order.currency, "extra");
		const who = await principal();
		mustActIn(who, order.storeId);
		const drawer = drawerIn(work, who, { ...order, drawerId, named });
		return refundOrderIn(work, who, { order, lines, paid, wishes, extra, ...how, drawer }).answer;
	},
});
