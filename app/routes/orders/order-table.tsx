import { useFormatter, useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { useClock } from "#app/components/clock.ts";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { useTimeWords, When } from "#app/components/when.tsx";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import { useStoreNames } from "../insights/store-names.ts";

type Props = {
	orders: OrderRow[];
	/** They are all of the customer whose page they stand on. */
	ofOne?: boolean;
};

/** Orders: what went, when, where, for how much. Only what was given back carries a badge. A column of one currency names it once, in its head. */
export function OrderTable({ orders, ofOne }: Props) {
	const t = useTranslations("orders");
	const format = useFormatter();
	const time = useTimeWords();
	const now = useClock();
	const nameOf = useStoreNames();
	const currencies = new Set(orders.map(({ currency }) => currency));
	const only = currencies.size === 1 ? [...currencies][0] : undefined;
	return (
		<Table
			label={t("title")}
			folds
			{...(ofOne ? { bleed: true } : { sticks: true })}
			head={
				<>
					<Column fold="subject">{t("order")}</Column>
					<Column>{t("when")}</Column>
					{nameOf && <Column>{t("store")}</Column>}
					<Column>{t("soldBy")}</Column>
					<Column number>{t("units")}</Column>
					<Column number>{only ?? t("amount")}</Column>
				</>
			}
		>
			{orders.map((order) => (
				<Row key={order.id}>
					<Cell fold="subject">
						<span className="row">
							<bdi className="clip">
								<RowLink to={`/orders/${order.id}`}>
									{order.lines > 1 ? t("andMore", { title: order.title, count: order.lines - 1 }) : order.title}
								</RowLink>
							</bdi>
							<small className="mono">{t("number", { number: endOfId(order.id) })}</small>
							{!ofOne && order.customerName && (
								<small className="clip">
									<bdi>{order.customerName}</bdi>
								</small>
							)}
							{order.status !== "COMPLETED" && order.status !== "REFUNDED" && <StatusBadge kind="order" word={order.status} />}
							{order.paymentStatus !== "paid" && <StatusBadge kind="payment" word={order.paymentStatus} />}
						</span>
					</Cell>
					<Cell fold="line">
						<When at={order.placedAt} />
						{time.dayOf(order.placedAt) !== time.dayOf(now) && (
							<small>
								{" "}
								<When at={order.placedAt} show="time" />
							</small>
						)}
					</Cell>
					{nameOf && <Cell fold="line">{nameOf(order.storeId)}</Cell>}
					<Cell fold="hide">{order.actorName}</Cell>
					<Cell number fold="hide">
						{format.number(order.units)}
					</Cell>
					<Cell number fold="figure">
						<Money amount={order.total} currency={order.currency} bare={only !== undefined} />
					</Cell>
				</Row>
			))}
		</Table>
	);
}
