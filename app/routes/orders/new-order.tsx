import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/new-order.ts";
import { OrderForm } from "./order-form.tsx";
import { peopleOf } from "./people-of.server.ts";
import { buyerSaid, linesSaid } from "./said-of-order.server.ts";
import "#app/styles/orders.css";
import "#app/styles/purchasing.css";
import "#app/styles/stock.css";

export const handle = "ordering";

const nothing = {
	...{ lines: [], customerId: "", name: "", email: "", phone: "", street: "", more: "", postcode: "", city: "", country: "" },
	...{ shipping: "", note: "", assigneeId: "" },
};

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "sales:write");
		const first = chosenStore(request, viewer.stores) ?? viewer.stores[0];
		const stores = viewer.stores.map(({ id, name, currency }) => ({ id, name, currency }));
		return {
			stores: stores.toSorted((a, b) => Number(b.id === first?.id) - Number(a.id === first?.id)),
			people: await peopleOf(tenant, viewer),
			commandId: newId(),
		};
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { stores } = await tenant.principal();
		const storeId = field(fields, "storeId") ?? stores[0]?.id ?? "";
		const asked = { tenant, request, storeId };
		const { shippingAddress, ...buyer } = await buyerSaid(fields, asked);
		const { id } = await placeOrder(
			tenant,
			{
				storeId,
				...buyer,
				lines: await linesSaid(fields, asked),
				note: field(fields, "note") ?? "",
				assigneeId: field(fields, "assigneeId") ?? null,
				...(shippingAddress && { shippingAddress }),
				...(fields.has("paid") && { paid: {} }),
			},
			{ key: field(fields, "commandId")?.slice(0, 64) },
		);
		return redirect(`/orders/${id}?said=placed`, 303);
	});
}

/** An order for somebody who is not here. */
export default function NewOrder({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("desk");
	const orders = useTranslations("orders");
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: orders("title"), to: "/orders" }]} />
			<OrderForm
				{...loaderData}
				given={nothing}
				may={{ lines: true, buyer: true }}
				refused={actionData}
				back="/orders"
				verb={t("take")}
				lead={t("lead")}
			>
				<label className="check">
					<input type="checkbox" name="paid" />
					<span>{t("paidAlready")}</span>
				</label>
			</OrderForm>
		</>
	);
}
