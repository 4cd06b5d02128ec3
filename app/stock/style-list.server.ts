import { type SQL, sql } from "drizzle-orm";
import { type Style, styleColumns } from "#app/catalog/styles.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { ListStyleShelves } from "./input.ts";

/** A style with the shelves of its products that are not archived, summed; prices in minor units, null where there are none or of two currencies. */
export type ListedStyle = Style & {
	available: number;
	reserved: number;
	incoming: number;
	reorderPoint: number;
	lowest: number | null;
	highest: number | null;
	currency: string | null;
};

/** Styles by name, with what stands on the shelf: of one store, or summed over all. Costs the products of the page. @throws Refusal `store_not_yours`, `cursor_invalid` */
export const listStyleShelves = query<typeof ListStyleShelves, { items: ListedStyle[]; nextCursor: string | null }, Viewer>({
	name: "stock.styles",
	needs: "catalog:read",
	input: ListStyleShelves,
	async run({ tenant, db }, { q, categoryId, vendor, storeId, limit, cursor }) {
		const { businessId } = db;
		const after = readCursor(cursor, 2)?.map(String);
		const where: SQL[] = [sql`businessId = ${businessId}`];
		if (q) where.push(sql`(instr(lower(name), lower(${q})) > 0 OR instr(lower(vendor), lower(${q})) > 0)`);
		if (vendor) where.push(sql`vendor = ${vendor} COLLATE NOCASE`);
		if (categoryId) where.push(sql`categoryId = ${categoryId}`);
		if (after) where.push(sql`(sortKey, id) > (${after[0]}, ${after[1]})`);
		const { rows } = await db.read({
			rows: many<
				ListedStyle & { sortKey: string }
			>(sql`SELECT s.sortKey, ${styleColumns}, COALESCE(SUM(l.onHand - l.reserved), 0) AS available, COALESCE(SUM(l.reserved), 0) AS reserved,
					COALESCE(SUM(l.incoming), 0) AS incoming, COALESCE(SUM(l.reorderPoint), 0) AS reorderPoint,
					MIN(v.price) AS lowest, MAX(v.price) AS highest, iif(MIN(v.currency) = MAX(v.currency), MIN(v.currency), NULL) AS currency
				FROM (SELECT * FROM styles WHERE ${sql.join(where, sql` AND `)} ORDER BY sortKey, id LIMIT ${limit + 1}) AS s
				LEFT JOIN products AS v ON v.businessId = s.businessId AND v.styleId = s.id AND v.status <> 'archived'
				LEFT JOIN stockLevels AS l ON l.businessId = v.businessId AND l.productId = v.id ${storeId ? sql`AND l.storeId = ${storeId}` : sql``}
				GROUP BY s.id ORDER BY s.sortKey, s.id`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { items, nextCursor } = pageOf(rows, limit, ({ sortKey, id }) => [sortKey, id]);
		return { items: items.map(({ sortKey: _, ...style }) => style), nextCursor };
	},
});
