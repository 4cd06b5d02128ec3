import { FileDown, FileText, Printer } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { newId } from "#app/platform/ids.ts";
import { returnedOf } from "#app/purchasing/purchase-orders.server.ts";
import { purchaseSheet } from "#app/purchasing/purchase-sheet.server.ts";
import { purchaseActs, purchaseNumber } from "#app/purchasing/rules.ts";
import { Said } from "../catalog/said.tsx";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/purchase-order.ts";
import { actOnOrder } from "./order-acts.server.ts";
import { OrderCharges } from "./order-charges.tsx";
import { CloseOrder } from "./order-close.tsx";
import { MailAgain } from "./order-mail-again.tsx";
import { OrderDraft } from "./order-draft.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderReceive } from "./order-receive.tsx";
import { SendOrder } from "./order-send.tsx";
import "#app/styles/stock.css";
import "#app/styles/purchasing.css";

export const handle = "buying";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const sheet = await purchaseSheet(tenant, { purchaseOrderId: params.orderId });
		const { stores, permissions, business } = await tenant.principal();
		const store = stores.find(({ id }) => id === sheet.order.storeId)?.name ?? "";
		return {
			...sheet,
			returned: returnedOf(sheet.order),
			store,
			currency: business.currency,
			mayOrder: permissions.has("purchasing:write"),
			mayPrice: permissions.has("catalog:write"),
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const said = await actOnOrder({ tenant, fields, request, purchaseOrderId: params.orderId });
		if (fields.has("live")) return { ok: true as const };
		return redirect(`/purchasing/orders/${params.orderId}${said === "put" ? "" : `?said=${said}`}`, 303);
	});
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

const besideItsField = (name: string) => name === "to" || name === "message" || name.startsWith("amount.");

export type OrderData = Route.ComponentProps["loaderData"];

/** One purchase order, from draft to shelf. */
export default function PurchaseOrderPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	const said = useTranslations("purchasing.said");
	const words = useProblemWords();
	const { order, store, mayOrder } = loaderData;
	const refused = actionData && !actionData.ok ? actionData : undefined;
	// What a field of a form says stands beside that field.
	const onWhole = refused && !Object.keys(refused.problems).some(besideItsField) ? refused : undefined;
	const acts = mayOrder ? purchaseActs[order.status] : [];
	const here = `/purchasing/orders/${order.id}`;
	return (
		<>
			<PageHeader
				title={purchaseNumber(order.number)}
				ownHeading
				crumbs={[
					{ label: t("title"), to: "/purchasing" },
					{ label: t("tabs.orders"), to: "/purchasing/orders" },
				]}
			>
				<ButtonLink to={`${here}/print`} icon={Printer}>
					{t("print")}
				</ButtonLink>
				<ButtonLink to={`${here}/pdf`} icon={FileText} reloadDocument>
					{t("pdf")}
				</ButtonLink>
				<ButtonLink to={`${here}/csv`} icon={FileDown} reloadDocument>
					{t("csv")}
				</ButtonLink>
			</PageHeader>
			<Said
				words={{
					drafted: said("drafted"),
					sent: said("sent"),
					mailed: said("mailed"),
					ordered: said("ordered"),
					received: said("received"),
					charged: said("charged"),
					closed: said("closed"),
					cancelled: said("cancelled"),
				}}
			/>
			<div className="columns">
				<div>
					<div className="section row wrap">
						<h1>{t("of", { vendor: order.vendorName, store })}</h1>
						<StatusBadge kind="purchase" word={order.status} />
					</div>
					{onWhole && (
						<div className="section">
							<Notice tone="bad">{onWhole.problems.lines ? t("receive.nothing") : words.refusal(onWhole.code, onWhole.details)}</Notice>
						</div>
					)}
					{acts.includes("mail") && <MailAgain data={loaderData} refused={refused} />}
					{acts.includes("edit") ? (
						<OrderDraft data={loaderData} />
					) : acts.includes("receive") ? (
						<OrderReceive key={order.version} data={loaderData} />
					) : (
						<OrderLines data={loaderData} />
					)}
					{acts.includes("send") && <SendOrder data={loaderData} refused={refused} />}
					{acts.includes("charge") && <OrderCharges data={loaderData} refused={refused} />}
					{acts.includes("close") && <CloseOrder data={loaderData} mayCancel={acts.includes("cancel")} />}
				</div>
				<OrderFacts data={loaderData} />
			</div>
		</>
	);
}
