import type { LinkRun } from "./link-run.server.ts";

/** Whether there is something of it that one act takes back. Only of a vendor's newest. */
export const isUndoable = ({ state, isDry, counts, undoneAt }: LinkRun): boolean =>
	(state === "done" || (state === "dropped" && !isDry)) && undoneAt === null && counts.fresh + counts.ended > 0;
