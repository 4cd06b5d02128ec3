import type { Words } from "#app/i18n.ts";
import type { RowIssue } from "#app/imports/rules.ts";

/** What is wrong with a row, in words: `imports.rules.<rule>`, with what it speaks of filled in. Pure: the page and the file say the same. */
export function issueWords(words: Words["imports"], { rule, details }: Pick<RowIssue, "rule" | "details">): string {
	const sentences: Record<string, string> = words.rules;
	return fill(Object.hasOwn(sentences, rule) ? (sentences[rule] ?? rule) : rule, details);
}

/** Why an import failed: `imports.problems.<code>`. */
export function problemWords(
	words: Words["imports"],
	{ code, details }: { code: string; details: Record<string, string | number> },
): string {
	const sentences: Record<string, string> = words.problems;
	return fill(sentences[code] ?? code, details);
}

/** What a column is of a product. */
export function fieldWords(words: Words["imports"], field: string): string {
	if (field.startsWith("attr:")) return words.read.attribute.replace("{name}", field.slice(5));
	const names: Record<string, string> = words.fields;
	return names[field.replace(".", "_")] ?? words.wrong.wholeRow;
}

/** The sentences of these carry plain `{name}` slots, because their rule is only known at run time. */
function fill(sentence: string, details: Record<string, string | number> = {}): string {
	return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ""));
}

/** A column as spreadsheets name it: A, B, … Z, AA. */
export function columnLetter(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
