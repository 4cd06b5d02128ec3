import type { Shown } from "#app/inbox/rules.ts";

/** What became of a message while somebody changes it. `changed`: it still waits, and says something else or goes at another time. */
export type Meanwhile = "gone" | "left" | "failed" | "changed";

/** What became of a message since it was opened to be changed, by what is known of it now (undefined: nothing is). @returns null while it waits as it was opened */
export function meanwhile(opened: Shown, now: Shown | undefined): Meanwhile | null {
	if (!now || now.version <= opened.version) return null;
	if (now.isDeleted) return "gone";
	if (now.state === "failed") return "failed";
	if (now.state !== "scheduled" && now.state !== "queued") return "left";
	return now.text === opened.text && now.dueAt === opened.dueAt ? null : "changed";
}
