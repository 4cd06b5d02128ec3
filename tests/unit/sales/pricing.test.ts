import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allot, sum, taxOnTop, taxWithin } from "#app/platform/money.ts";
import { isOverLimit, priceBasket } from "#app/sales/pricing.ts";

const rate = fc.constantFrom(0, 600, 1200, 2500);
const discount = fc.oneof(
	fc.constant(null),
	fc.record({ rate: fc.integer({ min: 0, max: 10_000 }) }),
	fc.record({ amount: fc.integer({ min: 0, max: 1_000_000 }) }),
);
const line = fc.record({
	quantity: fc.integer({ min: 1, max: 500 }),
	price: fc.integer({ min: 0, max: 1_000_000 }),
	listPrice: fc.integer({ min: 0, max: 1_000_000 }),
	taxRate: rate,
	discount,
});
const basket = fc.array(line, { minLength: 1, maxLength: 12 });

describe("a priced basket", () => {
	it("is the sum of its lines, and each line of its pieces, to the unit", () => {
		fc.assert(
			fc.property(basket, discount, fc.boolean(), (lines, whole, included) => {
				const priced = priceBasket(lines, whole, included);
				for (const [index, { pieces, total, tax, off, gross }] of priced.lines.entries()) {
					expect(sum(pieces.map((each) => each.quantity))).toBe(lines[index]?.quantity);
					expect(sum(pieces.map((each) => each.unitPrice * each.quantity))).toBe(total);
					expect(pieces.every((each) => each.total === each.unitPrice * each.quantity && each.unitPrice >= 0 && each.tax >= 0)).toBe(true);
					expect(sum(pieces.map((each) => each.tax))).toBe(tax);
					expect(gross - off).toBe(total);
					expect(pieces.length).toBeLessThanOrEqual(2);
					expect(off).toBeGreaterThanOrEqual(0);
					expect(total).toBeGreaterThanOrEqual(0);
				}
				expect(sum(priced.lines.map(({ total }) => total))).toBe(priced.subtotal);
				expect(sum(priced.lines.map(({ tax }) => tax))).toBe(priced.tax);
				expect(sum(priced.taxes.map(({ tax }) => tax))).toBe(priced.tax);
				expect(sum(priced.taxes.map(({ goods }) => goods))).toBe(priced.subtotal);
				expect(priced.total).toBe(priced.subtotal + (included ? 0 : priced.tax));
				expect(sum(priced.lines.map(({ off }) => off))).toBe(priced.off);
			}),
		);
	});

	it("takes off what the basket's discount says, whatever its lines", () => {
		fc.assert(
			fc.property(basket, fc.integer({ min: 0, max: 5_000_000 }), (lines, amount) => {
				const without = priceBasket(lines, null, true);
				const taken = without.subtotal - priceBasket(lines, { amount }, true).subtotal;
				expect(taken).toBe(Math.min(amount, without.subtotal));
			}),
		);
	});

	it("taxes a line as one, however it was split into pieces", () => {
		fc.assert(
			fc.property(basket, discount, fc.boolean(), (lines, whole, included) => {
				for (const [index, { total, tax }] of priceBasket(lines, whole, included).lines.entries()) {
					const { taxRate = 0 } = lines[index] ?? {};
					expect(tax).toBe(included ? taxWithin(total, taxRate) : taxOnTop(total, taxRate));
				}
			}),
		);
	});

	it("shows a discount that does not divide as pieces a minor unit apart", () => {
		const frame = { quantity: 3, price: 10_000, listPrice: 10_000, taxRate: 2500, discount: { amount: 10 } };
		const [first] = priceBasket([frame], null, true).lines;
		expect(first?.pieces.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
			[1, 9996],
			[2, 9997],
		]);
	});
});

describe("shares", () => {
	it("add up, and none is larger than what it is a share of", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 100_000_000_000 }), { minLength: 1, maxLength: 200 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(weights, part) => {
					const amount = Math.floor(sum(weights) * part);
					const shares = allot(amount, weights);
					expect(sum(shares)).toBe(sum(weights) === 0 ? 0 : amount);
					expect(shares.every((share, index) => share >= 0 && share <= (weights[index] ?? 0))).toBe(true);
				},
			),
		);
	});
});

describe("a limit", () => {
	const priced = (off: number, whole = 0) =>
		priceBasket([{ quantity: 1, price: 10_000, listPrice: 10_000, taxRate: 2500, discount: { rate: off } }], { rate: whole }, true);

	it("allows up to itself, counts line and basket together, and none is no limit", () => {
		expect(isOverLimit(priced(1000), 1000)).toBe(false);
		expect(isOverLimit(priced(1002), 1000)).toBe(true);
		expect(isOverLimit(priced(600, 600), 1000)).toBe(true);
		expect(isOverLimit(priced(10_000), null)).toBe(false);
		expect(isOverLimit(priced(0), 0)).toBe(false);
	});

	it("counts a lower price as something off", () => {
		const cheaper = priceBasket([{ quantity: 1, price: 8000, listPrice: 10_000, taxRate: 0, discount: null }], null, true);
		expect(cheaper.off).toBe(2000);
		expect(isOverLimit(cheaper, 1000)).toBe(true);
	});
});
