import { ArrowLeftRight, Plus } from "lucide";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { listTransfers } from "#app/stock/transfers.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/transfers.ts";
import { Tabs } from "./tabs.tsx";
import { TransferTable } from "./transfer-table.tsx";

const tabs = ["open", "received", "short", "all"] as const;

export const handle = "stockroom";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { stores, permissions } = await tenant.principal();
		const show = tabs.find((tab) => tab === url.searchParams.get("show")) ?? "open";
		const { items, nextCursor } = await listTransfers(tenant, {
			storeId: chosenStore(request, stores)?.id,
			status: show === "all" ? undefined : show,
			cursor: url.searchParams.get("cursor") ?? undefined,
		});
		return { items, nextCursor, show, mayMove: permissions.has("stock:transfer") && stores.length > 1 };
	});
}

export default function Transfers({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("transfers");
	const { items, nextCursor, show, mayMove } = loaderData;
	const make = { to: "/stock/transfers/new", kind: "primary", icon: Plus } as const;
	return (
		<>
			<PageHeader title={t("title")} byStore>
				{mayMove && (
					<>
						<span className="on-desk">
							<ButtonLink {...make} keyName="T">
								{t("new")}
							</ButtonLink>
						</span>
						<span className="on-phone">
							<ButtonLink {...make} iconOnly>
								{t("new")}
							</ButtonLink>
						</span>
					</>
				)}
			</PageHeader>
			<Tabs
				label={t("tabs.label")}
				tabs={tabs.map((tab) => ({ to: `/stock/transfers?show=${tab}`, words: t(`tabs.${tab}`), isOn: tab === show }))}
			/>
			{items.length > 0 ? (
				<TransferTable transfers={items} />
			) : (
				<Empty icon={ArrowLeftRight} title={t("none")} act={mayMove && <ButtonLink to="/stock/transfers/new">{t("new")}</ButtonLink>}>
					{t("noneNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? t("shown", { count: items.length }) : undefined} />
		</>
	);
}
