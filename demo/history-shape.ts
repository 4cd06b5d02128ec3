import type { StoreKey } from "./stores.ts";

/** Ninety days of a shop's life as plain data. Times are ms UTC, money integer øre; every list is ordered by time. */
export type DemoHistory = {
	timeZone: string;
	/** Midnight that begins the first day, and the instant it was asked for. */
	from: number;
	to: number;
	initial: DemoOpening[];
	receipts: DemoReceipt[];
	sales: DemoSale[];
	refunds: DemoRefund[];
};

/** What a store held on the evening before the first day. A quantity may be 0: the level exists, nothing was there. */
export type DemoOpening = {
	storeKey: StoreKey;
	at: number;
	lines: { sku: string; quantity: number; reorderPoint: number; reorderTo: number }[];
};

/** Goods received from one vendor on one morning. */
export type DemoReceipt = { storeKey: StoreKey; at: number; vendor: string; reference: string; lines: { sku: string; quantity: number }[] };

/** `unitPrice` is given only where it differs from the product's price. */
export type DemoSale = { storeKey: StoreKey; at: number; channel: "counter"; lines: DemoSaleLine[] };

export type DemoSaleLine = { sku: string; quantity: number; unitPrice?: number };

/** Lines of `sales[saleIndex]` given back, in the same store; `restock` says whether the goods went back on the shelf. */
export type DemoRefund = { saleIndex: number; at: number; restock: boolean; lines: { sku: string; quantity: number }[] };
