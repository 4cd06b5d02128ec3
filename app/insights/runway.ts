import { addDays, type CalendarDay, lastDays } from "#app/platform/time.ts";
import { chances, quantilesOf, type Spread, type Temper } from "./forecast/law.ts";
import { forecastDays, type ShelfHistory } from "./rules.ts";

/** How stock went and where it is going: what a chart of a product's runway is drawn from. Pure. */

export type Runway = {
	/** What stood there when each of the last days closed, oldest first; the last is now. */
	past: { day: CalendarDay; onHand: number }[];
	/** What is expected to stand there, and between what it will lie four times in five. */
	ahead: { day: CalendarDay; expected: number; low: number; high: number }[];
	/** Between which days it is out, four times in five; `until` is null when that may be later than in half a year. Null when nothing sells. */
	out: { from: CalendarDay; until: CalendarDay | null } | null;
};

/** How far ahead a day on which it may be out is looked for. */
const farthest = 182;

/** What is known of how far off expectations are (`Model`), and what of it is the product's own. */
export type Law = { spreads: Spread[]; temper: Temper };

/** @param onHand what stands there now @param rate net units a day */
export function runwayOf(histories: ShelfHistory[], onHand: number, rate: number, today: CalendarDay, law: Law): Runway {
	const closes = histories.map(closeByDay);
	const past = lastDays(today, forecastDays).map((day, index, { length }) => ({
		day,
		onHand: index === length - 1 ? onHand : closes.reduce((sum, days) => sum + (days[index] ?? 0), 0),
	}));
	if (rate <= 0 || onHand <= 0) return { past, ahead: [], out: null };
	const demand = demandOf(rate, law);
	const ahead = Array.from({ length: forecastDays }, (_, index) => {
		const { few, many } = demand(index + 1);
		return {
			day: addDays(today, index + 1),
			expected: Math.max(0, onHand - rate * (index + 1)),
			low: Math.max(0, onHand - many),
			high: Math.max(0, onHand - few),
		};
	});
	const firstDay = (is: (sold: { few: number; many: number }) => boolean) => {
		for (let days = 1; days <= farthest; days += 1) if (is(demand(days))) return addDays(today, days);
		return null;
	};
	const from = firstDay(({ many }) => many >= onHand);
	return { past, ahead, out: from === null ? null : { from, until: firstDay(({ few }) => few >= onHand) } };
}

/** What will have been sold after so many days: not fewer, and not more, nine times in ten. */
function demandOf(rate: number, law: Law): (days: number) => { few: number; many: number } {
	return (days) => ({ few: soldWithin(rate * days, law, 0.1), many: soldWithin(rate * days, law, 0.9) });
}

/** The total that is not exceeded with this chance. */
export function soldWithin(mean: number, law: Law, chance: (typeof chances)[number]): number {
	return quantilesOf(mean, law.temper, law)[chances.indexOf(chance)] ?? 0;
}

/** What stood on one shelf when each of the last days closed. A day without a row closed as the one before. */
function closeByDay({ today, facts, closeBefore }: ShelfHistory): number[] {
	const days = lastDays(today, forecastDays);
	const byDay = new Map(facts.map((row) => [row.day, row.onHandAtClose]));
	let onHand = facts.findLast(({ day }) => day < (days[0] ?? today))?.onHandAtClose ?? null;
	return days.map((day) => {
		onHand = byDay.get(day) ?? onHand ?? (closeBefore && closeBefore.from <= day ? closeBefore.onHand : null);
		return onHand ?? 0;
	});
}
