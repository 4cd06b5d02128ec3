import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { ListProducts } from "#app/catalog/input.ts";
import { productJson } from "#app/catalog/queries.server.ts";
import { barcodeForms, searchExpression, skuKeyOf } from "#app/catalog/rules.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Cursor, pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import type { ProductWithInventory } from "./shelf.server.ts";

type ListInput = z.output<typeof ListProducts>;
type ListRow = { product: string; exact: number };

/**
 * Products with their shelf: of one store, or summed over all. The page is found first, by an index in its order; the shelves of those few
 * rows are looked up after, so the cost grows neither with stock movements nor with the number of products before the page.
 * @throws Refusal `forbidden / store_not_yours`, `invalid / cursor_invalid`
 */
export const listProducts = query<typeof ListProducts, { items: ProductWithInventory[]; nextCursor: string | null }, Viewer>({
	name: "stock.products",
	needs: "catalog:read",
	input: ListProducts,
	async run({ tenant, db }, input) {
		const { businessId } = db;
		const { storeId, limit, sort, q } = input;
		const byName = sort === "name";
		const after = readCursor(input.cursor, byName ? 3 : 2);
		const found = q ? hits(businessId, q) : null;

		const order = byName ? sql`exact DESC, name COLLATE NOCASE, id` : sql`exact DESC, id DESC`;
		const where = [...conditions(businessId, input), ...(after ? [afterwards(after, byName, found !== null)] : [])];
		const page = sql`SELECT ${sourceOf(businessId, input, found !== null)} WHERE ${sql.join(where, sql` AND `)}
			ORDER BY ${found ? order : byName ? sql`p.name COLLATE NOCASE, p.id` : sql`p.id DESC`} LIMIT ${limit + 1}`;
		const shelves = sql`, 'inventory', json_object('quantity', COALESCE(SUM(l.onHand), 0), 'reserved', COALESCE(SUM(l.reserved), 0),
			'available', COALESCE(SUM(l.onHand - l.reserved), 0), 'incoming', COALESCE(SUM(l.incoming), 0), 'reorderPoint', COALESCE(SUM(l.reorderPoint), 0), 'reorderTo', COALESCE(SUM(l.reorderTo), 0),
			'version', COALESCE(SUM(l.version), 0))`;
		const { rows } = await db.read({
			rows: many<ListRow>(sql`WITH ${found ? sql`hits (docId, exact) AS (${found}), ` : sql``}page AS (${page})
				SELECT ${productJson(shelves)} AS product, p.exact FROM page AS p
				LEFT JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = p.id${storeId ? sql` AND l.storeId = ${storeId}` : sql``}
				GROUP BY p.id ORDER BY ${order}`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { items, nextCursor } = pageOf(
			rows.map((row) => ({ exact: row.exact, product: productOf(row.product) })),
			limit,
			({ exact, product }) => (byName ? [exact, product.name, product.id] : [exact, product.id]),
		);
		return { items: items.map(({ product }) => product), nextCursor };
	},
});

function productOf(json: string): ProductWithInventory {
	return JSON.parse(json);
}

/** Row numbers of what was typed: words through the index, and an exact SKU or barcode in front, whatever characters it is made of. */
function hits(businessId: string, q: string): SQL {
	const words = searchExpression(businessId, q);
	const found = words
		? sql`SELECT rowid AS docId, 0 AS exact FROM productSearch WHERE productSearch MATCH ${words} AND ${businessId} <> ''`
		: sql`SELECT docId, 0 AS exact FROM products WHERE businessId = ${businessId} AND instr(name, ${q}) > 0`;
	return sql`SELECT docId, MAX(exact) FROM (${found}
			UNION ALL SELECT docId, 1 FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKeyOf(q)}
			UNION ALL SELECT docId, 1 FROM products WHERE businessId = ${businessId} AND barcode IN (SELECT value FROM json_each(${JSON.stringify(barcodeForms(q))})))
		GROUP BY docId`;
}

/** Where a page begins to look: at what was found, at the short index of low shelves, or along the products in order (CROSS JOIN keeps the order). */
function sourceOf(businessId: string, { storeId, stock }: ListInput, searched: boolean): SQL {
	const shelf = sql`stockLevels AS s ON s.businessId = ${businessId} AND s.productId = p.id AND s.storeId = ${storeId ?? ""}`;
	if (searched)
		return sql`p.*, hits.exact FROM hits CROSS JOIN products AS p ON p.docId = hits.docId${storeId ? sql` CROSS JOIN ${shelf}` : sql``}`;
	if (storeId && (stock === "low" || stock === "out")) {
		return sql`p.*, 0 AS exact FROM stockLevels AS s INDEXED BY stockLevels_low CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = s.productId`;
	}
	return sql`p.*, 0 AS exact FROM products AS p${storeId ? sql` CROSS JOIN ${shelf}` : sql``}`;
}

function conditions(businessId: string, input: ListInput): SQL[] {
	const { storeId, status, categoryId, vendor, styleId, isAvailable, stock } = input;
	const where = [sql`p.businessId = ${businessId}`];
	if (status === undefined) where.push(sql`p.status <> 'archived'`);
	else if (status !== "any") where.push(sql`p.status = ${status}`);
	if (categoryId) {
		where.push(sql`p.categoryId IN (WITH RECURSIVE under (id) AS (SELECT ${categoryId}
			UNION SELECT c.id FROM under CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.parentId = under.id) SELECT id FROM under)`);
	}
	if (vendor !== undefined && vendor !== "") where.push(sql`p.vendor = ${vendor}`);
	if (styleId) where.push(sql`p.styleId = ${styleId}`);
	if (isAvailable !== undefined) where.push(sql`p.isAvailable = ${isAvailable ? 1 : 0}`);
	if (storeId) {
		where.push(sql`s.businessId = ${businessId} AND s.storeId = ${storeId}`);
		if (stock) where.push(shelfIs[stock]);
	} else if (stock) where.push(sumIs(businessId, stock));
	return where;
}

/** The first term of `low` and `out` is the condition of the index `stockLevels_low`, word for word, which is how SQLite knows that it may use it. */
const shelfIs = {
	in: sql`s.onHand - s.reserved > s.reorderPoint AND s.onHand - s.reserved > 0`,
	low: sql`s.reorderPoint >= s.onHand - s.reserved AND s.onHand - s.reserved > 0`,
	out: sql`s.reorderPoint >= s.onHand - s.reserved AND s.onHand - s.reserved <= 0`,
};

/** Over all stores: out when none has any, low when some store is low or out while another still has it, in otherwise. */
function sumIs(businessId: string, stock: "in" | "low" | "out"): SQL {
	const shelves = sql`FROM stockLevels AS s WHERE s.businessId = ${businessId} AND s.productId = p.id`;
	const any = sql`EXISTS (SELECT 1 ${shelves} AND s.onHand - s.reserved > 0)`;
	const scarce = sql`EXISTS (SELECT 1 ${shelves} AND s.onHand - s.reserved <= s.reorderPoint)`;
	if (stock === "out") return sql`NOT ${any}`;
	return stock === "low" ? sql`${any} AND ${scarce}` : sql`${any} AND NOT ${scarce}`;
}

/** What stands behind a cursor, in the order of the page. Written out, because SQLite seeks an index by `>=` and not by a row value with a collation. */
function afterwards(after: Cursor, byName: boolean, searched: boolean): SQL {
	const [exact = 0, ...rest] = after;
	const behind = byName
		? sql`p.name COLLATE NOCASE >= ${String(rest[0])} AND (p.name COLLATE NOCASE > ${String(rest[0])} OR p.id > ${String(rest[1])})`
		: sql`p.id < ${String(rest[0])}`;
	return searched ? sql`(hits.exact < CAST(${exact} AS INTEGER) OR (hits.exact = CAST(${exact} AS INTEGER) AND (${behind})))` : behind;
}
