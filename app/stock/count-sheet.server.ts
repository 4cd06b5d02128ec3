import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { type Count, countAsk, countColumns, countedLines, mustBeThere, uncountedShelves } from "./counts.server.ts";
import { CountLines, CountRef } from "./input.ts";
import { idAfter, movedSince } from "./ledger.server.ts";

/** The lines of a count as people see them: while they count, before it is applied, and after. */

/**
 * A line as people see it. `expected`, `correction`, `cost`: null to who may not know (a blind count, until it is applied). `again`: why it
 * should be counted again: it moved between the first piece and the last, or somebody corrected the shelf since.
 */
export type SheetLine = {
	productId: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	category: string | null;
	cost: number | null;
	currency: string;
	counted: number;
	countedAt: number;
	countedBy: string;
	expected: number | null;
	correction: number | null;
	again: "moved" | "corrected" | null;
};

const sheetColumns = (
	businessId: string,
) => sql`k.productId, p.name, p.sku, p.imageUrl, p.cost, p.currency, k.counted, k.countedAt, k.countedBy,
	(SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category,
	COALESCE(k.expected, COALESCE(l.onHand, 0) - ${movedSince(businessId, sql`c.storeId`, sql`k.productId`, sql`k.countedAt`)}) AS expected, k.correction,
	CASE WHEN c.status <> 'counting' THEN NULL
		WHEN EXISTS (SELECT 1 ${movementsOf(businessId)} AND s.id >= ${idAfter(sql`k.countedAt`)} AND (s.tookPlaceAt IS NULL OR s.tookPlaceAt > k.countedAt)
			AND s.reason IN ('adjustment', 'count', 'channel_sync')) THEN 'corrected'
		WHEN EXISTS (SELECT 1 ${movementsOf(businessId)} AND s.id >= ${idAfter(sql`k.startedAt`)}
			AND COALESCE(s.tookPlaceAt, s.at) > k.startedAt AND COALESCE(s.tookPlaceAt, s.at) <= k.countedAt) THEN 'moved' END AS again`;

function movementsOf(businessId: string): SQL {
	return sql`FROM stockMovements AS s INDEXED BY stockMovements_of_product WHERE s.businessId = ${businessId} AND s.productId = k.productId AND s.storeId = c.storeId`;
}

type WantedProduct = { productId: string; name: string; sku: string; imageUrl: string | null; category: string | null };
type CountSheet = { count: Count; category: string | null; maySee: boolean; lines: SheetLine[]; wanted: WantedProduct[] };

/** In a blind count nobody who counts learns what is expected; whoever applies it does. */
function maySee({ permissions }: Viewer, count: Count): boolean {
	return count.blind === 0 || count.status !== "counting" || permissions.has("stock:write");
}

/** A line without what this person may not know. */
function shownTo(viewer: Viewer, count: Count): (line: SheetLine) => SheetLine {
	const hidden = {
		...(!maySee(viewer, count) && { expected: null, correction: null, again: null }),
		...(!viewer.permissions.has("stock:write") && { cost: null }),
	};
	return (line) => ({ ...line, ...hidden });
}

const linesShown = 60;
const wantedShown = 100;

/**
 * The page people count on: what was counted last, and of chosen products those nobody has found yet; once applied, what was wrong, most first.
 * @throws Refusal `not_found / count_not_found`
 */
export const countSheet = query<typeof CountRef, CountSheet, Viewer>({
	name: "stock.count-sheet",
	needs: "stock:read",
	input: CountRef,
	async run({ tenant, db }, { countId }) {
		const { businessId } = db;
		const { head, newest, wrong, wanted } = await db.read({
			head: first<Count & { version: number; category: string | null }>(sql`SELECT ${countColumns}, c.version,
					(SELECT name FROM categories WHERE businessId = c.businessId AND id = c.categoryId) AS category
				FROM stockCounts AS c WHERE c.businessId = ${businessId} AND c.id = ${countId}`),
			newest:
				many<SheetLine>(sql`SELECT ${sheetColumns(businessId)} ${countedLines(businessId, countId, sql`INDEXED BY stockCountLines_newest`)}
				AND c.status <> 'applied' ORDER BY k.countedAt DESC LIMIT CAST(${linesShown} AS INTEGER)`),
			wrong: many<SheetLine>(sql`SELECT ${sheetColumns(businessId)} ${countedLines(businessId, countId)}
				AND c.status = 'applied' AND k.correction <> 0 ORDER BY ABS(k.correction) DESC, k.productId LIMIT 200`),
			wanted:
				many<WantedProduct>(sql`SELECT p.id AS productId, p.name, p.sku, p.imageUrl, (SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category
				FROM stockCounts AS c CROSS JOIN stockCountLines AS k ON k.businessId = c.businessId AND k.countId = c.id AND k.counted IS NULL
				CROSS JOIN products AS p ON p.businessId = k.businessId AND p.id = k.productId
				WHERE c.businessId = ${businessId} AND c.id = ${countId} AND c.scope = 'products' AND c.status = 'counting'
				ORDER BY p.sortKey, p.id LIMIT CAST(${wantedShown} AS INTEGER)`),
		});
		const { version: _, category, ...count } = mustBeThere(head);
		const viewer = await tenant.principal();
		const lines = (count.status === "applied" ? wrong : newest).map(shownTo(viewer, count));
		return { count, category, maySee: maySee(viewer, count), lines, wanted };
	},
});

