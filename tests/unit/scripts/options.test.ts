import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { wholeNumber } from "../../../scripts/options.ts";

it("takes a whole number that is allowed, and the usual one where none is said", () => {
	expect(wholeNumber("window", "30", { usual: 8, most: 59 })).toBe(30);
	expect(wholeNumber("window", undefined, { usual: 8, most: 59 })).toBe(8);
});

const run = (script: string, words: string[], env: NodeJS.ProcessEnv = {}) =>
	spawnSync(process.execPath, [`scripts/${script}.mjs`, ...words], { encoding: "utf8", env: { ...process.env, ...env } });

it.each([
	["seed-demo-movements", ["--window", "90"], '--window takes a whole number from 1 to 59, not "90".'],
	["seed-demo-movements", ["--window=0"], '--window takes a whole number from 1 to 59, not "0".'],
	["seed-demo-movements", ["--sales", "many"], '--sales takes a whole number from 1 to 100, not "many".'],
	["seed-demo-stock", ["--products", "601"], '--products takes a whole number from 1 to 600, not "601".'],
	["scrape-catalog", ["not an address"], '"not an address" is no address of a shop.'],
	["sync-catalog", ["nowhere.json"], "nowhere.json cannot be read."],
])(
	"%s %j is refused with what is allowed, before any shop is asked",
	(script, words, said) => {
		const { status, stderr } = run(script, words);
		expect([status, stderr.trim()]).toEqual([1, said]);
	},
	30_000,
);

it.each(["scrape-catalog", "sync-catalog", "seed-demo-stock", "seed-demo-movements"])(
	"%s does not know every option, and says so in a line",
	(script) => {
		const { status, stderr } = run(script, ["--everything"]);
		expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
		expect(stderr).toContain("Unknown option '--everything'");
	},
	30_000,
);

it.each([
	["sync-catalog", ["package.json"]],
	["seed-demo-stock", []],
])(
	"%s says which shop does not answer",
	(script, words) => {
		// Nobody listens on the port of `discard`.
		const { status, stderr } = run(script, words, { SHOP_URL: "http://127.0.0.1:9/", SHOP_TOKEN: "token" });
		expect([status, stderr.trim()]).toEqual([1, expect.stringMatching(/^http:\/\/127\.0\.0\.1:9 does not answer.*\.$/)]);
	},
	30_000,
);
