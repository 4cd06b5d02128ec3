import { type SQL, sql } from "drizzle-orm";
import { addDays, calendarDay, type CalendarDay, hourOfDay } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { endOfDay, type OrderChannel } from "./rules.ts";

/**
 * The only file that writes the daily facts and the totals of days and hours: always in the batch of the order or refund they count. Of an order in another
 * currency than its store's the goods count and nothing else: neither its money, nor the order itself, which an average would be taken over.
 */

type Where = { storeId: string; day: CalendarDay };
/** `hour` of the store's clock. */
type When = Where & { hour: number };

/** The store's day and hour of an instant, as everything here is counted. */
export function whenIn(store: { id: string; timeZone: string }, at: number): When {
	return { storeId: store.id, day: calendarDay(at, store.timeZone), hour: hourOfDay(at, store.timeZone) };
}

/** Adds a day's sold goods per product; their money where it is `inTakings`. Runs after the batch's movements: the shelf at close is the level as it then stands. */
export function countSoldIn(
	work: Work,
	{ storeId, day }: Where,
	sold: { productId: string; units: number; revenue: number }[],
	inTakings = true,
): void {
	work.add(sql`INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose)
		SELECT ${work.businessId}, value ->> 'productId', ${storeId}, ${day}, value ->> 'units', ${inTakings ? sql`value ->> 'revenue'` : sql`0`}, ${onHand(work, sql`value ->> 'productId'`, storeId)}
		FROM json_each(${JSON.stringify(sold)}) WHERE true
		ON CONFLICT (businessId, productId, storeId, day) DO UPDATE SET
			units = units + excluded.units, revenue = revenue + excluded.revenue, onHandAtClose = excluded.onHandAtClose`);
}

/** Adds an order to its store's day and hour. */
export function countOrderIn(
	work: Work,
	{ storeId, day, hour }: When,
	channel: OrderChannel,
	order: { units: number; subtotal: number },
	inTakings = true,
): void {
	const counted = inTakings ? sql`1, ${order.units}, ${order.subtotal}` : sql`0, ${order.units}, 0`;
	const added = sql`orders = orders + excluded.orders, units = units + excluded.units, revenue = revenue + excluded.revenue`;
	work.add(sql`INSERT INTO dailyTotals (businessId, storeId, day, channel, orders, units, revenue)
		VALUES (${work.businessId}, ${storeId}, ${day}, ${channel}, ${counted}) ON CONFLICT (businessId, storeId, day, channel) DO UPDATE SET ${added}`);
	work.add(sql`INSERT INTO hourlyTotals (businessId, storeId, day, hour, orders, units, revenue)
		VALUES (${work.businessId}, ${storeId}, ${day}, ${hour}, ${counted}) ON CONFLICT (businessId, storeId, day, hour) DO UPDATE SET ${added}`);
}

/**
 * Adds a refund to the day it was given, from the rows it has just written; runs after the order counts it, so that the last piece makes it a refunded order.
 * Money that is for no piece is in no sum of goods, and makes none.
 */
export function countRefundIn(work: Work, { storeId, day, hour }: When, refund: { id: string; orderId: string }): void {
	const lines = sql`FROM refundLines WHERE businessId = ${work.businessId} AND refundId = ${refund.id}`;
	const inTakings = sql`(SELECT o.currency = s.currency FROM orders AS o CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId
		WHERE o.businessId = ${work.businessId} AND o.id = ${refund.orderId})`;
	work.add(sql`INSERT INTO dailyFacts (businessId, productId, storeId, day, refundedUnits, refundedAmount, onHandAtClose)
		SELECT businessId, productId, ${storeId}, ${day}, sum(quantity), sum(amount) * ${inTakings}, ${onHand(work, sql`refundLines.productId`, storeId)}
		${lines} GROUP BY productId
		ON CONFLICT (businessId, productId, storeId, day) DO UPDATE SET
			refundedUnits = refundedUnits + excluded.refundedUnits, refundedAmount = refundedAmount + excluded.refundedAmount, onHandAtClose = excluded.onHandAtClose`);
	// Of those given before it left, which are counted together, the last with pieces.
	const isLast = sql`EXISTS (SELECT 1 ${lines}) AND NOT EXISTS (SELECT 1 FROM refunds AS r INDEXED BY refunds_of_order WHERE r.businessId = o.businessId AND r.orderId = o.id AND r.day = ''
		AND EXISTS (SELECT 1 FROM refundLines AS l WHERE l.businessId = r.businessId AND l.refundId = r.id))`;
	const counted = sql`${isLast} AND o.refundedUnits + o.looseUnits = o.units AND ${inTakings},
			(SELECT COALESCE(sum(quantity), 0) ${lines}), (SELECT COALESCE(sum(amount), 0) ${lines}) * ${inTakings}
		FROM orders o WHERE o.businessId = ${work.businessId} AND o.id = ${refund.orderId}`;
	const added = sql`refundedOrders = refundedOrders + excluded.refundedOrders,
		refundedUnits = refundedUnits + excluded.refundedUnits, refundedAmount = refundedAmount + excluded.refundedAmount`;
	work.add(sql`INSERT INTO dailyTotals (businessId, storeId, day, channel, refundedOrders, refundedUnits, refundedAmount)
		SELECT o.businessId, o.storeId, ${day}, o.origin, ${counted} ON CONFLICT (businessId, storeId, day, channel) DO UPDATE SET ${added}`);
	work.add(sql`INSERT INTO hourlyTotals (businessId, storeId, day, hour, refundedOrders, refundedUnits, refundedAmount)
		SELECT o.businessId, o.storeId, ${day}, CAST(${hour} AS INTEGER), ${counted} ON CONFLICT (businessId, storeId, day, hour) DO UPDATE SET ${added}`);
}

