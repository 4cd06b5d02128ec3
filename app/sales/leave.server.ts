import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse } from "#app/platform/errors.ts";

/** What somebody may only do with another's leave, and the right that makes leave unnecessary. */
const rights = { discount: "sales:discount", refund: "sales:refund" } as const;
export type RiskyAct = keyof typeof rights;

/** Whether somebody may do a risky act alone. */
export function mayAlone(viewer: Viewer, act: RiskyAct): boolean {
	return viewer.permissions.has(rights[act]);
}

/**
 * Who allowed a risky act: nobody needs to where the right is one's own ("").
 * @throws Refusal `forbidden / approval_needed` naming the act and the right
 */
export function leaveFor(viewer: Viewer, act: RiskyAct, details: Record<string, unknown> = {}): string {
	if (mayAlone(viewer, act)) return "";
	refuse("forbidden", "approval_needed", { act, permission: rights[act], ...details });
}
