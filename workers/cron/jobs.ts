import { sql } from "drizzle-orm";
import { sweepImages } from "#app/catalog/images/sweep-images.server.ts";
import { forgetConsents, forgetReceipts, forgetRuns } from "#app/channels/forget-receipts.server.ts";
import { tellEnds } from "#app/channels/tell-ends.server.ts";
import { wakeDue } from "#app/channels/wake-due.server.ts";
import { dueSyncs } from "#app/catalog/vendors/due-syncs.server.ts";
import { forgetAttempts } from "#app/identity/attempts.server.ts";
import { forgetTillSessions } from "#app/identity/device-logins.server.ts";
import { forgetRegistrationKeys } from "#app/identity/directory.server.ts";
import { forgetLinks } from "#app/identity/links.server.ts";
import { sweepReservations } from "#app/identity/settle.server.ts";
import { shardOf } from "#app/platform/database.server.ts";
import { firstIdAt, newId } from "#app/platform/ids.ts";
import { forgetMails } from "#app/platform/mail/outbox.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { dueSealings } from "#app/inbox/due-sealing.server.ts";
import { sweepMedia } from "#app/inbox/sweep-media.server.ts";
import { learnForecasts } from "#app/insights/learn-forecast.server.ts";
import { underLease } from "#app/platform/lease.server.ts";
import { errorFields } from "#app/platform/log.server.ts";
import { sweepOutbox } from "#app/platform/relay.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day, instant } from "#app/platform/time.ts";
import { saleNamesKept } from "#app/sales/offline/rules.ts";
import { checkShard } from "#app/stock/check-shard.server.ts";
import { sealShard, verifyShard } from "./audit-rounds.ts";
import { cleanUpReservations } from "#app/stock/expire-reservations.server.ts";

export type JobOrder = {
	job:
		| "sweep-outbox"
		| "settle-registrations"
		| "clean-sessions"
		| "forget-old-keys"
		| "check-drift"
		| "learn-forecasts"
		| "calculate-outlooks"
		| "sweep-images"
		| "sweep-media"
		| "seal-messages"
		| "sync-catalogs"
		| "seal-audit"
		| "verify-audit"
		| "inventory-cleanup"
		| "wake-connections"
		| "forget-webhooks"
		| "tell-ends";
	shard: number;
};

/**
 * What a job did: a word, whose sentence stands in the catalogs under `operations.did.<code>`, and the counts it speaks of. `more`: it stopped
 * before it was through, and wants to be ordered again at once.
 */
type JobDone = { code: string; counts: Record<string, number>; more?: boolean };

/** Rows one statement deletes at most (those of the rooms too): a longer one would hold up the shard. */
const atOnce = 5000;

