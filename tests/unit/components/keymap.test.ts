import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { keyName } from "#app/components/key-name.ts";
import { keymap, pressed, works } from "#app/components/keymap.ts";
import english from "../../../messages/en/keys.json";

const app = join(import.meta.dirname, "../../../app");

/** The keys that controls of pages declare, by the file they stand in. */
const declared = readdirSync(app, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith(".tsx"))
	.flatMap((entry) => {
		const file = join(entry.parentPath, entry.name);
		const text = readFileSync(file, "utf8");
		return [...text.matchAll(/(?:keyName|data-key)="([^"$]+)"/g)].map(([, key = ""]) => ({
			file: relative(app, file),
			key: key.toLowerCase(),
		}));
	});

it("every key of every page is in the one table", () => {
	expect(declared.length).toBeGreaterThan(10);
	const known = new Set(keymap.flatMap(({ keys }) => keys.map((key) => key.toLowerCase())));
	expect(declared.filter(({ key }) => !known.has(key))).toEqual([]);
});

it("every key of the table that is a control's is declared by one", () => {
	// The cards of a review number what they offer as it comes, and the best of it is y.
	const numbered = /^[y1-9]$/;
	const ofControls = keymap.filter(({ on }) => on === undefined).flatMap(({ keys }) => keys.filter((key) => !numbered.test(key)));
	expect(ofControls.filter((key) => !declared.some((each) => each.key === key.toLowerCase()))).toEqual([]);
});

it("no key does two things in the same place, and every word is used", () => {
	for (const place of new Set(keymap.map((key) => key.place))) {
		const keys = keymap.filter((key) => key.place === place).flatMap((key) => key.keys);
		expect(new Set(keys).size, place).toBe(keys.length);
	}
	const words = Object.keys(english).filter((word) => !["title", "letters", "places", "go"].includes(word));
	expect(keymap.map(({ word }) => word).toSorted()).toEqual(words.toSorted());
});

describe("the sheet", () => {
	/** A page of forms and controls, of which one form may hold the focus. */
	function page({ forms = 0, focused = -1, controls = [] as string[] }) {
		const shown = { checkVisibility: () => true };
		const all = Array.from({ length: forms }, (_, n) => ({ ...shown, contains: (it: unknown) => it === `field ${n}` }));
		vi.stubGlobal("CSS", { escape: (text: string) => text });
		vi.stubGlobal("document", {
			activeElement: `field ${focused}`,
			querySelector: () => ({ querySelectorAll: () => all }),
			querySelectorAll: (selector: string) => controls.filter((key) => selector.includes(`"${key}"`)).map(() => shown),
		});
	}
	afterEach(() => vi.unstubAllGlobals());
	const isListed = (word: string) => works(keymap.find((key) => key.word === word)!);

	it("names ⌘S where it would save something, and not where it would have to guess", () => {
		for (const [facts, listed] of [
			[{}, false],
			[{ forms: 1 }, true],
			[{ forms: 2 }, false],
			[{ forms: 2, focused: 1 }, true],
			[{ controls: ["mod+s"] }, true],
		] as const) {
			page({ ...facts, controls: "controls" in facts ? [...facts.controls] : [] });
			expect([facts, isListed("save")]).toEqual([facts, listed]);
		}
	});

	it("names ⌘Z where something can be taken back", () => {
		page({ forms: 1 });
		expect(isListed("undo")).toBe(false);
		page({ controls: ["mod+z"] });
		expect(isListed("undo")).toBe(true);
	});
});

describe("a press", () => {
	const press = (key: string, held: string[] = []) =>
		pressed({
			key,
			altKey: held.includes("alt"),
			ctrlKey: held.includes("ctrl"),
			metaKey: held.includes("meta"),
			getModifierState: (name) => held.includes(name),
		});

	it("of AltGr and 8 is the bracket a Danish keyboard has there, on any system", () => {
		const bracket = { key: "[", mod: false };
		expect(press("[")).toEqual(bracket);
		expect(press("[", ["ctrl", "alt", "AltGraph"])).toEqual(bracket);
		expect(press("[", ["AltGraph"])).toEqual(bracket);
		expect(press("[", ["alt"])).toEqual(bracket);
	});

	it("with Alt is the system's, with ⌘ or Ctrl a command", () => {
		for (const [key, held] of [
			["r", ["alt"]],
			["8", ["alt"]],
			["F9", ["alt"]],
			["[", ["ctrl", "alt"]],
			["k", ["ctrl", "alt"]],
		] as const)
			expect([key, press(key, [...held])]).toEqual([key, null]);
		expect(press("K", ["meta"])).toEqual({ key: "k", mod: true });
		expect(press("s", ["ctrl"])).toEqual({ key: "s", mod: true });
		expect(press("F9")).toEqual({ key: "f9", mod: false });
	});
});

it("a key is called as the reader's keyboard calls it", () => {
	expect(["mod+s", "f2", "r", "mod+"].map((key) => keyName(key, true))).toEqual(["⌘S", "F2", "r", "⌘"]);
	expect(["mod+s", "mod+Enter"].map((key) => keyName(key, false))).toEqual(["Ctrl S", "Ctrl Enter"]);
});
