import { cloneElement, createContext, type ReactElement, type ReactNode, use, useContext, useMemo } from "react";
import { useMatches } from "react-router";
import { IntlProvider } from "use-intl/react";
import { hasWords, intlLocales, isWordsFor, type Locale, type SentWords, type WordsFor } from "#app/i18n.ts";
import { useRootData } from "./shell.ts";

/** `words` is what this page was sent for its part; `load` fetches others, where there is a browser to do it. */
type Page = {
	locale: Locale;
	words: SentWords;
	wordsFor: WordsFor;
	load?: (locale: Locale, wordsFor: WordsFor) => Promise<SentWords>;
	requestId: string;
};

const PageContext = createContext<Page | null>(null);

/** What both entries know before any loader has run: the language, its words and the request that rendered the page. */
export function WordsProvider({ children, ...page }: Page & { children: ReactNode }) {
	return <PageContext value={page}>{children}</PageContext>;
}

/** How the page was rendered and by which request, there even when every loader failed. */
export function usePage(): Page {
	const page = useContext(PageContext);
	if (!page) throw new Error("WordsProvider is missing above this component");
	return page;
}

/** The reader's language: the one chosen since, or the one the page was rendered in. */
export function usePageLocale(): Locale {
	const { locale } = usePage();
	return useRootData()?.locale ?? locale;
}

/** Which words the page on show needs: its route says so in its `handle`. */
export function useWordsFor(): WordsFor {
	return (
		useMatches()
			.map(({ handle }) => handle)
			.find(isWordsFor) ?? "office"
	);
}

const loaded = new Map<string, Promise<SentWords>>();

function loadOnce(load: NonNullable<Page["load"]>, locale: Locale, wordsFor: WordsFor): Promise<SentWords> {
	const key = `${locale} ${wordsFor}`;
	const words = loaded.get(key) ?? load(locale, wordsFor);
	loaded.set(key, words);
	return words;
}

type Provider = ReactElement<{ value: { cache: object; formatters: object } }>;

const kept = new Map<Locale, object>();

/**
 * The library keeps what it has made of words and formats (parsed messages, Intl objects) in its provider, which on a server lives as long as a
 * request; making them anew took a third of a page. So the first provider's are handed to every later one of the language. The value stays the
 * same object until it says something else: whoever says a word listens to it.
 */
function useKeptFormats(locale: Locale, provider: Provider): ReactElement {
	const { value } = provider.props;
	const said = useMemo(() => {
		const formats = kept.get(locale) ?? { cache: value.cache, formatters: value.formatters };
		kept.set(locale, formats);
		return { ...value, ...formats };
	}, [locale, value]);
	return cloneElement(provider, { value: said });
}

/**
 * Words and formats for everything below, in the reader's language and the store's time zone. Going to another part and changing the language are
 * transitions: what is on show stays, with all that was typed, until the words are there.
 */
export function WordsScope({ timeZone, now, children }: { timeZone: string; now: number; children: ReactNode }) {
	const { load, words, wordsFor: sentFor, locale: sentIn } = usePage();
	const locale = usePageLocale();
	const wordsFor = useWordsFor();
	const enough = locale === sentIn && hasWords(sentFor, wordsFor);
	const known = enough || !load ? words : use(loadOnce(load, locale, wordsFor));
	const instant = useMemo(() => new Date(now), [now]);
	return useKeptFormats(locale, IntlProvider({ locale: intlLocales[locale], messages: known, timeZone, now: instant, children }));
}
