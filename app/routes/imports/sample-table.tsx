import { useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import type { Tone } from "#app/components/status-words.ts";
import type { Outcome } from "#app/imports/rules.ts";
import type { Shown } from "./import.tsx";
import { useImportWords } from "./issue-words.ts";

const tones: Record<Outcome, Tone> = { created: "ok", updated: "info", unchanged: "mute", skipped: "mute", wrong: "bad" };

/** The first rows of a file, and what would become of each. */
export function SampleTable({ sample }: Pick<Shown, "sample">) {
	const t = useTranslations("imports");
	const words = useImportWords();
	return (
		<section className="section ruled">
			<header>
				<h2>{t("sample.title")}</h2>
			</header>
			<Table
				label={t("sample.title")}
				folds
				bleed
				head={
					<>
						<Column number fold="hide">
							{t("sample.row")}
						</Column>
						<Column fold="subject">{t("sample.product")}</Column>
						<Column fold="line">{t("sample.sku")}</Column>
						<Column fold="figure">{t("sample.outcome")}</Column>
						<Column fold="line">{t("sample.changes")}</Column>
					</>
				}
			>
				{sample.map(({ row, name, sku, outcome, changed, issues }) => (
					<Row key={row}>
						<Cell number fold="hide">
							{row}
						</Cell>
						<Cell fold="subject">{name || "–"}</Cell>
						<Cell fold="line" mono>
							{sku}
						</Cell>
						<Cell fold="figure">
							<Badge tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
						</Cell>
						<Cell fold="line">
							{issues.length > 0
								? issues.map((issue) => `${words.field(issue.field)}: ${words.issue(issue)}`).join(" ")
								: changed
										.map((field) => words.field(field === "styleId" ? "style" : field === "categoryId" ? "category" : field))
										.join(", ")}
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
