import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { ReorderPointSet } from "./events.server.ts";
import { SetReorderPoint } from "./input.ts";
import { openLevelsIn } from "./ledger.server.ts";
import { shelves } from "./news.server.ts";
import { openShelfIn } from "./open-shelf.server.ts";
import { type Changed, changedJson, productAndShelf } from "./shelf.server.ts";
import { onlyStoreOr } from "./which-store.server.ts";

/** Says at how few a shelf counts as low. @throws Refusal `product_not_found`, `store_not_yours` */
export const setReorderPoint = command<typeof SetReorderPoint, Changed, Viewer>({
	name: "stock.set-reorder-point",
	needs: "stock:write",
	input: SetReorderPoint,
	async run({ db, work, principal, now }, { productId, storeId: named, reorderPoint }) {
		const { businessId } = db;
		const levels = await productAndShelf(db, productId);
		const storeId = onlyStoreOr(await principal(), named).id;
		const known = levels.find((level) => level.storeId === storeId);
		const before = known?.reorderPoint ?? 0;
		if (before === reorderPoint && !known) openShelfIn(work, { storeId, productId });
		if (before !== reorderPoint) {
			openLevelsIn(work, [{ storeId, productId }]);
			work.add(
				sql`UPDATE stockLevels SET reorderPoint = ${reorderPoint}, updatedAt = ${now} WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId}`,
			);
			const data = { productId, storeId, before: { reorderPoint: before }, after: { reorderPoint } };
			work.tell(shelves, [productId]);
			work.record(ReorderPointSet, { subject: { type: "product", id: productId }, storeId, data });
		}
		return answer<Changed>(changedJson(businessId, productId, storeId, false));
	},
});
