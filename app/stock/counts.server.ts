import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { CountRef, ListCounts } from "./input.ts";
import { leasedOf } from "./leases.server.ts";
import { movedSince } from "./ledger.server.ts";
import { type CountScope, type CountStatus, mostCountLines, type Uncounted } from "./rules.ts";

/** Counts as they are read: lists, one of them, and the pieces their commands read and answer with. */

/** `wanted`: products in scope when it was opened; `counted`: of how many somebody has said what is there; `off`: how many were wrong, once it is applied. */
export type Count = {
	id: string;
	storeId: string;
	scope: CountScope;
	categoryId: string | null;
	blind: 0 | 1;
	status: CountStatus;
	note: string;
	uncounted: Uncounted | null;
	wanted: number;
	counted: number;
	off: number | null;
	openedBy: string;
	openedAt: number;
	closedBy: string | null;
	closedAt: number | null;
};

export const countColumns = sql`c.id, c.storeId, c.scope, c.categoryId, c.blind, c.status, c.note, c.uncounted, c.wanted, c.counted, c.off, c.openedBy, c.openedAt, c.closedBy, c.closedAt`;

/** What every act on a count reads first. `version` grows with every line counted. */
export function countAsk(businessId: string, countId: string): Ask<(Count & { version: number }) | undefined> {
	return first(sql`SELECT ${countColumns}, c.version FROM stockCounts AS c WHERE c.businessId = ${businessId} AND c.id = ${countId}`);
}

/** @throws Refusal `not_found / count_not_found` */
export function mustBeThere<C extends Count>(count: C | undefined): C {
	return count ?? refuse("not_found", "count_not_found");
}

/** A count as a JSON expression: a `Count`. */
export function countJson(businessId: string, countId: string): SQL<Count> {
	return sql<Count>`json((SELECT json_object('id', id, 'storeId', storeId, 'scope', scope, 'categoryId', categoryId, 'blind', blind, 'status', status, 'note', note,
			'uncounted', uncounted, 'wanted', wanted, 'counted', counted, 'off', off, 'openedBy', openedBy, 'openedAt', openedAt, 'closedBy', closedBy, 'closedAt', closedAt)
		FROM stockCounts WHERE businessId = ${businessId} AND id = ${countId}))`;
}

/** FROM and WHERE of the shelves a count is about (`c` the count, `l` the level, `p` the product) and nobody has counted (`k` the line, if there is one). */
export function uncountedShelves(businessId: string, countId: string): SQL {
	return sql`FROM stockCounts AS c CROSS JOIN stockLevels AS l INDEXED BY stockLevels_by_store ON l.businessId = c.businessId AND l.storeId = c.storeId
			CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
			LEFT JOIN stockCountLines AS k ON k.businessId = c.businessId AND k.countId = c.id AND k.productId = l.productId
		WHERE c.businessId = ${businessId} AND c.id = ${countId} AND k.counted IS NULL AND (p.status <> 'archived' OR l.onHand <> 0)
			AND CASE c.scope WHEN 'store' THEN 1 WHEN 'products' THEN k.productId IS NOT NULL ELSE p.categoryId IN (
				WITH RECURSIVE under (id) AS (SELECT c.categoryId UNION SELECT u.id FROM under CROSS JOIN categories AS u ON u.businessId = ${businessId} AND u.parentId = under.id)
				SELECT id FROM under) END`;
}

/** A counted line and its shelf. `moved`: what came and went since it was counted. */
export type CountedLine = {
	productId: string;
	name: string;
	sku: string;
	counted: number;
	countedAt: number;
	onHand: number;
	reserved: number;
	leased: number;
	moved: number;
};

const lineColumns = (
	businessId: string,
) => sql`k.productId, p.name, p.sku, k.counted, k.countedAt, COALESCE(l.onHand, 0) AS onHand, COALESCE(l.reserved, 0) AS reserved, COALESCE(${leasedOf(sql`l`)}, 0) AS leased,
	${movedSince(businessId, sql`c.storeId`, sql`k.productId`, sql`k.countedAt`)} AS moved`;

export const countedLines = (businessId: string, countId: string, index: SQL = sql``) => sql`FROM stockCounts AS c
		CROSS JOIN stockCountLines AS k ${index} ON k.businessId = c.businessId AND k.countId = c.id AND k.counted IS NOT NULL
		CROSS JOIN products AS p ON p.businessId = k.businessId AND p.id = k.productId
		LEFT JOIN stockLevels AS l ON l.businessId = k.businessId AND l.productId = k.productId AND l.storeId = c.storeId
	WHERE c.businessId = ${businessId} AND c.id = ${countId}`;

/** Every counted line of a count, for the command that applies it: at most one too many. */
export function countedLinesAsk(businessId: string, countId: string): Ask<CountedLine[]> {
	return many(
		sql`SELECT ${lineColumns(businessId)} ${countedLines(businessId, countId)} ORDER BY k.productId LIMIT CAST(${mostCountLines + 1} AS INTEGER)`,
	);
}

/** What is in scope and was not counted, as if nothing of it had been found at `now`. */
export function uncountedAsk(businessId: string, countId: string, now: number): Ask<CountedLine[]> {
	return many(sql`SELECT l.productId, p.name, p.sku, 0 AS counted, CAST(${now} AS INTEGER) AS countedAt, l.onHand, l.reserved, ${leasedOf(sql`l`)} AS leased,
			${movedSince(businessId, sql`c.storeId`, sql`l.productId`, sql`CAST(${now} AS INTEGER)`)} AS moved
		${uncountedShelves(businessId, countId)} AND l.onHand <> 0 ORDER BY l.productId LIMIT CAST(${mostCountLines + 1} AS INTEGER)`);
}

/** One count. @throws Refusal `not_found / count_not_found` */
export const oneCount = query({
	name: "stock.count",
	needs: "stock:read",
	input: CountRef,
	async run({ db }, { countId }) {
		const { count } = await db.read({ count: countAsk(db.businessId, countId) });
		const { version: _, ...shown } = mustBeThere(count);
		return shown;
	},
});

/** Counts, newest first. @throws Refusal `forbidden / store_not_yours` */
export const listCounts = query<typeof ListCounts, { items: Count[]; nextCursor: string | null }, Viewer>({
	name: "stock.counts",
	needs: "stock:read",
	input: ListCounts,
	async run({ tenant, db }, { status, storeId, limit, cursor }) {
		const before = readCursor(cursor, 1)?.[0];
		const { rows } = await db.read({
			rows: many<Count>(sql`SELECT ${countColumns} FROM stockCounts AS c WHERE c.businessId = ${db.businessId}
				${status ? sql`AND c.status = ${status}` : sql``} ${storeId ? sql`AND c.storeId = ${storeId}` : sql``}
				${before === undefined ? sql`` : sql`AND c.id < ${before}`} ORDER BY c.id DESC LIMIT ${limit + 1}`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return pageOf(rows, limit, ({ id }) => [id]);
	},
});
