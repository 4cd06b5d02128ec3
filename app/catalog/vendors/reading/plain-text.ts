/** What vendors write as HTML, as one line of text. Pure. */

const named: Record<string, string> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: " ",
	reg: "®",
	trade: "™",
	copy: "©",
	ndash: "–",
	mdash: "—",
	times: "×",
	rsquo: "’",
	eacute: "é",
	egrave: "è",
	aring: "å",
	aelig: "æ",
	oslash: "ø",
	auml: "ä",
	ouml: "ö",
	uuml: "ü",
};

/** Text without tags, entities, control characters and line breaks. */
export function plainText(html: string): string {
	return html
		.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, " ")
		.replace(/<!--[\s\S]*?-->/g, " ")
		.replace(/<\/?[a-z][^<>]*>/gi, " ")
		.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity)
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
}

function entity(whole: string, name: string): string {
	if (!name.startsWith("#")) return named[name.toLowerCase()] ?? whole;
	const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** At most so many characters, without half of one at the end. */
export function shortened(text: string, most: number): string {
	return text.length <= most
		? text
		: text
				.slice(0, most)
				.replace(/[\uD800-\uDBFF]$/, "")
				.trimEnd();
}
