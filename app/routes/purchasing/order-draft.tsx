import { PackageOpen, X } from "lucide";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Money } from "#app/components/money.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { LineQuantity } from "../stock/line-quantity.tsx";
import { ProductCell } from "../stock/product-cell.tsx";
import { ScanField } from "../stock/scan-field.tsx";
import { LineCost } from "./line-cost.tsx";
import type { OrderData } from "./purchase-order.tsx";
import { useOrderScans } from "./use-order-scans.ts";

/** What shall be ordered: scanned or searched, counted, at what cost. */
export function OrderDraft({ data: { order, commandId } }: { data: OrderData }) {
	const t = useTranslations("purchasing");
	const words = useProblemWords();
	const scans = useOrderScans(order.id);
	const told = scans.heard && {
		tone: scans.heard.ok ? ("ok" as const) : ("bad" as const),
		words: scans.heard.ok
			? t("draft.scanned", { name: scans.heard.name, count: scans.heard.quantity })
			: words.refusal(scans.heard.code, scans.heard.details),
		...(!scans.heard.ok && { giveBack: scans.heard.typed }),
	};
	return (
		<>
			<div className="section">
				<ScanField
					told={told || undefined}
					commandId={commandId}
					onCode={(code) => scans.add({ code })}
					onPick={({ id }) => scans.add({ productId: id })}
					onTimes={scans.setLast}
				/>
			</div>
			{order.lines.length === 0 ? (
				<Empty icon={PackageOpen} title={t("draft.empty")} />
			) : (
				<Table
					label={t("lines")}
					folds
					density="picture"
					head={
						<>
							<Column fold="subject">{t("columns.product")}</Column>
							<Column number>{t("columns.unitCost")}</Column>
							<Column number>{t("columns.quantity")}</Column>
							<Column number>{t("columns.cost")}</Column>
							<Column hidden>{t("columns.what")}</Column>
						</>
					}
				>
					{order.lines.map((line) => (
						<Row key={line.productId}>
							<Cell fold="subject">
								<ProductCell product={line} />
							</Cell>
							<Cell number fold="act">
								<LineCost line={line} currency={order.currency} />
							</Cell>
							<Cell number fold="act">
								<LineQuantity
									productId={line.productId}
									quantity={line.quantity}
									label={t("draft.quantityOf", { name: line.name })}
									save={t("draft.save")}
									say={(refused) => words.refusal(refused.code, refused.details)}
								/>
							</Cell>
							<Cell number fold="line">
								{line.unitCost === null ? t("noCost") : <Money amount={line.unitCost * line.quantity} currency={order.currency} />}
							</Cell>
							<Cell number fold="figure">
								<Form method="post" preventScrollReset>
									<input type="hidden" name="intent" value="put" />
									<input type="hidden" name="productId" value={line.productId} />
									<input type="hidden" name="quantity" value="0" />
									<Button type="submit" kind="quiet" icon={X} iconOnly>
										{t("draft.take", { name: line.name })}
									</Button>
								</Form>
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</>
	);
}
