/** What was read of a shop and set there, as its history tells it. Pure. */

/** The shop was asked for its orders; all that is sold there was read; what changed here was set there. */
export const runKinds = ["orders", "goods", "levels"] as const;
export type RunKind = (typeof runKinds)[number];
/** The timetable; a person; a change here. */
export const runCauses = ["schedule", "person", "change"] as const;
export type RunCause = (typeof runCauses)[number];
/** `partly`: some of it could not be done. */
export const runOutcomes = ["nothing", "changed", "partly", "failed"] as const;
export type RunOutcome = (typeof runOutcomes)[number];
/** What a run came to so far. `startedAt` is ms UTC; all else are counts. */
export type Tally = {
	kind: RunKind;
	startedAt: number;
	pages: number;
	/** What was looked at. */
	read: number;
	/** What of it was news here. */
	changed: number;
	/** What was set there. */
	pushed: number;
	/** What was left as it is. */
	skipped: number;
	/** What could not be done: refused, nobody can read it, or a person is to look. */
	failed: number;
};

export function newTally(kind: RunKind, startedAt: number): Tally {
	return { kind, startedAt, pages: 0, read: 0, changed: 0, pushed: 0, skipped: 0, failed: 0 };
}
