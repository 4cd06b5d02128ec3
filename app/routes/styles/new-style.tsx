import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { addStyle } from "#app/catalog/add-style.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { firstAxes } from "#app/catalog/rules.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/new-style.ts";
import { StyleFields } from "./style-form.tsx";
import { styleInput } from "./style-input.server.ts";

export const handle = "catalog";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { categories, vendors } = await catalogFilters(tenant, {});
		requirePermission(await tenant.principal(), "catalog:write");
		return { categories, vendors, commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { id } = await addStyle(tenant, styleInput(fields), { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/styles/${id}?said=created`, 303);
	});
}

export default function NewStyle({ loaderData: { commandId, ...known }, actionData }: Route.ComponentProps) {
	const t = useTranslations("styles");
	const common = useTranslations("common");
	const busy = useNavigation().state === "submitting";
	return (
		<>
			<PageHeader title={t("new")} crumbs={[{ label: t("title"), to: "/styles" }]} />
			<Form method="post" noValidate>
				<input type="hidden" name="commandId" value={commandId} />
				<StyleFields {...known} refused={actionData} values={{ name: "", vendor: "", categoryId: "", description: "", ...firstAxes }} />
				<div className="section submit">
					<ButtonLink to="/styles" kind="quiet">
						{common("cancel")}
					</ButtonLink>
					<Button type="submit" kind="primary" keyName="mod+s" busy={busy}>
						{t("form.add")}
					</Button>
				</div>
			</Form>
		</>
	);
}
