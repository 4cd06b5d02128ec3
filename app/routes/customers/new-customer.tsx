import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { addCustomer } from "#app/customers/add-customer.server.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/new-customer.ts";
import { customerFieldsOf } from "./customer-fields.server.ts";
import { CustomerForm } from "./customer-form.tsx";

export const handle = "people";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		requirePermission(await tenant.principal(), "customers:write");
		return { commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { id } = await addCustomer(tenant, customerFieldsOf(fields), { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/customers/${id}?said=added`, 303);
	});
}

export default function NewCustomer({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("customers");
	return (
		<>
			<PageHeader title={t("newTitle")} crumbs={[{ label: t("title"), to: "/customers" }]} />
			<CustomerForm
				customer={null}
				commandId={loaderData.commandId}
				answered={actionData && !actionData.ok ? actionData : undefined}
				back="/customers"
			/>
		</>
	);
}
