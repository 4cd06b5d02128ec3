import { sql } from "drizzle-orm";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { type OrderRow, ordersNewestFirst } from "#app/orders/queries.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { OfStore, Predict, Top } from "./input.ts";
import {
	type DayFacts,
	type DayTotals,
	type Forecast,
	forecast,
	forecastDays,
	type Shelf,
	sumWindows,
	type Window,
	type WindowName,
	windows,
} from "./rules.ts";

/** Reads only, and only what does not grow with history: daily facts and totals, low shelves, the newest orders. */

export type Dashboard = Record<WindowName, Window> & {
	storeId: string | null;
	currency: string;
	/** Stores whose money cannot be added to the business's; they have a dashboard of their own. */
	excludedStores: { id: string; name: string; currency: string }[];
};

/** The days' totals of one store or all. Zones are not known before the viewer is, so a day more is read on either side. */
function dayTotals(businessId: string, storeId: string | undefined, now: number): Ask<DayTotals[]> {
	const utc = calendarDay(now, "UTC");
	return many(sql`SELECT t.storeId, t.day, t.orders, t.units, t.revenue, t.refundedOrders, t.refundedUnits, t.refundedAmount
		FROM stores AS s CROSS JOIN dailyTotals AS t ON t.businessId = s.businessId AND t.storeId = s.id
			AND t.day BETWEEN ${addDays(utc, -2 * windows.last30)} AND ${addDays(utc, 1)}
		WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``}`);
}

function dashboardOf(viewer: Viewer, storeId: string | undefined, rows: DayTotals[], now: number): Dashboard {
	const asked = storeId ? [storeOf(viewer, storeId)] : viewer.stores;
	const currency = storeId && asked[0] ? asked[0].currency : viewer.business.currency;
	const todayOf = new Map(
		asked.filter((store) => store.currency === currency).map((store) => [store.id, calendarDay(now, store.timeZone)]),
	);
	return {
		storeId: storeId ?? null,
		currency,
		...sumWindows(rows, todayOf),
		excludedStores: asked.filter((store) => store.currency !== currency).map(({ id, name, currency }) => ({ id, name, currency })),
	};
}

/** What was sold today, in 7 and in 30 days, and in as many before; in each store's own calendar. @throws Refusal `forbidden / store_not_yours` */
export const dashboard = query<typeof OfStore, Dashboard, Viewer>({
	name: "insights.dashboard",
	needs: "insights:read",
	input: OfStore,
	async run({ tenant, db, now }, { storeId }) {
		const { rows } = await db.read({ rows: dayTotals(db.businessId, storeId, now) });
		return dashboardOf(await tenant.principal(), storeId, rows, now);
	},
});

export type LowShelf = {
	productId: string;
	storeId: string;
	sku: string;
	name: string;
	imageUrl: string | null;
	quantity: number;
	available: number;
	reorderPoint: number;
	incoming: number;
};

/** How many low shelves are looked at before the lowest are picked. */
const lowShelvesRead = 200;

/** Shelves at or under their reorder point, furthest below first; read from the index that holds nothing else. */
function lowShelves(businessId: string, storeId: string | undefined, limit: number): Ask<LowShelf[]> {
	return many(sql`SELECT l.productId, l.storeId, p.sku, p.name, p.imageUrl, l.onHand AS quantity, l.onHand - l.reserved AS available, l.reorderPoint, l.incoming
		FROM (SELECT v.* FROM stores AS s CROSS JOIN stockLevels AS v INDEXED BY stockLevels_low ON v.businessId = s.businessId AND v.storeId = s.id
				AND v.onHand - v.reserved <= v.reorderPoint
			WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``} LIMIT CAST(${lowShelvesRead} AS INTEGER)) AS l
		JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId AND p.status <> 'archived'
		ORDER BY l.onHand - l.reserved - l.reorderPoint, p.name, l.storeId LIMIT CAST(${limit} AS INTEGER)`);
}

/** What should be bought again. @throws Refusal `forbidden / store_not_yours` */
export const lowStock = query<typeof Top, LowShelf[], Viewer>({
	name: "insights.low-stock",
	needs: "stock:read",
	input: Top,
	async run({ tenant, db }, { storeId, limit }) {
		const { rows } = await db.read({ rows: lowShelves(db.businessId, storeId, limit) });
		if (storeId) storeOf(await tenant.principal(), storeId);
		return rows;
	},
});

/** Net units and revenue of a product in the last 7 days. `currency` is the product's store's; rows of stores in other money stand apart. */
export type BestSeller = {
	productId: string;
	sku: string;
	name: string;
	imageUrl: string | null;
	units: number;
	revenue: number;
	currency: string;
};

function sellers(businessId: string, storeId: string | undefined, now: number, limit: number): Ask<BestSeller[]> {
	const utc = calendarDay(now, "UTC");
	return many(sql`SELECT b.productId, p.sku, p.name, p.imageUrl, b.units, b.revenue, b.currency
		FROM (SELECT f.productId, s.currency, sum(f.units - f.refundedUnits) AS units, sum(f.revenue - f.refundedAmount) AS revenue
			FROM stores AS s CROSS JOIN dailyFacts AS f INDEXED BY dailyFacts_sold ON f.businessId = s.businessId AND f.storeId = s.id
				AND f.day BETWEEN ${addDays(utc, 1 - windows.last7)} AND ${addDays(utc, 1)} AND f.units > 0
			WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``}
			GROUP BY f.productId, s.currency HAVING sum(f.units - f.refundedUnits) > 0
			ORDER BY units DESC, revenue DESC, f.productId LIMIT CAST(${limit} AS INTEGER)) AS b
		JOIN products AS p ON p.businessId = ${businessId} AND p.id = b.productId
		ORDER BY b.units DESC, b.revenue DESC, b.productId`);
}

