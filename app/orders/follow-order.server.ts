import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import type { Work } from "#app/platform/work.server.ts";
import { OrderEdited } from "./events.server.ts";
import { followLines, type OwnGoods, type OwnLoose } from "./following.ts";
import { FollowOrder } from "./input.ts";
import {
	changeIn,
	factOf,
	mustBeOpen,
	openAsks,
	orderables,
	type OpenOrder,
	type OrderStand,
	standJson,
	storeOfOrder,
} from "./open-order.server.ts";
import { secureIn } from "./pay-order.server.ts";
import { lineIds, writeGoodsIn, writeLooseIn } from "./place-order.server.ts";
import { priceOrder } from "./placing.ts";
import { payIn } from "./receipts.server.ts";
import { decidePayments } from "./tender.ts";

/** Lines as a change of them finds them. */
function ownLines(businessId: string, orderId: string) {
	return {
		goods:
			many<OwnGoods>(sql`SELECT id, productId, name, sku, quantity, priceAtPurchase AS unitPrice, total, taxRate, tax, COALESCE(listPrice, priceAtPurchase) AS listPrice,
			position, platformLineId, refundedQuantity FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`),
		looseLines:
			many<OwnLoose>(sql`SELECT id, kind, name, sku, barcode, externalId, quantity, price, total, taxRate, tax, position, platformLineId
			FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`),
	};
}

/**
 * Brings the lines, shipping and tip of an order that is paid or begun, and has not left, to how they are on the platform it is from. What was added or raised is
 * held like the rest of it, for good; what is not there is a shortfall. What it comes to more is owed, or paid where the platform says so; what it comes to less
 * was paid too much. Asked again with the same, nothing changes. For our own machines: an order people change here is one nobody has paid.
 * @throws Refusal `order_not_found`, `conflict / order_not_open`, as `followLines` and `priceOrder`
 */
