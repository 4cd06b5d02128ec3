import { sql } from "drizzle-orm";
import { firstIdAt } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { StockAdjusted } from "#app/stock/events.server.ts";
import { moveStockIn, openLevelsIn, type MovementContext } from "#app/stock/ledger.server.ts";
import { yieldLeasesIn } from "#app/stock/reservations.server.ts";
import type { Held } from "#app/stock/rules.ts";
import { lastMovementJson } from "#app/stock/shelf.server.ts";

type Correction = {
	storeId: string;
	productId: string;
	shelf: Held;
	delta: number;
	/** When their number was looked at, ms UTC. */
	at: number;
};

/** Adds to the batch that a shelf is corrected by the difference to somebody else's number, unless it was counted or corrected since that was looked at. */
export function correctShelfIn(work: Work, { storeId, productId, shelf, delta, at }: Correction, context: MovementContext): void {
	const { businessId } = work;
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM stockMovements INDEXED BY stockMovements_of_product
		WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId} AND id > ${firstIdAt(at)} AND reason IN ('adjustment', 'count', 'channel_sync'))`);
	openLevelsIn(work, [{ storeId, productId }]);
	yieldLeasesIn(work, storeId, [{ ...shelf, productId, left: shelf.onHand + delta }]);
	moveStockIn(work, [{ storeId, productId, delta }], context);
	work.record(StockAdjusted, {
		subject: { type: "product", id: productId },
		storeId,
		data: lastMovementJson(businessId, productId, storeId),
	});
}
