import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { StockAdjusted } from "#app/stock/events.server.ts";
import { moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";
import { yieldLeasesIn } from "#app/stock/reservations.server.ts";
import { emptyShelf, promisedOf } from "#app/stock/rules.ts";
import { lastMovementJson, productAndShelf } from "#app/stock/shelf.server.ts";

const TakeOff = z.object({ storeId: AnyId, productId: AnyId, quantity: z.int().min(1), note: z.string().max(500) });

/**
 * Takes pieces off a shelf that were given back elsewhere and put on no shelf: as many of them as lie here and are promised to nobody. Once for its key.
 * @throws Refusal `not_found / product_not_found`
 */
export const takeOffShelf = command<typeof TakeOff, { quantity: number }>({
	name: "channels.take-off-shelf",
	needs: "channels:write",
	input: TakeOff,
	async run({ db, work, principal }, { storeId, productId, quantity, note }) {
		const shelf = (await productAndShelf(db, productId)).find((level) => level.storeId === storeId) ?? emptyShelf;
		const going = Math.min(quantity, shelf.onHand - promisedOf(shelf));
		if (going <= 0) return known({ quantity: 0 });
		openLevelsIn(work, [{ storeId, productId }]);
		yieldLeasesIn(work, storeId, [{ ...shelf, productId, left: shelf.onHand - going }]);
		moveStockIn(work, [{ storeId, productId, delta: -going }], { reason: "channel_sync", actor: (await principal()).actor, note });
		work.record(StockAdjusted, {
			subject: { type: "product", id: productId },
			storeId,
			data: lastMovementJson(work.businessId, productId, storeId),
		});
		return known({ quantity: going });
	},
});
