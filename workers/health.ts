import { sql } from "drizzle-orm";
import { directoryOf, first, shardCount, shardOf } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute } from "#app/platform/time.ts";

/** More events than this, each waiting longer than `patience`, are no hiccup. */
const backlog = 1000;
const patience = 5 * minute;
/** The outbox is swept every minute; nobody has done it for as long as this when the cron stands still. */
const silence = 10 * minute;

type Word = "ok" | "late" | "down";
type ShardHealth = { isBehind: number; isSwept: number; isYoung: number };

/**
 * `/health`: the worker runs. `/health/ready`: its databases answer, nothing waits too long in the outbox, and the cron has run lately. Anybody
 * may ask, so it says words and no numbers; the owner's are on the operations page.
 */
export async function health(pathname: string, scope: Scope): Promise<Response> {
	if (pathname === "/health") return Response.json({ status: "ok" });
	const checks: Record<string, Word> = { directory: await directoryWord(scope) };
	for (let shard = 0; shard < shardCount; shard++) checks[`shard${shard}`] = await shardWord(scope, shard);
	const isReady = Object.values(checks).every((word) => word === "ok");
	return Response.json({ status: isReady ? "ready" : "not_ready", checks }, { status: isReady ? 200 : 503 });
}

async function directoryWord(scope: Scope): Promise<Word> {
	return answering(scope, "directory", async () => {
		await directoryOf(scope).read({ one: first(sql`SELECT 1 AS one`) });
		return "ok";
	});
}

async function shardWord(scope: Scope, shard: number): Promise<Word> {
	return answering(scope, `shard${shard}`, async () => {
		const { row } = await shardOf(scope, shard).read({
			row: first<ShardHealth>(sql`SELECT
				(SELECT COUNT(*) FROM (SELECT 1 FROM events INDEXED BY events_due WHERE dueAt <= ${scope.now - patience} LIMIT CAST(${backlog} AS INTEGER))) >= ${backlog} AS isBehind,
				EXISTS (SELECT 1 FROM jobRuns INDEXED BY jobRuns_by_job WHERE job = 'sweep-outbox' AND id >= ${firstIdAt(scope.now - silence)}) AS isSwept,
				NOT EXISTS (SELECT 1 FROM businesses WHERE businessId < ${firstIdAt(scope.now - silence)}) AS isYoung`),
		});
		// Where no business is older than the silence, the cron may not have had its first turn yet.
		return row && !row.isBehind && (row.isSwept || row.isYoung) ? "ok" : "late";
	});
}

/** What a database that does not answer says of itself is for the log. */
async function answering(scope: Scope, what: string, ask: () => Promise<Word>): Promise<Word> {
	try {
		return await ask();
	} catch (error) {
		log("warn", "health.down", { requestId: scope.requestId, what, ...errorFields(error) });
		return "down";
	}
}
