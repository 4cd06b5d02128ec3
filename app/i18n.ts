import type {} from "use-intl"; // the module the types below belong to
import type words from "../messages/en/every.ts";
import { readCookie } from "./platform/http/cookies.ts";

/**
 * Languages, themes and how a request chooses them. Browser-safe: the server renders by it and the browser hydrates by it,
 * so both must come to the same answer.
 */

export const locales = ["en", "da"] as const;
export type Locale = (typeof locales)[number];

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The Intl locale of a language: figures and dates follow the reader, never the store. */
export const intlLocales = { en: "en-GB", da: "da-DK" } as const satisfies Record<Locale, string>;

/** Every word there is: a namespace for each page, and a sentence for each refusal under `errors`. */
export type Words = typeof words;

/** What a browser was sent of them: whole namespaces, and of the refusals those that the part can meet. */
export type SentWords = Partial<Omit<Words, "errors">> & { errors?: Partial<Words["errors"]> };

/**
 * Which words a browser is sent: those of the doors (sign in, register …), those every page of the back office has, or these and a part's own.
 * A route names its part as its `handle`; without one it is of the back office.
 */
export const wordsFor = [
	"door",
	"office",
	"buying",
	"catalog",
	"channels",
	"counter",
	"inbox",
	"journal",
	"ordering",
	"people",
	"settings",
	"stockroom",
] as const;
export type WordsFor = (typeof wordsFor)[number];

declare module "use-intl" {
	interface AppConfig {
		Locale: (typeof intlLocales)[Locale];
		Messages: Words;
	}
}

/** Whether a namespace has a word for what is only known at run time; then a translator can be asked for it. */
export function isKeyOf<Known extends object>(known: Known, key: string): key is Extract<keyof Known, string> {
	return Object.hasOwn(known, key);
}

export function isLocale(value: unknown): value is Locale {
	return locales.some((locale) => locale === value);
}

export function isTheme(value: unknown): value is Theme {
	return themes.some((theme) => theme === value);
}

export function isWordsFor(value: unknown): value is WordsFor {
	return wordsFor.some((part) => part === value);
}

/** Whether somebody who was sent `sent` can be shown a page that needs `needed`: every part brings the office's words, and the office those of the doors. */
export function hasWords(sent: WordsFor, needed: WordsFor): boolean {
	return sent === needed || needed === "door" || (needed === "office" && sent !== "door");
}

/** The reader's language: what they chose, else what their browser asks for first, else English. */
export function localeOf(request: Request): Locale {
	const chosen = readCookie(request, "locale");
	if (isLocale(chosen)) return chosen;
	for (const wanted of preferred(request.headers.get("Accept-Language") ?? "")) {
		const language = wanted.split("-")[0];
		if (isLocale(language)) return language;
	}
	return "en";
}

/** Language tags of an Accept-Language header, dearest first. */
function preferred(header: string): string[] {
	return header
		.split(",")
		.map((part) => {
			const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
			const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
			return { tag: tag.trim(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
		})
		.filter(({ tag, quality }) => tag !== "" && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}

/** The theme the reader chose; null follows the system. */
export function themeOf(request: Request): Theme | null {
	const chosen = readCookie(request, "theme");
	return isTheme(chosen) ? chosen : null;
}

/** A path on this very origin to go back to, or `/`: "//host", "/\host" and absolute addresses are somebody else's. */
export function sameOriginPath(value: unknown, fallback = "/"): string {
	if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return fallback;
	try {
		const base = "http://self.invalid";
		const url = new URL(value, base);
		return url.origin === base ? url.pathname + url.search + url.hash : fallback;
	} catch {
		return fallback;
	}
}
