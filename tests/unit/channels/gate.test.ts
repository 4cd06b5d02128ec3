import fc from "fast-check";
import { expect, it } from "vitest";
import { abilitiesOf, adapterOf, talkAdapterOf } from "#app/channels/adapters/registry.server.ts";
import { newGate, spend, waitOf, wentWell, wentWrong } from "#app/channels/gate.ts";
import { shopPlatforms, talkPlatforms } from "#app/channels/rules.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { minute, second } from "#app/platform/time.ts";

const pace = { perSecond: 2, burst: 4, longestRest: 2 * minute };
const down = new PlatformTrouble("temporary", "server_error");

it("rests longer and longer while nothing works, never longer than its platform may be left alone, and not at all once one call went well", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, luck) => {
			let [gate, now] = [newGate, 1_000_000];
			let before = 0;
			for (let n = 0; n < failures; n++) {
				gate = wentWrong(gate, pace, down, now, luck);
				const wait = waitOf(gate, pace, now);
				expect(wait).toBeLessThanOrEqual(pace.longestRest * 1.25);
				// A wait is reckoned from instants: a thousandth of a millisecond is none.
				if (n >= 5) expect(wait).toBeGreaterThanOrEqual(before - 0.001);
				before = wait;
				now += wait;
			}
			expect(waitOf(wentWell(gate), pace, now)).toBe(0);
		}),
	);
});

it("waits as long as it is asked to, and counts that as no failure", () => {
	const asked = wentWrong(newGate, pace, new PlatformTrouble("throttled", "throttled", { retryAfter: 7 }), 0, 0.5);
	expect([waitOf(asked, pace, 0), asked.failures]).toEqual([7 * second, 0]);
	expect(wentWrong(asked, pace, new PlatformTrouble("refused", "refused"), 8 * second, 0.5).openUntil).toBe(0);
});

it("asks no faster than the pace, after as many at once as it allows", () => {
	let gate = newGate;
	for (let n = 0; n < pace.burst; n++) gate = spend(gate, pace, 0);
	expect(waitOf(gate, pace, 0)).toBe(500);
	expect(waitOf(gate, pace, 500)).toBe(0);
});

it("where a level that waits may be sold twice, the platform is tried again within minutes", () => {
	const rests = shopPlatforms
		.filter((platform) => abilitiesOf(platform).setStock)
		.map((platform) => adapterOf(platform).capabilities.pace.longestRest);
	expect(Math.max(...rests)).toBeLessThanOrEqual(5 * minute);
	for (const platform of talkPlatforms) expect(talkAdapterOf(platform).capabilities.pace.longestRest).toBeLessThanOrEqual(2 * minute);
});
