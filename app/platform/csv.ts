import Papa from "papaparse";

/** A cell: text, a number, or nothing. Numbers stay numbers; only text can be mistaken for a formula. */
export type Cell = string | number | null;

/** Tells a spreadsheet that what follows is UTF-8. */
export const byteOrderMark = "\uFEFF";

/**
 * Lines of CSV (RFC 4180), each with its end. Text that a spreadsheet would run (= + - @, tab or return in front) gets an apostrophe before it,
 * which spreadsheets do not show. Text that begins like that guard itself gets one too, so that taking one away is always reading it back.
 */
export function csvLines(rows: Cell[][]): string {
	if (rows.length === 0) return "";
	return `${Papa.unparse(rows, { escapeFormulae: /^'*[=+\-@\t\r\n]/, newline: "\r\n" })}\r\n`;
}
