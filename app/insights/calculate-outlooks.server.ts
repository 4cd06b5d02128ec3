import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant, type StoreFacts } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addDays, calendarDay, type CalendarDay } from "#app/platform/time.ts";
import { seriesOf, type ShelfDay, weekdayOfDay } from "./forecast/series-of-facts.ts";
import { byShelf, type FactRow, historiesOf, historyOf, shelfKey, type ShelfRow } from "./histories.server.ts";
import type { Expected } from "./forecast/model.ts";
import { expectationsOf, type LearntModel, learntIn, modelOf, shelfDays } from "./learnt-model.server.ts";
import { rankSellersIn } from "./rank-sellers.server.ts";
import { forecast } from "./rules.ts";
import { lumpOf } from "./selling.ts";

/** Products of one batch: some ten thousand daily facts. */
const chunk = 60;
/** Days of a shelf that its forecast is made from: two years, and some weeks before the same of the elder one to measure it by. */
const daysLookedBack = 800;

/**
 * The next products of a business's night: what each of their shelves sold in the last thirty days, how fast, and when it would be empty.
 * How far the night has come moves in the same batch, so a run that is cut off is taken up, and one that comes twice writes the same.
 */
const calculateChunk = command({
	name: "insights.calculate-outlooks",
	needs: "insights:read",
	input: z.object({ day: z.iso.date() }),
	async run({ db, work, now }, { day }) {
		const { businessId } = work;
		const run = sql`SELECT cursor FROM outlookRuns WHERE businessId = ${businessId} AND day = ${day}`;
		const next = sql`SELECT id FROM products WHERE businessId = ${businessId} AND id > COALESCE((${run}), '') ORDER BY id LIMIT CAST(${chunk} AS INTEGER)`;
		const { products, stores, facts, shelves, from, model, past } = await db.read({
			products: many<{ id: string }>(next),
			stores: many<StoreFacts>(sql`SELECT id, name, slug, kind, currency, timeZone, version FROM stores WHERE businessId = ${businessId}`),
			from: first<{ cursor: string | null }>(run),
			model: modelOf(businessId),
			past: many<ShelfDay>(shelfDays(businessId, next, addDays(day, -daysLookedBack), day)),
			...historiesOf(businessId, next, undefined, now),
		});
		const [factsOf, shelfOf] = [byShelf(facts), byShelf(shelves)];
		const expected = learntOf(past, learntIn(model), day);
		const rows = stores.flatMap((store) =>
			products.map(({ id }) => {
				const key = shelfKey({ productId: id, storeId: store.id });
				return outlookOf(store, factsOf.get(key) ?? [], shelfOf.get(key)?.[0], id, expected.get(key) ?? null, now);
			}),
		);
		const cursor = products.length < chunk ? null : (products.at(-1)?.id ?? null);
		work.guard(
			from
				? sql`SELECT 1 FROM outlookRuns WHERE businessId = ${businessId} AND day = ${day} AND cursor IS ${from.cursor}`
				: sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outlookRuns WHERE businessId = ${businessId} AND day = ${day})`,
		);
		work.add(sql`INSERT INTO outlooks (businessId, productId, storeId, units, revenue, inStockDays, rate, outDay, lastSoldDay, learnt, lump, unrest, lift)
			SELECT ${businessId}, value ->> 'productId', value ->> 'storeId', value ->> 'units', value ->> 'revenue', value ->> 'inStockDays', value ->> 'rate',
				value ->> 'outDay', value ->> 'lastSoldDay', value ->> 'learnt', value ->> 'lump', value ->> 'unrest', value ->> 'lift' FROM json_each(${JSON.stringify(rows.filter((row) => row !== null))}) WHERE true
			ON CONFLICT (businessId, productId, storeId) DO UPDATE SET units = excluded.units, revenue = excluded.revenue, inStockDays = excluded.inStockDays,
				rate = excluded.rate, outDay = excluded.outDay, lastSoldDay = excluded.lastSoldDay, learnt = excluded.learnt,
				lump = excluded.lump, unrest = excluded.unrest, lift = excluded.lift
			WHERE (units, revenue, inStockDays, rate, outDay, lastSoldDay, learnt, lump, unrest, lift)
				IS NOT (excluded.units, excluded.revenue, excluded.inStockDays, excluded.rate, excluded.outDay, excluded.lastSoldDay, excluded.learnt, excluded.lump, excluded.unrest, excluded.lift)`);
		if (cursor === null) rankSellersIn(work, day, stores);
		work.add(sql`INSERT INTO outlookRuns (businessId, day, cursor, calculatedAt) VALUES (${businessId}, ${day}, ${cursor}, ${now})
			ON CONFLICT (businessId) DO UPDATE SET day = excluded.day, cursor = excluded.cursor, calculatedAt = excluded.calculatedAt`);
		return known({ more: cursor !== null });
	},
});

/** What was learnt, applied to these shelves' last two years, by `shelfKey`. */
function learntOf(past: ShelfDay[], model: LearntModel | null, day: CalendarDay): Map<string, Expected> {
	if (!model) return new Map();
	const from = addDays(day, -daysLookedBack);
	const series = [...byShelf(past).values()].flatMap((shelf) => seriesOf(shelf, from, daysLookedBack) ?? []);
	return expectationsOf({ days: daysLookedBack, firstWeekday: weekdayOfDay(from), series }, model);
}

/** One shelf's row; null where the product neither stands nor sold. */
function outlookOf(
	store: StoreFacts,
	facts: FactRow[],
	shelf: ShelfRow | undefined,
	productId: string,
	learnt: Expected | null,
	now: number,
) {
	if (!shelf && facts.length === 0) return null;
	const history = historyOf(store, facts, shelf, now);
	const { rate, inStockDays, stockOutDate } = forecast([history], shelf ? [shelf] : [], history.today, learnt?.rate ?? null);
	return {
		productId,
		storeId: store.id,
		units: facts.reduce((sum, row) => sum + row.units - row.refundedUnits, 0),
		revenue: facts.reduce((sum, row) => sum + row.revenue - row.refundedAmount, 0),
		inStockDays,
		rate,
		outDay: shelf && shelf.available > 0 ? stockOutDate : null,
		lastSoldDay: shelf?.lastSoldDay ?? null,
		learnt: learnt === null ? 0 : 1,
		lump: learnt?.lump ?? lumpOf(history),
		unrest: learnt?.unrest ?? 1,
		lift: learnt?.lift ?? 1,
	};
}

/**
 * Goes on with the night of every business of a shard whose calendar day has turned since its last one, as far as one run has patience.
 * @returns how many products were looked at, at most, and whether some are left
 */
export async function calculateOutlooks(scope: Scope, shard: number): Promise<{ products: number; more: boolean }> {
	const mayGoOn = patienceOf(scope);
	const { due } = await shardOf(scope, shard).read({
		due: many<{
			businessId: string;
			timeZone: string;
			day: string | null;
			cursor: string | null;
		}>(sql`SELECT b.businessId, b.timeZone, r.day, r.cursor
			FROM businesses AS b LEFT JOIN outlookRuns AS r ON r.businessId = b.businessId WHERE b.state = 'active'`),
	});
	let chunks = 0;
	for (const { businessId, timeZone, ...run } of due) {
		const day = calendarDay(scope.now, timeZone);
		if (run.day === day && run.cursor === null) continue;
		const tenant = machineTenant(scope, { businessId, shard }, "outlooks");
		for (let more = true; more; chunks += 1) {
			if (!mayGoOn()) return { products: chunks * chunk, more: true };
			({ more } = await calculateChunk(tenant, { day }));
		}
	}
	return { products: chunks * chunk, more: false };
}
