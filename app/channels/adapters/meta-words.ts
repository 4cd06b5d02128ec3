import { z } from "zod";
import type { TalkSaid } from "../talk.ts";

/** What Meta's platforms write alike. Pure. */

/** ms UTC of seconds, milliseconds or a date, as a number or as text; 0 where it is none of them. */
export function instantIn(time: unknown): number {
	if (typeof time !== "number" && typeof time !== "string") return 0;
	const number = Number(time);
	const at = Number.isFinite(number) ? (number < 100_000_000_000 ? number * 1000 : number) : Date.parse(String(time));
	return Number.isFinite(at) && at > 0 ? Math.trunc(at) : 0;
}

/** Ids come as text, and now and then as numbers. */
export const Id = z.union([z.string(), z.number()]).transform(String);

/** An id that may not be there: left out, null or empty. */
export const MaybeId = z
	.union([z.string(), z.number(), z.null()])
	.optional()
	.transform((id) => (id === undefined || id === null || id === "" ? undefined : String(id)));

/** A list of which what cannot be read is left out, rather than all of it. */
export const Several = z.array(z.unknown()).catch([]);

/** JSON, or undefined. */
export function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** What we do not know is kept as it came, as far as it is small. */
export function keptOf(raw: unknown): Record<string, unknown> {
	const text = JSON.stringify(raw) ?? "null";
	return text.length <= 4000 ? { raw } : { raw: text.slice(0, 4000) };
}

export function nothing(reason: string): TalkSaid {
	return { kind: "nothing", reason: reason.slice(0, 100) };
}
export function unreadable(reason: string): TalkSaid {
	return { kind: "unreadable", reason: reason.slice(0, 100) };
}

/** Without the entries that are not there. */
export function present(details: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}
