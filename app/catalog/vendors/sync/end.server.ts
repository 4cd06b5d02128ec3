import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { CatalogSynced, SyncBroke, SyncFailed, SyncHeld, SyncRecovered } from "../events.server.ts";
import type { RunRow, SyncState } from "../vendor.server.ts";
import { stillHeld } from "./steps.server.ts";

/** How a reading ends: it became the catalog, it changed nothing, it failed, or a person is asked. */

const HeldRun = z.object({ runId: z.string(), fence: z.int() });

/** The run, its vendor's name and state, in one read. */
function about(businessId: string, runId: string) {
	return {
		run: first<
			RunRow & { name: string }
		>(sql`SELECT r.*, v.name FROM vendorSyncRuns AS r JOIN vendors AS v ON v.businessId = r.businessId AND v.id = r.vendorId
			WHERE r.businessId = ${businessId} AND r.id = ${runId}`),
		state:
			first<SyncState>(sql`SELECT s.* FROM vendorSyncRuns AS r JOIN vendorSyncStates AS s ON s.businessId = r.businessId AND s.vendorId = r.vendorId
			WHERE r.businessId = ${businessId} AND r.id = ${runId}`),
	};
}

function recoveredIn(work: Work, run: RunRow & { name: string }, state: SyncState): void {
	const subject = { type: "vendor", id: run.vendorId };
	if (state.failingSince !== null) work.record(SyncRecovered, { subject, data: { runId: run.id, name: run.name } });
}

/** The rows are as no snapshot has them, so the same bytes as before are read again and not taken for what stands. */
const asNoSnapshot = sql`, snapshotHash = NULL, contentHash = NULL`;

const Finish = HeldRun.extend({
	/** There once and not now: ids as a JSON list. Those that were missing before count as gone. */
	missing: z.string(),
	newlyMissing: z.int(),
	deleted: z.int(),
	contentHash: z.string(),
	/** Only part of the catalog was read: it says nothing of what it does not hold. */
	partial: z.boolean(),
});

/** The reading is the catalog now; what is missing is marked, and everything about it is written down, at once. */
export const finishRun = command({
	name: "catalog.finish-sync",
	needs: "catalog:sync",
	input: Finish,
	async run({ db, work, now }, { missing, newlyMissing, deleted, contentHash, partial, ...held }) {
		const { businessId } = work;
		const { run, state } = await db.read(about(businessId, held.runId));
		if (!run || !state) return known({ finished: false });
		const { vendorId, created, updated } = run;
		const items = run.items ?? 0;
		const changed = created + updated + newlyMissing + deleted > 0;
		const mine = sql`businessId = ${businessId} AND vendorId = ${vendorId}`;
		work.guard(stillHeld(businessId, held));
		if (newlyMissing + deleted > 0) {
			const listed = sql`catalogId IN (SELECT value FROM json_each(${missing}))`;
			work.add(
				sql`UPDATE vendorCatalogItems SET deletedAt = ${now} WHERE ${mine} AND missingSince IS NOT NULL AND deletedAt IS NULL AND ${listed}`,
			);
			work.add(
				sql`UPDATE vendorCatalogItems SET missingSince = ${now}, lastSeenAt = ${state.lastGoodAt} WHERE ${mine} AND missingSince IS NULL AND ${listed}`,
			);
		}
		work.add(sql`UPDATE vendorSyncRuns SET status = ${changed ? "done" : "unchanged"}, phase = 'over', missing = ${newlyMissing}, deleted = ${deleted},
			unchanged = ${items - created - updated}, finishedAt = ${now} WHERE businessId = ${businessId} AND id = ${run.id}`);
		// A part is no catalog to hold another against. After one the rows are no snapshot's: what brings them back to one makes it the catalog anew.
		const becomes = !partial && (changed || (state.snapshotHash === null && items > 0));
		if (becomes)
			work.add(sql`INSERT INTO vendorSnapshots (businessId, vendorId, hash, format, bytes, items, contentHash, runId, takenAt)
				VALUES (${businessId}, ${vendorId}, ${run.snapshotHash}, ${run.format}, ${run.bytes}, ${items}, ${contentHash}, ${run.id}, ${now})
				ON CONFLICT (businessId, vendorId, hash) DO UPDATE SET runId = excluded.runId, takenAt = excluded.takenAt`);
		const whole = partial
			? sql`items = items + ${created} ${changed ? asNoSnapshot : sql``}`
			: sql`items = ${items}, missing = ${newlyMissing}, contentHash = ${contentHash}
				${becomes ? sql`, snapshotHash = ${run.snapshotHash}` : sql``}
				${run.source === "crawl" ? sql`, pages = ${run.pages}, etag = ${run.pages} ->> '$[0].etag'` : sql``}`;
		work.add(sql`UPDATE vendorSyncStates SET health = 'ok', lastRunId = ${run.id}, lastGoodAt = ${now}, failingSince = NULL, error = NULL, created = ${created},
			updated = ${updated}, deleted = ${deleted}, unchanged = ${items - created - updated}, durationMs = ${now - run.startedAt}, ${whole} WHERE ${mine}`);
		if (changed)
			work.record(CatalogSynced, {
				subject: { type: "vendor", id: vendorId },
				data: { runId: run.id, name: run.name, created, updated, deleted, missing: newlyMissing },
			});
		recoveredIn(work, run, state);
		return known({ finished: true });
	},
});

