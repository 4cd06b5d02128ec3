import { defineEvent } from "#app/platform/events.server.ts";
import type { MovementReason } from "./ledger.server.ts";

/** What moved, as the batch computed it. */
export type Moved = {
	productId: string;
	storeId: string;
	reason: MovementReason;
	qtyBefore: number;
	delta: number;
	qtyAfter: number;
	note: string;
};

/** Something came in: a receipt, or the opening count of a new shelf (`reason: "initial"`). */
export const StockReceived = defineEvent<Moved>("stock.received", { relayed: true });
export const StockAdjusted = defineEvent<Moved>("stock.adjusted", { relayed: true });
export const LevelOpened = defineEvent<{ productId: string; storeId: string; reorderPoint: number }>("stock.level_opened");
export const ReorderPointSet = defineEvent<{ productId: string; storeId: string; before: object; after: object }>(
	"stock.reorder_point_set",
);
/** Ledger and shelf disagree. `examples` holds the first few. */
export const DriftFound = defineEvent<{ shelves: number; examples: object[] }>("stock.drift_found");
