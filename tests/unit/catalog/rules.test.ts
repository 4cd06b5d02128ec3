import { describe, expect, it } from "vitest";
import {
	amountIfSaid,
	barcodeForms,
	basisPoints,
	generatedSku,
	gtinCheckDigit,
	isGtin,
	mustBecome,
	normalBarcode,
	productStatuses,
	searchExpression,
	shortIdOf,
	skuKeyOf,
	statusTransitions,
} from "#app/catalog/rules.ts";
import { Refusal } from "#app/platform/errors.ts";

function refusalOf(act: () => unknown): Refusal {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error;
	}
	throw new Error("it was not refused");
}

describe("a SKU folded", () => {
	it.each([
		["lem-blk-49", "LEM-BLK-49", "in capitals"],
		[" LEM blk\t49 ", "LEMBLK49", "without white space"],
		["LEM\u200b-49\ufeff", "LEM-49", "without what cannot be seen"],
		["ＬＥＭ－４９", "LEM-49", "in the plain form of wide letters"],
		["straße", "STRASSE", "in capitals that are two letters"],
		["ﬁn-1", "FIN-1", "without ligatures"],
		["ø-1", "Ø-1", "with its own letters kept"],
		["🙂-1", "🙂-1", "with emoji kept"],
	])("%j is %j, %s", (sku, key) => {
		expect(skuKeyOf(sku)).toBe(key);
		expect(skuKeyOf(key), "folding again changes nothing").toBe(key);
	});
});

describe("a status", () => {
	const allowed = ["draft published", "published archived", "published draft", "archived draft"];
	for (const from of productStatuses) {
		for (const to of productStatuses) {
			it(`${allowed.includes(`${from} ${to}`) ? "can" : "cannot"} go from ${from} to ${to}`, () => {
				if (allowed.includes(`${from} ${to}`)) return expect(() => mustBecome(from, to)).not.toThrow();
				expect(refusalOf(() => mustBecome(from, to))).toMatchObject({
					kind: "conflict",
					code: "invalid_transition",
					details: { from, to, allowed: statusTransitions[from] },
				});
			});
		}
	}
});

describe("a barcode", () => {
	it.each([
		["5 701234-567890", "5701234567890"],
		["  a-b c ", "ABC"],
		["５７０", "570"],
		["", ""],
	])("%j is kept as %j", (typed, kept) => expect(normalBarcode(typed)).toBe(kept));

	it.each([
		["4006381333931", true],
		["4006381333932", false],
		["73513537", true],
		["036000291452", true],
		["10012345678902", true],
		["1234567", false],
		["400638133393X", false],
	])("%s carries its right check digit: %s", (barcode, right) => expect(isGtin(barcode)).toBe(right));

	it("has the check digit GS1 gives as its example", () => expect(gtinCheckDigit("629104150021")).toBe(3));
	it("is the same article with and without the leading zero of UPC-A", () => {
		expect(barcodeForms("036000291452")).toEqual(["036000291452", "0036000291452"]);
		expect(barcodeForms("0036000291452")).toEqual(["0036000291452", "036000291452"]);
		expect(barcodeForms("abc")).toEqual(["ABC"]);
	});
});

describe("a short id", () => {
	it("is eight letters nobody mistakes, and another for another id", () => {
		const some = Array.from({ length: 200 }, (_, n) => shortIdOf(`018f0000-0000-7000-8000-${(n * 7919).toString(16).padStart(12, "0")}`));
		expect(new Set(some).size).toBe(200);
		for (const id of some) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
		expect(generatedSku("ABCD1234")).toBe("P-ABCD1234");
	});
});

describe("what is typed into the search", () => {
	const scope = `scope : "abc" AND {name sku barcode vendor attributes} : `;
	it.each([
		["lem bl", `("lem" * AND "bl" *)`],
		['say "hi"', `("say" * AND """hi""" *)`],
		["a-b*", `("a-b*" *)`],
		["NOT OR AND NEAR(", `("NOT" * AND "OR" * AND "AND" * AND "NEAR(" *)`],
		["black 🕶️", `("black" *)`],
		["frame s", `("frame" * AND "s")`],
		["1", `("1")`],
		["عدسات", `("عدسات" *)`],
	])("%j becomes %s", (typed, expression) => expect(searchExpression("a-b-c", typed)).toBe(scope + expression));
	it.each(["", "  ", "🙂", '"', "***", "-"])("%j holds nothing to look for", (typed) =>
		expect(searchExpression("a-b-c", typed)).toBeNull(),
	);
});

describe("an amount", () => {
	it.each([
		["19.99", "DKK", 1999],
		[19.99, "DKK", 1999],
		["19.990", "DKK", 1999],
		["1500", "JPY", 1500],
		[0, "DKK", 0],
		[null, "DKK", null],
		[undefined, "DKK", null],
	] as const)("%j %s is %j", (typed, currency, minor) => expect(amountIfSaid(typed, currency, "price")).toBe(minor));
	it.each([
		["19.999", "DKK", "too_many_decimals"],
		["15.5", "JPY", "too_many_decimals"],
		["-5", "DKK", "not_an_amount"],
		["1e3", "DKK", "not_an_amount"],
		["1,5", "DKK", "not_an_amount"],
		["", "DKK", "not_an_amount"],
		["٣", "DKK", "not_an_amount"],
		[2 ** 53, "DKK", "not_an_amount"],
		["99999999999", "DKK", "too_large"],
	] as const)("%j %s is refused: %s", (typed, currency, rule) => {
		expect(refusalOf(() => amountIfSaid(typed, currency, "price"))).toMatchObject({
			kind: "invalid",
			code: "validation_failed",
			details: { issues: [{ field: "price", rule }] },
		});
	});
	it("of tax is kept in basis points", () => {
		expect(basisPoints(25)).toBe(2500);
		expect(basisPoints(8.1)).toBe(810);
	});
});
