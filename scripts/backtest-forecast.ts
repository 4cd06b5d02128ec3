// Forecasts past windows of a file of sales and writes what was expected: id,o,m,q50,q80,q95 (o = the day forecast from, counted from the file's first).
// FILE: date,sku,quantity, also .gz. SKU@STORE is one store's series of SKU; its stores are forecast together, unless --no-chain.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import Papa from "papaparse";
import { chances, quantilesOf } from "#app/insights/forecast/law.ts";
import { expectedOf, learn, windowsBefore } from "#app/insights/forecast/model.ts";
import { horizon, type Panel, type Series } from "#app/insights/forecast/panel.ts";
import { standingsAt } from "#app/insights/forecast/standing.ts";

const [file, ...options] = process.argv.slice(2);
if (!file) {
	console.error("Usage: scripts/backtest-forecast FILE [--origins=13] [--no-chain] > forecasts.csv   (columns date, sku, quantity)");
	process.exit(2);
}
const origins = Number(options.find((option) => option.startsWith("--origins="))?.slice(10) ?? 13);
const chained = !options.includes("--no-chain");

function panelOf(text: string): Panel {
	const { data } = Papa.parse<{ date: string; sku: string; quantity: string }>(text, { header: true, skipEmptyLines: true });
	const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
	const sales = data.map(({ date, sku, quantity }) => ({ day: dayOf(date), sku, quantity: Number(quantity) }));
	const wrong = sales.findIndex(({ day, quantity, sku }) => Number.isNaN(day) || Number.isNaN(quantity) || !sku);
	if (wrong >= 0) throw new Error(`Row ${wrong + 2} is not a date, a SKU and a quantity: ${JSON.stringify(data[wrong])}`);
	const start = sales.reduce((least, { day }) => Math.min(least, day), Number.POSITIVE_INFINITY);
	const end = sales.reduce((most, { day }) => Math.max(most, day), Number.NEGATIVE_INFINITY);
	const days = end - start + 1;
	const series = new Map<string, Series>();
	for (const { day, sku, quantity } of sales) {
		const one = series.get(sku) ?? {
			id: sku,
			product: chained ? (sku.split("@")[0] ?? sku) : sku,
			units: new Float64Array(days),
			first: days,
		};
		one.units[day - start] = (one.units[day - start] ?? 0) + quantity;
		one.first = Math.min(one.first, day - start);
		series.set(sku, one);
	}
	return { days, firstWeekday: (start + 4) % 7, series: [...series.values()] };
}

const bytes = readFileSync(file);
const panel = panelOf((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
const lines = ["id,o,m,q50,q80,q95"];
for (let back = origins; back >= 1; back -= 1) {
	const origin = panel.days - back * horizon;
	const standings = standingsAt(panel, origin);
	if (standings.length === 0) continue;
	const started = performance.now();
	const model = learn(windowsBefore(panel, origin));
	const learnt = performance.now();
	for (const standing of standings) {
		const { rate, ...temper } = expectedOf(standing, model);
		const quantiles = quantilesOf(horizon * rate, temper, model);
		const at = (chance: (typeof chances)[number]) => quantiles[chances.indexOf(chance)];
		lines.push([standing.series.id, origin, (horizon * rate).toPrecision(6), at(0.5), at(0.8), at(0.95)].join(","));
	}
	const ended = performance.now();
	console.error(
		`day ${origin}: ${standings.length} series by ${model.method}${model.leaning ? " and their own unrest" : ""}, ${100 * model.towardMiddle} % to the middle, learnt from ${model.windows} windows in ${Math.round(learnt - started)} ms, forecast in ${((ended - learnt) / standings.length).toFixed(4)} ms each`,
	);
}
console.log(lines.join("\n"));
