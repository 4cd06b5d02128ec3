import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { knownVendors } from "#app/purchasing/known-vendors.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/new-purchase-order.ts";

export const handle = "buying";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		requirePermission(viewer, "purchasing:write");
		const { stores } = viewer;
		const vendors = await knownVendors(tenant, {});
		const storeId = (chosenStore(request, stores) ?? stores[0])?.id ?? "";
		return { vendors, stores: stores.map(({ id, name }) => ({ id, name })), storeId, commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const input = { vendor: field(fields, "vendor") ?? "", storeId: field(fields, "storeId"), note: field(fields, "note") ?? "" };
		const { id } = await draftPurchaseOrder(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/purchasing/orders/${id}`, 303);
	});
}

/** From whom, for which store; what is ordered is put on it on the next page. */
export default function NewPurchaseOrder({ loaderData: { vendors, stores, storeId, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	const common = useTranslations("common");
	const refused = useRefused(actionData, ["vendor", "storeId", "note"], { "vendor.custom": "required" });
	const busy = useNavigation().formMethod === "POST";
	return (
		<>
			<PageHeader title={t("new")} crumbs={[{ label: t("title"), to: "/purchasing/orders" }]} />
			<Form method="post" className="section form" ref={refused.form} noValidate>
				<input type="hidden" name="commandId" value={commandId} />
				{refused.whole && <Notice tone="bad">{refused.whole}</Notice>}
				<div className="two">
					<TextField
						label={t("form.vendor")}
						name="vendor"
						list="vendors"
						required
						maxLength={120}
						defaultValue={refused.typed("vendor") ?? ""}
						problems={refused.at("vendor")}
					/>
					<datalist id="vendors">
						{vendors.map((vendor) => (
							<option key={vendor} value={vendor} />
						))}
					</datalist>
					<SelectField label={t("form.store")} name="storeId" defaultValue={refused.typed("storeId") ?? storeId}>
						{stores.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</SelectField>
				</div>
				<TextField
					label={t("form.note")}
					name="note"
					optional
					maxLength={500}
					hint={t("form.noteHint")}
					defaultValue={refused.typed("note")}
					problems={refused.at("note")}
				/>
				<div className="submit">
					<ButtonLink to="/purchasing/orders" kind="quiet">
						{common("cancel")}
					</ButtonLink>
					<Button type="submit" kind="primary" busy={busy}>
						{t("form.create")}
					</Button>
				</div>
			</Form>
		</>
	);
}
