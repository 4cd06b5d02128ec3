import type { Approvable } from "#app/identity/permissions.ts";
import { sum } from "#app/platform/money.ts";
import { second } from "#app/platform/time.ts";
import { type Discount, isOverLimit, type PricedBasket, type PricedBasketLine, priceBasket } from "#app/sales/pricing.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";

/** The baskets of one till, and everything that can happen to them. Pure, and the same on the server, which draws a basket from the address. */

export type Line = { product: TillProduct; quantity: number; discount?: Discount | null; note?: string; gone?: true };
export type Refusal = { code: string; details: Record<string, unknown> };
export type Buyer = { id?: string; name: string; email: string };

/** How a basket is paid, as the API takes it: amounts are decimal strings. */
export type Paid = { method: "cash" | "card"; amount?: string; received?: string; reference?: string };

/** Goods brought back with a receipt, which pay for what is in the basket. `worth` in minor units. */
export type Returned = {
	orderId: string;
	number: number;
	lines: { lineId: string; quantity: number; name: string }[];
	restock: boolean;
	writeOff: boolean;
	reason: string;
	worth: number;
};

/**
 * `id` is the sale's own name from the moment the basket is begun: sent twice, it sells once. `on` is the tinted line's product; `leave` the ids
 * of somebody's leave for what the seller may not do alone.
 */
export type Basket = {
	id: string;
	lines: Line[];
	on: string | null;
	refusal: Refusal | null;
	discount?: Discount | null;
	note?: string;
	customer?: Buyer | null;
	returned?: Returned | null;
	leave?: Leave;
	/** When each was given, by this clock. */
	leaveAt?: Partial<Record<keyof Leave, number>>;
	/** Kept while leave for it is asked: with that, it goes on as it was. */
	paid?: Paid[];
};

/** What may be asked leave for at the counter, and the leave that was given. */
export type Leave = Partial<Record<Extract<Approvable, "refund" | "discount">, string>>;

/** A basket on its way to those that wait for any till. */
export type Leaving = { name: string; basket: Basket };

/** `sending` are on their way to the server, and so are `parking`; `waiting` were begun behind a sale that was then refused and came back. */
export type Till = { basket: Basket; waiting: Basket[]; sending: Basket[]; parking: Leaving[] };

export type Act =
	| { do: "add"; product: TillProduct }
	| { do: "set"; productId: string; quantity: number }
	| { do: "remove"; productId: string; nextId: string }
	| { do: "put"; line: Line; at: number }
	| { do: "choose"; productId: string }
	| { do: "step"; by: 1 | -1 }
	| { do: "line"; productId: string; discount: Discount | null; note: string }
	| { do: "whole"; discount: Discount | null; note: string }
	| { do: "customer"; customer: Buyer | null }
	| { do: "leave"; leave: Leave; at: number }
	| { do: "drop-return" }
	| { do: "refresh"; asked: string[]; products: TillProduct[] }
	| { do: "send"; nextId: string; paid: Paid[] }
	| { do: "send-again"; sale: Basket }
	| { do: "sold"; id: string }
	| { do: "refuse"; id: string; refusal: Refusal; nextId: string }
	| { do: "clear"; nextId: string }
	| { do: "park"; name: string; nextId: string }
	| { do: "parked"; id: string }
	| { do: "not-parked"; id: string; nextId: string }
	| { do: "take-up"; basket: Basket }
	| { do: "restore"; till: Till };

export const mostPieces = 999_999;

export function emptyBasket(id: string): Basket {
	return { id, lines: [], on: null, refusal: null };
}

/** Nothing in it that anybody would miss. */
export function isEmpty({ lines, returned }: Basket): boolean {
	return lines.length === 0 && !returned;
}

