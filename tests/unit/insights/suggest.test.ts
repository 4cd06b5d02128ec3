import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultSpreads } from "#app/insights/forecast/default-weights.ts";
import { type Candidate, suggest } from "#app/insights/suggest.ts";

const law = { spreads: defaultSpreads };
const shelf = (over: Partial<Candidate> = {}): Candidate => ({
	productId: "p",
	storeId: "s",
	name: "KNUD Black 49",
	sku: "KNU",
	imageUrl: null,
	vendor: "Marlow & Finch",
	cost: 73_000,
	currency: "DKK",
	minimum: 0,
	rate: 0.5,
	lump: 1,
	unrest: 1,
	lift: 1,
	lastSoldDay: "2026-11-19",
	available: 2,
	reserved: 0,
	incoming: 0,
	reorderPoint: 0,
	reorderTo: 0,
	leadDays: 14,
	coverDays: 30,
	packSize: 1,
	...over,
});

it("orders up to what lasts lead time and cover, net of what is there and coming", () => {
	const one = suggest(shelf(), law);
	expect(one?.expected).toBe(22);
	expect(one?.upTo).toBeGreaterThan(22);
	expect(one?.order).toBe((one?.upTo ?? 0) - 2);
	expect(suggest(shelf({ incoming: 5 }), law)?.order).toBe((one?.order ?? 0) - 5);
});

it("says nothing while what is there and coming lasts the lead time", () => {
	expect(suggest(shelf({ available: 60 }), law)).toBeNull();
	expect(suggest(shelf({ available: 1, incoming: 60 }), law)).toBeNull();
	expect(suggest(shelf({ rate: 0, available: 0 }), law)).toBeNull();
});

it("minds the reorder point and level somebody set, though nothing sells", () => {
	expect(suggest(shelf({ rate: 0, available: 1, reorderPoint: 2, reorderTo: 6 }), law)).toMatchObject({ orderAt: 2, upTo: 6, order: 5 });
});

it("orders whole packs, never fewer units than are missing, and adds up", () => {
	fc.assert(
		fc.property(
			fc.float({ min: 0, max: 5, noNaN: true }),
			fc.nat(30),
			fc.nat(10),
			fc.integer({ min: 1, max: 12 }),
			(rate, available, incoming, packSize) => {
				const one = suggest(shelf({ rate, available, incoming, packSize }), law);
				if (!one) return;
				expect(one.order % packSize).toBe(0);
				expect(available + incoming + one.order).toBeGreaterThanOrEqual(one.upTo);
				expect(available + incoming + one.order - packSize).toBeLessThan(one.upTo);
				expect(available + incoming).toBeLessThanOrEqual(one.orderAt);
			},
		),
	);
});
