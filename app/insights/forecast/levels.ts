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
