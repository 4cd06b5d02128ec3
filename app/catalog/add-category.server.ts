import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { CategoryAdded } from "./events.server.ts";
import { AddCategory } from "./input.ts";
import { type Category, categoryJson, sameNameBeside } from "./categories.server.ts";

/** Adds a category, last among its siblings unless told otherwise. @throws Refusal `category_not_found` for the parent, `category_taken` */
export const addCategory = command<typeof AddCategory, Category>({
	name: "catalog.add-category",
	needs: "catalog:write",
	input: AddCategory,
	async run({ db, work, now }, { name, parentId = null, position }) {
		const { businessId } = db;
		const { parent, twin } = await db.read({
			parent: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${parentId ?? ""}`),
			twin: sameNameBeside(businessId, { id: "", name, parentId }),
		});
		if (parentId && !parent) refuse("not_found", "category_not_found");
		if (twin) refuse("conflict", "category_taken", { categoryId: twin.id });
		const id = newId<"category">(now);
		work.add(sql`INSERT INTO categories (businessId, id, parentId, name, position, createdAt, updatedAt)
			SELECT ${businessId}, ${id}, ${parentId}, ${name},
				COALESCE(${position ?? null}, (SELECT MAX(position) + 1 FROM categories WHERE businessId = ${businessId} AND parentId IS ${parentId}), 0), ${now}, ${now}`);
		work.record(CategoryAdded, { subject: { type: "category", id }, data: { name, parentId } });
		return answer<Category>(categoryJson(businessId, id));
	},
});
