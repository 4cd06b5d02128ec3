import type { Catalog, CatalogProduct, OptionValue, Style, VendorName } from "./catalog-shape.ts";
import { EYEWEAR } from "./eyewear.ts";
import { ean13 } from "./gtin.ts";
import { OTHER_GOODS } from "./other-goods.ts";
import { between, randomStream } from "./random.ts";

/** A vendor's letters in our SKUs, its GS1 company prefix (57 is Denmark), and what we pay of the price before VAT. */
const VENDORS: Record<VendorName, { code: string; prefix: string; costShare: number }> = {
	"Marlow & Finch": { code: "MF", prefix: "5704418", costShare: 0.42 },
	"Asmus Briller": { code: "AB", prefix: "5701277", costShare: 0.44 },
	"Vester Optics": { code: "VO", prefix: "5709063", costShare: 0.38 },
	"Klar Linse": { code: "KL", prefix: "5712850", costShare: 0.56 },
	"Optisk Værksted": { code: "OV", prefix: "5706391", costShare: 0.35 },
};

const VAT = 0.25;
const CREATED = "2026-03-02T09:00:00+01:00";
const UPDATED = "2026-10-30T08:15:00+01:00";
const NO_OPTION: OptionValue = { name: "Default Title", code: "" };

/** Every style with the handle and the picture names it is drawn under: the generator and the catalog agree through this list. */
export const STYLES: (Style & { handle: string })[] = [...EYEWEAR, ...OTHER_GOODS].map((style) => ({
	...style,
	handle: slug(style.title),
}));

/** Lower case, ASCII, hyphens: "Månelys Monthly" → "maanelys-monthly". */
export function slug(words: string): string {
	const latin = words.toLowerCase().replaceAll("å", "aa").replaceAll("æ", "ae").replaceAll("ø", "oe");
	return latin.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** The file name (under /demo/) of the picture of a style in one value of its first option. */
export function pictureName(style: { handle: string; pictured: boolean }, first: OptionValue): string {
	return style.pictured ? `${style.handle}-${slug(first.name)}.svg` : `${style.handle}.svg`;
}

/** The whole catalog of Lund & Lys, in the format of Shopify's products.json. The same every time. */
export function buildCatalog(): Catalog {
	const items = new Map<VendorName, number>();
	let variantId = 47100000000000;
	let imageId = 39200000000000;
	const products = STYLES.map((style, index): CatalogProduct => {
		const id = 8640000000001 + index;
		const vendor = VENDORS[style.vendor];
		const random = randomStream("cost", style.handle);
		const share = vendor.costShare * (0.94 + between(random, 0, 12) / 100);
		const firsts = style.options[0]?.values ?? [NO_OPTION];
		const seconds = style.options[1]?.values ?? [null];
		const dates = { created_at: CREATED, updated_at: UPDATED };
		const variants = firsts
			.flatMap((first) => seconds.map((second) => ({ first, second })))
			.filter(({ first, second }) => !style.without.includes(`${first.code}-${second?.code}`))
			.map(({ first, second }, place) => {
				const item = (items.get(style.vendor) ?? 100) + 1;
				items.set(style.vendor, item);
				const price = style.price + (first.extra ?? 0) + (second?.extra ?? 0);
				variantId += 1;
				return {
					id: variantId,
					product_id: id,
					title: second ? `${first.name} / ${second.name}` : first.name,
					option1: first.name,
					option2: second?.name ?? null,
					option3: null,
					sku: [vendor.code, styleCode(style.title), first.code, second?.code].filter(Boolean).join("-"),
					barcode: ean13(vendor.prefix, item),
					price: price.toFixed(2),
					compare_at_price: null,
					cost: Math.round((price / (1 + VAT)) * share).toFixed(2),
					position: place + 1,
					grams: style.grams,
					taxable: true,
					requires_shipping: true,
					available: style.status === "active",
					featured_image: null,
					...dates,
				};
			});
		const pictures = style.pictured ? firsts : [firsts[0] ?? NO_OPTION];
		const images = pictures.map((first, place) => {
			imageId += 1;
			const shown = variants.filter((variant) => !style.pictured || variant.option1 === first.name);
			return {
				id: imageId,
				product_id: id,
				position: place + 1,
				variant_ids: shown.map((variant) => variant.id),
				src: `/demo/${pictureName(style, first)}`,
				width: 600,
				height: 400,
				...dates,
			};
		});
		const options = style.options.length > 0 ? style.options : [{ name: "Title", values: [NO_OPTION] }];
		return {
			id,
			title: style.title,
			handle: style.handle,
			body_html: `<p>${style.description}</p>`,
			vendor: style.vendor,
			product_type: style.category,
			status: style.status,
			published_at: style.status === "draft" ? null : CREATED,
			...dates,
			tags: style.tags,
			options: options.map((option, place) => ({
				name: option.name,
				position: place + 1,
				values: option.values.map((value) => value.name),
			})),
			variants,
			images,
		};
	});
	return { products };
}

/** Three letters of a one-word name, or a letter or three of each word: "KNUD" → "KNU", "Leather case" → "LEACAS". */
function styleCode(title: string): string {
	const words = slug(title)
		.toUpperCase()
		.split("-")
		.filter((word) => /[A-Z]/.test(word) && word !== "DAY");
	return words
		.slice(0, 3)
		.map((word) => word.slice(0, 3))
		.join("");
}

/** The catalog as the file `products.json` holds it: one product a line, so that a change reads as a change. */
export function catalogText(catalog: Catalog): string {
	return `{"products":[\n${catalog.products.map((product) => JSON.stringify(product)).join(",\n")}\n]}\n`;
}
