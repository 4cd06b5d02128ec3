import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { historiesOf, historyOf } from "./histories.server.ts";
import { Predict } from "./input.ts";
import { type Forecast, forecast } from "./rules.ts";
import { type Runway, runwayOf } from "./runway.ts";

export type Prediction = Forecast & { productId: string; storeId: string | null; calculatedAt: number };
/** With what a chart of it is drawn from. */
export type Outlook = Prediction & { today: CalendarDay; incoming: number; available: number; runway: Runway };

/** How fast a product sells and how long it lasts, in one store or all. @throws Refusal `not_found / product_not_found`, `forbidden / store_not_yours` */
export const prediction = query<typeof Predict, Outlook, Viewer>({
	name: "insights.prediction",
	needs: "insights:read",
	input: Predict,
	async run({ tenant, db, now }, { productId, storeId }) {
		const { businessId } = db;
		const { product, facts, shelves } = await db.read({
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
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
		const expected = forecast(histories, shelves, today);
		return {
			productId,
			storeId: storeId ?? null,
			...expected,
			calculatedAt: now,
			today,
			incoming: sum((shelf) => shelf.incoming),
			available: sum((shelf) => shelf.available),
			runway: runwayOf(histories, expected.currentStock, expected.rate, today),
		};
	},
});
