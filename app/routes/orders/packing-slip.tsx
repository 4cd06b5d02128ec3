import { ArrowLeft, Printer } from "lucide";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/packing-slip.ts";
import { AddressLines } from "./order-parts.tsx";
import "#app/styles/purchasing.css";

export const handle = "ordering";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => ({ order: await orderSheet(tenant, params) }));
}

/** What to take from which shelf, and what lies in the parcel: one paper for both, without prices. */
export default function PackingSlip({ loaderData: { order } }: Route.ComponentProps) {
	const t = useTranslations("desk");
	const words = useTranslations("orders");
	const format = useFormatter();
	const number = endOfId(order.id);
	return (
		<>
			<PageHeader title={t("printTitle", { number })} crumbs={[{ label: words("title"), to: "/orders" }]}>
				<ButtonLink to={`/orders/${order.id}`} kind="quiet" icon={ArrowLeft}>
					{t("printBack")}
				</ButtonLink>
				<span className="needs-script">
					<Button kind="primary" icon={Printer} keyName="F8" onClick={() => window.print()}>
						{t("printNow")}
					</Button>
				</span>
			</PageHeader>
			<article className="section purchase-paper">
				<header>
					<h2>{t("printTitle", { number })}</h2>
				</header>
				<dl className="facts">
					<div>
						<dt>{t("store")}</dt>
						<dd>{order.store.name}</dd>
					</div>
					<div>
						<dt>{words("when")}</dt>
						<dd>
							<When at={order.boughtAt ?? order.placedAt} show="day" />
						</dd>
					</div>
					<div>
						<dt>{t("buyer")}</dt>
						<dd>
							<bdi>{order.customerName}</bdi>
						</dd>
					</div>
					{order.shippingAddress && (
						<div>
							<dt>{t("whereto")}</dt>
							<dd>
								<AddressLines address={order.shippingAddress} />
							</dd>
						</div>
					)}
				</dl>
				{order.note && <p>{order.note}</p>}
				<Table
					label={words("lines")}
					head={
						<>
							<Column>{t("shelf")}</Column>
							<Column>{words("product")}</Column>
							<Column number>{words("quantity")}</Column>
							<Column>{t("taken")}</Column>
						</>
					}
				>
					{order.lines.map((line) => (
						<Row key={line.id}>
							<Cell mono>{line.bin}</Cell>
							<Cell>
								<bdi>{line.name}</bdi> <small className="mono">{line.sku}</small>
								{line.short > 0 && <small> {t("missing", { quantity: line.short })}</small>}
							</Cell>
							<Cell number>{format.number(line.quantity - line.refundedQuantity)}</Cell>
							<Cell>☐</Cell>
						</Row>
					))}
					{order.loose.map((line) => (
						<Row key={line.id}>
							<Cell />
							<Cell>
								<bdi>{line.name}</bdi>
							</Cell>
							<Cell number>{format.number(line.quantity)}</Cell>
							<Cell>☐</Cell>
						</Row>
					))}
				</Table>
			</article>
		</>
	);
}