export const followOrder = command<typeof FollowOrder, OrderStand>({
	name: "orders.follow",
	needs: "sales:write",
	input: FollowOrder,
	async run({ db, work, principal, now }, { orderId, paid, saysOwed, ...wish }) {
		const { businessId } = db;
		const named = JSON.stringify(wish.lines.flatMap(({ productId }) => productId ?? []));
		const wanted = sql`(SELECT json_group_array(id) FROM (SELECT productId AS id FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId}
			UNION SELECT value FROM json_each(${named})))`;
		const {
			goods,
			looseLines: loose,
			...found
		} = await db.read({
			...openAsks(businessId, orderId),
			...ownLines(businessId, orderId),
			products: orderables(businessId, storeOfOrder(businessId, orderId), wanted),
			terms: first<{ taxRate: number }>(sql`SELECT taxRate FROM businesses WHERE businessId = ${businessId}`),
		});
		const who = await principal();
		const order = mustBeOpen(found.order, who);
		const { status, paymentStatus, currency } = order;
		const isUnpaid = paymentStatus === "unpaid";
		const isOpen = status === "PROCESSING" || (status === "PENDING" && !isUnpaid);
		if (!isOpen || order.fulfilledAt !== null) refuse("conflict", "order_not_open", { status, paymentStatus });
		const taxIncluded = order.taxIncluded === 1;
		const priced = priceOrder(wish, found.products, { currency, taxRate: found.terms?.taxRate ?? 0, taxIncluded });
		// A line is two where its price does not divide.
		const ids = lineIds(2 * wish.lines.length, now);
		const own = { goods, loose };
		const after = followLines(own, priced, () => ids.shift() ?? "");
		const totals = totalsOf(after, taxIncluded);
		const { shipping, tip } = priced;
		if (totals.looseTotal + shipping + tip < order.refundedExtra) refuse("conflict", "less_than_given_back", { name: "" });
		const due = totals.total + shipping + tip;
		const owed = isUnpaid ? 0 : order.owed + due - order.due;
		const pays = paid ? Math.max(0, owed - (paid.owed === undefined ? 0 : amountOf(paid.owed, currency, "paid.owed"))) : 0;
		const changed = [
			...(JSON.stringify(after) === JSON.stringify(own) ? [] : ["lines"]),
			...(shipping === order.shipping ? [] : ["shipping"]),
			...(tip === order.tip ? [] : ["tip"]),
		];
		if (changed.length === 0 && pays === 0) return answer<OrderStand>(standJson(businessId, orderId));
		changeIn(
			work,
			order,
			sql`units = CAST(${totals.units} AS INTEGER), subtotal = CAST(${totals.subtotal} AS INTEGER), tax = CAST(${totals.tax} AS INTEGER),
				total = CAST(${totals.total} AS INTEGER), looseUnits = CAST(${totals.looseUnits} AS INTEGER), looseTotal = CAST(${totals.looseTotal} AS INTEGER),
				discount = CAST(${priced.discount} AS INTEGER), shipping = CAST(${shipping} AS INTEGER), tip = CAST(${tip} AS INTEGER), owed = CAST(${owed - pays} AS INTEGER),
				paymentStatus = iif(paymentStatus = 'refunded', 'part_refunded', paymentStatus), paidAt = iif(CAST(${pays} AS INTEGER) > 0, ${now}, paidAt)`,
		);
		changeLinesIn(work, order, own, after);
		const short = secureIn(work, order, { lines: after.goods, held: found.held, products: found.products });
		if (pays > 0) {
			const paper = { storeId: order.storeId, orderId, refundId: null, currency, actor: who.actor, drawer: null };
			const payments = decidePayments(pays, undefined, currency);
			payIn(
				work,
				paper,
				payments.map((payment) => ({ ...payment, reference: paid?.reference ?? "" })),
			);
		}
		const shelves = [...goods, ...after.goods].map(({ productId }) => productId);
		const was = new Map(found.waiting.map(({ lineId, quantity }) => [lineId, quantity]));
		work.record(OrderEdited, {
			subject: { type: "order", id: orderId },
			storeId: order.storeId,
			data: {
				...factOf({ ...order, units: totals.units, due }, shelves),
				changed,
				before: { units: order.units, total: order.due, owed: order.owed },
				after: { units: totals.units, total: due, owed: owed - pays },
				...(pays > 0 && !saysOwed && { calledPaid: pays }),
				short: sum(short.map(({ lineId, quantity }) => Math.max(0, quantity - (was.get(lineId) ?? 0)))),
			},
		});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/** What lines of an order come to, those without a product among them. */
function totalsOf({ goods, loose }: { goods: OwnGoods[]; loose: OwnLoose[] }, taxIncluded: boolean) {
	const all = [...goods, ...loose];
	const sumOf = (lines: readonly { quantity: number; total: number; tax: number }[]) => {
		const subtotal = sum(lines.map(({ total }) => total));
		const tax = sum(lines.map((line) => line.tax));
		return { units: sum(lines.map(({ quantity }) => quantity)), subtotal, tax, total: subtotal + (taxIncluded ? 0 : tax) };
	};
	const ofLoose = sumOf(loose);
	return { ...sumOf(all), looseUnits: ofLoose.units, looseTotal: ofLoose.total };
}

/** Lines that went back are named by refunds: they are changed, and never made anew. */
function changeLinesIn(work: Work, order: OpenOrder, before: { goods: OwnGoods[] }, after: { goods: OwnGoods[]; loose: OwnLoose[] }): void {
	const { businessId } = work;
	const here = sql`businessId = ${businessId} AND orderId = ${order.id}`;
	const had = new Set(before.goods.map(({ id }) => id));
	const has = new Set(after.goods.map(({ id }) => id));
	const gone = [...had].filter((id) => !has.has(id));
	work.add(sql`UPDATE orderLines SET quantity = n.value ->> 'quantity', priceAtPurchase = n.value ->> 'unitPrice', total = n.value ->> 'total', tax = n.value ->> 'tax',
			listPrice = NULLIF(n.value ->> 'listPrice', n.value ->> 'unitPrice'), position = n.value ->> 'position', platformLineId = n.value ->> 'platformLineId'
		FROM json_each(${JSON.stringify(after.goods.filter(({ id }) => had.has(id)))}) AS n
		WHERE orderLines.businessId = ${businessId} AND orderLines.orderId = ${order.id} AND orderLines.id = n.value ->> 'id'`);
	work.add(sql`DELETE FROM orderLines WHERE ${here} AND id IN (SELECT value FROM json_each(${JSON.stringify(gone)}))`);
	work.add(sql`DELETE FROM looseLines WHERE ${here}`);
	writeGoodsIn(
		work,
		order,
		after.goods.filter(({ id }) => !had.has(id)),
	);
	writeLooseIn(work, order, after.loose);
}
