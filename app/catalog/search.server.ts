import { type SQL, sql } from "drizzle-orm";
import { barcodeForms, searchExpression, skuKeyOf } from "./rules.ts";

/** How many hits of the search index are looked at before the first are picked: whoever types two letters types more. */
const hitsRead = 400;

/**
 * Row numbers (`docId`) of the products that answer to what was typed or scanned: by words, and, with `exact` 1, by its very SKU or barcode,
 * whatever characters it is made of. Reads a bounded number of rows.
 */
export function searchHits(businessId: string, q: string): SQL {
	const words = searchExpression(businessId, q);
	const worded = words
		? sql`SELECT * FROM (SELECT rowid AS docId, 0 AS exact FROM productSearch WHERE productSearch MATCH ${words} LIMIT CAST(${hitsRead} AS INTEGER)) UNION ALL`
		: sql``;
	return sql`SELECT docId, max(exact) AS exact FROM (${worded}
			SELECT docId, 1 AS exact FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKeyOf(q) || null}
			UNION ALL SELECT docId, 1 FROM products WHERE businessId = ${businessId} AND barcode IN (SELECT value FROM json_each(${JSON.stringify(barcodeForms(q))}))
		) GROUP BY docId`;
}
