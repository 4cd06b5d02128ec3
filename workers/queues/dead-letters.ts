import { sql } from "drizzle-orm";
import { shardOf } from "#app/platform/database.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import { newId } from "#app/platform/ids.ts";
import { log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";

/** Keeps what the queue gave up on, with the reason, and takes it off the outbox until somebody replays it. Twice is once. */
export async function buryEvent(scope: Scope, { shard, businessId, eventId }: EventPointer): Promise<void> {
	await shardOf(scope, shard).write([
		sql`INSERT INTO deadLetters (businessId, id, eventId, eventType, error, deliveries, state, diedAt)
			SELECT businessId, ${newId()}, id, type, COALESCE(lastError, ''), deliveries, 'dead', ${scope.now} FROM events
			WHERE businessId = ${businessId} AND id = ${eventId} AND dueAt IS NOT NULL
			ON CONFLICT DO NOTHING`,
		sql`UPDATE events SET dueAt = NULL WHERE businessId = ${businessId} AND id = ${eventId}`,
	]);
	log("error", "event.dead", { requestId: scope.requestId, businessId, eventId });
}
