import { describe, expect, it } from "vitest";
import { Refusal } from "#app/platform/errors.ts";
import { AdjustStock } from "#app/stock/input.ts";
import {
	countActs,
	makesSense,
	mustAllow,
	mustCoverChange,
	mustCoverReserved,
	mustFitReason,
	mustFitShelves,
	mustHold,
	mustStandThere,
	outstanding,
	stockStatus,
	transferActs,
	unitsOf,
	unitsToSettle,
} from "#app/stock/rules.ts";

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
		expect(refusalOf(() => mustHold({ onHand: 6, reserved: 0, leased: 0 }, 7))).toMatchObject({
			code: "quantity_changed",
			details: { current: 6, expected: 7 },
		});
		expect(refusalOf(() => mustHold({ onHand: 7, reserved: 0, leased: 0 }, 7))).toBeNull();
		expect(refusalOf(() => mustHold({ onHand: 7, reserved: 0, leased: 0 }, undefined))).toBeNull();
	});
	it("is refused below what is promised", () => {
		expect(refusalOf(() => mustCoverReserved({ onHand: 6, reserved: 3, leased: 0 }, 2))).toMatchObject({
			code: "would_go_below_reserved",
			details: { current: 6, reserved: 3, wanted: 2 },
		});
		expect(refusalOf(() => mustCoverReserved({ onHand: 6, reserved: 3, leased: 0 }, 3))).toBeNull();
	});
});

describe("changing by a difference", () => {
	it.each([
		[{ onHand: 5, reserved: 0, leased: 0 }, -5, null],
		[{ onHand: 5, reserved: 0, leased: 0 }, -6, "stock_oversold"],
		[{ onHand: 5, reserved: 2, leased: 0 }, -4, "would_go_below_reserved"],
		[{ onHand: 5, reserved: 2, leased: 0 }, -3, null],
		[{ onHand: 5, reserved: 4, leased: 2 }, -3, null],
		[{ onHand: 5, reserved: 4, leased: 2 }, -4, "would_go_below_reserved"],
		[{ onHand: 0, reserved: 0, leased: 0 }, 9, null],
	] as const)("%j by %i: %s", (shelf, delta, code) => expect(refusalOf(() => mustCoverChange(shelf, delta))?.code ?? null).toBe(code));
	it("tells what is there", () =>
		expect(refusalOf(() => mustCoverChange({ onHand: 5, reserved: 1, leased: 0 }, -6))?.details).toEqual({ current: 5, available: 4 }));
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

describe("a transfer", () => {
	const line = { productId: "p", name: "KNUD", quantity: 5, received: 2, returned: 1, missing: 0 };

	it.each([
		["draft", "send", true],
		["draft", "receive", false],
		["in_transit", "edit", false],
		["in_transit", "cancel", true],
		["part_received", "cancel", false],
		["part_received", "close", true],
		["received", "receive", false],
		["short", "bring_back", true],
		["cancelled", "send", false],
	] as const)("that is %s: may one %s it? %s", (status, act, may) => {
		const refused = refusalOf(() => mustAllow(transferActs, status, act));
		if (may) expect(refused).toBeNull();
		else expect(refused).toMatchObject({ code: "act_not_possible", details: { status, act, allowed: transferActs[status] } });
	});

	it("has on its way what did not arrive, come back or go missing", () => {
		expect(outstanding(line)).toBe(2);
		expect(unitsToSettle([line], undefined, "outstanding")).toEqual(new Map([["p", 2]]));
		expect(unitsToSettle([line], undefined, "missing")).toEqual(new Map());
		expect(unitsToSettle([{ ...line, missing: 2 }], [{ productId: "p", quantity: 1 }], "missing")).toEqual(new Map([["p", 1]]));
	});

	it("adds up what is named twice before it asks whether it is there", () => {
		const twice = [
			{ productId: "p", quantity: 1 },
			{ productId: "p", quantity: 2 },
		];
		expect(unitsOf(twice)).toEqual(new Map([["p", 3]]));
		expect(refusalOf(() => unitsToSettle([line], twice, "outstanding"))).toMatchObject({
			code: "not_on_its_way",
			details: { name: "KNUD", outstanding: 2 },
		});
		expect(refusalOf(() => unitsToSettle([line], [{ productId: "q", quantity: 1 }], "outstanding"))).toMatchObject({
			kind: "not_found",
			code: "transfer_line_not_found",
		});
	});

	it("takes nothing that is promised, and names what is too few", () => {
		const shelf = { productId: "p", name: "KNUD", sku: "K", quantity: 3, onHand: 5, reserved: 3, leased: 1 };
		expect(refusalOf(() => mustStandThere([shelf]))).toBeNull();
		expect(refusalOf(() => mustStandThere([shelf, { ...shelf, name: "TORA", leased: 0 }]))).toMatchObject({
			code: "transfer_oversold",
			details: { name: "TORA", wanted: 3, available: 2, lines: [{ name: "TORA" }] },
		});
	});
});

describe("a count", () => {
	const line = { productId: "p", name: "KNUD", sku: "K", counted: 3, moved: -1, reserved: 5, leased: 3 };

	it("must leave what is promised, with what came and went since", () => {
		expect(refusalOf(() => mustFitShelves([line]))).toBeNull();
		expect(refusalOf(() => mustFitShelves([line, { ...line, name: "TORA", moved: -2 }]))).toMatchObject({
			code: "recount_needed",
			details: { name: "TORA", left: 1, reserved: 2, lines: [{ name: "TORA" }] },
		});
		expect(refusalOf(() => mustFitShelves([{ ...line, reserved: 0, leased: 0, moved: -4 }]))).toMatchObject({ details: { left: -1 } });
	});

	it("is open, or it is over", () => {
		expect(refusalOf(() => mustAllow(countActs, "counting", "apply"))).toBeNull();
		expect(refusalOf(() => mustAllow(countActs, "applied", "count"))).toMatchObject({ code: "act_not_possible" });
	});
});

it.each([
	[3, 0, true],
	[3, 3, true],
	[3, 2, false],
	[0, 0, true],
] as const)("reordering at %i up to %i makes sense: %s", (reorderPoint, reorderTo, sense) => {
	expect(makesSense({ reorderPoint, reorderTo })).toBe(sense);
});
