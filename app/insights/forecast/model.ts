import { countQuantile } from "./count-quantile.ts";
import { defaultSpreads, defaultWeights } from "./default-weights.ts";
import { dot, nonNegativeRidge, poissonRidge } from "./fit.ts";
import { chainOf, horizon, type Panel, sold } from "./panel.ts";
import { type Pool, ratesCount, type Standing, standingsAt } from "./standing.ts";

/**
 * The pooled forecast: how past windows of all series of the business are best mixed from what was known before them, and how far off that was.
 * Learnt at night from windows of four weeks; a forecast is then a few sums.
 */

/** The chances a total is given for: "nine in ten times it is not more than …". */
export const chances = [0.1, 0.5, 0.8, 0.9, 0.95, 0.98] as const;

/** pooled: the mixed rate; blend: its average with TSB; tsb, last30: those alone, where mixing does not pay. */
export type Method = "pooled" | "blend" | "tsb" | "last30";

/** Variance of a total of mean m: (`lumps` × lump × m + `spread` × m²) × unrest. */
export type Spread = { lumps: number; spread: number };

export type Weights = { linear: number[]; logLinear: number[] };

/** What of that law is a series' own: how many units go at once where they go, and how much more than others of the business it varies (1: as they do). */
export type Temper = { lump: number; unrest: number };

/** By how much a series' own unrest moves that law for it: as if `pseudo` totals as restless as `usual` were seen beside its own; null: not at all. */
export type Leaning = { pseudo: number; usual: number } | null;

export type Model = {
	method: Method;
	weights: Weights;
	/** One for each of `chances`. */
	spreads: Spread[];
	leaning: Leaning;
	/** Past windows it was learnt from. */
	windows: number;
	/** How far off it was in the last of them; null when there were too few to say. */
	measured: Measured | null;
};

/** Of totals of four weeks, each forecast by what was known before. Shares of 1. */
export type Measured = {
	/** Sum of errors by sum of sales. */
	error: number;
	/** Above 0 where it expected too much. */
	bias: number;
	/** How many totals were not more than the 80 % and the 95 % figure. */
	within80: number;
	within95: number;
};

/** A past window with what was really sold in it. */
export type Window = Standing & { actual: number };

/** How many windows back are learnt from: two years. */
const learnt = 26;
/** How many of the last are forecast anew to see how far off one is: half a year tells, but few series need a whole one to tell it of enough of them. */
const judged = { least: 6, most: 13, enough: 3000 };
/** Fewer windows, or windows of fewer months, say too little to fit two dozen weights. */
const fewest = { windows: 100, months: 3 };
/** A simpler or more mixed method is taken only where it is clearly better. */
const clearly = 0.98;

/** All windows of four weeks that ended before `origin`, newest last, two years back at most. */
export function windowsBefore(panel: Panel, origin: number): Window[][] {
	const chains = chainOf(panel);
	const origins: number[] = [];
	for (let at = origin - horizon; at > 65 && origins.length < learnt; at -= horizon) origins.unshift(at);
	return origins.map((at) => windowsAt(panel, at, chains));
}

/** The windows that begin on `origin`. @param pool what all series of the business tell, where `panel` holds only some */
export function windowsAt(panel: Panel, origin: number, chains: ReturnType<typeof chainOf>, pool?: Pool): Window[] {
	return standingsAt(panel, origin, chains, pool)
		.filter(({ noise }) => noise > 0)
		.map((standing) => ({ ...standing, actual: sold(standing.series.units, origin, origin + horizon) }));
}

/** @param windows of `windowsBefore`; with fewer than a hundred, what was learnt on other shops is used instead */
export function learn(windows: Window[][]): Model {
	const all = windows.flat();
	if (all.length < fewest.windows || windows.length < fewest.months)
		return { method: "pooled", weights: defaultWeights, spreads: defaultSpreads, leaning: null, windows: all.length, measured: null };
	const weights = fitWeights(all);
	// A window is judged by weights that were learnt before it, as tonight's will be.
	const from = firstJudged(windows);
	const honest = windows.flatMap((those, at) => {
		if (at < from) return [];
		const earlier = windows.slice(0, at).flat();
		const then = earlier.length > 3 * fewest.windows ? fitWeights(earlier) : defaultWeights;
		return those.map((window) => ({ window, rates: ratesOf(window, then) }));
	});
	const trials = (["pooled", "blend", "tsb", "last30"] as const).map((method) => ({ method, ...spreadsOf(honest, method) }));
	const [pooled, ...others] = trials;
	const best = others.reduce((champion, trial) => (trial.loss < clearly * champion.loss ? trial : champion), pooled ?? noTrial);
	const { method } = best;
	const { spreads, leaning } = leaningOf(honest, best);
	return { method, weights, spreads, leaning, windows: all.length, measured: measure(honest, { method, spreads, leaning }) };
}

