import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { WordsProvider } from "#app/components/words.tsx";
import { isLocale, type Locale, type Words } from "./i18n.ts";

/** Only the reader's language is fetched, as chunks of their own that a browser keeps. */
const catalogs: Record<Locale, () => Promise<Words>> = {
	en: async () => both(await Promise.all([import("../messages/en.json"), import("../messages/errors.en.json")])),
	da: async () => both(await Promise.all([import("../messages/da.json"), import("../messages/errors.da.json")])),
};

function both([words, errors]: [{ default: Omit<Words, "errors"> }, { default: Words["errors"] }]): Words {
	return { ...words.default, errors: errors.default };
}

const { lang, dataset } = document.documentElement;
const locale = isLocale(lang) ? lang : "en";
const words = await catalogs[locale]();

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<WordsProvider locale={locale} words={words} requestId={dataset.request ?? ""}>
				<HydratedRouter />
			</WordsProvider>
		</StrictMode>,
	);
});
