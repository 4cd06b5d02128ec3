/** What of a sale here goes into an ERP's books. Pure. */

/** A line of an order that has left, in minor units, tax in them. */
export type SoldLine = {
	id: string;
	productId: string | null;
	name: string;
	sku: string;
	quantity: number;
	total: number;
	/** Given back before it left: never sold. */
	unsold: number;
	unsoldTotal: number;
	/** Back on the shelf since. */
	returned: number;
	/** Which of their variants is this product; more than one: nobody can know which. */
	listed: { variantId: string; productId: string }[];
};

export type ParkReason = "no_link" | "two_links" | "currency_differs";

export type ToSell = { variantId: string; productId: string; quantity: number; total: number };
export type Plan =
	| { kind: "sell"; lines: ToSell[]; variants: Record<string, string> }
	| { kind: "park"; why: ParkReason; details: { skus: string[] } }
	/** Nothing of it is goods. */
	| { kind: "pass" };

/** How a sale is told: each of their variants once. What nobody can name there parks all of it; it is never guessed. */
export function planSale(lines: SoldLine[], { isSameCurrency }: { isSameCurrency: boolean }): Plan {
	const goods = lines.filter(({ quantity, unsold }) => quantity > unsold);
	if (goods.length === 0) return { kind: "pass" };
	if (!isSameCurrency) return { kind: "park", why: "currency_differs", details: { skus: [] } };
	const skusOf = (which: SoldLine[]) => [...new Set(which.map(({ sku, name }) => sku || name))];
	const unknown = goods.filter(({ listed }) => listed.length === 0);
	if (unknown.length > 0) return { kind: "park", why: "no_link", details: { skus: skusOf(unknown) } };
	const unsure = goods.filter(({ listed }) => listed.length > 1);
	if (unsure.length > 0) return { kind: "park", why: "two_links", details: { skus: skusOf(unsure) } };
	const told = new Map<string, ToSell>();
	const variants: Record<string, string> = {};
	for (const { id, listed, quantity, unsold, total, unsoldTotal } of goods)
		for (const { variantId, productId } of listed) {
			const known = told.get(variantId) ?? { variantId, productId, quantity: 0, total: 0 };
			told.set(variantId, { ...known, quantity: known.quantity + quantity - unsold, total: known.total + total - unsoldTotal });
			variants[id] = variantId;
		}
	return { kind: "sell", lines: [...told.values()], variants };
}

/** How many of each of their variants are back by now, as far as the sale told of them. */
export function returnedOf(lines: SoldLine[], variants: Record<string, string>): Record<string, number> {
	const back: Record<string, number> = {};
	for (const { id, returned } of lines) {
		const variantId = variants[id];
		if (variantId !== undefined && returned > 0) back[variantId] = (back[variantId] ?? 0) + returned;
	}
	return back;
}
