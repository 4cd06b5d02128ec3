import Papa from "papaparse";
import { guarded } from "./formula-guard.ts";
import type { TypedLanguage } from "./typed-amount.ts";

/** A cell: text, a number, an amount as a decimal string, or nothing. Numbers stay numbers; only text can be mistaken for a formula. */
export type Cell = string | number | { decimal: string } | null;

/** Tells a spreadsheet that what follows is UTF-8. */
export const byteOrderMark = "\uFEFF";

/**
 * Lines of CSV (RFC 4180), each with its end, as the spreadsheets of a language open them: `,` and 1.50 in English, which programs read too; `;` and
 * 1,50 in Danish. Text goes through `guarded`, so that no spreadsheet runs it, whatever it takes for the separator. Begin rows with text.
 */
export function csvLines(rows: Cell[][], language: TypedLanguage = "en"): string {
	if (rows.length === 0) return "";
	const written = rows.map((row) => row.map((cell) => cellOf(cell, language)));
	return `${Papa.unparse(written, { delimiter: language === "da" ? ";" : ",", newline: "\r\n" })}\r\n`;
}

function cellOf(cell: Cell, language: TypedLanguage): string {
	if (cell === null) return "";
	if (typeof cell === "string") return guarded(cell);
	const decimal = typeof cell === "number" ? String(cell) : cell.decimal;
	return language === "da" ? decimal.replace(".", ",") : decimal;
}
