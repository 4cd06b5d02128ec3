import { ClipboardCheck } from "lucide";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { together } from "#app/platform/together.server.ts";
import { listCounts } from "#app/stock/counts.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/counts.ts";
import { CountTable } from "./count-table.tsx";
import { Tabs } from "./tabs.tsx";

const tabs = ["counting", "applied", "all"] as const;

export const handle = "stockroom";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { stores, permissions } = await asker.principal();
		const show = tabs.find((tab) => tab === url.searchParams.get("show")) ?? "all";
		const tenant = together(asker);
		const [{ items, nextCursor }, { categories }] = await Promise.all([
			listCounts(tenant, {
				storeId: chosenStore(request, stores)?.id,
				status: show === "all" ? undefined : show,
				cursor: url.searchParams.get("cursor") ?? undefined,
			}),
			catalogFilters(tenant, {}),
		]);
		return { items, nextCursor, categories, show, mayCount: permissions.has("stock:count") };
	});
}

export default function Counts({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("counts");
	const { items, nextCursor, categories, show, mayCount } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} byStore>
				{mayCount && (
					<ButtonLink to="/stock/counts/new" kind="primary" icon={ClipboardCheck} keyName="C">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<Tabs
				label={t("tabs.label")}
				tabs={tabs.map((tab) => ({ to: `/stock/counts?show=${tab}`, words: t(`tabs.${tab}`), isOn: tab === show }))}
			/>
			{items.length > 0 ? (
				<CountTable counts={items} categories={categories} />
			) : (
				<Empty icon={ClipboardCheck} title={t("none")} act={mayCount && <ButtonLink to="/stock/counts/new">{t("open.verb")}</ButtonLink>}>
					{t("noneNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} />
		</>
	);
}
