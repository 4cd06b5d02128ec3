import { createContext, type ReactNode, useContext } from "react";
import { IntlProvider } from "use-intl/react";
import { intlLocales, type Locale, type Words } from "#app/i18n.ts";

type Page = { locale: Locale; words: Words; requestId: string };

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

/** Words and formats for everything below, in the reader's language and the store's time zone. */
export function WordsScope({ timeZone, now, children }: { timeZone: string; now: number; children: ReactNode }) {
	const { locale, words } = usePage();
	return (
		<IntlProvider locale={intlLocales[locale]} messages={words} timeZone={timeZone} now={new Date(now)}>
			{children}
		</IntlProvider>
	);
}
