import { inCash } from "#app/platform/cash.ts";
import { decimalString, parseAmount } from "#app/platform/money.ts";
import { typedAmount, type TypedLanguage } from "#app/platform/typed-amount.ts";
import type { Paid } from "./basket.ts";

/** What is typed while a basket is paid, and what it comes to. Pure. */

export const ways = ["card", "cash", "split"] as const;
export type Way = (typeof ways)[number];
export type Typed = { way: Way; received: string; card: string; reference: string };

export type PayProblem = "not_an_amount" | "too_little" | "too_much";

/** `due` is what cash must cover, in coins; `change` what goes back. `field` is where a problem stands. */
export type Judged = {
	due: number;
	change: number;
	rounding: number;
	paid: Paid[] | null;
	problem: { field: "received" | "card"; code: PayProblem } | null;
};

/** An amount somebody typed, in minor units; null for nothing, undefined for what is none. */
export function minorOf(text: string, currency: string, language: TypedLanguage): number | null | undefined {
	if (text.trim() === "") return null;
	const typed = typedAmount(text, language, currency);
	const amount = "decimal" in typed ? parseAmount(typed.decimal, currency) : undefined;
	return typeof amount === "number" ? amount : undefined;
}

/** What is paid, and what goes back, of a total above nothing. */
export function judgePaying(typed: Typed, total: number, currency: string, language: TypedLanguage): Judged {
	const said = (amount: number) => decimalString(amount, currency);
	const reference = typed.reference.trim() === "" ? {} : { reference: typed.reference.trim() };
	if (typed.way === "card") return { due: 0, change: 0, rounding: 0, paid: [{ method: "card", ...reference }], problem: null };
	const card = typed.way === "split" ? minorOf(typed.card, currency, language) : 0;
	const wrong = (field: "received" | "card", code: PayProblem): Judged => ({
		due: 0,
		change: 0,
		rounding: 0,
		paid: null,
		problem: { field, code },
	});
	if (card === undefined) return wrong("card", "not_an_amount");
	if (card === null) return { ...wrong("card", "too_little"), due: inCash(total, currency), problem: null };
	if (card > total) return wrong("card", "too_much");
	const rest = total - card;
	const due = inCash(rest, currency);
	const rounding = due - rest;
	const received = minorOf(typed.received, currency, language);
	if (received === undefined) return { ...wrong("received", "not_an_amount"), due, rounding };
	if (received !== null && received < due) return { ...wrong("received", "too_little"), due, rounding };
	const cash: Paid = { method: "cash", ...(received !== null && { received: said(received) }) };
	const byCard: Paid[] = card > 0 ? [{ method: "card", amount: said(card), ...reference }] : [];
	return { due, rounding, change: received === null ? 0 : received - due, paid: rest > 0 ? [...byCard, cash] : byCard, problem: null };
}
