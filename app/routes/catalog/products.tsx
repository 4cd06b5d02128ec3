import { Download, Ellipsis, FileUp, FolderTree, PackagePlus, PackageSearch, Plus, Printer, Tags } from "lucide-react";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { listAttributes } from "#app/catalog/attributes.server.ts";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { productStatuses } from "#app/catalog/rules.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useShell } from "#app/components/shell.ts";
import { together } from "#app/platform/together.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/products.ts";
import { CatalogTabs } from "./catalog-tabs.tsx";
import { attributeParameter, useAttributeNames } from "./attributes.ts";
import { categoryOptions } from "./category-options.ts";
import { ProductTable, shownOf } from "./product-table.tsx";
import { Said } from "./said.tsx";

const statuses = [...productStatuses, "any"] as const;
const stocks = ["low", "out"] as const;
/** What the business asks every product for can be chosen; what has more values than this is rather searched for. */
const mostChoices = 40;
const sorts = ["name", "newest"] as const;

/** What the address asks for. A word it does not know is as if it were not there: people edit addresses. */
function askedFor(query: URLSearchParams) {
	const oneOf = <Word extends string>(name: string, words: readonly Word[]) => words.find((word) => word === query.get(name));
	const text = (name: string) => query.get(name)?.trim() || undefined;
	return {
		q: text("q")?.slice(0, 200),
		status: oneOf("status", statuses),
		stock: oneOf("stock", stocks),
		sort: oneOf("sort", sorts) ?? "name",
		categoryId: text("category"),
		vendor: text("vendor"),
		attributes: attributesIn(query),
		cursor: text("cursor"),
	};
}

/** `attr.colour=Black`: as many as a list is filtered by at once. */
function attributesIn(query: URLSearchParams): Record<string, string> | undefined {
	const wanted = [...query].filter(
		([name, value]) => name.startsWith(attributeParameter) && name.length > 5 && name.length <= 65 && value.trim() !== "",
	);
	if (wanted.length === 0) return undefined;
	return Object.fromEntries(
		wanted.slice(0, 10).map(([name, value]) => [name.slice(attributeParameter.length), value.trim().slice(0, 400)]),
	);
}

export const handle = "catalog";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const asked = askedFor(url.searchParams);
		const tenant = together(asker);
		const [{ items, nextCursor }, filters, attributes] = await Promise.all([
			listProducts(tenant, { ...asked, storeId: chosenStore(request, viewer.stores)?.id }),
			catalogFilters(tenant, {}),
			listAttributes(tenant, {}),
		]);
		const choices = attributes.filter(
			({ name, values }) => values.length > 1 && (values.length <= mostChoices || asked.attributes?.[name]),
		);
		return {
			items: items.map(shownOf),
			nextCursor,
			asked,
			filters,
			attributes: choices,
			mayWrite: viewer.permissions.has("catalog:write"),
		};
	});
}

export default function Products({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("products");
	const status = useTranslations("status");
	const common = useTranslations("common");
	const { store } = useShell();
	const { items, nextCursor, asked, filters, attributes, mayWrite } = loaderData;
	const attributeName = useAttributeNames();
	const categories = categoryOptions(filters.categories);
	const shown = nextCursor ? t("shownOfMore", { count: items.length }) : t("shown", { count: items.length });
	return (
		<>
			<PageHeader title={t("title")} meta={items.length > 0 ? shown : undefined} byStore>
				<Menu trigger={<Icon of={Ellipsis} />} name={common("moreActions")} kind="quiet">
					<Link to="/categories" className="menu-item">
						<Icon of={FolderTree} />
						{t("categories")}
					</Link>
					<Link to="/attributes" className="menu-item">
						<Icon of={Tags} />
						{t("attributes")}
					</Link>
					{mayWrite && (
						<Link to="/products/import" className="menu-item">
							<Icon of={FileUp} />
							{t("import")}
						</Link>
					)}
					{items.length > 0 && (
						<>
							<a href={exportOf(asked, store?.id)} className="menu-item" download>
								<Icon of={Download} />
								{t("export")}
							</a>
							<Link to={`/labels?ids=${items.map(({ id }) => id).join(",")}`} className="menu-item">
								<Icon of={Printer} />
								{t("labels")}
							</Link>
						</>
					)}
				</Menu>
				{mayWrite && (
					<ButtonLink to="/products/new" kind="primary" icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said words={{ deleted: t("deleted") }} />
			<CatalogTabs on="products" />
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
					{ name: "category", label: t("category"), options: categories },
					{ name: "vendor", label: t("vendor"), options: filters.vendors.map((vendor) => ({ value: vendor, label: vendor })) },
					{ name: "stock", label: t("stock"), options: stocks.map((word) => ({ value: word, label: status(`stock.${word}`) })) },
					...attributeFilters(attributes, asked.attributes).map(({ name, values }) => ({
						name: attributeParameter + name,
						label: attributeName(name),
						options: values.map((value) => ({ value, label: value })),
					})),
				]}
			>
				<SortLinks sort={asked.sort} />
			</FilterBar>
			<p className="visually-hidden" role="status">
				{items.length > 0 ? shown : t("nothing")}
			</p>
			{items.length > 0 ? (
				<ProductTable products={items} categories={filters.categories} stock={asked.stock} />
			) : (
				<NoProducts asked={asked} mayWrite={mayWrite} />
			)}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? shown : undefined} />
		</>
	);
}

/** What can be chosen, and what is chosen even if nothing carries it. */
function attributeFilters(attributes: { name: string; values: string[] }[], asked: Record<string, string> = {}) {
	const others = Object.keys(asked).filter((name) => !attributes.some((known) => known.name === name));
	return [...attributes, ...others.map((name) => ({ name, values: [] }))].map(({ name, values }) => {
		const chosen = asked[name];
		return { name, values: chosen === undefined || values.includes(chosen) ? values : [chosen, ...values] };
	});
}

/** What the list shows, all pages of it, as a file. */
function exportOf({ cursor: _cursor, ...asked }: ReturnType<typeof askedFor>, storeId: string | undefined): string {
	const attributes = asked.attributes && JSON.stringify(asked.attributes);
	const query = new URLSearchParams(
		Object.entries({ ...asked, attributes, storeId }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
	);
	return `/export/products?${query}`;
}

function SortLinks({ sort }: { sort: (typeof sorts)[number] }) {
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

/** Nothing matches, nothing in this store, or nothing at all: three facts, each with what to do next. */
function NoProducts({ asked, mayWrite }: { asked: ReturnType<typeof askedFor>; mayWrite: boolean }) {
	const t = useTranslations("products");
	const { store } = useShell();
	const { sort, ...narrowing } = asked;
	if (Object.values(narrowing).some((value) => value !== undefined)) {
		return (
			<Empty icon={PackageSearch} title={t("nothing")} act={<ButtonLink to="/products">{t("clear")}</ButtonLink>}>
				{asked.q ? t("nothingFor", { q: asked.q }) : t("nothingSo")}
			</Empty>
		);
	}
	return (
		<Empty
			icon={PackagePlus}
			title={store ? t("noneHere", { store: store.name }) : t("none")}
			act={
				<>
					{mayWrite && <ButtonLink to="/products/new">{t("addFirst")}</ButtonLink>}
					{mayWrite && <ButtonLink to="/products/import">{t("import")}</ButtonLink>}
					{store && <ButtonLink to="/products?store=all">{t("allStores")}</ButtonLink>}
				</>
			}
		>
			{t("noneNext")}
		</Empty>
	);
}
