import { Form, Link } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Missing } from "#app/channels/missing.server.ts";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { Quantity } from "#app/components/quantity.tsx";

type Props = {
	items: Missing[];
	shopCurrency: string;
	/** The id of the form that shows what would be made of those that are chosen; null: nothing is chosen here. */
	choosing: string | null;
};

/** Each product as it would be made there: its name, SKU, barcode and price as here, and so many of it; or why not. */
export function MissingTable({ items, shopCurrency, choosing }: Props) {
	const t = useTranslations("channels.missing");
	return (
		<>
			{choosing && (
				<Form id={choosing} method="get" className="section row wrap">
					<Button type="submit">{t("show")}</Button>
					<span className="quiet-text">{t("showAbout")}</span>
				</Form>
			)}
			<Table
				label={t("title")}
				folds
				head={
					<>
						<Column fold="subject">{t("columns.product")}</Column>
						<Column>{t("columns.barcode")}</Column>
						<Column number>{t("columns.price")}</Column>
						<Column number>{t("columns.quantity")}</Column>
						<Column>{t("columns.state")}</Column>
					</>
				}
			>
				{items.map((item) => (
					<Row key={item.productId}>
						<Cell fold="subject">
							<span className="row">
								{choosing && item.why === null && item.wanted !== "waiting" && (
									<input
										type="checkbox"
										name="product"
										value={item.productId}
										form={choosing}
										aria-label={t("choose", { name: item.name, sku: item.sku })}
									/>
								)}
								<span>
									<Link to={`/products/${item.productId}`} className="link">
										{item.name}
									</Link>{" "}
									<small className="mono">{item.sku}</small>
								</span>
							</span>
						</Cell>
						<Cell fold="line">
							<span className="mono">{item.barcode || "–"}</span>
						</Cell>
						<Cell number fold="line">
							{item.price === null ? "–" : <Money amount={item.price} currency={item.currency} />}
						</Cell>
						<Cell number fold="figure">
							<Quantity value={item.quantity} />
						</Cell>
						<Cell fold="line">
							<State item={item} shopCurrency={shopCurrency} />
						</Cell>
					</Row>
				))}
			</Table>
		</>
	);
}

function State({ item: { why, wanted, said, heard }, shopCurrency }: { item: Missing; shopCurrency: string }) {
	const t = useTranslations("channels.missing");
	if (wanted === "waiting") return <Badge tone="info">{t("isWaiting")}</Badge>;
	const reason = why ?? (wanted === "refused" && said !== "" ? said : null);
	if (reason === null) return null;
	return (
		<span className="quiet-text">
			{t(`why.${reason}`, { currency: shopCurrency })} {why === null && heard}
		</span>
	);
}
