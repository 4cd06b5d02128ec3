import { PackageCheck, Undo2 } from "lucide";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { barcodeForms, normalBarcode, skuKeyOf } from "#app/catalog/rules.ts";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { Stepper } from "#app/components/quantity-field.tsx";
import { outstanding } from "#app/stock/rules.ts";
import { ProductCell } from "./product-cell.tsx";
import { ScanField } from "./scan-field.tsx";
import type { TransferData } from "./transfer.tsx";

type Told = { tone: "ok" | "bad"; words: string; giveBack?: string };

/** What arrived, by line: filled in or scanned, then received with one press. The same lines can be brought back to where they came from. */
export function TransferReceive({ data }: { data: TransferData }) {
	const t = useTranslations("transfers");
	const scanning = useTranslations("stock.scan");
	const { transfer, lines, from, commandId } = data;
	const isShort = transfer.status === "short";
	const leftOf = (line: TransferData["lines"][number]) => (isShort ? line.missing : outstanding(line));
	const open = lines.filter((line) => leftOf(line) > 0);
	const [arrived, setArrived] = useState<Record<string, number>>({});
	const [told, setTold] = useState<Told>();
	const [last, setLast] = useState<string>();
	const busy = useNavigation().formData?.get("intent");
	const units = open.reduce((sum, line) => sum + (arrived[line.productId] ?? 0), 0);
	const all = open.reduce((sum, line) => sum + leftOf(line), 0);

	function set(productId: string, quantity: number) {
		const line = open.find((each) => each.productId === productId);
		if (!line) return;
		const count = Math.min(quantity, leftOf(line));
		setArrived((before) => ({ ...before, [productId]: count }));
		setLast(productId);
		setTold({ tone: "ok", words: t("receive.scanned", { name: line.name, count, left: leftOf(line) }) });
	}
	function scan(code: string) {
		const line = open.find((each) => answersTo(each, code) && (arrived[each.productId] ?? 0) < leftOf(each));
		if (line) return set(line.productId, (arrived[line.productId] ?? 0) + 1);
		setTold({ tone: "bad", words: t("receive.notOn", { code }), giveBack: code });
		setLast(undefined);
	}
	/** Of what was scanned last; of one that is not on it, nothing is said. */
	function times(quantity: number) {
		if (last) set(last, quantity);
		else setTold({ tone: "bad", words: scanning("noLast") });
	}
	return (
		<>
			<div className="section">
				<header>
					<h2>{t(isShort ? "receive.foundTitle" : "receive.title")}</h2>
				</header>
				<p className="meta">{t(isShort ? "receive.foundHow" : "receive.how")}</p>
				<div className="needs-script">
					<ScanField
						told={told}
						commandId={commandId}
						onCode={scan}
						onPick={({ id, sku }) => (open.some(({ productId }) => productId === id) ? set(id, (arrived[id] ?? 0) + 1) : scan(sku))}
						onTimes={times}
					/>
				</div>
			</div>
			<Form method="post" preventScrollReset>
				<input type="hidden" name="commandId" value={commandId} />
				<Table
					label={t("lines")}
					folds
					density="picture"
					head={
						<>
							<Column fold="subject">{t("columns.product")}</Column>
							<Column number>{t("columns.sent")}</Column>
							<Column number>{t("columns.received")}</Column>
							<Column number>{t(isShort ? "columns.missing" : "columns.left")}</Column>
							<Column number>{t("columns.arrived")}</Column>
						</>
					}
				>
					{lines.map((line) => (
						<Row key={line.productId} changed={line.productId === last}>
							<Cell fold="subject">
								<ProductCell product={line} />
							</Cell>
							<Cell number fold="hide">
								<Quantity value={line.quantity} />
							</Cell>
							<Cell number fold="hide">
								<Quantity value={line.received} />
							</Cell>
							<Cell number fold="figure">
								<Quantity value={leftOf(line)} />
							</Cell>
							<Cell number fold="act">
								{leftOf(line) > 0 && (
									<span className="line-quantity">
										<Stepper
											name={`n.${line.productId}`}
											label={t("receive.arrivedOf", { name: line.name })}
											min={0}
											max={leftOf(line)}
											value={arrived[line.productId] ?? 0}
											onChange={(quantity) => set(line.productId, quantity)}
										/>
									</span>
								)}
							</Cell>
						</Row>
					))}
				</Table>
				<div className="section act-row sticky-acts">
					<Button type="submit" name="intent" value="bring-back" kind="quiet" icon={Undo2} busy={busy === "bring-back"}>
						{t("back.verb", { store: from.name })}
					</Button>
					{!isShort && (
						<Button type="submit" name="intent" value="receive-all" busy={busy === "receive-all"}>
							{t("receive.all", { count: all })}
						</Button>
					)}
					<Button type="submit" name="intent" value="receive" kind="primary" icon={PackageCheck} busy={busy === "receive"}>
						{units > 0 ? t("receive.count", { count: units }) : t("receive.verb")}
					</Button>
				</div>
			</Form>
		</>
	);
}

/** Whether a code is this line's SKU or barcode. */
function answersTo({ sku, barcode }: { sku: string; barcode: string | null }, code: string): boolean {
	return skuKeyOf(sku) === skuKeyOf(code) || (barcode !== null && barcodeForms(code).includes(normalBarcode(barcode)));
}
