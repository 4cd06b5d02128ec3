import { Plus, Users } from "lucide";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { When } from "#app/components/when.tsx";
import { type ListedCustomer, listCustomers } from "#app/customers/queries.server.ts";
import { calledOf } from "#app/customers/rules.ts";
import { Said } from "../catalog/said.tsx";
import { page } from "../door.server.ts";
import type { Route } from "./+types/customers.ts";

export const handle = "people";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	const { searchParams: query } = url;
	return page({ request, context }, async (tenant) => {
		const { permissions } = await tenant.principal();
		const state = query.get("state") === "archived" ? "archived" : "active";
		const sort = query.get("sort") === "seen" && state === "active" ? "seen" : "name";
		const q = query.get("q")?.trim().slice(0, 200) || undefined;
		const listed = await listCustomers(tenant, { state, sort, q, cursor: query.get("cursor") ?? undefined, limit: 50 });
		return { ...listed, q, state, sort, mayWrite: permissions.has("customers:write") };
	});
}

/** Everybody who buys: who they are, when they were last here, what they spent. */
export default function Customers({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("customers");
	const { items, nextCursor, q, state, mayWrite } = loaderData;
	const shown = t("count", { count: items.length });
	return (
		<>
			<PageHeader title={t("title")} meta={items.length > 0 ? shown : undefined}>
				{mayWrite && (
					<ButtonLink to="/customers/new" kind="primary" icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said words={{ erased: t("erasedDone") }} />
			<FilterBar
				label={t("search")}
				placeholder={t("searchFor")}
				filters={[{ name: "state", label: t("state"), options: [{ value: "archived", label: t("archived") }] }]}
			>
				<Orders />
			</FilterBar>
			<p className="visually-hidden" role="status">
				{items.length > 0 ? shown : t("nothing")}
			</p>
			{items.length > 0 ? (
				<CustomerTable customers={items} />
			) : q ? (
				<Empty icon={Users} title={t("nothing")} act={<ButtonLink to="/customers">{t("clear")}</ButtonLink>}>
					{t("nothingNext")}
				</Empty>
			) : (
				<Empty icon={Users} title={t(state === "archived" ? "noneArchived" : "empty")}>
					{state === "active" && t("emptyNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? shown : undefined} />
		</>
	);
}

/** By name, or by who was here last. */
function Orders() {
	const t = useTranslations("customers");
	const { pathname, search } = useLocation();
	const query = new URLSearchParams(search);
	const to = (sort: string | null) => {
		const next = new URLSearchParams(query);
		next.delete("cursor");
		next.delete("sort");
		if (sort) next.set("sort", sort);
		return `${pathname}?${next}`;
	};
	return (
		<nav className="segments" aria-label={t("sort")}>
			<Link to={to(null)} aria-current={query.get("sort") === "seen" ? undefined : "true"} preventScrollReset>
				{t("byName")}
			</Link>
			<Link to={to("seen")} aria-current={query.get("sort") === "seen" ? "true" : undefined} preventScrollReset>
				{t("bySeen")}
			</Link>
		</nav>
	);
}

function CustomerTable({ customers }: { customers: ListedCustomer[] }) {
	const t = useTranslations("customers");
	return (
		<Table
			label={t("title")}
			folds
			sticks
			head={
				<>
					<Column fold="subject" width="28%">
						{t("name")}
					</Column>
					<Column width="32%">{t("reach")}</Column>
					<Column>{t("city")}</Column>
					<Column>{t("lastSeen")}</Column>
					<Column number>{t("purchases")}</Column>
					<Column number>{t("spent")}</Column>
				</>
			}
		>
			{customers.map((customer) => {
				const { id, email, phone, city, bought } = customer;
				const last = bought.reduce((at, each) => Math.max(at, each.lastAt), 0);
				return (
					<Row key={id}>
						<Cell fold="subject">
							<bdi className="clip">
								<RowLink to={`/customers/${id}`}>{calledOf(customer)}</RowLink>
							</bdi>
						</Cell>
						<Cell fold="line">
							<span className="clip">{[customer.name && email, phone].filter(Boolean).join(" · ")}</span>
						</Cell>
						<Cell fold="hide">{city}</Cell>
						<Cell fold="line">{last > 0 ? <When at={last} show="day" /> : t("never")}</Cell>
						<Cell number fold="hide">
							{bought.reduce((sum, { orders }) => sum + orders, 0) || ""}
						</Cell>
						<Cell number fold="figure">
							{bought.map(({ currency, total, refundedTotal }) => (
								<Money key={currency} amount={total - refundedTotal} currency={currency} whole />
							))}
						</Cell>
					</Row>
				);
			})}
		</Table>
	);
}
