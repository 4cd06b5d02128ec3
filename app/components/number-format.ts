/** Number formats, one of each kind for ever: a list asks for the same few on every row, and making one costs more than the row. */

const made = new Map<string, Intl.NumberFormat>();

/** The format of a kind of number in a locale; `kind` names it among all that are asked for, `options` says what it is. */
export function numberFormat(locale: string, kind: string, options: () => Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${locale} ${kind}`;
	let format = made.get(key);
	if (!format) {
		format = new Intl.NumberFormat(locale, options());
		made.set(key, format);
	}
	return format;
}
