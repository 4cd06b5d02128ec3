import { machineTenant } from "#app/identity/viewer.server.ts";
import { type Business, beginFirstTries, beginTry, type DueEvent, failTry, finishEvents } from "#app/platform/delivery.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { reactions } from "./reactions.ts";

type Failures = Map<string, string[]>;

/**
 * Runs the reactions of one business's events, then takes them off the outbox. One that fails keeps no other from its turn, and no other event; what
 * failed is written down, and the sweeper brings that event again, until it was tried often enough. Events that come for the first time are answered
 * together; one that was tried before may be what took a worker down, and waits until those are done. @throws only when not even that could be written
 */
export async function deliverEvents(scope: Scope, pointers: readonly EventPointer[], registry: Reaction[] = reactions): Promise<void> {
	const [where] = pointers;
	if (!where) return;
	const ids = [...new Set(pointers.map(({ eventId }) => eventId))];
	const begun = ids.length > 1 ? await beginFirstTries(scope, where, ids) : [];
	await answer(scope, where, begun, registry);
	const met = new Set(begun.map(({ id }) => id));
	for (const eventId of ids) {
		if (met.has(eventId)) continue;
		const event = await beginTry(scope, { ...where, eventId });
		if (event) await answer(scope, where, [event], registry);
	}
}

/** What takes all at once goes first, and what needs no more is done: a sale waits for nobody's mail. Then each of the others by itself. */
async function answer(scope: Scope, where: Business, events: readonly DueEvent[], registry: Reaction[]): Promise<void> {
	const failures: Failures = new Map();
	for (const reaction of registry.filter(({ together }) => together))
		await reactTogether(scope, where, reaction, concernedBy(reaction, events), failures);
	const alone = registry.filter(({ together }) => !together);
	const needsMore = ({ type }: DueEvent) => alone.some(({ on }) => on.some((kind) => kind.type === type));
	await settle(
		scope,
		where,
		events.filter((event) => !needsMore(event)),
		failures,
	);
	for (const event of events.filter(needsMore)) {
		for (const reaction of alone) for (const each of concernedBy(reaction, [event])) await react(scope, where, reaction, each, failures);
		await settle(scope, where, [event], failures);
	}
}

function concernedBy({ on }: Reaction, events: readonly DueEvent[]): DueEvent[] {
	return events.filter(({ type }) => on.some((kind) => kind.type === type));
}

async function reactTogether(scope: Scope, where: Business, reaction: Reaction, events: DueEvent[], failures: Failures): Promise<void> {
	const [first, ...others] = events;
	if (first && others.length > 0) {
		try {
			return await reaction.run(machineTenant(scope, where, reaction.name), first, ...others);
		} catch (error) {
			// One of them is at fault; each by itself tells which.
			log("warn", "reaction.not_together", {
				requestId: scope.requestId,
				reaction: reaction.name,
				events: events.length,
				...errorFields(error),
			});
		}
	}
	for (const event of events) await react(scope, where, reaction, event, failures);
}

async function react(scope: Scope, where: Business, reaction: Reaction, event: DueEvent, failures: Failures): Promise<void> {
	try {
		await reaction.run(machineTenant(scope, where, reaction.name), event);
	} catch (error) {
		const { error: name, message } = errorFields(error);
		failures.set(event.id, [...(failures.get(event.id) ?? []), `${reaction.name}: ${name}: ${message}`]);
	}
}

/** Events whose reactions were all run: they are done, or come again. */
async function settle(scope: Scope, where: Business, events: readonly DueEvent[], failures: Failures): Promise<void> {
	const done = events.filter(({ id }) => !failures.has(id)).map(({ id }) => id);
	if (done.length > 0) await finishEvents(scope, where, done);
	for (const { id, tries } of events) {
		const failed = failures.get(id);
		if (failed) await failTry(scope, { shard: where.shard, businessId: where.businessId, eventId: id }, tries, failed.join(" · "));
	}
}
