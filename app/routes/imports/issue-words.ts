import { useMessages, useTranslations } from "use-intl/react";
import { isKeyOf, type Words } from "#app/i18n.ts";
import type { RowIssue } from "#app/imports/rules.ts";

type Imports = Words["imports"];
type Key = `rules.${keyof Imports["rules"]}` | `problems.${keyof Imports["problems"]}` | `fields.${keyof Imports["fields"]}`;

/** Says a sentence of `imports`: the page's translator, or the server's. */
type Say = (key: Key | "read.attribute" | "wrong.wholeRow", details?: Record<string, string | number>) => string;

/** What is told of an import by codes only known at run time. The page and the file say the same. */
export function importWords(say: Say, { rules, problems, fields }: Imports) {
	return {
		/** What is wrong with a row. */
		issue: ({ rule, details }: Pick<RowIssue, "rule" | "details">) => (isKeyOf(rules, rule) ? say(`rules.${rule}`, details) : rule),
		/** Why an import failed. */
		problem: ({ code, details }: { code: string; details: Record<string, string | number> }) =>
			isKeyOf(problems, code) ? say(`problems.${code}`, details) : code,
		/** What a column is of a product. */
		field(field: string): string {
			if (field.startsWith("attr:")) return say("read.attribute", { name: field.slice(5) });
			const name = field.replace(".", "_");
			return isKeyOf(fields, name) ? say(`fields.${name}`) : say("wrong.wholeRow");
		},
	};
}

export function useImportWords() {
	return importWords(useTranslations("imports"), useMessages().imports);
}

/** A column as spreadsheets name it: A, B, … Z, AA. */
export function columnLetter(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}
