import { sql } from "drizzle-orm";
import { ListProducts } from "#app/catalog/input.ts";
import { productJson } from "#app/catalog/queries.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { filterOf } from "./product-filter.server.ts";
import type { ProductWithInventory } from "./shelf.server.ts";

type ListRow = { product: string; exact: number; sortKey: string };

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
		const { storeId, limit } = input;
		const byName = input.sort === "name";
		const { hits, columns, source, where, order } = filterOf(businessId, input);
		const page = sql`SELECT ${columns} FROM ${source} WHERE ${where} ORDER BY ${order} LIMIT ${limit + 1}`;
		const again = byName ? sql`exact DESC, p.sortKey, p.id` : sql`exact DESC, p.id DESC`;
		const shelves = sql`, 'inventory', json_object('quantity', COALESCE(SUM(l.onHand), 0), 'reserved', COALESCE(SUM(l.reserved), 0),
			'available', COALESCE(SUM(l.onHand - l.reserved), 0), 'incoming', COALESCE(SUM(l.incoming), 0), 'reorderPoint', COALESCE(SUM(l.reorderPoint), 0), 'reorderTo', COALESCE(SUM(l.reorderTo), 0),
			'version', COALESCE(SUM(l.version), 0))`;
		const { rows } = await db.read({
			rows: many<ListRow>(sql`WITH ${hits ? sql`hits (docId, exact) AS (${hits}), ` : sql``}page AS (${page})
				SELECT ${productJson(shelves)} AS product, p.exact, p.sortKey FROM page AS p
				LEFT JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = p.id${storeId ? sql` AND l.storeId = ${storeId}` : sql``}
				GROUP BY p.id ORDER BY ${again}`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { items, nextCursor } = pageOf(
			rows.map(({ product, ...row }) => ({ ...row, product: productOf(product) })),
			limit,
			({ exact, sortKey, product }) => (byName ? [exact, sortKey, product.id] : [exact, product.id]),
		);
		return { items: items.map(({ product }) => product), nextCursor };
	},
});

function productOf(json: string): ProductWithInventory {
	return JSON.parse(json);
}

/** More than this is no longer one act; whoever means more narrows the filter first. */
export const mostMatching = 2000;

/** The ids of everything a filter matches, in its order. One more than `mostMatching` says that there are more. @throws as `listProducts` */
export const matchingProducts = query<typeof ListProducts, string[], Viewer>({
	name: "stock.matching-products",
	needs: "catalog:read",
	input: ListProducts,
	async run({ tenant, db }, input) {
		const { hits, columns, source, where, order } = filterOf(db.businessId, input);
		const { rows } = await db.read({
			rows: many<{ id: string }>(sql`${hits ? sql`WITH hits (docId, exact) AS (${hits}) ` : sql``}SELECT id FROM
				(SELECT ${columns} FROM ${source} WHERE ${where} ORDER BY ${order} LIMIT ${mostMatching + 1})`),
		});
		if (input.storeId) storeOf(await tenant.principal(), input.storeId);
		return rows.map(({ id }) => id);
	},
});
