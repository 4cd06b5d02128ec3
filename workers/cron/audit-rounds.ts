import { sql } from "drizzle-orm";
import { sealEvents } from "#app/audit/seal-events.server.ts";
import { verifyEvents } from "#app/audit/verify-events.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import { keepProgress, progressOf } from "#app/platform/progress.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { calendarDay, hour } from "#app/platform/time.ts";

/** Sealing and checking the logs of a shard, business by business: each act is the room's own command. */

/** Businesses looked at in one question. */
const piece = 100;

/** Seals what every business of a shard has written down, as far as one run has patience. @returns events sealed, and whether some are left */
export async function sealShard(scope: Scope, shard: number): Promise<{ sealed: number; more: boolean }> {
	const database = shardOf(scope, shard);
	const mayGoOn = patienceOf(scope);
	let sealed = 0;
	let after = "";
	while (mayGoOn()) {
		const { unsealed } = await database.read({
			unsealed: many<{ businessId: string; isOpen: 0 | 1 }>(sql`SELECT b.businessId,
					COALESCE((SELECT MAX(seq) FROM events INDEXED BY events_by_seq WHERE businessId = b.businessId), 0)
						> COALESCE((SELECT toSeq FROM seals WHERE businessId = b.businessId ORDER BY number DESC LIMIT 1), 0) AS isOpen
				FROM businesses AS b WHERE b.businessId > ${after} ORDER BY b.businessId LIMIT CAST(${piece} AS INTEGER)`),
		});
		for (const { businessId, isOpen } of unsealed) {
			for (let more = isOpen === 1; more; ) {
				if (!mayGoOn()) return { sealed, more: true };
				const done = await sealEvents(machineTenant(scope, { businessId, shard }, "sealing"), {});
				sealed += done.sealed;
				more = done.more;
			}
		}
		if (unsealed.length < piece) return { sealed, more: false };
		after = unsealed.at(-1)?.businessId ?? "";
	}
	return { sealed, more: true };
}

/** The check is of the night that began then (UTC). */
const beginsAt = 3 * hour;

type Counts = { events: number; wrong: number };

/** Goes on with tonight's round of every business of a shard, as far as one run has patience. */
export async function verifyShard(scope: Scope, shard: number): Promise<Counts & { more: boolean }> {
	const database = shardOf(scope, shard);
	const mayGoOn = patienceOf(scope);
	const night = { job: `verify-audit:${shard}`, period: calendarDay(scope.now - beginsAt, "UTC"), now: scope.now };
	let { after, done, counts } = await progressOf<Counts>(database, night, { events: 0, wrong: 0 });
	while (!done && mayGoOn()) {
		const [businessId = "", begun = ""] = after ?? [];
		const next = await database.read({
			row: first<{ businessId: string }>(sql`SELECT businessId FROM businesses
				WHERE ${begun ? sql`businessId >= ${businessId}` : sql`businessId > ${businessId}`} ORDER BY businessId LIMIT 1`),
		});
		if (!next.row) done = true;
		else {
			const anew = begun !== next.row.businessId;
			const check = await verifyEvents(machineTenant(scope, { businessId: next.row.businessId, shard }, "audit check"), { anew });
			// The business is named twice while it is not through.
			after = check.finished ? [next.row.businessId, ""] : [next.row.businessId, next.row.businessId];
			if (check.finished) counts = { events: counts.events + check.events, wrong: counts.wrong + check.findings.length };
		}
		await keepProgress(database, night, { after: done ? null : after, counts });
	}
	return { ...counts, more: !done };
}
