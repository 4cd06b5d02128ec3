/** The only clock, and the only place that knows calendars. Everything else holds integer milliseconds UTC. */

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The instant, ms UTC. Read once per request or message (`scope.now`), then passed along. */
export function instant(): number {
	return Date.now();
}

/** A calendar day in some store's zone: "2026-11-20". Sorts as text. */
export type CalendarDay = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day an instant falls on in a time zone. @throws RangeError for an unknown zone */
export function calendarDay(at: number, timeZone: string): CalendarDay {
	let format = formatters.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
		formatters.set(timeZone, format);
	}
	return format.format(at);
}

/** `day` moved by whole calendar days; zones and DST play no part, it is arithmetic on the date. */
export function addDays(from: CalendarDay, days: number): CalendarDay {
	return new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`. */
export function daysBetween(a: CalendarDay, b: CalendarDay): number {
	return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / day);
}

/** The last `count` calendar days ending with `today`, oldest first. */
export function lastDays(today: CalendarDay, count: number): CalendarDay[] {
	return Array.from({ length: count }, (_, index) => addDays(today, index - count + 1));
}

/** Whether Intl knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/** Milliseconds UTC as ISO 8601 with milliseconds, the API's form of an instant. */
export function isoInstant(at: number): string {
	return new Date(at).toISOString();
}
