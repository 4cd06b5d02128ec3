import { addDays, type CalendarDay, daysBetween, lastDays } from "#app/platform/time.ts";

/** Arithmetic of the dashboard and the forecast, on rows of daily facts and totals. Pure. */

/** Net of refunds: what went out, what came in for it (minor units), and orders that were not given back whole. */
export type Numbers = { units: number; revenue: number; orders: number };
export type Window = Numbers & { before: Numbers };

export type Totals = {
	storeId: string;
	day: CalendarDay;
	orders: number;
	units: number;
	revenue: number;
	refundedOrders: number;
	refundedUnits: number;
	refundedAmount: number;
};
export type DayTotals = Totals & { channel: string };
export type HourTotals = Totals & { hour: number };

/** How many days each window of the dashboard has; the same number before it is what it is compared with. */
export const windows = { today: 1, last7: 7, last30: 30 } as const;
export type WindowName = keyof typeof windows;

/** Sums rows into the windows that end on each store's own today. Rows of other days or stores are left out. */
export function sumWindows(rows: DayTotals[], todayOf: Map<string, CalendarDay>): Record<WindowName, Window> {
	return {
		today: sumWindow(rows, todayOf, windows.today),
		last7: sumWindow(rows, todayOf, windows.last7),
		last30: sumWindow(rows, todayOf, windows.last30),
	};
}

function sumWindow(rows: DayTotals[], todayOf: Map<string, CalendarDay>, days: number): Window {
	const bounds = new Map(
		[...todayOf].map(([storeId, today]) => [storeId, { today, from: addDays(today, 1 - days), before: addDays(today, 1 - 2 * days) }]),
	);
	const now: Numbers = { units: 0, revenue: 0, orders: 0 };
	const before: Numbers = { units: 0, revenue: 0, orders: 0 };
	for (const row of rows) {
		const bound = bounds.get(row.storeId);
		if (!bound || row.day > bound.today || row.day < bound.before) continue;
		add(row.day >= bound.from ? now : before, row);
	}
	return { ...now, before };
}

function add(numbers: Numbers, row: Totals): void {
	numbers.units += row.units - row.refundedUnits;
	numbers.revenue += row.revenue - row.refundedAmount;
	numbers.orders += row.orders - row.refundedOrders;
}

/** A store's present day and the hour its clock shows. */
type StoreClock = { today: CalendarDay; hour: number };

/**
 * Today up to the last full hour of each store's clock, and the same hours of the same weekday a week before: the hour that is still running
 * would be held against a whole one.
 */
export function sumHours(rows: HourTotals[], clockOf: Map<string, StoreClock>): Window {
	const now: Numbers = { units: 0, revenue: 0, orders: 0 };
	const before: Numbers = { units: 0, revenue: 0, orders: 0 };
	for (const row of rows) {
		const clock = clockOf.get(row.storeId);
		if (!clock || row.hour >= clock.hour) continue;
		if (row.day === clock.today) add(now, row);
		else if (row.day === addDays(clock.today, -7)) add(before, row);
	}
	return { ...now, before };
}

/** How many days the chart of the home page may show. */
export const chartDays = [7, 30, 90] as const;

/** One day of a chart: net revenue by channel, and of the day as many days before it as the chart has. */
export type RevenueDay = { day: CalendarDay; byChannel: Record<string, number>; total: number; before: number };

/** The last `days` days, oldest first, each store's counted back from its own today; `today` names them. */
export function revenueByDay(rows: DayTotals[], todayOf: Map<string, CalendarDay>, today: CalendarDay, days: number): RevenueDay[] {
	const series = lastDays(today, days).map((day): RevenueDay => ({ day, byChannel: {}, total: 0, before: 0 }));
	for (const row of rows) {
		const end = todayOf.get(row.storeId);
		if (!end) continue;
		const ago = daysBetween(row.day, end);
		const net = row.revenue - row.refundedAmount;
		const one = ago >= 0 ? series[days - 1 - (ago % days)] : undefined;
		if (!one || ago >= 2 * days) continue;
		if (ago >= days) one.before += net;
		else {
			one.byChannel[row.channel] = (one.byChannel[row.channel] ?? 0) + net;
			one.total += net;
		}
	}
	return series;
}

