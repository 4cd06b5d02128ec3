import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Category, categoryJson, depthOf, heightOf, isUnder } from "./categories.server.ts";
import { mostDeep } from "./category-tree.ts";
import { CategoryMerged, CategoryRemoved, CategoryRestored } from "./events.server.ts";
import { RestoreCategory } from "./input.ts";

type Gone = { categoryId: string; name: string; parentId: string | null; position: number; into: string | null; moved: string | null };

/**
 * Takes a removal or a merge back: the category stands where it stood, and holds again what was in it and has not been moved on since.
 * @throws Refusal `change_not_found`, `cannot_be_undone` (too much was in it), `category_exists` (it was restored already),
 * `category_not_found` (what it stood under is gone), `category_taken` (its name), `category_too_deep`
 */
export const restoreCategory = command<typeof RestoreCategory, Category>({
	name: "catalog.restore-category",
	needs: "catalog:write",
	input: RestoreCategory,
	async run({ db, work, now }, { changeId }) {
		const { businessId } = db;
		const change = sql`SELECT subjectId AS categoryId, data ->> 'name' AS name, data ->> 'parentId' AS parentId, data ->> 'position' AS position, data ->> 'into' AS "into", data -> 'moved' AS moved
			FROM events WHERE businessId = ${businessId} AND id = ${changeId} AND type IN (${CategoryRemoved.type}, ${CategoryMerged.type})`;
		const { gone, again, parent, twin } = await db.read({
			gone: first<Gone>(change),
			again: first(sql`SELECT 1 FROM (${change}) AS g CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = g.categoryId`),
			parent: first(sql`SELECT 1 FROM (${change}) AS g CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = g.parentId`),
			twin: first<{ id: string }>(sql`SELECT c.id FROM (${change}) AS g
				CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.parentId IS g.parentId AND c.name = g.name COLLATE NOCASE
					AND c.id NOT IN (SELECT value FROM json_each(g.moved, '$.categoryIds'))`),
		});
		if (!gone) refuse("not_found", "change_not_found");
		if (gone.moved === null || gone.moved === "null") refuse("conflict", "cannot_be_undone");
		if (again) refuse("conflict", "category_exists");
		if (gone.parentId && !parent) refuse("not_found", "category_not_found");
		if (twin) refuse("conflict", "category_taken", { categoryId: twin.id });

		const { categoryId, name, parentId, position, into, moved } = gone;
		const back = (kind: string) => sql`businessId = ${businessId} AND id IN (SELECT value FROM json_each(${moved}, ${`$.${kind}`}))`;
		work.add(sql`INSERT INTO categories (businessId, id, parentId, name, position, createdAt, updatedAt)
			VALUES (${businessId}, ${categoryId}, ${parentId}, ${categoryId}, CAST(${position} AS INTEGER), ${now}, ${now})`);
		for (const [table, kind] of [
			[sql`products`, "productIds"],
			[sql`styles`, "styleIds"],
		] as const)
			work.add(
				sql`UPDATE ${table} SET categoryId = ${categoryId}, version = version + 1, updatedAt = ${now} WHERE ${back(kind)} AND categoryId IS ${into}`,
			);
		// What its own parent stands under by now stays where it is: it would make a circle.
		work.add(sql`UPDATE categories SET parentId = ${categoryId}, version = version + 1, updatedAt = ${now}
			WHERE ${back("categoryIds")} AND parentId IS ${into} AND NOT EXISTS (${isUnder(businessId, parentId ?? "", sql`categories.id`)})`);
		work.add(sql`UPDATE categories SET name = ${name} WHERE businessId = ${businessId} AND id = ${categoryId}`);
		work.guard(sql`SELECT 1 WHERE ${depthOf(businessId, categoryId)} + ${heightOf(businessId, categoryId)} - 1 <= ${mostDeep}`);
		work.record(CategoryRestored, { subject: { type: "category", id: categoryId }, data: { name, parentId } });
		return answer<Category>(categoryJson(businessId, categoryId));
	},
});
