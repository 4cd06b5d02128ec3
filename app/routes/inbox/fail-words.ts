import { useMessages, useTranslations } from "use-intl/react";
import { type Shown, templated } from "#app/inbox/rules.ts";

/** Why a message did not arrive, and what to do: a sentence, as it is on that platform. Where we know no better, with what the platform says of it. */
export function useFailWords(platform: string): (message: Pick<Shown, "why" | "said">) => string {
	const t = useTranslations("inbox");
	const { why: words, whyWithoutTemplates } = useMessages().inbox;
	const own: Record<string, string> = { ...words, ...(!templated.includes(platform) && whyWithoutTemplates) };
	return ({ why, said }) => {
		const reason = why !== null && why in own ? why : "unknown";
		if (said === "" || (reason !== "unknown" && reason !== "not_valid")) return own[reason] ?? "";
		return `${own[reason === "unknown" ? "refused" : reason]} ${t("itSays", { said })}`;
	};
}
