import { z } from "zod";
import { AnyId, Page } from "#app/platform/input.ts";

export const ListEvents = z.object({
	...Page,
	type: z.string().max(80).optional(),
	subjectId: AnyId.optional(),
	actorId: AnyId.optional(),
	storeId: AnyId.optional(),
	/** ISO 8601 instants, from inclusive, until exclusive. */
	from: z.iso.datetime({ offset: true }).optional(),
	until: z.iso.datetime({ offset: true }).optional(),
});

export const ListLetters = z.object({ ...Page, state: z.enum(["dead", "replayed", "discarded"]).default("dead") });
export const Letter = z.object({ letterId: AnyId });
