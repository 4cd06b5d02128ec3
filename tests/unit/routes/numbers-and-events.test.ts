import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { averageSale, changeOf, oneCurrency } from "#app/routes/insights/compare.ts";
import { eventAbout } from "#app/routes/settings/event-about.ts";
import { eventOptions, eventWord } from "#app/routes/settings/event-words.ts";

const root = join(import.meta.dirname, "../../..");
const { types } = JSON.parse(readFileSync(join(root, "messages/en/events.json"), "utf8"));

it("a change is a share of what was before, and none where nothing was", () => {
	expect(changeOf(112, 100)).toBeCloseTo(0.12);
	expect(changeOf(0, 50)).toBe(-1);
	expect(changeOf(50, 0)).toBeNull();
	expect(changeOf(50, -20)).toBeNull();
});

it("an average sale is whole minor units, and none without sales", () => {
	expect(averageSale({ revenue: 100_00, orders: 3 })).toBe(33_33);
	expect(averageSale({ revenue: 0, orders: 0 })).toBeNull();
});

it("a column names its currency only when all of it is in one", () => {
	expect(oneCurrency([{ currency: "DKK" }, { currency: "DKK" }], "EUR")).toBe("DKK");
	expect(oneCurrency([{ currency: "DKK" }, { currency: "SEK" }], "EUR")).toBeNull();
	expect(oneCurrency([], "EUR")).toBe("EUR");
});

it("every kind of event there is has its words", () => {
	const sources = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name === "events.server.ts" && !entry.parentPath.endsWith("platform"))
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
	const kinds = sources.flatMap((text) => [...text.matchAll(/"([a-z]+\.[a-z_]+)"/g)].map(([, kind = ""]) => kind));
	expect(kinds.length).toBeGreaterThan(20);
	expect(kinds.filter((kind) => eventWord(types, kind) === kind)).toEqual([]);
});

it("a kind nobody has words for yet is shown as it is, and the choices are in the order of their words", () => {
	expect(eventWord(types, "channels.paused")).toBe("channels.paused");
	const words = eventOptions(types, "en-GB").map((option) => option.words);
	expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, "en-GB")));
});

it("an event is about a name, a movement or an amount, whatever of these it holds", () => {
	expect(eventAbout({ name: "KNUD", sku: "K-1" })).toEqual({ name: "KNUD", moved: null, money: null });
	expect(eventAbout({ before: { name: "A" }, after: { name: "B" } }).name).toBe("B");
	expect(eventAbout({ qtyBefore: 3, delta: -1, qtyAfter: 2 }).moved).toEqual({ delta: -1, before: 3, after: 2 });
	expect(eventAbout({ total: 219500, currency: "DKK" }).money).toEqual({ amount: 219500, currency: "DKK" });
	expect(eventAbout({ after: null, name: 7 })).toEqual({ name: null, moved: null, money: null });
});
