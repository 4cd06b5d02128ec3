import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ReorderPointsSet } from "./events.server.ts";
import { SetReorderPoints } from "./input.ts";
import { openLevelsIn } from "./ledger.server.ts";
import { shelves } from "./news.server.ts";
import { makesSense } from "./rules.ts";

export type Points = { productId: string; reorderPoint: number; reorderTo: number };

/**
 * Says for many shelves of a store at how few each is low, and up to how many to order then (0 leaves that open). All or nothing; those that
 * are so already are not counted as changed. `changeId` takes it back (`undoReorderPoints`); null when nothing changed.
 * @throws Refusal `store_not_yours`, `product_not_found`, `validation_failed` naming the product
 */
export const setReorderPoints = command<typeof SetReorderPoints, { changed: number; before: Points[]; changeId: string | null }, Viewer>({
	name: "stock.set-reorder-points",
	needs: "stock:write",
	input: SetReorderPoints,
	async run({ db, work, principal, now }, { storeId, points }) {
		const { businessId } = db;
		const wanted = new Map(points.map((point) => [point.productId, point]));
		const { levels } = await db.read({
			levels: many<Points>(sql`SELECT p.id AS productId, COALESCE(l.reorderPoint, 0) AS reorderPoint, COALESCE(l.reorderTo, 0) AS reorderTo
				FROM json_each(${JSON.stringify([...wanted.keys()])}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value
				LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`),
		});
		storeOf(await principal(), storeId);
		if (levels.length < wanted.size) refuse("not_found", "product_not_found");
		const senseless = [...wanted.values()].filter((point) => !makesSense(point));
		if (senseless.length > 0)
			refuseInput(
				senseless.map(({ productId }) => ({
					field: `${productId}.reorderTo`,
					rule: "below_point",
					message: "not below the reorder point",
				})),
			);

		const before = levels.filter((level) => {
			const point = wanted.get(level.productId);
			return point?.reorderPoint !== level.reorderPoint || point.reorderTo !== level.reorderTo;
		});
		const after = before.flatMap(({ productId }) => wanted.get(productId) ?? []);
		const changeId = after.length > 0 ? newId<"event">(now) : null;
		if (changeId) setReorderPointsIn(work, storeId, { before, after }, changeId);
		return known({ changed: after.length, before, changeId });
	},
});

/** Adds to a batch that shelves of a store are low at other numbers; `before` and `after` are of the same products. `id`: what its event is known by. */
export function setReorderPointsIn(
	work: Work,
	storeId: string,
	{ before, after }: { before: Points[]; after: Points[] },
	id: string = newId<"event">(work.now),
): void {
	const productIds = after.map(({ productId }) => productId);
	openLevelsIn(
		work,
		productIds.map((productId) => ({ storeId, productId })),
	);
	const byProduct = JSON.stringify(Object.fromEntries(after.map((point) => [point.productId, point])));
	work.add(sql`UPDATE stockLevels SET reorderPoint = ${byProduct} -> productId ->> 'reorderPoint', reorderTo = ${byProduct} -> productId ->> 'reorderTo', updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND productId IN (SELECT key FROM json_each(${byProduct}))`);
	work.tell(shelves, productIds);
	const data = { storeId, storeIds: [storeId], productIds, before, after };
	work.record(ReorderPointsSet, { id, subject: { type: "store", id: storeId }, storeId, data });
}
