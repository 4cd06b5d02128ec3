import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { calendarDay, type CalendarDay } from "#app/platform/time.ts";
import type { Temper } from "./forecast/law.ts";
import { historiesOf, historyOf } from "./histories.server.ts";
import { Predict } from "./input.ts";
import { type Forecast, forecast } from "./rules.ts";
import { basisOf, type ForecastBasis, learntIn, modelOf } from "./learnt-model.server.ts";
import { lumpOf, reorderPointOf, type Runway, runwayOf } from "./runway.ts";

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

type Night = Temper & { storeId: string; rate: number; learnt: number };

/** How a product varies in several stores: as each does, by what it sells there. */
function temperTogether(nights: Night[]): Temper {
	const sold = nights.reduce((sum, { rate }) => sum + rate, 0);
	const mean = (pick: (night: Night) => number) => nights.reduce((sum, night) => sum + pick(night) * night.rate, 0) / sold;
	return sold > 0
		? { lump: mean(({ lump }) => lump), unrest: mean(({ unrest }) => unrest), lift: mean(({ lift }) => lift) }
		: { lump: 1, unrest: 1, lift: 1 };
}

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
			outlooks: many<Night>(
				sql`SELECT storeId, rate, learnt, lump, unrest, lift FROM outlooks WHERE businessId = ${businessId} AND productId = ${productId}`,
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
		const temper = learnt ? temperTogether(nights) : { lump: lumpOf(histories), unrest: 1, lift: 1 };
		const { spreads, ...basis } = basisOf(learnt ? learntIn(model) : null);
		const law = { spreads, temper };
		return {
			productId,
			storeId: storeId ?? null,
			...expected,
			basis,
			advice: reorderPointOf(expected.rate, law),
			calculatedAt: now,
			today,
			incoming: sum((shelf) => shelf.incoming),
			available: sum((shelf) => shelf.available),
			runway: runwayOf(histories, expected.currentStock, expected.rate, today, law),
		};
	},
});
