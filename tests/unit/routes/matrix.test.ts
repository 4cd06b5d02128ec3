import { describe, expect, it } from "vitest";
import { blockOf, copied, draggedTo, extended, filled, moved, pasted, pastedRows, tabbed } from "#app/routes/styles/grid-moves.ts";
import { cellOf, readTyped, takenBack } from "#app/routes/styles/matrix-cells.ts";
import { isOvertaken, keyOf, noEdits, rebased, redone, settled, type, undone, without } from "#app/routes/styles/matrix-edits.ts";

const size = { rows: 4, columns: 3 };
const variant = {
	id: "a",
	currency: "DKK",
	onHand: 4,
	reorderPoint: 0,
	price: 219_500,
	cost: null,
	sku: "KNU-1",
	barcode: null,
	status: "draft",
} as const;

describe("keys", () => {
	it.each([
		["ArrowDown", false, { row: 2, column: 1 }],
		["ArrowLeft", true, { row: 1, column: 0 }],
		["End", false, { row: 1, column: 2 }],
		["Home", true, { row: 0, column: 0 }],
		["PageDown", false, { row: 3, column: 1 }],
		["q", false, null],
	])("%s (far: %s) leads to %j", (key, far, to) => {
		expect(moved({ row: 1, column: 1 }, key, far, size)).toEqual(to);
	});

	it("Tab reads on, and leaves at either end", () => {
		expect(tabbed({ row: 0, column: 2 }, false, size)).toEqual({ row: 1, column: 0 });
		expect(tabbed({ row: 1, column: 0 }, true, size)).toEqual({ row: 0, column: 2 });
		expect(tabbed({ row: 3, column: 2 }, false, size)).toBeNull();
		expect(tabbed({ row: 0, column: 0 }, true, size)).toBeNull();
	});
});

describe("a pasted block", () => {
	it("is rows of cells, with what spreadsheets put in quotes", () => {
		expect(pastedRows("1\t2\r\n3\t4\r\n")).toEqual([
			["1", "2"],
			["3", "4"],
		]);
		expect(pastedRows('"a\nb"\t"say ""hi"""\n\tx')).toEqual([
			["a\nb", 'say "hi"'],
			["", "x"],
		]);
		expect(pastedRows("2.195,00")).toEqual([["2.195,00"]]);
		expect(pastedRows('17" wide')).toEqual([['17" wide']]);
	});

	it("begins at the first cell chosen, and says how much found no place", () => {
		const block = blockOf({ anchor: { row: 3, column: 1 }, focus: { row: 3, column: 1 } });
		const { writes, outside } = pasted(
			[
				["1", "2", "3"],
				["4", "5", "6"],
			],
			block,
			size,
		);
		expect(writes).toEqual([
			{ at: { row: 3, column: 1 }, text: "1" },
			{ at: { row: 3, column: 2 }, text: "2" },
		]);
		expect(outside).toBe(4);
	});

	it("of one value fills all that is chosen", () => {
		const block = blockOf({ anchor: { row: 1, column: 2 }, focus: { row: 0, column: 1 } });
		expect(pasted([["7"]], block, size).writes).toHaveLength(4);
	});
});

describe("filling", () => {
	const textAt = ({ row, column }: { row: number; column: number }) => (column === 1 ? null : `${row}${column}`);

	it("takes the first row of a block down, past what does not exist", () => {
		const block = blockOf({ anchor: { row: 0, column: 0 }, focus: { row: 2, column: 1 } });
		expect(filled(block, "down", textAt)).toEqual([
			{ at: { row: 1, column: 0 }, text: "00" },
			{ at: { row: 2, column: 0 }, text: "00" },
		]);
	});

	it("of a single cell takes the one above, or on the left", () => {
		const block = blockOf({ anchor: { row: 1, column: 2 }, focus: { row: 1, column: 2 } });
		expect(filled(block, "down", textAt)).toEqual([{ at: { row: 1, column: 2 }, text: "02" }]);
		expect(filled(block, "right", textAt)).toEqual([]);
		expect(copied(blockOf({ anchor: { row: 0, column: 0 }, focus: { row: 1, column: 2 } }), textAt)).toBe("00\t\t02\n10\t\t12");
	});
});

