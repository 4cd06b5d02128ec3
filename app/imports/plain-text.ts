const breaks = /^\/?(?:p|div|br|li|ul|ol|tr|table|h[1-6])\b/i;
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** A description written as HTML, as the text a reader of it would see. Takes as long as the text is, whatever stands in it. Browser-safe. */
export function plainText(html: string): string {
	if (!/[<&]/.test(html)) return html;
	let text = "";
	let at = 0;
	while (at < html.length) {
		const open = html.indexOf("<", at);
		if (open < 0) break;
		const close = html.indexOf(">", open);
		if (close < 0) break;
		text += html.slice(at, open);
		const tag = html.slice(open + 1, close);
		// "a < b > c" is no tag.
		if (!/^[a-z/!]/i.test(tag)) text += html.slice(open, close + 1);
		else if (breaks.test(tag)) text += "\n";
		at = close + 1;
	}
	text += html.slice(at);
	return text
		.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
		.replace(/[^\S\n]+/g, " ")
		.replace(/ ?\n ?/g, "\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}

function entity(name: string): string | undefined {
	if (!name.startsWith("#")) return named[name.toLowerCase()];
	const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
