import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { SyncRejected, SyncStarted } from "./events.server.ts";
import { VendorKey } from "./input.ts";
import { formats } from "./reading/read-catalog.ts";
import { nextSync } from "./rules.ts";
import { idBy, liveRunBy, mustBeFor, mustExist, vendorBy } from "./vendor.server.ts";

export const StartSync = z.object({
	vendor: VendorKey,
	cause: z.enum(["person", "schedule", "service"]),
	/** What was sent along; without it the vendor's storefront is read. */
	upload: z.object({ hash: z.string(), bytes: z.int(), format: z.enum(formats) }).optional(),
	/** What is read is an older snapshot, and a person means it: it is not asked whether it may be smaller. */
	isRestored: z.boolean().default(false),
});

/**
 * Begins to read a vendor's catalog. One reading at a time; a question that still waits for a person is overtaken by it.
 * @throws Refusal `vendor_not_found`, `conflict / sync_running` with the run, `conflict / vendor_has_no_storefront`
 */
export const startSync = command<typeof StartSync, { runId: string; vendorId: string } | { runId: null; vendorId: string }>({
	name: "catalog.start-sync",
	needs: "catalog:sync",
	input: StartSync,
	async run({ db, work, principal, now }, { vendor: key, cause, upload, isRestored }) {
		const { businessId } = db;
		const { vendor, live, waiting, business } = await db.read({
			vendor: vendorBy(businessId, key),
			live: liveRunBy(businessId, key),
			waiting: many<{ id: string }>(sql`SELECT r.id FROM vendorSyncRuns AS r INDEXED BY vendorSyncRuns_waiting
				WHERE r.businessId = ${businessId} AND r.status = 'waiting' AND r.vendorId = ${idBy(businessId, key)}`),
			business: first<{ timeZone: string }>(sql`SELECT timeZone FROM businesses WHERE businessId = ${businessId}`),
		});
		const timeZone = business?.timeZone ?? "UTC";
		const who = await principal();
		const { id, name, source, schedule, nextSyncAt } = mustExist(vendor);
		mustBeFor(who, mustExist(vendor));
		if (!upload && source === "upload") refuse("conflict", "vendor_has_no_storefront");
		if (nextSyncAt && !upload) {
			const next = nextSync(schedule, id, now, timeZone);
			work.add(sql`UPDATE vendors SET nextSyncAt = ${next} WHERE businessId = ${businessId} AND id = ${id}`);
		}
		// What goes by the clock waits for the people: a question that is open is not asked every night.
		if (cause === "schedule" && (live || waiting.length > 0)) return known({ runId: null, vendorId: id });
		if (live) refuse("conflict", "sync_running", { runId: live.id, startedAt: live.startedAt });
		const runId = newId<"vendor-sync-run">(now);
		const { actor } = who;
		const isProgram = cause === "person" && actor.kind === "system";
		for (const { id: heldId } of waiting) {
			work.add(sql`UPDATE vendorSyncRuns SET status = 'rejected', phase = 'over', error = 'overtaken', finishedAt = ${now}
				WHERE businessId = ${businessId} AND id = ${heldId} AND status = 'waiting'`);
			work.record(SyncRejected, { subject: { type: "vendor", id }, data: { runId: heldId, name } });
		}
		work.add(sql`INSERT INTO vendorSyncRuns (businessId, id, vendorId, source, cause, status, phase, leaseUntil, snapshotHash, format, bytes, approvedBy, actorName, startedAt)
			VALUES (${businessId}, ${runId}, ${id}, ${upload ? "upload" : "crawl"}, ${isProgram ? "service" : cause}, 'queued', ${upload ? "comparing" : "reading"}, ${now},
				${upload?.hash ?? null}, ${upload?.format ?? "json"}, ${upload?.bytes ?? 0},
				${isRestored ? actor.name : null}, ${actor.name}, ${now})`);
		work.record(SyncStarted, { subject: { type: "vendor", id }, data: { runId, name, ...(isRestored && { restored: upload?.hash }) } });
		return known({ runId, vendorId: id });
	},
});
