import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { wholeNumber } from "../../../scripts/options.ts";

it("takes a whole number that is allowed, and the usual one where none is said", () => {
	expect(wholeNumber("window", "30", { usual: 8, most: 59 })).toBe(30);
	expect(wholeNumber("window", undefined, { usual: 8, most: 59 })).toBe(8);
});

it.each([
	["seed-demo-movements", ["--window", "90"], '--window takes a whole number from 1 to 59, not "90".'],
	["seed-demo-movements", ["--window=0"], '--window takes a whole number from 1 to 59, not "0".'],
	["seed-demo-movements", ["--sales", "many"], '--sales takes a whole number from 1 to 100, not "many".'],
	["seed-demo-stock", ["--products", "601"], '--products takes a whole number from 1 to 600, not "601".'],
])(
	"%s %j is refused with what is allowed, before any shop is asked",
	(script, words, said) => {
		const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`, ...words], { encoding: "utf8" });
		expect([status, stderr.trim()]).toEqual([1, said]);
	},
	30_000,
);
