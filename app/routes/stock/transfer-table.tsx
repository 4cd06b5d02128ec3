import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import { endOfId } from "#app/platform/ids.ts";
import type { ListedTransfer } from "#app/stock/transfers.server.ts";

/** Transfers: from where to where, how far they are. `narrow`: in the column beside a list. */
export function TransferTable({ transfers, narrow }: { transfers: ListedTransfer[]; narrow?: boolean }) {
	const t = useTranslations("transfers");
	const { stores } = useShell();
	const name = (id: string) => stores.find((store) => store.id === id)?.name ?? "";
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
					<Column number>{t("columns.units")}</Column>
				</>
			}
		>
			{transfers.map(({ id, fromStoreId, toStoreId, status, units, received, createdAt, sentAt, closedAt }) => (
				<Row key={id}>
					<Cell fold="subject">
						<RowLink to={`/stock/transfers/${id}`}>{t("route", { from: name(fromStoreId), to: name(toStoreId) })}</RowLink>{" "}
						<small className="mono">{endOfId(id)}</small>
					</Cell>
					<Cell fold="line">
						<StatusBadge kind="transfer" word={status} />
					</Cell>
					{!narrow && (
						<Cell fold="line">
							<When at={closedAt ?? sentAt ?? createdAt} />
						</Cell>
					)}
					<Cell number fold="figure">
						{status === "part_received" || status === "short" ? t("ofUnits", { received, units }) : t("units", { count: units })}
					</Cell>
				</Row>
			))}
		</Table>
	);
}
