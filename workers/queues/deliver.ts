import { machineTenant } from "#app/identity/viewer.server.ts";
import { beginTry, failTry, finishEvent } from "#app/platform/delivery.server.ts";
import type { EventPointer } from "#app/platform/events.server.ts";
import { errorFields } from "#app/platform/log.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { reactions } from "./reactions.ts";

/**
 * Runs an event's reactions, then takes it off the outbox. One that fails keeps no other from its turn; what failed is written down, and the
 * sweeper brings the event again, until it was tried often enough. @throws only when not even that could be written
 */
export async function deliverEvent(scope: Scope, pointer: EventPointer, registry: Reaction[] = reactions): Promise<void> {
	const event = await beginTry(scope, pointer);
	if (!event) return;
	const failures: string[] = [];
	for (const reaction of registry.filter(({ on }) => on.some((kind) => kind.type === event.type))) {
		try {
			await reaction.run(machineTenant(scope, pointer, reaction.name), event);
		} catch (error) {
			const { error: name, message } = errorFields(error);
			failures.push(`${reaction.name}: ${name}: ${message}`);
		}
	}
	if (failures.length === 0) await finishEvent(scope, pointer);
	else await failTry(scope, pointer, event.tries, failures.join(" · "));
}
