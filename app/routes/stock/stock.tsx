import { ArrowLeftRight, ClipboardCheck, PackageSearch } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { lowStock } from "#app/insights/queries.server.ts";
import { together } from "#app/platform/together.server.ts";
import { listCounts } from "#app/stock/counts.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { scarceShelves } from "#app/stock/scarce.server.ts";
import { listTransfers } from "#app/stock/transfers.server.ts";
import { LowShelves } from "../insights/home-lists.tsx";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/stock.ts";
import { FindProduct, findActs } from "./find-product.tsx";
import { FoundProducts } from "./found-products.tsx";
import { OnTheWay, OpenCounts, StockTiles } from "./stock-parts.tsx";
import "#app/styles/stock.css";

const shown = 8;

export const handle = "stockroom";

/** `?q=`: a product to go to, at once where only one answers; `&act=` what shall be done with it there. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const storeId = chosenStore(request, viewer.stores)?.id;
		const act = findActs.find((each) => each === url.searchParams.get("act")) ?? null;
		const q = url.searchParams.get("q")?.trim().slice(0, 200) ?? "";
		const tenant = together(asker);
		const [found, scarce, low, transfers, counts, { categories }] = await Promise.all([
			q ? listProducts(tenant, { q, limit: 12 }) : null,
			scarceShelves(tenant, { storeId }),
			lowStock(tenant, { storeId, limit: shown }),
			listTransfers(tenant, { status: "open", storeId, limit: 200 }),
			listCounts(tenant, { status: "counting", storeId, limit: 50 }),
			catalogFilters(tenant, {}),
		]);
		const [only, ...others] = found?.items ?? [];
		if (only && others.length === 0) throw redirect(`/products/${only.id}${act ? `?act=${act}` : ""}`);
		const { permissions, stores } = viewer;
		return {
			act,
			q,
			found: found?.items.map(({ id, name, sku, imageUrl, inventory }) => ({ id, name, sku, imageUrl, ...inventory })) ?? null,
			scarce,
			low,
			transfers: transfers.items,
			counts: counts.items,
			categories,
			may: {
				move: permissions.has("stock:transfer") && stores.length > 1,
				count: permissions.has("stock:count"),
				write: permissions.has("stock:write"),
			},
		};
	});
}

export default function Stock({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("stock");
	const { found, q, act, low, transfers, counts, categories, may } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} byStore>
				{may.move && (
					<span className="on-desk">
						<ButtonLink to="/stock/transfers/new" icon={ArrowLeftRight} keyName="T">
							{t("newTransfer")}
						</ButtonLink>
					</span>
				)}
				{may.count && (
					<ButtonLink to="/stock/counts/new" kind="primary" icon={ClipboardCheck} keyName="C">
						{t("count")}
					</ButtonLink>
				)}
			</PageHeader>
			<FindProduct act={act} q={q} writes={may.write} />
			{found ? (
				found.length > 0 ? (
					<FoundProducts products={found} act={act} />
				) : (
					<Empty icon={PackageSearch} title={t("nothingFor", { q })} act={<ButtonLink to="/stock">{t("title")}</ButtonLink>}>
						{t("nothingNext")}
					</Empty>
				)
			) : (
				<>
					<StockTiles data={loaderData} />
					<div className="columns">
						<div>
							<LowShelves shelves={low} />
						</div>
						<div className="beside">
							<OnTheWay transfers={transfers.slice(0, shown)} />
							<OpenCounts counts={counts} categories={categories} />
						</div>
					</div>
				</>
			)}
		</>
	);
}

export type StockData = Route.ComponentProps["loaderData"];
