/** What a forecast is learnt from: how much of each product each store sold, day by day. Pure. */

/** How many days ahead the shop looks: four weeks, every weekday as often. */
export const horizon = 28;

/** A series is forecast from its own past once it is this many days old, and while it sold something within half a year. */
export const youngest = 56;
export const dormantAfter = 182;

/**
 * Net units of one product in one store, one number a day, day 0 being the same for all of a panel. `NaN` is a day on which it could not be bought:
 * closed, or out of stock. Such a day is missing, not zero, or what was out would look as if nobody wanted it.
 */
export type Series = { id: string; product: string; units: Float64Array /** The day it first sold. */; first: number };

export type Panel = { days: number /** Weekday of day 0, 0 is Sunday. */; firstWeekday: number; series: Series[] };

export const weekdayOf = (panel: Pick<Panel, "firstWeekday">, day: number): number => (panel.firstWeekday + day) % 7;

/** Units sold in the days [from, to); days on which it could not be bought count as none. */
export function sold(units: Float64Array, from: number, to: number): number {
	let sum = 0;
	for (let day = Math.max(0, from); day < Math.min(to, units.length); day += 1) sum += known(units[day]);
	return sum;
}

/** Nothing, where a day is missing. */
export const known = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value);

/** The series of a product's stores, added up day by day; a day is missing where it is in every store. */
export function chainOf(panel: Panel): Map<string, Series & { stores: number }> {
	const chains = new Map<string, Series & { stores: number }>();
	for (const { product, units, first } of panel.series) {
		const chain = chains.get(product) ?? { id: product, product, units: new Float64Array(panel.days).fill(Number.NaN), first, stores: 0 };
		chain.stores += 1;
		chain.first = Math.min(chain.first, first);
		for (let day = 0; day < panel.days; day += 1) {
			const value = units[day];
			if (value !== undefined && !Number.isNaN(value)) chain.units[day] = known(chain.units[day]) + value;
		}
		chains.set(product, chain);
	}
	return chains;
}
