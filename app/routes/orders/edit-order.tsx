import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { useShell } from "#app/components/shell.ts";
import { editOrder } from "#app/orders/edit-order.server.ts";
import { type OrderSheet, orderSheet } from "#app/orders/order-sheet.server.ts";
import { changeableOf } from "#app/orders/rules.ts";
import { endOfId, newId } from "#app/platform/ids.ts";
import { parseAmount } from "#app/platform/money.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import { field, form, numberField, page } from "../door.server.ts";
import type { Route } from "./+types/edit-order.ts";
import { OrderForm } from "./order-form.tsx";
import { peopleOf } from "./people-of.server.ts";
import { buyerChanged, buyerSaid, linesChanged, linesSaid } from "./said-of-order.server.ts";
import { wantedOf } from "./wanted.ts";
import "#app/styles/orders.css";
import "#app/styles/purchasing.css";
import "#app/styles/stock.css";

export const handle = "ordering";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		requirePermission(viewer, "sales:write");
		const tenant = together(asker);
		const [order, people] = await Promise.all([orderSheet(tenant, params), peopleOf(tenant, viewer)]);
		return { order, people, commandId: newId() };
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const order = await orderSheet(tenant, params);
		const asked = { tenant, request, storeId: order.storeId };
		const hasLines = [...fields.keys()].some((name) => /^product\.\d/.test(name));
		const lines = hasLines ? linesChanged(await linesSaid(fields, asked), order) : null;
		const { shipping, ...buyer } = await buyerSaid(fields, asked);
		const isShippingNew = fields.has("shipping") && parseAmount(shipping, order.currency) !== order.shipping;
		await editOrder(
			tenant,
			{
				orderId: params.orderId,
				version: numberField(fields, "version"),
				note: field(fields, "note") ?? "",
				assigneeId: field(fields, "assigneeId") ?? null,
				...(fields.has("name") && buyerChanged(buyer, order)),
				...(lines && { lines }),
				...(isShippingNew && { shipping }),
			},
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/orders/${params.orderId}?said=saved`, 303);
	});
}

/** What may be changed of an order by now: its lines while nobody has paid, its buyer while it has not left. */
export default function EditOrder({ loaderData: { order, people, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("desk");
	const orders = useTranslations("orders");
	const { locale } = useShell();
	const path = `/orders/${order.id}`;
	const given = {
		...{ lines: wantedOf(order, locale), customerId: order.customerId ?? "", name: order.customerName, email: order.customerEmail },
		...{ phone: order.customerPhone, street: order.shippingAddress?.line1 ?? "", more: order.shippingAddress?.line2 ?? "" },
		...{
			postcode: order.shippingAddress?.postcode ?? "",
			city: order.shippingAddress?.city ?? "",
			country: order.shippingAddress?.country ?? "",
		},
		...{
			shipping: order.shipping > 0 ? amountToType(order.shipping, order.currency, locale) : "",
			note: order.note,
			assigneeId: order.assigneeId ?? "",
		},
	};
	return (
		<>
			<PageHeader
				title={t("edit")}
				crumbs={[
					{ label: orders("title"), to: "/orders" },
					{ label: orders("number", { number: endOfId(order.id) }), to: path },
				]}
			/>
			<OrderForm
				key={order.version}
				given={given}
				stores={[order.store]}
				may={changeableOf(order)}
				people={peopleWith(people, order)}
				commandId={commandId}
				version={order.version}
				refused={actionData}
				back={path}
				verb={t("save")}
			/>
		</>
	);
}

/** Whose it is stays a choice, also for somebody who may not see all people. */
function peopleWith(people: { id: string; name: string }[], { assigneeId, assigneeName }: OrderSheet) {
	const isListed = assigneeId === null || people.some(({ id }) => id === assigneeId);
	return isListed ? people : [...people, { id: assigneeId, name: assigneeName ?? "" }];
}
