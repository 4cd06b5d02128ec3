import { skuKeyOf } from "../../rules.ts";
import { readStorefront } from "./read-storefront.ts";
import type { ReadAs, VendorItem } from "./vendor-item.ts";

/** A vendor's list as a table: Shopify's product CSV, where the rows of one handle are one product, or one row an item under common names. */

export type TableRow = Record<string, string>;

/** Our columns by what they are called; the first that is there and filled counts. Header names come folded (`columnName`). */
const columns = {
	id: "catalogid itemid variantid id",
	sku: "sku variantsku itemnumber articlenumber varenummer varenr",
	barcode: "barcode variantbarcode ean gtin upc stregkode",
	title: "title name product produkt navn",
	model: "model style",
	colour: "colour color farve",
	colourCode: "colourcode colorcode farvekode",
	size: "size sizelabel caliber størrelse",
	bridge: "bridge bro",
	temple: "temple stang",
	price: "price variantprice listprice pris",
	currency: "currency valuta",
	compareAt: "variantcompareatprice compareatprice",
	kind: "type category producttype kategori",
	vendor: "vendor brand mærke",
	image: "image imagesrc variantimage imageurl billede",
	available: "available lager",
} as const;

/** Lower case, letters and digits only. */
export const columnName = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Whether a header says what an item is called or known by. */
export function isCatalogHeader(header: string[]): boolean {
	const known = new Set(header.map(columnName));
	return ["handle", ...`${columns.sku} ${columns.title} ${columns.barcode} ${columns.model}`.split(" ")].some((name) => known.has(name));
}

/** Reads rows one after the other; of Shopify's, what a row leaves out stands in an earlier one of its handle. */
export function rowReader(as: ReadAs): (row: TableRow) => { items: VendorItem[]; unreadable: number } | null {
	let shared: TableRow = {};
	return (row) => {
		if (!("handle" in row)) return readStorefront(fromRow(row), as);
		if (row.handle !== shared.handle) shared = row;
		const whole = { ...Object.fromEntries(Object.entries(shared).filter(([name]) => carried.has(name))), ...filled(row) };
		const isVariant = ["variantsku", "variantprice", "option1value", "variantbarcode"].some((name) => row[name]);
		return isVariant ? readStorefront(fromShopifyRow(whole), as) : { items: [], unreadable: 0 };
	};
}

const carried = new Set("handle title bodyhtml vendor type tags option1name option2name option3name".split(" "));

const filled = (row: TableRow): TableRow => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));

function at(row: TableRow, column: keyof typeof columns): string | undefined {
	for (const name of columns[column].split(" ")) if (row[name]) return row[name];
	return undefined;
}

function fromShopifyRow(row: TableRow): object {
	const values = [row.option1value, row.option2value, row.option3value];
	return {
		id: row.handle,
		title: row.title,
		handle: row.handle,
		vendor: row.vendor,
		product_type: row.type,
		tags: row.tags ?? "",
		body_html: row.bodyhtml,
		options: [row.option1name, row.option2name, row.option3name].flatMap((name) => (name ? [{ name }] : [])),
		images: row.imagesrc ? [{ src: row.imagesrc }] : [],
		variants: [variantOf(row, [row.handle, ...values].filter(Boolean).join("/"), values)],
	};
}

function fromRow(row: TableRow): object {
	const model = at(row, "model") ?? at(row, "title");
	const options = (["colour", "colourCode", "size", "bridge", "temple"] as const).flatMap((name) => {
		const value = at(row, name);
		return value ? [{ name, value }] : [];
	});
	// Shopify's form has three options; what is beyond stands in tags, which are read the same.
	const [first, more] = [options.slice(0, 3), options.slice(3)];
	const sku = skuKeyOf(at(row, "sku") ?? "");
	const words = [at(row, "title"), at(row, "model"), ...options.map(({ value }) => value)].filter(Boolean).join("/");
	return {
		id: columnName(model ?? "") || sku || at(row, "barcode"),
		title: at(row, "title") ?? model,
		vendor: at(row, "vendor"),
		product_type: at(row, "kind"),
		tags: more.map(({ name, value }) => `${name}:${value}`),
		options: first.map(({ name }) => ({ name })),
		images: at(row, "image") ? [{ src: at(row, "image") }] : [],
		variants: [
			variantOf(
				row,
				at(row, "id") ?? (sku || at(row, "barcode") || columnName(words)),
				first.map(({ value }) => value),
			),
		],
	};
}

function variantOf(row: TableRow, id: string, [option1, option2, option3]: (string | undefined)[]): object {
	const available = at(row, "available")?.toLowerCase();
	const price = at(row, "price");
	const currency = at(row, "currency");
	return {
		id,
		option1,
		option2,
		option3,
		sku: at(row, "sku"),
		barcode: at(row, "barcode"),
		price: price && currency ? `${price} ${currency.toUpperCase()}` : price,
		compare_at_price: at(row, "compareAt"),
		...(available && { available: !["false", "no", "nej", "0"].includes(available) }),
	};
}
