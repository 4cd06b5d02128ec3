import { sql } from "drizzle-orm";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { netSoldIn } from "#app/orders/net-sold.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { OfStore, Top } from "./input.ts";
import { type DayTotals, sumWindows, type Window, type WindowName, windows } from "./rules.ts";

/** Only what does not grow with history: daily facts and totals, low shelves. */

export type Dashboard = Record<WindowName, Window> & {
	storeId: string | null;
	currency: string;
	/** Stores whose money cannot be added to the business's; they have a dashboard of their own. */
	excludedStores: { id: string; name: string; currency: string }[];
};

/** The totals of twice `days` days, of one store or all. Zones are not known before the viewer is, so a day more is read on either side. */
export function dayTotals(businessId: string, storeId: string | undefined, now: number, days: number = windows.last30): Ask<DayTotals[]> {
	const utc = calendarDay(now, "UTC");
	return many(sql`SELECT t.storeId, t.day, t.channel, t.orders, t.units, t.revenue, t.refundedOrders, t.refundedUnits, t.refundedAmount
		FROM stores AS s CROSS JOIN dailyTotals AS t ON t.businessId = s.businessId AND t.storeId = s.id
			AND t.day BETWEEN ${addDays(utc, -2 * days)} AND ${addDays(utc, 1)}
		WHERE s.businessId = ${businessId} ${storeId ? sql`AND s.id = ${storeId}` : sql``}`);
}

export function dashboardOf(viewer: Viewer, storeId: string | undefined, rows: DayTotals[], now: number): Dashboard {
	const { currency, counted, others } = addable(viewer, storeId);
	return {
		storeId: storeId ?? null,
		currency,
		...sumWindows(rows, new Map(counted.map(({ id, timeZone }) => [id, calendarDay(now, timeZone)]))),
		excludedStores: others.map(({ id, name, currency }) => ({ id, name, currency })),
	};
}

/** The stores whose money adds up: the one asked for, or all in the business's currency; and those left out. @throws Refusal `store_not_yours` */
export function addable(viewer: Viewer, storeId: string | undefined): { currency: string; counted: StoreFacts[]; others: StoreFacts[] } {
	const asked = storeId ? [storeOf(viewer, storeId)] : viewer.stores;
	const currency = storeId && asked[0] ? asked[0].currency : viewer.business.currency;
	return {
		currency,
		counted: asked.filter((store) => store.currency === currency),
		others: asked.filter((store) => store.currency !== currency),
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

/** Shelves at or under their reorder point, furthest below first; read from the index that holds nothing else, in its order. */
export function lowShelves(businessId: string, storeId: string | undefined, limit: number): Ask<LowShelf[]> {
	return many(sql`SELECT l.productId, l.storeId, p.sku, p.name, p.imageUrl, l.onHand AS quantity, l.onHand - l.reserved AS available, l.reorderPoint, l.incoming
		FROM (SELECT * FROM stockLevels INDEXED BY stockLevels_shortest
			WHERE businessId = ${businessId} AND reorderPoint >= onHand - reserved AND productListed = 1 ${storeId ? sql`AND storeId = ${storeId}` : sql``}
			ORDER BY onHand - reserved - reorderPoint LIMIT CAST(${limit} AS INTEGER)) AS l
		CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
		ORDER BY l.onHand - l.reserved - l.reorderPoint, p.sortKey, l.storeId`);
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

/** As it stands this moment, from every product's facts of the week. Nothing is read unless `when` holds. */
export function sellers(businessId: string, storeId: string | undefined, now: number, limit: number, when = sql`true`): Ask<BestSeller[]> {
	const utc = calendarDay(now, "UTC");
	const stores = sql`SELECT id FROM stores WHERE businessId = ${businessId} AND ${when} ${storeId ? sql`AND id = ${storeId}` : sql``}`;
	return many(sql`SELECT b.productId, p.sku, p.name, p.imageUrl, b.units, b.revenue, b.currency
		FROM (SELECT n.productId, s.currency, sum(n.units) AS units, sum(n.revenue) AS revenue
			FROM (SELECT productId, storeId, sum(units) AS units, sum(revenue) AS revenue
				FROM (${netSoldIn(businessId, stores, addDays(utc, 1 - windows.last7), addDays(utc, 1))}) GROUP BY productId, storeId) AS n
			CROSS JOIN stores AS s ON s.businessId = ${businessId} AND s.id = n.storeId
			GROUP BY n.productId, s.currency HAVING sum(n.units) > 0
			ORDER BY units DESC, revenue DESC, n.productId LIMIT CAST(${limit} AS INTEGER)) AS b
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
