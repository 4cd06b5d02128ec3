import { sql } from "drizzle-orm";
import { directoryOf, first, shardCount, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute } from "#app/platform/time.ts";

type ShardHealth = { overdue: number; dead: number; lastRun: number | null };

/** `/health`: the worker runs. `/health/ready`: its databases answer, nothing waits too long in the outbox, and the cron has run lately. */
export async function health(pathname: string, scope: Scope): Promise<Response> {
	if (pathname === "/health") return Response.json({ status: "ok" });
	const checks: Record<string, unknown> = {};
	let ready = true;
	try {
		await directoryOf(scope).read({ one: first(sql`SELECT 1 AS one`) });
		checks.directory = { ok: true };
		for (let shard = 0; shard < shardCount; shard++) {
			const { row } = await shardOf(scope, shard).read({
				row: first<ShardHealth>(sql`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM events WHERE dueAt <= ${scope.now - 5 * minute} LIMIT 1000)) AS overdue,
					(SELECT COUNT(*) FROM (SELECT 1 FROM deadLetters WHERE state = 'dead' LIMIT 1000)) AS dead,
					(SELECT startedAt FROM jobRuns WHERE job = 'sweep-outbox' ORDER BY id DESC LIMIT 1) AS lastRun`),
			});
			const late = row?.lastRun != null && scope.now - row.lastRun > 10 * minute;
			checks[`shard${shard}`] = { ok: !late && (row?.overdue ?? 0) < 1000, ...row };
			if (late || (row?.overdue ?? 0) >= 1000) ready = false;
		}
	} catch {
		ready = false;
		checks.databases = { ok: false };
	}
	return Response.json({ status: ready ? "ready" : "not_ready", checks }, { status: ready ? 200 : 503 });
}
