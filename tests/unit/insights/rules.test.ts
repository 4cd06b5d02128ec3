import { describe, expect, it } from "vitest";
import { type DayTotals, forecast, inStockByDay, type Shelf, sumWindows } from "#app/insights/rules.ts";
import { addDays } from "#app/platform/time.ts";

const today = "2026-11-20";
const ago = (days: number) => addDays(today, -days);
const row = (day: string, over: Partial<DayTotals> = {}): DayTotals => ({
	storeId: "s1",
	channel: "counter",
	day,
	orders: 1,
	units: 2,
	revenue: 300,
	refundedOrders: 0,
	refundedUnits: 0,
	refundedAmount: 0,
	...over,
});

describe("the windows of the dashboard", () => {
	it("end today, and have as many days before them", () => {
		const rows = [0, 1, 6, 7, 13, 14, 29, 30, 59, 60].map((days) => row(ago(days)));
		const sums = sumWindows([...rows, row(addDays(today, 1))], new Map([["s1", today]]));
		expect([sums.today.orders, sums.today.before.orders]).toEqual([1, 1]);
		expect([sums.last7.orders, sums.last7.before.orders]).toEqual([3, 2]);
		expect([sums.last30.orders, sums.last30.before.orders]).toEqual([7, 2]);
	});

	it("are net of what was given back", () => {
		const { today: sums } = sumWindows(
			[row(today, { refundedOrders: 1, refundedUnits: 2, refundedAmount: 301 })],
			new Map([["s1", today]]),
		);
		expect(sums).toMatchObject({ orders: 0, units: 0, revenue: -1 });
	});

	it("follow each store's own calendar, and no store that was not asked for", () => {
		const rows = [row("2026-11-21", { storeId: "east" }), row("2026-11-21", { storeId: "west" }), row("2026-11-21", { storeId: "other" })];
		expect(
			sumWindows(
				rows,
				new Map([
					["east", "2026-11-21"],
					["west", "2026-11-20"],
				]),
			).today.orders,
		).toBe(1);
	});
});

const shelf: Shelf = { onHand: 20, available: 20, incoming: 0, reorderPoint: 0, reorderTo: 0 };
const facts = (day: string, units: number, onHandAtClose: number, refundedUnits = 0) => ({ day, units, refundedUnits, onHandAtClose });

describe("the forecast", () => {
	it("says nothing of what never sells", () => {
		expect(forecast([{ today, facts: [], closeBefore: { from: ago(90), onHand: 20 } }], [shelf], today)).toEqual({
			avgDailySales: 0,
			currentStock: 20,
			daysLeft: null,
			inStockDays: 30,
			inStockDailySales: 0,
			rate: 0,
			stockOutDate: null,
		});
	});

	it("divides 30 days' net units by 30", () => {
		const made = forecast(
			[{ today, facts: [facts(ago(30), 100, 50), facts(ago(29), 10, 40), facts(today, 6, 20, 1)], closeBefore: null }],
			[shelf],
			today,
		);
		expect(made).toMatchObject({ avgDailySales: 0.5, daysLeft: 40, stockOutDate: addDays(today, 40), inStockDays: 30 });
	});

	it("counts only days on which it could be bought, when it asks how fast it would sell", () => {
		const made = forecast([{ today, facts: [facts(ago(29), 10, 0), facts(ago(9), 0, 20)], closeBefore: null }], [shelf], today);
		expect(made.inStockDays).toBe(11);
		expect(made.inStockDailySales).toBeCloseTo(10 / 11);
		expect(made.stockOutDate).toBe(addDays(today, 22));
	});

	it("closes a day without a row as the one before", () => {
		const days = inStockByDay({ today, facts: [facts(ago(20), 0, 5), facts(ago(10), 5, 0)], closeBefore: { from: ago(25), onHand: 0 } });
		expect(days.filter(Boolean)).toHaveLength(11);
	});

	it("never sells less than nothing", () => {
		expect(forecast([{ today, facts: [facts(today, 0, 2, 4)], closeBefore: null }], [shelf], today)).toMatchObject({
			avgDailySales: 0,
			daysLeft: null,
			stockOutDate: null,
		});
	});
});
