import { describe, expect, it } from "vitest";
import { addDays, calendarDay, daysBetween, instantOfWall, isTimeZone, lastDays, minute, wallClock } from "#app/platform/time.ts";

describe("the calendar day an instant falls on", () => {
	it.each([
		["2026-11-20T22:59:59.999Z", "Europe/Copenhagen", "2026-11-20"],
		["2026-11-20T23:00:00.000Z", "Europe/Copenhagen", "2026-11-21"],
		["2026-07-01T21:59:59.999Z", "Europe/Copenhagen", "2026-07-01"],
		["2026-07-01T22:00:00.000Z", "Europe/Copenhagen", "2026-07-02"],
		["2026-03-29T00:59:59Z", "Europe/Copenhagen", "2026-03-29"],
		["2026-10-25T01:30:00Z", "Europe/Copenhagen", "2026-10-25"],
		["2026-01-01T00:30:00Z", "America/Los_Angeles", "2025-12-31"],
		["2026-01-01T00:30:00Z", "Pacific/Kiritimati", "2026-01-01"],
	])("%s in %s is %s", (at, zone, day) => {
		expect(calendarDay(Date.parse(at), zone)).toBe(day);
	});
});

it("days are counted on the calendar, through both clock changes", () => {
	expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
	expect(addDays("2026-10-26", -2)).toBe("2026-10-24");
	expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
	expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
	expect(lastDays("2026-11-02", 3)).toEqual(["2026-10-31", "2026-11-01", "2026-11-02"]);
});

it("what the clock on a wall shows leads back to the minute, on either side of both clock changes, and what is no time to none", () => {
	for (const zone of ["Europe/Copenhagen", "America/St_Johns", "Pacific/Chatham", "UTC"])
		for (const day of ["2026-03-29", "2026-10-25", "2026-11-22"])
			for (let at = Date.parse(`${day}T00:00Z`); at < Date.parse(`${day}T23:59Z`); at += 7 * minute) {
				const shown = wallClock(at, zone);
				expect(wallClock(instantOfWall(shown, zone) ?? 0, zone)).toBe(shown);
			}
	expect(instantOfWall("2026-11-22T16:42", "Europe/Copenhagen")).toBe(Date.parse("2026-11-22T15:42Z"));
	for (const wrong of ["", "2026-11-22", "2026-02-30T10:00", "2026-11-22T24:00", "2026-11-22T16:42:10"])
		expect(instantOfWall(wrong, "Europe/Copenhagen")).toBeNull();
});

it("a time zone is one Intl knows", () => {
	expect([isTimeZone("Europe/Copenhagen"), isTimeZone("Mars/Olympus"), isTimeZone("")]).toEqual([true, false, false]);
});
