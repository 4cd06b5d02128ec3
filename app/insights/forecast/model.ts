import { defaultSpreads, defaultWeights } from "./default-weights.ts";
import { dot, nonNegativeRidge, poissonRidge } from "./fit.ts";
import { chances, pinball, quantileOf, quantilesOf, type Spread, type Temper } from "./law.ts";
import { chainOf, horizon, type Panel, sold } from "./panel.ts";
import { type Pool, ratesCount, type Standing, standingsAt } from "./standing.ts";

/**
 * The pooled forecast: how past windows of all series of the business are best mixed from what was known before them, and how far off that was.
 * Learnt at night from windows of four weeks; a forecast is then a few sums.
 */

/** pooled: the mixed rate; blend: its average with TSB; tsb, last30: those alone, where mixing does not pay. */
export type Method = "pooled" | "blend" | "tsb" | "last30";

export type Weights = { linear: number[]; logLinear: number[] };

/** What is told of a series: units a day, and how a total of them varies. */
export type Expected = Temper & { rate: number };

/** By how much a series' own unrest moves that law for it: as if `pseudo` totals as restless as `usual` were seen beside its own; null: not at all. */
export type Leaning = { pseudo: number; usual: number } | null;

export type Model = {
	method: Method;
	weights: Weights;
	/** One for each of `chances`. */
	spreads: Spread[];
	leaning: Leaning;
	/** How far what is told leans from the mean to the middle of the chances: 0 not at all, 1 wholly. */
	towardMiddle: number;
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
		return {
			method: "pooled",
			weights: defaultWeights,
			spreads: defaultSpreads,
			leaning: null,
			towardMiddle: 0,
			windows: all.length,
			measured: null,
		};
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
	const laws = { method, spreads, leaning };
	const towardMiddle = middleOf(honest, laws);
	return { ...laws, weights, towardMiddle, windows: all.length, measured: measure(honest, { ...laws, towardMiddle }) };
}

/** How far off a model is in these windows; null when nothing was sold in them. */
export function measureOf(windows: Window[], model: Model): Measured | null {
	return measure(
		windows.map((window) => ({ window, rates: ratesOf(window, model.weights) })),
		model,
	);
}

type Told = Pick<Model, "method" | "spreads" | "leaning" | "towardMiddle">;

function measure(honest: Honest[], model: Told): Measured | null {
	const sums = { actual: 0, expected: 0, error: 0, within80: 0, within95: 0 };
	for (const { window, rates } of honest) {
		const { rate, ...temper } = expectedBy(rates, window, model);
		const quantiles = quantilesOf(horizon * rate, temper, model);
		sums.actual += window.actual;
		// Which way it errs is said of the mean: what is told leans on purpose.
		sums.expected += horizon * rate * temper.lift;
		sums.error += Math.abs(horizon * rate - window.actual);
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

/** How far what is told may lean, and by how much more its squared error may grow for it. */
const leans = [0.1, 0.2];
const dearest = 1.005;

/**
 * How far what is told leans to the middle of the chances: where a few large sales make the mean, that errs less by most totals. As far as past windows
 * say that it errs less in units, and hardly more in their squares.
 */
function middleOf(honest: Honest[], laws: Omit<Told, "towardMiddle">): number {
	const costOf = (towardMiddle: number) => {
		let [units, squares] = [0, 0];
		for (const { window, rates } of honest) {
			const off = horizon * expectedBy(rates, window, { ...laws, towardMiddle }).rate - window.actual;
			units += Math.abs(off);
			squares += off ** 2 / window.noise;
		}
		return { units, squares };
	};
	const plain = costOf(0);
	const isBetter = ({ units, squares }: typeof plain) => units < plain.units && squares <= dearest * plain.squares;
	return leans.findLast((towardMiddle) => isBetter(costOf(towardMiddle))) ?? 0;
}

/** Whether this release learnt it: an elder one weighed other guesses, and leant to nothing. */
export const isOfThisRelease = ({ weights, towardMiddle }: Model): boolean =>
	weights.linear.length === ratesCount && Number.isFinite(towardMiddle);

/** What is expected of a series, as it is told. */
export function expectedOf(standing: Standing, model: Model): Expected {
	return expectedBy(ratesOf(standing, model.weights), standing, model);
}

type Varies = Pick<Standing, "lump" | "unrest">;

function expectedBy(rates: Record<Method, number>, { lump, unrest }: Varies, { method, spreads, leaning, towardMiddle }: Told): Expected {
	const mean = rates[method];
	const plain = { lump, unrest: unrestBy(unrest, leaning), lift: 1 };
	const law = spreads[chances.indexOf(0.5)];
	const middle = towardMiddle === 0 || !law ? mean : quantileOf(horizon * mean, plain, law, 0.5) / horizon;
	const rate = mean + towardMiddle * (middle - mean);
	return { ...plain, rate, lift: rate > 0 ? mean / rate : 1 };
}

function unrestBy(unrest: Standing["unrest"], leaning: Leaning): number {
	return leaning ? own(unrest, leaning.pseudo) / leaning.usual : 1;
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
	const sample = honest.filter((_, at) => at % step === 0).map((each) => ({ ...each, unrest: unrestBy(each.window.unrest, leaning) }));
	const chosen = chances.map((chance) => {
		let best = { lumps: 1, spread: 0.3, loss: Number.POSITIVE_INFINITY };
		for (const lumps of [0.6, 1, 1.5, 2.2]) {
			for (const spread of [0, 0.1, 0.3, 0.6, 1, 2]) {
				let loss = 0;
				for (const { window, rates, unrest } of sample) {
					const mean = horizon * rates[method];
					const quantile = quantileOf(mean, { lump: window.lump, unrest }, { lumps, spread }, chance);
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
