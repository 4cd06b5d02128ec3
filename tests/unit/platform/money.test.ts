import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalsOf, decimalString, isCurrency, parseAmount, shareUpTo, sumsOf, taxOnTop, taxWithin } from "#app/platform/money.ts";

describe("an amount as people write it", () => {
	it.each([
		["2195", "DKK", 219500],
		["2195.00", "DKK", 219500],
		[2195.5, "DKK", 219550],
		[19.99, "DKK", 1999],
		[0, "DKK", 0],
		["0.1", "DKK", 10],
		["1.500", "BHD", 1500],
		["150", "JPY", 150],
		["150.0", "JPY", 150],
		["2195.100", "DKK", 219510],
		["1.005", "DKK", "too_many_decimals"],
		["150.5", "JPY", "too_many_decimals"],
		[0.1 + 0.2, "DKK", "too_many_decimals"],
		["", "DKK", "not_an_amount"],
		["-1", "DKK", "not_an_amount"],
		["1e3", "DKK", "not_an_amount"],
		["1,50", "DKK", "not_an_amount"],
		["٣", "DKK", "not_an_amount"],
		[Number.NaN, "DKK", "not_an_amount"],
		[Number.POSITIVE_INFINITY, "DKK", "not_an_amount"],
		[2 ** 53, "DKK", "not_an_amount"],
		["99999999999", "DKK", "too_large"],
	] as const)("%s %s is %s", (value, currency, minor) => {
		expect(parseAmount(value, currency)).toBe(minor);
	});

	it("comes back to the unit through its decimal string, in every currency", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom("DKK", "JPY", "BHD", "EUR"), (amount, currency) => {
				expect(parseAmount(decimalString(amount, currency), currency)).toBe(amount);
			}),
		);
	});

	it("is written with the currency's decimals and its sign", () => {
		expect([decimalString(219500, "DKK"), decimalString(-50, "DKK"), decimalString(5, "JPY"), decimalString(1, "BHD")]).toEqual([
			"2195.00",
			"-0.50",
			"5",
			"0.001",
		]);
	});
});

it("tax within and on top are each other's inverse to the unit", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 0, max: 10_000 }), (net, rate) => {
			const gross = net + taxOnTop(net, rate);
			expect(Math.abs(taxWithin(gross, rate) - (gross - net))).toBeLessThanOrEqual(1);
		}),
	);
	expect(taxWithin(584500, 2500)).toBe(116900);
	expect(taxWithin(-584500, 2500)).toBe(-116900);
});

it("shares handed out one after another add up to the whole", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 50 }), (amount, whole) => {
			let given = 0;
			for (let part = 1; part <= whole; part++) given += shareUpTo(amount, part, whole) - shareUpTo(amount, part - 1, whole);
			expect(given).toBe(amount);
		}),
	);
});

it("knows currencies from three letters", () => {
	expect([isCurrency("DKK"), isCurrency("XYZ"), isCurrency("dkk"), isCurrency("")]).toEqual([true, false, false, false]);
});

it.each([
	["DKK", 2],
	["HUF", 2],
	["RSD", 2],
	["JPY", 0],
	["ISK", 0],
	["BHD", 3],
	["CLF", 4],
])("%s has the %i decimals ISO 4217 says, whatever the engine thinks", (currency, decimals) => expect(decimalsOf(currency)).toBe(decimals));

it("is summed within a currency and never over two", () => {
	expect(sumsOf([])).toEqual([]);
	const Amounts = fc.array(fc.record({ amount: fc.integer({ min: 0, max: 1_000_000 }), currency: fc.constantFrom("DKK", "EUR", "JPY") }));
	fc.assert(
		fc.property(Amounts, (amounts) => {
			const sums = sumsOf(amounts);
			for (const currency of ["DKK", "EUR", "JPY"]) {
				const whole = amounts.filter((one) => one.currency === currency).reduce((total, { amount }) => total + amount, 0);
				expect(sums.filter((one) => one.currency === currency)).toEqual(whole === 0 ? [] : [{ amount: whole, currency }]);
			}
		}),
	);
});
