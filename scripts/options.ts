/** What a command was called with: `--name=value` and `--name value` are the same. */

/** @param names of the options that take a value @returns their values, and every word that is none: flags, files */
export function readOptions(names: readonly string[], words = process.argv.slice(2)): { values: Map<string, string>; others: string[] } {
	const values = new Map<string, string>();
	const others: string[] = [];
	const left = [...words];
	for (let word = left.shift(); word !== undefined; word = left.shift()) {
		const [, name = "", value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
		if (names.includes(name)) values.set(name, value ?? left.shift() ?? "");
		else others.push(word);
	}
	return { values, others };
}

/** A whole number from 1 to `most`; `usual` where it is not said. Anything else ends the command, which says what is allowed. */
export function wholeNumber(name: string, said: string | undefined, { usual, most }: { usual: number; most: number }): number {
	if (said === undefined) return usual;
	const number = /^\d+$/.test(said) ? Number(said) : 0;
	if (number >= 1 && number <= most) return number;
	console.error(`--${name} takes a whole number from 1 to ${most}, not "${said}".`);
	process.exit(1);
}
