import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { CategoryAdded } from "./events.server.ts";
import { AddCategory } from "./input.ts";
import { type Category, categoryJson, depthOf, sameNameBeside } from "./categories.server.ts";
import { mostCategories, mostDeep } from "./category-tree.ts";

/** Adds a category, last among its siblings unless told otherwise. @throws Refusal `category_not_found` for the parent, `category_taken`, `category_too_deep`, `too_many_categories` */
export const addCategory = command<typeof AddCategory, Category>({
	name: "catalog.add-category",
	needs: "catalog:write",
	input: AddCategory,
	async run({ db, work, now }, { name, parentId = null, position }) {
		const { businessId } = db;
		const { parent, twin, tree } = await db.read({
			parent: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${parentId ?? ""}`),
			twin: sameNameBeside(businessId, { id: "", name, parentId }),
			tree: first<{ depth: number; count: number }>(
				sql`SELECT ${depthOf(businessId, parentId ?? "")} AS depth, (SELECT COUNT(*) FROM categories WHERE businessId = ${businessId}) AS count`,
			),
		});
		if (parentId && !parent) refuse("not_found", "category_not_found");
		if (twin) refuse("conflict", "category_taken", { categoryId: twin.id });
		if ((tree?.depth ?? 0) >= mostDeep) refuse("conflict", "category_too_deep", { most: mostDeep });
		if ((tree?.count ?? 0) >= mostCategories) refuse("conflict", "too_many_categories", { most: mostCategories });
		const id = newId<"category">(now);
		// A parent that was moved down meanwhile.
		if (parentId) work.guard(sql`SELECT 1 WHERE ${depthOf(businessId, parentId)} BETWEEN 1 AND ${mostDeep - 1}`);
		work.add(sql`INSERT INTO categories (businessId, id, parentId, name, position, createdAt, updatedAt)
			SELECT ${businessId}, ${id}, ${parentId}, ${name},
				COALESCE(${position ?? null}, (SELECT MAX(position) + 1 FROM categories WHERE businessId = ${businessId} AND parentId IS ${parentId}), 0), ${now}, ${now}`);
		work.record(CategoryAdded, { subject: { type: "category", id }, data: { name, parentId } });
		return answer<Category>(categoryJson(businessId, id));
	},
});
