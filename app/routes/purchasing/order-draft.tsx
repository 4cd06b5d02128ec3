import { PackageOpen, X } from "lucide";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Money } from "#app/components/money.tsx";
import { skuKeyOf } from "#app/catalog/rules.ts";
import { useProblemWords } from "#app/components/problems.ts";
import { LineQuantity } from "../stock/line-quantity.tsx";
import { ProductCell } from "../stock/product-cell.tsx";
import { ScanField } from "../stock/scan-field.tsx";
import { useScanWords } from "../stock/scan-words.tsx";
import { useScans } from "../stock/use-scans.ts";
import { LineCost } from "./line-cost.tsx";
import type { OrderData } from "./purchase-order.tsx";

/** What shall be ordered: scanned or searched, counted, at what cost. */
export function OrderDraft({ data: { order, commandId } }: { data: OrderData }) {
	const t = useTranslations("purchasing");
	const words = useProblemWords();
	const scans = useScans(`/api/purchase-orders/${order.id}/lines`, lineIn);
	const { told, field } = useScanWords(scans, "purchase");
	return (
		<>
			<div className="section">
				<ScanField {...field} told={told} commandId={commandId} />
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

type Line = { productId: string; name: string; sku: string; barcode: string | null; quantity: number };

/** The line a scan was written on, in the order that came back. */
function lineIn({ lines }: { lines: Line[] }, { productId, code }: { productId?: string; code?: string }) {
	const answers = ({ sku, barcode }: Line) => code !== undefined && (skuKeyOf(sku) === skuKeyOf(code) || barcode === code.trim());
	const line = lines.find((each) => each.productId === productId || answers(each));
	return line && { product: { id: line.productId, name: line.name }, quantity: line.quantity };
}
