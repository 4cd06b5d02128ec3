/**
 * A refusal's sentence with its details filled in. Such sentences carry only plain `{name}` slots and plurals of one and other, so that a code met at run
 * time needs no typed key; they are kept as they are written, where all others are compiled. What is not there is a dash.
 */
export function filledIn(sentence: string, details: Record<string, unknown>): string {
	const counted = sentence.replace(
		/\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g,
		(_, name: string, one: string, other: string) => (details[name] === 1 ? one : other).replaceAll("#", String(details[name] ?? "–")),
	);
	return counted.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = details[name];
		return Array.isArray(value) ? value.join(", ") : value === undefined || value === null ? "–" : String(value);
	});
}
