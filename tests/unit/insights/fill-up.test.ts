import fc from "fast-check";
import { expect, it } from "vitest";
import { fillUp, missingOf } from "#app/insights/fill-up.ts";

const shelf = (productId: string, over: object = {}) => ({
	productId,
	rate: 1,
	available: 0,
	incoming: 0,
	order: 10,
	packSize: 1,
	cost: 100,
	...over,
});

it("brings what runs out first up to the next, until the order is large enough and no further", () => {
	const filled = fillUp([shelf("late", { order: 40 }), shelf("soon")], 6500);
	expect(filled).toEqual({ extras: [{ productId: "soon", extra: 15, lasts: 25 }], days: 25 });
});

it("takes in what can wait, in whole packs, and nothing without a cost or that does not sell", () => {
	const shelves = [
		shelf("here"),
		shelf("waits", { order: 0, available: 12, packSize: 6 }),
		shelf("free", { cost: null }),
		shelf("still", { rate: 0, available: 1, order: 0 }),
	];
	const filled = fillUp(shelves, 1800);
	expect(filled?.extras.map(({ productId }) => productId)).toEqual(["here", "waits"]);
	expect(filled?.extras[1]?.extra).toBe(6);
	expect((filled?.extras ?? []).reduce((sum, { extra }) => sum + extra * 100, 1000)).toBeGreaterThanOrEqual(1800);
});

it("leaves alone what is enough, and says when nothing is", () => {
	expect(fillUp([shelf("one")], 1000)).toBeNull();
	expect(fillUp([shelf("one")], 10_000_000)).toBeNull();
	expect(fillUp([], 1)).toBeNull();
});

it("always reaches the least order, in whole packs, and one pack fewer of the last would not", () => {
	const Shelf = fc.record({
		rate: fc.constantFrom(0, 0.1, 0.5, 3),
		available: fc.integer({ min: -2, max: 30 }),
		incoming: fc.nat(9),
		order: fc.nat(20),
		packSize: fc.integer({ min: 1, max: 12 }),
		cost: fc.option(fc.integer({ min: 1, max: 90_000 })),
	});
	fc.assert(
		fc.property(fc.array(Shelf, { maxLength: 12 }), fc.integer({ min: 1, max: 2_000_000 }), (made, minimum) => {
			const shelves = made.map((one, n) => ({ ...one, order: one.order * one.packSize, productId: `p${n}` }));
			const filled = fillUp(shelves, minimum);
			const costOf = (id: string) => shelves.find(({ productId }) => productId === id);
			const sum = shelves.reduce((total, { order, cost }) => total + order * (cost ?? 0), 0);
			// A year's worth of everything that sells, in whole packs.
			const most = shelves.reduce((total, { rate, cost, available, incoming, order, packSize }) => {
				const short = rate > 0 ? Math.max(0, rate * 365 - Math.max(0, available) - incoming - order) : 0;
				return total + Math.ceil(short / packSize) * packSize * (cost ?? 0);
			}, sum);
			expect(filled === null).toBe(sum >= minimum || most < minimum);
			if (!filled) return;
			const cost = filled.extras.reduce((total, each) => total + each.extra * (costOf(each.productId)?.cost ?? 0), sum);
			expect(cost).toBeGreaterThanOrEqual(minimum);
			const last = costOf(filled.extras.at(-1)?.productId ?? "");
			expect(cost - (last?.cost ?? 0) * (last?.packSize ?? 0)).toBeLessThan(minimum);
			for (const each of filled.extras) expect(each.extra % (costOf(each.productId)?.packSize ?? 1)).toBe(0);
		}),
	);
});

it("says what is missing of the business's own money, and nothing where goods of unknown cost may be what is", () => {
	const line = (cost: number | null, over: object = {}) => ({ quantity: 10, cost, currency: "DKK", ...over });
	const least = { minimum: 1000, currency: "DKK" };
	expect(missingOf([line(60)], least)).toBe(400);
	expect(missingOf([line(60), line(null, { quantity: 0 })], least)).toBe(400);
	expect(missingOf([line(60), line(null)], least)).toBeNull();
	expect(missingOf([line(60), line(60, { currency: "EUR" })], least)).toBeNull();
	// What is known is enough by itself.
	expect(missingOf([line(100), line(null), line(1, { currency: "EUR" })], least)).toBe(0);
	expect(missingOf([], least)).toBe(1000);
});
