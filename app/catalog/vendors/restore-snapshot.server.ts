import { sql } from "drizzle-orm";
import type { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { SnapshotRef } from "./input.ts";
import type { Format } from "./reading/read-catalog.ts";
import { atOnce } from "./receive-upload.server.ts";
import { startSync } from "./start-sync.server.ts";
import { goOnWith } from "./sync/run-sync.server.ts";
import { idBy, mustExist, stateBy, vendorBy } from "./vendor.server.ts";

const keptSnapshot = query({
	name: "catalog.kept-snapshot",
	needs: "catalog:sync",
	input: SnapshotRef,
	async run({ db }, { vendor: key, hash }) {
		const { businessId } = db;
		const { vendor, state, row } = await db.read({
			vendor: vendorBy(businessId, key),
			state: stateBy(businessId, key),
			row: first<{ hash: string; bytes: number; format: Format }>(sql`SELECT hash, bytes, format FROM vendorSnapshots
				WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)} AND hash = ${hash}`),
		});
		const { id } = mustExist(vendor);
		return { vendor: id, upload: row ?? refuse("not_found", "snapshot_not_found"), isCurrent: state?.snapshotHash === hash };
	},
});

/**
 * Makes the catalog what it was in a snapshot: read anew like a file that was sent, so everything about it is as with any reading, and whoever asked
 * for it has said that a smaller one is meant. It stays so until the vendor's own changes again.
 * @throws Refusal `vendor_not_found`, `snapshot_not_found`, `conflict / snapshot_is_current`, `conflict / sync_running`
 */
export async function restoreSnapshot(tenant: Tenant, input: z.input<typeof SnapshotRef>, { key = null }: { key?: string | null } = {}) {
	const { vendor, isCurrent, upload } = await keptSnapshot(tenant, input);
	if (isCurrent && key === null) refuse("conflict", "snapshot_is_current");
	const started = await startSync(tenant, { vendor, cause: "person", upload, isRestored: true }, { key });
	if (started.runId === null) return refuse("conflict", "sync_running");
	await goOnWith(tenant.scope, { syncRunId: started.runId, shard: tenant.shard, businessId: tenant.businessId }, atOnce);
	return { runId: started.runId, vendorId: started.vendorId };
}
