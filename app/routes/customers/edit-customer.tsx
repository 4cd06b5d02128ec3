import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { editCustomer } from "#app/customers/edit-customer.server.ts";
import { customerSheet } from "#app/customers/queries.server.ts";
import { calledOf } from "#app/customers/rules.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { field, form, numberField, page } from "../door.server.ts";
import type { Route } from "./+types/edit-customer.ts";
import { customerFieldsOf } from "./customer-fields.server.ts";
import { CustomerForm } from "./customer-form.tsx";

export const handle = "people";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		requirePermission(await tenant.principal(), "customers:write");
		const customer = await customerSheet(tenant, params);
		if (customer.state === "erased" || customer.state === "merged") throw redirect(`/customers/${customer.id}`);
		return { customer, commandId: newId() };
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const said = { ...customerFieldsOf(fields), customerId: params.customerId, version: numberField(fields, "version") };
		await editCustomer(tenant, said, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/customers/${params.customerId}?said=saved`, 303);
	});
}

export default function EditCustomer({ loaderData: { customer, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("customers");
	const name = calledOf(customer);
	return (
		<>
			<PageHeader
				title={t("editTitle", { name })}
				crumbs={[
					{ label: t("title"), to: "/customers" },
					{ label: name, to: `/customers/${customer.id}` },
				]}
			/>
			<CustomerForm
				key={customer.version}
				customer={customer}
				commandId={commandId}
				answered={actionData && !actionData.ok ? actionData : undefined}
				back={`/customers/${customer.id}`}
			/>
		</>
	);
}
