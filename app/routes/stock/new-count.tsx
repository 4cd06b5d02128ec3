import { Form, Link, redirect, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { newId } from "#app/platform/ids.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { countScopes } from "#app/stock/rules.ts";
import { namedProducts } from "#app/stock/scanned.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { categoryOptions } from "../catalog/category-options.ts";
import { field, form, page } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import type { Route } from "./+types/new-count.ts";
import "#app/styles/stock.css";

export const handle = "stockroom";

/** `?product=` (repeated): what shall be counted, chosen elsewhere. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		requirePermission(viewer, "stock:count");
		const tenant = together(asker);
		const chosen = url.searchParams.getAll("product").slice(0, 1000);
		const [{ categories }, products] = await Promise.all([catalogFilters(tenant, {}), namedProducts(tenant, { productIds: chosen })]);
		const stores = viewer.stores.map(({ id, name }) => ({ id, name }));
		return { categories, products, stores, storeId: chosenStore(request, stores)?.id ?? stores[0]?.id ?? "", commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const scope = field(fields, "scope");
		const input = {
			storeId: field(fields, "storeId"),
			scope,
			categoryId: scope === "category" ? field(fields, "categoryId") : undefined,
			productIds: scope === "products" ? fields.getAll("product") : undefined,
			blind: fields.has("blind"),
			note: field(fields, "note"),
		};
		const { id } = await openCount(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/stock/counts/${id}?said=opened`, 303);
	});
}

export default function NewCount({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("counts");
	const stock = useTranslations("stock");
	const common = useTranslations("common");
	const { categories, products, stores, storeId, commandId } = loaderData;
	const refused = useRefused(actionData, ["storeId", "categoryId"]);
	const busy = useNavigation().formMethod === "POST";
	const scopes = countScopes.filter((scope) => scope !== "products" || products.length > 0);
	const scope = refused.typed("scope") ?? (products.length > 0 ? "products" : "store");
	const already = actionData?.code === "count_open_already" ? actionData.details : undefined;
	const store = stores.find(({ id }) => id === already?.storeId);
	return (
		<>
			<PageHeader
				title={t("open.title")}
				crumbs={[
					{ label: stock("title"), to: "/stock" },
					{ label: t("title"), to: "/stock/counts" },
				]}
			/>
			<Form method="post" className="section form" ref={refused.form}>
				<input type="hidden" name="commandId" value={commandId} />
				{already ? (
					<Notice tone="warn">
						{t("open.already", { store: store?.name ?? "" })}{" "}
						<Link to={`/stock/counts/${already.countId}`} className="link">
							{t("open.goOn")}
						</Link>
					</Notice>
				) : (
					refused.whole && <Notice tone="bad">{refused.whole}</Notice>
				)}
				{stores.length > 1 ? (
					<SelectField
						label={t("open.store")}
						name="storeId"
						defaultValue={refused.typed("storeId") ?? storeId}
						hint={t("open.onlyOne")}
						problems={refused.at("storeId").length > 0 ? [t("problems.store")] : undefined}
					>
						{stores.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</SelectField>
				) : (
					<input type="hidden" name="storeId" value={storeId} />
				)}
				<fieldset className="choices">
					<legend>{t("open.scope")}</legend>
					{scopes.map((each) => (
						<label key={each} className="check">
							<input type="radio" name="scope" value={each} defaultChecked={each === scope} />
							<span>{t(`open.scopes.${each}`, { count: products.length })}</span>
						</label>
					))}
				</fieldset>
				{products.length > 0 && (
					<p className="meta">
						{products
							.slice(0, 12)
							.map(({ name }) => name)
							.join(", ")}
						{products.length > 12 && ` ${t("review.and", { count: products.length - 12 })}`}
						{products.map(({ id }) => (
							<input key={id} type="hidden" name="product" value={id} />
						))}
					</p>
				)}
				<div className="when-category">
					<SelectField
						label={t("open.category")}
						name="categoryId"
						defaultValue={refused.typed("categoryId")}
						problems={refused.at("categoryId").length > 0 ? [t("problems.category")] : undefined}
					>
						{categoryOptions(categories).map(({ value, label }) => (
							<option key={value} value={value}>
								{label}
							</option>
						))}
					</SelectField>
				</div>
				<label className="check">
					<input type="checkbox" name="blind" defaultChecked={refused.typed("blind") !== undefined} />
					<span>
						{t("open.blind")} <small className="meta">{t("open.blindHint")}</small>
					</span>
				</label>
				<TextField label={t("open.note")} name="note" optional maxLength={500} defaultValue={refused.typed("note")} />
				<div className="submit">
					<ButtonLink to="/stock/counts" kind="quiet">
						{common("cancel")}
					</ButtonLink>
					<Button type="submit" kind="primary" busy={busy}>
						{t("open.verb")}
					</Button>
				</div>
			</Form>
		</>
	);
}
