import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { MoneyField, SelectField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { useShell } from "#app/components/shell.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import { chargeKinds, chargeSpreads, landedCost } from "#app/purchasing/landed-cost.ts";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import { ProductCell } from "../stock/product-cell.tsx";
import type { OrderData } from "./purchase-order.tsx";

const amountFields = chargeKinds.map((kind) => `amount.${kind}`);

/** Freight, duty and the like, spread over the lines, and what one of each came to by that. */
export function OrderCharges({ data, refused }: { data: OrderData; refused: Refused | undefined }) {
	return (
		<>
			<ChargesForm data={data} refused={refused} />
			{data.order.charges.length > 0 && <LandedLines order={data.order} />}
		</>
	);
}

function ChargesForm({ data: { order, commandId, mayPrice }, refused }: { data: OrderData; refused: Refused | undefined }) {
	const t = useTranslations("purchasing.charges");
	const language = useShell().locale;
	const sent = useRefused(refused, amountFields, {});
	const busy = useNavigation().formData?.get("intent") === "charge";
	const charged = order.charges.length > 0;
	return (
		<details className="section ruled" open={charged || amountFields.some((name) => refused?.problems[name]) || undefined}>
			<summary className="link">{t("title")}</summary>
			<Form method="post" className="form" ref={sent.form} noValidate preventScrollReset>
				<input type="hidden" name="commandId" value={commandId} />
				<input type="hidden" name="version" value={order.version} />
				<input type="hidden" name="currency" value={order.currency} />
				<p className="meta">{t("about")}</p>
				{chargeKinds.map((kind) => {
					const said = order.charges.find((charge) => charge.kind === kind);
					const name = `amount.${kind}`;
					return (
						<div className="two" key={`${kind} ${order.version}`}>
							<MoneyField
								label={t(`kinds.${kind}`)}
								name={name}
								currency={order.currency}
								optional
								defaultValue={sent.typed(name) ?? (said ? amountToType(said.amount, order.currency, language) : "")}
								problems={sent.at(name)}
							/>
							<SelectField
								label={t("spreadOf", { kind: t(`kinds.${kind}`) })}
								name={`spread.${kind}`}
								defaultValue={sent.typed(`spread.${kind}`) ?? said?.spread ?? "value"}
							>
								{chargeSpreads.map((spread) => (
									<option key={spread} value={spread}>
										{t(`spreads.${spread}`)}
									</option>
								))}
							</SelectField>
						</div>
					);
				})}
				{mayPrice && (
					<label className="check">
						<input type="checkbox" name="keepCosts" value="1" />
						<span>{t("keep")}</span>
					</label>
				)}
				<div className="act-row">
					<Button type="submit" name="intent" value="charge" busy={busy}>
						{t("verb")}
					</Button>
				</div>
			</Form>
		</details>
	);
}

function LandedLines({ order: { lines, currency } }: Pick<OrderData, "order">) {
	const t = useTranslations("purchasing");
	return (
		<Table
			label={t("charges.table")}
			folds
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					<Column number>{t("columns.unitCost")}</Column>
					<Column number>{t("charges.share")}</Column>
					<Column number>{t("charges.one")}</Column>
				</>
			}
		>
			{lines.map((line) => {
				const one = landedCost(line);
				return (
					<Row key={line.productId}>
						<Cell fold="subject">
							<ProductCell product={line} />
						</Cell>
						<Cell number fold="line">
							{line.unitCost === null ? t("noCost") : <Money amount={line.unitCost} currency={currency} />}
						</Cell>
						<Cell number fold="line">
							<span className="on-phone">{t("charges.share")} </span>
							<Money amount={line.landed} currency={currency} />
						</Cell>
						<Cell number fold="figure">
							{one === null ? t("noCost") : <Money amount={one} currency={currency} />}
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}
