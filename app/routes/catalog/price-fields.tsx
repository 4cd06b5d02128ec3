import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { changedPrice, type Rounding, roundings, typedPriceChange } from "#app/catalog/price-change.ts";
import type { PreviewedProduct } from "#app/catalog/preview-products.server.ts";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useRootData } from "#app/components/shell.ts";

type Props = { products: PreviewedProduct[]; count: number; typed: { change: string; rounding: string }; problems: string[] };

/** By how much prices change, and beside each product what it costs now and then. Without scripts the button below fills that in. */
export function PriceFields({ products, count, typed, problems }: Props) {
	const t = useTranslations("products.change");
	const words = useProblemWords();
	const language = useRootData()?.locale ?? "en";
	const [change, setChange] = useState(typed.change);
	const [rounding, setRounding] = useState<Rounding>(roundings.find((known) => known === typed.rounding) ?? "none");
	const by = change.trim() === "" ? null : typedPriceChange(change, language);
	const wrong = by && "problem" in by ? by.problem : null;
	return (
		<>
			<div className="two">
				<TextField
					label={t("by")}
					hint={t("byHint")}
					name="change"
					value={change}
					onChange={(event) => setChange(event.target.value)}
					problems={wrong ? (change.trim().length > 1 ? [t(wrong)] : []) : by ? [] : problems}
					autoComplete="off"
					required
					autoFocus
				/>
				<SelectField
					label={t("rounding")}
					name="rounding"
					value={rounding}
					onChange={(event) => setRounding(roundings.find((known) => known === event.target.value) ?? "none")}
				>
					{roundings.map((word) => (
						<option key={word} value={word}>
							{t(`roundings.${word}`)}
						</option>
					))}
				</SelectField>
			</div>
			<Table
				label={t("preview")}
				head={
					<>
						<Column>{t("product")}</Column>
						<Column number>{t("now")}</Column>
						<Column number>{t("then")}</Column>
					</>
				}
				density="compact"
			>
				{products.map(({ id, name, sku, price, currency }) => {
					const then = by && !("problem" in by) ? changedPrice(price, currency, { ...by, rounding }) : null;
					return (
						<Row key={id}>
							<Cell>
								{name} <small className="mono on-desk">{sku}</small>
							</Cell>
							<Cell number>{price !== null && <Money amount={price} currency={currency} />}</Cell>
							<Cell number>
								{typeof then === "number" ? (
									<b>
										<Money amount={then} currency={currency} />
									</b>
								) : (
									then && <span className="down">{t("cannot", { why: words.refusal(then) })}</span>
								)}
							</Cell>
						</Row>
					);
				})}
			</Table>
			{count > products.length && <p className="meta">{t("first", { count: products.length, all: count })}</p>}
		</>
	);
}
