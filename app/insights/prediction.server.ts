import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { deliveries, deliveryOf } from "#app/purchasing/vendor-terms.server.ts";
import { historiesOf, historyOf } from "./histories.server.ts";
import { Predict } from "./input.ts";
import { basisOf, type ForecastBasis, learntIn, modelOf } from "./learnt-model.server.ts";
import { type Forecast, forecast } from "./rules.ts";
import { type Runway, runwayOf } from "./runway.ts";
import { type Selling, sellingOf, sellingTogether } from "./selling.ts";
import { adviceOf } from "./suggest.ts";

export type Prediction = Forecast & {
	productId: string;
	storeId: string | null;
	calculatedAt: number;
	basis: Omit<ForecastBasis, "spreads">;
	/** What each of its shelves is to be filled up with by itself, added up: what the list of what to order says. */
	suggestedOrder: number;
	/** What to order again at, how much of that is for luck, and the rest of the arithmetic, over its shelves. */
	advice: {
		reorderPoint: number;
		safetyStock: number;
		upTo: number;
		leadDays: number;
		coverDays: number;
		packSize: number;
		shelves: number;
	};
};
/** With what a chart of it is drawn from. */
export type Outlook = Prediction & { today: CalendarDay; incoming: number; available: number; runway: Runway };

type Night = Selling & { storeId: string; learnt: number };

/** How fast a product sells and how long it lasts, in one store or all. @throws Refusal `not_found / product_not_found`, `forbidden / store_not_yours` */
export const prediction = query<typeof Predict, Outlook, Viewer>({
	name: "insights.prediction",
	needs: "insights:read",
	input: Predict,
	async run({ tenant, db, now }, { productId, storeId }) {
		const { businessId } = db;
		const { product, facts, model, outlooks, told, ...read } = await db.read({
			product: first<{ vendor: string; status: string }>(
				sql`SELECT vendor, status FROM products WHERE businessId = ${businessId} AND id = ${productId}`,
			),
			model: modelOf(businessId),
			told: deliveries(businessId),
			outlooks: many<Night>(
				sql`SELECT storeId, rate, learnt, lump, unrest, lift FROM outlooks WHERE businessId = ${businessId} AND productId = ${productId}`,
			),
			...historiesOf(businessId, sql`SELECT ${productId} AS id`, storeId, now),
		});
		const viewer = await tenant.principal();
		const asked = storeId ? [storeOf(viewer, storeId)] : viewer.stores;
		if (!product) refuse("not_found", "product_not_found");
		const shelves = read.shelves.filter((shelf) => asked.some(({ id }) => id === shelf.storeId));
		const learnt = learntIn(model);
		const { spreads } = basisOf(learnt);
		const delivery = deliveryOf(told)(product.vendor);
		const each = asked.map((store) => {
			const shelf = shelves.find((one) => one.storeId === store.id);
			const history = historyOf(
				store,
				facts.filter((row) => row.storeId === store.id),
				shelf,
				now,
			);
			const night = outlooks.find((row) => row.storeId === store.id);
			const selling = sellingOf(night, history, shelf);
			return { history, night, selling, advice: shelf ? adviceOf({ ...shelf, ...selling, ...delivery }, { spreads }) : null };
		});
		const histories = each.map(({ history }) => history);
		const today = calendarDay(now, storeId && asked[0] ? asked[0].timeZone : viewer.business.timeZone);
		const temper = sellingTogether(each.map(({ selling }) => selling));
		const expected = forecast(histories, shelves, today, temper.rate);
		const { spreads: _spreads, ...basis } = basisOf(each.some(({ night }) => night?.learnt === 1) ? learnt : null);
		const advices = each.flatMap(({ advice }) => advice ?? []);
		const total = <Row>(rows: Row[], pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
		const { leadDays, coverDays, packSize } = delivery;
		return {
			productId,
			storeId: storeId ?? null,
			...expected,
			// What is no longer sold is not ordered.
			suggestedOrder: product.status === "archived" ? 0 : total(advices, ({ order }) => order),
			basis,
			advice: {
				reorderPoint: total(advices, ({ lasting }) => lasting),
				safetyStock: total(advices, ({ luck }) => luck),
				upTo: total(advices, ({ upTo }) => upTo),
				...{ leadDays, coverDays, packSize },
				shelves: advices.length,
			},
			calculatedAt: now,
			today,
			incoming: total(shelves, ({ incoming }) => incoming),
			available: total(shelves, ({ available }) => available),
			runway: runwayOf(histories, expected.currentStock, expected.rate, today, { spreads, temper }),
		};
	},
});
