import { Glasses, ScanBarcode } from "lucide";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { useClock } from "#app/components/clock.ts";
import { Empty } from "#app/components/empty.tsx";
import { useRefreshOn } from "#app/components/live.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useShell } from "#app/components/shell.ts";
import { home } from "#app/insights/home.server.ts";
import { chartDays } from "#app/insights/rules.ts";
import { inChosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/home.ts";
import { drawRevenue } from "./draw-revenue.server.ts";
import { BestSellers, LowShelves, RecentSales } from "./home-lists.tsx";
import { NeedsYou } from "./home-needs.tsx";
import { NumberTiles } from "./home-numbers.tsx";
import { RevenueByDay } from "./home-revenue.tsx";
import { ShopifyNotice, shopifySaid } from "./home-shopify.tsx";
import { RunsOutNext } from "./running-out.tsx";

export async function loader(args: Route.LoaderArgs) {
	// A number nobody offered is no reason to refuse the page.
	const days = chartDays.find((count) => String(count) === args.url.searchParams.get("days")) ?? 30;
	return page(args, (tenant) =>
		inChosenStore(args.request, async (storeId) => {
			const shown = await home(tenant, { storeId, days });
			const { permissions } = await tenant.principal();
			const channels = [...new Set(shown.revenue?.days.flatMap(({ byChannel }) => Object.keys(byChannel)))].sort();
			return {
				...shown,
				channels,
				drawings: shown.revenue && drawRevenue(shown.revenue.days, channels),
				mayAdd: permissions.has("catalog:write"),
				shopify: shopifySaid(args.url.searchParams),
			};
		}),
	);
}

export default function Home({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("home");
	const { numbers, soFar, revenue, drawings, channels, bestSellers, runsOut, needs, lowStock, recent, mayAdd, shopify } = loaderData;
	// Whatever moves may be on one of its lists, or should be.
	useRefreshOn(() => true);
	const nothing = recent.length === 0;
	return (
		<>
			<PageHeader title={t("title")} meta={<Now />} byStore>
				<StoreSegments />
				{!nothing && (
					<span className="on-desk">
						<ButtonLink to="/counter" kind="primary" icon={ScanBarcode} keyName="N">
							{t("sell")}
						</ButtonLink>
					</span>
				)}
			</PageHeader>
			{shopify && (
				<div className="section">
					<ShopifyNotice said={shopify} />
				</div>
			)}
			{/* Five zeros tell a new shop nothing. */}
			{numbers && soFar && !nothing && <NumberTiles numbers={numbers} soFar={soFar} />}
			{revenue && drawings && !nothing && (
				<div className="columns needs-first">
					<RevenueByDay revenue={revenue} drawings={drawings} channels={channels} />
					<aside aria-label={t("needs.title")}>
						<NeedsYou needs={needs} />
					</aside>
				</div>
			)}
			{nothing && (
				<Empty
					icon={Glasses}
					title={t("emptyTitle")}
					act={
						<>
							{mayAdd && (
								<ButtonLink to="/products/new" kind="primary" keyName="N">
									{t("addProduct")}
								</ButtonLink>
							)}
							<ButtonLink to="/counter" kind={mayAdd ? "plain" : "primary"} icon={ScanBarcode}>
								{t("openCounter")}
							</ButtonLink>
						</>
					}
				>
					{t(mayAdd ? "emptyOwner" : "emptyEmployee")}
				</Empty>
			)}
			{(!nothing || lowStock.length > 0) && (
				<>
					<div className={nothing ? "ruled" : bestSellers ? "columns ruled" : undefined}>
						{/* Before the first night there is no rate to go by. */}
						{runsOut && runsOut.length > 0 ? <RunsOutNext shelves={runsOut} more="/insights" /> : <LowShelves shelves={lowStock} />}
						{bestSellers && !nothing && (
							<aside aria-label={t("best")}>
								<BestSellers sellers={bestSellers} />
							</aside>
						)}
					</div>
					{!nothing && <RecentSales sales={recent} />}
				</>
			)}
		</>
	);
}

/** The day and the time, in the store's zone. */
function Now() {
	const format = useFormatter();
	const now = useClock();
	const day = format.dateTime(now, { weekday: "long", day: "numeric", month: "long" });
	const time = format.dateTime(now, { hour: "2-digit", minute: "2-digit" });
	return (
		<time dateTime={new Date(now).toISOString()} suppressHydrationWarning>
			{`${day}, ${time}`}
		</time>
	);
}

/** More than these are chosen in the sidebar. */
const mostSegments = 5;

function StoreSegments() {
	const t = useTranslations();
	const { stores, store } = useShell();
	if (stores.length < 2 || stores.length > mostSegments) return null;
	return (
		<nav className="segments on-desk" aria-label={t("home.stores")}>
			<Link to="/?store=all" aria-current={store === null ? "true" : undefined} preventScrollReset>
				{t("nav.allStores")}
			</Link>
			{stores.map(({ id, name }) => (
				<Link key={id} to={`/?store=${id}`} aria-current={store?.id === id ? "true" : undefined} preventScrollReset>
					{name}
				</Link>
			))}
		</nav>
	);
}
