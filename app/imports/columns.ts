/** Which column of a file is what of a product. Browser-safe. */

/** What a column may be. `attr:<name>` beside these. */
export const importFields = [
	"id",
	"sku",
	"barcode",
	"name",
	"title",
	"handle",
	"style",
	"styleId",
	"description",
	"price",
	"cost",
	"currency",
	"taxRate",
	"unit",
	"vendor",
	"category",
	"categoryId",
	"attributes",
	"imageUrl",
	"status",
	"isAvailable",
	"quantity",
	"reorderPoint",
	"option1.name",
	"option1.value",
	"option2.name",
	"option2.value",
	"option3.name",
	"option3.value",
	"imageUrl.variant",
] as const;
export type ImportField = (typeof importFields)[number];
/** Of each column, left to right: what it is, or null when it is left out. */
export type Mapping = (string | null)[];

export const fileFormats = ["ours", "shopify", "other"] as const;
/** Whose columns these are: of our own export, of Shopify's products, or a table somebody made. */
export type FileFormat = (typeof fileFormats)[number];

/** Columns of our export that say nothing an import could follow. */
const oursLeftOut = ["available", "createdat", "updatedat"];

const shopify: Record<string, ImportField | `attr:${string}`> = {
	handle: "handle",
	title: "title",
	"body (html)": "description",
	vendor: "vendor",
	type: "category",
	tags: "attr:tags",
	"option1 name": "option1.name",
	"option1 value": "option1.value",
	"option2 name": "option2.name",
	"option2 value": "option2.value",
	"option3 name": "option3.name",
	"option3 value": "option3.value",
	"variant sku": "sku",
	"variant barcode": "barcode",
	"variant price": "price",
	"cost per item": "cost",
	"variant inventory qty": "quantity",
	"image src": "imageUrl",
	"variant image": "imageUrl.variant",
	status: "status",
};

/** What people call a column, folded: in our words, in English and in Danish. */
const called: Record<ImportField, string> = {
	id: "id",
	sku: "sku varenummer varenr artikelnummer itemnumber itemno productcode article stockcode",
	barcode: "barcode stregkode ean ean13 gtin upc isbn",
	name: "name navn varenavn produktnavn productname produkt product item vare",
	title: "title titel",
	handle: "handle",
	style: "style stil modelserie",
	styleId: "styleid",
	description: "description beskrivelse varebeskrivelse longdescription text tekst",
	price: "price pris salgspris udsalgspris retailprice sellingprice unitprice vejlpris",
	cost: "cost kostpris indkøbspris costprice purchaseprice costperitem",
	currency: "currency valuta",
	taxRate: "taxrate momssats moms vat vatrate tax",
	unit: "unit enhed",
	vendor: "vendor leverandør brand mærke supplier manufacturer producent fabrikant",
	category: "category kategori varegruppe type productcategory group gruppe",
	categoryId: "categoryid",
	attributes: "attributes egenskaber",
	imageUrl: "imageurl image billede billedurl imagesrc photo foto",
	status: "status",
	isAvailable: "isavailable available? kansælges",
	quantity: "quantity antal lager onhand qty stock lagerbeholdning beholdning inventory stockquantity påager pålager",
	reorderPoint: "reorderpoint genbestil genbestilved minimum minstock minlager minimumslager",
	"option1.name": "option1name",
	"option1.value": "option1value",
	"option2.name": "option2name",
	"option2.value": "option2value",
	"option3.name": "option3name",
	"option3.value": "option3value",
	"imageUrl.variant": "variantimage",
};

/** Attributes people give a column of their own. */
const attributeCalled: Record<string, string> = {
	model: "model",
	colour: "colour color farve",
	size: "size størrelse caliber kaliber eyesize",
	bridge: "bridge bro næsebro dbl",
	temple: "temple stang stanglængde templelength",
	material: "material materiale",
};

function fold(header: string): string {
	return header
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\s_.\-/()]+/g, "");
}

function wordsOf(list: Record<string, string>): Map<string, string> {
	return new Map(Object.entries(list).flatMap(([field, words]) => words.split(" ").map((word) => [word, field] as const)));
}

const fieldCalled = wordsOf(called);
const attributeNamed = wordsOf(attributeCalled);

/** An attribute by the name we keep it under: Color, Colour and Farve are one. */
export function attributeName(written: string): string {
	const name = written.trim();
	return attributeNamed.get(fold(name)) ?? name;
}

/** What an option or a column may not be called: such names would be taken for the machinery of objects. */
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

export function isAttributeName(name: string): boolean {
	return name !== "" && name.length <= 60 && !forbidden.has(name.toLowerCase());
}

/** Whether a word of a mapping says anything. */
export function isTarget(target: string): boolean {
	return target.startsWith("attr:") ? isAttributeName(target.slice(5)) : importFields.some((field) => field === target);
}

/** A column that says the same as one to its left is named, and left out. */
export type Twin = { column: number; first: number; header: string };
export type Columns = { format: FileFormat; mapping: Mapping; twins: Twin[] };

/** What the columns of a file are by their headers: the first of several that say the same, and no other. */
export function columnsOf(headers: readonly string[]): Columns {
	const folded = headers.map((header) => header.trim().toLowerCase());
	const has = (...names: string[]) => names.every((name) => folded.includes(name));
	const format: FileFormat =
		has("handle", "title") && folded.some((name) => name.startsWith("variant ") || name.startsWith("option1"))
			? "shopify"
			: has("sku", "categoryid", "styleid", "attributes")
				? "ours"
				: "other";
	const seen = new Map<string, number>();
	const twins: Twin[] = [];
	const mapping = headers.map((header, column) => {
		const target = targetOf(header, format);
		const key = target ?? `column:${fold(header)}`;
		const first = seen.get(key);
		if (first === undefined) seen.set(key, column);
		else if (header.trim() !== "") {
			twins.push({ column, first, header: header.trim().slice(0, 200) });
			return null;
		}
		return target;
	});
	return { format, mapping, twins };
}

function targetOf(header: string, format: FileFormat): string | null {
	const name = header.trim();
	const attribute = /^attr(?:ibute)?:\s*(.+)$/i.exec(name)?.[1];
	if (attribute !== undefined) return isAttributeName(attribute.trim()) ? `attr:${attributeName(attribute)}` : null;
	const lower = name.toLowerCase();
	if (format === "shopify") return Object.hasOwn(shopify, lower) ? (shopify[lower] ?? null) : null;
	const key = fold(name);
	if (format === "ours" && oursLeftOut.includes(key)) return null;
	const field = fieldCalled.get(key);
	// A title without Shopify's other columns is what a thing is called.
	if (field === "title") return "name";
	if (field) return field;
	const known = attributeNamed.get(key);
	return known ? `attr:${known}` : null;
}

/** Whether rows can be told apart by these columns at all. */
export function tellsRowsApart(mapping: Mapping): boolean {
	return mapping.some((target) => target !== null && ["id", "sku", "barcode", "name", "title"].includes(target));
}
