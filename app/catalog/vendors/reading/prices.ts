import { decimalsOf, isCurrency, parseAmount } from "#app/platform/money.ts";
import { typedAmount } from "#app/platform/typed-amount.ts";

/** Minor units and their currency, or null where nothing can be read as a price. */
export type ReadPrice = { amount: number; currency: string } | null;

const dollars = new Set(["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]);
const crowns = new Set(["DKK", "SEK", "NOK", "ISK"]);
const signs: [RegExp, (own: string) => string][] = [
	[/€/, () => "EUR"],
	[/£/, () => "GBP"],
	[/¥/, (own) => (own === "CNY" ? own : "JPY")],
	[/\$/, (own) => (dollars.has(own) ? own : "USD")],
	[/\bkr\b\.?/i, (own) => (crowns.has(own) ? own : "DKK")],
];

/**
 * A vendor's price: `340.00`, `$1,299.00`, `1.299,00 kr.`, `EUR 210`. Storefronts say no currency: what the text does not name is `own`.
 * Three digits behind a lone mark are thousands wherever they cannot be decimals.
 */
export function priceOf(value: unknown, own: string): ReadPrice {
	if (typeof value === "number") return inMinorUnits(value, own);
	if (typeof value !== "string") return null;
	const text = value.normalize("NFKC").trim();
	const sign = signs.find(([pattern]) => pattern.test(text));
	const code = /(?<![A-Z])[A-Z]{3}(?![A-Z])/.exec(text.toUpperCase())?.[0];
	const currency = code && isCurrency(code) ? code : sign ? sign[1](own) : own;
	const bare = text
		.replace(/(?<![A-Za-z])[A-Za-z]{2,3}\.?(?![A-Za-z])/g, " ")
		.replace(/\p{Sc}/gu, " ")
		.trim()
		.replace(/[.,]\s*[-–—]+$/, "");
	for (const language of ["en", "da"] as const) {
		const typed = typedAmount(bare, language, currency);
		if ("decimal" in typed) return inMinorUnits(typed.decimal, currency);
		if (typed.problem !== "ambiguous_amount") return null;
	}
	return null;
}

function inMinorUnits(value: number | string, currency: string): ReadPrice {
	// A price of a tenth of a cent is a price rounded wrongly, not another price.
	const decimals = decimalsOf(currency);
	const amount = parseAmount(typeof value === "number" && Number.isFinite(value) && value >= 0 ? value.toFixed(decimals) : value, currency);
	return typeof amount === "number" ? { amount, currency } : null;
}
