import { type ParseArgsConfig, parseArgs } from "node:util";

/** The options and words a command was called with. What it does not know ends the command, which says so. */
export function calledWith<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
	try {
		return parseArgs(config);
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exit(1);
	}
}

/** A whole number from 1 to `most` that a command was called with; `usual` where it is not said. Anything else ends the command, which says what is allowed. */
export function wholeNumber(name: string, said: string | undefined, { usual, most }: { usual: number; most: number }): number {
	if (said === undefined) return usual;
	const number = /^\d+$/.test(said) ? Number(said) : 0;
	if (number >= 1 && number <= most) return number;
	console.error(`--${name} takes a whole number from 1 to ${most}, not "${said}".`);
	process.exit(1);
}
