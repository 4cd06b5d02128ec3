/**
 * Keeps spreadsheets from running text. A cell that begins like a formula (= + - @, also full-width, tab or line end, behind spaces or quotes) gets
 * an apostrophe; and so does what would begin a cell for whoever reads the file by another separator than it was written with, as a Danish Excel
 * does with commas, or takes its quotes for letters: what follows `; , |`, a tab or a line end inside the text. Browser-safe.
 */

// Where a cell may begin, before a formula's sign; and where one would begin with the quote that ends the text.
const unsafe = /(?<=^|[;,|\t\r\n])(?='*(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠\t\r\n])|(?<=[;,|\t\r\n])(?='*(?:[^\S\t\r\n]|")*$)/g;
const guards = /(?<=^|[;,|\t\r\n])'(?='*(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠\t\r\n])|(?<=[;,|\t\r\n])'(?='*(?:[^\S\t\r\n]|")*$)/g;

/** Text as it is written into a file. What looks guarded already gets one more apostrophe, so that taking one away is always reading it back. */
export function guarded(text: string): string {
	return text.replace(unsafe, "'");
}

/** Text without those apostrophes: our own files carry them, and so do people's. */
export function unguarded(cell: string): string {
	return cell.replace(guards, "");
}
