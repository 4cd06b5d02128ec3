import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Category, categoryJson, depthOf, heightOf, isUnder } from "./categories.server.ts";
import { mostDeep } from "./category-tree.ts";
import { CategoryEdited } from "./events.server.ts";
import { EditCategory } from "./input.ts";

type CategoryRow = { id: string; name: string; parentId: string | null; position: number; version: number };

/**
 * Renames a category, moves it in the tree, or both.
 * @throws Refusal `category_not_found` (itself or the new parent), `category_taken`, `category_under_itself`, `category_too_deep`, `version_changed`
 */
export const editCategory = command<typeof EditCategory, Category>({
	name: "catalog.edit-category",
	needs: "catalog:write",
	input: EditCategory,
	async run({ db, work, now }, { categoryId, version, ...input }) {
		const { businessId } = db;
		const here = sql`businessId = ${businessId} AND id = ${categoryId}`;
		const newParent = input.parentId ?? "";
		// The twin is looked for where the category will stand, under the name it will have.
		const { category, parent, circle, levels, twin } = await db.read({
			category: first<CategoryRow>(sql`SELECT id, name, parentId, position, version FROM categories WHERE ${here}`),
			parent: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${newParent}`),
			circle: first(isUnder(businessId, newParent, categoryId)),
			levels: first<{ depth: number; height: number }>(
				sql`SELECT ${depthOf(businessId, newParent)} AS depth, ${heightOf(businessId, categoryId)} AS height`,
			),
			twin: first<{ id: string }>(sql`SELECT t.id FROM categories AS c CROSS JOIN categories AS t ON t.businessId = c.businessId
				WHERE c.businessId = ${businessId} AND c.id = ${categoryId} AND t.id <> c.id AND t.name = COALESCE(${input.name ?? null}, c.name) COLLATE NOCASE
					AND COALESCE(t.parentId, '') = ${input.parentId === undefined ? sql`COALESCE(c.parentId, '')` : newParent}`),
		});
		if (!category || (input.parentId && !parent)) refuse("not_found", "category_not_found");
		if (version !== undefined && version !== category.version) refuse("conflict", "version_changed", { current: category.version });
		if (input.parentId && circle) refuse("conflict", "category_under_itself");
		const moves = input.parentId !== undefined && input.parentId !== category.parentId;
		if (moves && input.parentId && (levels?.depth ?? 0) + (levels?.height ?? 0) > mostDeep)
			refuse("conflict", "category_too_deep", { most: mostDeep });
		if (twin) refuse("conflict", "category_taken", { categoryId: twin.id });

		const before = { name: category.name, parentId: category.parentId, position: category.position };
		const after = {
			name: input.name ?? before.name,
			parentId: input.parentId === undefined ? before.parentId : input.parentId,
			position: input.position ?? before.position,
		};
		if (after.name !== before.name || after.parentId !== before.parentId || after.position !== before.position) {
			work.guard(sql`SELECT 1 FROM categories WHERE ${here} AND version = CAST(${category.version} AS INTEGER)`);
			// Two moves at once could each be right and make a circle together.
			if (moves && after.parentId)
				work.guard(sql`SELECT 1 WHERE NOT EXISTS (${isUnder(businessId, after.parentId, categoryId)})
					AND ${depthOf(businessId, after.parentId)} + ${heightOf(businessId, categoryId)} <= ${mostDeep}`);
			work.add(
				sql`UPDATE categories SET name = ${after.name}, parentId = ${after.parentId}, position = ${after.position}, version = version + 1, updatedAt = ${now} WHERE ${here}`,
			);
			work.record(CategoryEdited, { subject: { type: "category", id: categoryId }, data: { before, after } });
		}
		return answer<Category>(categoryJson(businessId, categoryId));
	},
});
