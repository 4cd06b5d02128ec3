import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { historiesOf, historyOf } from "./histories.server.ts";
import { Predict } from "./input.ts";
import { type Forecast, forecast } from "./rules.ts";
import { basisOf, type ForecastBasis, learntIn, modelOf } from "./learnt-model.server.ts";
import { reorderPointOf, type Runway, runwayOf } from "./runway.ts";

export type Prediction = Forecast & {
	productId: string;
	storeId: string | null;
	calculatedAt: number;
	basis: Omit<ForecastBasis, "spreads">;
	/** What to order again at, and how much of that is for luck. */
	advice: { reorderPoint: number; safetyStock: number };
};
/** With what a chart of it is drawn from. */
export type Outlook = Prediction & { today: CalendarDay; incoming: number; available: number; runway: Runway };

/** How fast a product sells and how long it lasts, in one store or all. @throws Refusal `not_found / product_not_found`, `forbidden / store_not_yours` */
export const prediction = query<typeof Predict, Outlook, Viewer>({
	name: "insights.prediction",
	needs: "insights:read",
	input: Predict,
	async run({ tenant, db, now }, { productId, storeId }) {
		const { businessId } = db;
		const { product, facts, shelves, model, outlooks } = await db.read({
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
			model: modelOf(businessId),
			outlooks: many<{ storeId: string; rate: number; learnt: number }>(
				sql`SELECT storeId, rate, learnt FROM outlooks WHERE businessId = ${businessId} AND productId = ${productId}`,
			),
			...historiesOf(businessId, sql`SELECT ${productId} AS id`, storeId, now),
		});
		const viewer = await tenant.principal();
		const asked = storeId ? [storeOf(viewer, storeId)] : viewer.stores;
		if (!product) refuse("not_found", "product_not_found");
		const histories = asked.map((store) =>
			historyOf(
				store,
				facts.filter((row) => row.storeId === store.id),
				shelves.find((each) => each.storeId === store.id),
				now,
			),
		);
		const today = calendarDay(now, storeId && asked[0] ? asked[0].timeZone : viewer.business.timeZone);
		const sum = (pick: (shelf: (typeof shelves)[number]) => number) => shelves.reduce((total, shelf) => total + pick(shelf), 0);
		// Last night's rates, where they were learnt; a product that is new since, or too young, goes by its own few days.
		const nights = outlooks.filter((row) => asked.some((store) => store.id === row.storeId));
		const learnt = nights.some((row) => row.learnt === 1);
		const expected = forecast(histories, shelves, today, learnt ? nights.reduce((rate, row) => rate + row.rate, 0) : null);
		const { spreads, ...basis } = basisOf(learnt ? learntIn(model) : null);
		return {
			productId,
			storeId: storeId ?? null,
			...expected,
			basis,
			advice: reorderPointOf(histories, expected.rate, { spreads }),
			calculatedAt: now,
			today,
			incoming: sum((shelf) => shelf.incoming),
			available: sum((shelf) => shelf.available),
			runway: runwayOf(histories, expected.currentStock, expected.rate, today, { spreads }),
		};
	},
});
