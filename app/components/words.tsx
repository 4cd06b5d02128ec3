import { createContext, type ReactNode, use, useContext } from "react";
import { useMatches } from "react-router";
import { IntlProvider } from "use-intl/react";
import { intlLocales, type Locale, type Words, type WordsFor } from "#app/i18n.ts";

/** `words` is what this page was sent; `more` fetches every word, where it was sent those of the doors only. */
type Page = { locale: Locale; words: Partial<Words>; more?: () => Promise<Partial<Words>>; requestId: string };

const PageContext = createContext<Page | null>(null);

/** What both entries know before any loader has run: the language, its words and the request that rendered the page. */
export function WordsProvider({ children, ...page }: Page & { children: ReactNode }) {
	return <PageContext value={page}>{children}</PageContext>;
}

/** The page's language and request id, there even when every loader failed. */
export function usePage(): Page {
	const page = useContext(PageContext);
	if (!page) throw new Error("WordsProvider is missing above this component");
	return page;
}

/** Which words the page on show needs: a route that is a door says so in its `handle`. */
export function useWordsFor(): WordsFor {
	return useMatches().some(({ handle }) => handle === "door") ? "door" : "office";
}

let everyWord: Promise<Partial<Words>> | undefined;

/** Words and formats for everything below, in the reader's language and the store's time zone. */
export function WordsScope({ timeZone, now, children }: { timeZone: string; now: number; children: ReactNode }) {
	const { locale, words, more } = usePage();
	const wordsFor = useWordsFor();
	// Going in from a door is a transition: the door stays on show until the words are there.
	if (more && wordsFor === "office") everyWord ??= more();
	const known = everyWord ? use(everyWord) : words;
	return (
		<IntlProvider locale={intlLocales[locale]} messages={known} timeZone={timeZone} now={new Date(now)}>
			{children}
		</IntlProvider>
	);
}
