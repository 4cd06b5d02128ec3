import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { ReorderPointsSet } from "./events.server.ts";
import { UndoReorderPoints } from "./input.ts";
import { type Points, setReorderPointsIn } from "./set-reorder-points.server.ts";

/**
 * Takes back that many reorder points were set: each is again what it was, unless somebody has set it since (`kept` counts those). `changeId`
 * takes the undo back.
 * @throws Refusal `change_not_found`, `store_not_yours`
 */
export const undoReorderPoints = command<typeof UndoReorderPoints, { changed: number; kept: number; changeId: string | null }, Viewer>({
	name: "stock.undo-reorder-points",
	needs: "stock:write",
	input: UndoReorderPoints,
	async run({ db, work, principal, now }, { changeId }) {
		const { businessId } = db;
		const change = sql`SELECT storeId, data FROM events WHERE businessId = ${businessId} AND id = ${changeId} AND type = ${ReorderPointsSet.type}`;
		const { event, levels } = await db.read({
			event: first<{ storeId: string; data: string }>(change),
			levels:
				many<Points>(sql`SELECT l.productId, l.reorderPoint, l.reorderTo FROM (${change}) AS e CROSS JOIN json_each(e.data, '$.productIds') AS w
				CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = w.value AND l.storeId = e.storeId`),
		});
		if (!event) refuse("not_found", "change_not_found");
		const { storeId } = event;
		storeOf(await principal(), storeId);

		const { before, after }: { before: Points[]; after: Points[] } = JSON.parse(event.data);
		const was = new Map(before.map((points) => [points.productId, points]));
		const set = new Map(after.map((points) => [points.productId, points]));
		const untouched = levels.filter((level) => same(level, set.get(level.productId)) && !same(level, was.get(level.productId)));
		const undoneId = untouched.length > 0 ? newId<"event">(now) : null;
		if (undoneId) {
			// What somebody sets while this is on its way is theirs.
			const standing = JSON.stringify(untouched);
			work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${standing}) AS s CROSS JOIN stockLevels AS l
				ON l.businessId = ${businessId} AND l.storeId = ${storeId} AND l.productId = s.value ->> 'productId'
				WHERE l.reorderPoint <> s.value ->> 'reorderPoint' OR l.reorderTo <> s.value ->> 'reorderTo')`);
			setReorderPointsIn(
				work,
				storeId,
				{ before: untouched, after: untouched.flatMap(({ productId }) => was.get(productId) ?? []) },
				undoneId,
			);
		}
		return known({ changed: untouched.length, kept: before.length - untouched.length, changeId: undoneId });
	},
});

function same(one: Points, other: Points | undefined): boolean {
	return one.reorderPoint === other?.reorderPoint && one.reorderTo === other.reorderTo;
}
