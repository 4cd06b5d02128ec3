import { machineTenant } from "#app/identity/viewer.server.ts";
import { beginFirstTries, beginTry, type DueEvent, failTry, finishEvents } from "#app/platform/delivery.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import { errorFields } from "#app/platform/log.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { reactions } from "./reactions.ts";

/**
 * Runs the reactions of one business's events, then takes them off the outbox. One that fails keeps no other from its turn, and no other event; what
 * failed is written down, and the sweeper brings that event again, until it was tried often enough. Events that come for the first time are answered
 * together; one that was tried before may be what took a worker down, and takes none along. @throws only when not even that could be written
 */
export async function deliverEvents(scope: Scope, pointers: readonly EventPointer[], registry: Reaction[] = reactions): Promise<void> {
	const [where] = pointers;
	if (!where) return;
	const ids = [...new Set(pointers.map(({ eventId }) => eventId))];
	const begun = await beginFirstTries(scope, where, ids);
	await answer(scope, where, begun, registry);
	const met = new Set(begun.map(({ id }) => id));
	for (const eventId of ids) {
		if (met.has(eventId)) continue;
		const event = await beginTry(scope, { ...where, eventId });
		if (event) await answer(scope, where, [event], registry);
	}
}

type Business = Omit<EventPointer, "eventId">;

async function answer(scope: Scope, { shard, businessId }: Business, events: readonly DueEvent[], registry: Reaction[]): Promise<void> {
	if (events.length === 0) return;
	const failures = new Map<string, string[]>();
	for (const reaction of registry) {
		const concerned = events.filter(({ type }) => reaction.on.some((kind) => kind.type === type));
		for (const { id, failure } of await react(scope, { shard, businessId }, reaction, concerned))
			failures.set(id, [...(failures.get(id) ?? []), failure]);
	}
	const done = events.filter(({ id }) => !failures.has(id)).map(({ id }) => id);
	if (done.length > 0) await finishEvents(scope, { shard, businessId }, done);
	for (const { id, tries } of events) {
		const failed = failures.get(id);
		if (failed) await failTry(scope, { shard, businessId, eventId: id }, tries, failed.join(" · "));
	}
}

/** @returns what failed, by event */
async function react(
	scope: Scope,
	where: Business,
	reaction: Reaction,
	events: readonly DueEvent[],
): Promise<{ id: string; failure: string }[]> {
	const tenant = machineTenant(scope, where, reaction.name);
	const [first, ...others] = events;
	if (reaction.together && first && others.length > 0) {
		try {
			await reaction.run(tenant, first, ...others);
			return [];
		} catch {
			// One of them is at fault; each by itself tells which.
		}
	}
	const failed: { id: string; failure: string }[] = [];
	for (const event of events) {
		try {
			await reaction.run(tenant, event);
		} catch (error) {
			const { error: name, message } = errorFields(error);
			failed.push({ id: event.id, failure: `${reaction.name}: ${name}: ${message}` });
		}
	}
	return failed;
}
