import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { vendorToSync } from "./add-vendor.server.ts";
import type { Format } from "./reading/read-catalog.ts";
import { startSync } from "./start-sync.server.ts";
import { type Budget, goOnWith } from "./sync/run-sync.server.ts";
import { keepSnapshot, shelfOf } from "./sync/snapshots.server.ts";

/** What of an upload is done before it is answered; a larger one goes on by itself. */
export const atOnce: Budget = { ms: 10_000, chunks: 12 };

export type Upload = { body: ReadableStream<Uint8Array>; format: Format; cause: "person" | "service"; key: string | null };

/**
 * Keeps a catalog that was sent as it arrives, begins to read it, and reads as much of it as may be waited for.
 * @throws Refusal `vendor_not_found`, `conflict / sync_running`, `too_large`
 */
export async function receiveUpload(
	tenant: Tenant,
	vendor: string,
	{ body, format, cause, key }: Upload,
): Promise<{ runId: string; vendorId: string }> {
	const { vendorId, running } = await vendorToSync(tenant, { vendor });
	// Said before the bytes are taken; the command says it again.
	if (running && key === null) refuse("conflict", "sync_running", { runId: running.id, startedAt: running.startedAt });
	const kept = await keepSnapshot(shelfOf(tenant, vendorId), piecesOf(body));
	const started = await startSync(tenant, { vendor, cause, upload: { ...kept, format } }, { key });
	if (started.runId === null) refuse("conflict", "sync_running");
	await goOnWith(tenant.scope, { syncRunId: started.runId, shard: tenant.shard, businessId: tenant.businessId }, atOnce);
	return { runId: started.runId, vendorId: started.vendorId };
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => {});
	}
}
