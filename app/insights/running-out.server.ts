import { sql } from "drizzle-orm";
import { type Answers, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { deliveries, deliveryOf } from "#app/purchasing/vendor-terms.server.ts";
import { leasedOf, sellableOf } from "#app/stock/leases.server.ts";
import { basisOf, learntIn, modelOf } from "./learnt-model.server.ts";
import { forecastDays } from "./rules.ts";
import type { Selling } from "./selling.ts";
import { adviceOf } from "./suggest.ts";

type Row = Selling & {
	productId: string;
	storeId: string;
	sku: string;
	name: string;
	imageUrl: string | null;
	vendor: string;
	available: number;
	reserved: number;
	incoming: number;
	reorderPoint: number;
	reorderTo: number;
	daysLeft: number;
	lastSoldDay: CalendarDay | null;
};

/** A shelf that will be empty soon: its stock is of this moment, its rate of last night. `order`: what the list of what to order says of it; 0 where it can wait. */
export type RunningOut = Omit<Row, "vendor" | "reorderTo" | "lump" | "unrest" | "lift"> & { order: number };

/** How many shelves are looked at for each that is shown: some have been sold out or filled again since last night. */
const looked = 4;

/** What stands there and will be gone within thirty days, the soonest first; from the index of last night's stock-out days. */
export function runningOut(businessId: string, storeId: string | undefined, now: number, limit: number) {
	const until = addDays(calendarDay(now, "UTC"), forecastDays);
	const here = sellableOf(sql`l`);
	const soon =
		many<Row>(sql`SELECT p.id AS productId, o.storeId, p.sku, p.name, p.imageUrl, p.vendor, ${here} AS available, l.reserved - ${leasedOf(sql`l`)} AS reserved,
			l.incoming, l.reorderPoint, l.reorderTo, o.rate, o.lump, o.unrest, o.lift, ${here} / o.rate AS daysLeft, o.lastSoldDay
		FROM (SELECT * FROM outlooks INDEXED BY outlooks_next_out WHERE businessId = ${businessId} AND outDay <= ${until} AND outDay IS NOT NULL
				${storeId ? sql`AND storeId = ${storeId}` : sql``} ORDER BY outDay LIMIT CAST(${limit * looked} AS INTEGER)) AS o
		CROSS JOIN stockLevels AS l ON l.businessId = o.businessId AND l.productId = o.productId AND l.storeId = o.storeId
		CROSS JOIN products AS p ON p.businessId = o.businessId AND p.id = o.productId AND p.status <> 'archived'
		WHERE ${here} > 0 AND ${here} / o.rate < ${forecastDays}
		ORDER BY daysLeft, o.rate DESC, p.sortKey LIMIT CAST(${limit} AS INTEGER)`);
	return { soon, soonModel: modelOf(businessId), soonTerms: deliveries(businessId) };
}

/** @param read what `runningOut` asked for */
export function tellRunningOut({ soon, soonModel, soonTerms }: Answers<ReturnType<typeof runningOut>>): RunningOut[] {
	const { spreads } = basisOf(learntIn(soonModel));
	const delivery = deliveryOf(soonTerms);
	return soon.map(({ vendor, reorderTo, lump, unrest, lift, ...row }) => {
		const { order } = adviceOf({ ...row, ...{ reorderTo, lump, unrest, lift }, ...delivery(vendor) }, { spreads });
		return { ...row, order };
	});
}
