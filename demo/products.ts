import type { Catalog, CatalogProduct, CatalogVariant } from "./catalog-shape.ts";

/** One catalog variant in Storekeep's words. Money is integer øre (DKK), VAT included in `price`, not in `cost`. */
export type DemoProduct = {
	styleHandle: string;
	styleName: string;
	/** What the style's products differ by: rows and columns of its matrix. */
	axes: { rowAxis: string; columnAxis: string };
	name: string;
	description: string;
	sku: string;
	barcode: string;
	price: number;
	cost: number;
	category: string;
	vendor: string;
	status: "draft" | "published" | "archived";
	attributes: Record<string, string>;
	imageUrl: string | null;
};

const WORDS: Record<string, string> = {
	Color: "colour",
	Size: "size",
	Index: "index",
	Coating: "coating",
	Tint: "tint",
	Filter: "filter",
	Power: "power",
};

/** The options of a style as the axes of its matrix; where it has one or none, the other is what frames have. */
function axesOf({ options }: CatalogProduct): DemoProduct["axes"] {
	const [rowAxis = "colour", columnAxis = rowAxis === "size" ? "colour" : "size"] = options.flatMap(({ name }) =>
		name === "Title" ? [] : [wordOf(name)],
	);
	return { rowAxis, columnAxis };
}

function wordOf(option: string): string {
	return WORDS[option] ?? option.toLowerCase();
}

/** Every sellable product of a catalog, in catalog order. Attributes come from the options and from "key:value" tags. */
export function demoProducts(catalog: Catalog): DemoProduct[] {
	return catalog.products.flatMap((product) => product.variants.map((variant) => toProduct(product, variant)));
}

function toProduct(product: CatalogProduct, variant: CatalogVariant): DemoProduct {
	const attributes: Record<string, string> = { model: product.title };
	const words: string[] = [];
	for (const option of product.options) {
		const value = [variant.option1, variant.option2, variant.option3][option.position - 1];
		if (!value || option.name === "Title") continue;
		attributes[wordOf(option.name)] = value;
		words.push(value);
	}
	for (const tag of product.tags) {
		const at = tag.indexOf(":");
		if (at > 0) attributes[tag.slice(0, at)] = tag.slice(at + 1);
	}
	return {
		styleHandle: product.handle,
		styleName: product.title,
		axes: axesOf(product),
		name: [product.title, ...words].join(" "),
		description: product.body_html.replace(/<[^>]+>/g, ""),
		sku: variant.sku,
		barcode: variant.barcode,
		price: minorUnits(variant.price),
		cost: minorUnits(variant.cost),
		category: product.product_type,
		vendor: product.vendor,
		status: product.status === "active" ? "published" : product.status,
		attributes,
		imageUrl: product.images.find((image) => image.variant_ids.includes(variant.id))?.src ?? null,
	};
}

/** "2195.00" → 219500, without passing through a binary fraction. */
export function minorUnits(decimal: string): number {
	const [whole = "0", part = ""] = decimal.split(".");
	return Number(whole) * 100 + Number(part.padEnd(2, "0").slice(0, 2));
}
