import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decidePayback, decidePayments, drawnFrom, type TenderWish } from "#app/orders/tender.ts";
import { cashStep, denominations, inCash, quickNotes } from "#app/platform/cash.ts";
import { Refusal } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";

const currency = fc.constantFrom("DKK", "SEK", "EUR", "CHF", "JPY", "HUF");
const total = fc.integer({ min: 1, max: 50_000_000 });

function refusalOf(act: () => unknown): { code: string; details: unknown } {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return { code: error.code, details: error.details };
		throw error;
	}
	throw new Error("nothing was refused");
}

describe("paying", () => {
	it("settles the total, gives change, and rounds only cash, by half a coin at most", () => {
		fc.assert(
			fc.property(
				total,
				currency,
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.integer({ min: 0, max: 100_000 }),
				(due, money, part, more) => {
					const card = Math.floor(due * part);
					const given = inCash(due - card, money) + more;
					const wishes: TenderWish[] = [
						{ method: "card", amount: card },
						{ method: "cash", received: given },
					];
					const paid = decidePayments(due, wishes, money);
					expect(sum(paid.map(({ amount }) => amount))).toBe(due);
					for (const { method, amount, received, change, rounding } of paid) {
						expect(received - change).toBe(amount + rounding);
						expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(method === "cash" ? cashStep(money) : 0);
						if (method === "cash") expect((received - change) % cashStep(money)).toBe(0);
					}
				},
			),
		);
	});

	it.each<[string, number, TenderWish[], string]>([
		["too little by card", 100, [{ method: "card", amount: 99 }], "payment_mismatch"],
		["too much by card", 100, [{ method: "card", amount: 101 }], "payment_mismatch"],
		["two that both take the rest", 100, [{ method: "card" }, { method: "cash" }], "payment_mismatch"],
		["less cash than is due", 10_000, [{ method: "cash", received: 9950 }], "cash_short"],
	])("refuses %s", (_, due, wishes, code) => {
		expect(refusalOf(() => decidePayments(due, wishes, "DKK")).code).toBe(code);
	});

	it("rounds cash once a sale, however many hand it over", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 10 }), currency, (parts, money) => {
				const due = sum(parts);
				const paid = decidePayments(
					due,
					parts.map((amount) => ({ method: "cash" as const, amount })),
					money,
				);
				expect(sum(paid.map(({ received, change }) => received - change))).toBe(inCash(due, money));
				for (const { received, change, amount, rounding } of paid) expect(received - change).toBe(amount + rounding);
			}),
		);
		expect(
			sum(
				decidePayments(
					240,
					Array.from({ length: 10 }, () => ({ method: "cash" as const, amount: 24 })),
					"DKK",
				).map((each) => each.received),
			),
		).toBe(250);
	});

	it("takes 99.97 kr. as 100.00 in cash, and 99.97 by card", () => {
		expect(decidePayments(9997, [{ method: "cash", received: 20_000 }], "DKK")).toMatchObject([
			{ received: 20_000, change: 10_000, rounding: 3 },
		]);
		expect(decidePayments(9997, [{ method: "card" }], "DKK")).toMatchObject([{ received: 9997, change: 0, rounding: 0 }]);
		expect(decidePayments(0, [{ method: "cash" }], "DKK")).toEqual([]);
		expect(decidePayments(500, undefined, "DKK")).toMatchObject([{ method: "unspecified", amount: 500 }]);
	});
});

describe("paying back", () => {
	const method = fc.constantFrom("cash" as const, "card" as const, "exchange" as const, "unspecified" as const);
	const paid = fc.array(fc.record({ method, amount: fc.integer({ min: -1000, max: 1_000_000 }) }), { maxLength: 5 });

	it("gives back exactly what is asked, in whole coins where it is cash", () => {
		fc.assert(
			fc.property(total, paid, currency, fc.constantFrom(undefined, "cash" as const, "card" as const), (amount, before, money, to) => {
				const back = decidePayback(amount, before, money, to);
				expect(sum(back.map((each) => each.amount))).toBe(-amount);
				for (const each of back) {
					expect(each.amount).toBeLessThan(0);
					expect(each.change).toBeGreaterThanOrEqual(0);
					expect(each.received - each.change).toBe(each.amount + each.rounding);
				}
			}),
		);
	});

	it("draws no more on any method than is left of it, and all of it as far as it goes", () => {
		fc.assert(
			fc.property(total, paid, (amount, before) => {
				const left = (which: string) => Math.max(0, sum(before.filter((each) => each.method === which).map((each) => each.amount)));
				const drawn = drawnFrom(amount, before);
				for (const each of drawn) expect(each.amount).toBeLessThanOrEqual(left(each.method));
				expect(sum(drawn.map((each) => each.amount))).toBe(Math.min(amount, sum(["cash", "card", "exchange", "unspecified"].map(left))));
			}),
		);
	});

	it("rounds what goes back in cash once an order, however many pieces it goes back in", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 10 }), currency, (parts, money) => {
				let [back, out] = [0, 0];
				for (const part of parts) {
					const given = decidePayback(part, [{ method: "cash", amount: sum(parts) - back, back }], money);
					expect(sum(given.map(({ amount }) => amount))).toBe(-part);
					for (const { change, rounding, amount } of given) expect(0 - change).toBe(amount + rounding);
					out += sum(given.map(({ change }) => change));
					back += part;
				}
				expect(out).toBe(inCash(sum(parts), money));
			}),
		);
	});

	it("goes the way it came: the card first, then cash", () => {
		const before = [
			{ method: "cash" as const, amount: 5000 },
			{ method: "card" as const, amount: 3000 },
		];
		expect(decidePayback(4000, before, "DKK").map((each) => [each.method, each.amount])).toEqual([
			["card", -3000],
			["cash", -1000],
		]);
		expect(decidePayback(4000, before, "DKK", "cash").map((each) => [each.method, each.amount])).toEqual([["cash", -4000]]);
	});
});

describe("cash", () => {
	it.each([
		["DKK", 9974, 9950],
		["DKK", 9975, 10_000],
		["DKK", -9975, -10_000],
		["SEK", 9949, 9900],
		["EUR", 9949, 9949],
		["CHF", 1002, 1000],
		["CHF", 1003, 1005],
		["JPY", 7, 7],
		["HUF", 12_300, 12_500],
	])("in %s makes %i to %i", (money, amount, expected) => expect(inCash(amount, money)).toBe(expected));

	it("offers notes that reach the total, the exact one first", () => {
		expect(quickNotes(584_500, "DKK")).toEqual([584_500, 590_000, 600_000]);
		expect(quickNotes(7950, "DKK")).toEqual([7950, 8000, 10_000, 20_000]);
		fc.assert(
			fc.property(total, currency, (amount, money) => {
				const notes = quickNotes(amount, money);
				expect(notes.length).toBeLessThanOrEqual(4);
				expect(notes.every((note, index) => note >= inCash(amount, money) && (index === 0 || note > (notes[index - 1] ?? 0)))).toBe(true);
			}),
		);
	});

	it("knows notes larger than coins", () => {
		for (const money of ["DKK", "EUR", "XXX"]) expect(denominations(money)).toEqual([...denominations(money)].sort((a, b) => b - a));
	});
});
