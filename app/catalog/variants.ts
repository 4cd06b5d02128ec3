import { skuKeyOf } from "./rules.ts";

/** A style as a matrix: which of its products stands where, and what a new one would be called. Pure, and the same in the browser. */

export type Axes = { rowAxis: string; columnAxis: string };
type Attributed = { attributes: Record<string, string> };

/** Products by colour and size. `again` counts rows of one colour, where several products are of the same colour and size. */
export type Matrix<V> = { columns: string[]; rows: { label: string; again: number; cells: (V | null)[] }[] };

/** The value of an attribute, however its name is written; "" where there is none. */
export function attributeOf(attributes: Record<string, string>, axis: string): string {
	const wanted = axis.toLowerCase();
	const name = Object.hasOwn(attributes, axis) ? axis : Object.keys(attributes).find((each) => each.toLowerCase() === wanted);
	return (name === undefined ? "" : (attributes[name] ?? "")).trim();
}

const clothes = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL"];
// Always of one language: server and browser must draw the same order.
const alphabet = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sizes as people count them: by number, clothes by letter, the rest by the alphabet, nothing last. */
export function byValue(a: string, b: string): number {
	if (a === "" || b === "") return Number(a === "") - Number(b === "");
	const [x, y] = [clothes.indexOf(a.toUpperCase()), clothes.indexOf(b.toUpperCase())];
	if (x >= 0 && y >= 0) return x - y;
	const [m, n] = [Number(a.replace(",", ".")), Number(b.replace(",", "."))];
	if (Number.isFinite(m) && Number.isFinite(n) && m !== n) return m - n;
	return alphabet.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/** Where each variant stands. Values that differ only in capitals are one row or column. */
export function matrixOf<V extends Attributed>(variants: readonly V[], { rowAxis, columnAxis }: Axes): Matrix<V> {
	const rows = new Map<string, { label: string; at: Map<string, V[]> }>();
	const columns = new Map<string, string>();
	for (const variant of variants) {
		const [row, column] = [attributeOf(variant.attributes, rowAxis), attributeOf(variant.attributes, columnAxis)];
		const [rowKey, columnKey] = [row.toLowerCase(), column.toLowerCase()];
		if (!columns.has(columnKey)) columns.set(columnKey, column);
		const line = rows.get(rowKey) ?? { label: row, at: new Map() };
		rows.set(rowKey, line);
		line.at.set(columnKey, [...(line.at.get(columnKey) ?? []), variant]);
	}
	const order = [...columns].sort(([, a], [, b]) => byValue(a, b));
	return {
		columns: order.map(([, label]) => label),
		rows: [...rows.values()]
			.sort((a, b) => byValue(a.label, b.label))
			.flatMap(({ label, at }) => {
				const deepest = Math.max(...[...at.values()].map((stack) => stack.length));
				return Array.from({ length: deepest }, (_, again) => ({
					label,
					again,
					cells: order.map(([key]) => at.get(key)?.[again] ?? null),
				}));
			}),
	};
}

/** Combinations of rows and columns no product is of. */
export function missingOf<V>({ columns, rows }: Matrix<V>): { row: string; column: string }[] {
	return rows
		.filter(({ again }) => again === 0)
		.flatMap(({ label, cells }) => cells.flatMap((cell, at) => (cell === null ? [{ row: label, column: columns[at] ?? "" }] : [])));
}

/** What a variant is called: its style, and what makes it another one. */
export function variantName(style: string, row: string, column: string): string {
	return [style, row, column].filter(Boolean).join(" ").slice(0, 200);
}

/** The first letters of a value, as SKUs shorten it: "Blonde Havana" is BLH, "Black" BLA, "49" stays. */
function shortOf(value: string): string {
	const words = skuWords(value);
	const [first = "", ...more] = words;
	if (/^\d/.test(first)) return words.join("");
	return (more.length > 0 ? first.slice(0, 2) + more.map((word) => word[0]).join("") : first).slice(0, 3);
}

function skuWords(value: string): string[] {
	return (
		value
			.normalize("NFKD")
			.toUpperCase()
			.match(/[\p{Lu}\p{N}]+/gu) ?? []
	);
}

type Sibling = Attributed & { sku: string };

/**
 * A SKU like those of its siblings: taken from one of the same row (or column) by changing the part that says which column (or row) it is;
 * where none shows how, the style's name and the values shortened.
 */
export function suggestSku(siblings: readonly Sibling[], axes: Axes, style: string, row: string, column: string): string {
	const same = (axis: string, value: string) => (sibling: Sibling) =>
		attributeOf(sibling.attributes, axis).toLowerCase() === value.toLowerCase();
	const beside = siblings.filter(same(axes.rowAxis, row));
	const rowCode = codeOf(siblings, axes.rowAxis, row);
	for (const sibling of beside) {
		const sku = swapped(sibling.sku, codesOf(attributeOf(sibling.attributes, axes.columnAxis)), codeOf(siblings, axes.columnAxis, column));
		if (sku) return sku;
	}
	for (const sibling of siblings.filter(same(axes.columnAxis, column))) {
		const sku = swapped(sibling.sku, codesOf(attributeOf(sibling.attributes, axes.rowAxis)), rowCode);
		if (sku) return sku;
	}
	return [skuWords(style).join("").slice(0, 12), shortOf(row), shortOf(column)].filter(Boolean).join("-").slice(0, 64);
}

/** A SKU by a pattern: `{style}`, `{row}` and `{column}` stand for their short forms, as the siblings have them; all else stands for itself. */
export function patternSku(pattern: string, siblings: readonly Sibling[], axes: Axes, style: string, row: string, column: string): string {
	const parts: Record<string, string> = {
		style: skuWords(style).join("").slice(0, 12),
		row: codeOf(siblings, axes.rowAxis, row),
		column: codeOf(siblings, axes.columnAxis, column),
	};
	return pattern
		.replace(/\{(style|row|column)\}/g, (_, part: string) => parts[part] ?? "")
		.replace(/^[-_./ ]+|[-_./ ]+$/g, "")
		.slice(0, 64);
}

/** How a SKU may say a value. */
function codesOf(value: string): string[] {
	const words = skuWords(value);
	const whole = words.join("");
	return [whole, shortOf(value), whole.slice(0, 3), words.map((word) => word[0]).join("")].filter((code) => code !== "");
}

/** How the siblings say a value already; else its first letters. */
function codeOf(siblings: readonly Sibling[], axis: string, value: string): string {
	const codes = codesOf(value);
	const of = siblings.filter(({ attributes }) => attributeOf(attributes, axis).toLowerCase() === value.toLowerCase());
	for (const { sku } of of) {
		const part = sku.split(/[^\p{L}\p{N}]+/u).find((each) => codes.includes(each.toUpperCase()));
		if (part) return part;
	}
	return shortOf(value);
}

/** The SKU with the last part that is one of `codes` changed; null where there is none. */
function swapped(sku: string, codes: string[], to: string): string | null {
	if (to === "") return null;
	const parts = sku.split(/([^\p{L}\p{N}]+)/u);
	const at = parts.findLastIndex((part) => codes.includes(part.toUpperCase()));
	if (at < 0) return null;
	return parts.with(at, to).join("").slice(0, 64);
}

/** A SKU that is none of `taken` (folded), by a number at its end if need be. */
export function freeSku(sku: string, taken: ReadonlySet<string>): string {
	for (let number = 2, free = sku; ; number++) {
		if (!taken.has(skuKeyOf(free))) return free;
		free = `${sku.slice(0, 60)}-${number}`;
	}
}
