import { ListChecks, Plus } from "lucide";
import { lazy, Suspense } from "react";
import { Link, redirect, useFetcher, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { listAttributes } from "#app/catalog/attributes.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { productStatuses } from "#app/catalog/rules.ts";
import { listViews } from "#app/catalog/saved-views.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Icon } from "#app/components/icon.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { inChosenStore } from "../chosen-store.server.ts";
import { form, page, type Refused } from "../door.server.ts";
import type { Route } from "./+types/products.ts";
import { type Asked, askedFor, sorts, stocks } from "./asked.ts";
import { attributeParameter, useAttributeNames } from "./attributes.ts";
import { CatalogTabs } from "./catalog-tabs.tsx";
import { categoryOptions } from "./category-options.ts";
import { actOnList } from "./list-acts.server.ts";
import { peekAt } from "./peek.server.ts";
import { ProductTable, shownOf } from "./product-table.tsx";
import { Said } from "./said.tsx";
import type { SeveralTold } from "./selected.server.ts";
import { usePeek } from "./use-peek.ts";
import { useSelection } from "./use-selection.ts";
import "#app/styles/catalog.css";

// Links and forms from the start, so they stand in the HTML; what makes more of them is fetched once the list is alive. The server has them whole.
const [ListMenu, ListOutcome, NoProducts, Peek, SelectionBar, ViewRow] = import.meta.env.SSR
	? [
			(await import("./list-menu.tsx")).ListMenu,
			(await import("./list-outcome.tsx")).ListOutcome,
			(await import("./no-products.tsx")).NoProducts,
			(await import("./peek.tsx")).Peek,
			(await import("./selection-bar.tsx")).SelectionBar,
			(await import("./view-row.tsx")).ViewRow,
		]
	: [
			lazy(async () => ({ default: (await import("./list-menu.tsx")).ListMenu })),
			lazy(async () => ({ default: (await import("./list-outcome.tsx")).ListOutcome })),
			lazy(async () => ({ default: (await import("./no-products.tsx")).NoProducts })),
			lazy(async () => ({ default: (await import("./peek.tsx")).Peek })),
			lazy(async () => ({ default: (await import("./selection-bar.tsx")).SelectionBar })),
			lazy(async () => ({ default: (await import("./view-row.tsx")).ViewRow })),
		];

/** What the business asks every product for can be chosen; what has more values than this is rather searched for. */
const mostChoices = 40;

export const handle = "catalog";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	const asked = askedFor(url.searchParams);
	const peek = url.searchParams.get("peek");
	return page({ request, context }, (asker) =>
		inChosenStore(request, async (storeId) => {
			const tenant = together(asker);
			const [{ items, nextCursor }, filters, attributes, views, { permissions }] = await Promise.all([
				listProducts(tenant, { ...asked, storeId }),
				catalogFilters(tenant, {}),
				listAttributes(tenant, {}),
				listViews(tenant, {}),
				asker.principal(),
			]);
			const peeked = peek && permissions.has("stock:read") ? await peekAt(tenant, peek, storeId) : null;
			// Whoever only says "products" gets the list they chose; every other address says what it is.
			const opening = views.views.find(({ id }) => id === views.chosen);
			if (opening && url.searchParams.size === 0)
				throw redirect(`/products?${[opening.query, `view=${opening.id}`].filter(Boolean).join("&")}`);
			const choices = attributes.filter(
				({ name, isKept, values }) => values.length > 1 && ((isKept && values.length <= mostChoices) || asked.attributes?.[name]),
			);
			return {
				items: items.map(shownOf),
				attributes: choices.map(({ name, values }) => ({ name, values })),
				commandId: newId(),
				mayWrite: permissions.has("catalog:write"),
				...{ nextCursor, asked, filters, views, peeked },
			};
		}),
	);
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) => actOnList({ tenant, fields, request, locale: localeOf(request) }));
}

/** What lies beside the list has data of its own: the list is not asked for again. */
export function shouldRevalidate({
	currentUrl,
	nextUrl,
	formMethod,
	defaultShouldRevalidate,
}: {
	currentUrl: URL;
	nextUrl: URL;
	formMethod?: string;
	defaultShouldRevalidate: boolean;
}) {
	if (formMethod || currentUrl.href === nextUrl.href) return defaultShouldRevalidate;
	const without = ({ pathname, searchParams }: URL) =>
		[pathname, ...[...searchParams].filter(([name]) => name !== "peek").map((pair) => pair.join("="))].join("&");
	return without(currentUrl) !== without(nextUrl) && defaultShouldRevalidate;
}