export function reduce(till: Till, act: Act): Till {
	const { basket, waiting, sending } = till;
	const change = (next: Partial<Basket>): Till => ({ ...till, basket: { ...basket, ...next } });
	const changeLine = (productId: string, next: Partial<Line>): Till =>
		change({
			lines: basket.lines.map((line) => (line.product.id === productId ? { ...line, ...next } : line)),
			on: productId,
			refusal: null,
		});
	switch (act.do) {
		case "add":
			return change({ ...added(basket.lines, act.product), on: act.product.id, refusal: null });
		case "set":
			return changeLine(act.productId, { quantity: clamp(act.quantity) });
		case "line":
			return changeLine(act.productId, { discount: act.discount, note: act.note });
		case "whole":
			return change({ discount: act.discount, note: act.note, refusal: null });
		case "customer":
			return change({ customer: act.customer });
		case "leave": {
			const given = Object.fromEntries(Object.keys(act.leave).map((of) => [of, act.at]));
			return change({ leave: { ...basket.leave, ...act.leave }, leaveAt: { ...basket.leaveAt, ...given }, refusal: null });
		}
		case "drop-return":
			return change({ returned: null, refusal: null });
		case "remove": {
			const at = basket.lines.findIndex(({ product }) => product.id === act.productId);
			const lines = basket.lines.filter((_, index) => index !== at);
			if (lines.length === 0 && !basket.returned) return { ...till, ...nextBasket(waiting, act.nextId) };
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
			return { ...till, ...nextBasket(waiting, act.nextId), sending: [...sending, { ...basket, refusal: null, paid: act.paid }] };
		case "send-again":
			return { ...till, sending: [...sending.filter(({ id }) => id !== act.sale.id), act.sale] };
		case "sold":
			return { ...till, sending: sending.filter(({ id }) => id !== act.id) };
		case "refuse": {
			if (basket.id === act.id) return change({ refusal: act.refusal });
			const back = sending.find(({ id }) => id === act.id);
			if (!back) return till;
			const { paid, ...rest } = back;
			const asked = askedFor(act.refusal);
			const kept = asked && paid ? { ...rest, paid } : rest;
			// Leave that was used up, or came too late, would have it refused for ever.
			if (asked && kept.leave) kept.leave = { ...kept.leave, [asked]: undefined };
			return {
				...till,
				// A basket somebody else has sold under this name is a new sale when it is sold again.
				basket: { ...kept, id: act.refusal.code === "idempotency_key_reused" ? act.nextId : back.id, refusal: act.refusal },
				waiting: isEmpty(basket) ? waiting : [basket, ...waiting],
				sending: sending.filter(({ id }) => id !== act.id),
			};
		}
		case "clear":
			return { ...till, ...nextBasket(waiting, act.nextId) };
		case "park":
			return { ...till, ...nextBasket(waiting, act.nextId), parking: [...till.parking, { name: act.name, basket }] };
		case "parked":
			return { ...till, parking: till.parking.filter((each) => each.basket.id !== act.id) };
		case "not-parked": {
			const back = till.parking.find((each) => each.basket.id === act.id);
			if (!back) return till;
			const parking = till.parking.filter((each) => each !== back);
			return { ...till, parking, basket: { ...back.basket, id: act.nextId }, waiting: isEmpty(basket) ? waiting : [basket, ...waiting] };
		}
		case "take-up":
			return { ...till, basket: act.basket, waiting: isEmpty(basket) ? waiting : [basket, ...waiting] };
		case "restore":
			return act.till;
	}
}

/** What somebody else has to allow before the basket can be paid, also when they did and it no longer counts; null where that is not why it was refused. */
export function askedFor(refusal: Refusal | null): keyof Leave | null {
	if (!refusal || !["approval_needed", "approval_expired", "approval_used"].includes(refusal.code)) return null;
	const { act } = refusal.details;
	return act === "refund" || act === "discount" ? act : null;
}

function clamp(quantity: number): number {
	return Math.max(1, Math.min(mostPieces, quantity));
}

/** The same product again is one more of it. */
function added(lines: Line[], product: TillProduct): { lines: Line[] } {
	if (!lines.some((line) => line.product.id === product.id)) return { lines: [...lines, { product, quantity: 1 }] };
	return { lines: lines.map((line) => (line.product.id === product.id ? { ...line, product, quantity: clamp(line.quantity + 1) } : line)) };
}

function refreshed(line: Line, { asked, products }: { asked: string[]; products: TillProduct[] }): Line {
	if (!asked.includes(line.product.id)) return line;
	const product = products.find(({ id }) => id === line.product.id);
	const { gone: _, ...known } = line;
	return product ? { ...known, product } : { ...line, gone: true };
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
		if (known) lines[at] = { ...known, product: line.product, quantity: clamp(known.quantity + line.quantity) };
		else lines.push(line);
	}
	return { ...kept, lines, on: arrived.lines.at(-1)?.product.id ?? kept.on, refusal: arrived.refusal ?? kept.refusal };
}

