import { expect, it } from "vitest";
import { drawBarcode } from "#app/routes/labels/draw-barcode.server.ts";
import { onSheets, symbologyOf, within } from "#app/routes/labels/sheets.ts";

it.each([
	["5704418001028", "ean13"],
	["570 4418 001028", "ean13"],
	["012345678905", "upca"],
	["96385074", "ean8"],
	["5704418001029", "code128"],
	["MF-KNU-HAV-49", "code128"],
] as const)("%s is drawn as %s", async (code, symbology) => {
	expect(symbologyOf(code)).toBe(symbology);
	expect(await drawBarcode(code)).toMatch(/^data:image\/svg\+xml,%3Csvg/);
});

it("what no scanner could read is not drawn", async () => {
	expect(await drawBarcode("ÆØÅ-1")).toBeNull();
	expect(await drawBarcode("x".repeat(41))).toBeNull();
});

it("begins at the first free place and fills whole sheets", () => {
	const labels = Array.from({ length: 25 }, (_, n) => n);
	const laid = onSheets(labels, "a4x24", 3);
	expect(laid.map((sheet) => sheet.length)).toEqual([24, 4]);
	expect(laid[0]?.slice(0, 4)).toEqual([null, null, null, 0]);
	expect(onSheets([1, 2], "roll57", 0)).toEqual([[1], [2]]);
});

it.each([
	[null, 1],
	["0", 1],
	["12", 12],
	["99999", 100],
	["abc", 1],
	["-5", 1],
	["2.9", 2],
])("%s copies are %i", (text, copies) => expect(within(text, 1, 100)).toBe(copies));
