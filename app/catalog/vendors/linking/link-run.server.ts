import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { LinkingAsked } from "../events.server.ts";
import { idBy } from "../vendor.server.ts";

/** Where a going-through of a vendor's catalog stands. */

export type LinkRunState = "looking" | "weighing" | "planned" | "deciding" | "done" | "dropped";

/** Of the items no person has decided: what the rules make of them, and what of that is new. */
export type LinkCounts = {
	linked: number;
	review: number;
	unlinked: number;
	/** Linked to what they were not linked to before; no longer linked to what they were. */
	fresh: number;
	ended: number;
};
export const noLinkCounts: LinkCounts = { linked: 0, review: 0, unlinked: 0, fresh: 0, ended: 0 };

export type LinkRunRow = {
	id: string;
	vendorId: string;
	cause: "sync" | "person";
	isDry: number;
	state: LinkRunState;
	position: string;
	attempt: number;
	items: number;
	looked: number;
	weighed: number;
	counts: string;
	actorName: string;
	startedAt: number;
	finishedAt: number | null;
	undoneAt: number | null;
};

export type LinkRun = Omit<LinkRunRow, "isDry" | "counts" | "position" | "attempt"> & { isDry: boolean; counts: LinkCounts };

const columns = sql.raw(
	"id, vendorId, cause, isDry, state, position, attempt, items, looked, weighed, counts, actorName, startedAt, finishedAt, undoneAt",
);

export function linkRunBy(businessId: string, runId: string): Ask<LinkRunRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorLinkRuns WHERE businessId = ${businessId} AND id = ${runId}`);
}

/** The one that is under way, or waits for a person's word. */
export function openLinkRunBy(businessId: string, vendor: string): Ask<LinkRunRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorLinkRuns INDEXED BY vendorLinkRuns_one_at_a_time
		WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, vendor)} AND state IN ('looking', 'weighing', 'planned', 'deciding')`);
}

/** The newest of a vendor. */
export function lastLinkRunBy(businessId: string, vendor: string): Ask<LinkRunRow | undefined> {
	return first(sql`SELECT ${columns} FROM vendorLinkRuns INDEXED BY vendorLinkRuns_by_vendor
		WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, vendor)} ORDER BY id DESC LIMIT 1`);
}

export function linkRunOf({ isDry, counts, position: _, attempt: __, ...run }: LinkRunRow): LinkRun {
	return { ...run, isDry: isDry === 1, counts: { ...noLinkCounts, ...JSON.parse(counts) } };
}

export const isLinking = ({ state }: Pick<LinkRunRow, "state">): boolean =>
	state === "looking" || state === "weighing" || state === "deciding";

type Moved = Partial<
	Pick<LinkRunRow, "state" | "position" | "looked" | "weighed" | "items" | "isDry" | "attempt" | "finishedAt" | "undoneAt">
> & {
	counts?: LinkCounts;
};

/** Moves a run on from where it was read; somebody who has moved it meanwhile fails the batch. */
export function moveLinkRunIn(work: Work, { id, state, position, attempt }: LinkRunRow, { counts, ...moved }: Moved): void {
	const { businessId } = work;
	work.guard(sql`SELECT 1 FROM vendorLinkRuns WHERE businessId = ${businessId} AND id = ${id} AND state = ${state} AND position = ${position}
		AND attempt = CAST(${attempt} AS INTEGER)`);
	const set: SQL[] = Object.entries(moved).map(([column, value]) => sql`${sql.raw(column)} = ${value}`);
	if (counts) set.push(sql`counts = ${JSON.stringify(counts)}`);
	work.add(sql`UPDATE vendorLinkRuns SET ${sql.join(set, sql`, `)} WHERE businessId = ${businessId} AND id = ${id}`);
}

/** Orders that somebody goes on with it. */
export function askToLinkIn(work: Work, runId: string): void {
	work.record(LinkingAsked, { subject: { type: "vendor-link-run", id: runId }, data: { runId } });
}