/** What a till that is alone may promise: pieces by product, and whether it is told so or stopped when more is asked. */
export type Kept = { beyond: "warn" | "refuse"; units: Readonly<Record<string, number>> };

/** How many of a line's product the till keeps, where that is fewer than the line asks for; null where it is not. */
export function beyondKept({ product, quantity }: Line, { units }: Kept): number | null {
	const kept = units[product.id] ?? 0;
	return quantity > kept ? kept : null;
}

/** What whoever sells goes by: whether prices have their tax in them, and the basis points they may take off alone; null for as much as they like. */
export type OwnTerms = { taxIncluded: boolean; limit: number | null };

/** Leave holds a minute (`approvalLifetime`); what is paid a moment after it was looked at must still be within it. */
const leaveHolds = 45 * second;

/**
 * Why a till that is alone does not sell a basket: it promises no more than it keeps where its store says so, and nobody can be asked for leave to take off more
 * than whoever sells may; leave that was given before it was alone counts while it holds. Null where it does.
 */
export function refusedAlone(basket: Basket, { taxIncluded, limit }: OwnTerms, kept: Kept | null, now: number): Refusal | null {
	if (kept?.beyond === "refuse" && basket.lines.some((line) => beyondKept(line, kept) !== null))
		return { code: "stock_oversold", details: {} };
	const isAllowed = basket.leave?.discount !== undefined && now - (basket.leaveAt?.discount ?? 0) < leaveHolds;
	if (limit !== null && !isAllowed && isOverLimit(sumsOf(basket, taxIncluded), limit))
		return { code: "over_limit", details: { limit: limit / 100 } };
	return null;
}

/** A shelf as the news tell of it: what this till keeps is not free there. */
export function asOthersSee({ available, leased = 0, version }: TillProduct): { available: number; version: number } {
	return { available: available - leased, version };
}

/** A product with its shelf as the news tell of it. */
export function withShelf(product: TillProduct, { available, version }: { available: number; version: number }): TillProduct {
	return { ...product, available: available + (product.leased ?? 0), version };
}

/** Why a line cannot be sold as it stands, from what is known of the product; the server judges again. */
export type Trouble = "gone" | "archived" | "no_price" | "short" | "none";

/** The shelf is said to hold too little: a till that is alone may know better, and sells what lies on the counter. */
export function isShort(trouble: Trouble): boolean {
	return trouble === "short" || trouble === "none";
}

export function troubleOf({ product, quantity, gone }: Line, returned?: Returned | null): Trouble | null {
	if (gone) return "gone";
	if (product.status === "archived") return "archived";
	if (product.price === null) return "no_price";
	// What comes back in an exchange may be what is sold; the server knows which goods those are.
	if (returned?.restock) return null;
	if (product.available <= 0) return "none";
	return quantity > product.available ? "short" : null;
}

/** What a basket costs, line by line in their order, and what is left to pay (negative: to give back) with goods brought back. Minor units. */
export type Sums = PricedBasket & { due: number };

export function sumsOf({ lines, discount, returned }: Pick<Basket, "lines" | "discount" | "returned">, taxIncluded: boolean): Sums {
	const priced = priceBasket(
		lines.map(({ product, quantity, discount: own }) => {
			const price = product.price ?? 0;
			return { quantity, price, listPrice: price, taxRate: product.taxRate, discount: own ?? null };
		}),
		discount ?? null,
		taxIncluded,
	);
	return { ...priced, due: priced.total - (returned?.worth ?? 0) };
}

/** What a line itself takes off, without its share of the basket's discount. */
export function ownOff(sums: Sums, index: number): number {
	return sums.lines[index]?.ownOff ?? 0;
}

export type { PricedBasketLine };

/** Pieces in baskets. */
export function piecesIn(baskets: readonly Basket[]): number {
	return sum(baskets.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)));
}
