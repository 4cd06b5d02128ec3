import fc from "fast-check";
import { expect, it } from "vitest";
import { bearingUnits, type Charge, chargeKinds, chargeSpreads, landedCost, landedShares } from "#app/purchasing/landed-cost.ts";

const line = (productId: string, quantity: number, unitCost: number | null, more: object = {}) => ({
	...{ productId, quantity, unitCost, received: 0, damaged: 0, givenUp: 0 },
	...more,
});
const freight = (amount: number, spread: Charge["spread"]): Charge => ({ kind: "freight", amount, spread });
const sharesOf = (...of: Parameters<typeof landedShares>) => Object.fromEntries(landedShares(...of));

it("spreads by what the goods cost, or by how many they are", () => {
	const lines = [line("a", 10, 3000), line("b", 30, 1000)];
	expect(sharesOf(lines, [freight(6000, "value")])).toEqual({ a: 3000, b: 3000 });
	expect(sharesOf(lines, [freight(6000, "quantity")])).toEqual({ a: 1500, b: 4500 });
	expect(sharesOf(lines, [freight(6000, "value"), { kind: "duty", amount: 100, spread: "quantity" }])).toEqual({ a: 3025, b: 3075 });
	expect(landedCost({ ...lines[0]!, landed: 3000 })).toBe(3300);
});

it("lets what is whole or to come bear what was broken or given up", () => {
	const lines = [line("a", 10, 1000, { received: 4, damaged: 1, givenUp: 5 }), line("b", 4, 1000), line("gone", 5, 1000, { damaged: 5 })];
	expect(sharesOf(lines, [freight(800, "quantity")])).toEqual({ a: 400, b: 400, gone: 0 });
	expect(landedCost({ ...lines[0]!, landed: 400 })).toBe(1100);
	expect(landedCost({ ...lines[2]!, landed: 0 })).toBeNull();
	expect(landedCost({ ...line("free", 1, null), landed: 5 })).toBeNull();
});

it("goes by quantity where nothing costs anything", () => {
	expect(sharesOf([line("a", 1, 0), line("b", 3, 0)], [freight(100, "value")])).toEqual({ a: 25, b: 75 });
});

const anyLine = fc.record({
	productId: fc.uuid(),
	quantity: fc.integer({ min: 1, max: 500 }),
	unitCost: fc.option(fc.integer({ min: 0, max: 1_000_000_000 })),
	received: fc.nat(600),
	damaged: fc.nat(20),
	givenUp: fc.nat(20),
});
const anyCharge = fc.record({
	kind: fc.constantFrom(...chargeKinds),
	amount: fc.integer({ min: 1, max: 1_000_000_000 }),
	spread: fc.constantFrom(...chargeSpreads),
});

it("shares add up to the charges to the unit, none is below nothing, and whoever bears nothing has none", () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(anyLine, { selector: ({ productId }) => productId, minLength: 1, maxLength: 40 }),
			fc.array(anyCharge, { maxLength: 3 }),
			(lines, charges) => {
				const shares = landedShares(lines, charges);
				const units = lines.reduce((sum, one) => sum + bearingUnits(one), 0);
				const whole = charges.reduce((sum, { amount }) => sum + amount, 0);
				expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(units === 0 ? 0 : whole);
				for (const one of lines) {
					const share = shares.get(one.productId) ?? -1;
					expect(share).toBeGreaterThanOrEqual(0);
					if (bearingUnits(one) === 0) expect(share).toBe(0);
				}
			},
		),
	);
});
