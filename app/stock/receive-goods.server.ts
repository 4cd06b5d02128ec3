import type { Work } from "#app/platform/work.server.ts";
import { GoodsReceived } from "./events.server.ts";
import { expectStockIn, moveStockIn, openLevelsIn } from "./ledger.server.ts";

/** Ordered goods on their way to one store, for the batch of whoever orders and receives them. */

type Units = ReadonlyMap<string, number>;

/** They are expected: what is incoming grows (or shrinks, below zero). Shelves are opened where a product never stood. */
export function expectGoodsIn(work: Work, storeId: string, units: Units): void {
	openLevelsIn(
		work,
		[...units.keys()].map((productId) => ({ storeId, productId })),
	);
	expectStockIn(work, storeId, units);
}

/** They stand on the shelf: a receipt for each product. What is no longer expected is told apart, because more or fewer may come than were. */
export function receiveGoodsIn(
	work: Work,
	storeId: string,
	goods: { units: Units; noLongerExpected: Units; purchaseOrderId: string; actor: { id: string; name: string }; note: string },
): void {
	const { units, purchaseOrderId, actor, note } = goods;
	const moved = [...units].filter(([, quantity]) => quantity > 0);
	openLevelsIn(
		work,
		moved.map(([productId]) => ({ storeId, productId })),
	);
	if (moved.length > 0)
		moveStockIn(
			work,
			moved.map(([productId, delta]) => ({ storeId, productId, delta })),
			{ reason: "receipt", actor, note, reference: { type: "purchase_order", id: purchaseOrderId } },
		);
	if (goods.noLongerExpected.size > 0) expectStockIn(work, storeId, goods.noLongerExpected);
	work.record(GoodsReceived, {
		subject: { type: "purchase_order", id: purchaseOrderId },
		storeId,
		data: {
			purchaseOrderId,
			storeId,
			storeIds: [storeId],
			productIds: [...units.keys()],
			units: moved.reduce((sum, [, quantity]) => sum + quantity, 0),
		},
	});
}
