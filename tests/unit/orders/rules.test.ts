import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	decideRefund,
	endOfDay,
	mayBecome,
	maxLineTotal,
	orderStatuses,
	orderTransitions,
	priceLine,
	type RefundableLine,
	refundShare,
	totalsOf,
} from "#app/orders/rules.ts";
import { Refusal } from "#app/platform/errors.ts";
import { calendarDay, day, hour } from "#app/platform/time.ts";

function refusalOf(act: () => unknown): Refusal {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error("nothing was refused");
}

describe("the status of an order", () => {
	const allowed = orderStatuses.flatMap((from) => orderTransitions[from].map((to) => `${from} → ${to}`));

	it("has these steps and no others", () => {
		expect(allowed).toEqual([
			"PENDING → PROCESSING",
			"PENDING → CANCELLED",
			"PROCESSING → SHIPPED",
			"PROCESSING → COMPLETED",
			"PROCESSING → CANCELLED",
			"SHIPPED → DELIVERED",
			"DELIVERED → COMPLETED",
			"DELIVERED → REFUNDED",
			"COMPLETED → REFUNDED",
		]);
	});

	it.each(orderStatuses.flatMap((from) => orderStatuses.map((to) => [from, to] as const)))(
		"from %s to %s it says yes, or what would be allowed",
		(from, to) => {
			if (allowed.includes(`${from} → ${to}`)) return expect(() => mayBecome(from, to)).not.toThrow();
			expect(refusalOf(() => mayBecome(from, to))).toMatchObject({
				kind: "conflict",
				code: "invalid_transition",
				details: { from, to, allowed: orderTransitions[from] },
			});
		},
	);
});

const aLine = fc.record({
	productId: fc.constant("p"),
	name: fc.constant("Freja"),
	sku: fc.constant("F-1"),
	taxRate: fc.integer({ min: 0, max: 10_000 }),
	quantity: fc.integer({ min: 1, max: 1000 }),
	unitPrice: fc.integer({ min: 0, max: 1_000_000 }),
});

describe("the price of an order", () => {
	it("is the sum of its lines, to the unit, with tax inside or on top", () => {
		fc.assert(
			fc.property(fc.array(aLine, { minLength: 1, maxLength: 30 }), fc.boolean(), (wanted, taxIncluded) => {
				const lines = wanted.map((line) => priceLine(line, taxIncluded));
				const totals = totalsOf(lines, taxIncluded);
				let subtotal = 0;
				let tax = 0;
				for (const line of lines) {
					expect(line.total).toBe(line.quantity * line.unitPrice);
					expect(Number.isSafeInteger(line.tax) && line.tax >= 0).toBe(true);
					if (taxIncluded) expect(line.tax).toBeLessThanOrEqual(line.total);
					subtotal += line.total;
					tax += line.tax;
				}
				expect(totals).toEqual({
					units: wanted.reduce((units, { quantity }) => units + quantity, 0),
					subtotal,
					tax,
					total: taxIncluded ? subtotal : subtotal + tax,
				});
			}),
		);
	});

	it.each([
		["inside", true, 219_500, 2500, 43_900],
		["on top", false, 219_500, 2500, 54_875],
		["rounded half up", false, 50, 100, 1],
		["none", true, 219_500, 0, 0],
	])("has its tax %s", (_, included, unitPrice, taxRate, tax) => {
		expect(priceLine({ productId: "p", name: "n", sku: "s", quantity: 1, unitPrice, taxRate }, included).tax).toBe(tax);
	});

	it("stops where it can no longer be right", () => {
		const line = { productId: "p", name: "n", sku: "s", quantity: 1_000_000, unitPrice: maxLineTotal / 1_000_000 + 1, taxRate: 0 };
		expect(refusalOf(() => priceLine(line, true)).details).toMatchObject({ issues: [{ field: "quantity", rule: "too_large" }] });
	});
});

describe("a refund", () => {
	const line = (over: Partial<RefundableLine>): RefundableLine => ({
		id: "l1",
		productId: "p1",
		quantity: 3,
		refundedQuantity: 0,
		total: 300,
		tax: 60,
		...over,
	});

	it("adds up to the line, however it is given back piece by piece", () => {
		fc.assert(
			fc.property(
				aLine,
				fc.boolean(),
				fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
				(wanted, taxIncluded, pieces) => {
					const sold = priceLine(wanted, taxIncluded);
					let refundedQuantity = 0;
					let amount = 0;
					let tax = 0;
					for (const wish of [...pieces, sold.quantity]) {
						const quantity = Math.min(wish, sold.quantity - refundedQuantity);
						const part = refundShare({ ...sold, refundedQuantity }, quantity);
						expect(part.amount).toBe(quantity * sold.unitPrice);
						expect(part.tax).toBeGreaterThanOrEqual(0);
						refundedQuantity += quantity;
						amount += part.amount;
						tax += part.tax;
					}
					expect([refundedQuantity, amount, tax]).toEqual([sold.quantity, sold.total, sold.tax]);
				},
			),
		);
	});

	it("without lines is all that is left", () => {
		expect(decideRefund("COMPLETED", [line({ refundedQuantity: 1 }), line({ id: "l2", refundedQuantity: 3 })], undefined)).toEqual([
			{ lineId: "l1", productId: "p1", quantity: 2 },
		]);
	});

	it("counts a line named twice together", () => {
		const twice = [
			{ lineId: "l1", quantity: 2 },
			{ lineId: "l1", quantity: 2 },
		];
		expect(refusalOf(() => decideRefund("COMPLETED", [line({})], twice))).toMatchObject({
			code: "nothing_left_to_refund",
			details: { refundable: 3, lineId: "l1", requested: 4 },
		});
		expect(decideRefund("COMPLETED", [line({ quantity: 4 })], twice)).toEqual([{ lineId: "l1", productId: "p1", quantity: 4 }]);
	});

	it.each([
		["an order that is all refunded", "REFUNDED", [line({ refundedQuantity: 3 })], undefined, "nothing_left_to_refund"],
		["an order that never was paid", "PENDING", [line({})], undefined, "invalid_transition"],
		["a line of another order", "COMPLETED", [line({})], [{ lineId: "other", quantity: 1 }], "sale_not_found"],
	] as const)("refuses %s", (_, status, lines, wishes, code) => {
		expect(refusalOf(() => decideRefund(status, [...lines], wishes && [...wishes])).code).toBe(code);
	});
});

describe("the end of a day", () => {
	it.each([
		["2026-06-01", "Europe/Copenhagen", 24],
		["2026-03-29", "Europe/Copenhagen", 23],
		["2026-10-25", "Europe/Copenhagen", 25],
		["2026-06-01", "Pacific/Kiritimati", 24],
		["2026-06-01", "Pacific/Pago_Pago", 24],
		["2026-06-01", "UTC", 24],
	])("of %s in %s comes after %i hours", (date, zone, hours) => {
		const end = endOfDay(date, zone);
		expect(calendarDay(end - 1, zone)).toBe(date);
		expect(calendarDay(end, zone)).not.toBe(date);
		expect(end - endOfDay(calendarDay(end - 30 * hour, zone), zone)).toBe(hours * hour);
		expect(end % (day / 96)).toBe(0);
	});
});