export default function Products({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("products");
	const { items, nextCursor, asked, filters, attributes, views, peeked, mayWrite, commandId } = loaderData;
	const fetcher = useFetcher<SeveralTold | Refused>({ key: "selected products" });
	const selection = useSelection(items);
	const peek = usePeek(peeked);
	const shown = nextCursor ? t("shownOfMore", { count: items.length }) : t("shown", { count: items.length });
	const answer = fetcher.data ?? actionData;
	return (
		<>
			<PageHeader title={t("title")} meta={items.length > 0 ? shown : undefined} byStore>
				<Suspense>
					<ListMenu asked={asked} ids={items.map(({ id }) => id)} mayWrite={mayWrite} />
				</Suspense>
				{mayWrite && (
					<ButtonLink to="/products/new" kind="primary" icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said words={{ deleted: t("deleted") }} />
			<CatalogTabs on="products" />
			<Suspense>
				<ViewRow {...views} refused={actionData?.ok === false ? actionData : undefined} commandId={commandId} />
			</Suspense>
			<ListFilters asked={asked} filters={filters} attributes={attributes} />
			{answer && (
				<Suspense>
					<ListOutcome answer={answer} />
				</Suspense>
			)}
			<p className="visually-hidden" role="status">
				{items.length > 0 ? shown : t("nothing")}
			</p>
			{items.length > 0 ? (
				<div className={peek.id ? "with-peek" : undefined}>
					{/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears what happens in the rows, whose links and boxes are the controls */}
					<div
						className="products-list"
						ref={selection.list}
						onClickCapture={peek.onClick}
						onClick={selection.onClick}
						onKeyDown={peek.onKeyDown}
						onFocus={peek.onFocus}
					>
						<ProductTable
							products={items}
							categories={filters.categories}
							stock={asked.stock}
							peeked={peek.id}
							onAll={selection.setAll}
							ticked={selection.count}
						/>
						<Pager nextCursor={nextCursor} summary={shown} />
						<Suspense>
							<SelectionBar
								count={selection.count}
								more={nextCursor !== null || asked.cursor !== undefined}
								mayWrite={mayWrite}
								commandId={commandId}
								onClear={() => selection.setAll(false)}
								fetcher={fetcher}
							/>
						</Suspense>
					</div>
					{peek.id && (
						<Suspense>
							<Peek peek={peek} fetcher={fetcher} commandId={commandId} />
						</Suspense>
					)}
				</div>
			) : (
				<>
					<Suspense>
						<NoProducts asked={asked} mayWrite={mayWrite} />
					</Suspense>
					<Pager nextCursor={nextCursor} />
				</>
			)}
		</>
	);
}

type Data = Route.ComponentProps["loaderData"];

function ListFilters({ asked, filters, attributes }: Pick<Data, "asked" | "filters" | "attributes">) {
	const t = useTranslations("products");
	const status = useTranslations("status");
	const attributeName = useAttributeNames();
	return (
		<FilterBar
			label={t("search")}
			placeholder={t("searchFor")}
			filters={[
				{
					name: "status",
					label: t("status"),
					options: [
						...productStatuses.map((word) => ({ value: word, label: status(`product.${word}`) })),
						{ value: "any", label: t("anyStatus") },
					],
				},
				{ name: "category", label: t("category"), options: categoryOptions(filters.categories) },
				{ name: "vendor", label: t("vendor"), options: filters.vendors.map((vendor) => ({ value: vendor, label: vendor })) },
				{ name: "stock", label: t("stock"), options: stocks.map((word) => ({ value: word, label: status(`stock.${word}`) })) },
				{ name: "priced", label: t("price"), options: [{ value: "false", label: t("noPrice") }] },
				...attributeFilters(attributes, asked.attributes).map(({ name, values }) => ({
					name: attributeParameter + name,
					label: attributeName(name),
					options: values.map((value) => ({ value, label: value })),
				})),
			]}
		>
			<label className="chip on-phone select-mode">
				<input type="checkbox" className="visually-hidden" />
				<Icon of={ListChecks} size={14} />
				{t("selection.mode")}
			</label>
			<SortLinks sort={asked.sort} />
		</FilterBar>
	);
}

/** What can be chosen, and what is chosen even if nothing carries it. */
function attributeFilters(attributes: { name: string; values: string[] }[], asked: Asked["attributes"] = {}) {
	const others = Object.keys(asked).filter((name) => !attributes.some((known) => known.name === name));
	return [...attributes, ...others.map((name) => ({ name, values: [] as string[] }))].map(({ name, values }) => {
		const chosen = asked[name];
		return { name, values: chosen === undefined || values.includes(chosen) ? values : [chosen, ...values] };
	});
}

function SortLinks({ sort }: { sort: Asked["sort"] }) {
	const t = useTranslations("products");
	const { pathname, search } = useLocation();
	const by = (word: string) => {
		const query = new URLSearchParams(search);
		query.set("sort", word);
		query.delete("cursor");
		return `${pathname}?${query}`;
	};
	return (
		<nav className="segments" aria-label={t("sort")}>
			{sorts.map((word) => (
				<Link key={word} to={by(word)} aria-current={word === sort ? "true" : undefined} preventScrollReset>
					{t(`sorts.${word}`)}
				</Link>
			))}
		</nav>
	);
}
