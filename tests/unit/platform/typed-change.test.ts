import { expect, it } from "vitest";
import { typedChange } from "#app/platform/typed-change.ts";

const kroner = { currency: "DKK" };

it.each([
	["2195", null, 219_500],
	["2.195,00", 100, 219_500],
	["+10%", 219_500, 241_450],
	["-10 %", 19_999, 17_999],
	["−5", 20_000, 19_500],
	["+49,50", 10_000, 14_950],
	["2*3", null, 600],
	["= 219,50 × 2", null, 43_900],
	["100*1,25", null, 12_500],
] as const)("of money, a Dane's %s where %s stands is %s", (text, now, value) => {
	expect(typedChange(text, now, kroner, "da")).toEqual({ value });
});

it.each([
	["7", 4, 7],
	["+2", 4, 6],
	["-4", 4, 0],
	["2*3", 4, 6],
	["1,000", 4, 1000],
	["+50%", 3, 5],
] as const)("of pieces, %s where %s stand is %s", (text, now, value) => {
	expect(typedChange(text, now, "pieces", "en")).toEqual({ value });
});

it.each([
	["few", 4, "pieces", "not_an_amount"],
	["-5", 4, "pieces", "not_an_amount"],
	["1.5", 4, "pieces", "too_many_decimals"],
	["2*3*4", 4, "pieces", "not_an_amount"],
	["+10%", null, kroner, "nothing_there"],
	["+", 4, kroner, "not_an_amount"],
	["1.005,123", 4, kroner, "too_many_decimals"],
	["99999999999", 4, kroner, "too_large"],
	["€ 5", 4, kroner, "other_currency"],
] as const)("refuses %s where %s stands, of %j: %s", (text, now, unit, problem) => {
	expect(typedChange(text, now, unit, "da")).toEqual({ problem });
});
