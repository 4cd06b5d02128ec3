import type { News } from "#app/platform/news-frames.ts";

/** Whether what a page was answered names one of these ids, however deep. */
export function names(shown: unknown, ids: ReadonlySet<string>): boolean {
	if (ids.size === 0) return false;
	if (typeof shown === "string") return ids.has(shown);
	if (typeof shown !== "object" || shown === null) return false;
	const inside = shown instanceof Map || shown instanceof Set ? [...shown].flat() : Object.values(shown);
	return inside.some((each) => names(each, ids));
}

/** Whether a page, by what it was answered, is to be asked for again: too much was missed, or somebody or something it shows is not what it was. */
export function looksAgain(news: readonly News[], shown: unknown): boolean {
	return news.some(({ kind }) => kind === "refresh") || names(shown, new Set(subjectsIn(news)));
}

/** Of what there are news for whoever shows it: people who became one, or two again, and connections. */
export function subjectsIn(news: readonly News[]): string[] {
	return news.flatMap((each) => (each.kind === "person" ? [each.customerId] : each.kind === "connection" ? [each.connectionId] : []));
}
