/** The only clock, and the only place that knows calendars. Everything else holds integer milliseconds UTC. */

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The instant, ms UTC. Read once per request or message (`scope.now`), then passed along. */
export function instant(): number {
	return Date.now();
}

/** Waits so many milliseconds; not at all for none. */
export function pause(ms: number): Promise<void> {
	return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
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

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The hour of the clock (0–23) an instant falls in, in a time zone. When clocks go back, one hour is counted twice. @throws RangeError for an unknown zone */
export function hourOfDay(at: number, timeZone: string): number {
	let clock = clocks.get(timeZone);
	if (!clock) {
		clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
		clocks.set(timeZone, clock);
	}
	return Number(clock.format(at));
}

const minutes = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clock on a zone's wall shows it, and as a date field writes it: "2026-11-20T16:42". @throws RangeError for an unknown zone */
export function wallClock(at: number, timeZone: string): string {
	let format = minutes.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
		minutes.set(timeZone, format);
	}
	return `${calendarDay(at, timeZone)}T${format.format(at)}`;
}

/**
 * When the clock on a zone's wall shows this ("2026-11-20T16:42"), ms UTC; of the hour it shows twice, either. Where it leaves an hour out, the instant lies
 * within an hour of it. Null for what is no time. @throws RangeError for an unknown zone
 */
export function instantOfWall(wall: string, timeZone: string): number | null {
	const [day = "", time = ""] = wall.split("T");
	if (!isCalendarDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
	const shown = Date.parse(`${wall}:00Z`);
	let at = shown;
	// The second look is for a shift between the first guess and the instant.
	for (let look = 0; look < 2; look++) at += shown - Date.parse(`${wallClock(at, timeZone)}:00Z`);
	return at;
}

/** Whether a text is a calendar day there is: "2026-02-30" is none. */
export function isCalendarDay(text: string): boolean {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The calendar day an address's field names; undefined where it names none, or something else. */
export function dayIn(query: URLSearchParams, name: string): string | undefined {
	const day = query.get(name) ?? "";
	return isCalendarDay(day) ? day : undefined;
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

/** An IANA zone as Intl spells it, or null for what it does not know. A fixed offset ("+01:00") is no place's zone: it has no summer. */
export function canonicalZone(zone: string): string | null {
	try {
		return /^[a-z]/i.test(zone) ? new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone : null;
	} catch {
		return null;
	}
}

/** Whether Intl knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
	return canonicalZone(zone) !== null;
}

/** Every zone there is to choose from, by name; `also` is one that must be among them, though Intl may list it under another name. */
export function allZones(also: string): string[] {
	return [...new Set(["UTC", also, ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** Milliseconds UTC as ISO 8601 with milliseconds, the API's form of an instant. */
export function isoInstant(at: number): string {
	return new Date(at).toISOString();
}
