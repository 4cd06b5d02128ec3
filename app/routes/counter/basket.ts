import { lineTotal, sum, taxOnTop, taxWithin } from "#app/platform/money.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";

/** The baskets of one till, and everything that can happen to them. Pure, and the same on the server, which draws a basket from the address. */

export type Line = { product: TillProduct; quantity: number; gone?: true };
export type Refusal = { code: string; details: Record<string, unknown> };

/** `id` is the sale's own name from the moment the basket is begun: sent twice, it sells once. `on` is the tinted line's product. */
export type Basket = { id: string; lines: Line[]; on: string | null; refusal: Refusal | null };

/** `sending` are on their way to the server; `waiting` were begun behind a sale that was then refused and came back. */
export type Till = { basket: Basket; waiting: Basket[]; sending: Basket[] };

export type Act =
	| { do: "add"; product: TillProduct }
	| { do: "set"; productId: string; quantity: number }
	| { do: "remove"; productId: string; nextId: string }
	| { do: "put"; line: Line; at: number }
	| { do: "choose"; productId: string }
	| { do: "step"; by: 1 | -1 }
	| { do: "refresh"; asked: string[]; products: TillProduct[] }
	| { do: "send"; nextId: string }
	| { do: "sold"; id: string }
	| { do: "refuse"; id: string; refusal: Refusal; nextId: string }
	| { do: "restore"; till: Till };

export const mostPieces = 999_999;

export function emptyBasket(id: string): Basket {
	return { id, lines: [], on: null, refusal: null };
}

export function reduce(till: Till, act: Act): Till {
	const { basket, waiting, sending } = till;
	const change = (next: Partial<Basket>): Till => ({ ...till, basket: { ...basket, ...next } });
	switch (act.do) {
		case "add":
			return change({ ...added(basket.lines, act.product), on: act.product.id, refusal: null });
		case "set":
			return change({
				lines: basket.lines.map((line) => (line.product.id === act.productId ? { ...line, quantity: clamp(act.quantity) } : line)),
				on: act.productId,
				refusal: null,
			});
		case "remove": {
			const at = basket.lines.findIndex(({ product }) => product.id === act.productId);
			const lines = basket.lines.filter((_, index) => index !== at);
			if (lines.length === 0) return { ...till, ...nextBasket(waiting, act.nextId) };
			return change({ lines, on: (lines[at] ?? lines.at(-1))?.product.id ?? null, refusal: null });
		}
		case "put":
			return change({ lines: [...basket.lines.slice(0, act.at), act.line, ...basket.lines.slice(act.at)], on: act.line.product.id });
		case "choose":
			return change({ on: act.productId });
		case "step": {
			const at = basket.lines.findIndex(({ product }) => product.id === basket.on);
			const next = basket.lines[Math.max(0, Math.min(basket.lines.length - 1, at + act.by))];
			return change({ on: next?.product.id ?? null });
		}
		case "refresh":
			return change({ lines: basket.lines.map((line) => refreshed(line, act)) });
		case "send":
			return { ...nextBasket(waiting, act.nextId), sending: [...sending, { ...basket, refusal: null }] };
		case "sold":
			return { ...till, sending: sending.filter(({ id }) => id !== act.id) };
		case "refuse": {
			if (basket.id === act.id) return change({ refusal: act.refusal });
			const back = sending.find(({ id }) => id === act.id);
			if (!back) return till;
			return {
				// A basket somebody else has sold under this name is a new sale when it is sold again.
				basket: { ...back, id: act.refusal.code === "idempotency_key_reused" ? act.nextId : back.id, refusal: act.refusal },
				waiting: basket.lines.length > 0 ? [basket, ...waiting] : waiting,
				sending: sending.filter(({ id }) => id !== act.id),
			};
		}
		case "restore":
			return act.till;
	}
}

function clamp(quantity: number): number {
	return Math.max(1, Math.min(mostPieces, quantity));
}

/** The same product again is one more of it. */
function added(lines: Line[], product: TillProduct): { lines: Line[] } {
	if (!lines.some((line) => line.product.id === product.id)) return { lines: [...lines, { product, quantity: 1 }] };
	return { lines: lines.map((line) => (line.product.id === product.id ? { product, quantity: clamp(line.quantity + 1) } : line)) };
}

function refreshed(line: Line, { asked, products }: { asked: string[]; products: TillProduct[] }): Line {
	if (!asked.includes(line.product.id)) return line;
	const product = products.find(({ id }) => id === line.product.id);
	return product ? { product, quantity: line.quantity } : { ...line, gone: true };
}

function nextBasket(waiting: Basket[], nextId: string): { basket: Basket; waiting: Basket[] } {
	const [next, ...rest] = waiting;
	return { basket: next ?? emptyBasket(nextId), waiting: rest };
}

/** Two baskets as one: what was left in this window, and what a form sent before scripts were there. */
export function joined(kept: Basket, arrived: Basket): Basket {
	const lines = [...kept.lines];
	for (const line of arrived.lines) {
		const at = lines.findIndex(({ product }) => product.id === line.product.id);
		const known = lines[at];
		if (known) lines[at] = { product: line.product, quantity: clamp(known.quantity + line.quantity) };
		else lines.push(line);
	}
	return { ...kept, lines, on: arrived.lines.at(-1)?.product.id ?? kept.on, refusal: arrived.refusal ?? kept.refusal };
}

/** Why a line cannot be sold as it stands, from what is known of the product; the server judges again. */
export type Trouble = "gone" | "archived" | "no_price" | "short" | "none";

export function troubleOf({ product, quantity, gone }: Line): Trouble | null {
	if (gone) return "gone";
	if (product.status === "archived") return "archived";
	if (product.price === null) return "no_price";
	if (product.available <= 0) return "none";
	return quantity > product.available ? "short" : null;
}

export type Sums = { units: number; subtotal: number; total: number; taxes: { rate: number; amount: number }[] };

/** What a basket costs; the tax per rate, inside the prices or on top of them. Minor units. */
export function sumsOf(lines: Line[], taxIncluded: boolean): Sums {
	const taxes = new Map<number, number>();
	for (const { product, quantity } of lines) {
		const total = lineTotal(product.price ?? 0, quantity);
		const tax = taxIncluded ? taxWithin(total, product.taxRate) : taxOnTop(total, product.taxRate);
		taxes.set(product.taxRate, (taxes.get(product.taxRate) ?? 0) + tax);
	}
	const subtotal = sum(lines.map(({ product, quantity }) => lineTotal(product.price ?? 0, quantity)));
	return {
		units: sum(lines.map(({ quantity }) => quantity)),
		subtotal,
		total: subtotal + (taxIncluded ? 0 : sum(taxes.values())),
		taxes: [...taxes].map(([rate, amount]) => ({ rate, amount })).filter(({ amount }) => amount > 0),
	};
}
