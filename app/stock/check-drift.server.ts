import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { leasedOf } from "./leases.server.ts";

/** A shelf that does not agree with its ledger: another sum, another number of movements, or a chain with a gap no repair has settled. */
export type Drift = {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	onHand: number;
	reserved: number;
	leased: number;
	ledger: number;
	version: number;
	movements: number;
	gaps: number;
};

/** At most this many are told of; one is one too many. */
const most = 500;

/** Of some levels (an SQL SELECT of rows of stockLevels), those that differ. */
export function drifting(levels: SQL): SQL {
	return sql`SELECT l.businessId, l.productId, l.storeId, l.onHand, l.reserved, COALESCE(m.ledger, 0) AS ledger, l.version,
			COALESCE(m.movements, 0) AS movements, iif(m.lastGap > l.settledSeq, m.gaps, 0) AS gaps
		FROM (${levels}) AS l LEFT JOIN (
			SELECT businessId, productId, storeId, SUM(delta) AS ledger, COUNT(*) AS movements, MAX(seq) AS last, SUM(gap) AS gaps, MAX(iif(gap, seq, 0)) AS lastGap
			FROM (SELECT v.businessId, v.productId, v.storeId, v.seq, v.delta,
					v.qtyBefore <> LAG(v.qtyAfter, 1, 0) OVER chain OR v.seq <> LAG(v.seq, 1, 0) OVER chain + 1 AS gap
				FROM (${levels}) AS of CROSS JOIN stockMovements AS v ON v.businessId = of.businessId AND v.productId = of.productId AND v.storeId = of.storeId
				WINDOW chain AS (PARTITION BY v.businessId, v.productId, v.storeId ORDER BY v.seq))
			GROUP BY businessId, productId, storeId
		) AS m ON m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId
		WHERE l.onHand <> COALESCE(m.ledger, 0) OR l.version <> COALESCE(m.last, 0) OR m.lastGap > l.settledSeq`;
}

/** `only` narrows it to one shelf. */
function drifts(businessId: string, only?: { productId: string; storeId: string }): SQL {
	const here = only ? sql` AND productId = ${only.productId} AND storeId = ${only.storeId}` : sql``;
	return sql`SELECT d.productId, d.storeId, p.name, p.sku, d.onHand, d.reserved, ${leasedOf(sql`d`)} AS leased, d.ledger, d.version, d.movements, d.gaps
		FROM (${drifting(sql`SELECT * FROM stockLevels WHERE businessId = ${businessId}${here}`)}) AS d
		CROSS JOIN products AS p ON p.businessId = d.businessId AND p.id = d.productId
		ORDER BY p.sortKey, d.productId, d.storeId LIMIT ${most}`;
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
