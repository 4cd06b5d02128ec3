import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ProductCell } from "./product-cell.tsx";
import type { TransferData } from "./transfer.tsx";

/** What was on a transfer, and what became of it. */
export function TransferLines({ data: { lines } }: { data: TransferData }) {
	const t = useTranslations("transfers");
	if (lines.length === 0) return null;
	const columns = (["received", "returned", "missing"] as const).filter((name) => lines.some((line) => line[name] > 0));
	const words = { received: t("columns.received"), returned: t("columns.back"), missing: t("columns.missing") };
	return (
		<Table
			label={t("lines")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					{columns.map((name) => (
						<Column key={name} number>
							{words[name]}
						</Column>
					))}
					<Column number>{t("columns.sent")}</Column>
				</>
			}
		>
			{lines.map((line) => (
				<Row key={line.productId}>
					<Cell fold="subject">
						<ProductCell product={line} />
					</Cell>
					{columns.map((name) => (
						<Cell key={name} number fold="line">
							<span className="on-phone">{`${words[name]} `}</span>
							<Quantity value={line[name]} />
						</Cell>
					))}
					<Cell number fold="figure">
						<Quantity value={line.quantity} />
					</Cell>
				</Row>
			))}
		</Table>
	);
}
