import { intlLocales, type Locale } from "#app/i18n.ts";

/** What a shop can count in: where our readers are first, then the rest of the world's larger ones. The API takes any. */
const offered = [
	"DKK",
	"EUR",
	"SEK",
	"NOK",
	"ISK",
	"GBP",
	"CHF",
	"PLN",
	"CZK",
	"HUF",
	"RON",
	"USD",
	"CAD",
	"AUD",
	"NZD",
	"JPY",
	"SGD",
	"HKD",
	"AED",
	"ZAR",
	"BRL",
	"MXN",
	"INR",
];

export type CurrencyOption = { code: string; name: string };

/** Currencies with their names in the reader's language; `own` is among them, whatever it is. */
export function currenciesIn(locale: Locale, own?: string): CurrencyOption[] {
	const names = new Intl.DisplayNames([intlLocales[locale]], { type: "currency" });
	return [...new Set(own ? [own, ...offered] : offered)].map((code) => ({ code, name: names.of(code) ?? code }));
}
