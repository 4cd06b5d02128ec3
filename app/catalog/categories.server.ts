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

/** How many categories stand on the way from the top down to this one, itself among them; 0 for none. */
export function depthOf(businessId: string, categoryId: string): SQL {
	return sql`(WITH RECURSIVE up (id) AS (SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${categoryId}
			UNION SELECT c.parentId FROM up CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = up.id WHERE c.parentId IS NOT NULL)
		SELECT COUNT(*) FROM up)`;
}

/** How many levels a category and what stands under it take: 1 for one that has nothing under it. Bounded by the depth of the tree. */
export function heightOf(businessId: string, categoryId: string): SQL {
	return sql`(WITH RECURSIVE down (id, level) AS (SELECT ${categoryId}, 1
			UNION SELECT c.id, down.level + 1 FROM down CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.parentId = down.id WHERE down.level < 100)
		SELECT MAX(level) FROM down)`;
}

/** Rows when `below` stands under `above`, or is it: the way up from `below` passes there. */
export function isUnder(businessId: string, below: string, above: string | SQL): SQL {
	return sql`WITH RECURSIVE up (id) AS (SELECT ${below}
			UNION SELECT c.parentId FROM up CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = up.id WHERE c.parentId IS NOT NULL)
		SELECT 1 FROM up WHERE id = ${above}`;
}