/** Keeps what stood on the shelf when a day closed true after goods came or were corrected. `until` is the instant the day ends; a later movement does not count. */
export function noteShelfIn(work: Work, { storeId, day }: Where, productIds: string[], until: number): void {
	work.add(sql`INSERT INTO dailyFacts (businessId, productId, storeId, day, onHandAtClose)
		SELECT m.businessId, m.productId, m.storeId, ${day}, ${atClose(work, sql`m.productId`, storeId, sql`${until}`)}
		FROM json_each(${JSON.stringify([...new Set(productIds)])}) AS p CROSS JOIN stockMovements AS m ON m.businessId = ${work.businessId} AND m.productId = p.value
			AND m.storeId = ${storeId} AND m.seq = (SELECT seq FROM stockMovements WHERE businessId = ${work.businessId} AND productId = p.value
				AND storeId = ${storeId} AND at < ${until} ORDER BY seq DESC LIMIT 1)
		WHERE true ON CONFLICT (businessId, productId, storeId, day) DO UPDATE SET onHandAtClose = excluded.onHandAtClose`);
}

/**
 * What a sale that is known late changes of the days since: what stood on its shelves when they closed, from the day it was sold on. Runs after the batch's
 * movements, and after the sale was counted.
 */
export function mendShelvesIn(work: Work, store: { id: string; timeZone: string }, soldAt: number, productIds: string[]): void {
	const { businessId, now } = work;
	const today = calendarDay(now, store.timeZone);
	const days: { day: CalendarDay; until: number }[] = [];
	for (let day = calendarDay(soldAt, store.timeZone); day <= today; day = addDays(day, 1))
		days.push({ day, until: endOfDay(day, store.timeZone) });
	const products = JSON.stringify(productIds);
	work.add(sql`INSERT INTO dailyFacts (businessId, productId, storeId, day, onHandAtClose)
		SELECT ${businessId}, value, ${store.id}, ${today}, ${onHand(work, sql`value`, store.id)} FROM json_each(${products}) WHERE true
		ON CONFLICT (businessId, productId, storeId, day) DO NOTHING`);
	work.add(sql`UPDATE dailyFacts SET onHandAtClose = ${atClose(work, sql`dailyFacts.productId`, store.id, sql`(d.value ->> 'until')`)}
		FROM json_each(${JSON.stringify(days)}) AS d WHERE dailyFacts.businessId = ${businessId} AND dailyFacts.storeId = ${store.id}
			AND dailyFacts.day = d.value ->> 'day' AND dailyFacts.productId IN (SELECT value FROM json_each(${products}))`);
}

/** What stood on a shelf when a day ended, as SQL: what the ledger had by then, and what it learnt since of what had happened before. */
function atClose(work: Work, productId: SQL, storeId: string, until: SQL): SQL {
	const shelf = sql`businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId}`;
	const last = (what: SQL) =>
		sql`COALESCE((SELECT ${what} FROM stockMovements WHERE ${shelf} AND at < ${until} ORDER BY seq DESC LIMIT 1), 0)`;
	return sql`max(0, ${last(sql`qtyAfter`)} + COALESCE((SELECT sum(delta) FROM stockMovements WHERE ${shelf} AND seq > ${last(sql`seq`)}
		AND at >= ${until} AND tookPlaceAt < ${until}), 0))`;
}

function onHand(work: Work, productId: SQL, storeId: string): SQL {
	return sql`(SELECT onHand FROM stockLevels WHERE businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId})`;
}
