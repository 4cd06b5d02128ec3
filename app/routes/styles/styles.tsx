import { Grid3x3, PackageSearch, Plus } from "lucide";
import { useTranslations } from "use-intl/react";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar, shelfScale } from "#app/components/shelf-bar.tsx";
import { decimalsOf } from "#app/platform/money.ts";
import { together } from "#app/platform/together.server.ts";
import { type ListedStyle, listStyleShelves } from "#app/stock/style-list.server.ts";
import { CatalogTabs } from "../catalog/catalog-tabs.tsx";
import { categoryOptions } from "../catalog/category-options.ts";
import { Said } from "../catalog/said.tsx";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/styles.ts";

export const handle = "catalog";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const text = (name: string) => url.searchParams.get(name)?.trim() || undefined;
		const tenant = together(asker);
		const [{ items, nextCursor }, filters] = await Promise.all([
			listStyleShelves(tenant, {
				q: text("q")?.slice(0, 200),
				categoryId: text("category"),
				vendor: text("vendor"),
				cursor: text("cursor"),
				storeId: chosenStore(request, viewer.stores)?.id,
			}),
			catalogFilters(tenant, {}),
		]);
		const isNarrowed = ["q", "category", "vendor", "cursor"].some((name) => text(name) !== undefined);
		return { items, nextCursor, filters, isNarrowed, mayWrite: viewer.permissions.has("catalog:write") };
	});
}

export default function Styles({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("styles");
	const { items, nextCursor, filters, isNarrowed, mayWrite } = loaderData;
	const shown = nextCursor ? t("shownOfMore", { count: items.length }) : t("shown", { count: items.length });
	return (
		<>
			<PageHeader title={t("title")} meta={items.length > 0 ? shown : undefined} byStore>
				{mayWrite && (
					<ButtonLink to="/styles/new" kind="primary" icon={Plus} keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Said words={{ removed: t("members.removed", { name: t("style") }) }} />
			<CatalogTabs on="styles" />
			<FilterBar
				label={t("search")}
				placeholder={t("searchFor")}
				filters={[
					{ name: "category", label: t("category"), options: categoryOptions(filters.categories) },
					{ name: "vendor", label: t("vendor"), options: filters.vendors.map((vendor) => ({ value: vendor, label: vendor })) },
				]}
			/>
			<p className="visually-hidden" role="status">
				{items.length > 0 ? shown : t("nothing")}
			</p>
			{items.length > 0 ? (
				<StyleTable styles={items} categories={filters.categories} />
			) : isNarrowed ? (
				<Empty icon={PackageSearch} title={t("nothing")} act={<ButtonLink to="/styles">{t("clear")}</ButtonLink>}>
					{t("nothingNext")}
				</Empty>
			) : (
				<Empty icon={Grid3x3} title={t("noStyles")} act={mayWrite && <ButtonLink to="/styles/new">{t("addFirst")}</ButtonLink>}>
					{t("noStylesNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? shown : undefined} />
		</>
	);
}

function StyleTable({ styles, categories }: { styles: ListedStyle[]; categories: { id: string; name: string }[] }) {
	const t = useTranslations("styles");
	const prices = usePriceWords();
	const categoryOf = new Map(categories.map(({ id, name }) => [id, name]));
	const scale = shelfScale(styles);
	return (
		<Table
			label={t("title")}
			folds
			sticks
			density="picture"
			head={
				<>
					<Column fold="subject">{t("style")}</Column>
					<Column>{t("onTheShelf")}</Column>
					<Column number>{t("price")}</Column>
				</>
			}
		>
			{styles.map((style) => (
				<Row key={style.id}>
					<Cell fold="subject">
						<span className="product">
							<FramePicture src={style.imageUrl} category={categoryOf.get(style.categoryId ?? "")} />
							<span className="grow">
								<bdi className="clip">
									<RowLink to={`/styles/${style.id}`}>{style.name}</RowLink>
								</bdi>
								<small className="clip">
									{style.vendor && `${style.vendor} · `}
									{t("products", { count: style.products })}
								</small>
							</span>
						</span>
					</Cell>
					<Cell fold="figure">
						<span className="shelf-cell">
							<ShelfBar {...style} scale={scale} />
							<Quantity value={style.available} />
						</span>
					</Cell>
					<Cell number fold="line">
						{prices(style)}
					</Cell>
				</Row>
			))}
		</Table>
	);
}

/** One price, or from the lowest to the highest; decimals only where there are any. */
function usePriceWords(): (style: ListedStyle) => string {
	const t = useTranslations("styles");
	const money = useMoneyWords();
	return ({ lowest, highest, currency }) => {
		if (lowest === null || highest === null || currency === null) return "";
		const whole = [lowest, highest].every((amount) => amount % 10 ** decimalsOf(currency) === 0);
		const high = money({ amount: highest, currency, whole });
		return lowest === highest ? high : t("priceRange", { lowest: money({ amount: lowest, currency, whole, bare: true }), highest: high });
	};
}
