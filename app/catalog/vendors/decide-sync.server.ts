import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { SyncApproved, SyncRejected } from "./events.server.ts";
import { RunRef } from "./input.ts";
import { idBy, mustBeFor, mustExist, type RunRow, vendorBy } from "./vendor.server.ts";

/** What a person answers when a catalog has shrunk: it is so, or it is not. */

type Decided = { runId: string; vendorId: string };

function decision(name: string, kind: "approved" | "rejected") {
	return command<typeof RunRef, Decided>({
		name,
		needs: "catalog:sync",
		input: RunRef,
		async run({ db, work, principal, now }, { vendor: key, runId }) {
			const { businessId } = db;
			const { vendor, run } = await db.read({
				vendor: vendorBy(businessId, key),
				run: first<RunRow>(
					sql`SELECT * FROM vendorSyncRuns WHERE businessId = ${businessId} AND id = ${runId} AND vendorId = ${idBy(businessId, key)}`,
				),
			});
			const { id, name } = mustExist(vendor);
			mustBeFor(await principal(), mustExist(vendor));
			if (!run) return refuse("not_found", "sync_run_not_found");
			if (run.status !== "waiting") refuse("conflict", "sync_not_waiting", { status: run.status });
			const mine = sql`businessId = ${businessId} AND id = ${runId}`;
			work.guard(sql`SELECT 1 FROM vendorSyncRuns WHERE ${mine} AND status = 'waiting'`);
			const { actor } = await principal();
			if (kind === "approved")
				work.add(
					sql`UPDATE vendorSyncRuns SET status = 'queued', phase = 'comparing', approvedBy = ${actor.name}, leaseUntil = ${now} WHERE ${mine}`,
				);
			else {
				work.add(sql`UPDATE vendorSyncRuns SET status = 'rejected', phase = 'over', error = 'refused', finishedAt = ${now} WHERE ${mine}`);
				work.add(
					sql`UPDATE vendorSyncStates SET health = iif(lastGoodAt IS NULL, 'never', 'ok') WHERE businessId = ${businessId} AND vendorId = ${id}`,
				);
			}
			work.record(kind === "approved" ? SyncApproved : SyncRejected, { subject: { type: "vendor", id }, data: { runId, name } });
			return known({ runId, vendorId: id });
		},
	});
}

/** The catalog has really become so small: the run goes on. @throws Refusal `sync_run_not_found`, `conflict / sync_not_waiting` */
export const approveSync: (tenant: Tenant, input: unknown, options?: { key?: string | null }) => Promise<Decided> = decision(
	"catalog.approve-sync",
	"approved",
);
/** Something was wrong with the source: the run is dropped and nothing changes. @throws as approving */
export const rejectSync: typeof approveSync = decision("catalog.reject-sync", "rejected");