describe("dragging a corner", () => {
	const textAt = ({ row, column }: { row: number; column: number }) => `${row}${column}`;
	const block = blockOf({ anchor: { row: 1, column: 0 }, focus: { row: 2, column: 1 } });

	it("goes the way that is further, and only that way", () => {
		expect(draggedTo(block, { row: 5, column: 2 })).toEqual({ top: 1, bottom: 5, left: 0, right: 1 });
		expect(draggedTo(block, { row: 3, column: 5 })).toEqual({ top: 1, bottom: 2, left: 0, right: 5 });
		expect(draggedTo(block, { row: 0, column: 0 })).toEqual({ top: 0, bottom: 2, left: 0, right: 1 });
		expect(draggedTo(block, { row: 2, column: 1 })).toEqual(block);
	});

	it("writes the block again and again", () => {
		expect(extended(block, { ...block, bottom: 4 }, textAt).map(({ at, text }) => [at.row, at.column, text])).toEqual([
			[3, 0, "10"],
			[3, 1, "11"],
			[4, 0, "20"],
			[4, 1, "21"],
		]);
		expect(extended(block, { ...block, top: 0 }, textAt).map(({ text }) => text)).toEqual(["20", "21"]);
	});
});

describe("edits", () => {
	const key = keyOf({ id: "a", fact: "onHand" });
	const typed = (text: string, from = noEdits) => type(from, [{ variant, fact: "onHand", text }], { language: "en" });

	it("remember what stood there, and are none when they say the same", () => {
		expect(typed("10").now.get(key)).toEqual({ id: "a", fact: "onHand", text: "10", base: 4, value: 10 });
		expect(typed("+2").now.get(key)).toMatchObject({ text: "6", value: 6 });
		expect(typed("4").now.size).toBe(0);
		expect(typed("4", typed("10")).now.size).toBe(0);
		expect(typed("+2", typed("10")).now.get(key)).toMatchObject({ value: 12, base: 4 });
	});

	it("keep what cannot be read as it was typed, with the rule", () => {
		expect(typed("few").now.get(key)).toEqual({ id: "a", fact: "onHand", text: "few", base: 4, problem: "whole_number" });
	});

	it("go back and forth in steps, a block being one", () => {
		const other = { ...variant, id: "b" };
		const both = type(
			noEdits,
			[
				{ variant, fact: "onHand", text: "9" },
				{ variant: other, fact: "onHand", text: "9" },
			],
			{ language: "en" },
		);
		const more = typed("11", both);
		expect(undone(more).now.get(key)?.value).toBe(9);
		expect(undone(undone(more)).now.size).toBe(0);
		expect(redone(redone(undone(undone(more)))).now).toEqual(more.now);
		expect(undone(noEdits)).toBe(noEdits);
	});

	it("are gone once saved, but for what was typed over them meanwhile", () => {
		expect(settled(typed("10"), new Map([[key, 10]])).now.size).toBe(0);
		expect(settled(typed("11", typed("10")), new Map([[key, 10]])).now.get(key)).toMatchObject({ base: 10, value: 11 });
	});

	it("are overtaken when something else stands there by now, until somebody stands by them", () => {
		const edits = typed("10");
		const edit = edits.now.get(key) ?? { id: "", fact: "sku", text: "", base: null };
		expect(isOvertaken(edit, 4)).toBe(false);
		expect(isOvertaken(edit, 3)).toBe(true);
		expect(isOvertaken(edit, 10)).toBe(false);
		expect(rebased(edits, [key], () => 3).now.get(key)).toMatchObject({ base: 3, value: 10 });
		expect(without(edits, [key])).toEqual(noEdits);
	});
});

it("amounts travel as decimal strings, read in the reader's language", () => {
	const about = { now: 219_500, currency: "DKK", language: "da" } as const;
	expect(readTyped("price", "2.195,50", about)).toEqual({ value: 219_550 });
	expect(readTyped("price", "+10%", about)).toEqual({ value: 241_450 });
	expect(readTyped("price", "", about)).toEqual({ value: null });
	expect(readTyped("sku", " ", about)).toEqual({ problem: "sku" });
	const statusWords = { draft: "Kladde", published: "Udgivet", archived: "Arkiveret" };
	expect(readTyped("status", "udgivet", { ...about, statusWords })).toEqual({ value: "published" });
	expect(readTyped("status", "Archived", about)).toEqual({ value: "archived" });
	expect(readTyped("status", "sold", about)).toEqual({ problem: "status" });
	expect(readTyped("barcode", "57-04 41", about)).toEqual({ value: "570441" });
	const cell = cellOf("a", "price", 219_550, 219_500, "DKK");
	expect(cell).toEqual({ productId: "a", fact: "price", value: "2195.50", was: "2195.00" });
	expect(takenBack([cell])).toEqual([{ productId: "a", fact: "price", value: "2195.00", was: "2195.50" }]);
});
