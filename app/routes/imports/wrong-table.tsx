import { Download } from "lucide";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import type { WrongRow } from "#app/imports/queries.server.ts";
import type { Shown } from "./import.tsx";
import { columnLetter, useImportWords } from "./issue-words.ts";

/** Rows that cannot be, or could not be taken back: where, what stands there, and which rule it breaks. */
export function WrongTable({ found, wrong }: { found: Shown; wrong: readonly WrongRow[] }) {
	const t = useTranslations("imports.wrong");
	const words = useImportWords();
	const isUndo = found.state === "undoing" || found.state === "undone";
	const total = (isUndo ? found.counts.kept : found.counts.wrong) ?? wrong.length;
	const lines = wrong.flatMap(({ row, name, issues }) => issues.map((issue, index) => ({ row, name, issue, key: `${row} ${index}` })));
	const title = isUndo ? t("kept") : t("title");
	return (
		<section className="section ruled" id="wrong">
			<header>
				<h2>{title}</h2>
				{!isUndo && (
					<ButtonLink to={`/products/import/${found.id}/wrong`} reloadDocument download kind="quiet" size="s" icon={Download}>
						{t("download")}
					</ButtonLink>
				)}
			</header>
			{!isUndo && found.startedAt === null && <p className="meta">{t("lead")}</p>}
			<Table
				label={title}
				folds
				bleed
				head={
					<>
						<Column number fold="figure">
							{t("row")}
						</Column>
						<Column fold="subject">{t("product")}</Column>
						<Column fold="line">{t("column")}</Column>
						{!isUndo && <Column fold="line">{t("value")}</Column>}
						<Column fold="line">{isUndo ? t("whyKept") : t("why")}</Column>
					</>
				}
			>
				{lines.map(({ row, name, issue, key }) => (
					<Row key={key}>
						<Cell number fold="figure">
							{row}
						</Cell>
						<Cell fold="subject">{name || "–"}</Cell>
						<Cell fold="line">
							{issue.column >= 0 && found.headers[issue.column] !== undefined
								? `${columnLetter(issue.column)} · ${found.headers[issue.column]}`
								: words.field(issue.field)}
						</Cell>
						{!isUndo && (
							<Cell fold="line" mono>
								{issue.value}
							</Cell>
						)}
						<Cell fold="line">{words.issue(issue)}</Cell>
					</Row>
				))}
			</Table>
			{total > wrong.length && <p className="meta">{t(isUndo ? "moreKept" : "more", { count: wrong.length, total })}</p>}
		</section>
	);
}
