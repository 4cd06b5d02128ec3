/** A percentage as people type it ("25", "12,5", "12.5 %"), or the text itself when it is none, so that the rule can name it. Pure. */
export function percentOf(text: string | undefined): number | string | undefined {
	if (text === undefined) return undefined;
	const plain = text.trim().replace(/\s*%$/, "").replace(",", ".");
	return /^\d{1,4}(\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
}
