import { sql } from "drizzle-orm";
import { z } from "zod";
import { managersToTell } from "#app/identity/recipients.server.ts";
import { onBehalfOf } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { mailNeeds, sendMail } from "#app/platform/mail/mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { instant } from "#app/platform/time.ts";
import {
	CatalogSynced,
	LinkingAsked,
	SyncApproved,
	SyncBroke,
	SyncHeld,
	SyncRecovered,
	SyncRejected,
	SyncStarted,
} from "./events.server.ts";
import { goOnLinking } from "./linking/go-on-linking.server.ts";
import { startLinking } from "./linking/start-linking.server.ts";
import { type SyncNews, syncMail } from "./mails.server.ts";
import type { SyncOrder } from "./sync/run-sync.server.ts";
import { shelfOf } from "./sync/snapshots.server.ts";

const OfRun = z.object({ runId: z.string(), name: z.string() });

/** Who is told of a vendor's catalog: those who may do something about it, and the vendor as it stands. */
const toTell = query({
	name: "catalog.sync-recipients",
	needs: "users:read",
	input: z.object({ vendorId: z.string() }),
	async run({ db }, { vendorId }) {
		return db.read({
			people: managersToTell(db.businessId),
			vendor: first<{ slug: string; name: string }>(
				sql`SELECT slug, name FROM vendors WHERE businessId = ${db.businessId} AND id = ${vendorId}`,
			),
		});
	},
});

async function tell(tenant: Tenant, vendorId: string, key: string, news: SyncNews): Promise<void> {
	// A notice, not the act: it stands on the home page too.
	if (mailNeeds(tenant.scope.cfg).length > 0) return;
	const { people, vendor } = await toTell(tenant, { vendorId });
	if (!vendor) return;
	for (const person of people)
		await sendMail(tenant, syncMail(tenant.scope.cfg, person, vendor, news), {
			key: `${key}:${person.id}`,
			purpose: `catalog_${news.kind}`,
		});
}

const snapshotOfRun = query({
	name: "catalog.snapshot-of-run",
	needs: "catalog:sync",
	input: z.object({ runId: z.string() }),
	async run({ db }, { runId }) {
		const { row } = await db.read({
			row: first<{ vendorId: string; hash: string }>(sql`SELECT r.vendorId, r.snapshotHash AS hash FROM vendorSyncRuns AS r
				WHERE r.businessId = ${db.businessId} AND r.id = ${runId} AND r.snapshotHash IS NOT NULL
					AND NOT EXISTS (SELECT 1 FROM vendorSnapshots AS s WHERE s.businessId = r.businessId AND s.vendorId = r.vendorId AND s.hash = r.snapshotHash)
					AND NOT EXISTS (SELECT 1 FROM vendorSyncRuns AS later INDEXED BY vendorSyncRuns_by_vendor WHERE later.businessId = r.businessId AND later.vendorId = r.vendorId
						AND later.id > r.id AND later.snapshotHash = r.snapshotHash)`),
		});
		return row ?? null;
	},
});

export const vendorReactions: Reaction[] = [
	{
		name: "catalog.send-sync",
		on: [SyncStarted, SyncApproved],
		async run(tenant, event) {
			const order: SyncOrder = { syncRunId: OfRun.parse(event.data).runId, shard: tenant.shard, businessId: tenant.businessId };
			await tenant.scope.env.SYNCS.send(order);
		},
	},
	{
		name: "catalog.forget-rejected-snapshot",
		on: [SyncRejected],
		async run(tenant, event) {
			const snapshot = await snapshotOfRun(tenant, { runId: OfRun.parse(event.data).runId });
			if (!snapshot) return;
			const shelf = shelfOf(tenant, snapshot.vendorId);
			await shelf.bucket.delete(shelf.snapshot(snapshot.hash));
		},
	},
	{
		name: "catalog.link-after-sync",
		on: [CatalogSynced],
		async run(tenant, event) {
			await startLinking(tenant, { vendor: event.subjectId, cause: "sync" }, { key: keyOf(event, "catalog.link-after-sync") });
		},
	},
	{
		name: "catalog.go-on-linking",
		on: [LinkingAsked],
		run: ({ scope, businessId, shard }, event) =>
			goOnLinking(() => onBehalfOf({ ...scope, now: instant() }, { businessId, shard }, event), event.subjectId),
	},
	{
		name: "catalog.mail-sync",
		on: [SyncBroke, SyncHeld, SyncRecovered],
		async run(tenant, event) {
			const key = keyOf(event, "catalog.mail-sync");
			if (event.type === SyncBroke.type) await tell(tenant, event.subjectId, key, { kind: "broke", error: String(event.data.error) });
			else if (event.type === SyncRecovered.type) await tell(tenant, event.subjectId, key, { kind: "recovered" });
			else await tell(tenant, event.subjectId, key, { kind: "held", items: Number(event.data.items), before: Number(event.data.before) });
		},
	},
];
