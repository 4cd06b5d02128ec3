import { Download, History, PackageSearch } from "lucide";
import { Link, redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { When } from "#app/components/when.tsx";
import { endOfDay } from "#app/orders/rules.ts";
import { addDays, dayIn, isoInstant } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { listMovements } from "#app/stock/movements.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { movementReasons } from "#app/stock/rules.ts";
import { namedProducts } from "#app/stock/scanned.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/movements.ts";
import { MovementFilters } from "./movement-filters.tsx";
import { MovementTable } from "./movement-table.tsx";
import "#app/styles/stock.css";

const choices = 12;

export const handle = "stockroom";

/** `q` finds a product: one that is meant is gone to, several are offered. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const query = url.searchParams;
		const store = chosenStore(request, viewer.stores);
		const timeZone = store?.timeZone ?? viewer.business.timeZone;
		const productId = query.get("product") || undefined;
		const q = productId ? "" : (query.get("q")?.trim().slice(0, 200) ?? "");
		const [from, until] = [dayIn(query, "from"), dayIn(query, "until")];
		const tenant = together(asker);
		const asked = {
			productId,
			storeId: store?.id,
			reason: movementReasons.find((reason) => reason === query.get("reason")),
			actorId: query.get("by") || undefined,
			from: from && isoInstant(endOfDay(addDays(from, -1), timeZone)),
			until: until && isoInstant(endOfDay(until, timeZone)),
		};
		const [history, [product], found] = await Promise.all([
			listMovements(tenant, { ...asked, cursor: query.get("cursor") ?? undefined }),
			namedProducts(tenant, { productIds: productId ? [productId] : [] }),
			q ? listProducts(tenant, { q, status: "any", limit: choices }) : null,
		]);
		const [only, ...others] = found?.items ?? [];
		if (only && others.length === 0) throw redirect(`/stock/movements?${chosen(query, only.id)}`);
		return {
			...history,
			product: product ?? null,
			export: new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString(),
			q,
			found: found?.items.map(({ id, name, sku, imageUrl }) => ({ id, name, sku, imageUrl })) ?? null,
		};
	});
}

function chosen(query: URLSearchParams, productId: string): URLSearchParams {
	const next = new URLSearchParams(query);
	next.delete("q");
	next.delete("cursor");
	next.set("product", productId);
	return next;
}

export default function Movements({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("stock.history");
	const stock = useTranslations("stock");
	const { pathname, search } = useLocation();
	const { items, nextCursor, reached, product, found } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: stock("title"), to: "/stock" }]}>
				<span className="on-desk">
					<ButtonLink to={`/export/movements?${loaderData.export}`} icon={Download} reloadDocument>
						{t("export")}
					</ButtonLink>
				</span>
			</PageHeader>
			<MovementFilters product={product} person={items[0]?.actorName} />
			{found ? (
				<WhichProduct data={loaderData} />
			) : items.length > 0 ? (
				<MovementTable movements={items} />
			) : (
				<Empty icon={History} title={t("empty")} act={search && <ButtonLink to={pathname}>{t("clear")}</ButtonLink>}>
					{reached === null && t("emptyNext")}
				</Empty>
			)}
			{!found && reached !== null && (
				<p className="section meta">
					{t(items.length > 0 ? "shortSome" : "short")} <When at={reached} show="full" />
				</p>
			)}
			{!found && <Pager nextCursor={nextCursor} summary={items.length > 0 ? t("shown", { count: items.length }) : undefined} />}
		</>
	);
}

/** Several products answer to the words: whose movements? */
function WhichProduct({ data: { found, q } }: { data: Route.ComponentProps["loaderData"] }) {
	const t = useTranslations("stock.history");
	const { pathname, search } = useLocation();
	if (!found || found.length === 0) {
		return (
			<Empty icon={PackageSearch} title={t("whichNone", { q })} act={<ButtonLink to={pathname}>{t("clear")}</ButtonLink>}>
				{t("whichNext")}
			</Empty>
		);
	}
	return (
		<section className="section" aria-labelledby="which">
			<header>
				<h2 id="which">{t("which")}</h2>
			</header>
			<ul className="stack">
				{found.map(({ id, name, sku, imageUrl }) => (
					<li key={id}>
						<Link to={`${pathname}?${chosen(new URLSearchParams(search), id)}`} className="product">
							<FramePicture src={imageUrl} />
							<span className="grow">
								<b className="clip">{name}</b>
								<small className="mono clip">{sku}</small>
							</span>
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
