import { useTranslations } from "use-intl/react";
import { Badge, StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import type { Count } from "#app/stock/counts.server.ts";

type Props = {
	counts: Count[];
	categories: { id: string; name: string }[];
	/** In the column beside a list. */
	narrow?: boolean;
};

/** Counts: where, of what, how far, and how much was wrong. */
export function CountTable({ counts, categories, narrow }: Props) {
	const t = useTranslations("counts");
	const { stores } = useShell();
	const scopeOf = useScopeWords();
	return (
		<Table
			label={t("title")}
			folds
			bleed={narrow}
			head={
				<>
					<Column fold="subject">{t("columns.what")}</Column>
					<Column>{t("columns.status")}</Column>
					{!narrow && <Column>{t("columns.when")}</Column>}
					<Column number>{t("columns.counted")}</Column>
					{!narrow && <Column number>{t("columns.off")}</Column>}
				</>
			}
		>
			{counts.map((count) => (
				<Row key={count.id}>
					<Cell fold="subject">
						<RowLink to={`/stock/counts/${count.id}`}>{stores.find(({ id }) => id === count.storeId)?.name}</RowLink>{" "}
						<small>{scopeOf(count.scope, categories.find(({ id }) => id === count.categoryId)?.name)}</small>
					</Cell>
					<Cell fold="line">
						<span className="row">
							<StatusBadge kind="count" word={count.status} />
							{count.blind === 1 && !narrow && <Badge tone="mute">{t("blind")}</Badge>}
						</span>
					</Cell>
					{!narrow && (
						<Cell fold="line">
							<When at={count.closedAt ?? count.openedAt} />
						</Cell>
					)}
					<Cell number fold="figure">
						<Quantity value={count.counted} />
					</Cell>
					{!narrow && (
						<Cell number fold="hide">
							{count.off !== null && <Quantity value={count.off} />}
						</Cell>
					)}
				</Row>
			))}
		</Table>
	);
}

/** What a count is of, in words. */
export function useScopeWords(): (scope: Count["scope"], category: string | null | undefined) => string {
	const t = useTranslations("counts.scopes");
	return (scope, category) => {
		if (scope !== "category") return t(scope);
		return category ? t("category", { category }) : t("categoryGone");
	};
}
