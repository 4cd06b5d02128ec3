import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";

/** What the verbs of the category tree share. */

export type Category = {
	id: string;
	parentId: string | null;
	name: string;
	position: number;
	version: number;
	products: number;
	createdAt: number;
	updatedAt: number;
};

/** Columns of `categories AS c`, with how many products stand in it directly and are not archived. */
export const categoryColumns = sql`c.id, c.parentId, c.name, c.position, c.version, c.createdAt, c.updatedAt,
	(SELECT COUNT(*) FROM products AS p WHERE p.businessId = c.businessId AND p.categoryId = c.id AND p.status <> 'archived') AS products`;

/** A category as a JSON expression, for the answer of a batch. */
export function categoryJson(businessId: string, id: string): SQL {
	return sql`(SELECT json_object('id', id, 'parentId', parentId, 'name', name, 'position', position, 'version', version, 'products', products,
			'createdAt', createdAt, 'updatedAt', updatedAt)
		FROM (SELECT ${categoryColumns} FROM categories AS c WHERE c.businessId = ${businessId} AND c.id = ${id}))`;
}

/** Another category of that name under the same parent. */
export function sameNameBeside(
	businessId: string,
	{ id, name, parentId }: { id: string; name: string; parentId: string | null },
): Ask<{ id: string } | undefined> {
	return first(sql`SELECT id FROM categories
		WHERE businessId = ${businessId} AND COALESCE(parentId, '') = ${parentId ?? ""} AND name = ${name} COLLATE NOCASE AND id <> ${id}`);
}

/** Rows when `below` stands under `above`, or is it: the way up from `below` passes there. */
export function isUnder(businessId: string, below: string, above: string): SQL {
	return sql`WITH RECURSIVE up (id) AS (SELECT ${below}
			UNION SELECT c.parentId FROM up CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = up.id WHERE c.parentId IS NOT NULL)
		SELECT 1 FROM up WHERE id = ${above}`;
}
