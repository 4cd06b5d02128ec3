import { countQuantile } from "./count-quantile.ts";

/** How totals vary about what is expected: a law of chance whose numbers are learnt, with what of it is a series' own. Pure. */

/** The chances a total is given for: "nine in ten times it is not more than …". */
export const chances = [0.1, 0.5, 0.8, 0.9, 0.95, 0.98] as const;

/** Variance of a total of mean m: (`lumps` × lump × m + `spread` × m²) × unrest. */
export type Spread = { lumps: number; spread: number };

/**
 * What of that law is a series' own: how many units go at once where they go, how much more than others of the business it varies (1: as they do), and
 * what its mean is by what is told of it.
 */
export type Temper = { lump: number; unrest: number; lift: number };

/** The total that is not exceeded with a chance, of those that are `mean` on average. */
export function quantileOf(mean: number, { lump, unrest }: Omit<Temper, "lift">, { lumps, spread }: Spread, chance: number): number {
	return countQuantile(mean, (lumps * lump * mean + spread * mean ** 2) * unrest, chance);
}

/** The total that is not exceeded with each of `chances`, none below the one before it. @param units as they are told: `rate` by days */
export function quantilesOf(units: number, temper: Temper, { spreads }: { spreads: Spread[] }): number[] {
	let floor = 0;
	return chances.map((chance, at) => {
		floor = Math.max(floor, quantileOf(units * temper.lift, temper, spreads[at] ?? { lumps: 1, spread: 0.3 }, chance));
		return floor;
	});
}

/** What a quantile costs against what came: too low is dear where it was to be seldom too low. */
export function pinball(quantile: number, actual: number, chance: number): number {
	return actual >= quantile ? chance * (actual - quantile) : (1 - chance) * (quantile - actual);
}
