/**
 * CSV as it is met (RFC 4180 and what programs make of it), read a piece of text at a time: memory holds one record, however long the file,
 * and every record says where it ends, so that reading can go on there another day. Nothing in a file is ever run, and no input takes
 * longer than its length. Browser-safe.
 */

/** A column further right is counted and not kept. */
export const mostColumns = 500;
/** No field of a product is longer; what is beyond is not kept, so that a cell of ten megabytes costs what one of fifty thousand letters does. */
export const longestCell = 50_000;

/** One record: its cells, how many more there were than are kept, and the byte of the file behind it. */
export type CsvRecord = { cells: string[]; beyond: number; end: number };

export type CsvReader = {
	/** The records that end in this piece of text. */
	feed(text: string): CsvRecord[];
	/** The last record, which needs no line end. */
	finish(): CsvRecord[];
	/** Whether a quote stands open: then the file ended inside a cell. */
	isOpen(): boolean;
};

/** `quote`: behind a quote inside quotes, which ends the cell or is half of a doubled one. `return`: behind a carriage return, a line feed belongs to it. */
type At = "cellStart" | "plain" | "quoted" | "quote" | "return";

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** `sizeOf` says how many bytes a piece of text is in the file; `from` is the byte the first record begins at. */
export function csvReader(delimiter: string, sizeOf: (text: string) => number, from = 0): CsvReader {
	const separator = delimiter.charCodeAt(0);
	let at: At = "cellStart";
	let cells: string[] = [];
	let cell = "";
	let beyond = 0;
	let end = from;

	function keep(text: string): void {
		if (cell.length <= longestCell) cell += text.length > longestCell ? text.slice(0, longestCell + 1) : text;
	}
	function endCell(): void {
		if (cells.length < mostColumns) cells.push(cell.length > longestCell ? cell.slice(0, longestCell + 1) : cell);
		else beyond++;
		cell = "";
		at = "cellStart";
	}
	function feed(text: string): CsvRecord[] {
		const records: CsvRecord[] = [];
		let counted = 0;
		let index = 0;
		function endRecord(upTo: number): void {
			end += sizeOf(text.slice(counted, upTo));
			counted = upTo;
			records.push({ cells, beyond, end });
			cells = [];
			beyond = 0;
		}
		while (index < text.length) {
			const code = text.charCodeAt(index);
			if (at === "return") {
				at = "cellStart";
				if (code === lineFeed) index++;
				endRecord(index);
			} else if (at === "quoted") {
				const next = text.indexOf('"', index);
				keep(text.slice(index, next < 0 ? text.length : next));
				if (next >= 0) at = "quote";
				index = next < 0 ? text.length : next + 1;
			} else if (at === "quote" && code === quote) {
				keep('"');
				at = "quoted";
				index++;
			} else if (at === "cellStart" && code === quote) {
				at = "quoted";
				index++;
			} else if (code === separator) {
				endCell();
				index++;
			} else if (code === lineFeed || code === carriageReturn) {
				endCell();
				index++;
				if (code === carriageReturn) at = "return";
				else endRecord(index);
			} else {
				// Letters behind a closing quote belong to the cell: some programs write so.
				const start = index;
				while (index < text.length && !isEnd(text.charCodeAt(index), separator)) index++;
				keep(text.slice(start, index));
				at = "plain";
			}
		}
		end += sizeOf(text.slice(counted));
		return records;
	}
	return {
		feed,
		finish() {
			const isNothing = at === "cellStart" && cells.length === 0 && cell === "";
			if (isNothing) return [];
			if (at !== "return") endCell();
			const last = { cells, beyond, end };
			cells = [];
			at = "cellStart";
			return [last];
		},
		isOpen: () => at === "quoted",
	};
}

function isEnd(code: number, separator: number): boolean {
	return code === separator || code === lineFeed || code === carriageReturn;
}

/** Whether nothing stands in a record: a blank line, or one of separators only. */
export function isBlank({ cells }: CsvRecord): boolean {
	return cells.every((cell) => cell.trim() === "");
}
