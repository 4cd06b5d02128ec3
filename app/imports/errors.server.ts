import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import type { RowIssue } from "./rules.ts";

export type Phase = "preview" | "run" | "undo";

/** How many rows of a phase are kept with their reasons. All of them are told by reading the file again. */
export const mostKept = 1000;

/** Keeps what is wrong with rows, as long as there is room. `before`: how many of this phase were wrong already. */
export function keepErrorsIn(
	work: Work,
	{ importId, phase, before }: { importId: string; phase: Phase; before: number },
	rows: readonly { row: number; name: string; issues: readonly RowIssue[] }[],
): void {
	const kept = rows.slice(0, Math.max(0, mostKept - before));
	if (kept.length === 0) return;
	work.add(sql`INSERT INTO importErrors (businessId, importId, phase, row, name, issues)
		SELECT ${work.businessId}, ${importId}, ${phase}, value ->> 'row', value ->> 'name', value -> 'issues' FROM json_each(${JSON.stringify(kept)})
		WHERE true ON CONFLICT DO NOTHING`);
}

/** Forgets what a phase found, before it begins again. */
export function forgetErrorsIn(work: Work, importId: string, phase: Phase): void {
	work.add(sql`DELETE FROM importErrors WHERE businessId = ${work.businessId} AND importId = ${importId} AND phase = ${phase}`);
}
