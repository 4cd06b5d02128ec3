import { type SQL, sql } from "drizzle-orm";
import { barcodeForms, searchExpression, skuKeyOf } from "./rules.ts";

/** How many hits of the search index are looked at before the first are picked: whoever types two letters types more. */
const hitsRead = 400;

/**
 * Row numbers (`docId`) of the products that answer to what was typed or scanned: by words, and, with `exact` 1, by its very SKU or barcode,
 * whatever characters it is made of. One letter, or no letter at all, begins a name. `some`: a bounded number of rows is read, enough to offer the
 * best of them; `all`: every hit, for what filters, pages and counts them afterwards, and would else lose what lies behind the bound.
 */
export function searchHits(businessId: string, q: string, extent: "some" | "all" = "some"): SQL {
	const words = searchExpression(businessId, q);
	const limit = extent === "all" ? sql`` : sql`LIMIT CAST(${hitsRead} AS INTEGER)`;
	const worded = words
		? sql`SELECT * FROM (SELECT rowid AS docId, 0 AS exact FROM productSearch WHERE productSearch MATCH ${words} AND ${businessId} <> '' ${limit}) UNION ALL`
		: sql``;
	const typed = q.trim();
	const begun =
		!words || [...typed].length === 1
			? sql`SELECT * FROM (SELECT p.docId, 0 AS exact FROM json_each(${begins(typed)}) AS begin
					CROSS JOIN products AS p INDEXED BY products_by_name ON p.businessId = ${businessId}
						AND p.name COLLATE NOCASE >= begin.value AND p.name COLLATE NOCASE < begin.value || char(1114111) ${limit}) UNION ALL`
			: sql``;
	return sql`SELECT docId, max(exact) AS exact FROM (${worded} ${begun}
			SELECT docId, 1 AS exact FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKeyOf(q) || null}
			UNION ALL SELECT docId, 1 FROM products WHERE businessId = ${businessId} AND barcode IN (SELECT value FROM json_each(${JSON.stringify(barcodeForms(q))}))
		) GROUP BY docId`;
}

/**
 * Whether the product `p` of a statement answers to what was typed by its words: for what walks along something else than the hits, because there are
 * too many of them. Its very SKU or barcode counts too, for those are among the words.
 */
export function answersTo(businessId: string, q: string): SQL {
	const words = searchExpression(businessId, q);
	const typed = q.trim();
	// Not of `p` alone: so SQLite asks for the hits once, and not again for each product.
	const named = sql`p.docId IN (SELECT rowid FROM productSearch WHERE productSearch MATCH ${words} AND ${businessId} <> '')`;
	if (words && [...typed].length > 1) return named;
	const begun = sql`EXISTS (SELECT 1 FROM json_each(${begins(typed)}) AS begin WHERE p.name COLLATE NOCASE >= begin.value AND p.name COLLATE NOCASE < begin.value || char(1114111))`;
	return words ? sql`(${begun} OR ${named})` : begun;
}

/** What a name begins with, in both cases: NOCASE knows ASCII only. */
const begins = (typed: string) => JSON.stringify([...new Set([typed.toLowerCase(), typed.toUpperCase()])]);
