import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countQuantile } from "#app/insights/forecast/count-quantile.ts";
import { nonNegativeRidge, poissonRidge } from "#app/insights/forecast/fit.ts";
import { calmMean, lastMean, levelsOf, unrestOf } from "#app/insights/forecast/levels.ts";
import { chances, quantilesOf } from "#app/insights/forecast/law.ts";
import { expectedOf, learn, windowsBefore } from "#app/insights/forecast/model.ts";
import { horizon, type Panel, sold } from "#app/insights/forecast/panel.ts";
import { seriesOf, weekdayOfDay } from "#app/insights/forecast/series-of-facts.ts";
import { standingsAt } from "#app/insights/forecast/standing.ts";

/** Numbers in [0, 1) that are the same every time. */
function lots(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

function poisson(mean: number, draw: () => number): number {
	let count = 0;
	for (let left = draw(); left > Math.exp(-mean); left *= draw()) count += 1;
	return count;
}

/** `products` in three stores, each selling at a pace of its own, day after day. */
function shop(products: number, days: number, seed = 1): Panel {
	const draw = lots(seed);
	const series = Array.from({ length: products }, (_, product) => 0.03 + draw() * 0.4 * (product % 3)).flatMap((pace, product) =>
		[1, 2, 3].map((store) => {
			const units = Float64Array.from({ length: days }, () => poisson(pace / store, draw));
			return { id: `${product}@${store}`, product: `${product}`, units, first: units.findIndex((sales) => sales > 0) };
		}),
	);
	return { days, firstWeekday: 1, series: series.filter(({ first }) => first >= 0) };
}

describe("a count's quantile", () => {
	it("is the least count reached with that chance", () => {
		// Poisson of mean 2: 0.135, 0.406, 0.677, 0.857, 0.947, 0.983
		expect([0.1, 0.5, 0.8, 0.9, 0.95].map((chance) => countQuantile(2, 2, chance))).toEqual([0, 2, 3, 4, 5]);
		// One sale in a geometric wait (mean 1, variance 2): P(n <= k) = 1 - 0.5^(k+1)
		expect([0.5, 0.74, 0.76, 0.95].map((chance) => countQuantile(1, 2, chance))).toEqual([0, 1, 2, 4]);
		expect(countQuantile(0, 0, 0.95)).toBe(0);
	});

	it("joins its approximation for large counts without a step", () => {
		for (const chance of chances)
			expect(Math.abs(countQuantile(500.01, 1500, chance) - countQuantile(499.99, 1500, chance))).toBeLessThan(2);
	});
});

describe("levels", () => {
	it("pass over days on which it could not be bought as if those had not been", () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.nat(5)), { minLength: 1, maxLength: 60 }), (days) => {
				const whole = Float64Array.from(days, (sales) => sales ?? Number.NaN);
				const without = Float64Array.from(days.filter((sales) => sales !== null));
				expect(levelsOf(whole, 0, whole.length)).toEqual(levelsOf(without, 0, without.length));
			}),
		);
	});
});

describe("unrest", () => {
	const over = { span: horizon, warmUp: 56, most: 13, varianceOf: (mean: number) => mean };
	const of = (units: Float64Array) => {
		const { sum, totals } = unrestOf(units, 0, units.length, over);
		return { mean: sum / totals, totals };
	};

	it("is about one of what sells by chance alone, and far more of what comes in waves", () => {
		const draw = lots(6);
		const calm = Float64Array.from({ length: 450 }, () => poisson(2, draw));
		const waves = Float64Array.from({ length: 450 }, (_, day) => poisson(Math.floor(day / 40) % 2 === 0 ? 1 : 4, draw));
		expect(of(calm)).toMatchObject({ totals: 13 });
		expect(of(calm).mean).toBeGreaterThan(0.2);
		expect(of(calm).mean).toBeLessThan(2.5);
		expect(of(waves).mean).toBeGreaterThan(3 * of(calm).mean);
	});

	it("says nothing of what is too young, or was out most of the time", () => {
		expect(of(new Float64Array(56 + horizon - 1).fill(1)).totals).toBe(0);
		expect(of(new Float64Array(56 + horizon).fill(1)).totals).toBe(1);
		expect(of(Float64Array.from({ length: 400 }, (_, day) => (day % 3 === 0 ? 1 : Number.NaN))).totals).toBe(0);
	});
});

it("a promotion is not how it sells: its day counts for no more than it may", () => {
	const units = Float64Array.from({ length: 120 }, (_, day) => (day === 118 ? 300 : 2));
	expect(lastMean(units, 0, 120, 30)).toBeCloseTo(11.9, 1);
	expect(calmMean(units, 0, 120, 8)).toBeGreaterThan(2);
	expect(calmMean(units, 0, 120, 8)).toBeLessThan(2.2);
});

