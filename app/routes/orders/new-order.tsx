import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { placeOrder } from "#app/orders/place-order.server.ts";
import type { Customer } from "#app/customers/customer.server.ts";
import { findCustomer } from "#app/customers/queries.server.ts";
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

/** An order that begins with somebody who is known. */
function forBuyer({ id, name, email, phone, street, postcode, city, country }: Customer) {
	return { ...nothing, customerId: id, name, email: email ?? "", phone: phone ?? "", street, postcode, city, country: country ?? "" };
}

/** `?customer=`: who it is for; `?chat=`: the conversation it was agreed in, to go back to. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "sales:write");
		const first = chosenStore(request, viewer.stores) ?? viewer.stores[0];
		const stores = viewer.stores.map(({ id, name, currency }) => ({ id, name, currency }));
		const customerId = url.searchParams.get("customer")?.slice(0, 64);
		const buyer = customerId && viewer.permissions.has("customers:read") ? await findCustomer(tenant, { customerId }) : null;
		return {
			given: buyer ? forBuyer(buyer) : nothing,
			chatId: url.searchParams.get("chat")?.slice(0, 64) ?? "",
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
		const chatId = field(fields, "chatId");
		return redirect(chatId ? `/inbox/${encodeURIComponent(chatId)}?order=${id}` : `/orders/${id}?said=placed`, 303);
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
				may={{ lines: true, buyer: true }}
				refused={actionData}
				back={loaderData.chatId ? `/inbox/${loaderData.chatId}` : "/orders"}
				verb={t("take")}
				lead={t("lead")}
			>
				<input type="hidden" name="chatId" value={loaderData.chatId} />
				<label className="check">
					<input type="checkbox" name="paid" />
					<span>{t("paidAlready")}</span>
				</label>
			</OrderForm>
		</>
	);
}
