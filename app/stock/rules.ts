import { refuse, refuseField } from "#app/platform/errors.ts";

/** The rules of the shelf: pure, and the same in the browser. */

export type StockStatus = "in" | "low" | "out";

/** Nothing left is `out`; at or under the reorder point is `low`. */
export function stockStatus(shelf: { available: number; reorderPoint: number }): StockStatus {
	if (shelf.available <= 0) return "out";
	return shelf.available <= shelf.reorderPoint ? "low" : "in";
}

/** Reasons somebody may give for a change by hand. Sales, returns, transfers and channels have acts of their own. */
export const adjustReasons = ["adjustment", "damage", "count", "receipt", "return"] as const;
export type AdjustReason = (typeof adjustReasons)[number];

export type Held = { onHand: number; reserved: number };

/** What a shelf that has never been opened holds. */
export const emptyShelf: Held = { onHand: 0, reserved: 0 };

/** @throws Refusal `conflict / quantity_changed` with what is there now */
export function mustHold(shelf: Held, expected: number | undefined): void {
	if (expected !== undefined && shelf.onHand !== expected) refuse("conflict", "quantity_changed", { current: shelf.onHand, expected });
}

/**
 * A shelf may be set to anything that still covers what is promised.
 * @throws Refusal `conflict / would_go_below_reserved`
 */
export function mustCoverReserved(shelf: Held, wanted: number): void {
	if (wanted < shelf.reserved) refuse("conflict", "would_go_below_reserved", { current: shelf.onHand, reserved: shelf.reserved, wanted });
}

/**
 * A shelf may be changed by what is not promised to somebody, and never below nothing.
 * @throws Refusal `conflict / stock_oversold`, `conflict / would_go_below_reserved`, with what is there now
 */
export function mustCoverChange(shelf: Held, delta: number): void {
	const wanted = shelf.onHand + delta;
	if (wanted < 0) refuse("conflict", "stock_oversold", { current: shelf.onHand, available: shelf.onHand - shelf.reserved });
	mustCoverReserved(shelf, wanted);
}

/** Damage takes away, a receipt or a return adds. @throws Refusal `validation_failed` on `delta` */
export function mustFitReason(reason: AdjustReason, delta: number): void {
	if (reason === "damage" && delta > 0) refuseField("delta", "sign", "below zero: damage takes away");
	if ((reason === "receipt" || reason === "return") && delta < 0) refuseField("delta", "sign", `above zero: a ${reason} adds`);
}
