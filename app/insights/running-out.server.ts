import { sql } from "drizzle-orm";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { leasedOf, sellableOf } from "#app/stock/leases.server.ts";
import { forecastDays } from "./rules.ts";

/** A shelf that will be empty soon: its stock is of this moment, its rate of last night. */
export type RunningOut = {
	productId: string;
	storeId: string;
	sku: string;
	name: string;
	imageUrl: string | null;
	available: number;
	reserved: number;
	incoming: number;
	reorderPoint: number;
	/** Net units a day. */
	rate: number;
	daysLeft: number;
	/** What to buy so that it lasts thirty days, net of what is coming. */
	order: number;
	lastSoldDay: CalendarDay | null;
};

/** How many shelves are looked at for each that is shown: some have been sold out or filled again since last night. */
const looked = 4;

/** What stands there and will be gone within thirty days, the soonest first; from the index of last night's stock-out days. */
export function runningOut(businessId: string, storeId: string | undefined, now: number, limit: number): Ask<RunningOut[]> {
	const until = addDays(calendarDay(now, "UTC"), forecastDays);
	const here = sellableOf(sql`l`);
	return many(sql`SELECT p.id AS productId, o.storeId, p.sku, p.name, p.imageUrl, ${here} AS available, l.reserved - ${leasedOf(sql`l`)} AS reserved, l.incoming, l.reorderPoint, o.rate,
			${here} / o.rate AS daysLeft, o.lastSoldDay,
			max(0, CAST(ceil(o.rate * ${forecastDays}) AS INTEGER) - ${here} - l.incoming) AS "order"
		FROM (SELECT * FROM outlooks INDEXED BY outlooks_next_out WHERE businessId = ${businessId} AND outDay <= ${until} AND outDay IS NOT NULL
				${storeId ? sql`AND storeId = ${storeId}` : sql``} ORDER BY outDay LIMIT CAST(${limit * looked} AS INTEGER)) AS o
		CROSS JOIN stockLevels AS l ON l.businessId = o.businessId AND l.productId = o.productId AND l.storeId = o.storeId
		CROSS JOIN products AS p ON p.businessId = o.businessId AND p.id = o.productId AND p.status <> 'archived'
		WHERE ${here} > 0 AND ${here} / o.rate < ${forecastDays}
		ORDER BY daysLeft, o.rate DESC, p.sortKey LIMIT CAST(${limit} AS INTEGER)`);
}
