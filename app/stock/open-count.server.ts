import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { type Count, countJson, uncountedShelves } from "./counts.server.ts";
import { CountOpened } from "./events.server.ts";
import { OpenCount } from "./input.ts";
import { onlyStoreOr } from "./which-store.server.ts";

/**
 * Opens a count of a store: of everything, a category with all under it, or chosen products. One at a time in a store; several people may
 * count in it. Nothing stands still meanwhile: every line remembers when it was counted.
 * @throws Refusal `store_not_yours`, `count_open_already` with its id, `category_not_found`, `product_not_found`
 */
export const openCount = command<typeof OpenCount, Count, Viewer>({
	name: "stock.open-count",
	needs: "stock:count",
	input: OpenCount,
	async run({ db, work, principal, now }, { storeId: named, scope, categoryId, productIds = [], blind, note = "" }) {
		const { businessId } = db;
		const chosen = [...new Set(productIds)];
		const { open, category, products } = await db.read({
			open: many<{ id: string; storeId: string }>(
				sql`SELECT id, storeId FROM stockCounts INDEXED BY stockCounts_one_open WHERE businessId = ${businessId} AND status = 'counting'`,
			),
			category: first(sql`SELECT 1 FROM categories WHERE businessId = ${businessId} AND id = ${categoryId ?? ""}`),
			products: many(sql`SELECT p.id FROM json_each(${JSON.stringify(chosen)}) AS wanted
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = wanted.value`),
		});
		const viewer = await principal();
		const storeId = onlyStoreOr(viewer, named).id;
		const already = open.find((count) => count.storeId === storeId);
		if (already) refuse("conflict", "count_open_already", { countId: already.id, storeId });
		if (categoryId !== undefined && !category) refuse("not_found", "category_not_found");
		if (products.length < chosen.length) refuse("not_found", "product_not_found");

		const id = newId<"count">(now);
		work.add(sql`INSERT INTO stockCounts (businessId, id, storeId, scope, categoryId, blind, status, note, openedBy, openedAt)
			VALUES (${businessId}, ${id}, ${storeId}, ${scope}, ${categoryId ?? null}, ${blind ? 1 : 0}, 'counting', ${note}, ${viewer.actor.name}, ${now})`);
		work.add(
			sql`INSERT INTO stockCountLines (businessId, countId, productId) SELECT ${businessId}, ${id}, value FROM json_each(${JSON.stringify(chosen)})`,
		);
		const wanted =
			scope === "products" ? sql`CAST(${chosen.length} AS INTEGER)` : sql`(SELECT COUNT(*) ${uncountedShelves(businessId, id)})`;
		work.add(sql`UPDATE stockCounts SET wanted = ${wanted} WHERE businessId = ${businessId} AND id = ${id}`);
		work.record(CountOpened, { subject: { type: "count", id }, storeId, data: { countId: id, storeId, scope, blind } });
		return answer<Count>(countJson(businessId, id));
	},
});
