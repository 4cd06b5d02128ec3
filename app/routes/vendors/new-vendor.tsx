import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { addVendor } from "#app/catalog/vendors/add-vendor.server.ts";
import { presets } from "#app/catalog/vendors/rules.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { field, form, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/new-vendor.ts";
import { vendorFields } from "./vendor-acts.server.ts";
import { VendorFields, vendorFormFields, vendorProblems } from "./vendor-form.tsx";

export const handle = "buying";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "catalog:write");
		const preset = Object.entries(presets).find(([name]) => name === url.searchParams.get("preset"))?.[1];
		const blank = { name: "", source: "shopify-storefront", url: "", currency: viewer.business.currency };
		return { values: { ...(preset ?? blank), schedule: "daily" }, commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { slug } = await addVendor(tenant, vendorFields(fields), { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/vendors/${slug}?said=added`, 303);
	});
}

/** A vendor, and where its catalog is to be had. */
export default function NewVendor({ loaderData: { values, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("vendors");
	const common = useTranslations("common");
	const refused = useRefused(actionData, vendorFormFields, vendorProblems);
	const busy = useNavigation().formMethod === "POST";
	return (
		<>
			<PageHeader title={t("new")} crumbs={[{ label: t("title"), to: "/vendors" }]} />
			<Form method="post" className="section form" ref={refused.form} noValidate>
				<input type="hidden" name="commandId" value={commandId} />
				{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
				<VendorFields values={values} refused={refused} />
				<div className="submit">
					<ButtonLink to="/vendors" kind="quiet">
						{common("cancel")}
					</ButtonLink>
					<Button type="submit" kind="primary" busy={busy}>
						{t("add")}
					</Button>
				</div>
			</Form>
		</>
	);
}
