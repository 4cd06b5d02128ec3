import { expect, it } from "vitest";
import { looksAgain } from "#app/components/shows.ts";
import type { News } from "#app/platform/news-frames.ts";

const merged: News[] = ["anna", "bo"].map((customerId) => ({ kind: "person", customerId, version: 2 }));

it("asks again for pages that show somebody who became somebody else, and for no other", () => {
	const root = { user: { id: "karen" }, now: 5, business: null };
	const list = { items: [{ id: "c1", customer: { id: "bo", name: "Bo" } }] };
	expect(looksAgain(merged, [root, list])).toBe(true);
	expect(looksAgain(merged, [root, { chat: { customer: { id: "anna" } } }])).toBe(true);
	expect(looksAgain(merged, [root, new Map([["of", new Set(["bo"])]])])).toBe(true);
	expect(looksAgain(merged, [root, undefined, { items: [{ customer: { id: "carl", name: "bo's friend" } }] }])).toBe(false);
	expect(looksAgain([{ kind: "refresh", at: 1 }], [root])).toBe(true);
	const broke: News[] = [{ kind: "connection", connectionId: "line", state: "broken" }];
	expect([{ chat: { connectionId: "line" } }, { chat: { connectionId: "other" } }].map((shown) => looksAgain(broke, shown))).toEqual([
		true,
		false,
	]);
	expect(looksAgain([], [root, list])).toBe(false);
});
