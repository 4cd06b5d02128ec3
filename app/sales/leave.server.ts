import { type Approval, type Leave, leaveIn } from "#app/identity/approvals.server.ts";
import { approvable } from "#app/identity/permissions.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Work } from "#app/platform/work.server.ts";

/** What somebody at the counter may only do with another's leave. */
export type RiskyAct = "discount" | "refund";

/** Whether somebody may do a risky act alone. */
export function mayAlone(viewer: Viewer, act: RiskyAct): boolean {
	return viewer.permissions.has(approvable[act]);
}

/**
 * Who allowed a risky act: nobody needs to where the right is one's own (null). Leave that was given is used up in the same batch.
 * @throws Refusal `forbidden / approval_needed` naming the act and the right, `conflict / approval_used`, `approval_expired`
 */
export function leaveFor(
	work: Work,
	viewer: Viewer,
	act: RiskyAct,
	given: { storeId: string; approval: Approval | undefined; limit?: number },
): Leave | null {
	return leaveIn(work, viewer, act, given);
}
