import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { IntlProvider } from "use-intl/react";
import { type Problem, useProblemWords } from "#app/components/problems.ts";
import { intlLocales, type Locale } from "#app/i18n.ts";
import da from "../../../messages/da/every.ts";
import en from "../../../messages/en/every.ts";

function Say({ problem }: { problem: Problem }) {
	return useProblemWords().of(problem);
}

const said = (locale: Locale, problem: Problem) =>
	renderToStaticMarkup(
		<IntlProvider locale={intlLocales[locale]} messages={locale === "en" ? en : da} timeZone="UTC">
			<Say problem={problem} />
		</IntlProvider>,
	);

it.each<[Problem, string, string]>([
	[{ rule: "coverDays", message: "at least 1" }, "Whole days from 1 to 365.", "Hele dage fra 1 til 365."],
	// A rule without words of its own says itself in English, and to nobody else.
	[{ rule: "too_small", message: "at least 3" }, "at least 3", "Det passer ikke her."],
	[{ rule: "custom" }, "This does not fit here.", "Det passer ikke her."],
	["Skriv mindst tre.", "Skriv mindst tre.", "Skriv mindst tre."],
])("%j is said in the reader's language", (problem, english, danish) => {
	expect([said("en", problem), said("da", problem)]).toEqual([english, danish]);
});
