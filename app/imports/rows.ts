import { unguarded } from "#app/platform/formula-guard.ts";
import type { Mapping } from "./columns.ts";
import { type CsvRecord, isBlank } from "./reader.ts";

/** From records to the rows of products they are: what Shopify says once for several rows is said of each. Browser-safe. */

/** What the rows of one handle have in common, as its first row said it. Travels with the place where reading stopped. */
export type Carry = { handle: string; values: Record<string, string> };

/** One product of the file: what its columns say, by target, as text. `row` is its line in a spreadsheet (1 is the header). */
export type FileRow = { row: number; values: Record<string, string>; extra: number };

/** Said by the first row of a handle for all of them. */
const shared = new Set([
	...["title", "vendor", "category", "description", "imageUrl", "status", "style", "attr:tags"],
	...["option1.name", "option2.name", "option3.name"],
]);

/** Longer than any field may be, so that what is too long stays too long. */
const mostCarried = 10_001;

export type RowReader = { take(record: CsvRecord, row: number): FileRow | null; carry(): Carry | null };

/** Reads records in order. An apostrophe that only guards against a formula is not part of the text. */
export function rowReader(mapping: Mapping, carried: Carry | null): RowReader {
	const targets = mapping.flatMap((target, column) => (target === null ? [] : [{ target, column }]));
	const handleAt = mapping.indexOf("handle");
	let carry = carried;

	function take(record: CsvRecord, row: number): FileRow | null {
		if (isBlank(record)) return null;
		const { cells } = record;
		const values: Record<string, string> = {};
		for (const { target, column } of targets) values[target] = unguarded(cells[column] ?? "").trim();
		const extra = record.beyond + cells.slice(mapping.length).filter((cell) => cell.trim() !== "").length;
		const handle = handleAt < 0 ? "" : (values.handle ?? "");
		if (handle === "") return { row, values, extra };
		if (carry?.handle === handle) {
			// A further picture of the product above: Shopify writes those as rows of their own.
			if (targets.every(({ target }) => target === "handle" || shared.has(target) || values[target] === "")) return null;
			for (const [target, value] of Object.entries(carry.values)) if (values[target] === "") values[target] = value;
		} else {
			const common = Object.entries(values).filter(([target, value]) => shared.has(target) && value !== "");
			carry = { handle, values: Object.fromEntries(common.map(([target, value]) => [target, value.slice(0, mostCarried)])) };
		}
		return { row, values, extra };
	}
	return { take, carry: () => carry };
}