/** How far off a model is in these windows; null when nothing was sold in them. */
export function measureOf(windows: Window[], model: Model): Measured | null {
	return measure(
		windows.map((window) => ({ window, rates: ratesOf(window, model.weights) })),
		model,
	);
}

function measure(honest: Honest[], { method, spreads, leaning }: Pick<Model, "method" | "spreads" | "leaning">): Measured | null {
	const sums = { actual: 0, expected: 0, error: 0, within80: 0, within95: 0 };
	for (const { window, rates } of honest) {
		const mean = horizon * rates[method];
		const quantiles = quantilesOf(mean, temperOf(window, { leaning }), { spreads });
		sums.actual += window.actual;
		sums.expected += mean;
		sums.error += Math.abs(mean - window.actual);
		if (window.actual <= (quantiles[chances.indexOf(0.8)] ?? 0)) sums.within80 += 1;
		if (window.actual <= (quantiles[chances.indexOf(0.95)] ?? 0)) sums.within95 += 1;
	}
	if (sums.actual === 0) return null;
	return {
		error: sums.error / sums.actual,
		bias: (sums.expected - sums.actual) / sums.actual,
		within80: sums.within80 / honest.length,
		within95: sums.within95 / honest.length,
	};
}

function firstJudged(windows: Window[][]): number {
	let [at, count] = [windows.length, 0];
	while (at > 0 && windows.length - at < judged.most && (windows.length - at < judged.least || count < judged.enough)) {
		at -= 1;
		count += windows[at]?.length ?? 0;
	}
	return at;
}

const noTrial = { method: "pooled" as const, loss: Number.POSITIVE_INFINITY, spreads: [] };

/** It moves no mean, so a smaller gain is enough. */
const noticeably = 0.99;
/** Totals as restless as the usual one that are seen beside a series' own: few let it speak for itself sooner. */
const leanings = [2, 4, 8];

/** Whether a series' own unrest tells how far off its forecast will be: taken where past windows say so clearly, with the law that goes with it. */
function leaningOf(honest: Honest[], plain: Law & { method: Method }): { spreads: Spread[]; leaning: Leaning } {
	const trials = leanings.map((pseudo) => {
		const usual = honest.reduce((sum, { window }) => sum + own(window.unrest, pseudo), 0) / (honest.length || 1);
		const leaning = { pseudo, usual };
		return { leaning, ...spreadsOf(honest, plain.method, leaning) };
	});
	const best = trials.reduce((a, b) => (b.loss < a.loss ? b : a));
	return best.loss < noticeably * plain.loss ? best : { spreads: plain.spreads, leaning: null };
}

const own = ({ sum, totals }: Standing["unrest"], pseudo: number) => (sum + pseudo) / (totals + pseudo);

export function temperOf({ lump, unrest }: Pick<Standing, "lump" | "unrest">, { leaning }: Pick<Model, "leaning">): Temper {
	return { lump, unrest: leaning ? own(unrest, leaning.pseudo) / leaning.usual : 1 };
}

/** Expected units a day. */
export function rateOf(standing: Standing, { method, weights }: Pick<Model, "method" | "weights">): number {
	return ratesOf(standing, weights)[method];
}

function ratesOf(standing: Standing, weights: Weights): Record<Method, number> {
	const linear = dot(Float64Array.from(weights.linear), standing.rates);
	const most = 5 * (Math.max(...standing.rates) + (standing.rates[9] ?? 0));
	const logLinear = Math.min(Math.exp(dot(Float64Array.from(weights.logLinear), logFeatures(standing))), most);
	const pooled = Math.sqrt(linear * logLinear);
	return { pooled, blend: (pooled + standing.tsb) / 2, tsb: standing.tsb, last30: standing.last30 };
}

