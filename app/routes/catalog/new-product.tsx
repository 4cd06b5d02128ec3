import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { AddProduct } from "#app/catalog/input.ts";
import { listAttributes } from "#app/catalog/attributes.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { listStyles } from "#app/catalog/styles.server.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { addProduct } from "#app/stock/add-product.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/new-product.ts";
import { openingOf, typedInput } from "./product-form.server.ts";
import { ProductForm, SaveButton } from "./product-form.tsx";

export const handle = "catalog";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const [{ categories, vendors }, styles, attributes] = await Promise.all([
			catalogFilters(tenant, {}),
			listStyles(tenant, {}),
			listAttributes(tenant, {}),
		]);
		const viewer = await asker.principal();
		requirePermission(viewer, "catalog:write");
		const store = chosenStore(request, viewer.stores) ?? viewer.stores[0];
		return {
			categories,
			vendors,
			styles,
			attributes,
			values: { status: "draft", isAvailable: "1", storeId: store?.id ?? "" },
			currency: (store ?? viewer.business).currency,
			commandId: newId(),
		};
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { stores, business } = await tenant.principal();
		const opening = openingOf(fields);
		// A product is priced in its store's money.
		const { currency } = stores.find(({ id }) => id === opening.storeId) ?? business;
		const input = typedInput(AddProduct, fields, { language: localeOf(request), currency, more: opening });
		const product = await addProduct(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		// A SKU that was known got a shelf here and stayed what it was.
		const said = product.createdAt < tenant.now ? "shelved" : "added";
		return redirect(`/products/${product.id}?said=${said}`, 303);
	});
}

export default function NewProduct({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("productForm");
	const products = useTranslations("products");
	return (
		<>
			<PageHeader title={t("newTitle")} crumbs={[{ label: products("title"), to: "/products" }]}>
				<SaveButton cancel="/products">{t("add")}</SaveButton>
			</PageHeader>
			<ProductForm {...loaderData} refused={actionData} cancel="/products" verb={t("add")} />
		</>
	);
}