export type CountReview = {
	/** Products counted that differ, pieces missing and pieces too many, and what they cost, by currency. */
	differing: number;
	fewer: number;
	more: number;
	values: { currency: string; value: number }[];
	/** The largest differences in money, then in pieces. */
	lines: SheetLine[];
	uncounted: { products: number; units: number; first: { productId: string; name: string; sku: string; onHand: number }[] };
};

const differencesShown = 200;

/** What applying a count would change. @throws Refusal `not_found / count_not_found` */
export const countReview = query({
	name: "stock.count-review",
	needs: "stock:write",
	input: CountRef,
	async run({ db }, { countId }): Promise<CountReview> {
		const { businessId } = db;
		const off = sql`(d.counted - d.expected)`;
		const lines = sql`(SELECT ${sheetColumns(businessId)} ${countedLines(businessId, countId)}) AS d`;
		const { sums, values, differences, left, uncounted } = await db.read({
			sums: first<{
				differing: number;
				fewer: number;
				more: number;
			}>(sql`SELECT COUNT(*) AS differing, COALESCE(SUM(MAX(-${off}, 0)), 0) AS fewer, COALESCE(SUM(MAX(${off}, 0)), 0) AS more
				FROM ${lines} WHERE ${off} <> 0`),
			values: many<{ currency: string; value: number }>(
				sql`SELECT d.currency, SUM(${off} * d.cost) AS value FROM ${lines} WHERE ${off} <> 0 AND d.cost IS NOT NULL GROUP BY d.currency ORDER BY d.currency`,
			),
			differences: many<SheetLine>(sql`SELECT d.* FROM ${lines} WHERE ${off} <> 0 OR d.again IS NOT NULL
				ORDER BY ABS(${off} * COALESCE(d.cost, 0)) DESC, ABS(${off}) DESC, d.name COLLATE NOCASE LIMIT CAST(${differencesShown} AS INTEGER)`),
			left: first<{ products: number; units: number }>(
				sql`SELECT COUNT(*) AS products, COALESCE(SUM(l.onHand), 0) AS units ${uncountedShelves(businessId, countId)}`,
			),
			uncounted: many<
				CountReview["uncounted"]["first"][number]
			>(sql`SELECT l.productId, p.name, p.sku, l.onHand ${uncountedShelves(businessId, countId)}
				ORDER BY l.onHand DESC, p.sortKey LIMIT 20`),
		});
		return {
			...(sums ?? { differing: 0, fewer: 0, more: 0 }),
			values,
			lines: differences,
			uncounted: { ...(left ?? { products: 0, units: 0 }), first: uncounted },
		};
	},
});

/** Every counted line of a count, a page at a time, in no order that means anything. @throws Refusal `not_found / count_not_found` */
export const countLines = query<typeof CountLines, { items: SheetLine[]; nextCursor: string | null }, Viewer>({
	name: "stock.count-lines",
	needs: "stock:read",
	input: CountLines,
	async run({ tenant, db }, { countId, limit, cursor }) {
		const { businessId } = db;
		const after = readCursor(cursor, 1)?.[0];
		const { head, rows } = await db.read({
			head: countAsk(businessId, countId),
			rows: many<SheetLine>(sql`SELECT ${sheetColumns(businessId)} ${countedLines(businessId, countId)}
				${after === undefined ? sql`` : sql`AND k.productId > ${after}`} ORDER BY k.productId LIMIT ${limit + 1}`),
		});
		const count = mustBeThere(head);
		return pageOf(rows.map(shownTo(await tenant.principal(), count)), limit, ({ productId }) => [productId]);
	},
});
