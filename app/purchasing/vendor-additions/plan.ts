import type { NewProduct, NewStyle } from "#app/catalog/add-products.server.ts";
import { normalBarcode, shortIdOf, skuKeyOf } from "#app/catalog/rules.ts";
import { decimalsOf } from "#app/platform/money.ts";

/** What becomes of a vendor's items that are to be products of ours. Pure. */

export const priceMeanings = ["price", "cost", "none"] as const;
export type PriceAs = (typeof priceMeanings)[number];

/** An item as it is read for this. Prices in minor units of its currency. */
export type Addable = {
	catalogId: string;
	styleTitle: string;
	styleId: string | null;
	title: string;
	sku: string | null;
	barcode: string | null;
	price: number | null;
	currency: string;
	imageUrl: string | null;
	attributes: string;
	/** Whether a style of the vendor's has more than this one item. */
	siblings: number;
	/** A product of ours that has its barcode. */
	twin: string | null;
};

type Asked = {
	vendor: string;
	currency: string;
	priceAs: PriceAs;
	rate: number | null /** SKUs of other products, folded. */;
	takenSkus: string[];
	newId(): string;
};
export type AdditionPlan = {
	products: { catalogId: string; product: NewProduct }[];
	styles: NewStyle[];
	/** Items that are left alone: a product of ours has their barcode, and a person is to say. */
	passed: string[];
};

/** @param known the styles of this vendor that are there, by folded name */
export function planAddition(items: readonly Addable[], known: ReadonlyMap<string, string>, asked: Asked): AdditionPlan {
	const plan: AdditionPlan = { products: [], styles: [], passed: [] };
	const styles = new Map(known);
	const [skus, barcodes] = [new Set(asked.takenSkus), new Set<string>()];
	for (const item of items) {
		const barcode = normalBarcode(item.barcode ?? "") || null;
		if (item.twin !== null || (barcode !== null && barcodes.has(barcode))) {
			plan.passed.push(item.catalogId);
			continue;
		}
		if (barcode) barcodes.add(barcode);
		const id = asked.newId();
		const shortId = shortIdOf(id);
		const wanted = (item.sku ?? "").trim().slice(0, 64);
		const isFree = skuKeyOf(wanted) !== "" && !skus.has(skuKeyOf(wanted));
		const sku = isFree ? wanted : `P-${shortId}`;
		skus.add(skuKeyOf(sku));
		const amount = amountIn(item, asked);
		plan.products.push({
			catalogId: item.catalogId,
			product: {
				...{ id, shortId, sku, skuKey: skuKeyOf(sku), barcode, status: "draft", currency: asked.currency, vendor: asked.vendor },
				name: item.title.slice(0, 200),
				styleId: styleFor(item, styles, plan.styles, asked),
				price: asked.priceAs === "price" ? amount : null,
				cost: asked.priceAs === "cost" ? amount : null,
				attributes: JSON.parse(item.attributes),
				imageUrl: item.imageUrl,
			},
		});
	}
	return plan;
}

export const styleKey = (name: string): string => name.trim().toLowerCase();

function styleFor(
	{ styleTitle, styleId, siblings }: Addable,
	styles: Map<string, string>,
	made: NewStyle[],
	{ vendor, newId }: Asked,
): string | null {
	const key = styleKey(styleTitle);
	const known = styles.get(key);
	if (known || styleId === null || siblings < 2 || key === "") return known ?? null;
	const id = newId();
	styles.set(key, id);
	made.push({ id, name: styleTitle.slice(0, 200), vendor });
	return id;
}

/** Its price in our currency; null where nobody said what theirs is worth. */
export function amountIn(
	{ price, currency: theirs }: Pick<Addable, "price" | "currency">,
	{ currency, rate }: Pick<Asked, "currency" | "rate">,
): number | null {
	if (price === null) return null;
	if (theirs === currency) return price;
	return rate === null ? null : Math.round((price / 10 ** decimalsOf(theirs)) * rate * 10 ** decimalsOf(currency));
}
