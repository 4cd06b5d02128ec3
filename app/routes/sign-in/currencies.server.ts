import { intlLocales, type Locale } from "#app/i18n.ts";

/** What a new shop can count in: where our readers are first, then the rest of the world's larger ones. The API takes any. */
const offered = ["DKK", "EUR", "SEK", "NOK", "ISK", "GBP", "CHF", "PLN", "CZK", "HUF", "RON", "USD", "CAD", "AUD", "NZD", "JPY", "SGD", "HKD", "AED", "ZAR", "BRL", "MXN", "INR"];

/** Currencies with their names in the reader's language, and the one their shop most likely uses. */
export function currenciesIn(locale: Locale): { usual: string; options: { code: string; name: string }[] } {
	const names = new Intl.DisplayNames([intlLocales[locale]], { type: "currency" });
	return { usual: locale === "da" ? "DKK" : "USD", options: offered.map((code) => ({ code, name: names.of(code) ?? code })) };
}
