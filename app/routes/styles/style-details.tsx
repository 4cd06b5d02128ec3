import { Form, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { attachProducts } from "#app/catalog/attach-products.server.ts";
import { detachProducts } from "#app/catalog/detach-products.server.ts";
import { editStyle } from "#app/catalog/edit-style.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { byValue } from "#app/catalog/variants.ts";
import { removeStyle } from "#app/catalog/remove-style.server.ts";
import { Button } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { findProducts } from "#app/stock/find-products.server.ts";
import { styleMatrix } from "#app/stock/style-matrix.server.ts";
import { Said } from "../catalog/said.tsx";
import { field, form, numberField, page } from "../door.server.ts";
import type { Route } from "./+types/style-details.ts";
import { StyleFields } from "./style-form.tsx";
import { styleInput } from "./style-input.server.ts";
import { StyleMembers } from "./style-members.tsx";
import { StyleTabs } from "./style-tabs.tsx";

export const handle = "catalog";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const [{ style, variants }, { categories, vendors }] = await Promise.all([
			styleMatrix(tenant, { styleId: params.styleId }),
			catalogFilters(tenant, {}),
		]);
		requirePermission(await asker.principal(), "catalog:write");
		const products = variants.map(({ id, name, sku, status }) => ({ id, name, sku, status })).sort((a, b) => byValue(a.name, b.name));
		return { style, products, categories, vendors, commandId: newId() };
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { styleId } = params;
		const key = { key: field(fields, "commandId")?.slice(0, 64) };
		const back = (said: string) => redirect(`/styles/${styleId}/details?said=${said}`, 303);
		switch (field(fields, "intent")) {
			case "remove":
				await removeStyle(tenant, { styleId }, key);
				return redirect("/styles?said=removed", 303);
			case "detach":
				await detachProducts(tenant, { styleId, productIds: [field(fields, "productId") ?? ""] }, key);
				return back("detached");
			case "attach": {
				const q = field(fields, "product") ?? refuseField("product", "required", "a SKU or a name");
				const found = await findProducts(tenant, { q, limit: 2 });
				const product = found.length === 1 ? found[0] : found.find(({ exact }) => exact === 1);
				if (!product) return refuseField("product", "unknown", "one product's SKU");
				await attachProducts(tenant, { styleId, productIds: [product.id] }, key);
				return back("attached");
			}
			default:
				await editStyle(tenant, { ...styleInput(fields), styleId, version: numberField(fields, "version") }, key);
				return back("edited");
		}
	});
}

/** After a conflict the form needs what the other person wrote. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

export default function StyleDetails({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("styles");
	const busy = useNavigation().state === "submitting";
	const { style, products, categories, vendors, commandId } = loaderData;
	const { name, vendor, description, rowAxis, columnAxis } = style;
	const intent = actionData?.values.intent;
	return (
		<>
			<PageHeader title={style.name} crumbs={[{ label: t("title"), to: "/styles" }]} />
			<Said words={{ edited: t("said.edited"), detached: t("said.detached"), attached: t("said.attached") }} />
			<StyleTabs styleId={style.id} on="details" />
			<Form key={style.version} method="post" noValidate>
				<input type="hidden" name="intent" value="edit" />
				<input type="hidden" name="version" value={style.version} />
				<input type="hidden" name="commandId" value={commandId} />
				<StyleFields
					categories={categories}
					vendors={vendors}
					refused={intent === "edit" ? actionData : undefined}
					values={{ name, vendor, categoryId: style.categoryId ?? "", description, rowAxis, columnAxis }}
				/>
				<div className="section submit">
					<Button type="submit" kind="primary" keyName="mod+s" busy={busy}>
						{t("save")}
					</Button>
				</div>
			</Form>
			<StyleMembers products={products} commandId={commandId} refused={intent === "edit" ? undefined : actionData} />
		</>
	);
}

export type Members = Route.ComponentProps["loaderData"]["products"];
