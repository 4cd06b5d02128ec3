import type { DemoHistory } from "./history-shape.ts";
import type { StoreKey } from "./stores.ts";

export type ReplayedLevel = { storeKey: StoreKey; sku: string; onHand: number; lowest: number; reorderPoint: number };

/** Plays opening stock, receipts, sales and restocked refunds in time order and returns every level, with the lowest it ever stood. */
export function replay(history: DemoHistory): ReplayedLevel[] {
	const levels = new Map<string, ReplayedLevel>();
	for (const { storeKey, lines } of history.initial) {
		for (const { sku, quantity, reorderPoint } of lines)
			levels.set(`${storeKey} ${sku}`, { storeKey, sku, onHand: quantity, lowest: quantity, reorderPoint });
	}
	const moves = [
		...history.receipts.map((receipt) => ({ ...receipt, sign: 1 })),
		...history.sales.map((sale) => ({ ...sale, sign: -1 })),
		...history.refunds
			.filter((refund) => refund.restock)
			.map((refund) => ({ ...refund, storeKey: history.sales[refund.saleIndex]?.storeKey, sign: 1 })),
	].sort((a, b) => a.at - b.at);
	for (const { storeKey, lines, sign } of moves) {
		for (const { sku, quantity } of lines) {
			const level = levels.get(`${storeKey} ${sku}`);
			if (!level) throw new Error(`${sku} moved in ${storeKey}, where it has no level`);
			level.onHand += sign * quantity;
			level.lowest = Math.min(level.lowest, level.onHand);
		}
	}
	return [...levels.values()];
}
