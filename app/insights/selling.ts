import type { Temper } from "./forecast/law.ts";
import { forecast, type Shelf, type ShelfHistory } from "./rules.ts";

/** How fast things sell, and how unevenly. Pure. */

/** `rate` in net units a day. */
export type Selling = Temper & { rate: number };

/** How one shelf sells: as last night said, or, where it is new since then, as its own few days do. */
export function sellingOf(night: Selling | undefined, history: ShelfHistory, shelf: Shelf | undefined): Selling {
	if (night) return night;
	const { rate } = forecast([history], shelf ? [shelf] : [], history.today);
	return { rate, lump: lumpOf(history), unrest: 1, lift: 1 };
}

/** Several shelves of a product taken together: they vary as each does, by what it sells there. */
export function sellingTogether(shelves: Selling[]): Selling {
	const rate = shelves.reduce((sum, shelf) => sum + shelf.rate, 0);
	if (rate <= 0) return { rate: 0, lump: 1, unrest: 1, lift: 1 };
	const mean = (pick: (shelf: Selling) => number) => shelves.reduce((sum, shelf) => sum + pick(shelf) * shelf.rate, 0) / rate;
	return { rate, lump: mean(({ lump }) => lump), unrest: mean(({ unrest }) => unrest), lift: mean(({ lift }) => lift) };
}

/** How many units go at once where they go, of the last days alone: sum of squares by sum of the days' net units. */
export function lumpOf({ facts }: ShelfHistory): number {
	let [sum, squares] = [0, 0];
	for (const { units, refundedUnits } of facts) {
		const net = Math.max(0, units - refundedUnits);
		sum += net;
		squares += net * net;
	}
	return sum > 0 ? squares / sum : 1;
}
