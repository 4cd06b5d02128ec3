import type { z } from "zod";
import { attributesFrom } from "#app/catalog/attributes-text.ts";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { typedDecimal } from "#app/platform/typed-amount.ts";
import { attributeName, type FileFormat, isAttributeName, type Mapping } from "./columns.ts";
import { type DecimalStyle, languageOf } from "./dialect.ts";
import { type Choices, RowSays } from "./input.ts";
import { plainText } from "./plain-text.ts";
import type { FileRow } from "./rows.ts";
import { type RowIssue, shownLetters } from "./rules.ts";

/** What one row says, as far as it can be judged without looking at the shop. Browser-safe. */

/** How the file is to be read. */
export type Reading = { mapping: Mapping; format: FileFormat; decimals: DecimalStyle; choices: Choices };

/** Undefined: the file has no such column. Null: the cell is empty. Amounts are texts until it is known whose currency they are in. */
export type Said = {
	id?: string | null;
	sku?: string | null;
	barcode?: string | null;
	name?: string | null;
	style?: string | null;
	styleId?: string | null;
	description?: string | null;
	unit?: string | null;
	vendor?: string | null;
	imageUrl?: string | null;
	category?: string[] | null;
	categoryId?: string | null;
	price?: string | null;
	cost?: string | null;
	currency?: string | null;
	taxRate?: number | null;
	status?: ProductStatus | null;
	isAvailable?: boolean | null;
	quantity?: number | null;
	reorderPoint?: number | null;
	/** By name; null where the cell of that one is empty. */
	attributes?: Record<string, string | null>;
	/** They are all there are, and not some among others. */
	attributesAreAll?: boolean;
};
export type Judged = { row: number; said: Said; issues: RowIssue[] };

const statusWords: Record<string, ProductStatus> = {
	...{ draft: "draft", kladde: "draft", unpublished: "draft" },
	...{ published: "published", active: "published", aktiv: "published", udgivet: "published" },
	...{ archived: "archived", arkiveret: "archived" },
};
const flagWords: Record<string, boolean> = {
	...Object.fromEntries(["true", "yes", "ja", "1", "sand", "x"].map((word) => [word, true])),
	...Object.fromEntries(["false", "no", "nej", "0", "falsk"].map((word) => [word, false])),
};

/** Judges a row by itself. */
export function judgeRow({ row, values, extra }: FileRow, { mapping, format, decimals }: Reading): Judged {
	const issues: RowIssue[] = [];
	const wrong = (target: string, rule: string, details?: RowIssue["details"]) => {
		const value = (values[target] ?? "").slice(0, shownLetters);
		issues.push({ column: mapping.indexOf(target), field: target, rule, value, ...(details && { details }) });
	};
	const cell = (target: string) => (values[target] === undefined ? undefined : values[target] || null);
	const among = <Value>(target: string, words: Record<string, Value>, rule: string): Value | null | undefined => {
		const text = cell(target);
		if (text === null || text === undefined) return text;
		const found = Object.hasOwn(words, text.toLowerCase()) ? words[text.toLowerCase()] : undefined;
		if (found === undefined) wrong(target, rule);
		return found;
	};
	const number = (target: string): number | null | undefined => {
		const text = cell(target);
		if (text === null || text === undefined) return text;
		const sign = text.startsWith("-") ? -1 : 1;
		const typed = typedDecimal(text.replace(/^-/, ""), languageOf(decimals), 3);
		if ("decimal" in typed) return sign * Number(typed.decimal);
		wrong(target, typed.problem === "ambiguous_amount" ? "ambiguous_number" : "not_a_number");
		return undefined;
	};
	const code = (target: string) => {
		const text = cell(target);
		if (!text || format === "ours") return text;
		const bare = /^="([^"]*)"$/.exec(text)?.[1] ?? text;
		return (format === "shopify" ? bare.replace(/^'(?=\d)/, "") : bare) || null;
	};

	if (extra > 0) issues.push({ column: mapping.length, field: "", rule: "too_many_cells", value: "", details: { count: extra } });
	const barcode = code("barcode");
	if (barcode && /^\d(?:[.,]\d+)?E\+?\d+$/i.test(barcode)) wrong("barcode", "rounded_by_spreadsheet");
	const description = cell("description");
	const said: Said = {
		id: cell("id"),
		sku: code("sku"),
		barcode,
		...nameAndStyle(values),
		styleId: cell("styleId"),
		description: description && format === "shopify" ? plainText(description) || null : description,
		unit: cell("unit"),
		vendor: cell("vendor"),
		imageUrl: cell("imageUrl.variant") ?? cell("imageUrl"),
		category: pathOf(cell("category")),
		categoryId: cell("categoryId"),
		price: cell("price"),
		cost: cell("cost"),
		currency: cell("currency")?.toUpperCase() ?? cell("currency"),
		taxRate: number("taxRate"),
		status: among("status", statusWords, "unknown_status"),
		isAvailable: among("isAvailable", flagWords, "not_a_flag"),
		quantity: number("quantity"),
		reorderPoint: number("reorderPoint"),
		...attributesOf(values, mapping, wrong),
	};
	if (said.category?.some((name) => name.length > 80) || (said.category?.length ?? 0) > 8) wrong("category", "too_big");

	const { attributes, ...rest } = said;
	const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== undefined));
	const kept = Object.entries(attributes ?? {}).filter(([, value]) => value !== null);
	const parsed = RowSays.safeParse({ ...given, ...(kept.length > 0 && { attributes: Object.fromEntries(kept) }) });
	if (parsed.success) return { row, issues, said: { ...said, ...cleaned(parsed.data, attributes) } };
	for (const { path, code: rule } of parsed.error.issues) {
		const [field = "", name] = path.map(String);
		const target =
			field === "attributes" ? (name !== undefined && mapping.includes(`attr:${name}`) ? `attr:${name}` : "attributes") : field;
		const shown = target === "style" && !mapping.includes("style") ? "title" : target;
		if (!issues.some((issue) => issue.field === shown)) wrong(shown, rule, { limit: limits[field] ?? 100 });
	}
	return { row, said, issues };
}

