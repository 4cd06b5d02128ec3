import { sql } from "drizzle-orm";
import { many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { bodyPlace } from "./receipts.server.ts";

/**
 * How long what was told by webhook is kept, with its body as it came, which holds people's names and words. `settled`: longer than any platform tells a
 * thing again, and long enough to work on it anew. `longest`: what nobody could read, so that a person finds it, and what waits for a connection that has ended. What waits for one that rests is kept.
 */
export const keptFor = { settled: 30 * day, longest: 90 * day };

/** Files of one call, and rows of one batch. */
const atOnce = 1000;

/**
 * Deletes what was told long enough ago: the files, then the rows. Cut off between the two, the next run deletes what is not there any more, which hurts
 * nobody. What became of it (orders, messages) stays.
 */
export async function forgetReceipts(scope: Scope, shard: number): Promise<{ forgotten: number; more: boolean }> {
	const database = shardOf(scope, shard);
	const { old } = await database.read({
		old: many<{ businessId: string; connectionId: string; id: string }>(
			sql`SELECT businessId, connectionId, id FROM webhookReceipts INDEXED BY webhookReceipts_by_age WHERE receivedAt <= CAST(${scope.now - keptFor.settled} AS INTEGER)
				AND (state IN ('done', 'passed') OR (receivedAt <= CAST(${scope.now - keptFor.longest} AS INTEGER) AND (state = 'poisoned' OR EXISTS (
					SELECT 1 FROM connections AS c WHERE c.businessId = webhookReceipts.businessId AND c.id = webhookReceipts.connectionId AND c.state = 'disconnected')))) ORDER BY receivedAt LIMIT CAST(${atOnce} AS INTEGER)`,
		),
	});
	if (old.length === 0) return { forgotten: 0, more: false };
	await scope.env.FILES.delete(old.map(({ businessId, connectionId, id }) => bodyPlace(businessId, connectionId, id)));
	await database.write([
		sql`DELETE FROM webhookReceipts WHERE (businessId, id) IN (SELECT value ->> 'businessId', value ->> 'id' FROM json_each(${JSON.stringify(old)}))`,
	]);
	return { forgotten: old.length, more: old.length === atOnce };
}

/** What was read of a shop and set there is remembered as long as a receipt is at most. @returns how many were deleted, and whether there are more */
export async function forgetRuns(scope: Scope, shard: number): Promise<{ forgotten: number; more: boolean }> {
	const [rows = []] = await shardOf(scope, shard).write([
		sql`DELETE FROM connectionRuns WHERE (businessId, connectionId, id) IN (SELECT businessId, connectionId, id FROM connectionRuns INDEXED BY connectionRuns_by_age
			WHERE startedAt < CAST(${scope.now - keptFor.longest} AS INTEGER) ORDER BY startedAt LIMIT CAST(${atOnce} AS INTEGER)) RETURNING id`,
	]);
	return { forgotten: rows.length, more: rows.length === atOnce };
}

/** Deletes trips to a platform's page of consent that are over, with keys nobody came back for. @returns how many */
export async function forgetConsents(scope: Scope, shard: number): Promise<number> {
	const [rows = []] = await shardOf(scope, shard).write([
		sql`DELETE FROM channelConsents WHERE (businessId, id) IN (SELECT businessId, id FROM channelConsents WHERE expiresAt <= ${scope.now} LIMIT 5000) RETURNING id`,
	]);
	return rows.length;
}
