import { decimalString, decimalsOf } from "./money.ts";

/**
 * Amounts as people type them, read by the reader's language. Browser-safe.
 * Where a language settles what a lone separator means, it does ("2.195" is two thousand to a Dane and 2.195 to nobody selling in kroner);
 * where it does not, the amount is refused instead of being a thousand times too much.
 */

export type TypedLanguage = "en" | "da";
export type TypedProblem = "not_an_amount" | "ambiguous_amount" | "other_currency";
/** The decimal string commands take, or the rule that was broken. */
export type Typed = { decimal: string } | { problem: TypedProblem };

const marks = { en: { group: ",", point: "." }, da: { group: ".", point: "," } } as const;
const symbols: Record<string, string[]> = {
	DKK: ["kr.", "kr"],
	SEK: ["kr.", "kr"],
	NOK: ["kr.", "kr"],
	EUR: ["€"],
	GBP: ["£"],
	USD: ["$"],
	JPY: ["¥"],
};

/**
 * Reads a typed amount of a currency: `2195`, `2.195,00`, `2,195.00`, `2 195`, `kr. 2.195,-`.
 * How many decimals the currency has is the command's rule; here it only decides what a lone separator before three digits can mean.
 */
export function typedAmount(text: string, language: TypedLanguage, currency: string): Typed {
	const bare = withoutCurrency(text.normalize("NFKC").trim(), currency);
	return bare === null ? { problem: "other_currency" } : typedNumber(bare, language, decimalsOf(currency));
}

/** Reads a typed number that is no money, such as a percentage, with up to `decimals` decimals. */
export function typedDecimal(text: string, language: TypedLanguage, decimals = 2): Typed {
	return typedNumber(text.normalize("NFKC").trim().replace(/\s*%$/, ""), language, decimals);
}

/** An amount in minor units as a field shows it: without grouping, with the reader's decimal mark, so that it is read back as what it was. */
export function amountToType(amount: number, currency: string, language: TypedLanguage): string {
	return decimalToType(decimalString(amount, currency), language);
}

/** A decimal string ("24.5") with the reader's decimal mark. */
export function decimalToType(decimal: string, language: TypedLanguage): string {
	return decimal.replace(".", marks[language].point);
}

/** Without the currency's own name or sign; null when it names another. */
function withoutCurrency(text: string, currency: string): string | null {
	const own = [currency, ...(symbols[currency] ?? [])].map((name) => name.toLowerCase());
	let rest = text.toLowerCase();
	const before = own.find((name) => rest.startsWith(name));
	if (before) rest = rest.slice(before.length);
	const after = own.find((name) => rest.endsWith(name));
	if (after && !before) rest = rest.slice(0, -after.length);
	rest = rest.trim().replace(/[.,][-–—]+$/, "");
	return /[\p{L}\p{Sc}]/u.test(rest) ? (/\d/.test(rest) ? null : rest) : rest;
}

function typedNumber(text: string, language: TypedLanguage, decimals: number): Typed {
	if (!/^[\d., '’]+$/.test(text) || !/^[\d.,]/.test(text) || !/\d$/.test(text)) return { problem: "not_an_amount" };
	const separators = text.replace(/\d/g, "");
	const last = separators.at(-1);
	if (!last) return { decimal: text };
	const lastAt = text.lastIndexOf(last);
	const [head, tail] = [text.slice(0, lastAt), text.slice(lastAt + 1)];
	const kinds = new Set(separators);

	// Spaces and apostrophes only ever group, as does a mark that stands there twice.
	if (last === " " || last === "'" || last === "’" || (kinds.size === 1 && separators.length > 1)) return whole(text);
	// Another mark grouped what is before: this one is the decimal point, in any language.
	if (kinds.size > 1) return separators.indexOf(last) === separators.length - 1 ? fraction(head, tail) : { problem: "not_an_amount" };
	// One mark, once. Only before three digits can it be either.
	if (tail.length !== 3 || head.length > 3 || head === "" || /^0/.test(head)) return fraction(head, tail);
	if (last === marks[language].group) return whole(text);
	return decimals >= 3 ? fraction(head, tail) : { problem: "ambiguous_amount" };
}

const grouped = /^\d{1,3}(?:([., '’])\d{3})(?:\1\d{3})*$/;

function whole(text: string): Typed {
	return grouped.test(text) ? { decimal: text.replace(/\D/g, "") } : { problem: "not_an_amount" };
}

function fraction(head: string, tail: string): Typed {
	if (head !== "" && !/^\d+$/.test(head) && !grouped.test(head)) return { problem: "not_an_amount" };
	return { decimal: `${head.replace(/\D/g, "") || "0"}.${tail}` };
}
