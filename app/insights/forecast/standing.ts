import { calmMean, type Levels, lastMean, levelsOf, tsb, type Unrest, unrestOf } from "./levels.ts";
import { chainOf, dormantAfter, horizon, known, type Panel, type Series, sold, weekdayOf, youngest } from "./panel.ts";

/** What is known of one series on the eve of `origin`: nothing of that day or later is in it. Rates are units a day. */
export type Standing = {
	series: Series;
	origin: number;
	levels: Levels;
	/** Fourteen guesses of its rate, which the fitted weights mix. In units a day, so weights learnt on one shop hold for another. */
	rates: Float64Array;
	tsb: number;
	last30: number;
	/** Units of a usual selling day. */
	size: number;
	/** Sum of squares by sum: how many units go at once where they go. */
	lump: number;
	/** How far its own totals of four weeks lay, of late, from what was to be expected of them. */
	unrest: Unrest;
	/** Mean squared change from day to day: the scale errors are judged on. 0 where nothing ever changed. */
	noise: number;
	/** How the week is spread over its days, 1 being an even one. */
	week: Float64Array;
};

export const ratesCount = 14;

/** Totals a series' own unrest is told by: a year of them. */
const totalsOfAYear = 13;

/** Every series that can be forecast on the eve of `origin`. @param known what all series of the business tell, where `panel` holds only some */
export function standingsAt(panel: Panel, origin: number, chains = chainOf(panel), known?: Pool): Standing[] {
	const series = forecastable(panel, origin);
	if (series.length === 0) return [];
	const levels = series.map(({ units, first }) => levelsOf(units, first + 1, origin));
	const pool = known ?? poolOf(panel, series, levels, origin);
	const chainLevels = new Map<string, Levels>();
	for (const { product } of series) {
		const chain = chains.get(product);
		if (chain && chain.stores > 1 && !chainLevels.has(product)) chainLevels.set(product, levelsOf(chain.units, chain.first + 1, origin));
	}
	return series.map((one, at) => {
		const own = levels[at] ?? levelsOf(one.units, one.first + 1, origin);
		return standingOf(one, origin, own, {
			...pool,
			chain: chainLevels.get(one.product),
			stores: chains.get(one.product)?.stores ?? 1,
			weekday: (day) => weekdayOf(panel, day),
		});
	});
}

/** What all series of a business together tell on a day. */
export type Pool = {
	/** What the same four weeks of last year were to the eight before them. */
	season: number;
	/** How its sales spread over the weekdays, Sunday first; they add up to 1. */
	week: number[];
	/** The usual chance of a sale on a day. */
	chance: number;
};

/** What the panel tells of a business on the eve of `origin`; null when nothing in it can be forecast. */
export function poolAt(panel: Panel, origin: number): Pool | null {
	const series = forecastable(panel, origin);
	if (series.length === 0) return null;
	return poolOf(
		panel,
		series,
		series.map(({ units, first }) => levelsOf(units, first + 1, origin)),
		origin,
	);
}

function forecastable(panel: Panel, origin: number): Series[] {
	return panel.series.filter(({ first, units }) => first <= origin - youngest && sold(units, origin - dormantAfter, origin) > 0);
}

function poolOf(panel: Panel, series: Series[], levels: Levels[], origin: number): Pool {
	const total = new Float64Array(origin);
	for (const { units, first } of series) {
		const mean = sold(units, first, origin) / (origin - first);
		for (let day = first; day < origin; day += 1) total[day] = known(total[day]) + known(units[day]) / mean;
	}
	const week = new Float64Array(7);
	for (let day = Math.max(0, origin - dormantAfter); day < origin; day += 1) {
		const weekday = weekdayOf(panel, day);
		week[weekday] = known(week[weekday]) + known(total[day]);
	}
	const all = week.reduce((sum, value) => sum + value, 0) || 1;
	const year = origin - 364;
	const then = sold(total, year, year + horizon) / horizon;
	const before = sold(total, year - 56, year) / 56;
	const season = year >= 56 && before > 0 ? Math.min(3, Math.max(0.33, then / before)) : 1;
	// The geometric mean, or the few that sell daily would speak for all.
	const chance = Math.exp(
		levels.reduce((sum, { sellingDays, days }) => sum + Math.log((sellingDays + 0.5) / (days + 1)), 0) / levels.length,
	);
	return { season, week: [...week].map((value) => value / all), chance };
}

