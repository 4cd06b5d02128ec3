import { addDays, type CalendarDay, lastDays } from "#app/platform/time.ts";
import { forecastDays, type ShelfHistory } from "./rules.ts";

/** How stock went and where it is going: what a chart of a product's runway is drawn from. Pure. */

export type Runway = {
	/** What stood there when each of the last days closed, oldest first; the last is now. */
	past: { day: CalendarDay; onHand: number }[];
	/** What is expected to stand there, and between what it will lie four times in five. */
	ahead: { day: CalendarDay; expected: number; low: number; high: number }[];
	/** Between which days it is out, four times in five; `until` is null when that may be later than the chart. Null when nothing sells. */
	out: { from: CalendarDay; until: CalendarDay | null } | null;
};

/** Eight of ten outcomes of something normal lie within this many deviations. */
const fourInFive = 1.28;

/** @param onHand what stands there now @param rate net units a day */
export function runwayOf(histories: ShelfHistory[], onHand: number, rate: number, today: CalendarDay): Runway {
	const closes = histories.map(closeByDay);
	const past = lastDays(today, forecastDays).map((day, index, { length }) => ({
		day,
		onHand: index === length - 1 ? onHand : closes.reduce((sum, days) => sum + (days[index] ?? 0), 0),
	}));
	if (rate <= 0 || onHand <= 0) return { past, ahead: [], out: null };
	const spread = spreadOf(histories);
	const ahead = Array.from({ length: forecastDays }, (_, index) => {
		const sold = rate * (index + 1);
		const off = fourInFive * Math.sqrt(sold * spread);
		return {
			day: addDays(today, index + 1),
			expected: Math.max(0, onHand - sold),
			low: Math.max(0, onHand - sold - off),
			high: Math.min(onHand, Math.max(0, onHand - sold + off)),
		};
	});
	const from = ahead.find(({ low }) => low <= 0);
	return { past, ahead, out: from ? { from: from.day, until: ahead.find(({ high }) => high <= 0)?.day ?? null } : null };
}

/** What stood on one shelf when each of the last days closed. A day without a row closed as the one before. */
export function closeByDay({ today, facts, closeBefore }: ShelfHistory): number[] {
	const days = lastDays(today, forecastDays);
	const byDay = new Map(facts.map((row) => [row.day, row.onHandAtClose]));
	let onHand = facts.findLast(({ day }) => day < (days[0] ?? today))?.onHandAtClose ?? null;
	return days.map((day) => {
		onHand = byDay.get(day) ?? onHand ?? (closeBefore && closeBefore.from <= day ? closeBefore.onHand : null);
		return onHand ?? 0;
	});
}

/** How much busier the busy days are than chance makes them: variance by mean of the days' net units, at least that of chance, 1. */
function spreadOf(histories: ShelfHistory[]): number {
	const units = new Array<number>(forecastDays).fill(0);
	for (const { today, facts } of histories) {
		const days = lastDays(today, forecastDays);
		for (const row of facts) {
			const at = days.indexOf(row.day);
			if (at >= 0) units[at] = (units[at] ?? 0) + row.units - row.refundedUnits;
		}
	}
	const mean = units.reduce((sum, count) => sum + count, 0) / forecastDays;
	if (mean <= 0) return 1;
	return Math.max(1, units.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (forecastDays - 1) / mean);
}
