import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import { countOrderIn, countSoldIn, whenIn } from "./daily.server.ts";
import { OrderCompleted } from "./events.server.ts";
import { type OrderChannel, type PricedLine, totalsOf } from "./rules.ts";

/** An order that is done as it is made: handed over and paid. Ids are made before the batch. */
export type CompletedOrder = {
	id: string;
	store: { id: string; timeZone: string };
	channel: OrderChannel;
	currency: string;
	taxIncluded: boolean;
	note: string;
	actor: { id: string; name: string };
	lines: (PricedLine & { id: string })[];
};

/** Adds a completed order with its lines, its day's facts and totals, and `order.completed`. Whoever calls it has added the goods' movements before. */
export function completeOrderIn(work: Work, order: CompletedOrder): void {
	const { businessId, now } = work;
	const { id, store, channel, currency, actor, lines } = order;
	const when = whenIn(store, now);
	const { storeId, day } = when;
	const totals = totalsOf(lines, order.taxIncluded);
	work.add(sql`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total,
			note, actorId, actorName, day, placedAt, updatedAt)
		VALUES (${businessId}, ${id}, ${storeId}, ${channel}, 'COMPLETED', 'paid', 'fulfilled', ${currency}, ${totals.units}, ${totals.subtotal}, ${totals.tax},
			${order.taxIncluded ? 1 : 0}, ${totals.total}, ${order.note}, ${actor.id}, ${actor.name}, ${day}, ${now}, ${now})`);
	work.add(sql`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt)
		SELECT ${businessId}, value ->> 'id', ${id}, ${storeId}, value ->> 'productId', value ->> 'name', value ->> 'sku', value ->> 'quantity', value ->> 'unitPrice',
			${currency}, value ->> 'total', value ->> 'taxRate', value ->> 'tax', ${day}, ${now}
		FROM json_each(${JSON.stringify(lines)})`);
	const sold = soldPerProduct(lines);
	countSoldIn(work, when, sold);
	countOrderIn(work, when, channel, totals);
	work.record(OrderCompleted, {
		subject: { type: "order", id },
		storeId,
		data: { storeId, channel, units: totals.units, total: totals.total, currency, productIds: sold.map(({ productId }) => productId) },
	});
}

function soldPerProduct(lines: PricedLine[]): { productId: string; units: number; revenue: number }[] {
	const sold = new Map<string, { productId: string; units: number; revenue: number }>();
	for (const { productId, quantity, total } of lines) {
		const known = sold.get(productId) ?? { productId, units: 0, revenue: 0 };
		sold.set(productId, { productId, units: known.units + quantity, revenue: known.revenue + total });
	}
	return [...sold.values()];
}
