import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import type { CalendarDay } from "#app/platform/time.ts";
import { defaultSpreads } from "./forecast/default-weights.ts";
import type { Spread } from "./forecast/law.ts";
import { type Expected, expectedOf, isOfThisRelease, type Measured, type Method, type Model } from "./forecast/model.ts";
import { chainOf, type Panel, type Series } from "./forecast/panel.ts";
import { type Pool, standingsAt } from "./forecast/standing.ts";

/** What a night learnt, with what all products of the business tell; `pool` is null where nothing could be forecast. */
export type LearntModel = Model & { pool: Pool | null };

/** How a forecast came about, to be shown beside it: by which method, from how many past windows, and how far off it was in the last of them. */
export type ForecastBasis = {
	/** plain: the mean of the days in stock, because there is too little past to learn from. */
	method: Method | "plain";
	windows: number;
	measured: Measured | null;
	spreads: Spread[];
};

export type ModelRow = { model: string };

export function modelOf(businessId: string): Ask<ModelRow | undefined> {
	return first<ModelRow>(sql`SELECT model FROM forecastModels WHERE businessId = ${businessId}`);
}

/** What was learnt, if it was learnt from enough to forecast by. */
export function learntIn(row: ModelRow | undefined): LearntModel | null {
	const model: LearntModel | null = row ? JSON.parse(row.model) : null;
	return model?.measured && model.pool && isOfThisRelease(model) ? model : null;
}

export function basisOf(model: LearntModel | null): ForecastBasis {
	if (!model) return { method: "plain", windows: 0, measured: null, spreads: defaultSpreads };
	const { method, windows, measured, spreads } = model;
	return { method, windows, measured, spreads };
}

/** Net units of some products' shelves by day, in the days [from, until); `products` is a SELECT of one column `id`. */
export function shelfDays(businessId: string, products: SQL, from: CalendarDay, until: CalendarDay): SQL {
	return sql`SELECT f.productId, f.storeId, f.day, f.units - f.refundedUnits AS units, f.onHandAtClose
		FROM (${products}) AS p CROSS JOIN (SELECT id FROM stores WHERE businessId = ${businessId}) AS s
		CROSS JOIN dailyFacts AS f ON f.businessId = ${businessId} AND f.productId = p.id AND f.storeId = s.id AND f.day >= ${from} AND f.day < ${until}
		ORDER BY f.productId, f.storeId, f.day`;
}

/** What is expected of each series, by its id; series too young, or asleep, are not in it. `panel` holds whole products: all stores of each. */
export function expectationsOf(panel: Panel, model: LearntModel): Map<Series["id"], Expected> {
	if (!model.pool) return new Map();
	const standings = standingsAt(panel, panel.days, chainOf(panel), model.pool);
	return new Map(standings.map((standing) => [standing.series.id, expectedOf(standing, model)]));
}
