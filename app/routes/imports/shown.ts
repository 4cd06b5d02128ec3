import type { Delimiter } from "#app/imports/dialect.ts";

/** What a separator is called: `imports.delimiters.<name>`. */
export const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const satisfies Record<Delimiter, string>;

export function delimiterName(delimiter: string): (typeof delimiterNames)[Delimiter] {
	const known: Record<string, (typeof delimiterNames)[Delimiter]> = delimiterNames;
	return known[delimiter] ?? "comma";
}

/** Encodings as people meet them in a spreadsheet's list. */
export const encodingNames = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16", "windows-1252": "Windows-1252" } as const;
