import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { WordsProvider } from "#app/components/words.tsx";
import { isLocale, type Locale, type Words, type WordsFor } from "./i18n.ts";

/** Only the reader's language is fetched, and before signing in only the words of the doors, as chunks of their own that a browser keeps. */
const catalogs: Record<Locale, Record<WordsFor, () => Promise<{ default: Partial<Words> }>>> = {
	en: { door: () => import("../messages/en/doors.ts"), office: () => import("../messages/en/office.ts") },
	da: { door: () => import("../messages/da/doors.ts"), office: () => import("../messages/da/office.ts") },
};

const { lang, dataset } = document.documentElement;
const locale = isLocale(lang) ? lang : "en";
const wordsFor: WordsFor = dataset.words === "door" ? "door" : "office";

/** The rest of the words once somebody goes in from a door, and the other language's when it is chosen: both without a new page. */
const load = async (language: Locale, pages: WordsFor) => (await catalogs[language][pages]()).default;
const words = await load(locale, wordsFor);

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<WordsProvider locale={locale} words={words} wordsFor={wordsFor} load={load} requestId={dataset.request ?? ""}>
				<HydratedRouter />
			</WordsProvider>
		</StrictMode>,
	);
});
