import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { depthOf, heightOf, isUnder } from "./categories.server.ts";
import { mostDeep } from "./category-tree.ts";
import { contentsOf, type Dissolved, dissolveIn, named, sameNames, useOf } from "./dissolve-category.server.ts";
import { CategoryMerged } from "./events.server.ts";
import { MergeCategory } from "./input.ts";

/**
 * Makes one category of two: what stands in the first moves to the other, and the first is gone.
 * @throws Refusal `category_not_found` (either), `category_under_itself` (into itself, or into what stands under it), `category_too_deep`,
 * `names_meet` with the names that stand under both
 */
export const mergeCategory = command<typeof MergeCategory, Dissolved>({
	name: "catalog.merge-category",
	needs: "catalog:write",
	input: MergeCategory,
	async run({ db, work, now }, { categoryId, intoId }) {
		const { businessId } = db;
		const { category, into, circle, levels, inside, twins } = await db.read({
			category: useOf(businessId, categoryId),
			into: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${intoId}`),
			circle: first(isUnder(businessId, intoId, categoryId)),
			levels: first<{ depth: number; height: number }>(
				sql`SELECT ${depthOf(businessId, intoId)} AS depth, ${heightOf(businessId, categoryId)} AS height`,
			),
			inside: contentsOf(businessId, categoryId),
			twins: sameNames(businessId, categoryId, intoId),
		});
		if (!category || !into) refuse("not_found", "category_not_found");
		if (circle) refuse("conflict", "category_under_itself");
		if ((levels?.depth ?? 0) + (levels?.height ?? 0) - 1 > mostDeep) refuse("conflict", "category_too_deep", { most: mostDeep });
		if (twins.length > 0) refuse("conflict", "names_meet", { names: twins.map((twin) => twin.name) });

		const { name, parentId, position, version: _, ...use } = category;
		const changeId = newId<"event">(now);
		const moved = named(inside);
		work.guard(sql`SELECT 1 WHERE NOT EXISTS (${isUnder(businessId, intoId, categoryId)})
			AND ${depthOf(businessId, intoId)} + ${heightOf(businessId, categoryId)} - 1 <= ${mostDeep}`);
		dissolveIn(work, categoryId, intoId, moved);
		work.record(CategoryMerged, {
			id: changeId,
			subject: { type: "category", id: categoryId },
			data: { name, parentId, position, into: intoId, moved },
		});
		return known({ removed: categoryId, into: intoId, ...use, changeId: moved && changeId });
	},
});
