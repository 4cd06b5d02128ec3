import { Download } from "lucide";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { overview } from "#app/insights/overview.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/insights.ts";
import { ForecastHeld } from "./forecast-held.tsx";
import { DeadStockTable, SellersTable, StockValueTable } from "./insights-tables.tsx";
import { RunsOutNext } from "./running-out.tsx";

/** How long nothing may have sold of what lies still. */
const stillDays = [30, 60, 90, 180] as const;

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { stores } = await tenant.principal();
		const still = stillDays.find((days) => String(days) === args.url.searchParams.get("still")) ?? 60;
		return { ...(await overview(tenant, { storeId: chosenStore(args.request, stores)?.id, still })), still };
	});
}

export default function Insights({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("insights");
	const { calculatedAt, value, sellers, dead, runsOut, still, forecast } = loaderData;
	return (
		<>
			<PageHeader
				title={t("title")}
				byStore
				meta={
					calculatedAt === null ? (
						t("notYet")
					) : (
						<>
							{t("asOf")} <When at={calculatedAt} show="full" />
						</>
					)
				}
			>
				<ButtonLink to="/export" icon={Download}>
					{t("export")}
				</ButtonLink>
			</PageHeader>
			<RunsOutNext shelves={runsOut} />
			{forecast && <ForecastHeld outcome={forecast} />}
			<SellersTable sellers={sellers} />
			<DeadStockTable dead={dead} still={still} choices={stillDays} />
			<StockValueTable value={value} />
		</>
	);
}
