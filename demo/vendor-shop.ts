import { buildCatalog } from "./catalog.ts";
import type { CatalogProduct } from "./catalog-shape.ts";

/**
 * What Marlow & Finch itself offers, as its shop lists it: their titles, their list prices in euro, no barcodes, no stock. Three editions, so that
 * something has happened between two readings: a month ago, last night, and today, which nobody has read yet.
 */
export type Edition = "month-ago" | "last-night" | "today";

export const MAKER = { name: "Marlow & Finch", slug: "marlow-finch", url: "https://marlowfinch.example", currency: "EUR" } as const;

/** Raised with each edition, by title. */
const raised: Record<Edition, Record<string, number>> = {
	"month-ago": {},
	"last-night": { KNUD: 1.05, PERLE: 1.05, TORVALD: 1.04 },
	today: { KNUD: 1.05, PERLE: 1.05, TORVALD: 1.04, SEVERIN: 1.06, YRSA: 1.06 },
};
/** Not in the shop in an edition. */
const without: Record<Edition, string[]> = { "month-ago": ["ODELL"], "last-night": ["MALTHE"], today: ["MALTHE", "PETRA"] };
const news: Record<Edition, [string, string][]> = {
	"month-ago": [],
	"last-night": [["TROELS", "square"]],
	today: [
		["TROELS", "square"],
		["BIRK", "panto"],
	],
};

/** The products of one edition, as `products.json` gives them. */
export function makersShop(edition: Edition): ({ id: number } & Record<string, unknown>)[] {
	const theirs = buildCatalog().products.filter(({ vendor, title }) => vendor === MAKER.name && !without[edition].includes(title));
	const known = theirs.map((product) => listed(product, raised[edition][product.title] ?? 1));
	return [...known, ...news[edition].map(([title, shape], n) => novelty(title, shape, n))];
}

function listed({ status: _, variants, images: __, ...product }: CatalogProduct, times: number) {
	return {
		...product,
		title: `THE ${product.title}`,
		images: [],
		variants: variants.map(({ barcode: ___, cost: ____, ...variant }, n) => ({
			...variant,
			// Their own hand is not always steady.
			sku: n % 17 === 5 ? `${variant.sku.replaceAll("-", " ")}\n` : n % 23 === 7 ? "" : variant.sku,
			price: euros(variant.price, times),
			available: n % 11 !== 3,
		})),
	};
}

/** The shop's kroner as the maker's list price: about half, in whole five euro. */
function euros(kroner: string, times: number): string {
	return `${Math.round((((Number(kroner) / 7.46) * 0.52) / 5) * times) * 5}.00`;
}

function novelty(title: string, shape: string, place: number) {
	const id = 8_649_000_000_001 + place;
	const colours = ["Black", "Havana", "Sage", "Crystal"];
	const sizes = ["46", "48", "50"];
	const variants = colours.flatMap((colour) => sizes.map((size) => ({ colour, size })));
	return {
		id,
		title: `THE ${title}`,
		handle: title.toLowerCase(),
		body_html: "<p>New this season.</p>",
		vendor: MAKER.name,
		product_type: "Frames",
		published_at: "2026-11-01T09:00:00+01:00",
		created_at: "2026-11-01T09:00:00+01:00",
		updated_at: "2026-11-01T09:00:00+01:00",
		tags: ["bridge:20", "temple:145", "material:Acetate", `shape:${shape}`],
		options: [
			{ name: "Color", position: 1, values: colours },
			{ name: "Size", position: 2, values: sizes },
		],
		images: [],
		variants: variants.map(({ colour, size }, n) => ({
			id: 47_190_000_000_000 + place * 100 + n,
			product_id: id,
			title: `${colour} / ${size}`,
			option1: colour,
			option2: size,
			option3: null,
			sku: `MF-${title.slice(0, 3)}-${colour.slice(0, 3).toUpperCase()}-${size}`,
			price: "165.00",
			compare_at_price: null,
			position: n + 1,
			grams: 110,
			available: true,
			featured_image: null,
			created_at: "2026-11-01T09:00:00+01:00",
			updated_at: "2026-11-01T09:00:00+01:00",
		})),
	};
}