/** What each job does, and what it says it did (for the operations page). */
const jobs: Record<JobOrder["job"], (scope: Scope, shard: number) => Promise<JobDone>> = {
	"seal-audit": async (scope, shard) => {
		const { sealed, more } = await sealShard(scope, shard);
		return { code: "audit_sealed", counts: { sealed }, more };
	},
	"verify-audit": async (scope, shard) => {
		const { events, wrong, more } = await verifyShard(scope, shard);
		return { code: "audit_verified", counts: { events, wrong }, more };
	},
	"sync-catalogs": async (scope, shard) => ({ code: "catalogs_synced", counts: await dueSyncs(scope, shard) }),
	"sweep-outbox": async (scope, shard) => ({ code: "outbox_swept", counts: { sent: await sweepOutbox(scope, shard) } }),
	"settle-registrations": async (scope) => {
		const { confirmed, freed } = await sweepReservations(scope);
		return { code: "registrations_settled", counts: { confirmed, freed } };
	},
	"clean-sessions": async (scope, shard) => {
		const [rows = []] = await shardOf(scope, shard).write([
			sql`DELETE FROM sessions WHERE (businessId, id) IN (SELECT businessId, id FROM sessions WHERE expiresAt <= ${scope.now} LIMIT ${atOnce}) RETURNING id`,
			// Where receipts were to go that could never be mailed is known as long as a mail is.
			sql`DELETE FROM receiptMails WHERE (businessId, id) IN (SELECT businessId, id FROM receiptMails WHERE at <= ${scope.now - 30 * day} LIMIT ${atOnce})`,
		]);
		const rooms = [forgetLinks, forgetMails, forgetTillSessions, forgetConsents];
		const forgotten = (await Promise.all(rooms.map((forget) => forget(scope, shard)))).reduce((sum, count) => sum + count, 0);
		// There is one directory, whichever shard's turn it is.
		const windows = shard === 0 ? await forgetAttempts(scope) : 0;
		const more = [rows.length, forgotten, windows].some((count) => count >= atOnce);
		return { code: "sessions_cleaned", counts: { ended: rows.length, forgotten }, more };
	},
	"forget-old-keys": async (scope, shard) => {
		const [rows = [], sales = [], runs = []] = await shardOf(scope, shard).write([
			sql`DELETE FROM idempotencyKeys WHERE (businessId, command, key) IN (SELECT businessId, command, key
				FROM idempotencyKeys INDEXED BY idempotencyKeys_of_others WHERE command <> 'sales.sell' AND at < ${scope.now - 7 * day} LIMIT ${atOnce}) RETURNING command`,
			sql`DELETE FROM idempotencyKeys WHERE (businessId, command, key) IN (SELECT businessId, command, key
				FROM idempotencyKeys INDEXED BY idempotencyKeys_of_sales WHERE command = 'sales.sell' AND at < ${scope.now - saleNamesKept} LIMIT ${atOnce}) RETURNING command`,
			sql`DELETE FROM jobRuns WHERE id IN (SELECT id FROM jobRuns WHERE id < ${firstIdAt(scope.now - 7 * day)} LIMIT ${atOnce}) RETURNING id`,
			// What was told of a message before it came waits for it no longer.
			sql`DELETE FROM earlyNews WHERE (businessId, connectionId, platformMessageId, kind) IN
				(SELECT businessId, connectionId, platformMessageId, kind FROM earlyNews INDEXED BY earlyNews_by_age WHERE at < ${scope.now - 2 * day} LIMIT ${atOnce})`,
		]);
		const registrations = shard === 0 ? await forgetRegistrationKeys(scope) : 0;
		const more = [rows.length, sales.length, runs.length, registrations].some((count) => count === atOnce);
		return { code: "keys_forgotten", counts: { forgotten: rows.length + sales.length + registrations }, more };
	},
	"inventory-cleanup": async (scope, shard) => {
		const { expired, more } = await cleanUpReservations(scope, shard);
		return { code: "reservations_cleaned", counts: { expired }, more };
	},
	"wake-connections": async (scope, shard) => ({ code: "connections_woken", counts: { woken: await wakeDue(scope, shard) } }),
	"forget-webhooks": async (scope, shard) => {
		const [{ forgotten, more }, runs] = [await forgetReceipts(scope, shard), await forgetRuns(scope, shard)];
		return { code: "webhooks_forgotten", counts: { forgotten, runs: runs.forgotten }, more: more || runs.more };
	},
	"tell-ends": async (scope, shard) => {
		const { told, more } = await tellEnds(scope, shard);
		return { code: "ends_told", counts: { told }, more };
	},
	"sweep-images": async (scope, shard) => {
		const { deleted, more } = await sweepImages(scope, shard);
		return { code: "images_swept", counts: { deleted }, more };
	},
	"sweep-media": async (scope, shard) => {
		const { deleted, more } = await sweepMedia(scope, shard);
		return { code: "media_swept", counts: { deleted }, more };
	},
	"seal-messages": async (scope, shard) => {
		const { begun, more } = await dueSealings(scope, shard);
		return { code: "messages_sealed", counts: { begun }, more };
	},
	"calculate-outlooks": async (scope, shard) => {
		const { products, more } = await calculateOutlooks(scope, shard);
		return { code: "outlooks_calculated", counts: { products }, more };
	},
	"check-drift": async (scope, shard) => {
		const { shelves, drifted, more } = await checkShard(scope, shard);
		return { code: "drift_checked", counts: { shelves, drifted }, more };
	},
	"learn-forecasts": async (scope, shard) => ({ code: "forecasts_learnt", counts: { businesses: await learnForecasts(scope, shard) } }),
};

/**
 * Runs a job under its lease and keeps what came of it; what is left of it is ordered again. Somebody else holding the lease is not a failure:
 * they are doing it. An order that gets lost costs time: the timetable gives another.
 */
export async function runJob(scope: Scope, { job, shard }: JobOrder): Promise<void> {
	const database = shardOf(scope, shard);
	let more: boolean | undefined;
	await underLease(database, `${job}:${shard}`, scope.now, async () => {
		const id = newId();
		await database.write([sql`INSERT INTO jobRuns (id, job, startedAt, outcome) VALUES (${id}, ${job}, ${scope.now}, 'running')`]);
		try {
			const { more: left, ...done } = await jobs[job](scope, shard);
			more = left;
			const detail = JSON.stringify(done);
			await database.write([sql`UPDATE jobRuns SET outcome = 'done', finishedAt = ${instant()}, detail = ${detail} WHERE id = ${id}`]);
		} catch (error) {
			const { error: name, message } = errorFields(error);
			await database.write([
				sql`UPDATE jobRuns SET outcome = 'failed', finishedAt = ${instant()}, detail = ${`${name}: ${message}`} WHERE id = ${id}`,
			]);
			throw error;
		}
	});
	if (more) await scope.env.JOBS.send({ job, shard });
}
