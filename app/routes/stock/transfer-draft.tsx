import { PackageOpen, Send, X } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { LineQuantity } from "./line-quantity.tsx";
import { ProductCell } from "./product-cell.tsx";
import { useRefusalWords } from "./refusal-words.ts";
import { ScanField } from "./scan-field.tsx";
import { useScanWords } from "./scan-words.tsx";
import type { TransferData } from "./transfer.tsx";
import { useScans } from "./use-scans.ts";

/** What shall be sent: scanned or searched, counted, and sent with one press. */
export function TransferDraft({ data }: { data: TransferData }) {
	const t = useTranslations("transfers");
	const { transfer, lines, from, commandId } = data;
	const scans = useScans(
		`/api/transfers/${transfer.id}/lines`,
		(line: { product: { id: string; name: string }; quantity: number }) => line,
	);
	const { told, field } = useScanWords(scans, "transfer");
	const refusal = useRefusalWords("transfer");
	const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
	return (
		<>
			<div className="section">
				<ScanField {...field} told={told} storeId={from.id} commandId={commandId} />
			</div>
			{lines.length === 0 ? (
				<Empty icon={PackageOpen} title={t("emptyLines")} />
			) : (
				<Table
					label={t("lines")}
					folds
					density="picture"
					head={
						<>
							<Column fold="subject">{t("columns.product")}</Column>
							<Column number>{t("columns.inStore", { store: from.name })}</Column>
							<Column number>{t("columns.send")}</Column>
							<Column hidden>{t("columns.what")}</Column>
						</>
					}
				>
					{lines.map((line) => {
						const available = line.onHand - line.reserved;
						return (
							<Row key={line.productId}>
								<Cell fold="subject">
									<ProductCell product={line}>
										{line.quantity > available && <span className="problem">{t("tooFew", { available })}</span>}
									</ProductCell>
								</Cell>
								<Cell number fold="hide">
									<Quantity value={available} />
								</Cell>
								<Cell number fold="act">
									<LineQuantity
										productId={line.productId}
										quantity={line.quantity}
										label={t("quantityOf", { name: line.name })}
										save={t("save")}
										say={refusal}
									/>
								</Cell>
								<Cell number fold="figure">
									<Form method="post" preventScrollReset>
										<input type="hidden" name="intent" value="put" />
										<input type="hidden" name="productId" value={line.productId} />
										<input type="hidden" name="quantity" value="0" />
										<Button type="submit" kind="quiet" icon={X} iconOnly>
											{t("take", { name: line.name })}
										</Button>
									</Form>
								</Cell>
							</Row>
						);
					})}
				</Table>
			)}
			<SendOrDiscard units={units} from={from.name} commandId={commandId} />
		</>
	);
}

function SendOrDiscard({ units, from, commandId }: { units: number; from: string; commandId: string }) {
	const t = useTranslations("transfers");
	const busy = useNavigation().formData?.get("intent") === "send";
	return (
		<Form method="post" className="section ruled act-row">
			<input type="hidden" name="commandId" value={commandId} />
			<p className="meta grow">{t("sendHint", { from })}</p>
			<Button type="submit" name="intent" value="cancel" kind="quiet">
				{t("discard")}
			</Button>
			<Button type="submit" name="intent" value="send" kind="primary" icon={Send} busy={busy} disabled={units === 0}>
				{units === 0 ? t("sendNothing") : t("send", { count: units })}
			</Button>
		</Form>
	);
}
