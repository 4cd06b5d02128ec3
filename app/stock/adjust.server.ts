import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { StockAdjusted } from "./events.server.ts";
import { AdjustStock } from "./input.ts";
import { moveStockIn, openLevelsIn, setStockIn } from "./ledger.server.ts";
import { openShelfIn } from "./open-shelf.server.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { emptyShelf, mustCoverChange, mustCoverReserved, mustFitReason, mustHold } from "./rules.ts";
import { type Changed, changedJson, lastMovementJson, productAndShelf } from "./shelf.server.ts";
import { onlyStoreOr } from "./which-store.server.ts";

/**
 * Corrects a shelf: to `quantity` (only if `expectedQuantity` stands there, where that is given), or by `delta`. One movement either way; none
 * when it holds that already (a shelf nobody had opened holds nothing, and is open afterwards).
 * @throws Refusal `product_not_found`, `store_not_yours`, `quantity_changed`, `would_go_below_reserved`, `stock_oversold`, `validation_failed`
 */
export const adjustStock = command<typeof AdjustStock, Changed, Viewer>({
	name: "stock.adjust",
	needs: "stock:write",
	input: AdjustStock,
	async run({ db, work, principal }, { productId, storeId: named, quantity, expectedQuantity, delta, reason, note }) {
		const { businessId } = db;
		const shelves = await productAndShelf(db, productId);
		const viewer = await principal();
		const storeId = onlyStoreOr(viewer, named).id;
		const known = shelves.find((level) => level.storeId === storeId);
		const shelf = known ?? emptyShelf;
		mustHold(shelf, expectedQuantity);

		const context = { reason, actor: viewer.actor, note };
		const moves = delta !== undefined || quantity !== shelf.onHand;
		if (moves) openLevelsIn(work, [{ storeId, productId }]);
		else if (!known) openShelfIn(work, { storeId, productId });
		if (delta !== undefined) {
			mustFitReason(reason, delta);
			mustCoverChange(shelf, delta);
			yieldLeasesIn(work, storeId, [{ ...shelf, productId, left: shelf.onHand + delta }]);
			moveStockIn(work, [{ storeId, productId, delta }], context);
		} else if (quantity !== undefined) {
			mustCoverReserved(shelf, quantity);
			yieldLeasesIn(work, storeId, [{ ...shelf, productId, left: quantity }]);
			const here = sql`SELECT 1 FROM stockLevels WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId}`;
			if (expectedQuantity !== undefined) work.guard(sql`${here} AND onHand = CAST(${expectedQuantity} AS INTEGER)`);
			// What was decided from the read, to write a movement and its event or neither, must still hold.
			work.guard(moves ? sql`${here} AND onHand <> CAST(${quantity} AS INTEGER)` : sql`${here} AND onHand = CAST(${quantity} AS INTEGER)`);
			if (moves) setStockIn(work, { storeId, productId, quantity }, context);
		}
		if (moves)
			work.record(StockAdjusted, {
				subject: { type: "product", id: productId },
				storeId,
				data: lastMovementJson(businessId, productId, storeId),
			});
		return answer<Changed>(changedJson(businessId, productId, storeId, moves));
	},
});
