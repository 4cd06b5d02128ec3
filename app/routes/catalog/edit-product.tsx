import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { EditProduct } from "#app/catalog/input.ts";
import { listAttributes } from "#app/catalog/attributes.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { statusTransitions } from "#app/catalog/rules.ts";
import { listStyles } from "#app/catalog/styles.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { isCurrency } from "#app/platform/money.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { oneProduct } from "#app/stock/queries.server.ts";
import { field, form, numberField, page } from "../door.server.ts";
import type { Route } from "./+types/edit-product.ts";
import { formValuesOf, typedInput } from "./product-form.server.ts";
import { ProductForm, SaveButton } from "./product-form.tsx";

export const handle = "catalog";

export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const { productId } = params;
		const [product, { categories, vendors }, styles, attributes] = await Promise.all([
			oneProduct(tenant, { productId }),
			catalogFilters(tenant, {}),
			listStyles(tenant, {}),
			listAttributes(tenant, {}),
		]);
		requirePermission(await asker.principal(), "catalog:write");
		return {
			product: { id: product.id, name: product.name, version: product.version },
			statuses: [product.status, ...statusTransitions[product.status]],
			values: formValuesOf(product, localeOf(request)),
			currency: product.currency,
			categories,
			vendors,
			styles,
			attributes,
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { productId } = params;
		const more = {
			productId,
			version: numberField(fields, "version"),
			sku: fields.get("sku") ?? "",
			styleId: field(fields, "styleId") ?? null,
		};
		// Only how an amount is written depends on it; the command takes the product's own.
		const shown = field(fields, "currency") ?? "";
		const currency = isCurrency(shown) ? shown : (await tenant.principal()).business.currency;
		const input = typedInput(EditProduct, fields, { language: localeOf(request), currency, more });
		await editProduct(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/products/${productId}?said=saved`, 303);
	});
}

/** After a conflict the form needs what the other person wrote. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

export default function EditProductPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("productForm");
	const products = useTranslations("products");
	const common = useTranslations("common");
	const { id, name } = loaderData.product;
	const back = `/products/${id}`;
	return (
		<>
			<PageHeader
				title={t("edit")}
				crumbs={[
					{ label: products("title"), to: "/products" },
					{ label: name, to: back },
				]}
			>
				<SaveButton cancel={back}>{common("save")}</SaveButton>
			</PageHeader>
			<ProductForm key={loaderData.product.version} {...loaderData} refused={actionData} cancel={back} verb={common("save")} />
		</>
	);
}
