import { sql } from "drizzle-orm";
import { type Ask, many } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";

/** Styles and categories of which nothing has become: how whoever made them takes them back. */

/** Of these styles (a JSON list of ids), those nobody has changed and no product is of. */
export function unusedStyles(businessId: string, styleIds: string): Ask<{ id: string; name: string }[]> {
	return many(sql`SELECT s.id, s.name FROM json_each(${styleIds}) AS w CROSS JOIN styles AS s ON s.businessId = ${businessId} AND s.id = w.value
		WHERE s.version = 1 AND NOT EXISTS (SELECT 1 FROM products AS p WHERE p.businessId = ${businessId} AND p.styleId = s.id)`);
}

/** Of these categories, those nobody has changed and no product is in, with the categories and styles that stand in them. */
export function emptyCategories(
	businessId: string,
	categoryIds: string,
): Ask<{ id: string; name: string; children: string; styles: string }[]> {
	return many(sql`SELECT c.id, c.name,
			(SELECT json_group_array(u.id) FROM categories AS u WHERE u.businessId = ${businessId} AND u.parentId = c.id) AS children,
			(SELECT json_group_array(s.id) FROM styles AS s WHERE s.businessId = ${businessId} AND s.categoryId = c.id) AS styles
		FROM json_each(${categoryIds}) AS w CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = w.value
		WHERE c.version = 1 AND NOT EXISTS (SELECT 1 FROM products AS p INDEXED BY products_by_category WHERE p.businessId = ${businessId} AND p.categoryId = c.id)`);
}

/** Removes styles, then categories, from a batch on; what somebody put into one meanwhile fails it by its foreign key. */
export function removeMadeIn(work: Work, styleIds: readonly string[], categoryIds: readonly string[]): void {
	if (styleIds.length > 0)
		work.add(
			sql`DELETE FROM styles WHERE businessId = ${work.businessId} AND id IN (SELECT value FROM json_each(${JSON.stringify(styleIds)}))`,
		);
	if (categoryIds.length > 0)
		work.add(
			sql`DELETE FROM categories WHERE businessId = ${work.businessId} AND id IN (SELECT value FROM json_each(${JSON.stringify(categoryIds)}))`,
		);
}
