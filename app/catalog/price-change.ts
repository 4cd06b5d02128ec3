import { decimalsOf, maxAmount } from "#app/platform/money.ts";
import { type TypedLanguage, typedDecimal } from "#app/platform/typed-amount.ts";

/** How many prices change at once, and what they are rounded to. Pure, and the same in the browser, which shows what will become of them. */

/** `percent` in percent, or `amount` as a decimal of each product's own currency; both may be negative. */
export type PriceChange = ({ percent: number } | { amount: string }) & { rounding: Rounding };

/** Not at all, to whole ones, fives, tens, to what ends in nine (2,199), or in ninety-five hundredths (2,194.95). */
export const roundings = ["none", "whole", "five", "ten", "nine", "ninetyFive"] as const;
export type Rounding = (typeof roundings)[number];

export type PriceProblem = "price_missing" | "price_below_zero" | "price_too_high" | "too_many_decimals";

/** A price in minor units of its currency after the change, or why it cannot be. Halves go up. */
export function changedPrice(price: number | null, currency: string, change: PriceChange): number | PriceProblem {
	if (price === null) return "price_missing";
	const step = "amount" in change ? minorUnits(change.amount, currency) : Math.round((price * Math.round(change.percent * 100)) / 10_000);
	if (step === null) return "too_many_decimals";
	const wanted = price + step;
	if (wanted < 0) return "price_below_zero";
	const rounded = step === 0 ? price : roundedTo(wanted, currency, change.rounding);
	return rounded > maxAmount ? "price_too_high" : rounded;
}

function roundedTo(price: number, currency: string, rounding: Rounding): number {
	const one = 10 ** decimalsOf(currency);
	// What costs something is never rounded to nothing.
	const nearest = (step: number, end = 0) => {
		const rounded = Math.round((price - end) / step) * step + end;
		return rounded > 0 || price === 0 ? Math.max(0, rounded) : end || step;
	};
	if (rounding === "whole") return nearest(one);
	if (rounding === "five") return nearest(5 * one);
	if (rounding === "ten") return nearest(10 * one);
	if (rounding === "nine") return nearest(10 * one, 9 * one);
	// A currency without hundredths has no such ending.
	if (rounding === "ninetyFive" && one >= 100) return nearest(one, (95 * one) / 100);
	return price;
}

/** A signed decimal in minor units; null when the currency has fewer decimals. */
function minorUnits(decimal: string, currency: string): number | null {
	const match = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(decimal);
	const fraction = (match?.[3] ?? "").replace(/0+$/, "");
	const decimals = decimalsOf(currency);
	if (!match || fraction.length > decimals) return null;
	return Number((match[2] ?? "0") + fraction.padEnd(decimals, "0")) * (match[1] ? -1 : 1);
}

type Typed = { percent: number } | { amount: string };

/** What people type: `+10%`, `-5 %`, `+50`, `−12,50`. The sign is asked for: without one it would be a price. */
export function typedPriceChange(text: string, language: TypedLanguage): Typed | { problem: "sign_missing" | "not_an_amount" } {
	const match = /^([+−–-])\s*(.+?)\s*(%?)$/.exec(text.normalize("NFKC").trim());
	if (!match) return { problem: /^\d/.test(text.trim()) ? "sign_missing" : "not_an_amount" };
	const number = typedDecimal(match[2] ?? "", language);
	if ("problem" in number) return { problem: "not_an_amount" };
	const sign = match[1] === "+" ? "" : "-";
	return match[3] ? { percent: Number(sign + number.decimal) } : { amount: sign + number.decimal };
}
