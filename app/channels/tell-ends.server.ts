import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { many, shardOf } from "#app/platform/database.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { ConnectionEnding } from "./events.server.ts";
import { endsSoonWithin } from "./rules.ts";

/** Whose access ends soon is said once for each end and each of these: fourteen days before, three days before, and when it is over. */

const late = 3 * day;
/** Businesses looked after in one run before it is ordered again. */
const atOnce = 100;

/** Within how many days an access ends, of the three; 0: it is over. */
const step = (now: number) =>
	sql`CASE WHEN expiresAt <= CAST(${now} AS INTEGER) THEN 0 WHEN expiresAt <= CAST(${now + late} AS INTEGER) THEN ${late / day} ELSE ${endsSoonWithin / day} END`;

/** What was not said yet. One at work that is over stands still at its next turn, which is said as that. */
const untold = (now: number): SQL => sql`expiresAt <= CAST(${now + endsSoonWithin} AS INTEGER)
	AND (state = 'paused' OR (state = 'active' AND expiresAt > CAST(${now} AS INTEGER)))
	AND (endTold IS NOT expiresAt OR endToldDays > ${step(now)})`;

type Ending = { id: string; name: string; storeId: string; expiresAt: number; days: 14 | 3 | 0 };

/** Notes for every connection of a business whose access ends soon that its people are told. Said once: a run beside this one finds nothing left. */
const tellEndsOf = command<z.ZodObject, { told: number }>({
	name: "channels.tell-ends",
	needs: "channels:write",
	input: z.object({}),
	async run({ db, work, now }) {
		const { businessId } = db;
		const { ending } = await db.read({
			ending: many<Ending>(
				sql`SELECT id, name, storeId, expiresAt, ${step(now)} AS days FROM connections WHERE businessId = ${businessId} AND ${untold(now)} ORDER BY id`,
			),
		});
		for (const { id, name, storeId, expiresAt, days } of ending) {
			const asRead = sql`businessId = ${businessId} AND id = ${id} AND expiresAt = CAST(${expiresAt} AS INTEGER) AND ${untold(now)}`;
			work.guard(sql`SELECT 1 FROM connections WHERE ${asRead}`);
			work.add(
				sql`UPDATE connections SET endTold = CAST(${expiresAt} AS INTEGER), endToldDays = CAST(${days} AS INTEGER) WHERE businessId = ${businessId} AND id = ${id}`,
			);
			work.record(ConnectionEnding, { subject: { type: "connection", id }, storeId, data: { name, expiresAt, days } });
		}
		return known({ told: ending.length });
	},
});

/** Says of a shard's connections whose access ends within fourteen days. @returns of how many, and whether some are left */
export async function tellEnds(scope: Scope, shard: number): Promise<{ told: number; more: boolean }> {
	const mayGoOn = patienceOf(scope);
	const { due } = await shardOf(scope, shard).read({
		due: many<{ businessId: string }>(
			sql`SELECT DISTINCT businessId FROM connections INDEXED BY connections_ending WHERE ${untold(scope.now)} LIMIT CAST(${atOnce} AS INTEGER)`,
		),
	});
	let told = 0;
	for (const { businessId } of due) {
		if (!mayGoOn()) return { told, more: true };
		told += (await tellEndsOf(machineTenant(scope, { businessId, shard }, "connections"), {})).told;
	}
	return { told, more: due.length === atOnce };
}
