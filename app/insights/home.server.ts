import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { type OrderRow, ordersNewestFirst } from "#app/orders/queries.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay, hourOfDay } from "#app/platform/time.ts";
import { OfHome } from "./input.ts";
import { needs, type Need } from "./needs.server.ts";
import { addable, type Dashboard, dashboardOf, dayTotals, type LowShelf, lowShelves } from "./queries.server.ts";
import { type RankedSeller, topSellers } from "./rank-sellers.server.ts";
import { type HourTotals, type RevenueDay, revenueByDay, sumHours, type Window } from "./rules.ts";
import { type RunningOut, runningOut, tellRunningOut } from "./running-out.server.ts";

/** The home page in one read. What somebody may not see is null. */
export type Home = {
	numbers: Dashboard | null;
	/** Today up to `hour` o'clock (of the store's, or the business's, clock), and the same hours a week before. */
	soFar: (Window & { hour: number; day: CalendarDay }) | null;
	revenue: { days: RevenueDay[]; total: number; before: number; currency: string } | null;
	bestSellers: RankedSeller[] | null;
	runsOut: RunningOut[] | null;
	needs: Need[];
	lowStock: LowShelf[];
	recent: OrderRow[];
};

/** How many rows each list of the home page shows. */
const listed = 8;

/** The hours of today and of the same weekday a week before, of one store or all; a day more on either side, as zones are not known yet. */
function hourTotals(businessId: string, storeId: string | undefined, now: number): Ask<HourTotals[]> {
	const utc = calendarDay(now, "UTC");
	const days = [-8, -7, -6, -1, 0, 1].map((off) => addDays(utc, off));
	return many(sql`SELECT t.storeId, t.day, t.hour, t.orders, t.units, t.revenue, t.refundedOrders, t.refundedUnits, t.refundedAmount
		FROM stores AS s CROSS JOIN json_each(${JSON.stringify(days)}) AS d CROSS JOIN hourlyTotals AS t
			ON t.businessId = s.businessId AND t.storeId = s.id AND t.day = d.value
		WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``}`);
}

/** @throws Refusal `forbidden / store_not_yours` */
export const home = query<typeof OfHome, Home, Viewer>({
	name: "insights.home",
	needs: "sales:read",
	input: OfHome,
	async run({ tenant, db, now }, { storeId, days }) {
		const { businessId } = db;
		const read = await db.read({
			totals: dayTotals(businessId, storeId, now, Math.max(days, 30)),
			hours: hourTotals(businessId, storeId, now),
			best: topSellers(businessId, storeId, now, listed),
			...runningOut(businessId, storeId, now, listed),
			low: lowShelves(businessId, storeId, listed),
			recent: ordersNewestFirst(businessId, storeId, undefined, listed),
			...needs.ask(businessId, storeId, now),
		});
		const viewer = await tenant.principal();
		if (storeId) storeOf(viewer, storeId);
		const shared = { needs: needs.tell(read, viewer, now), lowStock: read.low, recent: read.recent };
		if (!viewer.permissions.has("insights:read"))
			return { ...shared, numbers: null, soFar: null, revenue: null, bestSellers: null, runsOut: null };
		const { currency, counted } = addable(viewer, storeId);
		const clocks = new Map(counted.map(({ id, timeZone }) => [id, { today: calendarDay(now, timeZone), hour: hourOfDay(now, timeZone) }]));
		const zone = storeId && counted[0] ? counted[0].timeZone : viewer.business.timeZone;
		const today = calendarDay(now, zone);
		const series = revenueByDay(read.totals, new Map([...clocks].map(([id, clock]) => [id, clock.today])), today, days);
		return {
			...shared,
			numbers: dashboardOf(viewer, storeId, read.totals, now),
			soFar: { ...sumHours(read.hours, clocks), hour: hourOfDay(now, zone), day: today },
			revenue: {
				days: series,
				total: series.reduce((sum, { total }) => sum + total, 0),
				before: series.reduce((sum, { before }) => sum + before, 0),
				currency,
			},
			bestSellers: read.best,
			runsOut: tellRunningOut(read),
		};
	},
});
