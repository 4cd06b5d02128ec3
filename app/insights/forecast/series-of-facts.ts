import { addDays, type CalendarDay, daysBetween } from "#app/platform/time.ts";
import type { Series } from "./panel.ts";

/** What a shelf's ledger and orders tell of one calendar day: net units sold, and what stood there when it closed. */
export type ShelfDay = { productId: string; storeId: string; day: CalendarDay; units: number; onHandAtClose: number };

/**
 * A shelf's days as a series that begins on `from` and has `days` of them. A day without a row closed as the one before it; one that began and ended
 * with nothing there, and sold nothing, is missing. @returns null when nothing was sold in these days
 */
export function seriesOf(rows: ShelfDay[], from: CalendarDay, days: number): Series | null {
	const [row] = rows;
	if (!row) return null;
	const units = new Float64Array(days);
	const byDay = new Map(rows.map((each) => [each.day, each]));
	let first = -1;
	// Before the first day that is known, it may have stood there: such a day counts as one on which it did.
	let empty = false;
	for (let day = 0; day < days; day += 1) {
		const facts = byDay.get(addDays(from, day));
		const sold = Math.max(0, facts?.units ?? 0);
		const closesEmpty: boolean = facts ? facts.onHandAtClose <= 0 : empty;
		units[day] = empty && closesEmpty && sold === 0 ? Number.NaN : sold;
		empty = closesEmpty;
		if (sold > 0 && first < 0) first = day;
	}
	return first < 0 ? null : { id: `${row.productId} ${row.storeId}`, product: row.productId, units, first };
}

/** The weekday of a calendar day, 0 is Sunday. */
export function weekdayOfDay(day: CalendarDay): number {
	// 1970-01-04 was one.
	return ((daysBetween("1970-01-04", day) % 7) + 7) % 7;
}
