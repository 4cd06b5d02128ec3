import { useMessages, useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import { isKeyOf } from "#app/i18n.ts";
import type { FieldIssue } from "#app/platform/errors.ts";

/** What is wrong with a cell, or with a field of the pages of styles, in the reader's words. */
export function useCellWords() {
	const t = useTranslations("styles.problems");
	const known = useMessages().styles.problems;
	const words = useProblemWords();
	const of = (rule: string): string => (isKeyOf(known, rule) ? t(rule) : words.of(rule));
	return {
		of,
		/** The issues of a field as ready sentences. */
		all: (issues: readonly FieldIssue[] | undefined): string[] | undefined => issues?.map(({ rule }) => of(rule)),
		refusal: words.refusal,
	};
}
