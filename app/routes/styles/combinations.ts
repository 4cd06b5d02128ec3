/** Which products a style does not have yet, of some rows and columns. Pure; the page counts what the server makes. */

type Place = { row: string; column: string };
type Layout = { columns: readonly string[]; rows: readonly { label: string; cells: readonly unknown[] }[] };

/** Values as people list them: with commas, semicolons or line breaks between. */
export function listed(text: string): string[] {
	const seen = new Map<string, string>();
	for (const each of text.split(/[,;\n\t]/)) {
		const value = each.trim();
		if (value !== "" && !seen.has(value.toLowerCase())) seen.set(value.toLowerCase(), value);
	}
	return [...seen.values()];
}

/** All combinations there are not yet; rows or columns left empty mean all there are. */
export function combined(wanted: { rows: readonly string[]; columns: readonly string[] }, { columns, rows }: Layout): Place[] {
	if (wanted.rows.length === 0 && wanted.columns.length === 0) return [];
	const there = new Set(rows.flatMap(({ label, cells }) => cells.flatMap((cell, at) => (cell ? [keyOf(label, columns[at] ?? "")] : []))));
	const allRows = wanted.rows.length > 0 ? wanted.rows : distinct(rows.map(({ label }) => label));
	const allColumns = wanted.columns.length > 0 ? wanted.columns : distinct(columns);
	return allRows.flatMap((row) => allColumns.filter((column) => !there.has(keyOf(row, column))).map((column) => ({ row, column })));
}

/** Where nothing is yet there is one nameless value: a style of one axis has colours and no sizes. */
function distinct(values: readonly string[]): string[] {
	return values.length === 0 ? [""] : [...new Set(values)];
}

function keyOf(row: string, column: string): string {
	return JSON.stringify([row.toLowerCase(), column.toLowerCase()]);
}
