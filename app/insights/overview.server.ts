import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, type CalendarDay, day } from "#app/platform/time.ts";
import { OfOverview } from "./input.ts";
import { type RunningOut, runningOut, tellRunningOut } from "./running-out.server.ts";

/** What a shelf is worth: at cost, and at what it is sold for. `unpriced` units have no cost, and are in no sum. */
export type StockValue = {
	storeId: string;
	category: string | null;
	currency: string;
	units: number;
	cost: number;
	retail: number;
	unpriced: number;
};
/** A: what makes the first 80 % of revenue, B: up to 95 %, C: the rest. */
export type Seller = {
	productId: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	currency: string;
	units: number;
	revenue: number;
	share: number;
	rank: "A" | "B" | "C";
};
export type DeadStock = {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	onHand: number;
	currency: string;
	/** Minor units; null when its cost is not known. */
	bound: number | null;
	lastSoldDay: CalendarDay | null;
};

/** What the forecast of the last night that could be judged came to, four weeks later. `isOff`: further off than it may be. */
export type ForecastOutcome = {
	day: CalendarDay;
	shelves: number;
	error: number;
	bias: number;
	within80: number;
	within95: number;
	isOff: number;
};

type Overview = {
	/** When the figures of thirty days were worked out; null before the first night. */
	calculatedAt: number | null;
	value: StockValue[];
	sellers: Seller[];
	dead: DeadStock[];
	runsOut: RunningOut[];
	/** Null until four weeks after the first night that had learnt something. */
	forecast: ForecastOutcome | null;
};

const listed = 15;

/**
 * What the stock is worth, what it earns, what lies still and what runs out: the catalog read once, whatever was ever sold. Figures of thirty
 * days are those of last night. @throws Refusal `forbidden / store_not_yours`
 */
export const overview = query<typeof OfOverview, Overview, Viewer>({
	name: "insights.overview",
	needs: "insights:read",
	input: OfOverview,
	async run({ tenant, db, now }, { storeId, still }) {
		const { businessId } = db;
		const store = storeId ? sql`AND s.id = ${storeId}` : sql``;
		const stillSince = addDays(calendarDay(now, "UTC"), -still);
		const outlooksOf = sql`outlooks AS o CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId ${store}`;
		const read = await db.read({
			run: first<{ calculatedAt: number }>(sql`SELECT calculatedAt FROM outlookRuns WHERE businessId = ${businessId}`),
			forecast:
				first<ForecastOutcome>(sql`SELECT day, shelves, error, bias, within80, within95, isOff FROM forecastNights INDEXED BY forecastNights_by_day
				WHERE businessId = ${businessId} AND judgedAt IS NOT NULL AND error IS NOT NULL ORDER BY day DESC LIMIT 1`),
			value:
				many<StockValue>(sql`SELECT l.storeId, c.name AS category, p.currency, sum(l.onHand) AS units, sum(l.onHand * COALESCE(p.cost, 0)) AS cost,
					sum(l.onHand * COALESCE(p.price, 0)) AS retail, sum(CASE WHEN p.cost IS NULL THEN l.onHand ELSE 0 END) AS unpriced
				FROM stores AS s CROSS JOIN stockLevels AS l INDEXED BY stockLevels_by_store ON l.businessId = s.businessId AND l.storeId = s.id AND l.onHand > 0
				CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				LEFT JOIN categories AS c ON c.businessId = p.businessId AND c.id = p.categoryId
				WHERE s.businessId = ${businessId} ${store} GROUP BY l.storeId, c.name, p.currency ORDER BY l.storeId, cost DESC`),
			sellers: many<Seller>(sql`SELECT b.*, p.name, p.sku, p.imageUrl,
					CASE WHEN b.share <= 0.8 OR b.place = 1 THEN 'A' WHEN b.share <= 0.95 THEN 'B' ELSE 'C' END AS rank
				FROM (SELECT productId, currency, units, revenue, 1.0 * sum(revenue) OVER (PARTITION BY currency ORDER BY revenue DESC, productId)
						/ sum(revenue) OVER (PARTITION BY currency) AS share, row_number() OVER (PARTITION BY currency ORDER BY revenue DESC, productId) AS place
					FROM (SELECT o.productId, s.currency, sum(o.units) AS units, sum(o.revenue) AS revenue FROM ${outlooksOf}
						WHERE o.businessId = ${businessId} GROUP BY o.productId, s.currency HAVING sum(o.revenue) > 0)) AS b
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = b.productId
				ORDER BY b.revenue DESC, b.productId LIMIT CAST(${listed} AS INTEGER)`),
			dead: many<DeadStock>(sql`SELECT o.productId, o.storeId, p.name, p.sku, p.imageUrl, l.onHand, p.currency, l.onHand * p.cost AS bound, o.lastSoldDay
				FROM ${outlooksOf}
				CROSS JOIN stockLevels AS l ON l.businessId = o.businessId AND l.productId = o.productId AND l.storeId = o.storeId AND l.onHand > 0
				CROSS JOIN products AS p ON p.businessId = o.businessId AND p.id = o.productId AND p.createdAt < ${now - still * day}
				WHERE o.businessId = ${businessId} AND COALESCE(o.lastSoldDay, '') < ${stillSince}
				ORDER BY bound DESC, o.lastSoldDay, p.sortKey LIMIT CAST(${listed} AS INTEGER)`),
			...runningOut(businessId, storeId, now, listed),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { run, forecast, value, sellers, dead } = read;
		return { calculatedAt: run?.calculatedAt ?? null, forecast: forecast ?? null, value, sellers, dead, runsOut: tellRunningOut(read) };
	},
});
