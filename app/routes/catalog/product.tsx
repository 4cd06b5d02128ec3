import { ArrowLeftRight, ClipboardCheck, Ellipsis, PackagePlus, PackageX, Pencil, SlidersHorizontal } from "lucide";
import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { listImages } from "#app/catalog/images/queries.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { useRefreshOn, useSpoken } from "#app/components/live.tsx";
import { Menu } from "#app/components/menu.tsx";
import { differs } from "#app/components/news-store.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { useRemember } from "#app/components/recent.ts";
import { localeOf } from "#app/i18n.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { productMovements, productPage } from "#app/stock/queries.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/product.ts";
import { drawRunway } from "./draw-runway.server.ts";
import { actOn } from "./product-acts.server.ts";
import { ProductDialogs } from "./product-dialogs.tsx";
import { ProductDetails, ProductHero } from "./product-hero.tsx";
import { ProductMenu } from "./product-menu.tsx";
import { ProductMovements } from "./product-movements.tsx";
import { ProductOutlook } from "./product-outlook.tsx";
import { ProductShelf } from "./product-shelf.tsx";
import { Said } from "./said.tsx";
import { type Acts, type OpenDialog, useActs } from "./use-acts.ts";

const movementsShown = 20;

export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { productId } = params;
		const viewer = await asker.principal();
		const tenant = together(asker);
		const store = chosenStore(request, viewer.stores);
		// The movements of one store, or a later page of them, instead of the newest of all.
		const at = viewer.stores.find(({ id }) => id === url.searchParams.get("at")) ?? null;
		const cursor = url.searchParams.get("cursor") ?? undefined;
		const [shown, images, outlook, others] = await Promise.all([
			productPage(tenant, { productId }),
			listImages(tenant, { productId }),
			viewer.permissions.has("insights:read") ? prediction(tenant, { productId, storeId: store?.id }) : null,
			at || cursor ? productMovements(tenant, { productId, storeId: at?.id, cursor, limit: movementsShown }) : null,
		]);
		const levels = shown.shelves.filter(({ storeId }) => !store || storeId === store.id);
		const reorderPoint = levels.reduce((sum, level) => sum + level.reorderPoint, 0);
		return {
			...shown,
			images: images.map(({ id, alt }) => ({ id, alt })),
			runway: outlook && { outlook, drawings: drawRunway(outlook, reorderPoint), reorderPoint },
			movements: others ?? shown.movements,
			movementsAt: at?.id ?? null,
			storeId: store?.id ?? null,
			tax: { included: viewer.business.taxIncluded, rate: shown.product.taxRate ?? viewer.business.taxRate },
			may: {
				edit: viewer.permissions.has("catalog:write"),
				stock: viewer.permissions.has("stock:write"),
				transfer: viewer.permissions.has("stock:transfer") && viewer.stores.length > 1,
				count: viewer.permissions.has("stock:count"),
			},
			commandId: newId(),
		};
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) => actOn({ tenant, fields, productId: params.productId, locale: localeOf(request) }));
}

/** After a conflict the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

export default function ProductPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("product");
	const common = useTranslations("common");
	const { product, style, shelves, may } = loaderData;
	const acts = useActs(loaderData, actionData);
	useRemember({ kind: "product", id: product.id, label: product.name, to: acts.path });
	useRefreshOn((productId, heard) => productId === product.id && shelves.some((shelf) => differs(shelf, heard.get(shelf.storeId))));
	useSpoken(useMemo(() => [{ id: product.id, name: product.name }], [product.id, product.name]));
	const crumbs = [{ label: t("products"), to: "/products" }];
	if (style && product.styleId) crumbs.push({ label: style, to: `/styles/${product.styleId}` });
	return (
		<>
			<PageHeader title={product.name} ownHeading crumbs={crumbs}>
				<span className="row on-desk">
					{may.edit && (
						<ButtonLink to={`${acts.path}/edit`} icon={Pencil}>
							{t("edit")}
						</ButtonLink>
					)}
					<MoreStockButtons data={loaderData} acts={acts} />
					{may.stock && <StockButtons acts={acts} />}
				</span>
				{(may.edit || may.count) && (
					<Menu trigger={<Icon of={Ellipsis} />} name={common("moreActions")} kind="quiet">
						<ProductMenu data={loaderData} acts={acts} />
					</Menu>
				)}
			</PageHeader>
			<Said words={{ added: t("said.added"), shelved: t("said.shelved"), saved: t("said.saved") }} />
			<ProductDialogs data={loaderData} acts={acts} />
			<div className="columns">
				<div>
					<ProductHero data={loaderData} status={acts.pendingStatus ?? product.status} />
					<ProductShelf productId={product.id} shelves={shelves} editable={may.stock} changed={acts.changed} acts={acts} />
					{loaderData.runway && <ProductOutlook {...loaderData.runway} unit={product.unit} />}
					<ProductDetails product={product} />
				</div>
				<ProductMovements data={loaderData} />
			</div>
			{may.stock && (
				<div className="sticky-actions">
					<StockButtons acts={acts} />
				</div>
			)}
		</>
	);
}

/** The rarer acts: an icon and a key. On a phone they are in the menu. */
function MoreStockButtons({ data: { product, may }, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const opens = (which: OpenDialog) => ({ to: `${acts.path}?act=${which}`, onClick: acts.opening(which), preventScrollReset: true });
	return (
		<>
			{may.transfer && (
				<ButtonLink {...opens("transfer")} icon={ArrowLeftRight} iconOnly title={t("transfer.verb")} keyName="T">
					{t("transfer.verb")}
				</ButtonLink>
			)}
			{may.count && (
				<ButtonLink to={`/stock/counts/new?product=${product.id}`} icon={ClipboardCheck} iconOnly title={t("transfer.count")} keyName="C">
					{t("transfer.count")}
				</ButtonLink>
			)}
			{may.stock && (
				<ButtonLink {...opens("write-off")} icon={PackageX} iconOnly title={t("writeOff.verb")} keyName="W">
					{t("writeOff.verb")}
				</ButtonLink>
			)}
		</>
	);
}

function StockButtons({ acts }: { acts: Acts }) {
	const t = useTranslations("product");
	const opens = (which: OpenDialog) => ({ to: `${acts.path}?act=${which}`, onClick: acts.opening(which), preventScrollReset: true });
	return (
		<>
			<ButtonLink {...opens("adjust")} icon={SlidersHorizontal} keyName="A">
				{t("adjust.verb")}
			</ButtonLink>
			<ButtonLink {...opens("receive")} kind="primary" icon={PackagePlus} keyName="R">
				{t("receive.verb")}
			</ButtonLink>
		</>
	);
}

export type ProductData = Route.ComponentProps["loaderData"];
