import type { TypedLanguage } from "#app/platform/typed-amount.ts";
import { type CsvRecord, csvReader, isBlank } from "./reader.ts";

/** How a file writes: what stands between its cells, and what its numbers look like. Found by looking, shown, and changeable. Browser-safe. */

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** `point`: 2,195.00 · `comma`: 2.195,00 */
export const decimalStyles = ["point", "comma"] as const;
export type DecimalStyle = (typeof decimalStyles)[number];

export function languageOf(style: DecimalStyle): TypedLanguage {
	return style === "comma" ? "da" : "en";
}

/** Spreadsheets write what they separate by into a first line of its own. */
const declared = /^sep=(.)\r?\n?$/;
const looked = 30;

/** What separates the cells of a beginning of a file: what it says itself, else what makes the most equal rows of the most cells. */
export function delimiterOf(beginning: string): Delimiter {
	const line = /^[^\r\n]*/.exec(beginning)?.[0] ?? "";
	const saidSo = delimiters.find((delimiter) => delimiter === declared.exec(line)?.[1]);
	if (saidSo) return saidSo;
	let best: Delimiter = ",";
	let most = 0;
	for (const delimiter of delimiters) {
		const rows = firstRecords(beginning, delimiter, looked).filter((record) => !isBlank(record));
		const wide = rows[0] ? widthOf(rows[0]) : 0;
		if (wide < 2) continue;
		const equal = rows.filter((row) => widthOf(row) === wide).length / rows.length;
		const score = equal * (1 + Math.log2(wide));
		if (score > most) [best, most] = [delimiter, score];
	}
	return best;
}

const widthOf = ({ cells, beyond }: CsvRecord) => cells.length + beyond;

/** The first records of a beginning; one that is cut off at its end is among them, so ask for fewer than it holds. */
export function firstRecords(beginning: string, delimiter: string, count: number): CsvRecord[] {
	const reader = csvReader(delimiter, (text) => text.length);
	return [...reader.feed(beginning), ...reader.finish()].slice(0, count);
}

/** Whether a record is the line a spreadsheet puts before the header to say what separates. */
export function isDeclaration({ cells }: CsvRecord): boolean {
	return cells.length <= 2 && /^sep=/.test(cells[0] ?? "");
}

/** Counts which way numbers are written; what could be either counts for neither. */
export function decimalVotes(texts: Iterable<string>): Record<DecimalStyle, number> {
	const votes = { point: 0, comma: 0 };
	for (const text of texts) {
		const last = /([.,])(\d+)\D*$/.exec(text.trim());
		if (!last) continue;
		const [, mark, digits = ""] = last;
		const both = text.includes(".") && text.includes(",");
		if (!both && digits.length === 3) continue;
		votes[mark === "," ? "comma" : "point"]++;
	}
	return votes;
}
