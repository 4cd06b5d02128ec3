import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../../demo/catalog.ts";
import { DROUGHTS } from "../../../demo/droughts.ts";
import { demoHistory } from "../../../demo/history.ts";
import { demoProducts } from "../../../demo/products.ts";
import { replay } from "../../../demo/replay.ts";
import { PACES, TIME_ZONE } from "../../../demo/stores.ts";
import { addDays, dayOf, wallClock, weekday, zonedTime } from "../../../demo/zoned-time.ts";

const catalog = buildCatalog();
const HOUR = 3_600_000;

/** Around both changes of the clocks, on several weekdays, early and late in the day. */
const NOWS = [
	"2026-11-20T15:42:00Z",
	"2026-11-22T02:00:00Z",
	"2027-04-06T10:00:00Z",
	"2026-02-11T22:59:00Z",
	"2026-10-25T01:30:00Z",
	"2028-02-29T12:00:00Z",
];

describe.each(NOWS)("the demo's ninety days up to %s", (iso) => {
	const now = Date.parse(iso);
	const history = demoHistory({ catalog, now });
	const levels = replay(history);

	it("has about three thousand sales of about one and a half lines", () => {
		const lines = history.sales.reduce((sum, sale) => sum + sale.lines.length, 0);
		expect(history.sales.length).toBeGreaterThan(2_800);
		expect(history.sales.length).toBeLessThan(3_200);
		expect(lines / history.sales.length).toBeGreaterThan(1.4);
		expect(lines / history.sales.length).toBeLessThan(1.65);
	});

	it("never sells what is not there", () => {
		expect(levels.filter((level) => level.lowest < 0)).toEqual([]);
	});

	it("ends with products low and products out", () => {
		expect(levels.filter((level) => level.reorderPoint > 0 && level.onHand <= level.reorderPoint).length).toBeGreaterThanOrEqual(8);
		expect(levels.filter((level) => level.onHand === 0).length).toBeGreaterThanOrEqual(3);
		const somewhere = new Set(levels.filter((level) => level.onHand > 0).map((level) => level.sku));
		const gone = new Set(levels.map((level) => level.sku).filter((sku) => !somewhere.has(sku)));
		expect(gone.size).toBeGreaterThanOrEqual(3);
	});

	it("keeps the hours of each store, in its own zone", () => {
		for (const { storeKey, at } of [
			...history.sales,
			...history.refunds.map((refund) => ({ ...refund, storeKey: history.sales[refund.saleIndex]!.storeKey })),
		]) {
			const hours = PACES.find((pace) => pace.key === storeKey)?.hours[weekday(dayOf(at, TIME_ZONE))];
			const hour = (wallClock(at, TIME_ZONE) % (24 * HOUR)) / HOUR;
			expect(hours, `${storeKey} is closed at ${new Date(at).toISOString()}`).toBeTruthy();
			expect(hour).toBeGreaterThanOrEqual(hours![0]);
			expect(hour).toBeLessThan(hours![1]);
		}
	});

	it("is in order of time and within its days", () => {
		for (const list of [history.sales, history.receipts, history.refunds]) {
			const times = list.map((one) => one.at);
			expect(times).toEqual(times.toSorted((a, b) => a - b));
			expect(times[0]).toBeGreaterThanOrEqual(history.from);
			expect(times.at(-1)).toBeLessThanOrEqual(now);
		}
		expect(history.initial.every((opening) => opening.at < history.from)).toBe(true);
	});

	it("refunds about two in a hundred, after the sale, at most once, and no more than was sold", () => {
		const share = history.refunds.length / history.sales.length;
		expect(share).toBeGreaterThan(0.01);
		expect(share).toBeLessThan(0.03);
		expect(new Set(history.refunds.map((refund) => refund.saleIndex)).size).toBe(history.refunds.length);
		for (const refund of history.refunds) {
			const sale = history.sales[refund.saleIndex]!;
			expect(refund.at).toBeGreaterThan(sale.at);
			for (const line of refund.lines)
				expect(sale.lines.find((sold) => sold.sku === line.sku)?.quantity).toBeGreaterThanOrEqual(line.quantity);
		}
	});

	it("sells two best sellers in Aarhus before and after ten days without them", () => {
		for (const { sku, from } of DROUGHTS.filter((drought) => drought.storeKey === "aarhus" && drought.to > 0)) {
			const last = from + 1;
			const back = history.sales
				.filter((sale) => sale.storeKey === "aarhus" && sale.lines.some((line) => line.sku === sku))
				.map((sale) => daysBetween(sale.at, now));
			expect(back.some((day) => day === last || day === last + 1)).toBe(true);
			expect(back.filter((day) => day < last && day > last - 11)).toEqual([]);
			expect(back.some((day) => day <= last - 11)).toBe(true);
		}
	});

	it("names only products of the catalog, once a sale, and never a draft", () => {
		const sellable = new Set(
			demoProducts(catalog)
				.filter((product) => product.status === "published")
				.map((product) => product.sku),
		);
		for (const sale of history.sales) {
			expect(sale.lines.every((line) => sellable.has(line.sku) && line.quantity > 0)).toBe(true);
			expect(new Set(sale.lines.map((line) => line.sku)).size).toBe(sale.lines.length);
		}
	});
});

