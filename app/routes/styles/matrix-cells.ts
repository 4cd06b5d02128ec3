import { normalBarcode, type ProductStatus, productStatuses, skuKeyOf } from "#app/catalog/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { amountToType, type TypedLanguage } from "#app/platform/typed-amount.ts";
import { typedChange } from "#app/platform/typed-change.ts";
import type { Cell } from "#app/stock/matrix-cells.ts";
import { type CellValue, isAmount, type MatrixFact, type Said } from "#app/stock/matrix-values.ts";

/** What the cells of the matrix show, and what is meant by what is typed into them. Pure; browser and server read alike. */

/** The facts of one variant that a cell may show. Money in minor units. */
export type Facts = Said & { id: string; currency: string };

/** A value as it stands in a cell, to be read back as what it was. */
export function shownText(fact: MatrixFact, value: CellValue, currency: string, language: TypedLanguage): string {
	if (value === null) return "";
	return isAmount(fact) && typeof value === "number" ? amountToType(value, currency, language) : String(value);
}

export function isNumber(fact: MatrixFact): boolean {
	return fact !== "sku" && fact !== "barcode" && fact !== "status";
}

/** How the reader calls each status: what is pasted may be the word of a list they keep. */
export type StatusWords = Readonly<Record<ProductStatus, string>>;

/** What was typed where `now` stands, as the column holds it; or the rule it breaks. */
export function readTyped(
	fact: MatrixFact,
	text: string,
	{ now, currency, language, statusWords }: { now: CellValue; currency: string; language: TypedLanguage; statusWords?: StatusWords },
): { value: CellValue } | { problem: string } {
	const typed = text.trim();
	if (fact === "sku") return skuKeyOf(typed) === "" || typed.length > 64 ? { problem: "sku" } : { value: typed };
	if (fact === "barcode") return typed.length > 64 ? { problem: "barcode" } : { value: normalBarcode(typed) || null };
	if (fact === "status") {
		const said = typed.toLowerCase();
		const status = productStatuses.find((each) => each === said || statusWords?.[each].toLowerCase() === said);
		return status ? { value: status } : { problem: "status" };
	}
	const was = typeof now === "number" ? now : null;
	if (isAmount(fact)) return typed === "" ? { value: null } : typedChange(typed, was, { currency }, language);
	if (typed === "") return { problem: "whole_number" };
	const pieces = typedChange(typed, was, "pieces", language);
	return "value" in pieces && pieces.value <= 1_000_000 ? pieces : { problem: "whole_number" };
}

/** A cell as the command takes it: amounts are decimal strings there. */
export function cellOf(productId: string, fact: MatrixFact, value: CellValue, was: CellValue, currency: string): Cell {
	const said = (each: CellValue) => (isAmount(fact) && typeof each === "number" ? decimalString(each, currency) : each);
	return { productId, fact, value: said(value), was: said(was) };
}

/** The same save the other way round. */
export function takenBack(cells: readonly Cell[]): Cell[] {
	return cells.map(({ value, was, ...rest }) => ({ ...rest, value: was, was: value }));
}

/** What every cell of a plain form said when its page was made, and in which currency, by product. */
type Opened = Record<string, [was: CellValue, currency: string]>;

/** `Opened` out of a field's text; undefined where it is none. */
export function openedIn(text: string | undefined): Opened | undefined {
	try {
		const read: unknown = JSON.parse(text ?? "");
		if (typeof read !== "object" || read === null) return undefined;
		return Object.fromEntries(
			Object.entries(read).flatMap(([id, said]) => (Array.isArray(said) && isCellValue(said[0]) ? [[id, [said[0], String(said[1])]]] : [])),
		);
	} catch {
		return undefined;
	}
}

function isCellValue(value: unknown): value is CellValue {
	return value === null || typeof value === "string" || typeof value === "number";
}
