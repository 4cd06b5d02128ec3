import { type SQL, sql } from "drizzle-orm";
import { many, shardOf } from "./database.server.ts";
import type { EventPointer, StoredEvent } from "./events.server.ts";
import { newId } from "./ids.ts";
import { log } from "./log.server.ts";
import type { Scope } from "./scope.server.ts";
import { hour, minute } from "./time.ts";

/**
 * The tries of an event. Each is counted before it begins, so that one which takes the worker down counts too; a failed one comes again after a
 * while that grows, and after the last the event is kept as a dead letter. All of them lie within the day for which senders of mail remember a key.
 */

/** From each failed try to the next. */
export const waits = [1 * minute, 5 * minute, 15 * minute, 1 * hour, 2 * hour, 4 * hour, 8 * hour];
export const mostTries = waits.length + 1;

/** When an event that is sent now comes again if nothing is heard of it: after as long as a failure of that try would wait. For an UPDATE of events. */
export function againAt(now: number): SQL {
	return sql`CAST(${now} AS INTEGER) + (${JSON.stringify(waits)} ->> ('$[' || min(deliveries, CAST(${waits.length - 1} AS INTEGER)) || ']'))`;
}

export type DueEvent = StoredEvent & { tries: number };
/** Whose events: a business on its shard. */
export type Business = Omit<EventPointer, "eventId">;

/** Counts a try and hands out the event; undefined when it is done, or gone: a wake-up call with nothing to do. */
export async function beginTry(scope: Scope, { eventId, ...where }: EventPointer): Promise<DueEvent | undefined> {
	const [event] = await begin(scope, where, sql`id = ${eventId}`);
	return event;
}

/** The same for all of a business's events that were never tried, in the order they happened; those that were are left out. */
export async function beginFirstTries(scope: Scope, where: Business, eventIds: string[]): Promise<DueEvent[]> {
	const events = await begin(scope, where, sql`${oneOf(eventIds)} AND deliveries = 0`);
	return events.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

async function begin(scope: Scope, { shard, businessId }: Business, which: SQL): Promise<DueEvent[]> {
	const [rows = []] = await shardOf(scope, shard).write([
		sql`UPDATE events SET deliveries = deliveries + 1 WHERE businessId = ${businessId} AND ${which} AND dueAt IS NOT NULL
			RETURNING id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, ip, at, deviceId, deviceName, data, deliveries AS tries`,
	]);
	return many<Omit<DueEvent, "data"> & { data: string }>(sql``)
		.take(rows)
		.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}

/** All that follows from these events has been done. */
export async function finishEvents(scope: Scope, { shard, businessId }: Business, eventIds: string[]): Promise<void> {
	await shardOf(scope, shard).write([
		sql`UPDATE events SET dueAt = NULL, lastError = NULL WHERE businessId = ${businessId} AND ${oneOf(eventIds)}`,
	]);
}

/** A try failed, for `error`: the event comes again, or was tried often enough. Somebody who finished it meanwhile has the last word. */
export async function failTry(scope: Scope, pointer: EventPointer, tries: number, error: string): Promise<void> {
	const { shard, businessId, eventId } = pointer;
	const wait = waits[tries - 1];
	const dueAt = wait === undefined ? sql`dueAt` : scope.now + wait;
	await shardOf(scope, shard).write([
		sql`UPDATE events SET lastError = ${error}, dueAt = ${dueAt} WHERE ${named(businessId, eventId)} AND dueAt IS NOT NULL`,
		...(wait === undefined ? burial(scope, pointer) : []),
	]);
	log(wait === undefined ? "error" : "warn", wait === undefined ? "event.dead" : "event.failed", {
		...{ requestId: scope.requestId, businessId, eventId, tries, failure: error, againInSeconds: wait && wait / 1000 },
	});
}

/** Keeps events whose last try was never heard of again. */
export async function buryEvents(scope: Scope, pointers: EventPointer[]): Promise<void> {
	for (const pointer of pointers) {
		await shardOf(scope, pointer.shard).write(burial(scope, pointer));
		log("error", "event.dead", { requestId: scope.requestId, businessId: pointer.businessId, eventId: pointer.eventId, tries: mostTries });
	}
}

/** A dead letter with its reason, and the event off the outbox until somebody replays it. Twice is once. */
function burial(scope: Scope, { businessId, eventId }: EventPointer): SQL[] {
	return [
		sql`INSERT INTO deadLetters (businessId, id, eventId, eventType, error, deliveries, state, diedAt)
			SELECT businessId, ${newId()}, id, type, COALESCE(lastError, 'the worker ended before it was done'), deliveries, 'dead', ${scope.now} FROM events
			WHERE ${named(businessId, eventId)} AND dueAt IS NOT NULL ON CONFLICT DO NOTHING`,
		sql`UPDATE events SET dueAt = NULL WHERE ${named(businessId, eventId)}`,
	];
}

function oneOf(eventIds: string[]): SQL {
	return sql`id IN (SELECT value FROM json_each(${JSON.stringify(eventIds)}))`;
}

function named(businessId: string, eventId: string): SQL {
	return sql`businessId = ${businessId} AND id = ${eventId}`;
}
