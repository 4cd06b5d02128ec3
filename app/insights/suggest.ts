import type { Spread } from "./forecast/law.ts";
import { soldWithin } from "./runway.ts";
import type { Selling } from "./selling.ts";

/** When to order for a shelf, and how much: the only rule of it, for every page and program that says so. Pure. */

/** How often, of a hundred times, a shelf is to last until new stock is there. */
const service = 0.95;

/** Units: what may be sold, what is on its way, and the levels somebody set (0: nobody did). Days and packs as the product's vendor delivers. */
export type Shelf = Selling & {
	available: number;
	incoming: number;
	reorderPoint: number;
	reorderTo: number;
	leadDays: number;
	coverDays: number;
	packSize: number;
};

export type Advice = {
	/** What lasts the lead time 95 times in 100, and how much of that is for luck. */
	lasting: number;
	luck: number;
	/** At what is there and coming, order: that, or the reorder point somebody set. */
	orderAt: number;
	/** Expected to sell in lead time and cover, to a tenth; and what is to be had on top for luck: both as they are read, so that they add up to `upTo`. */
	expected: number;
	safety: number;
	/** Up to what is ordered. */
	upTo: number;
	/** Whole packs; 0 when what is there and coming is enough. */
	order: number;
};

export function adviceOf(shelf: Shelf, { spreads }: { spreads: Spread[] }): Advice {
	const { rate, leadDays, coverDays, packSize, reorderPoint, reorderTo } = shelf;
	// What is not sold more than, 95 times in 100.
	const sold = (mean: number) => soldWithin(mean, { spreads, temper: shelf }, service);
	const lasting = sold(rate * leadDays);
	const orderAt = Math.max(reorderPoint, lasting);
	const expected = rate * (leadDays + coverDays);
	const upTo = Math.max(sold(expected), reorderTo, orderAt);
	const coming = shelf.available + shelf.incoming;
	const packs = coming > orderAt ? 0 : Math.ceil(Math.max(0, upTo - coming) / packSize);
	return {
		lasting,
		luck: Math.max(0, Math.round(lasting - rate * leadDays)),
		orderAt,
		expected: tenths(expected),
		safety: Math.max(0, tenths(upTo - tenths(expected))),
		upTo,
		order: packs * packSize,
	};
}

function tenths(units: number): number {
	return Math.round(units * 10) / 10;
}

export type Candidate = Shelf & {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	imageUrl: string | null;
	vendor: string;
	/** What one is taken to cost from its vendor; null where nobody said. */
	cost: number | null;
	currency: string;
	/** The least an order to this vendor may cost, in minor units of the business's currency; 0: any. */
	minimum: number;
	lastSoldDay: string | null;
	reserved: number;
};

export type Suggestion = Candidate & Advice;

/** @returns null when what is there and coming is enough */
export function suggest(candidate: Candidate, law: { spreads: Spread[] }): Suggestion | null {
	const advice = adviceOf(candidate, law);
	return advice.order === 0 ? null : { ...candidate, ...advice };
}
