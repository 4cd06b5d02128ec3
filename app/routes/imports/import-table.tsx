import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { When } from "#app/components/when.tsx";
import type { Counts } from "#app/imports/rules.ts";

type Listed = { id: string; fileName: string; state: string; createdAt: number; byName: string; counts: Partial<Counts> | null };

/** Files that were sent, the newest first. */
export function ImportTable({ items }: { items: readonly Listed[] }) {
	const t = useTranslations("imports");
	return (
		<section className="section ruled">
			<header>
				<h2>{t("before.title")}</h2>
			</header>
			<Table
				label={t("before.title")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("before.file")}</Column>
						<Column fold="line">{t("before.when")}</Column>
						<Column fold="hide">{t("before.by")}</Column>
						<Column fold="line">{t("before.outcome")}</Column>
						<Column fold="figure">{t("before.state")}</Column>
					</>
				}
			>
				{items.map(({ id, fileName, state, createdAt, byName, counts }) => (
					<Row key={id}>
						<Cell fold="subject">
							<RowLink to={`/products/import/${id}`}>{fileName}</RowLink>
						</Cell>
						<Cell fold="line">
							<When at={createdAt} />
						</Cell>
						<Cell fold="hide">{byName}</Cell>
						<Cell fold="line">
							{counts && t("before.counts", { created: counts.created ?? 0, updated: counts.updated ?? 0, wrong: counts.wrong ?? 0 })}
						</Cell>
						<Cell fold="figure">
							<StatusBadge kind="import" word={state} />
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
