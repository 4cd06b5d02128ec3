import { isGtin, normalBarcode } from "#app/catalog/rules.ts";

/** Papers that labels are printed on. The style sheet knows their measures by the same names. */
export const sheets = { a4x24: { perSheet: 24 }, a4x65: { perSheet: 65 }, roll57: { perSheet: 1 } } as const;
export type SheetName = keyof typeof sheets;
export const sheetNames: readonly SheetName[] = ["a4x24", "a4x65", "roll57"];

/** How a code is drawn: a GTIN as what it is, whatever else (and one whose check digit is wrong) as Code 128, which holds anything. */
export function symbologyOf(code: string): "ean13" | "upca" | "ean8" | "code128" {
	const digits = normalBarcode(code);
	if (!isGtin(digits)) return "code128";
	if (digits.length === 13) return "ean13";
	if (digits.length === 12) return "upca";
	return digits.length === 8 ? "ean8" : "code128";
}

/** Whole sheets of labels: `skip` places at the front are used up already. */
export function onSheets<Label>(labels: Label[], sheet: SheetName, skip: number): (Label | null)[][] {
	const places = [...Array.from({ length: skip }, () => null), ...labels];
	const { perSheet } = sheets[sheet];
	return Array.from({ length: Math.ceil(places.length / perSheet) }, (_, index) => places.slice(index * perSheet, (index + 1) * perSheet));
}

/** A number out of the address, within its bounds. */
export function within(text: string | null, least: number, most: number): number {
	const number = Math.trunc(Number(text));
	return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least;
}
