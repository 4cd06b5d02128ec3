import { z } from "zod";
import { AnyId, Page } from "#app/platform/input.ts";

export const ListEvents = z.object({
	...Page,
	type: z.string().max(80).optional(),
	subjectId: AnyId.optional(),
	actorId: AnyId.optional(),
	subjectType: z.string().max(40).optional(),
	storeId: AnyId.optional(),
	deviceId: AnyId.optional().describe("The till it was done at"),
	ip: z.string().trim().max(64).optional().describe("The address it came from"),
	/** ISO 8601 instants, from inclusive, until exclusive. */
	from: z.iso.datetime({ offset: true }).optional(),
	until: z.iso.datetime({ offset: true }).optional(),
});

export const ListLetters = z.object({ ...Page, state: z.enum(["dead", "replayed", "discarded"]).default("dead") });
export const Letter = z.object({ letterId: AnyId });

export const ListSeals = z.object({ ...Page, from: z.coerce.number().int().positive().default(1).describe("The first number") });

/** `anchor`: the number and hash of a seal that was written down elsewhere. Without `anew`, a check that was not finished goes on. */
export const VerifyEvents = z.object({
	anew: z.boolean().default(true),
	anchor: z.object({ number: z.int().positive(), hash: z.string().trim().min(1, "not empty").max(100) }).optional(),
});