export type DayFacts = { day: CalendarDay; units: number; refundedUnits: number; onHandAtClose: number };

/** One shelf's last days. `closeBefore` is what stood there before the first of `facts`; null when nothing was ever there. */
export type ShelfHistory = { today: CalendarDay; facts: DayFacts[]; closeBefore: { from: CalendarDay; onHand: number } | null };

/** How many days the plain figures look back, and charts look ahead. */
export const forecastDays = 30;

/** For each of the last days, oldest first: could it be bought? A day without a row closed as the one before; a day that sold had it. */
export function inStockByDay({ today, facts, closeBefore }: ShelfHistory): boolean[] {
	const byDay = new Map(facts.map((row) => [row.day, row]));
	const first = lastDays(today, forecastDays)[0] ?? today;
	const earlier = facts.filter(({ day }) => day < first).at(-1);
	let onHand = earlier ? earlier.onHandAtClose : null;
	return lastDays(today, forecastDays).map((day) => {
		const row = byDay.get(day);
		if (row) onHand = row.onHandAtClose;
		else if (onHand === null && closeBefore && closeBefore.from <= day) onHand = closeBefore.onHand;
		return (onHand ?? 0) > 0 || (row?.units ?? 0) > 0;
	});
}

export type Shelf = { onHand: number; available: number; incoming: number; reorderPoint: number; reorderTo: number };

export type Forecast = {
	/** Net units a day over the last 30, today included. */
	avgDailySales: number;
	currentStock: number;
	/** `currentStock / avgDailySales`, null when nothing sells. */
	daysLeft: number | null;
	/** Days of the 30 on which it stood on some shelf or sold. */
	inStockDays: number;
	/** Net units a day it could be bought: what it would sell were it never out. */
	inStockDailySales: number;
	/** What it is ordered by: what was learnt of its past, or else the one of the two rates that can be trusted. */
	rate: number;
	stockOutDate: CalendarDay | null;
};

/** Fewer days in stock than this say too little to order by: the plain rate is used, which errs to the careful side. */
const fewDays = 7;

/** Further ahead than this nobody plans a stock-out. */
const farthest = 3650;

/** @param told units a day as the night expects them; null where nothing was learnt */
export function forecast(histories: ShelfHistory[], shelves: Shelf[], today: CalendarDay, told: number | null = null): Forecast {
	const from = new Map(histories.map((history) => [history, addDays(history.today, 1 - forecastDays)]));
	let net = 0;
	for (const history of histories) {
		for (const row of history.facts)
			if (row.day >= (from.get(history) ?? "") && row.day <= history.today) net += row.units - row.refundedUnits;
	}
	const sold = Math.max(0, net);
	const inStock = histories.map(inStockByDay);
	const inStockDays = Array.from({ length: forecastDays }, (_, day) => inStock.some((days) => days[day])).filter(Boolean).length;
	const inStockDailySales = inStockDays === 0 ? 0 : sold / inStockDays;
	const currentStock = shelves.reduce((total, { onHand }) => total + onHand, 0);
	const avgDailySales = sold / forecastDays;
	const daysLeft = sold === 0 ? null : currentStock / avgDailySales;
	const rate = told ?? (inStockDays < fewDays ? avgDailySales : inStockDailySales);
	const lasts = rate > 0 ? currentStock / rate : null;
	return {
		avgDailySales,
		currentStock,
		daysLeft,
		inStockDays,
		inStockDailySales,
		rate,
		stockOutDate: lasts === null || lasts > farthest ? null : addDays(today, Math.floor(lasts)),
	};
}
