import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { ListProducts } from "#app/catalog/input.ts";
import { searchHits } from "#app/catalog/search.server.ts";
import { type Cursor, readCursor } from "#app/platform/cursor.ts";

export type ListInput = z.output<typeof ListProducts>;

/**
 * What a list of products asks, in parts of an SQL statement: `hits` for its WITH (null unless something was typed), then
 * `SELECT p.*, exact FROM source WHERE where ORDER BY order`. Read by an index in the order of the page wherever there is one.
 * @throws Refusal `invalid / cursor_invalid`
 */
export function filterOf(businessId: string, input: ListInput): { hits: SQL | null; columns: SQL; source: SQL; where: SQL; order: SQL } {
	const found = input.q ? searchHits(businessId, input.q, "all") : null;
	const { columns, source, by } = sourceOf(businessId, input, found !== null);
	const byName = input.sort === "name";
	const after = readCursor(input.cursor, byName ? 3 : 2);
	const where = conditions(businessId, input, by === attribute);
	if (after) where.push(afterwards(after, byName, found !== null, by));
	const inOrder = byName ? sql`${by.key}, ${by.id}` : sql`${by.id} DESC`;
	return {
		hits: found,
		columns,
		source,
		where: sql.join(where, sql` AND `),
		order: found ? (byName ? sql`exact DESC, p.sortKey, p.id` : sql`exact DESC, p.id DESC`) : inOrder,
	};
}

/** Whose columns the page is ordered by. */
type By = { key: SQL; id: SQL };
const products: By = { key: sql`p.sortKey`, id: sql`p.id` };
const attribute: By = { key: sql`a.sortKey`, id: sql`a.productId` };
const shelves: By = { key: sql`s.sortKey`, id: sql`s.productId` };

/**
 * Where a page begins to look: at what was found; at the products of one attribute's value; at the shelves of a store in order, all or the few
 * that are low or out; or along the products, by the index that narrows them most (CROSS JOIN keeps the order). A category, vendor or style is
 * narrower than a store, so then the products lead.
 */
function sourceOf(businessId: string, input: ListInput, searched: boolean): { columns: SQL; source: SQL; by: By } {
	const { storeId, stock, sort, status, isAvailable } = input;
	const shelf = sql`stockLevels AS s ON s.businessId = ${businessId} AND s.productId = p.id AND s.storeId = ${storeId ?? ""}`;
	const withShelf = storeId ? sql` CROSS JOIN ${shelf}` : sql``;
	const columns = searched ? sql`p.*, hits.exact` : sql`p.*, 0 AS exact`;
	const along = (index: SQL) => ({ columns, by: products, source: sql`products AS p ${index}${withShelf}` });
	if (searched) return { columns, by: products, source: sql`hits CROSS JOIN products AS p ON p.docId = hits.docId${withShelf}` };
	if (Object.keys(input.attributes ?? {}).length > 0) {
		const index = sort === "name" ? sql` INDEXED BY productAttributes_by_name` : sql``;
		const source = sql`productAttributes AS a${index} CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = a.productId${withShelf}`;
		return { columns, by: attribute, source };
	}
	if (input.categoryId || input.vendor || input.styleId || input.ids) return along(sql``);
	if (storeId && status === undefined) {
		const scarce = stock === "out" ? sql`stockLevels_out` : stock === "low" ? sql`stockLevels_low` : undefined;
		const index = scarce ?? (sort === "name" ? sql`stockLevels_by_name` : sql`stockLevels_by_store`);
		const source = sql`stockLevels AS s INDEXED BY ${index} CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = s.productId`;
		return { columns, by: shelves, source };
	}
	if (isAvailable === false) return along(sql`INDEXED BY products_hidden`);
	if (status !== undefined || (sort === "newest" && stock !== "low" && stock !== "out")) return along(sql``);
	return along(stock && !storeId ? sql`INDEXED BY products_by_shelf` : sql`INDEXED BY products_listed`);
}

function conditions(businessId: string, input: ListInput, alongAttribute: boolean): SQL[] {
	const { storeId, status, categoryId, vendor, styleId, isAvailable, priced, stock, attributes = {}, ids } = input;
	const where = [sql`p.businessId = ${businessId}`];
	if (status === undefined) where.push(sql`p.status <> 'archived'`);
	else if (status !== "any") where.push(sql`p.status = ${status}`);
	if (ids) where.push(sql`p.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
	if (categoryId) {
		where.push(sql`p.categoryId IN (WITH RECURSIVE under (id) AS (SELECT ${categoryId}
			UNION SELECT c.id FROM under CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.parentId = under.id) SELECT id FROM under)`);
	}
	if (vendor !== undefined && vendor !== "") where.push(sql`p.vendor = ${vendor}`);
	if (styleId) where.push(sql`p.styleId = ${styleId}`);
	if (isAvailable !== undefined) where.push(sql`p.isAvailable = ${sql.raw(isAvailable ? "1" : "0")}`);
	if (priced !== undefined) where.push(priced ? sql`p.price IS NOT NULL` : sql`p.price IS NULL`);
	Object.entries(attributes).forEach(([name, value], nth) => {
		where.push(
			alongAttribute && nth === 0
				? sql`a.businessId = ${businessId} AND a.name = ${name} AND a.value = ${value}`
				: sql`EXISTS (SELECT 1 FROM productAttributes AS o WHERE o.businessId = ${businessId} AND o.name = ${name} AND o.value = ${value} AND o.productId = p.id)`,
		);
	});
	if (storeId) {
		where.push(sql`s.businessId = ${businessId} AND s.storeId = ${storeId}`);
		if (status === undefined) where.push(sql`s.productListed = 1`);
		if (stock) where.push(shelfIs[stock]);
	} else if (stock) where.push(sql`p.shelf = ${stock}`);
	return where;
}

/** The first term of `low` and `out` is the condition of the index of such shelves, word for word, which is how SQLite knows that it may use it. */
const shelfIs = {
	in: sql`s.onHand - s.reserved > s.reorderPoint AND s.onHand - s.reserved > 0`,
	low: sql`s.reorderPoint >= s.onHand - s.reserved AND s.onHand - s.reserved > 0`,
	out: sql`0 >= s.onHand - s.reserved`,
};

/** What stands behind a cursor, in the order of the page. Written out, because SQLite seeks an index by `>=` before it compares ids. */
function afterwards(after: Cursor, byName: boolean, searched: boolean, by: By): SQL {
	const [exact = 0, ...rest] = after;
	const behind = byName
		? sql`${by.key} >= ${String(rest[0])} AND (${by.key} > ${String(rest[0])} OR ${by.id} > ${String(rest[1])})`
		: sql`${by.id} < ${String(rest[0])}`;
	return searched ? sql`(hits.exact < CAST(${exact} AS INTEGER) OR (hits.exact = CAST(${exact} AS INTEGER) AND (${behind})))` : behind;
}
