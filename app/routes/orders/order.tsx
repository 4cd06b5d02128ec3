import { Pencil, Printer, Undo2 } from "lucide";
import { redirect, useLocation, useNavigate, type ShouldRevalidateFunctionArgs } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useRemember } from "#app/components/recent.ts";
import { drawersOfOrder } from "#app/orders/drawer.server.ts";
import { orderTrail } from "#app/orders/order-trail.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { newId, endOfId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { BeforeScripts, useScripts } from "#app/components/before-scripts.tsx";
import { Said } from "../catalog/said.tsx";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/order.ts";
import { OrderHistory } from "./order-history.tsx";
import { OrderFacts, OrderLines, OrderMovements } from "./order-parts.tsx";
import { ConfirmRefund, RefundForm } from "./refund-form.tsx";
import { wishesIn } from "./refund-wishes.ts";
import { drawerSaid, moneyPlaces } from "./money-places.server.ts";
import { OrderNext } from "./order-next.tsx";
import { actOnOrder } from "./order-acts.server.ts";
import "#app/styles/orders.css";

export const handle = "ordering";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const { permissions } = viewer;
		const tenant = together(asker);
		const [order, trail, drawers] = await Promise.all([
			orderSheet(tenant, params),
			orderTrail(tenant, params),
			drawersOfOrder(tenant, params),
		]);
		const places = moneyPlaces(request, viewer, drawers, order.storeId);
		return {
			order,
			...trail,
			places,
			mayRefund: permissions.has("sales:refund"),
			maySell: permissions.has("sales:write"),
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		if (fields.has("intent")) return redirect(`/orders/${params.orderId}?said=${await actOnOrder(tenant, params.orderId, fields)}`, 303);
		await refundOrder(
			tenant,
			{
				orderId: params.orderId,
				lines: wishesIn(fields),
				restock: field(fields, "restock") !== undefined,
				reason: field(fields, "reason"),
				...drawerSaid(fields),
			},
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/orders/${params.orderId}?said=refunded`, 303);
	});
}

/** Opening and closing the dialog asks for nothing new. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
	if (!formMethod && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search) return false;
	return defaultShouldRevalidate;
}

const saidWords = [
	"placed",
	"paid",
	"processed",
	"shipped",
	"delivered",
	"completed",
	"cancelled",
	"reserved",
	"settled",
	"matched",
	"saved",
] as const;

/** One order: what was sold, what came back, and what it did to the shelves. */
export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("orders");
	const words = useMoneyWords();
	const navigate = useNavigate();
	const scripts = useScripts();
	const desk = useTranslations("desk");
	const { order, moments, movements, places, mayRefund, maySell, commandId } = loaderData;
	const query = new URLSearchParams(useLocation().search);
	const path = `/orders/${order.id}`;
	const number = endOfId(order.id);
	const given = order.status === "DELIVERED" || order.status === "COMPLETED";
	const refundable = mayRefund && given && order.refundedUnits + order.looseUnits < order.units;
	const waits =
		maySell &&
		(["PENDING", "PROCESSING", "SHIPPED", "DELIVERED"].includes(order.status) ||
			(given && ["unpaid", "part_paid"].includes(order.paymentStatus)));
	const open = refundable && query.get("act") === "refund";
	const last = order.refunds.at(-1);
	const close = () => navigate(path, { replace: true, preventScrollReset: true });
	const title = t("refund.title", { number });
	useRemember({
		kind: "order",
		id: order.id,
		label: t("label", { number, title: order.lines[0]?.name ?? order.loose[0]?.name ?? "" }),
		to: path,
	});
	const byStep = query.get("act") === "refund" ? undefined : actionData;
	const form = { order, commandId, places, refused: actionData };
	const told = Object.fromEntries(saidWords.map((word) => [word, desk(`said.${word}`)]));
	return (
		<>
			<PageHeader title={t("number", { number })} crumbs={[{ label: t("title"), to: "/orders" }]}>
				{order.channel !== "counter" && (
					<ButtonLink to={`${path}/print`} icon={Printer} kind="quiet">
						{desk("print")}
					</ButtonLink>
				)}
				{maySell && order.channel !== "counter" && order.status !== "CANCELLED" && order.status !== "REFUNDED" && (
					<ButtonLink to={`${path}/edit`} icon={Pencil} keyName="e">
						{desk("edit")}
					</ButtonLink>
				)}
				{refundable && (
					<ButtonLink to={`${path}?act=refund`} icon={Undo2} preventScrollReset>
						{t("refund.verb")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said
				words={{
					...told,
					...(last && { refunded: t("refund.done", { amount: words({ amount: last.total, currency: order.currency }) }) }),
				}}
			/>
			{open && (
				<BeforeScripts>
					<section className="section">
						<header>
							<h2>{title}</h2>
						</header>
						{query.get("step") === "confirm" ? <ConfirmRefund {...form} query={query} /> : <RefundForm {...form} />}
					</section>
					<div className="ruled" />
				</BeforeScripts>
			)}
			<Dialog open={open && scripts} onClose={close} title={title}>
				<RefundForm {...form} onCancel={close} />
			</Dialog>
			<div className="columns">
				<div>
					<OrderFacts order={order} />
					{waits && <OrderNext order={order} commandId={commandId} places={places} refused={byStep} mayRefund={mayRefund} />}
					<OrderLines order={order} />
					<OrderMovements movements={movements} />
				</div>
				<OrderHistory moments={moments} storeCurrency={order.store.currency} />
			</div>
		</>
	);
}