/** The very bytes, or pages, of last time: nothing is read, and nothing but the run is written. */
export const finishUnchanged = command({
	name: "catalog.finish-unchanged-sync",
	needs: "catalog:sync",
	input: HeldRun,
	async run({ db, work, now }, held) {
		const { businessId } = work;
		const { run, state } = await db.read(about(businessId, held.runId));
		if (!run || !state) return known({ finished: false });
		work.guard(stillHeld(businessId, held));
		work.add(sql`UPDATE vendorSyncRuns SET status = 'unchanged', phase = 'over', items = ${state.items}, itemsBefore = ${state.items}, unchanged = ${state.items},
			snapshotHash = ${state.snapshotHash}, finishedAt = ${now} WHERE businessId = ${businessId} AND id = ${run.id}`);
		work.add(sql`UPDATE vendorSyncStates SET health = 'ok', lastRunId = ${run.id}, lastGoodAt = ${now}, failingSince = NULL, error = NULL, created = 0, updated = 0,
			deleted = 0, unchanged = items, durationMs = ${now - run.startedAt} ${run.source === "crawl" ? sql`, pages = ${run.pages}` : sql``}
			WHERE businessId = ${businessId} AND vendorId = ${run.vendorId}`);
		recoveredIn(work, run, state);
		return known({ finished: true });
	},
});

/** Far fewer items than last time: nothing is changed until a person has said that it is so. */
export const holdRun = command({
	name: "catalog.hold-sync",
	needs: "catalog:sync",
	input: HeldRun.extend({ items: z.int(), before: z.int() }),
	async run({ db, work }, { items, before, ...held }) {
		const { businessId } = work;
		const { run } = await db.read(about(businessId, held.runId));
		if (!run) return known({ held: false });
		work.guard(stillHeld(businessId, held));
		work.add(
			sql`UPDATE vendorSyncRuns SET status = 'waiting', items = ${items}, itemsBefore = ${before} WHERE businessId = ${businessId} AND id = ${run.id}`,
		);
		work.add(
			sql`UPDATE vendorSyncStates SET health = 'waiting', lastRunId = ${run.id} WHERE businessId = ${businessId} AND vendorId = ${run.vendorId}`,
		);
		work.record(SyncHeld, { subject: { type: "vendor", id: run.vendorId }, data: { runId: run.id, name: run.name, items, before } });
		return known({ held: true });
	},
});

/** It came to nothing, and the catalog stays as it was. The first of several in a row is told to people. */
export const failRun = command({
	name: "catalog.fail-sync",
	needs: "catalog:sync",
	input: HeldRun.extend({ error: z.string(), details: z.record(z.string(), z.unknown()) }),
	async run({ db, work, now }, { error, details, ...held }) {
		const { businessId } = work;
		const { run, state } = await db.read(about(businessId, held.runId));
		if (!run || !state) return known({ failed: false });
		work.guard(stillHeld(businessId, held));
		work.add(sql`UPDATE vendorSyncRuns SET status = 'failed', phase = 'over', error = ${error}, errorDetails = ${JSON.stringify(details)}, finishedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${run.id}`);
		work.add(sql`UPDATE vendorSyncStates SET health = 'failing', lastRunId = ${run.id}, failingSince = COALESCE(failingSince, ${now}), error = ${error},
			durationMs = ${now - run.startedAt} ${run.created + run.updated > 0 ? asNoSnapshot : sql``} WHERE businessId = ${businessId} AND vendorId = ${run.vendorId}`);
		const fact = { subject: { type: "vendor", id: run.vendorId }, data: { runId: run.id, name: run.name, error } };
		work.record(state.failingSince === null ? SyncBroke : SyncFailed, fact);
		return known({ failed: true });
	},
});
