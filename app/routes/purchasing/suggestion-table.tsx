import { useState } from "react";
import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { Stepper } from "#app/components/quantity-field.tsx";
import { Sums } from "#app/components/sums.tsx";
import { costsOf, type Extra, missingOf } from "#app/insights/fill-up.ts";
import type { Suggestion } from "#app/insights/suggest.ts";
import { ProductCell } from "../stock/product-cell.tsx";
import { LeastOrder } from "./least-order.tsx";
import type { Basket } from "./what-to-order.tsx";

/** One vendor's and one store's suggestions: how many of each, changed as one likes, and one press makes the order. */
export function SuggestionTable({ basket: { vendor, store, items, commandId, least }, ...props }: { basket: Basket; mayOrder: boolean }) {
	// Nothing is ordered from nobody.
	const mayOrder = props.mayOrder && vendor.trim() !== "";
	const t = useTranslations("purchasing.suggest");
	const [wanted, setWanted] = useState<Record<string, number>>({});
	const busy = useNavigation().formData?.get("commandId") === commandId;
	const first = items[0];
	const extras = new Map(least?.filled?.extras.map((each) => [each.productId, each]));
	const quantityOf = ({ productId, order }: Suggestion) => wanted[productId] ?? order + (extras.get(productId)?.extra ?? 0);
	const units = items.reduce((sum, item) => sum + quantityOf(item), 0);
	const ordered = items.map((item) => ({ ...item, quantity: quantityOf(item) }));
	const name = vendor || t("noVendor");
	const titleId = `basket-${store.id}-${vendor.replace(/\W+/g, "-")}`;
	if (!first) return null;
	return (
		<section className="basket-of" id="open" aria-labelledby={titleId}>
			<Form method="post">
				<input type="hidden" name="commandId" value={commandId} />
				<input type="hidden" name="vendor" value={vendor} />
				<input type="hidden" name="storeId" value={store.id} />
				<header className="section row wrap">
					<h2 id={titleId} className="grow">
						{name} <span className="meta">{store.name}</span>
					</h2>
					<p className="meta">
						{t("terms", { lead: first.leadDays, cover: first.coverDays, pack: first.packSize })}{" "}
						{vendor && (
							<Link className="link" to={`/purchasing/terms?vendor=${encodeURIComponent(vendor)}`}>
								{t("change")}
							</Link>
						)}
					</p>
				</header>
				{least && (
					<LeastOrder
						least={least}
						basket={{ vendor, store }}
						missing={missingOf(ordered, least)}
						isTyped={Object.keys(wanted).length > 0}
					/>
				)}
				<Table
					label={t("table", { vendor: name, store: store.name })}
					folds
					density="picture"
					head={
						<>
							<Column fold="subject" width="28%">
								{t("product")}
							</Column>
							<Column>{t("why")}</Column>
							<Column number>{t("there")}</Column>
							<Column number>{t("coming")}</Column>
							<Column number>{t("upTo")}</Column>
							<Column number>{t("order")}</Column>
						</>
					}
				>
					{items.map((item) => (
						<Row key={item.productId}>
							<Cell fold="subject">
								<ProductCell product={item} />
							</Cell>
							<Cell fold="line">
								<Arithmetic item={item} extra={extras.get(item.productId)} />
							</Cell>
							<Cell number fold="hide">
								<Quantity value={item.available} />
							</Cell>
							<Cell number fold="hide">
								<Quantity value={item.incoming} />
							</Cell>
							<Cell number fold="hide">
								<Quantity value={item.upTo} />
							</Cell>
							<Cell number fold="act">
								{mayOrder ? (
									<span className="line-quantity">
										<Stepper
											name={`n.${item.productId}`}
											label={t("orderOf", { name: item.name })}
											min={0}
											max={1_000_000}
											value={quantityOf(item)}
											onChange={(quantity) => setWanted((before) => ({ ...before, [item.productId]: quantity }))}
										/>
									</span>
								) : (
									<Quantity value={quantityOf(item)} />
								)}
							</Cell>
						</Row>
					))}
				</Table>
				<div className="section act-row">
					<p className="meta grow">
						{t("sum", { units, products: items.filter((item) => quantityOf(item) > 0).length })} <Sums of={costsOf(ordered)} />
					</p>
					{!vendor.trim() && <p className="meta">{t("noVendorNext")}</p>}
					{mayOrder && (
						<Button type="submit" kind="primary" busy={busy} disabled={units === 0}>
							{t("draft")}
						</Button>
					)}
				</div>
			</Form>
		</section>
	);
}

/** How the suggestion comes about, in one line that adds up. */
function Arithmetic({ item, extra }: { item: Suggestion; extra: Extra | undefined }) {
	const t = useTranslations("purchasing.suggest");
	const { rate, leadDays, coverDays, expected, safety, upTo, available, reserved, incoming, order, packSize, orderAt } = item;
	const missing = upTo - available - incoming;
	return (
		<span className="arithmetic">
			<span>{t("sells", { expected, days: leadDays + coverDays, rate, safety, upTo })}</span>
			<span className="meta">
				{order === 0 ? t("waits", { available, incoming }) : t("less", { upTo, available, incoming, missing })}
				{order > 0 && packSize > 1 && ` ${t("packs", { order, pack: packSize })}`}
				{reserved > 0 && ` ${t("reserved", { reserved })}`} {t("at", { orderAt })}
			</span>
			{extra && <span className="meta">{t("extra", { extra: extra.extra, quantity: order + extra.extra, lasts: extra.lasts })}</span>}
		</span>
	);
}
