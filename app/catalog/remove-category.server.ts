import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { CategoryRemoved } from "./events.server.ts";
import { CategoryRef } from "./input.ts";

type CategoryUse = { name: string; categories: number; products: number; styles: number };

/** Removes an empty category. @throws Refusal `category_not_found`, `category_in_use` with what stands in it */
export const removeCategory = command<typeof CategoryRef, { removed: string }>({
	name: "catalog.remove-category",
	needs: "catalog:write",
	input: CategoryRef,
	async run({ db, work }, { categoryId }) {
		const { businessId } = db;
		const { category } = await db.read({
			category: first<CategoryUse>(sql`SELECT name,
					(SELECT COUNT(*) FROM categories AS u WHERE u.businessId = c.businessId AND u.parentId = c.id) AS categories,
					(SELECT COUNT(*) FROM products AS u WHERE u.businessId = c.businessId AND u.categoryId = c.id) AS products,
					(SELECT COUNT(*) FROM styles AS u WHERE u.businessId = c.businessId AND u.categoryId = c.id) AS styles
				FROM categories AS c WHERE c.businessId = ${businessId} AND c.id = ${categoryId}`),
		});
		if (!category) refuse("not_found", "category_not_found");
		const { name, ...use } = category;
		if (use.categories + use.products + use.styles > 0) refuse("conflict", "category_in_use", use);
		work.add(sql`DELETE FROM categories WHERE businessId = ${businessId} AND id = ${categoryId}`);
		work.record(CategoryRemoved, { subject: { type: "category", id: categoryId }, data: { name } });
		return known({ removed: categoryId });
	},
});
