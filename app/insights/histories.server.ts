import { type SQL, sql } from "drizzle-orm";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { sellableOf } from "#app/stock/leases.server.ts";
import { type DayFacts, forecastDays, type Shelf, type ShelfHistory } from "./rules.ts";

/** What a forecast is made from: the last days of some products' shelves, and the shelves as they stand. */

export type FactRow = DayFacts & { productId: string; storeId: string; revenue: number; refundedAmount: number };
export type ShelfRow = Shelf & {
	productId: string;
	storeId: string;
	closeBefore: number | null;
	firstAt: number | null;
	firstOnHand: number | null;
	lastSoldDay: CalendarDay | null;
};

/** The first day that is read: zones are not known yet, so one more than the forecast looks back. */
function firstDayRead(now: number): CalendarDay {
	return addDays(calendarDay(now, "UTC"), -forecastDays);
}

/** The two questions, for products named by `productIds` (an SQL SELECT of one column `id`), in one store or all; one read, by key. */
export function historiesOf(
	businessId: string,
	productIds: SQL,
	storeId: string | undefined,
	now: number,
): { facts: Ask<FactRow[]>; shelves: Ask<ShelfRow[]> } {
	const from = firstDayRead(now);
	const where = sql`(${productIds}) AS p CROSS JOIN (SELECT id FROM stores WHERE businessId = ${businessId} ${storeId ? sql`AND id = ${storeId}` : sql``}) AS s`;
	return {
		facts: many(sql`SELECT f.productId, f.storeId, f.day, f.units, f.revenue, f.refundedUnits, f.refundedAmount, f.onHandAtClose
			FROM ${where} CROSS JOIN dailyFacts AS f ON f.businessId = ${businessId} AND f.productId = p.id AND f.storeId = s.id AND f.day >= ${from}
			ORDER BY f.productId, f.storeId, f.day`),
		shelves: many(sql`SELECT v.productId, v.storeId, v.onHand, ${sellableOf(sql`v`)} AS available, v.incoming, v.reorderPoint, v.reorderTo,
				(SELECT onHandAtClose FROM dailyFacts WHERE businessId = v.businessId AND productId = v.productId AND storeId = v.storeId AND day < ${from}
					ORDER BY day DESC LIMIT 1) AS closeBefore,
				(SELECT day FROM dailyFacts WHERE businessId = v.businessId AND productId = v.productId AND storeId = v.storeId AND units > 0
					ORDER BY day DESC LIMIT 1) AS lastSoldDay, m.at AS firstAt, m.qtyAfter AS firstOnHand
			FROM ${where} CROSS JOIN stockLevels AS v ON v.businessId = ${businessId} AND v.productId = p.id AND v.storeId = s.id
			LEFT JOIN stockMovements AS m ON m.businessId = v.businessId AND m.productId = v.productId AND m.storeId = v.storeId AND m.seq = 1`),
	};
}

/** One shelf's last days on its store's own calendar. `shelf` is undefined where the product never stood. */
export function historyOf(store: StoreFacts, facts: FactRow[], shelf: ShelfRow | undefined, now: number): ShelfHistory {
	return { today: calendarDay(now, store.timeZone), facts, closeBefore: shelf ? closeBefore(shelf, store, firstDayRead(now)) : null };
}

/** What stood on a shelf before the days that were read: the last day noted, else what first came there, from the day it did. */
function closeBefore(shelf: ShelfRow, store: StoreFacts, from: CalendarDay): { from: CalendarDay; onHand: number } | null {
	if (shelf.closeBefore !== null) return { from, onHand: shelf.closeBefore };
	if (shelf.firstAt === null || shelf.firstOnHand === null) return null;
	return { from: calendarDay(shelf.firstAt, store.timeZone), onHand: shelf.firstOnHand };
}

/** Rows by shelf, in the order they came. */
export function byShelf<Row extends { productId: string; storeId: string }>(rows: Row[]): Map<string, Row[]> {
	const shelves = new Map<string, Row[]>();
	for (const row of rows) {
		const key = shelfKey(row);
		const known = shelves.get(key);
		if (known) known.push(row);
		else shelves.set(key, [row]);
	}
	return shelves;
}

export const shelfKey = ({ productId, storeId }: { productId: string; storeId: string }) => `${productId} ${storeId}`;
