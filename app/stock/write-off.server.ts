import { sql } from "drizzle-orm";
import { approvalOf, leaveIn } from "#app/identity/approvals.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { StockAdjusted } from "./events.server.ts";
import { WriteOff } from "./input.ts";
import { moveStockIn } from "./ledger.server.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { emptyShelf, mustCoverChange } from "./rules.ts";
import { type Changed, changedJson, lastMovementJson, productAndShelf } from "./shelf.server.ts";
import { onlyStoreOr } from "./which-store.server.ts";

/**
 * Takes goods off the shelf for good: broken, stolen, out of date. Why is said in the note, which an adjustment may leave out. At a till it may be
 * allowed, once, by somebody who may do it.
 * @throws Refusal `product_not_found`, `store_not_yours`, `stock_oversold`, `would_go_below_reserved`, `validation_failed`, `forbidden / approval_needed`
 */
export const writeOff = command<typeof WriteOff, Changed, Viewer>({
	name: "stock.write-off",
	needs: "stock:count",
	input: WriteOff,
	async run({ db, work, principal }, { productId, storeId: named, quantity, note, approvalId }) {
		const { businessId } = db;
		const shelves = await productAndShelf(db, productId);
		const viewer = await principal();
		const storeId = onlyStoreOr(viewer, named).id;
		const { approval } = approvalId === undefined ? {} : await db.read({ approval: approvalOf(businessId, approvalId) });
		const leave = leaveIn(work, viewer, "write_off", { storeId, approval });
		const shelf = shelves.find((level) => level.storeId === storeId) ?? emptyShelf;
		mustCoverChange(shelf, -quantity);
		yieldLeasesIn(work, storeId, [{ ...shelf, productId, left: shelf.onHand - quantity }]);
		moveStockIn(work, [{ storeId, productId, delta: -quantity }], { reason: "damage", actor: viewer.actor, note });
		work.record(StockAdjusted, {
			subject: { type: "product", id: productId },
			storeId,
			data: leave
				? sql`json_set(${lastMovementJson(businessId, productId, storeId)}, '$.approvedBy', ${leave.name}, '$.approvalId', ${leave.approvalId})`
				: lastMovementJson(businessId, productId, storeId),
		});
		return answer<Changed>(changedJson(businessId, productId, storeId, true));
	},
});
