import { ArrowLeft, ArrowRight } from "lucide";
import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Keyset pages: on to the next, back to where we came from. `nextCursor` null is the end. */
export function Pager({
	nextCursor,
	previousCursor,
	summary,
}: {
	nextCursor: string | null;
	previousCursor?: string | null;
	summary?: string;
}) {
	const t = useTranslations("common");
	const { pathname, search } = useLocation();
	const query = new URLSearchParams(search);
	const here = query.get("cursor");
	if (!nextCursor && !here && !summary) return null;
	const to = (cursor: string | null | undefined) => {
		const next = new URLSearchParams(query);
		if (cursor) next.set("cursor", cursor);
		else next.delete("cursor");
		const text = next.toString();
		return text ? `${pathname}?${text}` : pathname;
	};
	return (
		<nav className="pager" aria-label={t("pages")}>
			<span className="meta">{summary}</span>
			{here && (
				<ButtonLink to={to(previousCursor)} size="s" icon={ArrowLeft}>
					{previousCursor === undefined ? t("firstPage") : t("back")}
				</ButtonLink>
			)}
			{nextCursor && (
				<ButtonLink to={to(nextCursor)} size="s" prefetch="intent">
					{t("next")}
					<Icon of={ArrowRight} size={15} />
				</ButtonLink>
			)}
		</nav>
	);
}
