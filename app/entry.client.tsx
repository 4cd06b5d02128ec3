import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { WordsProvider } from "#app/components/words.tsx";
import { isLocale, isWordsFor, type Locale, type SentWords, type WordsFor } from "./i18n.ts";

/** Only the reader's language is fetched, and of it only what the page's part says, as chunks of their own that a browser keeps. */
const catalogs: Record<Locale, Record<WordsFor, () => Promise<{ default: SentWords }>>> = {
	en: {
		door: () => import("../messages/en/doors.ts"),
		office: () => import("../messages/en/office.ts"),
		buying: () => import("../messages/en/buying.ts"),
		catalog: () => import("../messages/en/catalog.ts"),
		channels: () => import("../messages/en/channels.ts"),
		counter: () => import("../messages/en/counter.ts"),
		settings: () => import("../messages/en/settings.ts"),
		inbox: () => import("../messages/en/inbox.ts"),
		journal: () => import("../messages/en/journal.ts"),
		ordering: () => import("../messages/en/ordering.ts"),
		people: () => import("../messages/en/people.ts"),
		stockroom: () => import("../messages/en/stockroom.ts"),
	},
	da: {
		door: () => import("../messages/da/doors.ts"),
		office: () => import("../messages/da/office.ts"),
		buying: () => import("../messages/da/buying.ts"),
		catalog: () => import("../messages/da/catalog.ts"),
		channels: () => import("../messages/da/channels.ts"),
		counter: () => import("../messages/da/counter.ts"),
		settings: () => import("../messages/da/settings.ts"),
		inbox: () => import("../messages/da/inbox.ts"),
		journal: () => import("../messages/da/journal.ts"),
		ordering: () => import("../messages/da/ordering.ts"),
		people: () => import("../messages/da/people.ts"),
		stockroom: () => import("../messages/da/stockroom.ts"),
	},
};

const { lang, dataset } = document.documentElement;
const locale = isLocale(lang) ? lang : "en";
const wordsFor = isWordsFor(dataset.words) ? dataset.words : "office";

/** Another part's words once somebody goes there, and the other language's when it is chosen: both without a new page. */
const load = async (language: Locale, pages: WordsFor) => (await catalogs[language][pages]()).default;
const words = await load(locale, wordsFor);

// A load that is called off while its answer is still coming leaves a promise of the router's that nobody hears. It was called off on purpose; whatever
// else of ours may be aborted is heard where it is begun.
window.addEventListener("unhandledrejection", (event) => {
	if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

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
