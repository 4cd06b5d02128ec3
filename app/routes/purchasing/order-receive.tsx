import { PackageCheck } from "lucide";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { barcodeForms, normalBarcode, skuKeyOf } from "#app/catalog/rules.ts";
import { Badge } from "#app/components/badge.tsx";
import { useScripts } from "#app/components/before-scripts.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { Stepper } from "#app/components/quantity-field.tsx";
import type { PurchaseLine } from "#app/purchasing/purchase-orders.server.ts";
import { outstanding } from "#app/purchasing/rules.ts";
import { ProductCell } from "../stock/product-cell.tsx";
import { ScanField } from "../stock/scan-field.tsx";
import type { OrderData } from "./purchase-order.tsx";

type Told = { tone: "ok" | "bad"; words: string; giveBack?: string };
type Counts = Record<string, number>;

/** What is in the boxes: scanned or counted, whole or damaged, then taken in with one press. */
export function OrderReceive({ data: { order, commandId } }: { data: OrderData }) {
	const t = useTranslations("purchasing.receive");
	const scanning = useTranslations("stock.scan");
	const [arrived, setArrived] = useState<Counts>({});
	const [damaged, setDamaged] = useState<Counts>({});
	const [told, setTold] = useState<Told>();
	const [last, setLast] = useState<string>();
	const busy = useNavigation().formData?.get("intent");
	const found = ({ productId }: PurchaseLine) => (arrived[productId] ?? 0) + (damaged[productId] ?? 0);
	const units = order.lines.reduce((sum, line) => sum + found(line), 0);
	const over = order.lines.reduce((sum, line) => sum + Math.max(0, found(line) - outstanding(line)), 0);
	const all = order.lines.reduce((sum, line) => sum + outstanding(line), 0);

	function set(line: PurchaseLine, count: number) {
		setArrived((before) => ({ ...before, [line.productId]: count }));
		setLast(line.productId);
		const left = outstanding(line);
		setTold({ tone: "ok", words: t(count > left ? "scannedOver" : "scanned", { name: line.name, count, left }) });
	}
	const more = (line: PurchaseLine) => set(line, (arrived[line.productId] ?? 0) + 1);
	function scan(code: string) {
		const line = order.lines.find((each) => answersTo(each, code));
		if (line) return more(line);
		setTold({ tone: "bad", words: t("notOn", { code }), giveBack: code });
		setLast(undefined);
	}
	/** Of what was scanned last; of one that is not on it, nothing is said. */
	function times(quantity: number) {
		const line = order.lines.find(({ productId }) => productId === last);
		if (line) set(line, quantity);
		else setTold({ tone: "bad", words: scanning("noLast") });
	}
	return (
		<>
			<div className="section">
				<header>
					<h2>{t("title")}</h2>
				</header>
				<p className="meta">{t("how")}</p>
				<div className="needs-script">
					<ScanField
						told={told}
						commandId={commandId}
						onCode={scan}
						onPick={({ id, sku }) => {
							const line = order.lines.find(({ productId }) => productId === id);
							if (line) more(line);
							else scan(sku);
						}}
						onTimes={times}
					/>
				</div>
			</div>
			<Form method="post" preventScrollReset>
				<input type="hidden" name="commandId" value={commandId} />
				<ReceiveTable
					lines={order.lines}
					arrived={arrived}
					damaged={damaged}
					last={last}
					onArrived={set}
					onDamaged={({ productId }, count) => setDamaged((before) => ({ ...before, [productId]: count }))}
				/>
				<div className="section form">
					<Over over={over} />
					<TextField label={t("note")} name="note" optional maxLength={500} hint={t("noteHint")} />
				</div>
				<div className="section act-row sticky-acts">
					<Button type="submit" name="intent" value="receive-all" busy={busy === "receive-all"}>
						{t("all", { count: all })}
					</Button>
					<Button type="submit" name="intent" value="receive" kind="primary" icon={PackageCheck} busy={busy === "receive"}>
						{units > 0 ? t("count", { count: units }) : t("verb")}
					</Button>
				</div>
			</Form>
		</>
	);
}

/** More than was ordered is taken in only by whoever says so. */
function Over({ over }: { over: number }) {
	const t = useTranslations("purchasing.receive");
	const scripts = useScripts();
	if (scripts && over === 0) return null;
	return (
		<label className="check">
			<input type="checkbox" name="over" value="1" />
			<span>{over > 0 ? t("over", { count: over }) : t("overAny")}</span>
		</label>
	);
}

type TableProps = {
	lines: PurchaseLine[];
	arrived: Counts;
	damaged: Counts;
	last: string | undefined;
	onArrived(line: PurchaseLine, count: number): void;
	onDamaged(line: PurchaseLine, count: number): void;
};

function ReceiveTable({ lines, arrived, damaged, last, onArrived, onDamaged }: TableProps) {
	const t = useTranslations("purchasing");
	return (
		<Table
			label={t("lines")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					<Column number>{t("columns.ordered")}</Column>
					<Column number>{t("columns.toCome")}</Column>
					<Column number>{t("columns.whole")}</Column>
					<Column number>{t("columns.damaged")}</Column>
				</>
			}
		>
			{lines.map((line) => {
				const found = (arrived[line.productId] ?? 0) + (damaged[line.productId] ?? 0);
				return (
					<Row key={line.productId} changed={line.productId === last}>
						<Cell fold="subject">
							<ProductCell product={line}>
								{found > outstanding(line) && <Badge tone="warn">{t("receive.tooMany", { count: found - outstanding(line) })}</Badge>}
							</ProductCell>
						</Cell>
						<Cell number fold="hide">
							<Quantity value={line.quantity} />
						</Cell>
						<Cell number fold="figure">
							<Quantity value={outstanding(line)} />
						</Cell>
						<Cell number fold="act">
							<span className="line-quantity">
								<Stepper
									name={`n.${line.productId}`}
									label={t("receive.wholeOf", { name: line.name })}
									min={0}
									max={1_000_000}
									value={arrived[line.productId] ?? 0}
									onChange={(count) => onArrived(line, count)}
								/>
							</span>
						</Cell>
						<Cell number fold="act">
							<span className="line-quantity">
								<Stepper
									name={`d.${line.productId}`}
									label={t("receive.damagedOf", { name: line.name })}
									min={0}
									max={1_000_000}
									value={damaged[line.productId] ?? 0}
									onChange={(count) => onDamaged(line, count)}
								/>
							</span>
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}

/** Whether a code is this line's SKU or barcode. */
function answersTo({ sku, barcode }: PurchaseLine, code: string): boolean {
	return skuKeyOf(sku) === skuKeyOf(code) || (barcode !== null && barcodeForms(code).includes(normalBarcode(barcode)));
}
