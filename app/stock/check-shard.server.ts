import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import { canonicalJson, sha256 } from "#app/platform/digest.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import { keepProgress, progressOf } from "#app/platform/progress.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { calendarDay, hour } from "#app/platform/time.ts";
import { drifting, stockDrift } from "./check-drift.server.ts";
import { DriftFound } from "./events.server.ts";

/** The nightly check: every shelf of a shard against its ledger, in pieces of one question each, whoever's they are. */

/** Shelves of one piece. */
const piece = 500;
/** Businesses looked at closer in one piece; a night in which more have drifted takes more pieces. */
const mostReports = 20;
/** The check is of the night that began then (UTC). */
const beginsAt = 2 * hour;

const Drifts = z.object({ shelves: z.int().positive(), examples: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) });

/** Writes down that ledger and shelf disagree. */
const reportDrift = command({
	name: "stock.report-drift",
	needs: "operations:write",
	input: Drifts,
	async run({ work }, found) {
		work.record(DriftFound, { subject: { type: "business", id: work.businessId }, data: found });
		return known({ reported: found.shelves });
	},
});

/** A business's drift is recorded once, and again when it has become another one. */
async function report(scope: Scope, businessId: string, shard: number): Promise<void> {
	const tenant = machineTenant(scope, { businessId, shard }, "drift check");
	const drifted = await stockDrift(tenant, {});
	if (drifted.length === 0) return;
	const key = `drift:${await sha256(canonicalJson(drifted))}`;
	await reportDrift(tenant, { shelves: drifted.length, examples: drifted.slice(0, 20) }, { key });
}

type Checked = { shelves: number; drifted: number };

/**
 * Goes on with tonight's check where the last run stopped, as far as one run has patience; a finished one says again what it found.
 * @returns shelves looked at and shelves that differ, of the night so far, and whether some are left
 */
export async function checkShard(scope: Scope, shard: number, size = piece): Promise<Checked & { more: boolean }> {
	const database = shardOf(scope, shard);
	const mayGoOn = patienceOf(scope);
	const night = { job: "check-drift", period: calendarDay(scope.now - beginsAt, "UTC"), now: scope.now };
	let { after, done, counts } = await progressOf<Checked>(database, night, { shelves: 0, drifted: 0 });
	while (!done && mayGoOn()) {
		const [businessId, productId, storeId] = after ?? ["", "", ""];
		const levels = sql`SELECT * FROM stockLevels WHERE (businessId, productId, storeId) > (${businessId}, ${productId}, ${storeId})
			ORDER BY businessId, productId, storeId LIMIT CAST(${size} AS INTEGER)`;
		const { last, found } = await database.read({
			last: first<{ shelves: number; businessId: string; productId: string; storeId: string }>(sql`SELECT * FROM
				(SELECT row_number() OVER (ORDER BY businessId, productId, storeId) AS shelves, businessId, productId, storeId FROM (${levels}))
				ORDER BY shelves DESC LIMIT 1`),
			found: many<{ businessId: string; shelves: number }>(
				sql`SELECT businessId, COUNT(*) AS shelves FROM (${drifting(levels)}) GROUP BY businessId ORDER BY businessId`,
			),
		});
		const looked = found.slice(0, mostReports);
		for (const each of looked) await report(scope, each.businessId, shard);
		const left = found[mostReports];
		const before = sql`SELECT COUNT(*) AS shelves FROM (${levels}) WHERE businessId < ${left?.businessId ?? ""}`;
		const shelves = left ? (await database.read({ row: first<{ shelves: number }>(before) })).row?.shelves : last?.shelves;
		after = left ? [left.businessId, "", ""] : last ? [last.businessId, last.productId, last.storeId] : null;
		done = !left && (last?.shelves ?? 0) < size;
		counts = {
			shelves: counts.shelves + (shelves ?? 0),
			drifted: counts.drifted + looked.reduce((sum, { shelves }) => sum + shelves, 0),
		};
		await keepProgress(database, night, { after: done ? null : after, counts });
	}
	return { ...counts, more: !done };
}
