import { z } from "zod";
import { attributesOf } from "./attributes.ts";
import { canonical, withoutVersion } from "./canonical.ts";
import { priceOf } from "./prices.ts";
import { address, Available, barcodesOf, line, type Oddity, type ReadAs, titleWith, type VendorItem } from "./vendor-item.ts";

/** An item as suppliers and other retailers exchange it: one model and colour with its sizes as variants, price and currency said. */

const Text = z.union([z.string(), z.number()]).nullish();
/** Millimetres, also as text: "46", "46 mm", "46,5". */
const Measure = z.preprocess(
	(said) => (typeof said === "string" ? Number(said.replace(/\s*mm$/i, "").replace(",", ".")) : said),
	z.number().positive().nullish().catch(null),
);
const Price = z.union([z.looseObject({ amount: Text, currency: z.string().nullish() }), z.string(), z.number()]).nullish();
const Colour = z.union([z.looseObject({ name: Text, code: Text, finish: Text }), z.string()]).nullish();
const Variant = z.looseObject({
	id: Text,
	sku: Text,
	barcode: Text,
	sizeLabel: Text,
	fit: Text,
	usage: Text,
	color: Colour,
	price: Price,
	measurements: z.looseObject({ lensWidth: Measure, bridge: Measure, temple: Measure }).nullish(),
	available: Available,
});
const Item = z.looseObject({
	catalogId: z
		.union([z.string().max(120), z.number()])
		.transform((id) => line(id, 120) ?? "")
		.refine((id) => id !== ""),
	brand: Text,
	model: Text,
	name: Text,
	category: Text,
	tags: z.array(z.string()).nullish(),
	collections: z.array(z.string()).nullish(),
	photos: z.array(z.looseObject({ url: z.string().nullish(), isHero: z.boolean().nullish() })).nullish(),
	source: z.looseObject({ url: Text }).nullish(),
	price: Price,
	variants: z.array(z.unknown()).nullish(),
});

/** @returns null when it is no such item */
export function readSupplied(value: unknown, as: ReadAs): { items: VendorItem[]; unreadable: number } | null {
	const parsed = Item.safeParse(value);
	if (!parsed.success) return null;
	// When they last looked says nothing of the item.
	const { variants, source, ...item } = parsed.data;
	const { lastSyncISO: _, ...from } = source ?? {};
	const shared = canonical({ ...item, source: from });
	const given: unknown[] = variants?.length ? variants : [item];
	const title = line(item.name, 200) ?? line(item.model, 200) ?? item.catalogId;
	const picture = address((item.photos?.find(({ isHero }) => isHero) ?? item.photos?.[0])?.url);
	const items: VendorItem[] = [];
	for (const raw of given) {
		const one = Variant.safeParse(raw);
		const own = one.success ? (line(one.data.id, 120) ?? line(one.data.sku, 120)) : null;
		if (!one.success || (given.length > 1 && own === null)) continue;
		const variant = one.data;
		const colour = typeof variant.color === "string" ? { name: variant.color } : (variant.color ?? {});
		const options = Object.entries({
			colour: colour.name,
			colourCode: colour.code,
			finish: colour.finish,
			size: variant.sizeLabel,
			fit: variant.fit,
			usage: variant.usage,
			...measures(variant.measurements),
		}).flatMap(([name, text]) => (line(text, 120) ? [{ name, value: line(text, 120) ?? "" }] : []));
		const sku = line(variant.sku, 120);
		const price = readPrice(variant.price ?? item.price, as.currency);
		const { unverified, ...codes } = barcodesOf(variant.barcode, sku);
		const oddities: Oddity[] = [];
		if (!sku) oddities.push("no_sku");
		if (!price) oddities.push("no_price");
		else if (price.currency !== as.currency) oddities.push("other_currency");
		if (unverified) oddities.push("unverified_barcode");
		items.push({
			// A variant's id need not be its own among all items.
			catalogId: variants?.length && own ? `${item.catalogId}/${own}` : item.catalogId,
			styleId: item.catalogId,
			styleTitle: title,
			title: titleWith(title, [line(colour.name, 80), line(variant.sizeLabel, 40)]),
			kind: line(item.category, 80) ?? "",
			sku,
			...codes,
			price: price?.amount ?? null,
			compareAt: null,
			currency: price?.currency ?? as.currency,
			available: variant.available ?? null,
			url: address(from.url),
			imageUrl: picture && withoutVersion(picture),
			attributes: attributesOf({
				title: line(item.model, 200) ?? title,
				vendor: line(item.brand, 120) ?? as.vendor,
				kind: line(item.category, 80) ?? "",
				options,
				tags: item.tags ?? [],
				description: "",
			}),
			payload: variants?.length ? `{"item":${shared},"variant":${canonical(variant)}}` : `{"item":${shared}}`,
			oddities,
		});
	}
	return { items, unreadable: given.length - items.length };
}

function measures(measured: z.output<typeof Variant>["measurements"]): Record<string, string> {
	const { lensWidth, bridge, temple } = measured ?? {};
	const said = { caliber: lensWidth, bridge, temple };
	return Object.fromEntries(Object.entries(said).flatMap(([name, mm]) => (mm ? [[name, String(mm)]] : [])));
}

function readPrice(price: z.output<typeof Price>, own: string) {
	if (price === null || price === undefined || typeof price !== "object") return priceOf(price, own);
	return priceOf(price.amount, /^[A-Z]{3}$/.test(price.currency ?? "") ? String(price.currency) : own);
}
