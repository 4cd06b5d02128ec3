import { ClipboardList } from "lucide";
import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { When } from "#app/components/when.tsx";
import { type ListedPurchaseOrder, listPurchaseOrders } from "#app/purchasing/purchase-orders.server.ts";
import { purchaseNumber } from "#app/purchasing/rules.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import { Tabs } from "../stock/tabs.tsx";
import type { Route } from "./+types/purchase-orders.ts";
import { PurchasingTabs } from "./purchasing-tabs.tsx";
import "#app/styles/purchasing.css";

const shows = ["open", "received", "cancelled", "all"] as const;

export const handle = "buying";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { stores, permissions } = await tenant.principal();
		const show = shows.find((word) => word === url.searchParams.get("show")) ?? "open";
		const { items, nextCursor } = await listPurchaseOrders(tenant, {
			storeId: chosenStore(request, stores)?.id,
			status: show === "all" ? undefined : show,
			cursor: url.searchParams.get("cursor") ?? undefined,
		});
		const named = items.map((order) => ({ ...order, store: stores.find(({ id }) => id === order.storeId)?.name ?? "" }));
		return { items: named, nextCursor, show, mayOrder: permissions.has("purchasing:write") };
	});
}

/** What was ordered from vendors, and what still comes. */
export default function PurchaseOrders({ loaderData: { items, nextCursor, show, mayOrder } }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	return (
		<>
			<PageHeader title={t("title")} byStore>
				{mayOrder && (
					<ButtonLink to="/purchasing/orders/new" kind="primary" keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<PurchasingTabs on="orders" />
			<Tabs
				label={t("show.label")}
				tabs={shows.map((word) => ({ to: `/purchasing/orders?show=${word}`, words: t(`show.${word}`), isOn: word === show }))}
			/>
			{items.length > 0 ? (
				<Orders orders={items} />
			) : (
				<Empty icon={ClipboardList} title={t("noOrders")} act={mayOrder && <ButtonLink to="/purchasing/orders/new">{t("new")}</ButtonLink>}>
					{t("noOrdersNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} />
		</>
	);
}

function Orders({ orders }: { orders: (ListedPurchaseOrder & { store: string })[] }) {
	const t = useTranslations("purchasing");
	return (
		<Table
			label={t("tabs.orders")}
			folds
			head={
				<>
					<Column fold="subject">{t("columns.order")}</Column>
					<Column>{t("columns.status")}</Column>
					<Column>{t("columns.store")}</Column>
					<Column>{t("columns.made")}</Column>
					<Column number>{t("columns.arrived")}</Column>
					<Column number>{t("columns.cost")}</Column>
				</>
			}
		>
			{orders.map((order) => (
				<Row key={order.id}>
					<Cell fold="subject">
						<RowLink to={`/purchasing/orders/${order.id}`}>
							{purchaseNumber(order.number)} · {order.vendorName}
						</RowLink>
					</Cell>
					<Cell fold="line">
						<StatusBadge kind="purchase" word={order.status} />
						{order.mailReturned !== null && (order.status === "sent" || order.status === "part_received") && (
							<small className="problem">{t("again.listed")}</small>
						)}
					</Cell>
					<Cell fold="hide">{order.store}</Cell>
					<Cell fold="line">
						<When at={order.createdAt} />
					</Cell>
					<Cell number fold="line">
						{t("ofUnits", { received: order.received, units: order.units })}
					</Cell>
					<Cell number fold="figure">
						<Money amount={order.cost} currency={order.currency} />
					</Cell>
				</Row>
			))}
		</Table>
	);
}
