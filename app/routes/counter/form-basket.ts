import { emptyBasket, type Basket, mostPieces } from "./basket.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";

/**
 * A basket in forms and addresses, for the till before scripts: `n.<product>=<quantity>` per line, in order, and what a button does to them:
 * `add=<product>`, `remove=<product>`, `set=<product>*<quantity>`.
 */

export type FormLine = { productId: string; typed: string };

const prefix = "n.";
const shownPrefix = "p.";
const mostLines = 200;

/** The name of a line's quantity field. */
export function quantityName(productId: string): string {
	return prefix + productId;
}

/** The name of the hidden field that says what price a line showed. */
export function shownName(productId: string): string {
	return shownPrefix + productId;
}

/** The prices a form showed, as decimal strings, by product. */
export function shownIn(fields: FormData): Map<string, string> {
	const shown = new Map<string, string>();
	for (const [name, value] of fields)
		if (name.startsWith(shownPrefix) && typeof value === "string") shown.set(name.slice(shownPrefix.length), value);
	return shown;
}

/** The lines as they were typed, the button's act done. */
export function readLines(fields: URLSearchParams | FormData): FormLine[] {
	const lines = new Map<string, string>();
	for (const [name, value] of fields) {
		if (name.startsWith(prefix) && name.length > prefix.length && typeof value === "string")
			lines.set(name.slice(prefix.length), value.trim());
	}
	const [setId = "", setTo = ""] = String(fields.get("set") ?? "").split("*");
	if (lines.has(setId)) lines.set(setId, setTo);
	const removed = fields.get("remove");
	if (typeof removed === "string") lines.delete(removed);
	const read = [...lines].map(([productId, typed]) => ({ productId, typed }));
	const added = fields.get("add");
	return (typeof added === "string" && added !== "" ? withOneMore(read, added) : read)
		.filter(({ productId }) => productId.length <= 64)
		.slice(0, mostLines);
}

/** One more piece of a product, on its line or on a new one. */
export function withOneMore(lines: FormLine[], productId: string): FormLine[] {
	if (!lines.some((line) => line.productId === productId)) return [...lines, { productId, typed: "1" }];
	return lines.map((line) => (line.productId === productId ? { productId, typed: String(piecesOf(line.typed, 0) + 1) } : line));
}

/** A typed quantity, or what stands in for one that is no whole number. */
export function piecesOf(typed: string, otherwise: number): number {
	return /^\d{1,9}$/.test(typed) ? Math.min(mostPieces, Number(typed)) : otherwise;
}

/** The basket of an address. A quantity of nothing takes its line out; one that is no number counts as one piece. */
export function basketOf(id: string, lines: FormLine[], products: TillProduct[]): Basket {
	const byId = new Map(products.map((product) => [product.id, product]));
	return {
		...emptyBasket(id),
		lines: lines.flatMap(({ productId, typed }) => {
			const product = byId.get(productId);
			const quantity = piecesOf(typed, 1);
			return product && quantity > 0 ? [{ product, quantity }] : [];
		}),
	};
}

/** The address of a till that holds this basket. */
export function counterPath(
	storeId: string,
	lines: readonly { productId: string; quantity: number }[] = [],
	more: Record<string, string> = {},
): string {
	const query = new URLSearchParams({ store: storeId });
	for (const { productId, quantity } of lines) query.append(quantityName(productId), String(quantity));
	for (const [name, value] of Object.entries(more)) query.set(name, value);
	return `/counter?${query}`;
}
