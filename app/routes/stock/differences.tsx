import { TriangleAlert } from "lucide";
import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Money } from "#app/components/money.tsx";
import { Delta, Quantity } from "#app/components/quantity.tsx";
import type { SheetLine } from "#app/stock/count-sheet.server.ts";
import { ProductCell } from "./product-cell.tsx";

/** Lines of a count with what was expected, what was found, and what lies between, in pieces and at cost. */
export function Differences({ lines }: { lines: SheetLine[] }) {
	const t = useTranslations("counts");
	const valued = lines.some(({ cost }) => cost !== null);
	return (
		<Table
			label={t("review.differences")}
			folds
			bleed
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					<Column number>{t("columns.expected")}</Column>
					<Column number>{t("columns.found")}</Column>
					{valued && <Column number>{t("columns.value")}</Column>}
					<Column number>{t("columns.difference")}</Column>
				</>
			}
		>
			{lines.map((line) => {
				const off = line.counted - (line.expected ?? 0);
				return (
					<Row key={line.productId}>
						<Cell fold="subject">
							<ProductCell product={line}>
								{line.again && (
									<small className="problem">
										<Icon of={TriangleAlert} size={14} />
										{t(`page.${line.again}`)}
									</small>
								)}
							</ProductCell>
						</Cell>
						<Cell number fold="line">
							<span className="on-phone">{t("page.expected", { count: line.expected ?? 0 })}</span>
							<span className="on-desk">
								<Quantity value={line.expected ?? 0} />
							</span>
						</Cell>
						<Cell number fold="hide">
							<Quantity value={line.counted} />
						</Cell>
						{valued && (
							<Cell number fold="line">
								{line.cost !== null && <Money amount={line.cost * off} currency={line.currency} signed />}
							</Cell>
						)}
						<Cell number fold="figure">
							<b>
								<Delta value={off} />
							</b>
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}