describe("the regressions", () => {
	it("find the weights rows were made with", () => {
		const draw = lots(3);
		const rows = Array.from({ length: 500 }, () => Float64Array.of(draw(), draw(), draw())).map((x) => ({
			x,
			y: 2 * (x[0] ?? 0) + 0.5 * (x[2] ?? 0),
			weight: 1,
		}));
		for (const [at, weight] of [2, 0, 0.5].entries()) expect(nonNegativeRidge(rows, 1e-9)[at]).toBeCloseTo(weight, 2);
	});

	it("find the pace counts were drawn at", () => {
		const draw = lots(4);
		const rows = Array.from({ length: 8000 }, () => Float64Array.of(1, draw() * 2)).map((x) => ({
			x,
			y: poisson(Math.exp(0.2 + 0.7 * (x[1] ?? 0)), draw),
		}));
		const [constant, slope] = poissonRidge(rows, new Float64Array(2), () => 1);
		expect(constant).toBeCloseTo(0.2, 1);
		expect(slope).toBeCloseTo(0.7, 1);
	});
});

// Half a minute each at most, where a machine does other things besides.
describe("the pooled forecast", { timeout: 30_000 }, () => {
	const panel = shop(36, 330);
	const origin = panel.days - horizon;

	it("knows nothing of the days it forecasts", () => {
		const blind = {
			...panel,
			series: panel.series.map((one) => ({ ...one, units: one.units.map((value, day) => (day < origin ? value : 1000)) })),
		};
		const of = (of: Panel) => {
			const model = learn(windowsBefore(of, origin));
			return standingsAt(of, origin).map((standing) => expectedOf(standing, model).rate);
		};
		expect(of(blind)).toEqual(of(panel));
	});

	it("is exceeded about as seldom as it says", () => {
		const model = learn(windowsBefore(panel, origin));
		const within = chances.map(() => 0);
		let [expected, actual] = [0, 0];
		const standings = standingsAt(panel, origin);
		for (const standing of standings) {
			const total = sold(standing.series.units, origin, panel.days);
			const { rate, ...temper } = expectedOf(standing, model);
			expected += horizon * rate * temper.lift;
			actual += total;
			quantilesOf(horizon * rate, temper, model).forEach((quantile, at) => {
				if (total <= quantile) within[at] = (within[at] ?? 0) + 1;
			});
		}
		const share = (chance: (typeof chances)[number]) => (within[chances.indexOf(chance)] ?? 0) / standings.length;
		expect(share(0.95)).toBeGreaterThan(0.9);
		expect(share(0.95)).toBeLessThan(0.995);
		expect(share(0.8)).toBeGreaterThan(0.74);
		expect(Math.abs(expected / actual - 1)).toBeLessThan(0.1);
	});

	it("does not take days without stock for days without buyers", () => {
		const gone = (day: number) => day % 4 !== 0;
		const empty = {
			...panel,
			series: panel.series.map((one) => ({
				...one,
				units: one.units.map((value, day) => (gone(day) && day !== one.first ? Number.NaN : value)),
			})),
		};
		const model = learn(windowsBefore(panel, origin));
		const sum = (of: Panel) =>
			standingsAt(of, origin).reduce((total, standing) => total + expectedOf(standing, { ...model, method: "last30" }).rate, 0);
		expect(Math.abs(sum(empty) / sum(panel) - 1)).toBeLessThan(0.25);
	});

	it("gives what is restless of itself more for luck than what is not, and is right of both", () => {
		const draw = lots(9);
		const days = 420;
		const restless = (product: number) => product % 2 === 0;
		const series = Array.from({ length: 40 }, (_, product) => {
			// The same pace in the long run; the restless sell for some weeks, and for some hardly.
			const wave = 30 + (product % 7) * 5;
			const pace = (day: number) => (!restless(product) ? 2 : Math.floor((day + product * 11) / wave) % 2 === 0 ? 0.4 : 3.6);
			return {
				id: `${product}`,
				product: `${product}`,
				units: Float64Array.from({ length: days }, (_, day) => poisson(pace(day), draw)),
				first: 0,
			};
		});
		const waves: Panel = { days, firstWeekday: 1, series };
		const within = { restless: 0, steady: 0 };
		const luck = { restless: 0, steady: 0 };
		const origins = [days - horizon, days - 2 * horizon];
		for (const origin of origins) {
			const model = learn(windowsBefore(waves, origin));
			expect(model.leaning).not.toBeNull();
			for (const standing of standingsAt(waves, origin)) {
				const kind = restless(Number(standing.series.id)) ? "restless" : "steady";
				const { rate, ...temper } = expectedOf(standing, model);
				const most = quantilesOf(horizon * rate, temper, model)[chances.indexOf(0.95)] ?? 0;
				luck[kind] += most / (horizon * rate);
				if (sold(standing.series.units, origin, origin + horizon) <= most) within[kind] += 1;
			}
		}
		const each = 20 * origins.length;
		expect(luck.restless).toBeGreaterThan(1.3 * luck.steady);
		for (const kind of ["restless", "steady"] as const) {
			expect(within[kind] / each).toBeGreaterThan(0.85);
			expect(within[kind] / each).toBeLessThan(1.01);
		}
	});

	it("tells less than the mean where a few large sales make it, errs less by that, and keeps as much for luck", () => {
		const draw = lots(12);
		const days = 420;
		const series = Array.from({ length: 60 }, (_, product) => ({
			id: `${product}`,
			product: `${product}`,
			// Some are asked for more often than others; who comes takes a few, and now and then a case.
			units: Float64Array.from({ length: days }, () =>
				draw() < 0.01 + 0.004 * product ? (draw() < 0.2 ? 24 : 1 + Math.floor(draw() * 3)) : 0,
			),
			first: 0,
		}));
		const cases: Panel = { days, firstWeekday: 1, series };
		const off = { told: 0, mean: 0 };
		for (const origin of [days - horizon, days - 2 * horizon]) {
			const model = learn(windowsBefore(cases, origin));
			expect(model.towardMiddle).toBeGreaterThan(0);
			for (const standing of standingsAt(cases, origin)) {
				const total = sold(standing.series.units, origin, origin + horizon);
				const { rate, ...temper } = expectedOf(standing, model);
				const plain = expectedOf(standing, { ...model, towardMiddle: 0 });
				expect(plain.lift).toBe(1);
				expect(rate * temper.lift).toBeCloseTo(plain.rate, 9);
				expect(quantilesOf(horizon * rate, temper, model)).toEqual(quantilesOf(horizon * plain.rate, plain, model));
				off.told += Math.abs(horizon * rate - total);
				off.mean += Math.abs(horizon * plain.rate - total);
			}
		}
		expect(off.told).toBeLessThan(off.mean);
	});

	it("remembers the same weeks of the last two years, where there were two", () => {
		const days = 3 * 364;
		const december = (day: number, year: number) => day - year * 364 >= 0 && day - year * 364 < horizon;
		// Twelve a day in those weeks two years ago, none of it last year; two a day otherwise.
		const units = (years: number[]) =>
			Float64Array.from({ length: days }, (_, day) => (years.some((year) => december(day, year)) ? 12 : 2));
		const ratesOf = (years: number[], first = 0) => {
			const one = { id: "p", product: "p", units: units(years).fill(0, 0, first), first };
			return standingsAt({ days, firstWeekday: 1, series: [one] }, days)[0]?.rates;
		};
		const [lastYear, bothYears] = [11, 13];
		const elder = ratesOf([1]);
		expect(elder?.[lastYear]).toBeLessThan(2.5);
		expect(elder?.[bothYears]).toBeGreaterThan(3.5);
		// Nothing is made of a year it did not sell in yet.
		const young = ratesOf([1], 600);
		expect(young?.[bothYears]).toBe(young?.[lastYear]);
	});

	it("begins with what was learnt elsewhere, and says on how little it rests", () => {
		const young = shop(4, 110);
		const model = learn(windowsBefore(young, young.days));
		expect(model.windows).toBeLessThan(100);
		for (const standing of standingsAt(young, young.days)) {
			const { rate } = expectedOf(standing, model);
			expect(rate).toBeGreaterThan(0);
			expect(rate).toBeLessThan(5 * Math.max(...standing.rates));
		}
	});
});

describe("a shelf's facts as a series", () => {
	const facts = (day: string, units: number, onHandAtClose: number) => ({ productId: "p", storeId: "s", day, units, onHandAtClose });

	it("miss the days on which it was out, and only those", () => {
		const rows = [facts("2026-11-02", 1, 1), facts("2026-11-03", 1, 0), facts("2026-11-06", 0, 4), facts("2026-11-08", 2, 2)];
		const series = seriesOf(rows, "2026-11-01", 9);
		expect(series?.first).toBe(1);
		expect([...(series?.units ?? [])]).toEqual([0, 1, 1, Number.NaN, Number.NaN, 0, 0, 2, 0]);
	});

	it("do not count what came back as sold less than nothing", () => {
		expect([...(seriesOf([facts("2026-11-01", 2, 1), facts("2026-11-02", -1, 2)], "2026-11-01", 2)?.units ?? [])]).toEqual([2, 0]);
		expect(seriesOf([facts("2026-11-02", -1, 2)], "2026-11-01", 2)).toBeNull();
	});

	it("know their weekday", () => {
		expect([weekdayOfDay("2026-11-22"), weekdayOfDay("2026-11-21"), weekdayOfDay("1969-12-28")]).toEqual([0, 6, 0]);
	});
});
