import { normalBarcode, type ProductStatus, productStatuses, skuKeyOf } from "#app/catalog/rules.ts";
import { parseAmount } from "#app/platform/money.ts";

/** What one cell of a style's matrix may say, and how it is read. Pure, and the same in the browser. */

/** Facts of a product; the first two are of its shelf in one store. */
export const matrixFacts = ["onHand", "reorderPoint", "price", "cost", "sku", "barcode", "status"] as const;
export type MatrixFact = (typeof matrixFacts)[number];
export type CellValue = string | number | null;

/** What stands there once it is read: amounts in minor units. */
export type Said = {
	onHand: number;
	reorderPoint: number;
	price: number | null;
	cost: number | null;
	sku: string;
	barcode: string | null;
	status: ProductStatus;
};

export function isAmount(fact: MatrixFact): fact is "price" | "cost" {
	return fact === "price" || fact === "cost";
}

/** A cell's value as its column holds it, or the rule it breaks. */
export function readCell(fact: MatrixFact, value: CellValue, currency: string): { value: CellValue } | { rule: string } {
	const text = value === null ? "" : String(value).trim();
	switch (fact) {
		case "onHand":
		case "reorderPoint":
			return /^\d{1,7}$/.test(text) && Number(text) <= 1_000_000 ? { value: Number(text) } : { rule: "whole_number" };
		case "price":
		case "cost": {
			if (text === "") return { value: null };
			const amount = parseAmount(text, currency);
			return typeof amount === "number" ? { value: amount } : { rule: amount };
		}
		case "sku":
			return isLine(text) && skuKeyOf(text) !== "" ? { value: text } : { rule: "sku" };
		case "barcode":
			return isLine(text) ? { value: normalBarcode(text) || null } : { rule: "barcode" };
		case "status":
			return productStatuses.some((status) => status === text) ? { value: text } : { rule: "status" };
	}
}

/** Whether a cell says truly what stands there. */
export function isStill({ fact, was }: { fact: MatrixFact; was: CellValue }, current: CellValue, currency: string): boolean {
	const read = readCell(fact, was, currency);
	return "value" in read && read.value === current;
}

/** At most 64 characters, none of them invisible or half. */
function isLine(text: string): boolean {
	return text.length <= 64 && /^[^\p{Cc}\p{Cs}]*$/u.test(text);
}
