import { known } from "./panel.ts";

/** What one pass over a series tells: how fast it sells lately and of late, how often, and since when not. Units a day. */
export type Levels = {
	/** Days on which it could be bought. */
	days: number;
	sum: number;
	sumOfSquares: number;
	sellingDays: number;
	/** Days since its last sale on which it could have been bought. */
	sinceSale: number;
	mean: number;
	/** Means that forget: half of their weight lies in the last 7, 21, 60 and 180 days. */
	recent: readonly [number, number, number, number];
};

const halfLives = [7, 21, 60, 180] as const;
const fades = halfLives.map((days) => 0.5 ** (1 / days));

/** @param units sold per day, NaN where missing; the days [from, to) are read */
export function levelsOf(units: Float64Array, from: number, to: number): Levels {
	const weighted = [0, 0, 0, 0];
	const weights = [0, 0, 0, 0];
	const levels = { days: 0, sum: 0, sumOfSquares: 0, sellingDays: 0, sinceSale: 0 };
	for (let day = from; day < to; day += 1) {
		const value = units[day];
		if (value === undefined || Number.isNaN(value)) continue;
		levels.days += 1;
		for (let at = 0; at < 4; at += 1) {
			const fade = known(fades[at]);
			weighted[at] = known(weighted[at]) * fade + value;
			weights[at] = known(weights[at]) * fade + 1;
		}
		levels.sinceSale += 1;
		if (value > 0) {
			levels.sum += value;
			levels.sumOfSquares += value * value;
			levels.sellingDays += 1;
			levels.sinceSale = 0;
		}
	}
	const recent = (at: number) => (known(weights[at]) > 0 ? known(weighted[at]) / known(weights[at]) : 0);
	return { ...levels, mean: levels.days > 0 ? levels.sum / levels.days : 0, recent: [recent(0), recent(1), recent(2), recent(3)] };
}

/**
 * How restless a series is: how far its totals of `span` days lay from what its days before them foretold, by how far their law would have them lie.
 * A pair is one past total; the last `most` are looked at. 1 would be as restless as the law; one wild total counts as sixteen at most.
 */
export type Unrest = { sum: number; totals: number };

/** @param varianceOf what a total of this mean should vary by */
export function unrestOf(
	units: Float64Array,
	from: number,
	to: number,
	{ span, warmUp, most, varianceOf }: { span: number; warmUp: number; most: number; varianceOf: (mean: number) => number },
): Unrest {
	const fade = known(fades[2]);
	const unrest = { sum: 0, totals: 0 };
	const start = to - Math.min(most, Math.floor((to - from - warmUp) / span)) * span;
	let [sum, weight, total, bought, expected] = [0, 0, 0, 0, 0];
	for (let day = from; day < to; day += 1) {
		if (day >= start && (day - start) % span === 0) [total, bought, expected] = [0, 0, weight > 0 ? sum / weight : 0];
		const value = units[day];
		if (value !== undefined && !Number.isNaN(value)) {
			sum = sum * fade + value;
			weight = weight * fade + 1;
			total += value;
			bought += 1;
		}
		// A total counts where it was for sale most of the time.
		if (day < start || (day - start) % span !== span - 1 || expected <= 0 || bought * 2 <= span) continue;
		const mean = expected * bought;
		unrest.sum += Math.min(16, (total - mean) ** 2 / varianceOf(mean));
		unrest.totals += 1;
	}
	return unrest;
}

/** A mean that forgets, half of it lying in the last sixty days, in which no day counts for more than `most`: a promotion is not how it sells. */
export function calmMean(units: Float64Array, from: number, to: number, most: number): number {
	const fade = known(fades[2]);
	let [sum, weight] = [0, 0];
	for (let day = from; day < to; day += 1) {
		const value = units[day];
		if (value === undefined || Number.isNaN(value)) continue;
		sum = sum * fade + Math.min(value, most);
		weight = weight * fade + 1;
	}
	return weight > 0 ? sum / weight : 0;
}

/** The mean of the last `days` days on which it could be bought. */
export function lastMean(units: Float64Array, from: number, to: number, days: number): number {
	let sum = 0;
	let seen = 0;
	for (let day = to - 1; day >= from && seen < days; day -= 1) {
		const value = units[day];
		if (value === undefined || Number.isNaN(value)) continue;
		sum += value;
		seen += 1;
	}
	return seen > 0 ? sum / seen : 0;
}

const sizeFades = [0.02, 0.1, 0.3];
const chanceFades = [0.01, 0.02, 0.05, 0.1];

/**
 * Teunter, Syntetos and Babai's forecast of something that sells now and then: the chance of a sale and the size of one are smoothed apart, and the
 * chance falls with every day without one, so what died is forgotten. The pair of speeds is the one that would have erred least.
 */
export function tsb(units: Float64Array, from: number, to: number): number {
	let best = { rate: 0, error: Number.POSITIVE_INFINITY };
	const start = startOf(units, from, to);
	for (const sizeFade of sizeFades) {
		for (const chanceFade of chanceFades) {
			let { chance, size } = start;
			let error = 0;
			for (let day = from; day < to; day += 1) {
				const value = units[day];
				if (value === undefined || Number.isNaN(value)) continue;
				error += (value - chance * size) ** 2;
				if (value > 0) {
					chance += chanceFade * (1 - chance);
					size += sizeFade * (value - size);
				} else chance -= chanceFade * chance;
			}
			if (error < best.error) best = { rate: chance * size, error };
		}
	}
	return best.rate;
}

function startOf(units: Float64Array, from: number, to: number): { chance: number; size: number } {
	let [seen, selling, sum] = [0, 0, 0];
	for (let day = from; day < to && seen < 60; day += 1) {
		const value = units[day];
		if (value === undefined || Number.isNaN(value)) continue;
		seen += 1;
		if (value > 0) {
			selling += 1;
			sum += value;
		}
	}
	return { chance: seen > 0 ? selling / seen : 0, size: selling > 0 ? sum / selling : 1 };
}
