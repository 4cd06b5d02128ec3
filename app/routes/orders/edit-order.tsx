import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { useShell } from "#app/components/shell.ts";
import { editOrder } from "#app/orders/edit-order.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { changeableOf } from "#app/orders/rules.ts";
import { endOfId, newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import { field, form, numberField, page } from "../door.server.ts";
import type { Route } from "./+types/edit-order.ts";
import { OrderForm } from "./order-form.tsx";
import { peopleOf } from "./people-of.server.ts";
import { buyerSaid, linesSaid } from "./said-of-order.server.ts";
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
		const asked = { tenant, request, storeId: field(fields, "storeId") ?? "" };
		const hasLines = [...fields.keys()].some((name) => /^(code|product)\.\d/.test(name));
		const { customer, shippingAddress, shipping } = await buyerSaid(fields, asked);
		const { shippingAddress: before } = await orderSheet(tenant, params);
		await editOrder(
			tenant,
			{
				orderId: params.orderId,
				version: numberField(fields, "version"),
				note: field(fields, "note") ?? "",
				assigneeId: field(fields, "assigneeId") ?? null,
				...(fields.has("name") && { customer, shippingAddress: shippingAddress && { ...before, ...shippingAddress } }),
				...(hasLines && { lines: await linesSaid(fields, asked), shipping }),
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
				people={people}
				commandId={commandId}
				version={order.version}
				refused={actionData}
				back={path}
				verb={t("save")}
			/>
		</>
	);
}