function fitWeights(windows: Window[]): Weights {
	const linear = nonNegativeRidge(
		windows.map(({ rates, actual, size }) => ({
			x: rates,
			y: actual / horizon,
			weight: 1 / (size ** 2 * ((rates[4] ?? 0) / size + 0.02)),
		})),
	);
	// Beginning at "the mean of sixty days, as it is".
	const start = new Float64Array(ratesCount + 3);
	start[ratesCount + 2] = 1;
	const logLinear = poissonRidge(
		windows.map((window) => ({ x: logFeatures(window), y: window.actual / horizon })),
		start,
		(at, rate) => {
			const size = windows[at]?.size ?? 1;
			return horizon / (size * (1 + (0.3 * rate * horizon) / size));
		},
	);
	return { linear: [...linear], logLinear: [...logLinear] };
}

/** Logarithms of the rates against the sixty-day mean, how long nothing was sold, how old it is; last, the sixty-day mean itself. */
function logFeatures({ rates, size, levels }: Standing): Float64Array {
	const least = 0.25 * (rates[9] ?? 0) + 1e-4 * size;
	const log = (at: number) => Math.log((rates[at] ?? 0) + least);
	const base = log(2);
	const silence = Math.log1p(levels.sinceSale);
	const usual = Math.log((levels.days + 1) / (levels.sellingDays + 1));
	return Float64Array.of(
		1,
		...[0, 1, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13].map((at) => log(at) - base),
		silence - usual,
		Math.max(0, silence - usual),
		Math.log(Math.max(1, levels.days) / 100),
		base,
	);
}

type Honest = { window: Window; rates: Record<Method, number> };
type Law = { spreads: Spread[]; loss: number };

/** For each chance the law of variance that would have cost least in the judged windows, and what it cost. Six thousand windows tell enough. */
function spreadsOf(honest: Honest[], method: Method, leaning: Leaning = null): Law {
	const step = Math.ceil(honest.length / 6000) || 1;
	const sample = honest.filter((_, at) => at % step === 0).map((each) => ({ ...each, temper: temperOf(each.window, { leaning }) }));
	const chosen = chances.map((chance) => {
		let best = { lumps: 1, spread: 0.3, loss: Number.POSITIVE_INFINITY };
		for (const lumps of [0.6, 1, 1.5, 2.2]) {
			for (const spread of [0, 0.1, 0.3, 0.6, 1, 2]) {
				let loss = 0;
				for (const { window, rates, temper } of sample) {
					const mean = horizon * rates[method];
					const quantile = countQuantile(mean, varianceOf(mean, temper, { lumps, spread }), chance);
					loss += pinball(quantile, window.actual, chance) / Math.sqrt(window.noise);
					// Losses only grow: what is behind by now stays behind.
					if (loss >= best.loss) break;
				}
				if (loss < best.loss) best = { lumps, spread, loss };
			}
		}
		return best;
	});
	const judgedBy = [0.5, 0.8, 0.95];
	return {
		spreads: chosen.map(({ lumps, spread }) => ({ lumps, spread })),
		loss: chosen.reduce((sum, { loss }, at) => sum + (judgedBy.includes(chances[at] ?? 0) ? loss : 0), 0),
	};
}

/** What a quantile costs against what came: too low is dear where it was to be seldom too low. */
export function pinball(quantile: number, actual: number, chance: number): number {
	return actual >= quantile ? chance * (actual - quantile) : (1 - chance) * (quantile - actual);
}

function varianceOf(mean: number, { lump, unrest }: Temper, { lumps, spread }: Spread): number {
	return (lumps * lump * mean + spread * mean ** 2) * unrest;
}

/** The total of a mean that is not exceeded with each of `chances`, none below the one before it. */
export function quantilesOf(mean: number, temper: Temper, model: Pick<Model, "spreads">): number[] {
	let floor = 0;
	return chances.map((chance, at) => {
		const law = model.spreads[at] ?? { lumps: 1, spread: 0.3 };
		floor = Math.max(floor, countQuantile(mean, varianceOf(mean, temper, law), chance));
		return floor;
	});
}
