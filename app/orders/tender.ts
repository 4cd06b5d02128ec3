import { inCash } from "#app/platform/cash.ts";
import { refuse } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";

/** How an order is paid and given back. Pure, browser-safe. Amounts in minor units. */

/** `exchange` is goods brought back; `unspecified` is a sale of which nobody said how it was paid. */
export const paymentMethods = ["cash", "card", "exchange", "unspecified"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export function isPaymentMethod(word: string): word is PaymentMethod {
	return paymentMethods.some((method) => method === word);
}

/** What people pay with at the counter. */
export const tenders = ["cash", "card"] as const;
export type Tender = (typeof tenders)[number];

/**
 * `amount` is what it settles, negative where money goes back. `received − change = amount + rounding`: what really came in,
 * with what coins cannot say rounded.
 */
export type Payment = {
	method: PaymentMethod;
	amount: number;
	received: number;
	change: number;
	rounding: number;
	reference: string;
};

/** A way to pay as it is asked for: without `amount`, what is left; without `received`, exactly what is due. */
export type TenderWish = { method: Tender; amount?: number; received?: number; reference?: string };

/**
 * The payments of a total.
 * @throws Refusal `conflict / payment_mismatch` with `total`, `paid`; `conflict / cash_short` with `due`, `received`
 */
export function decidePayments(total: number, wishes: readonly TenderWish[] | undefined, currency: string): Payment[] {
	if (total === 0) return [];
	if (!wishes || wishes.length === 0) return [settled("unspecified", total, "")];
	const named = sum(wishes.map(({ amount }) => amount ?? 0));
	const open = wishes.filter(({ amount }) => amount === undefined);
	const left = total - named;
	if (open.length > 1 || left < 0 || (open.length === 0 && left !== 0)) refuse("conflict", "payment_mismatch", { total, paid: named });
	// Cash is rounded once a sale, however many hand it over.
	let before = 0;
	return wishes.flatMap(({ method, amount = left, received, reference = "" }) => {
		if (amount === 0) return [];
		if (method !== "cash") return [settled(method, amount, reference)];
		const due = inCash(before + amount, currency) - inCash(before, currency);
		before += amount;
		const got = received ?? due;
		if (got < due) refuse("conflict", "cash_short", { due, received: got });
		return [{ method, amount, received: got, change: got - due, rounding: due - amount, reference }];
	});
}

function settled(method: PaymentMethod, amount: number, reference: string): Payment {
	return { method, amount, received: amount, change: 0, rounding: 0, reference };
}

/** The part of an exchange that goods brought back pay for. */
export function inExchange(amount: number): Payment[] {
	return amount === 0 ? [] : [settled("exchange", amount, "")];
}

/** Net paid so far with each method, less what went back; `back` is how much that was. */
export type PaidWith = { method: PaymentMethod; amount: number; back?: number };

/** Cards first: their money goes back to where it came from, and what is left is given in cash. */
const backOrder: readonly PaymentMethod[] = ["card", "exchange", "cash", "unspecified"];

/**
 * How money goes back: the way it came, or all of it as `to` says. Amounts negative.
 * An order whose exchange part comes back is paid out in cash: the goods it stood for are gone.
 */
export function decidePayback(total: number, paid: readonly PaidWith[], currency: string, to?: Tender): Payment[] {
	if (total === 0) return [];
	// What went back in cash is rounded once an order, however many pieces it went back in.
	const before = sum(paid.filter(({ method }) => method === "cash").map(({ back = 0 }) => back));
	if (to) return [paidOut(to, total, currency, before)];
	const drawn = drawnFrom(total, paid);
	const out = new Map<PaymentMethod, number>();
	for (const { method, amount } of drawn) {
		const way = method === "exchange" ? "cash" : method;
		out.set(way, (out.get(way) ?? 0) + amount);
	}
	const left = total - sum(drawn.map(({ amount }) => amount));
	if (left > 0) out.set("unspecified", (out.get("unspecified") ?? 0) + left);
	return [...out].map(([method, amount]) => paidOut(method, amount, currency, before));
}

/** How much of what was paid with each method goes back where nobody names another way: never more than is left of it. */
export function drawnFrom(total: number, paid: readonly PaidWith[]): PaidWith[] {
	let left = total;
	return backOrder.flatMap((method) => {
		const net = sum(paid.filter((each) => each.method === method).map(({ amount }) => amount));
		const amount = Math.min(left, Math.max(0, net));
		left -= amount;
		return amount > 0 ? [{ method, amount }] : [];
	});
}

/** `before`: what went back in cash already. */
function paidOut(method: PaymentMethod, amount: number, currency: string, before: number): Payment {
	if (method !== "cash") return { method, amount: -amount, received: -amount, change: 0, rounding: 0, reference: "" };
	const due = inCash(before + amount, currency) - inCash(before, currency);
	return { method, amount: -amount, received: 0, change: due, rounding: amount - due, reference: "" };
}
