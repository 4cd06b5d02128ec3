import { defineEvent } from "#app/platform/events.server.ts";
import type { CountScope, MovementReason, ShortReason, Uncounted } from "./rules.ts";

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
/** What was ordered came in, several products at once. */
export const GoodsReceived = defineEvent<Shelves & { purchaseOrderId: string }>("stock.goods_received", { relayed: true });
export const LevelOpened = defineEvent<{ productId: string; storeId: string; reorderPoint: number }>("stock.level_opened");
export const ReorderPointSet = defineEvent<{ productId: string; storeId: string; before: object; after: object }>(
	"stock.reorder_point_set",
	{ news: true },
);
/** Ledger and shelf disagree. `examples` holds the first few. */
export const DriftFound = defineEvent<{ shelves: number; examples: object[] }>("stock.drift_found");
/**
 * Several shelves at once. `storeId` is the store whose shelves changed (where that is one), `storeIds` every store of which a level changed;
 * what stands there is asked of the shelf, not of the event.
 */
export type Shelves = { storeId: string; storeIds: string[]; productIds: string[]; units: number };

type TransferFact = Shelves & { transferId: string; fromStoreId: string; toStoreId: string };

/** A transfer was written down; nothing has moved yet. */
export const TransferDrafted = defineEvent<TransferFact>("stock.transfer_drafted");
/** Goods left the shelf of `fromStoreId` and are on their way to `toStoreId`. */
export const TransferSent = defineEvent<TransferFact>("stock.transfer_sent", { relayed: true });
/** Some or all of them stand on the shelf of `toStoreId`. */
export const TransferReceived = defineEvent<TransferFact>("stock.transfer_received", { relayed: true });
/** Some or all of them stand on the shelf of `fromStoreId` again. */
export const TransferBroughtBack = defineEvent<TransferFact>("stock.transfer_brought_back", { relayed: true });
/** What never arrived is no longer expected; no shelf changed but for what is on its way to it. */
export const TransferClosedShort = defineEvent<TransferFact & { reason: ShortReason; note: string }>("stock.transfer_closed_short", {
	news: true,
});
/** A draft was thrown away. */
export const TransferCancelled = defineEvent<TransferFact>("stock.transfer_cancelled");

/** Shelves of one store were set by hand, in one act. `units`: how many more or fewer, added up without their sign. */
export const ShelvesAdjusted = defineEvent<Shelves & { reason: MovementReason }>("stock.shelves_adjusted", { relayed: true });

export const CountOpened = defineEvent<{ countId: string; storeId: string; scope: CountScope; blind: boolean }>("stock.count_opened");
/** `productIds`: those whose shelf was corrected; `units`: how many units more or fewer, added up without their sign. */
export const CountApplied = defineEvent<Shelves & { countId: string; uncounted: Uncounted; lines: number }>("stock.count_applied", {
	relayed: true,
});
export const CountCancelled = defineEvent<{ countId: string; storeId: string }>("stock.count_cancelled");

export const ReorderPointsSet = defineEvent<Omit<Shelves, "units"> & { before: object[]; after: object[] }>("stock.reorder_points_set", {
	news: true,
});
/** A shelf and its ledger were brought together again. */
export const DriftRepaired = defineEvent<{ productId: string; storeId: string; before: object; after: object }>("stock.drift_repaired", {
	relayed: true,
});

/** What was promised to somebody was taken back, because their time was up. */
export const ReservationExpired = defineEvent<{ holderKind: string; holderId: string; units: number; productIds: string[] }>(
	"stock.reservation_expired",
	{ relayed: true },
);
