import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { WordsProvider } from "#app/components/words.tsx";
import { isLocale, type Locale, type Words } from "./i18n.ts";

const catalogs: Record<Locale, () => Promise<{ default: Words }>> = {
	en: () => import("../messages/en.json"),
	da: () => import("../messages/da.json"),
};

const { lang, dataset } = document.documentElement;
const locale = isLocale(lang) ? lang : "en";
const { default: words } = await catalogs[locale]();

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