function pathOf(text: string | null | undefined): string[] | null | undefined {
	if (text === null || text === undefined) return text;
	return text
		.split(">")
		.map((name) => name.trim())
		.filter((name) => name !== "");
}

/** How long a text may be: the rules know, this only says it. */
const limits: Record<string, number> = {
	name: 200,
	sku: 64,
	barcode: 64,
	vendor: 120,
	unit: 24,
	style: 200,
	description: 10_000,
	imageUrl: 2000,
	attributes: 400,
	quantity: 1_000_000,
	reorderPoint: 1_000_000,
};

/** What parsing made of it: trimmed, and with the attributes that are empty here put back. */
function cleaned(data: z.output<typeof RowSays>, attributes: Said["attributes"]): Said {
	const { attributes: kept, ...rest } = data;
	return { ...rest, ...(attributes && { attributes: { ...attributes, ...kept } }) };
}

/** A product of options is called after its style and them, as shopkeepers say it: LEMTOSH / Black / 49. */
function nameAndStyle(values: Record<string, string>): Pick<Said, "name" | "style"> {
	const options = optionsOf(values).map(([, value]) => value);
	const title = values.title;
	const style =
		values.style === undefined ? (title === undefined || options.length === 0 ? undefined : title || null) : values.style || null;
	const name =
		values.name === undefined
			? title === undefined
				? undefined
				: title === ""
					? null
					: [title, ...options].join(" / ")
			: values.name || null;
	return { ...(name !== undefined && { name }), ...(style !== undefined && { style }) };
}

/** Shopify's three options of a row. A product that has none is written with one that says so. */
function optionsOf(values: Record<string, string>): [name: string, value: string][] {
	return [1, 2, 3].flatMap((which): [string, string][] => {
		const [name = "", value = ""] = [values[`option${which}.name`], values[`option${which}.value`]];
		if (value === "" || (name.toLowerCase() === "title" && value.toLowerCase() === "default title")) return [];
		return [[attributeName(name || `Option ${which}`), value]];
	});
}

function attributesOf(
	values: Record<string, string>,
	mapping: Mapping,
	wrong: (target: string, rule: string) => void,
): Pick<Said, "attributes" | "attributesAreAll"> {
	const entries: [string, string | null][] = optionsOf(values);
	const whole = values.attributes;
	const list = whole ? attributesFrom(whole) : [];
	if (list === null) wrong("attributes", "not_attributes");
	entries.push(...(list ?? []));
	for (const target of mapping) if (target?.startsWith("attr:")) entries.push([target.slice(5), values[target] || null]);
	const named = entries.filter(([name]) => isAttributeName(name));
	if (named.length < entries.length) wrong(whole ? "attributes" : "option1.name", "not_attributes");
	if (named.length === 0 && whole === undefined) return {};
	return { attributes: Object.fromEntries(named), ...(whole !== undefined && { attributesAreAll: true }) };
}
