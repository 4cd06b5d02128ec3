import { answer, command } from "#app/platform/command.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { StockReceived } from "./events.server.ts";
import { ReceiveStock } from "./input.ts";
import { moveStockIn, openLevelsIn } from "./ledger.server.ts";
import { type Changed, changedJson, lastMovementJson, productAndShelf } from "./shelf.server.ts";
import { onlyStoreOr } from "./which-store.server.ts";

/** Puts what came in on a shelf, which is opened where the product never stood. @throws Refusal `product_not_found`, `store_not_yours` */
export const receiveStock = command<typeof ReceiveStock, Changed, Viewer>({
	name: "stock.receive",
	needs: "stock:write",
	input: ReceiveStock,
	async run({ db, work, principal }, { productId, quantity, note, storeId: named }) {
		const { businessId } = db;
		await productAndShelf(db, productId);
		const viewer = await principal();
		const storeId = onlyStoreOr(viewer, named).id;
		openLevelsIn(work, [{ storeId, productId }]);
		moveStockIn(work, [{ storeId, productId, delta: quantity }], { reason: "receipt", actor: viewer.actor, note });
		work.record(StockReceived, {
			subject: { type: "product", id: productId },
			storeId,
			data: lastMovementJson(businessId, productId, storeId),
		});
		return answer<Changed>(changedJson(businessId, productId, storeId, true));
	},
});
