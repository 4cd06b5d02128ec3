import { type SQL, sql } from "drizzle-orm";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { type BestSeller, sellers } from "./queries.server.ts";
import { windows } from "./rules.ts";

/** How many of each store, and of all together, are kept: what a page shows at most. */
const ranked = 20;

/**
 * Ranks what sold in the seven full days before each store's today, net of what was given back in them: once a night, so that no page reads a week
 * of facts. Those days are over, and what is given back later counts later: the list is true until the next night.
 */
export function rankSellersIn(work: Work, day: CalendarDay, stores: StoreFacts[]): void {
	work.add(sql`INSERT INTO topSellers (businessId, day, list, calculatedAt)
		SELECT ${work.businessId}, ${day}, COALESCE(json_group_array(json_object('storeId', NULLIF(place, ''), 'productId', productId, 'currency', currency,
			'units', units, 'revenue', revenue)), '[]'), ${work.now} FROM (${ranking(work, stores)}) WHERE true
		ON CONFLICT (businessId) DO UPDATE SET day = excluded.day, list = excluded.list, calculatedAt = excluded.calculatedAt`);
}

function ranking({ businessId, now }: Work, stores: StoreFacts[]): SQL {
	const weeks = stores.map(({ id, currency, timeZone }) => {
		const today = calendarDay(now, timeZone);
		return { id, currency, first: addDays(today, -windows.last7), last: addDays(today, -1) };
	});
	const factsOfWeek = sql`ON f.businessId = ${businessId} AND f.storeId = w.id AND f.day BETWEEN w.first AND w.last`;
	return sql`WITH weeks AS (SELECT value ->> 'id' AS id, value ->> 'currency' AS currency, value ->> 'first' AS first, value ->> 'last' AS last
				FROM json_each(${JSON.stringify(weeks)})),
			counted AS (SELECT w.id AS storeId, w.currency, f.productId, f.units - f.refundedUnits AS units, f.revenue - f.refundedAmount AS revenue
				FROM weeks AS w CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_sold ${factsOfWeek} AND f.units > 0
				UNION ALL SELECT w.id, w.currency, f.productId, -f.refundedUnits, -f.refundedAmount
				FROM weeks AS w CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_given_back ${factsOfWeek} AND f.units = 0 AND f.refundedUnits > 0),
			net AS (SELECT storeId, currency, productId, sum(units) AS units, sum(revenue) AS revenue FROM counted GROUP BY storeId, productId),
			places AS (SELECT storeId AS place, currency, productId, units, revenue FROM net
				UNION ALL SELECT '', currency, productId, sum(units), sum(revenue) FROM net GROUP BY currency, productId)
		SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY place ORDER BY units DESC, revenue DESC, productId) AS rank FROM places WHERE units > 0)
		WHERE rank <= CAST(${ranked} AS INTEGER) ORDER BY place, rank`;
}

/** `until`: the last day that is counted; null for what is counted as it comes, before anything sold on a day that is over. */
export type RankedSeller = BestSeller & { until: CalendarDay | null };

/** Best sellers as of last night, of one store or all; on a business's first day of selling, of the day so far. */
export function topSellers(businessId: string, storeId: string | undefined, now: number, limit: number): Ask<RankedSeller[]> {
	const known = sql`EXISTS (SELECT 1 FROM topSellers WHERE businessId = ${businessId} AND list <> '[]')`;
	return many(sql`SELECT * FROM (SELECT p.id AS productId, p.sku, p.name, p.imageUrl, r.value ->> 'units' AS units, r.value ->> 'revenue' AS revenue,
				r.value ->> 'currency' AS currency, date(t.day, '-1 day') AS until
			FROM topSellers AS t CROSS JOIN json_each(t.list) AS r CROSS JOIN products AS p ON p.businessId = t.businessId AND p.id = r.value ->> 'productId'
			WHERE t.businessId = ${businessId} AND r.value ->> 'storeId' IS ${storeId ?? null} ORDER BY r.key LIMIT CAST(${limit} AS INTEGER))
		UNION ALL SELECT * FROM (SELECT productId, sku, name, imageUrl, units, revenue, currency, NULL FROM (${sellers(businessId, storeId, now, limit, sql`NOT ${known}`).query}))`);
}
