import { defineEvent } from "#app/platform/events.server.ts";
import type { MergeDoubt, Particular } from "./rules.ts";

/** What these say of a person stands in `sealed`, under a key that is thrown away with the person (secrets.server.ts); `changed` names the fields only. */
export const CustomerAdded = defineEvent<{ changed: Particular[]; sealed: string }>("customer.added");
export const CustomerEdited = defineEvent<{ changed: Particular[]; sealed: string }>("customer.edited");
export const CustomerArchived = defineEvent<Record<string, never>>("customer.archived");
export const CustomerRestored = defineEvent<Record<string, never>>("customer.restored");
export const CustomersMerged = defineEvent<{ mergeId: string; goneId: string; filled: Particular[]; doubts: MergeDoubt[] }>(
	"customer.merged",
	{ relayed: true },
);
export const CustomersParted = defineEvent<{ mergeId: string; goneId: string }>("customer.parted", { relayed: true });
export const ContactPointAdded = defineEvent<{ channel: string; connectionId: string }>("customer.contact_added");
/** Everybody they had been merged with is forgotten too: whoever keeps a name of theirs forgets it now. */
export const CustomerErased = defineEvent<{ customerIds: string[] }>("customer.erased", { relayed: true });
