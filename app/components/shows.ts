import type { News } from "#app/platform/news-frames.ts";

/** Whether what a page was answered names one of these ids, however deep. */
export function names(shown: unknown, ids: ReadonlySet<string>): boolean {
	if (ids.size === 0) return false;
	if (typeof shown === "string") return ids.has(shown);
	if (typeof shown !== "object" || shown === null) return false;
	const inside = shown instanceof Map || shown instanceof Set ? [...shown].flat() : Object.values(shown);
	return inside.some((each) => names(each, ids));
}

/** Whether a page, by what it was answered, is to be asked for again: too much was missed, or somebody it shows is somebody else by now. */
export function looksAgain(news: readonly News[], shown: unknown): boolean {
	return news.some(({ kind }) => kind === "refresh") || names(shown, new Set(peopleIn(news)));
}

/** Of whom there are news: people who became one, or two again. */
export function peopleIn(news: readonly News[]): string[] {
	return news.flatMap((each) => (each.kind === "person" ? [each.customerId] : []));
}
