import { createTranslator } from "use-intl/core";
import danish from "../messages/da.json";
import english from "../messages/en.json";
import danishRefusals from "../messages/errors.da.json";
import englishRefusals from "../messages/errors.en.json";
import { intlLocales, type Locale, type Words } from "./i18n.ts";

const catalogs: Record<Locale, Words> = {
	en: { ...english, errors: englishRefusals },
	da: { ...danish, errors: danishRefusals },
};

/** Every word of one language. The server holds both; a browser is sent one. */
export function catalogOf(locale: Locale): Words {
	return catalogs[locale];
}

/** A translator outside React, for mail and documents: `wordsOf("da")("common.save")`. */
export function wordsOf(locale: Locale, timeZone = "UTC") {
	return createTranslator({ locale: intlLocales[locale], messages: catalogs[locale], timeZone });
}
