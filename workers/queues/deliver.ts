import { sql } from "drizzle-orm";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { first, shardOf } from "#app/platform/database.server.ts";
import type { EventPointer, StoredEvent } from "#app/platform/events.server.ts";
import { errorFields } from "#app/platform/log.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { reactions } from "./reactions.ts";

/** Runs an event's reactions, then takes it off the outbox. An event already done, or gone, is a wake-up call with nothing to do. */
export async function deliverEvent(scope: Scope, pointer: EventPointer, registry: Reaction[] = reactions): Promise<void> {
	const { businessId, eventId } = pointer;
	const shard = shardOf(scope, pointer.shard);
	const { row } = await shard.read({
		row: first<Omit<StoredEvent, "data"> & { data: string; dueAt: number | null }>(
			sql`SELECT * FROM events WHERE businessId = ${businessId} AND id = ${eventId}`,
		),
	});
	if (!row || row.dueAt === null) return;
	const event: StoredEvent = { ...row, data: JSON.parse(row.data) };
	for (const reaction of registry.filter(({ on }) => on.some((kind) => kind.type === event.type))) {
		try {
			await reaction.run(machineTenant(scope, pointer, reaction.name), event);
		} catch (error) {
			const { error: name, message } = errorFields(error);
			await shard.write([
				sql`UPDATE events SET lastError = ${`${reaction.name}: ${name}: ${message}`} WHERE businessId = ${businessId} AND id = ${eventId}`,
			]);
			throw error;
		}
	}
	await shard.write([sql`UPDATE events SET dueAt = NULL, lastError = NULL WHERE businessId = ${businessId} AND id = ${eventId}`]);
}
