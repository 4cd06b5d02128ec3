import { createTranslator } from "use-intl/core";
import danish from "../messages/da/every.ts";
import english from "../messages/en/every.ts";
import { intlLocales, type Locale, type Words } from "./i18n.ts";

const catalogs: Record<Locale, Words> = { en: english, da: danish };

/** Every word of one language. The server holds both; a browser is sent one. */
export function catalogOf(locale: Locale): Words {
	return catalogs[locale];
}

/** A translator outside React, for mail and documents: `wordsOf("da")("common.save")`. */
export function wordsOf(locale: Locale, timeZone = "UTC") {
	return createTranslator({ locale: intlLocales[locale], messages: catalogs[locale], timeZone });
}
