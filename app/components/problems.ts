import { useLocale, useMessages, useTranslations } from "use-intl/react";
import { filledIn } from "#app/platform/refusal-words.ts";

/**
 * A broken rule as it arrives from the server: `{ field, rule, message }` of a refusal, or a bare rule or sentence.
 * A rule the catalogs know (`problems.<rule>`) is said in the reader's language. Of any other, whoever reads English is told what the rule itself says,
 * and everybody else that it does not fit. A bare sentence is said as it came: it is somebody's own words already.
 */
export type Problem = string | { rule: string; message?: string };

/** Says problems and refusals in the reader's words. */
export function useProblemWords() {
	const t = useTranslations();
	const messages = useMessages();
	const rules: Record<string, string> = messages.problems;
	const refusals: Record<string, string> = messages.errors;
	const readsEnglish = useLocale().startsWith("en");
	return {
		optional: t("common.optional"),
		/** One field's problem. */
		of(problem: Problem): string {
			if (typeof problem === "string") return rules[problem] ?? problem;
			return rules[problem.rule] ?? (readsEnglish ? problem.message : undefined) ?? t("problems.invalid");
		},
		/** A whole refusal: its code's sentence with its details filled in, else the general one. */
		refusal(code: string, details?: Record<string, unknown>): string {
			if (!Object.hasOwn(refusals, code)) return t("errors.unexpected");
			return filledIn(refusals[code] ?? "", details ?? {});
		},
	};
}
