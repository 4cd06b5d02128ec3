import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ProductCell } from "../stock/product-cell.tsx";
import type { OrderData } from "./purchase-order.tsx";

/** What was ordered, and what became of it. */
export function OrderLines({ data: { order } }: { data: OrderData }) {
	const t = useTranslations("purchasing");
	if (order.lines.length === 0) return null;
	const shown = (["received", "damaged", "givenUp"] as const).filter((name) => order.lines.some((line) => line[name] > 0));
	return (
		<Table
			label={t("lines")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					<Column number>{t("columns.unitCost")}</Column>
					{shown.map((name) => (
						<Column key={name} number>
							{t(`columns.${name}`)}
						</Column>
					))}
					<Column number>{t("columns.ordered")}</Column>
				</>
			}
		>
			{order.lines.map((line) => (
				<Row key={line.productId}>
					<Cell fold="subject">
						<ProductCell product={line} />
					</Cell>
					<Cell number fold="line">
						{line.unitCost === null ? t("noCost") : <Money amount={line.unitCost} currency={order.currency} />}
					</Cell>
					{shown.map((name) => (
						<Cell key={name} number fold="line">
							<span className="on-phone">{t(`columns.${name}`)} </span>
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
