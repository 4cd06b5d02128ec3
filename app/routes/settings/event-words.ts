/** What happened, in words: `events.types` of the catalogs, nested as the types are ("identity.logged_in"). Pure. */

type Nested = Record<string, Record<string, string>>;

/** An event type in words, or the type itself when the catalogs do not know it yet. */
export function eventWord(types: Nested, type: string): string {
	const [room = "", ...fact] = type.split(".");
	return types[room]?.[fact.join(".")] ?? type;
}

/** Every type there are words for, by its words in the alphabet of `locale`: server and browser must agree on the order. */
export function eventOptions(types: Nested, locale: string): { type: string; words: string }[] {
	return Object.entries(types)
		.flatMap(([room, facts]) => Object.entries(facts).map(([fact, words]) => ({ type: `${room}.${fact}`, words })))
		.sort((a, b) => a.words.localeCompare(b.words, locale));
}
