import { Glasses, ScanBarcode } from "lucide-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { useClock } from "#app/components/clock.ts";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useShell } from "#app/components/shell.ts";
import { home } from "#app/insights/queries.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/home.ts";
import { BestSellers, LowShelves, RecentSales } from "./home-lists.tsx";
import { NumberTiles } from "./home-numbers.tsx";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { stores, permissions } = await tenant.principal();
		const store = chosenStore(args.request, stores);
		return { ...(await home(tenant, { storeId: store?.id })), mayAdd: permissions.has("catalog:write") };
	});
}

export default function Home({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("home");
	const { numbers, bestSellers, lowStock, recent, mayAdd } = loaderData;
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
			{/* Five zeros tell a new shop nothing. */}
			{numbers && !nothing && <NumberTiles numbers={numbers} />}
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
					<div className={nothing ? "ruled" : bestSellers ? "columns" : undefined}>
						<LowShelves shelves={lowStock} />
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
