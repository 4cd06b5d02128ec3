import { sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Work } from "#app/platform/work.server.ts";
import { type Approvable, approvable } from "./permissions.ts";
import type { Viewer } from "./viewer.server.ts";

/** What another room's command needs of approvals: one question in its read, one call where it decides. */

export type Approval = {
	id: string;
	act: string;
	storeId: string;
	deviceId: string;
	askedBy: string;
	approvedBy: string;
	name: string;
	expiresAt: number;
	usedAt: number | null;
};

/** Leave that was given for an act: by whom, and which approval it was. */
export type Leave = { id: string; name: string; approvalId: string };

/** What an act's event says of the leave it was done with; nothing where none was needed. */
export function leaveTold(leave: Leave | null | undefined): { approvedBy?: string; approvalId?: string } {
	return leave ? { approvedBy: leave.name, approvalId: leave.approvalId } : {};
}

/** The approval a command was given; rides in its read. */
export function approvalOf(businessId: string, approvalId: string | undefined): Ask<Approval | undefined> {
	return first<Approval>(sql`SELECT a.id, a.act, a.storeId, a.deviceId, a.askedBy, a.approvedBy, u.name, a.expiresAt, a.usedAt
		FROM approvals a JOIN users u ON u.businessId = a.businessId AND u.id = a.approvedBy
		WHERE a.businessId = ${businessId} AND a.id = ${approvalId ?? ""}`);
}

/**
 * Who allowed a risky act in a store: null where whoever does it may do it alone. Otherwise the approval is used up in the same batch, so that of two
 * acts under one approval one goes through.
 *
 * @throws Refusal `forbidden / approval_needed`, `conflict / approval_used`, `approval_expired`; each with `act`, `permission`
 */
export function leaveIn(
	work: Work,
	viewer: Viewer,
	act: Approvable,
	{ storeId, approval, ...details }: { storeId: string; approval: Approval | undefined; [detail: string]: unknown },
): Leave | null {
	const permission = approvable[act];
	if (viewer.permissions.has(permission)) return null;
	const isFor =
		approval?.act === act &&
		approval.storeId === storeId &&
		approval.deviceId === viewer.device?.id &&
		approval.askedBy === viewer.actor.id;
	const asked = { act, permission, ...details };
	if (!isFor) refuse("forbidden", "approval_needed", asked);
	if (approval.usedAt !== null) refuse("conflict", "approval_used", asked);
	if (approval.expiresAt <= work.now) refuse("conflict", "approval_expired", asked);
	return useUpIn(work, approval);
}

/** What somebody did while nobody could be asked, `at` an instant by our clock. */
type DoneThen = { act: Approvable; storeId: string; deviceId: string; actorId: string; at: number };

/** Leave that had been given for something that is only told now: null where it was given for another act, was used, or had run out when it was done. */
export function leaveThenIn(work: Work, approval: Approval | undefined, { act, storeId, deviceId, actorId, at }: DoneThen): Leave | null {
	const isFor = approval?.act === act && approval.storeId === storeId && approval.deviceId === deviceId && approval.askedBy === actorId;
	return isFor && approval.usedAt === null && at < approval.expiresAt ? useUpIn(work, approval) : null;
}

/** Of two acts under one approval one goes through. */
function useUpIn(work: Work, approval: Approval): Leave {
	const mine = sql`businessId = ${work.businessId} AND id = ${approval.id}`;
	work.guard(sql`SELECT 1 FROM approvals WHERE ${mine} AND usedAt IS NULL`);
	work.add(sql`UPDATE approvals SET usedAt = ${work.now} WHERE ${mine}`);
	return { id: approval.approvedBy, name: approval.name, approvalId: approval.id };
}
