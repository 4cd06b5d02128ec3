import { useTranslations } from "use-intl/react";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import type { Shown } from "./import.tsx";
import { delimiterName, encodingNames } from "./shown.ts";

/** How the file is written, as far as it was found out. */
export function FileFacts({ found }: { found: Shown }) {
	const t = useTranslations("imports");
	const { format, delimiter, encoding, decimals, totalRows, createdAt, byName } = found;
	return (
		<section className="section" aria-label={t("facts.label")}>
			<p className="row wrap meta">
				<span>{t(`formats.${format}`)}</span>
				{totalRows !== null && <span>{t("facts.rows", { count: totalRows })}</span>}
				<span>{t("facts.separated", { name: t(`delimiters.${delimiterName(delimiter)}`).toLowerCase() })}</span>
				<span>{encodingNames[encoding]}</span>
				<span>{t("facts.numbers", { example: t(`decimals.${decimals}`) })}</span>
				<span>
					<When at={createdAt} /> {byName}
				</span>
			</p>
		</section>
	);
}

/** What somebody should know before it is let in. */
export function Remarks({ found }: { found: Shown }) {
	const t = useTranslations("imports.notes");
	const { encodingIsGuess, twins, preview } = found;
	const odd = preview?.odd ?? 0;
	if (!encodingIsGuess && twins.length === 0 && odd === 0) return null;
	return (
		<div className="section stack">
			{encodingIsGuess && <Notice tone="warn">{t("guess")}</Notice>}
			{twins.length > 0 && (
				<Notice tone="warn">{t("twins", { headers: [...new Set(twins.map(({ header }) => header))].join(", ") })}</Notice>
			)}
			{odd > 0 && <Notice tone="info">{t("odd", { count: odd })}</Notice>}
		</div>
	);
}
