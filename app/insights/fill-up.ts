import { type Money, sumsOf } from "#app/platform/money.ts";
import type { Suggestion } from "./suggest.ts";

/** An order made large enough for the vendor, by what runs out next. Pure. */

/** What is ordered on top of what a shelf needs by itself; `lasts` days with it, by its `rate`. */
export type Extra = { productId: string; extra: number; lasts: number };
export type FillUp = { extras: Extra[]; days: number };

/** Further ahead nobody fills a shelf only to please a vendor. */
const longest = 365;

type Shelf = Pick<Suggestion, "productId" | "rate" | "available" | "incoming" | "order" | "packSize" | "cost">;

/** How many days what is there, coming and ordered lasts. */
const lastsOf = ({ available, incoming, order, rate }: Shelf) => (Math.max(0, available) + incoming + order) / rate;

/**
 * Brings the shelves that run out first up to one and the same day, the nearest on which the order costs enough: whole packs, the soonest out first,
 * and no pack more once it does. What has no cost, or does not sell, is left as it is.
 * @param minimum minor units @returns null when the order is large enough already, or would not be with a year's worth of everything
 */
export function fillUp(shelves: Shelf[], minimum: number): FillUp | null {
	const before = shelves.reduce((sum, { order, cost }) => sum + order * (cost ?? 0), 0);
	if (before >= minimum) return null;
	const fillable = shelves.filter(({ rate, cost }) => rate > 0 && (cost ?? 0) > 0).toSorted((a, b) => lastsOf(a) - lastsOf(b));
	const packsFor = (shelf: Shelf, days: number) =>
		Math.ceil(Math.max(0, shelf.rate * days - Math.max(0, shelf.available) - shelf.incoming - shelf.order) / shelf.packSize);
	const costOf = (shelf: Shelf, packs: number) => packs * shelf.packSize * (shelf.cost ?? 0);
	const costAt = (days: number) => fillable.reduce((sum, shelf) => sum + costOf(shelf, packsFor(shelf, days)), before);
	if (costAt(longest) < minimum) return null;
	let [enough, tooFew] = [longest, 0];
	while (enough - tooFew > 1) {
		const middle = (enough + tooFew) >> 1;
		if (costAt(middle) >= minimum) enough = middle;
		else tooFew = middle;
	}
	let cost = before;
	const extras: Extra[] = [];
	for (const shelf of fillable) {
		const each = costOf(shelf, 1);
		const packs = Math.min(packsFor(shelf, enough), Math.ceil((minimum - cost) / each));
		if (packs <= 0) continue;
		const extra = packs * shelf.packSize;
		cost += packs * each;
		extras.push({ productId: shelf.productId, extra, lasts: Math.floor(lastsOf(shelf) + extra / shelf.rate) });
	}
	return { extras, days: enough };
}

type Line = { quantity: number; cost: number | null; currency: string };

/** What some lines cost, each currency by itself; a line without a cost is left out. */
export function costsOf(lines: Line[]): Money[] {
	return sumsOf(lines.map(({ quantity, cost, currency }) => ({ amount: quantity * (cost ?? 0), currency })));
}

/**
 * How far an order is from the vendor's least, in minor units of the business's currency: goods without a cost, or with one in other money, count for
 * nothing. @returns null where such goods may be all that is missing
 */
export function missingOf(lines: Line[], { minimum, currency }: { minimum: number; currency: string }): number | null {
	const known = (line: Line) => line.cost !== null && line.currency === currency;
	const missing = Math.max(0, minimum - lines.reduce((sum, line) => sum + (known(line) ? line.quantity * (line.cost ?? 0) : 0), 0));
	return missing > 0 && lines.some((line) => line.quantity > 0 && !known(line)) ? null : missing;
}
