import { sql } from "drizzle-orm";
import { sweepReservations } from "#app/identity/directory.server.ts";
import { directoryOf, shardOf } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { underLease } from "#app/platform/lease.server.ts";
import { errorFields } from "#app/platform/log.server.ts";
import { sweepOutbox } from "#app/platform/relay.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day, instant } from "#app/platform/time.ts";
import { checkDriftOfShard } from "#app/stock/check-drift.server.ts";

export type JobOrder = {
	job: "sweep-outbox" | "settle-registrations" | "clean-sessions" | "forget-old-keys" | "check-drift";
	shard: number;
};

/** What each job does, and what it says it did (for the operations page). */
const jobs: Record<JobOrder["job"], (scope: Scope, shard: number) => Promise<string>> = {
	"sweep-outbox": async (scope, shard) => `${await sweepOutbox(scope, shard)} sent again`,
	"settle-registrations": async (scope) => {
		const { confirmed, freed } = await sweepReservations(scope);
		await directoryOf(scope).write([sql`DELETE FROM attempts WHERE resetsAt < ${scope.now - 1 * day}`]);
		return `${confirmed} confirmed, ${freed} freed`;
	},
	"clean-sessions": async (scope, shard) => {
		const [rows = []] = await shardOf(scope, shard).write([
			sql`DELETE FROM sessions WHERE (businessId, id) IN (SELECT businessId, id FROM sessions WHERE expiresAt <= ${scope.now} LIMIT 5000) RETURNING id`,
		]);
		return `${rows.length} ended`;
	},
	"forget-old-keys": async (scope, shard) => {
		const [rows = []] = await shardOf(scope, shard).write([
			sql`DELETE FROM idempotencyKeys WHERE (businessId, command, key) IN
				(SELECT businessId, command, key FROM idempotencyKeys WHERE at < ${scope.now - 7 * day} LIMIT 5000) RETURNING command`,
			sql`DELETE FROM jobRuns WHERE id IN (SELECT id FROM jobRuns WHERE startedAt < ${scope.now - 7 * day} LIMIT 5000)`,
		]);
		return `${rows.length} forgotten`;
	},
	"check-drift": async (scope, shard) => {
		const drifted = await checkDriftOfShard(scope, shard);
		return drifted === 0 ? "every shelf agrees with its ledger" : `${drifted} shelves differ from their ledger`;
	},
};

/** Runs a job under its lease and keeps what came of it. Somebody else holding the lease is not a failure: they are doing it. */
export async function runJob(scope: Scope, { job, shard }: JobOrder): Promise<void> {
	const database = shardOf(scope, shard);
	await underLease(database, `${job}:${shard}`, scope.now, async () => {
		const id = newId();
		await database.write([sql`INSERT INTO jobRuns (id, job, startedAt, outcome) VALUES (${id}, ${job}, ${scope.now}, 'running')`]);
		try {
			const detail = await jobs[job](scope, shard);
			await database.write([sql`UPDATE jobRuns SET outcome = 'done', finishedAt = ${instant()}, detail = ${detail} WHERE id = ${id}`]);
		} catch (error) {
			const { error: name, message } = errorFields(error);
			await database.write([
				sql`UPDATE jobRuns SET outcome = 'failed', finishedAt = ${instant()}, detail = ${`${name}: ${message}`} WHERE id = ${id}`,
			]);
			throw error;
		}
	});
}
