import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { CategoriesOrdered } from "./events.server.ts";
import { OrderCategories } from "./input.ts";

/**
 * Gives the categories under one parent their order. All of them are named, so that an order made of an older tree is noticed.
 * @throws Refusal `category_not_found` (the parent), `categories_changed` with what stands there now
 */
export const orderCategories = command<typeof OrderCategories, { categoryIds: string[] }>({
	name: "catalog.order-categories",
	needs: "catalog:write",
	input: OrderCategories,
	async run({ db, work, now }, { parentId, categoryIds }) {
		const { businessId } = db;
		const { parent, there } = await db.read({
			parent: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${parentId ?? ""}`),
			there: many<{ id: string }>(
				sql`SELECT id FROM categories WHERE businessId = ${businessId} AND parentId IS ${parentId} ORDER BY position, name COLLATE NOCASE, id`,
			),
		});
		if (parentId && !parent) refuse("not_found", "category_not_found");
		const current = there.map(({ id }) => id);
		if (new Set(categoryIds).size !== categoryIds.length || [...categoryIds].sort().join() !== [...current].sort().join())
			refuse("conflict", "categories_changed", { current });
		if (categoryIds.join() !== current.join()) {
			const order = JSON.stringify(Object.fromEntries(categoryIds.map((id, position) => [id, position])));
			// Somebody who added or moved one since the read shows here.
			work.guard(sql`SELECT 1 WHERE (SELECT COUNT(*) FROM categories WHERE businessId = ${businessId} AND parentId IS ${parentId}) = ${current.length}
				AND (SELECT COUNT(*) FROM json_each(${order}) AS w CROSS JOIN categories AS c ON c.businessId = ${businessId} AND c.id = w.key AND c.parentId IS ${parentId}) = ${current.length}`);
			work.add(sql`UPDATE categories SET position = CAST(${order} -> id AS INTEGER), version = version + 1, updatedAt = ${now}
				WHERE businessId = ${businessId} AND id IN (SELECT key FROM json_each(${order})) AND position <> CAST(${order} -> id AS INTEGER)`);
			work.record(CategoriesOrdered, { subject: { type: "category", id: parentId ?? "top" }, data: { parentId, categoryIds } });
		}
		return known({ categoryIds });
	},
});