type Around = Pool & { chain: Levels | undefined; stores: number; weekday: (day: number) => number };

function standingOf(series: Series, origin: number, levels: Levels, around: Around): Standing {
	const { units, first } = series;
	const [week, month, quarter, half] = levels.recent;
	const firstSale = known(units[first]);
	const size = (levels.sum + firstSale) / (levels.sellingDays + 1);
	const prior = around.chance * size;
	const interval = (levels.days + 1) / (levels.sellingDays + 1);
	const alive = 1 / (1 + (levels.sinceSale / (3 * interval)) ** 2);
	const chain = around.chain ?? levels;
	const share = around.chain
		? ((levels.sum + 5 / around.stores) / (chain.sum + 5)) * Math.min(1.5, chain.days / Math.max(levels.days, 1))
		: 1;
	const seasonal = quarter * around.season;
	const most = 5 * half + prior;
	const year = lastYears(series, origin, 1, half, prior);
	const before = year === null ? null : lastYears(series, origin, 2, half, prior);
	const rates = Float64Array.of(
		week,
		month,
		quarter,
		half,
		(levels.sum + 30 * prior) / (levels.days + 30),
		quarter * alive,
		chain.recent[1] * share,
		chain.recent[2] * share,
		chain.recent[3] * share,
		prior,
		seasonal,
		Math.min(year ?? seasonal, most),
		calmMean(units, first + 1, origin, 4 * Math.max(levels.mean, half)),
		year === null || before === null ? Math.min(year ?? seasonal, most) : Math.min((year + before) / 2, most),
	);
	const lump = (levels.sumOfSquares + firstSale ** 2) / (levels.sum + firstSale);
	const varianceOf = (mean: number) => lump * mean + 0.1 * mean ** 2;
	return {
		series,
		origin,
		levels,
		rates,
		tsb: tsb(units, first, origin),
		last30: lastMean(units, first, origin, 30),
		size,
		lump,
		unrest: unrestOf(units, first + 1, origin, { span: horizon, warmUp: youngest, most: totalsOfAYear, varianceOf }),
		noise: noiseOf(units, first, origin),
		week: weekOf(units, Math.max(first, origin - 364), origin, lump, around),
	};
}

/** The same weeks so many years ago and a fortnight around them, grown as it has since. Null where it did not sell yet by then. */
function lastYears({ units, first }: Series, origin: number, years: number, half: number, prior: number): number | null {
	const year = origin - 364 * years;
	if (year - 14 < first) return null;
	const then = sold(units, year - 14, year + horizon + 14) / (horizon + 28);
	const before = sold(units, year - 180, year) / Math.max(1, Math.min(180, year - first)) + prior;
	return (then * (half + prior)) / (before || 1);
}

function noiseOf(units: Float64Array, from: number, to: number): number {
	let sum = 0;
	let changes = 0;
	for (let day = from + 1; day < to; day += 1) {
		const change = (units[day] ?? Number.NaN) - (units[day - 1] ?? Number.NaN);
		if (Number.isNaN(change)) continue;
		sum += change * change;
		changes += 1;
	}
	return changes > 0 ? sum / changes : 0;
}

/** Its own weekdays, leaning on everybody's as if sixty sales of it had been spread as theirs. */
function weekOf(units: Float64Array, from: number, to: number, lump: number, { week, weekday }: Around): Float64Array {
	const own = new Float64Array(7);
	for (let day = from; day < to; day += 1) own[weekday(day)] = known(own[weekday(day)]) + known(units[day]) / lump;
	const all = own.reduce((sum, value) => sum + value, 0);
	return own.map((value, at) => ((value + 60 * known(week[at])) / (all + 60)) * 7);
}
