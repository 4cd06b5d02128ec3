import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant, type StoreFacts } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { calendarDay } from "#app/platform/time.ts";
import { type FactRow, historiesOf, historyOf, type ShelfRow } from "./histories.server.ts";
import { forecast } from "./rules.ts";

/** Products of one batch: some thousand daily facts. */
const chunk = 100;
/** Batches of one run of the job, which has a quarter of an hour; the next run goes on where this one stopped. */
const mostChunks = 300;

/**
 * The next hundred products of a business's night: what each of their shelves sold in the last thirty days, how fast, and when it would be empty.
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
		const { products, stores, facts, shelves, from } = await db.read({
			products: many<{ id: string }>(next),
			stores: many<StoreFacts>(sql`SELECT id, name, slug, kind, currency, timeZone, version FROM stores WHERE businessId = ${businessId}`),
			from: first<{ cursor: string | null }>(run),
			...historiesOf(businessId, next, undefined, now),
		});
		const [factsOf, shelfOf] = [byShelf(facts), byShelf(shelves)];
		const rows = stores.flatMap((store) =>
			products.map(({ id }) => {
				const key = `${id} ${store.id}`;
				return outlookOf(store, factsOf.get(key) ?? [], shelfOf.get(key)?.[0], id, now);
			}),
		);
		const cursor = products.length < chunk ? null : (products.at(-1)?.id ?? null);
		work.guard(
			from
				? sql`SELECT 1 FROM outlookRuns WHERE businessId = ${businessId} AND day = ${day} AND cursor IS ${from.cursor}`
				: sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outlookRuns WHERE businessId = ${businessId} AND day = ${day})`,
		);
		work.add(sql`INSERT INTO outlooks (businessId, productId, storeId, units, revenue, inStockDays, rate, outDay, lastSoldDay)
			SELECT ${businessId}, value ->> 'productId', value ->> 'storeId', value ->> 'units', value ->> 'revenue', value ->> 'inStockDays', value ->> 'rate',
				value ->> 'outDay', value ->> 'lastSoldDay' FROM json_each(${JSON.stringify(rows.filter((row) => row !== null))}) WHERE true
			ON CONFLICT (businessId, productId, storeId) DO UPDATE SET units = excluded.units, revenue = excluded.revenue, inStockDays = excluded.inStockDays,
				rate = excluded.rate, outDay = excluded.outDay, lastSoldDay = excluded.lastSoldDay
			WHERE (units, revenue, inStockDays, rate, outDay, lastSoldDay)
				IS NOT (excluded.units, excluded.revenue, excluded.inStockDays, excluded.rate, excluded.outDay, excluded.lastSoldDay)`);
		work.add(sql`INSERT INTO outlookRuns (businessId, day, cursor, calculatedAt) VALUES (${businessId}, ${day}, ${cursor}, ${now})
			ON CONFLICT (businessId) DO UPDATE SET day = excluded.day, cursor = excluded.cursor, calculatedAt = excluded.calculatedAt`);
		return known({ more: cursor !== null });
	},
});

function byShelf<Row extends { productId: string; storeId: string }>(rows: Row[]): Map<string, Row[]> {
	const shelves = new Map<string, Row[]>();
	for (const row of rows) {
		const key = `${row.productId} ${row.storeId}`;
		const known = shelves.get(key);
		if (known) known.push(row);
		else shelves.set(key, [row]);
	}
	return shelves;
}

/** One shelf's row; null where the product neither stands nor sold. */
function outlookOf(store: StoreFacts, facts: FactRow[], shelf: ShelfRow | undefined, productId: string, now: number) {
	if (!shelf && facts.length === 0) return null;
	const history = historyOf(store, facts, shelf, now);
	const { rate, inStockDays, stockOutDate } = forecast([history], shelf ? [shelf] : [], history.today);
	return {
		productId,
		storeId: store.id,
		units: facts.reduce((sum, row) => sum + row.units - row.refundedUnits, 0),
		revenue: facts.reduce((sum, row) => sum + row.revenue - row.refundedAmount, 0),
		inStockDays,
		rate,
		outDay: shelf && shelf.available > 0 ? stockOutDate : null,
		lastSoldDay: shelf?.lastSoldDay ?? null,
	};
}

/** Goes on with the night of every business of a shard whose calendar day has turned since its last one. @returns how many products were done */
export async function calculateOutlooks(scope: Scope, shard: number): Promise<number> {
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
		for (let more = true; more && chunks < mostChunks; chunks += 1) ({ more } = await calculateChunk(tenant, { day }));
	}
	return chunks * chunk;
}
