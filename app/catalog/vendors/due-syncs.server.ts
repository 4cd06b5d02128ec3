import { sql } from "drizzle-orm";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { second } from "#app/platform/time.ts";
import { startSync } from "./start-sync.server.ts";
import type { SyncOrder } from "./sync/run-sync.server.ts";

/** Between the end of a lease and somebody else taking the run up, its own message may still come. */
const grace = 30 * second;
const most = 200;

/** Begins the readings that are due, and sends again the runs that nobody is at. @returns how many of each */
export async function dueSyncs(scope: Scope, shard: number): Promise<{ started: number; takenUp: number }> {
	const { due, stalled } = await shardOf(scope, shard).read({
		due: many<{ businessId: string; id: string }>(
			sql`SELECT businessId, id FROM vendors INDEXED BY vendors_due WHERE nextSyncAt <= ${scope.now} ORDER BY nextSyncAt LIMIT CAST(${most} AS INTEGER)`,
		),
		stalled: many<{ businessId: string; id: string }>(sql`SELECT businessId, id FROM vendorSyncRuns INDEXED BY vendorSyncRuns_leases
			WHERE status IN ('queued', 'running') AND leaseUntil <= ${scope.now - grace} LIMIT CAST(${most} AS INTEGER)`),
	});
	let started = 0;
	for (const { businessId, id } of due) {
		const { runId } = await startSync(machineTenant(scope, { businessId, shard }, "catalog sync"), { vendor: id, cause: "schedule" });
		if (runId !== null) started += 1;
	}
	for (const { businessId, id } of stalled) await scope.env.SYNCS.send({ syncRunId: id, shard, businessId } satisfies SyncOrder);
	return { started, takenUp: stalled.length };
}
