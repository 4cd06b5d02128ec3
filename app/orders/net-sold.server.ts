import { type SQL, sql } from "drizzle-orm";
import type { CalendarDay } from "#app/platform/time.ts";

/**
 * What was sold in some days less what was given back in them, as an SQL SELECT of `productId, storeId, units, revenue`, several rows a product.
 * Days on which something was only given back have an index of their own: they are few, and the days on which goods only arrived are in neither.
 * @param stores an SQL SELECT of one column `id`
 */
export function netSoldIn(businessId: string, stores: SQL, from: CalendarDay, until: CalendarDay): SQL {
	return sql`SELECT f.productId, f.storeId, f.units - f.refundedUnits AS units, f.revenue - f.refundedAmount AS revenue
		FROM (${stores}) AS s CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_sold ON f.businessId = ${businessId} AND f.storeId = s.id
			AND f.day BETWEEN ${from} AND ${until} AND f.units > 0
		UNION ALL SELECT f.productId, f.storeId, -f.refundedUnits, -f.refundedAmount
		FROM (${stores}) AS s CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_given_back ON f.businessId = ${businessId} AND f.storeId = s.id
			AND f.day BETWEEN ${from} AND ${until} AND f.units = 0 AND f.refundedUnits > 0`;
}
