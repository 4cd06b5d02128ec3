import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { type Ask, first, many, shardOf } from "#app/platform/database.server.ts";
import { canonicalJson, sha256 } from "#app/platform/digest.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { DriftFound } from "./events.server.ts";

/** A shelf that does not agree with its ledger: another sum, another number of movements, or a chain with a gap no repair has settled. */
export type Drift = {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	onHand: number;
	reserved: number;
	ledger: number;
	version: number;
	movements: number;
	gaps: number;
};

/** At most this many are told of; one is one too many. */
const most = 500;

/** `only` narrows it to one shelf. */
function drifts(businessId: string, only?: { productId: string; storeId: string }): SQL {
	const here = only
		? sql`businessId = ${businessId} AND productId = ${only.productId} AND storeId = ${only.storeId}`
		: sql`businessId = ${businessId}`;
	return sql`SELECT l.productId, l.storeId, p.name, p.sku, l.onHand, l.reserved, COALESCE(m.ledger, 0) AS ledger, l.version,
			COALESCE(m.movements, 0) AS movements, iif(m.lastGap > l.settledSeq, m.gaps, 0) AS gaps
		FROM (SELECT * FROM stockLevels WHERE ${here}) AS l LEFT JOIN (
			SELECT productId, storeId, SUM(delta) AS ledger, COUNT(*) AS movements, MAX(seq) AS last, SUM(gap) AS gaps, MAX(iif(gap, seq, 0)) AS lastGap
			FROM (SELECT productId, storeId, seq, delta, qtyBefore <> LAG(qtyAfter, 1, 0) OVER chain OR seq <> LAG(seq, 1, 0) OVER chain + 1 AS gap
				FROM stockMovements WHERE ${here} WINDOW chain AS (PARTITION BY productId, storeId ORDER BY seq))
			GROUP BY productId, storeId
		) AS m ON m.productId = l.productId AND m.storeId = l.storeId
		CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = l.productId
		WHERE l.onHand <> COALESCE(m.ledger, 0) OR l.version <> COALESCE(m.last, 0) OR m.lastGap > l.settledSeq
		ORDER BY p.name COLLATE NOCASE, l.productId, l.storeId LIMIT ${most}`;
}

/** How one shelf differs from its ledger, for a command's one read; undefined when it does not. */
export function driftOf(businessId: string, shelf: { productId: string; storeId: string }): Ask<Drift | undefined> {
	return first(drifts(businessId, shelf));
}

/** Finds a row as long as the shelf differs just as it was read to. */
export function driftsAs(businessId: string, { productId, storeId, onHand, ledger }: Drift): SQL {
	return sql`SELECT 1 FROM (${drifts(businessId, { productId, storeId })}) WHERE onHand = CAST(${onHand} AS INTEGER) AND ledger = CAST(${ledger} AS INTEGER)`;
}

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
