import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many, shardOf } from "#app/platform/database.server.ts";
import { canonicalJson, sha256 } from "#app/platform/digest.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { DriftFound } from "./events.server.ts";

/** A shelf that does not agree with its ledger: another sum, another number of movements, or a chain with a gap. */
export type Drift = {
	productId: string;
	storeId: string;
	onHand: number;
	ledger: number;
	version: number;
	movements: number;
	gaps: number;
};

/** At most this many are told of; one is one too many. */
const most = 500;

const drifts = (businessId: string): SQL => sql`SELECT l.productId, l.storeId, l.onHand, COALESCE(m.ledger, 0) AS ledger, l.version,
		COALESCE(m.movements, 0) AS movements, COALESCE(m.gaps, 0) AS gaps
	FROM stockLevels AS l LEFT JOIN (
		SELECT productId, storeId, SUM(delta) AS ledger, COUNT(*) AS movements, SUM(qtyBefore <> was OR seq <> last + 1) AS gaps
		FROM (SELECT productId, storeId, seq, qtyBefore, delta, LAG(qtyAfter, 1, 0) OVER chain AS was, LAG(seq, 1, 0) OVER chain AS last
			FROM stockMovements WHERE businessId = ${businessId} WINDOW chain AS (PARTITION BY productId, storeId ORDER BY seq))
		GROUP BY productId, storeId
	) AS m ON m.productId = l.productId AND m.storeId = l.storeId
	WHERE l.businessId = ${businessId} AND (l.onHand <> COALESCE(m.ledger, 0) OR l.version <> COALESCE(m.movements, 0) OR COALESCE(m.gaps, 0) > 0)
	ORDER BY l.productId, l.storeId LIMIT ${most}`;

/** Every shelf of the business whose movements do not add up to it; none, as long as everything is right. */
export const stockDrift = query({
	name: "stock.drift",
	needs: "operations:read",
	input: z.object({}),
	async run({ db }) {
		const { drifted } = await db.read({ drifted: many<Drift>(drifts(db.businessId)) });
		return drifted;
	},
});

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

/**
 * The nightly check of every business on a shard. A drift is recorded once per business, and again when it has become another one.
 * @returns how many shelves drifted
 */
export async function checkDriftOfShard(scope: Scope, shard: number): Promise<number> {
	const { businesses } = await shardOf(scope, shard).read({
		businesses: many<{ businessId: string }>(sql`SELECT businessId FROM businesses WHERE state = 'active' ORDER BY businessId`),
	});
	let shelves = 0;
	for (const { businessId } of businesses) {
		const tenant = machineTenant(scope, { businessId, shard }, "drift check");
		const drifted = await stockDrift(tenant, {});
		if (drifted.length === 0) continue;
		shelves += drifted.length;
		await reportDrift(
			tenant,
			{ shelves: drifted.length, examples: drifted.slice(0, 20) },
			{ key: `drift:${await sha256(canonicalJson(drifted))}` },
		);
	}
	return shelves;
}
