import { describe, expect, test } from "vitest";
import { changedPrice, typedPriceChange } from "#app/catalog/price-change.ts";

describe("a price changes", () => {
	test.each([
		["by percent, half up", 219500, "DKK", { percent: 10, rounding: "none" }, 241450],
		["down", 1999, "DKK", { percent: -12.5, rounding: "none" }, 1749],
		["to nothing", 500, "DKK", { percent: -100, rounding: "none" }, 0],
		["by an amount", 219500, "DKK", { amount: "-95.5", rounding: "none" }, 209950],
		["to whole ones", 219549, "DKK", { percent: 3, rounding: "whole" }, 226100],
		["to fives", 219500, "DKK", { percent: 3, rounding: "five" }, 226000],
		["to tens", 219500, "DKK", { percent: 3.2, rounding: "ten" }, 227000],
		["to what ends in nine", 219500, "DKK", { percent: 10, rounding: "nine" }, 241900],
		["to nine at least", 100, "DKK", { percent: 10, rounding: "nine" }, 900],
		["to tens, but not to nothing", 300, "DKK", { percent: 10, rounding: "ten" }, 1000],
		["to .95", 219500, "DKK", { percent: 10, rounding: "ninetyFive" }, 241495],
		["in yen without .95", 2000, "JPY", { percent: 10, rounding: "ninetyFive" }, 2200],
		["in yen to tens", 2001, "JPY", { percent: 10, rounding: "ten" }, 2200],
		["in dinars of three decimals", 10_500, "BHD", { amount: "0.125", rounding: "none" }, 10_625],
		["not at all, and is not rounded then", 1234, "DKK", { percent: 0, rounding: "ten" }, 1234],
	] as const)("%s", (_, price, currency, change, after) => {
		expect(changedPrice(price, currency, change)).toBe(after);
	});

	test.each([
		["without a price", null, "DKK", { percent: 10, rounding: "none" }, "price_missing"],
		["below zero", 500, "DKK", { amount: "-5.01", rounding: "none" }, "price_below_zero"],
		["beyond what is kept", 900_000_000, "DKK", { percent: 50, rounding: "none" }, "price_too_high"],
		["by a fraction its currency has not", 2000, "JPY", { amount: "0.5", rounding: "none" }, "too_many_decimals"],
	] as const)("never %s", (_, price, currency, change, problem) => {
		expect(changedPrice(price, currency, change)).toBe(problem);
	});
});

describe("a change is typed", () => {
	test.each([
		["+10%", "en", { percent: 10 }],
		["- 2.5 %", "en", { percent: -2.5 }],
		["−2,5 %", "da", { percent: -2.5 }],
		["+1.250", "da", { amount: "1250" }],
		["-12,50", "da", { amount: "-12.50" }],
		["10%", "en", { problem: "sign_missing" }],
		["ten", "en", { problem: "not_an_amount" }],
		["+", "en", { problem: "not_an_amount" }],
		["", "da", { problem: "not_an_amount" }],
	] as const)("%j in %s", (text, language, read) => {
		expect(typedPriceChange(text, language)).toEqual(read);
	});
});
