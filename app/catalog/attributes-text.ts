/** Attributes as one cell of a table: "colour: Havana; size: 49". What would be read otherwise stands behind a backslash, so it can be read back. Browser-safe. */

export function attributesText(attributes: Record<string, string>): string {
	return Object.entries(attributes)
		.map(([name, value]) => `${name.replace(/[\\:;]/g, "\\$&")}: ${value.replace(/[\\;]/g, "\\$&")}`)
		.join("; ");
}

/** @returns null for what nobody can read: a part without a name, or without a colon */
export function attributesFrom(text: string): [name: string, value: string][] | null {
	const entries: [string, string][] = [];
	let name: string | null = null;
	let part = "";
	for (let index = 0; index <= text.length; index++) {
		const letter = text[index];
		if (letter === "\\" && index + 1 < text.length) part += text[++index];
		else if (letter === ":" && name === null) {
			name = part.trim();
			part = "";
		} else if (letter === ";" || letter === undefined) {
			if (name) entries.push([name, part.trim()]);
			else if (name === "" || part.trim() !== "") return null;
			name = null;
			part = "";
		} else part += letter;
	}
	return entries;
}
