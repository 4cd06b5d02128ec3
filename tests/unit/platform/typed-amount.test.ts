import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalString } from "#app/platform/money.ts";
import { amountToType, decimalToType, typedAmount, typedDecimal } from "#app/platform/typed-amount.ts";

const read = (text: string, language: "en" | "da", currency = "DKK") => {
	const typed = typedAmount(text, language, currency);
	return "decimal" in typed ? typed.decimal : typed.problem;
};

describe("an amount typed into a field", () => {
	it.each([
		// The same to everybody.
		["2195", "2195"],
		["0", "0"],
		["2.195,00", "2195.00"],
		["2,195.00", "2195.00"],
		["1.234.567", "1234567"],
		["1,234,567", "1234567"],
		["1.234.567,89", "1234567.89"],
		["2 195", "2195"],
		["2 195,50", "2195.50"],
		["2\u00a0195,50", "2195.50"],
		["2\u202f195", "2195"],
		["2'195.50", "2195.50"],
		["19,95", "19.95"],
		["19.95", "19.95"],
		["19,9", "19.9"],
		[",50", "0.50"],
		[".5", "0.5"],
		["2195,00", "2195.00"],
		["2195.000", "2195.000"],
		["0,125", "0.125"],
		["  2195  ", "2195"],
		["２１９５", "2195"],
		["kr. 2195", "2195"],
		["2195 kr.", "2195"],
		["DKK 2,195.00", "2195.00"],
		["2.195,00 kr", "2195.00"],
		["2195,-", "2195"],
		// No amount.
		["-5", "not_an_amount"],
		["+5", "not_an_amount"],
		["1e3", "other_currency"],
		["abc", "not_an_amount"],
		[".", "not_an_amount"],
		["5,", "not_an_amount"],
		["1,23,456.00", "not_an_amount"],
		["12.34.56", "not_an_amount"],
		["1.234,567,89", "not_an_amount"],
		["1,234.567,89", "not_an_amount"],
		["12 34", "not_an_amount"],
		["2,19.500", "not_an_amount"],
		["1.234 567", "not_an_amount"],
		["٢١٩٥", "not_an_amount"],
		["€84", "other_currency"],
		["84 EUR", "other_currency"],
		["84 kroner", "other_currency"],
	])("%s", (text, decimal) => {
		expect(read(text, "da")).toBe(decimal);
		expect(read(text, "en")).toBe(decimal);
	});

	it.each([
		["2.195", "da", "2195"],
		["2.195", "en", "ambiguous_amount"],
		["2.195,-", "da", "2195"],
		["2,195", "en", "2195"],
		["2,195", "da", "ambiguous_amount"],
		["12.345", "da", "12345"],
		["123,456", "en", "123456"],
		["123,456", "da", "ambiguous_amount"],
	] as const)("%s is to a reader of %s %s", (text, language, decimal) => {
		expect(read(text, language)).toBe(decimal);
	});

	it("takes three decimals where the currency has them and the language says so", () => {
		expect(read("2.195", "en", "BHD")).toBe("2.195");
		expect(read("2,195", "da", "BHD")).toBe("2.195");
		expect(read("2.195", "da", "BHD")).toBe("2195");
	});

	it("reads back what a field shows, to the unit, in either language", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1_000_000_000 }),
				fc.constantFrom("DKK", "JPY", "BHD", "EUR"),
				fc.constantFrom("en" as const, "da" as const),
				(amount, currency, language) => {
					expect(read(amountToType(amount, currency, language), language, currency)).toBe(decimalString(amount, currency));
				},
			),
		);
	});

	it("reads what Intl writes for the reader, grouping and all", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom("en" as const, "da" as const), (amount, language) => {
				const shown = new Intl.NumberFormat(language === "da" ? "da-DK" : "en-GB", { style: "currency", currency: "DKK" }).format(
					amount / 100,
				);
				expect(read(shown, language)).toBe(decimalString(amount, "DKK"));
			}),
		);
	});
});

it("a percentage is read the same way", () => {
	expect(typedDecimal("25", "da")).toEqual({ decimal: "25" });
	expect(typedDecimal("12,5 %", "da")).toEqual({ decimal: "12.5" });
	expect(typedDecimal("12.5%", "en")).toEqual({ decimal: "12.5" });
	expect(typedDecimal("half", "en")).toEqual({ problem: "not_an_amount" });
	expect(decimalToType("24.5", "da")).toBe("24,5");
});
