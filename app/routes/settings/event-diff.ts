import { isoInstant } from "#app/platform/time.ts";

/** What an act changed, field by field, out of the `before` and `after` its event keeps. Pure. */

export type Change = { field: string; before: string | null; after: string | null };

/** @returns what is another in `after`; without a `before`, everything that was said */
export function changesIn({ before, after }: Record<string, unknown>): Change[] {
	if (!isRecord(after)) return [];
	const was = isRecord(before) ? before : {};
	const fields = [...new Set([...Object.keys(was), ...Object.keys(after)])].filter((field) => !["version", "updatedAt"].includes(field));
	return fields
		.map((field) => ({ field, before: told(field, was[field]), after: told(field, after[field]) }))
		.filter((change) => change.before !== change.after);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as one line; null for nothing. */
function told(field: string, value: unknown): string | null {
	if (value === undefined || value === null || value === "") return null;
	if (typeof value === "number" && field.endsWith("At")) return isoInstant(value).slice(0, 10);
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}
