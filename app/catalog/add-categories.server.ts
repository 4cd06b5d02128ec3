import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";

/** Adds categories to a batch, each last among its siblings; parents stand before their children. A name taken under its parent fails UNIQUE. */
export function addCategoriesIn(work: Work, categories: readonly { id: string; parentId: string | null; name: string }[]): void {
	work.add(sql`INSERT INTO categories (businessId, id, parentId, name, position, createdAt, updatedAt)
		SELECT ${work.businessId}, value ->> 'id', value ->> 'parentId', value ->> 'name',
			w.key + COALESCE((SELECT MAX(position) + 1 FROM categories AS c WHERE c.businessId = ${work.businessId} AND c.parentId IS w.value ->> 'parentId'), 0), ${work.now}, ${work.now}
		FROM json_each(${JSON.stringify(categories)}) AS w`);
}
