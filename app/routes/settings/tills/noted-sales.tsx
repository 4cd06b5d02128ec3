import { Link } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { When } from "#app/components/when.tsx";
import type { NotedSale } from "#app/sales/offline/queries.server.ts";

/** Sales that were booked as they were made, and what somebody may want to know of them: nothing has to be done. */
export function NotedSales({ sales }: { sales: NotedSale[] }) {
	const t = useTranslations("tillQueues");
	const words: Record<string, string> = useMessages().tillQueues.notes;
	return (
		<section className="section" aria-labelledby="noted">
			<header>
				<h2 id="noted">{t("noted")}</h2>
			</header>
			<p className="quiet-text above-table">{t("notedAbout")}</p>
			<Table
				label={t("noted")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("sale")}</Column>
						<Column>{t("why")}</Column>
						<Column>{t("sold")}</Column>
						<Column number>{t("total")}</Column>
					</>
				}
			>
				{sales.map((sale) => (
					<Row key={sale.id}>
						<Cell fold="subject">
							<span className="row">
								<Link to={`/orders/${sale.orderId}`} className="link">
									{t("saleOf", { seq: sale.seq, till: sale.deviceName })}
								</Link>
							</span>
							<small className="meta">{sale.storeName}</small>
						</Cell>
						<Cell fold="line">{sale.notes.map((note) => words[note] ?? note).join(" ")}</Cell>
						<Cell fold="line">
							<When at={sale.soldAt} /> · {sale.actorName}
						</Cell>
						<Cell number fold="figure">
							<Money amount={sale.total} currency={sale.currency} />
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
