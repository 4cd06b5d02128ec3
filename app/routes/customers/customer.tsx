import { Merge, Pencil } from "lucide";
import { Link, redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { archiveCustomer, restoreCustomer } from "#app/customers/archive-customer.server.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { customerSheet, findCustomers } from "#app/customers/queries.server.ts";
import { calledOf } from "#app/customers/rules.ts";
import { undoMerge } from "#app/customers/undo-merge.server.ts";
import { ordersOfCustomer } from "#app/orders/customer-orders.server.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { Said } from "../catalog/said.tsx";
import { field, form, page } from "../door.server.ts";
import { OrderTable } from "../orders/order-table.tsx";
import type { Route } from "./+types/customer.ts";
import { CustomerAside, CustomerTiles } from "./customer-parts.tsx";
import { EraseForm, MergeForm } from "./merge-and-erase.tsx";
import "#app/styles/orders.css";

export const handle = "people";

export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { permissions } = await asker.principal();
		const { customerId } = params;
		const q = url.searchParams.get("act") === "merge" ? (url.searchParams.get("q") ?? "").slice(0, 200) : "";
		const tenant = together(asker);
		const [customer, orders, found] = await Promise.all([
			customerSheet(tenant, { customerId }),
			ordersOfCustomer(tenant, { customerId, limit: 25, cursor: url.searchParams.get("cursor") ?? undefined }),
			q === "" ? [] : findCustomers(tenant, { q }),
		]);
		return {
			customer,
			orders,
			q,
			found: found.filter(({ id }) => id !== customerId),
			mayWrite: permissions.has("customers:write"),
			mayErase: permissions.has("customers:erase"),
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { customerId } = params;
		const options = { key: field(fields, "commandId")?.slice(0, 64) };
		const back = (said: string, to = customerId) => redirect(`/customers/${to}?said=${said}`, 303);
		switch (field(fields, "intent")) {
			case "archive":
				await archiveCustomer(tenant, { customerId }, options);
				return back("archived");
			case "restore":
				await restoreCustomer(tenant, { customerId }, options);
				return back("restored");
			case "merge":
				await mergeCustomers(tenant, { customerId, otherId: field(fields, "otherId"), evenSo: fields.get("evenSo") === "1" }, options);
				return back("merged");
			case "part":
				await undoMerge(tenant, { customerId, mergeId: field(fields, "mergeId") }, options);
				return back("parted");
			case "erase":
				await eraseCustomer(tenant, { customerId }, options);
				return redirect("/customers?said=erased", 303);
			default:
				return redirect(`/customers/${customerId}`, 303);
		}
	});
}

/** One person: what they bought and spent, how to reach them, and who they may also be. */
export default function CustomerPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("customers");
	const { customer, orders, q, found, mayWrite, mayErase, commandId } = loaderData;
	const query = new URLSearchParams(useLocation().search);
	const act = query.get("act");
	const { id, state } = customer;
	const path = `/customers/${id}`;
	const name = calledOf(customer) || t("unnamed");
	const isThere = state === "active" || state === "archived";
	const refused = actionData && !actionData.ok ? actionData : undefined;
	return (
		<>
			<PageHeader title={name} crumbs={[{ label: t("title"), to: "/customers" }]}>
				{isThere && mayWrite && (
					<>
						<span className="on-desk">
							<ButtonLink to={`${path}?act=merge`} icon={Merge} kind="quiet" preventScrollReset>
								{t("merge")}
							</ButtonLink>
						</span>
						<ButtonLink to={`${path}/edit`} icon={Pencil}>
							{t("edit")}
						</ButtonLink>
					</>
				)}
			</PageHeader>
			<Said
				words={{
					added: t("added"),
					saved: t("saved"),
					archived: t("archivedDone"),
					restored: t("restoredDone"),
					merged: t("mergedDone"),
					parted: t("partedDone"),
				}}
			/>
			{!isThere || state === "archived" ? (
				<div className="section">
					<Notice tone="info">
						{t(state === "archived" ? "isArchived" : state === "erased" ? "isErased" : "isMerged")}{" "}
						{state === "merged" && (
							<Link className="link" to={`/customers/${customer.personId}`}>
								{t("openMerged")}
							</Link>
						)}
					</Notice>
				</div>
			) : null}
			{act === "merge" && isThere && mayWrite && (
				<MergeForm customer={customer} found={found} q={q} chosen={query.get("with")} commandId={commandId} refused={refused} />
			)}
			{act === "erase" && isThere && mayErase && <EraseForm customer={customer} commandId={commandId} refused={refused} />}
			<CustomerTiles bought={customer.bought} />
			<div className="columns">
				<div>
					<section className="section" aria-labelledby="purchases">
						<header>
							<h2 id="purchases">{t("bought")}</h2>
						</header>
						{orders.items.length > 0 ? <OrderTable orders={orders.items} ofOne /> : <p className="meta">{t("boughtNone")}</p>}
						<Pager nextCursor={orders.nextCursor} />
					</section>
				</div>
				<CustomerAside customer={customer} mayWrite={mayWrite && isThere} mayErase={mayErase && isThere} commandId={commandId} />
			</div>
		</>
	);
}