function daysBetween(at: number, now: number): number {
	const midnight = (instant: number) => Math.floor(wallClock(instant, TIME_ZONE) / (24 * HOUR));
	return midnight(now) - midnight(at);
}

describe("the demo's history", () => {
	const now = Date.parse("2026-11-20T15:42:00Z");

	it("is the same every time", () => {
		expect(demoHistory({ catalog, now })).toEqual(demoHistory({ catalog, now }));
	});

	it("only grows as the day goes on", () => {
		const [noon, night] = [
			demoHistory({ catalog, now: Date.parse("2026-11-20T11:00:00Z") }),
			demoHistory({ catalog, now: Date.parse("2026-11-20T22:30:00Z") }),
		];
		expect(night.sales.length).toBeGreaterThan(noon.sales.length);
		expect(night.sales.slice(0, noon.sales.length)).toEqual(noon.sales);
		expect(night.initial).toEqual(noon.initial);
	});

	it("has a strong Saturday, a weak Sunday, growth, slow movers and dead stock", () => {
		const { sales, initial } = demoHistory({ catalog, now });
		const inShops = sales.filter((sale) => sale.storeKey !== "web").map((sale) => weekday(dayOf(sale.at, TIME_ZONE)));
		const on = (day: number) => inShops.filter((other) => other === day).length;
		expect(on(6)).toBeGreaterThan(1.3 * on(3));
		expect(on(0)).toBeLessThan(0.4 * on(1));
		const within = (from: number, to: number) =>
			sales.filter((sale) => daysBetween(sale.at, now) >= from && daysBetween(sale.at, now) < to).length;
		expect(within(1, 43)).toBeGreaterThan(within(48, 90));
		const sold = new Set(sales.flatMap((sale) => sale.lines.map((line) => line.sku)));
		const kept = new Set(initial.flatMap((opening) => opening.lines.map((line) => line.sku)));
		expect([...kept].filter((sku) => !sold.has(sku)).length).toBeGreaterThan(20);
		expect(sold.size).toBeGreaterThan(350);
	});
});

describe("a day's clock in Copenhagen", () => {
	it("moves with the change of the clocks", () => {
		expect(zonedTime({ year: 2026, month: 10, day: 24 }, 10 * 3600, TIME_ZONE)).toBe(Date.parse("2026-10-24T08:00:00Z"));
		expect(zonedTime({ year: 2026, month: 10, day: 25 }, 10 * 3600, TIME_ZONE)).toBe(Date.parse("2026-10-25T09:00:00Z"));
		expect(zonedTime({ year: 2026, month: 3, day: 29 }, 10 * 3600, TIME_ZONE)).toBe(Date.parse("2026-03-29T08:00:00Z"));
		expect(zonedTime({ year: 2026, month: 10, day: 25 }, 0, TIME_ZONE)).toBe(Date.parse("2026-10-24T22:00:00Z"));
	});

	it("gives the skipped hour the instant an hour on", () => {
		expect(zonedTime({ year: 2026, month: 3, day: 29 }, 2.5 * 3600, TIME_ZONE)).toBe(Date.parse("2026-03-29T01:30:00Z"));
	});

	it("counts days across the change", () => {
		expect(addDays({ year: 2026, month: 10, day: 24 }, 2)).toEqual({ year: 2026, month: 10, day: 26 });
		expect(dayOf(Date.parse("2026-10-24T22:30:00Z"), TIME_ZONE)).toEqual({ year: 2026, month: 10, day: 25 });
	});
});
