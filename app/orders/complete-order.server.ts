import { type SQL, sql } from "drizzle-orm";
import { type Leave, leaveTold } from "#app/identity/approvals.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { countOrderIn, countSoldIn, mendShelvesIn, whenIn } from "./daily.server.ts";
import { OrderCompleted } from "./events.server.ts";
import { numberReceiptIn, payIn } from "./receipts.server.ts";
import { type OrderChannel, type PricedLine, totalsOf } from "./rules.ts";
import type { Payment } from "./tender.ts";

/** An order that is done as it is made: handed over and paid. Ids are made before the batch. */
type CompletedOrder = {
	id: string;
	store: { id: string; timeZone: string };
	channel: OrderChannel;
	currency: string;
	taxIncluded: boolean;
	note: string;
	actor: { id: string; name: string };
	/** `position`: which line of the basket it is of. */
	lines: (PricedLine & { id: string; listPrice?: number; position?: number; note?: string })[];
	/** They add up to the total. */
	payments: readonly Payment[];
	/** What was taken off the listed prices. */
	discount?: number;
	customer?: { id: string | null; name: string; email: string } | null;
	/** Somebody's leave for more off than whoever sold may give. */
	leave?: Leave | null;
	/** The order whose goods came back for these. */
	exchangeOf?: string | null;
	/** The id of the open drawer, as SQL. */
	drawer?: SQL | null;
	/** When it was sold (ms UTC), where that is told later. It counts on the day it was sold; that it is known by now is news of today. */
	at?: number;
};

/** Adds a completed order with its lines, payments and receipt, its day's facts and totals, and `order.completed`. Whoever calls it has added the goods' movements before. */
export function completeOrderIn(work: Work, order: CompletedOrder): void {
	const { businessId, now } = work;
	const { id, store, channel, currency, actor, lines, at = now } = order;
	const when = whenIn(store, at);
	const { storeId, day } = when;
	const totals = totalsOf(lines, order.taxIncluded);
	work.add(sql`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total,
			note, actorId, actorName, day, placedAt, updatedAt, discount, customerId, customerName, customerEmail, approvedBy, exchangeOf, origin, paidAt, fulfilledAt)
		VALUES (${businessId}, ${id}, ${storeId}, 'counter', 'COMPLETED', 'paid', 'fulfilled', ${currency}, ${totals.units}, ${totals.subtotal}, ${totals.tax},
			${order.taxIncluded ? 1 : 0}, ${totals.total}, ${order.note}, ${actor.id}, ${actor.name}, ${day}, ${at}, ${now}, ${order.discount ?? 0},
			${order.customer?.id ?? null}, ${order.customer?.name ?? ""}, ${order.customer?.email ?? ""}, ${order.leave?.name ?? ""}, ${order.exchangeOf ?? null},
			${channel}, ${at}, ${at})`);
	work.add(sql`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt, listPrice, position, note)
		SELECT ${businessId}, value ->> 'id', ${id}, ${storeId}, value ->> 'productId', value ->> 'name', value ->> 'sku', value ->> 'quantity', value ->> 'unitPrice',
			${currency}, value ->> 'total', value ->> 'taxRate', value ->> 'tax', ${day}, ${at},
			NULLIF(max(value ->> 'listPrice', value ->> 'unitPrice'), value ->> 'unitPrice'), COALESCE(value ->> 'position', key), COALESCE(value ->> 'note', '')
		FROM json_each(${JSON.stringify(lines)})`);
	const paper = { storeId, orderId: id, refundId: null, currency, actor, drawer: order.drawer ?? null };
	payIn(work.at(at), paper, order.payments);
	numberReceiptIn(work.at(at), paper);
	const sold = soldPerProduct(lines);
	countSoldIn(work, when, sold);
	if (whenIn(store, now).day !== day)
		mendShelvesIn(
			work,
			store,
			at,
			sold.map(({ productId }) => productId),
		);
	countOrderIn(work, when, channel, totals);
	work.record(OrderCompleted, {
		subject: { type: "order", id },
		storeId,
		data: {
			storeId,
			channel,
			units: totals.units,
			total: totals.total,
			currency,
			productIds: sold.map(({ productId }) => productId),
			...(order.discount && { discount: order.discount }),
			...leaveTold(order.leave),
		},
	});
}

/** What an order sold of each product, for the daily facts. */
export function soldPerProduct(
	lines: readonly { productId: string; quantity: number; total: number }[],
): { productId: string; units: number; revenue: number }[] {
	const sold = new Map<string, { productId: string; units: number; revenue: number }>();
	for (const { productId, quantity, total } of lines) {
		const known = sold.get(productId) ?? { productId, units: 0, revenue: 0 };
		sold.set(productId, { productId, units: known.units + quantity, revenue: known.revenue + total });
	}
	return [...sold.values()];
}
