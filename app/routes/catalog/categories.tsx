import { FolderTree, Plus } from "lucide";
import { useSearchParams } from "react-router";
import { useTranslations } from "use-intl/react";
import { treeOf } from "#app/catalog/category-tree.ts";
import { listCategories } from "#app/catalog/queries.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { form, page } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import type { Route } from "./+types/categories.ts";
import { actOnCategories } from "./category-acts.server.ts";
import { AddCategoryForm, EditCategoryForms } from "./category-forms.tsx";
import { CategoryTable } from "./category-table.tsx";
import "#app/styles/catalog.css";

export const handle = "catalog";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const categories = treeOf(await listCategories(tenant, {}));
		return { categories, mayEdit: (await tenant.principal()).permissions.has("catalog:write"), commandId: newId() };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) => actOnCategories({ tenant, fields, locale: localeOf(request) }));
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || actionStatus === 404 || defaultShouldRevalidate;
}

/** The tree of categories; `?edit=` opens one beside it. */
export default function Categories({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("categories");
	const products = useTranslations("products");
	const { categories, mayEdit, commandId } = loaderData;
	const [query] = useSearchParams();
	const edited = categories.find(({ id }) => id === query.get("edit"));
	const own = actionData && !actionData.ok && ["add", "edit"].includes(actionData.values.intent ?? "");
	return (
		<>
			<PageHeader
				title={t("title")}
				meta={t("count", { count: categories.length })}
				crumbs={[{ label: products("title"), to: "/products" }]}
			>
				{mayEdit && (
					<ButtonLink to="/categories#name" kind={edited ? "plain" : "primary"} icon={Plus} keyName="N">
						{t("newShort")}
					</ButtonLink>
				)}
			</PageHeader>
			<Outcome answer={actionData} action="/categories" said={own} />
			<div className="columns">
				<div>
					{categories.length > 0 ? (
						<CategoryTable categories={categories} editedId={edited?.id} mayEdit={mayEdit} />
					) : (
						<Empty icon={FolderTree} title={t("none")}>
							{t("noneNext")}
						</Empty>
					)}
				</div>
				{mayEdit && (
					<aside id="category" aria-label={edited ? t("edit", { name: edited.name }) : t("new")}>
						{edited ? (
							<EditCategoryForms
								key={`${edited.id} ${edited.version}`}
								category={edited}
								categories={categories}
								refused={actionData?.ok ? undefined : actionData}
								commandId={commandId}
							/>
						) : (
							<AddCategoryForm
								key={categories.length}
								categories={categories}
								under={query.get("under") ?? ""}
								refused={actionData?.ok ? undefined : actionData}
								commandId={commandId}
							/>
						)}
					</aside>
				)}
			</div>
		</>
	);
}
