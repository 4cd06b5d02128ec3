import { command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { many } from "#app/platform/database.server.ts";
import { sql } from "drizzle-orm";
import { contentsOf, type Dissolved, dissolveIn, named, useOf } from "./dissolve-category.server.ts";
import { CategoryRemoved } from "./events.server.ts";
import { RemoveCategory } from "./input.ts";

/**
 * Removes a category. One that is not empty only when told what becomes of its contents: they move to the category above.
 * @throws Refusal `category_not_found`, `version_changed`, `category_in_use` with what stands in it, `names_meet` with the names that stand above already
 */
export const removeCategory = command<typeof RemoveCategory, Dissolved>({
	name: "catalog.remove-category",
	needs: "catalog:write",
	input: RemoveCategory,
	async run({ db, work, now }, { categoryId, contents, version }) {
		const { businessId } = db;
		const { category, inside, twins } = await db.read({
			category: useOf(businessId, categoryId),
			inside: contentsOf(businessId, categoryId),
			twins: many<{ name: string }>(sql`SELECT c.name FROM categories AS g
				CROSS JOIN categories AS c ON c.businessId = g.businessId AND c.parentId = g.id
				CROSS JOIN categories AS t ON t.businessId = g.businessId AND t.parentId IS g.parentId AND t.id <> g.id AND t.name = c.name COLLATE NOCASE
				WHERE g.businessId = ${businessId} AND g.id = ${categoryId} LIMIT 20`),
		});
		if (!category) refuse("not_found", "category_not_found");
		if (version !== undefined && version !== category.version) refuse("conflict", "version_changed", { current: category.version });
		const { name, parentId, position, version: current, ...use } = category;
		const isEmpty = use.categories + use.products + use.styles === 0;
		if (!isEmpty && contents !== "up") refuse("conflict", "category_in_use", use);
		if (twins.length > 0) refuse("conflict", "names_meet", { names: twins.map((twin) => twin.name) });

		if (version !== undefined)
			work.guard(
				sql`SELECT 1 FROM categories WHERE businessId = ${businessId} AND id = ${categoryId} AND version = CAST(${current} AS INTEGER)`,
			);
		const changeId = newId<"event">(now);
		const moved = named(inside);
		dissolveIn(work, categoryId, parentId, moved);
		work.record(CategoryRemoved, {
			id: changeId,
			subject: { type: "category", id: categoryId },
			data: { name, parentId, position, into: parentId, moved },
		});
		return known({ removed: categoryId, into: parentId, ...use, changeId: moved && changeId });
	},
});
