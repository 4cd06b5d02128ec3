import { describe, expect, it } from "vitest";
import { byValue, freeSku, matrixOf, missingOf, suggestSku, variantName } from "#app/catalog/variants.ts";

const axes = { rowAxis: "colour", columnAxis: "size" };
const variant = (colour: string, size: string, sku = "") => ({ sku, attributes: { colour, size } });

describe("the matrix of a style", () => {
	it("has a row for each colour and a column for each size, sizes as people count them", () => {
		const black = variant("Black", "100");
		const { columns, rows } = matrixOf([variant("Havana", "52"), black, variant("Havana", "9")], axes);
		expect(columns).toEqual(["9", "52", "100"]);
		expect(rows.map(({ label }) => label)).toEqual(["Black", "Havana"]);
		expect(rows[0]?.cells).toEqual([null, null, black]);
		expect(missingOf({ columns, rows })).toEqual([
			{ row: "Black", column: "9" },
			{ row: "Black", column: "52" },
			{ row: "Havana", column: "100" },
		]);
	});

	it("takes names and values however they are capitalised for the same", () => {
		const { columns, rows } = matrixOf(
			[{ attributes: { Colour: "Black", SIZE: "m" } }, { attributes: { colour: "black", size: "M" } }],
			axes,
		);
		expect(columns).toEqual(["m"]);
		expect(rows.map(({ label, again }) => [label, again])).toEqual([
			["Black", 0],
			["Black", 1],
		]);
	});

	it("keeps what has no colour or no size, last", () => {
		const { columns, rows } = matrixOf([{ attributes: {} }, variant("Black", "49")], axes);
		expect(columns).toEqual(["49", ""]);
		expect(rows.map(({ label }) => label)).toEqual(["Black", ""]);
	});

	it("of no products is empty", () => {
		expect(matrixOf([], axes)).toEqual({ columns: [], rows: [] });
	});

	it.each([
		[
			["XL", "S", "M"],
			["S", "M", "XL"],
		],
		[
			["+0.50", "-2.00", "-10.00"],
			["-10.00", "-2.00", "+0.50"],
		],
		[
			["B10", "b2", "", "A"],
			["A", "b2", "B10", ""],
		],
	])("puts %j in the order %j", (values, order) => {
		expect([...values].sort(byValue)).toEqual(order);
	});
});

describe("the SKU of a new variant", () => {
	const siblings = [
		variant("Havana", "46", "MF-KNU-HAV-46"),
		variant("Havana", "49", "MF-KNU-HAV-49"),
		variant("Black", "46", "MF-KNU-BLK-46"),
	];

	it.each([
		["another size of a colour there is", "Havana", "52", "MF-KNU-HAV-52"],
		["a size there is, of a colour whose code is its own", "Black", "49", "MF-KNU-BLK-49"],
		["a colour nobody has shortened yet", "Blonde Havana", "46", "MF-KNU-BLH-46"],
		["a colour and a size there are none of", "Sage", "60", "KNUD-SAG-60"],
	])("of %s is like its siblings'", (_, row, column, sku) => {
		expect(suggestSku(siblings, axes, "KNUD", row, column)).toBe(sku);
	});

	it("of a style without products is made of the name and the values", () => {
		expect(suggestSku([], axes, "Knud Ø", "Sort/Guld", "49")).toBe("KNUDØ-SOG-49");
	});

	it("is not one that is taken, folded", () => {
		expect(freeSku("KNU-BLK-46", new Set(["KNU-BLK-46", "KNU-BLK-46-2"]))).toBe("KNU-BLK-46-3");
	});
});

it("a variant is called as its style, with what makes it another", () => {
	expect(variantName("KNUD", "Black", "49")).toBe("KNUD Black 49");
	expect(variantName("KNUD", "", "49")).toBe("KNUD 49");
});
