import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";

/** The way in by Google, under a page's own form. A link, not a form: the policy lets no form lead off this site. */
export function GoogleDoor({ query }: { query: Record<string, string> }) {
	const t = useTranslations("google");
	return (
		<div className="other-way">
			<span className="or">{t("or")}</span>
			<ButtonLink to={`/sign-in/google?${new URLSearchParams(query)}`} reloadDocument>
				{t("continue")}
			</ButtonLink>
		</div>
	);
}

/** What went wrong on the way to Google and back (`?google=`), in words. */
export function useGoogleProblem(): string | null {
	const words = useProblemWords();
	const code = new URLSearchParams(useLocation().search).get("google");
	return code?.startsWith("google_") ? words.refusal(code) : null;
}

export function GoogleProblem() {
	const problem = useGoogleProblem();
	return problem && <Notice tone="bad">{problem}</Notice>;
}

/** Who came back from Google, on the form that asks for the rest. */
export function GoogleKnows({ email, without }: { email: string; without: string }) {
	const t = useTranslations("google");
	return (
		<Notice tone="info">
			<p>{t("known", { email })}</p>
			<ButtonLink to={`/sign-in/google/forget?next=${encodeURIComponent(without)}`} reloadDocument size="s" kind="quiet">
				{t("notYou")}
			</ButtonLink>
		</Notice>
	);
}
