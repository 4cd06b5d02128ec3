import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Answers, type Asks, first, many } from "#app/platform/database.server.ts";
import { identityOf } from "./identity.ts";
import type { ImportFacts } from "./import-row.server.ts";
import { type Judged, judgeRow } from "./judge.ts";
import type { CategoryFact, StyleFact } from "./lookups.ts";
import { type Known, type Plan, planRows } from "./plan.ts";
import type { Carry, FileRow } from "./rows.ts";
import { type Counts, noCounts, type Outcome } from "./rules.ts";

/** Rows of one batch: what D1 takes in one go with room to spare, whatever their descriptions weigh. */
export const chunkRows = 250;
export const chunkBytes = 400 * 1024;

/** A piece of the file as it was read: its rows, for which state of the import, and where the next piece begins. */
export const Chunk = z.object({
	/** What it was read for; a command that finds the import elsewhere does nothing. */
	facts: z.custom<ImportFacts>(),
	rows: z.array(z.custom<FileRow>()).max(chunkRows),
	/** Rows of these that say a product an earlier row said. */
	twins: z.array(z.tuple([z.int(), z.int()])),
	next: z.object({ position: z.int(), nextRow: z.int(), carry: z.custom<Carry | null>() }),
	isLast: z.boolean(),
});
export type Chunk = z.output<typeof Chunk>;

export function judgeAll(rows: readonly FileRow[], facts: ImportFacts): Judged[] {
	return rows.map((row) => judgeRow(row, facts));
}

/** What deciding these rows asks of the shop: one read, by indexes, of what the rows name and no more. */
export function factsAsks(businessId: string, facts: ImportFacts, judged: readonly Judged[]) {
	const identities = judged.flatMap(({ said }) => identityOf(said, facts.choices.makeSkus) ?? []);
	const list = (values: (string | null | undefined)[]) => JSON.stringify([...new Set(values.filter((value) => value))]);
	const ids = list(identities.map(({ id }) => id));
	const skuKeys = list(identities.map(({ skuKey }) => skuKey));
	const barcodes = list(identities.flatMap((identity) => (identity.skuKey || identity.id ? [] : identity.barcodes)));
	const meant = sql`SELECT p.id FROM json_each(${ids}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value
		UNION SELECT p.id FROM json_each(${skuKeys}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value
		UNION SELECT p.id FROM json_each(${barcodes}) AS w CROSS JOIN products AS p INDEXED BY products_by_barcode ON p.businessId = ${businessId} AND p.barcode = w.value`;
	const styleNames = list(judged.map(({ said }) => said.style));
	const styleIds = list(judged.map(({ said }) => said.styleId));
	return {
		store: first<{ currency: string }>(sql`SELECT currency FROM stores WHERE businessId = ${businessId} AND id = ${facts.choices.storeId}`),
		products:
			many<Known>(sql`SELECT p.id, p.styleId, p.name, p.description, p.sku, p.skuKey, p.barcode, p.unit, p.price, p.cost, p.currency, p.taxRate, p.categoryId,
				p.vendor, p.attributes, p.imageUrl, p.isAvailable, p.status, p.version, l.onHand, COALESCE(l.reserved, 0) AS reserved, c.row AS takenBy
			FROM (${meant}) AS m CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = m.id
			LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${facts.choices.storeId}
			LEFT JOIN importChanges AS c ON c.businessId = p.businessId AND c.importId = ${facts.id} AND c.kind = 'product' AND c.subjectId = p.id`),
		categories: many<CategoryFact>(sql`SELECT id, parentId, name FROM categories WHERE businessId = ${businessId}`),
		styles: many<StyleFact>(
			styleNames === "[]" && styleIds === "[]"
				? sql`SELECT id, name, vendor FROM styles WHERE businessId = ${businessId} AND id = ''`
				: sql`SELECT id, name, vendor FROM styles WHERE businessId = ${businessId} AND name COLLATE NOCASE IN (SELECT value FROM json_each(${styleNames}))
					UNION SELECT s.id, s.name, s.vendor FROM json_each(${styleIds}) AS w CROSS JOIN styles AS s ON s.businessId = ${businessId} AND s.id = w.value`,
		),
	} satisfies Asks;
}

export type ReadFacts = Answers<ReturnType<typeof factsAsks>>;

/** What shall become of the rows, on these facts. */
export function planChunk(
	judged: readonly Judged[],
	facts: ImportFacts,
	read: ReadFacts,
	{ twins, newId }: { twins: ReadonlyMap<number, number>; newId(): string },
): Plan {
	return planRows(judged, read, facts, { currency: read.store?.currency ?? "", twins, newId });
}

/** Whether the import is where this piece was read for. */
export function isNext(found: ImportFacts | undefined, { state, attempt, position }: ImportFacts): found is ImportFacts {
	return found?.state === state && found.attempt === attempt && found.position === position;
}

/** Counts with those of a plan added. */
export function countsAfter(before: Partial<Counts & { odd: number }>, { verdicts }: Plan): Counts & { odd: number } {
	const counts = { ...noCounts, odd: 0, ...before };
	for (const { outcome, oddBarcode } of verdicts) {
		counts[outcome]++;
		if (oddBarcode && writes.includes(outcome)) counts.odd++;
	}
	return counts;
}

const writes: Outcome[] = ["created", "updated"];
