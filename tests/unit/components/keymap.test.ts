import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { keymap } from "#app/components/keymap.ts";
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

it("no key does two things in the same place, and every word is used", () => {
	for (const place of new Set(keymap.map((key) => key.place))) {
		const keys = keymap.filter((key) => key.place === place).flatMap((key) => key.keys);
		expect(new Set(keys).size, place).toBe(keys.length);
	}
	const words = Object.keys(english).filter((word) => !["title", "letters", "places", "go"].includes(word));
	expect(keymap.map(({ word }) => word).toSorted()).toEqual(words.toSorted());
});
