import type { Spread } from "./forecast/law.ts";
import { service, soldWithin } from "./runway.ts";

/** How much to order of one shelf's product, and the arithmetic of it. Pure. */

export type Candidate = {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	vendor: string;
	cost: number | null;
	currency: string;
	/** Net units a day. */
	rate: number;
	/** How its sales vary (`Temper`). */
	lump: number;
	unrest: number;
	lift: number;
	lastSoldDay: string | null;
	available: number;
	reserved: number;
	incoming: number;
	reorderPoint: number;
	reorderTo: number;
	leadDays: number;
	coverDays: number;
	packSize: number;
};

export type Suggestion = Candidate & {
	/** At what is there and coming, order: what lasts the lead time 95 times in 100, or the reorder point somebody set. */
	orderAt: number;
	/** Expected to sell in lead time and cover; and what is to be had on top for luck. */
	expected: number;
	safety: number;
	/** Up to what is ordered. */
	upTo: number;
	/** Whole packs. */
	order: number;
};

/** @returns null when what is there and coming is enough */
export function suggest(candidate: Candidate, { spreads }: { spreads: Spread[] }): Suggestion | null {
	const { rate, leadDays, coverDays, packSize, available, incoming, reorderPoint, reorderTo } = candidate;
	// What is not sold more than, 95 times in 100.
	const sold = (mean: number) => soldWithin(mean, { spreads, temper: candidate }, service);
	const orderAt = Math.max(reorderPoint, sold(rate * leadDays));
	const coming = available + incoming;
	if (coming > orderAt) return null;
	const expected = rate * (leadDays + coverDays);
	const upTo = Math.max(sold(expected), reorderTo, orderAt);
	const packs = Math.ceil(Math.max(0, upTo - coming) / packSize);
	if (packs === 0) return null;
	return { ...candidate, orderAt, expected, safety: Math.max(0, Math.round(upTo - expected)), upTo, order: packs * packSize };
}
