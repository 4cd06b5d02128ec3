const written: Record<string, string> = { æ: "{a", ä: "{a", ø: "{o", ö: "{o", å: "{z", ü: "y", ð: "d", ß: "ss" };

/**
 * What a name is ordered by, for readers of Danish and English alike: capitals and accents do not count, and æ, ø and å stand after z (as "{" does).
 * The same in SQL where a table keeps it (migration 0086). Browser-safe.
 */
export function sortKeyOf(text: string): string {
	return text
		.normalize("NFC")
		.toLowerCase()
		.replace(/[æäøöåüðß]/g, (letter) => written[letter] ?? letter)
		.normalize("NFD")
		.replace(/[\u0300-\u036f]/g, "")
		.trim();
}

/** The same, in the order of a name of each: for short lists that are read whole, where no table keeps what they are ordered by. */
export function byName<T>(all: readonly T[], nameOf: (each: T) => string): T[] {
	const keyed = all.map((each) => ({ each, key: sortKeyOf(nameOf(each)) }));
	return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ each }) => each);
}
