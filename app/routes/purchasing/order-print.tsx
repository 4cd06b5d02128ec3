import { ArrowLeft, Printer } from "lucide";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import { purchaseSheet } from "#app/purchasing/purchase-sheet.server.ts";
import { purchaseNumber } from "#app/purchasing/rules.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/order-print.ts";
import "#app/styles/purchasing.css";

export const handle = "buying";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { order, terms } = await purchaseSheet(tenant, { purchaseOrderId: params.orderId });
		const { stores, business } = await tenant.principal();
		return { order, terms, store: stores.find(({ id }) => id === order.storeId)?.name ?? "", business: business.name };
	});
}

/** The order on paper; `order-pdf.ts` is the same as a file. */
export default function OrderPrint({ loaderData: { order, terms, store, business } }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	const format = useFormatter();
	const id = purchaseNumber(order.number);
	const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
	const cost = order.lines.reduce((sum, { quantity, unitCost }) => sum + quantity * (unitCost ?? 0), 0);
	return (
		<>
			<PageHeader title={t("paper.title", { id })} crumbs={[{ label: t("tabs.orders"), to: "/purchasing/orders" }]}>
				<ButtonLink to={`/purchasing/orders/${order.id}`} kind="quiet" icon={ArrowLeft}>
					{t("paper.back")}
				</ButtonLink>
				<span className="needs-script">
					<Button kind="primary" icon={Printer} keyName="F8" onClick={() => window.print()}>
						{t("print")}
					</Button>
				</span>
			</PageHeader>
			<article className="section purchase-paper">
				<header>
					<h2>{t("paper.title", { id })}</h2>
				</header>
				<dl className="facts">
					<div>
						<dt>{t("paper.from")}</dt>
						<dd>{business}</dd>
					</div>
					<div>
						<dt>{t("form.vendor")}</dt>
						<dd>{order.vendorName}</dd>
					</div>
					<div>
						<dt>{t("paper.deliver")}</dt>
						<dd>{store}</dd>
					</div>
					<div>
						<dt>{t("paper.date")}</dt>
						<dd>
							<When at={order.sentAt ?? order.createdAt} show="day" />
						</dd>
					</div>
					{order.expectedOn !== null && (
						<div>
							<dt>{t("facts.expected")}</dt>
							<dd>{format.dateTime(Date.parse(order.expectedOn), { dateStyle: "long", timeZone: "UTC" })}</dd>
						</div>
					)}
				</dl>
				{order.note && <p>{order.note}</p>}
				<Table
					label={t("lines")}
					head={
						<>
							<Column>{t("columns.sku")}</Column>
							<Column>{t("columns.product")}</Column>
							<Column number>{t("columns.quantity")}</Column>
							<Column number>{t("columns.unitCost")}</Column>
							<Column number>{t("columns.cost")}</Column>
						</>
					}
				>
					{order.lines.map((line) => (
						<Row key={line.productId}>
							<Cell mono>{line.sku}</Cell>
							<Cell>{line.name}</Cell>
							<Cell number>
								<Quantity value={line.quantity} />
							</Cell>
							<Cell number>{line.unitCost === null ? t("noCost") : <Money amount={line.unitCost} currency={order.currency} bare />}</Cell>
							<Cell number>
								{line.unitCost !== null && <Money amount={line.unitCost * line.quantity} currency={order.currency} bare />}
							</Cell>
						</Row>
					))}
				</Table>
				<p className="row">
					<b className="grow">{t("send.sum", { units, products: order.lines.length })}</b>
					<b>
						<Money amount={cost} currency={order.currency} />
					</b>
				</p>
				{terms.terms && <p className="meta">{terms.terms}</p>}
			</article>
		</>
	);
}
