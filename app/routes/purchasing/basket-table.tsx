import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { Sums } from "#app/components/sums.tsx";
import type { Basket, BasketLine } from "./what-to-order.tsx";

/** Whom to order from and for which store, what runs out first on top; a row opens its list. */
export function BasketTable({ baskets, open }: { baskets: BasketLine[]; open: Pick<Basket, "vendor" | "store"> | null }) {
	const t = useTranslations("purchasing.suggest");
	const { search } = useLocation();
	const addressOf = ({ vendor, store }: BasketLine) => {
		const query = new URLSearchParams(search);
		query.set("vendor", vendor);
		query.set("at", store.id);
		// Filled up is what was asked of one vendor only.
		query.delete("fill");
		return `/purchasing?${query}#open`;
	};
	return (
		<Table
			label={t("baskets")}
			folds
			density="compact"
			head={
				<>
					<Column fold="subject">{t("from")}</Column>
					<Column>{t("soonest")}</Column>
					<Column number>{t("products")}</Column>
					<Column number>{t("units")}</Column>
					<Column number>{t("cost")}</Column>
				</>
			}
		>
			{baskets.map((basket) => (
				<Row key={`${basket.store.id} ${basket.vendor}`} selected={open?.vendor === basket.vendor && open.store.id === basket.store.id}>
					<Cell fold="subject">
						<RowLink to={addressOf(basket)}>
							<bdi>{basket.vendor || t("noVendor")}</bdi>
						</RowLink>{" "}
						<span className="meta">{basket.store.name}</span>
					</Cell>
					<Cell fold="line">{basket.daysLeft === null ? null : t("out", { days: basket.daysLeft })}</Cell>
					<Cell number fold="hide">
						<Quantity value={basket.products} />
					</Cell>
					<Cell number fold="figure">
						<Quantity value={basket.units} />
					</Cell>
					<Cell number fold="hide">
						<Sums of={basket.costs} whole />
					</Cell>
				</Row>
			))}
		</Table>
	);
}
