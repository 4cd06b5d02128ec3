import type { OrderSheet } from "#app/orders/order-sheet.server.ts";
import { parseAmount } from "#app/platform/money.ts";
import { amountToType, type TypedLanguage, typedAmount } from "#app/platform/typed-amount.ts";
import type { FoundProduct } from "../stock/search.ts";

/** Goods somebody wants, as a form holds them until it is sent. Browser-safe. */

/** `productId` empty: no product, or none anybody knows (`unmatched`). `price` in minor units is the product's own; `typed` is what is asked instead. */
export type Wanted = {
	key: string;
	productId: string;
	kind: "goods" | "custom" | "unmatched";
	name: string;
	sku: string;
	imageUrl: string | null;
	price: number | null;
	typed: string;
	quantity: number;
	available: number | null;
};

/** `added`: how many ever were, so that no two share a key. */
export type Goods = { lines: Wanted[]; last: string | null; added: number };

type Act =
	| { do: "add"; product: FoundProduct; currency: string }
	| { do: "change"; key: string; change: Partial<Pick<Wanted, "quantity" | "typed">> }
	| { do: "times"; quantity: number }
	| { do: "remove"; key: string };

export function wantedAfter({ lines, last, added }: Goods, act: Act): Goods {
	const change = (key: string, to: (line: Wanted) => Partial<Wanted>) =>
		lines.map((line) => (line.key === key ? { ...line, ...to(line) } : line));
	switch (act.do) {
		case "add": {
			const { id, name, sku, imageUrl, available } = act.product;
			const there = lines.find(({ productId, typed }) => productId === id && typed === "");
			if (there) return { lines: change(there.key, ({ quantity }) => ({ quantity: quantity + 1, available })), last: there.key, added };
			const key = `new ${added}`;
			const price = act.product.currency === act.currency ? act.product.price : null;
			const line = { key, productId: id, kind: "goods" as const, name, sku, imageUrl, price, typed: "", quantity: 1, available };
			return { lines: [...lines, line], last: key, added: added + 1 };
		}
		case "change":
			return { lines: change(act.key, () => act.change), last: act.key, added };
		case "times":
			return { lines: last === null ? lines : change(last, () => ({ quantity: act.quantity })), last, added };
		case "remove":
			return { lines: lines.filter(({ key }) => key !== act.key), last: last === act.key ? null : last, added };
	}
}

/** What a line comes to; null while nobody can say. */
export function amountOfWanted({ typed, price, quantity }: Wanted, currency: string, language: TypedLanguage): number | null {
	if (typed.trim() === "") return price === null ? null : price * quantity;
	const read = typedAmount(typed, language, currency);
	const each = "decimal" in read ? parseAmount(read.decimal, currency) : null;
	return typeof each === "number" ? each * quantity : null;
}

/** The lines of an order as its form begins with them: at the price they have. */
export function wantedOf({ lines, loose, currency }: Pick<OrderSheet, "lines" | "loose" | "currency">, language: TypedLanguage): Wanted[] {
	const typed = (unitPrice: number) => amountToType(unitPrice, currency, language);
	return [
		...lines.map(({ id, productId, name, sku, imageUrl, unitPrice, quantity }) => {
			return {
				...{ key: id, productId, kind: "goods" as const, name, sku, imageUrl, price: null, quantity, available: null },
				typed: typed(unitPrice),
			};
		}),
		...loose.map(({ id, kind, name, sku, unitPrice, quantity }) => {
			return { key: id, productId: "", kind, name, sku, imageUrl: null, price: null, typed: typed(unitPrice), quantity, available: null };
		}),
	];
}
