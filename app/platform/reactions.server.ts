import type { EventKind, StoredEvent } from "./events.server.ts";
import type { Tenant } from "./tenant.server.ts";

/**
 * What follows from a fact: after it, at least once, in any order. A reaction acts on present truth, not on the message, and records its
 * outcome through a command whose key is `keyOf(event, name)`, so that a second delivery has no second effect.
 */
export type Reaction = {
	name: string;
	on: EventKind<object>[];
	/** It does nothing but tell open pages, which the command has tried itself. */
	tells?: true;
	/** For what every sale and every delivery sets off: it is given all that came at once. Where that throws, it is run again for each of them alone. */
	together?: true;
	run(tenant: Tenant, event: StoredEvent, ...others: StoredEvent[]): Promise<void>;
};

export function keyOf(event: StoredEvent, reaction: string): string {
	return `${event.id}:${reaction}`;
}
