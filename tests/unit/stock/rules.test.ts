import { describe, expect, it } from "vitest";
import { Refusal } from "#app/platform/errors.ts";
import { AdjustStock } from "#app/stock/input.ts";
import { mustCoverChange, mustCoverReserved, mustFitReason, mustHold, stockStatus } from "#app/stock/rules.ts";

function refusalOf(act: () => unknown): Refusal | null {
	try {
		act();
		return null;
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
}

describe("a shelf", () => {
	it.each([
		[0, 0, "out"],
		[0, 5, "out"],
		[1, 0, "in"],
		[2, 2, "low"],
		[3, 2, "in"],
	] as const)("with %i available and %i to reorder at is %s", (available, reorderPoint, status) =>
		expect(stockStatus({ available, reorderPoint })).toBe(status),
	);
});

describe("setting a quantity", () => {
	it("is refused when something else stands there than was seen", () => {
		expect(refusalOf(() => mustHold({ onHand: 6, reserved: 0 }, 7))).toMatchObject({
			code: "quantity_changed",
			details: { current: 6, expected: 7 },
		});
		expect(refusalOf(() => mustHold({ onHand: 7, reserved: 0 }, 7))).toBeNull();
		expect(refusalOf(() => mustHold({ onHand: 7, reserved: 0 }, undefined))).toBeNull();
	});
	it("is refused below what is promised", () => {
		expect(refusalOf(() => mustCoverReserved({ onHand: 6, reserved: 3 }, 2))).toMatchObject({
			code: "would_go_below_reserved",
			details: { current: 6, reserved: 3, wanted: 2 },
		});
		expect(refusalOf(() => mustCoverReserved({ onHand: 6, reserved: 3 }, 3))).toBeNull();
	});
});

describe("changing by a difference", () => {
	it.each([
		[{ onHand: 5, reserved: 0 }, -5, null],
		[{ onHand: 5, reserved: 0 }, -6, "stock_oversold"],
		[{ onHand: 5, reserved: 2 }, -4, "would_go_below_reserved"],
		[{ onHand: 5, reserved: 2 }, -3, null],
		[{ onHand: 0, reserved: 0 }, 9, null],
	] as const)("%j by %i: %s", (shelf, delta, code) => expect(refusalOf(() => mustCoverChange(shelf, delta))?.code ?? null).toBe(code));
	it("tells what is there", () =>
		expect(refusalOf(() => mustCoverChange({ onHand: 5, reserved: 1 }, -6))?.details).toEqual({ current: 5, available: 4 }));
	it.each([
		["damage", 1, false],
		["damage", -1, true],
		["receipt", -1, false],
		["return", -1, false],
		["return", 1, true],
		["count", -3, true],
		["adjustment", 3, true],
	] as const)("for %s by %i fits: %s", (reason, delta, fits) => expect(refusalOf(() => mustFitReason(reason, delta)) === null).toBe(fits));
});

describe("what may be said of a shelf", () => {
	it.each([
		["neither quantity nor delta", {}, "quantity"],
		["both", { quantity: 1, delta: 1 }, "delta"],
		["what was expected of a difference", { delta: 1, expectedQuantity: 1 }, "expectedQuantity"],
		["damage to a quantity", { quantity: 1, reason: "damage" }, "reason"],
		["a sale", { delta: -1, reason: "sale" }, "reason"],
		["nothing of a difference", { delta: 0 }, "delta"],
		["a negative quantity", { quantity: -1 }, "quantity"],
		["half a piece", { delta: 0.5 }, "delta"],
		["2^53", { quantity: 2 ** 53 }, "quantity"],
		["words", { quantity: "many" }, "quantity"],
	])("is not %s", (_, said, field) => {
		const { error } = AdjustStock.safeParse({ productId: "p", ...said });
		expect(error?.issues.map((issue) => issue.path.join("."))).toContain(field);
	});
});
