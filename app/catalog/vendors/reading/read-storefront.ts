import { z } from "zod";
import { attributesOf } from "./attributes.ts";
import { canonical, withoutVersion } from "./canonical.ts";
import { priceOf } from "./prices.ts";
import { address, Available, barcodesOf, line, type Oddity, type ReadAs, titleWith, type VendorItem, Words } from "./vendor-item.ts";

/** A product of a Shopify storefront's `products.json` (tags may be an array or a comma string); whatever else it holds stays in the payload. */

/** At most 160 characters, one line. */
const AnId = z
	.union([z.number().int().nonnegative(), z.string().max(160)])
	.transform((id) => line(id, 160) ?? "")
	.refine((id) => id !== "");
const Text = z.union([z.string(), z.number()]).nullish();
/** Some write the address alone. */
const Picture = z.preprocess(
	(said) => (typeof said === "string" ? { src: said } : said),
	z.looseObject({ src: z.string().nullish(), variant_ids: z.array(AnId).nullish() }),
);
/** An option by its name alone, too. */
const Option = z.preprocess(
	(said) => (typeof said === "string" || typeof said === "number" ? { name: said } : said),
	z.looseObject({ name: z.union([z.string(), z.number()]).transform(String) }),
);
const Variant = z.looseObject({
	id: AnId,
	title: Text,
	option1: Text,
	option2: Text,
	option3: Text,
	sku: Text,
	barcode: Text,
	price: z.union([z.string(), z.number()]).nullish(),
	compare_at_price: z.union([z.string(), z.number()]).nullish(),
	available: Available,
	featured_image: Picture.nullish(),
});
const Product = z.looseObject({
	id: AnId,
	title: Text,
	handle: Text,
	body_html: Text,
	vendor: Text,
	product_type: Text,
	tags: Words,
	variants: z.array(z.unknown()).min(1),
	images: z.array(Picture).nullish(),
	options: z.array(Option).nullish(),
});

/** Whether it looks like one; what is wrong with it, `readStorefront` says. */
export const isStorefront = (value: object): boolean => "variants" in value && "id" in value;

/** The product's variants; those without an id are left out and counted. @returns null when it is no product */
export function readStorefront(value: unknown, as: ReadAs): { items: VendorItem[]; unreadable: number } | null {
	const parsed = Product.safeParse(value);
	if (!parsed.success) return null;
	const { variants, images, options, body_html, ...product } = parsed.data;
	const shared = canonical({ ...product, options: options?.map(({ name }) => name) });
	const about = {
		title: line(product.title, 200) ?? line(product.handle, 200) ?? product.id,
		vendor: line(product.vendor, 120) ?? as.vendor,
		kind: line(product.product_type, 80) ?? "",
		tags: (typeof product.tags === "string" ? product.tags.split(",") : (product.tags ?? [])).map((tag) => tag.trim()),
		description: String(body_html ?? "").slice(0, 20_000),
	};
	const url = as.url && typeof product.handle === "string" ? address(`${as.url}/products/${encodeURIComponent(product.handle)}`) : null;
	const pictures = new Map((images ?? []).flatMap(({ src, variant_ids }) => (variant_ids ?? []).map((id) => [id, address(src)])));
	const firstPicture = address(images?.[0]?.src);
	const items: VendorItem[] = [];
	for (const raw of variants) {
		const one = Variant.safeParse(raw);
		if (!one.success) continue;
		const { featured_image, ...variant } = one.data;
		const picture = address(featured_image?.src) ?? pictures.get(variant.id) ?? firstPicture;
		const chosen = [variant.option1, variant.option2, variant.option3].map((option) => line(option, 120));
		const named = (options ?? []).flatMap(({ name }, n) => (chosen[n] ? [{ name, value: chosen[n] }] : []));
		const sku = line(variant.sku, 120);
		const price = priceOf(variant.price, as.currency);
		const { unverified, ...codes } = barcodesOf(variant.barcode, sku);
		const oddities: Oddity[] = [];
		if (!sku) oddities.push("no_sku");
		if (!price) oddities.push("no_price");
		else if (price.currency !== as.currency) oddities.push("other_currency");
		if (unverified) oddities.push("unverified_barcode");
		items.push({
			catalogId: variant.id,
			styleId: product.id,
			styleTitle: about.title,
			title: titleWith(
				about.title,
				chosen.filter((option) => option !== "Default Title"),
			),
			kind: about.kind,
			sku,
			...codes,
			price: price?.amount ?? null,
			compareAt: priceOf(variant.compare_at_price, price?.currency ?? as.currency)?.amount ?? null,
			currency: price?.currency ?? as.currency,
			available: variant.available ?? null,
			url,
			imageUrl: picture && withoutVersion(picture),
			attributes: attributesOf({ ...about, options: named }),
			payload: `{"image":${canonical(picture)},"product":${shared},"variant":${canonical(variant)}}`,
			oddities,
		});
	}
	return { items, unreadable: variants.length - items.length };
}
