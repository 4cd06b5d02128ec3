/** A calendar day in some time zone. `month` is 1 to 12. */
export type Day = { year: number; month: number; day: number };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
	});
	formatters.set(timeZone, made);
	return made;
}

/** What the clock on the wall shows at an instant, as the UTC milliseconds a clock in UTC would show it. */
export function wallClock(at: number, timeZone: string): number {
	const parts = new Map(
		formatterOf(timeZone)
			.formatToParts(at)
			.map((part) => [part.type, Number(part.value)]),
	);
	const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** The instant (ms UTC) at which that day's clock shows the given seconds after midnight; in a skipped hour, the instant an hour on. */
export function zonedTime(day: Day, seconds: number, timeZone: string): number {
	const wall = Date.UTC(day.year, day.month - 1, day.day) + seconds * 1000;
	// The offset is looked up twice, because the first guess may lie on the other side of a change of the clocks.
	const guess = wall - (wallClock(wall, timeZone) - wall);
	return wall - (wallClock(guess, timeZone) - guess);
}

/** The calendar day of an instant. */
export function dayOf(at: number, timeZone: string): Day {
	const wall = new Date(wallClock(at, timeZone));
	return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** The calendar day so many days on (or back); days have no length here, so a change of the clocks does not matter. */
export function addDays(day: Day, count: number): Day {
	const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + count));
	return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
	return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}