/** What sold most in 7 days (by the calendar of UTC, so that it is one read). @throws Refusal `forbidden / store_not_yours` */
export const bestSellers = query<typeof Top, BestSeller[], Viewer>({
	name: "insights.best-sellers",
	needs: "insights:read",
	input: Top,
	async run({ tenant, db, now }, { storeId, limit }) {
		const { rows } = await db.read({ rows: sellers(db.businessId, storeId, now, limit) });
		if (storeId) storeOf(await tenant.principal(), storeId);
		return rows;
	},
});

/** The home page in one read. Numbers and best sellers are null for those who may not see them. */
export type Home = { numbers: Dashboard | null; bestSellers: BestSeller[] | null; lowStock: LowShelf[]; recent: OrderRow[] };

/** How many rows each list of the home page shows. */
const listed = 8;

/** @throws Refusal `forbidden / store_not_yours` */
export const home = query<typeof OfStore, Home, Viewer>({
	name: "insights.home",
	needs: "sales:read",
	input: OfStore,
	async run({ tenant, db, now }, { storeId }) {
		const { businessId } = db;
		const read = await db.read({
			totals: dayTotals(businessId, storeId, now),
			best: sellers(businessId, storeId, now, listed),
			low: lowShelves(businessId, storeId, listed),
			recent: ordersNewestFirst(businessId, storeId, undefined, listed),
		});
		const viewer = await tenant.principal();
		if (storeId) storeOf(viewer, storeId);
		const mayCount = viewer.permissions.has("insights:read");
		return {
			numbers: mayCount ? dashboardOf(viewer, storeId, read.totals, now) : null,
			bestSellers: mayCount ? read.best : null,
			lowStock: read.low,
			recent: read.recent,
		};
	},
});

export type Prediction = Forecast & { productId: string; storeId: string | null; calculatedAt: number };

type ShelfRow = Shelf & { storeId: string; closeBefore: number | null; firstAt: number | null; firstOnHand: number | null };

/** How fast a product sells and how long it lasts, in one store or all. @throws Refusal `not_found / product_not_found`, `forbidden / store_not_yours` */
export const prediction = query<typeof Predict, Prediction, Viewer>({
	name: "insights.prediction",
	needs: "insights:read",
	input: Predict,
	async run({ tenant, db, now }, { productId, storeId }) {
		const { businessId } = db;
		const from = addDays(calendarDay(now, "UTC"), -forecastDays);
		const stores = sql`stores AS s WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``}`;
		const { product, facts, shelves } = await db.read({
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
			facts: many<DayFacts & { storeId: string }>(sql`SELECT f.storeId, f.day, f.units, f.refundedUnits, f.onHandAtClose
				FROM (SELECT s.id FROM ${stores}) AS s CROSS JOIN dailyFacts AS f
				WHERE f.businessId = ${businessId} AND f.productId = ${productId} AND f.storeId = s.id AND f.day >= ${from} ORDER BY f.storeId, f.day`),
			shelves: many<ShelfRow>(sql`SELECT v.storeId, v.onHand, v.onHand - v.reserved AS available, v.incoming, v.reorderPoint, v.reorderTo,
					(SELECT onHandAtClose FROM dailyFacts WHERE businessId = v.businessId AND productId = v.productId AND storeId = v.storeId AND day < ${from}
						ORDER BY day DESC LIMIT 1) AS closeBefore, m.at AS firstAt, m.qtyAfter AS firstOnHand
				FROM (SELECT s.id FROM ${stores}) AS s CROSS JOIN stockLevels AS v ON v.businessId = ${businessId} AND v.productId = ${productId} AND v.storeId = s.id
				LEFT JOIN stockMovements AS m ON m.businessId = v.businessId AND m.productId = v.productId AND m.storeId = v.storeId AND m.seq = 1`),
		});
		const viewer = await tenant.principal();
		const asked = storeId ? [storeOf(viewer, storeId)] : viewer.stores;
		if (!product) refuse("not_found", "product_not_found");
		const histories = asked.map((store) => {
			const shelf = shelves.find((each) => each.storeId === store.id);
			return {
				today: calendarDay(now, store.timeZone),
				facts: facts.filter((row) => row.storeId === store.id),
				closeBefore: shelf ? closeBefore(shelf, store, from) : null,
			};
		});
		const today = calendarDay(now, storeId && asked[0] ? asked[0].timeZone : viewer.business.timeZone);
		return { productId, storeId: storeId ?? null, ...forecast(histories, shelves, today), calculatedAt: now };
	},
});

/** What stood on a shelf before the days that were read: the last day noted, else what first came there, from the day it did. */
function closeBefore(shelf: ShelfRow, store: StoreFacts, from: CalendarDay): { from: CalendarDay; onHand: number } | null {
	if (shelf.closeBefore !== null) return { from, onHand: shelf.closeBefore };
	if (shelf.firstAt === null || shelf.firstOnHand === null) return null;
	return { from: calendarDay(shelf.firstAt, store.timeZone), onHand: shelf.firstOnHand };
}
