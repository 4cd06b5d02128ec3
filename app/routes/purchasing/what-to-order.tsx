import { PackageCheck } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import type { Suggestion } from "#app/insights/suggest.ts";
import { suggestions } from "#app/insights/suggestions.server.ts";
import { newId } from "#app/platform/ids.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/what-to-order.ts";
import { filledIn } from "./order-acts.server.ts";
import { PurchasingTabs } from "./purchasing-tabs.tsx";
import { SuggestionTable } from "./suggestion-table.tsx";
import "#app/styles/stock.css";
import "#app/styles/purchasing.css";

export const handle = "buying";

/** What one vendor is asked for on behalf of one store. */
export type Basket = { vendor: string; store: { id: string; name: string }; items: Suggestion[]; commandId: string };

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { stores, permissions } = await tenant.principal();
		const { items, more } = await suggestions(tenant, { storeId: chosenStore(request, stores)?.id });
		const baskets = new Map<string, Basket>();
		for (const item of items) {
			const store = stores.find(({ id }) => id === item.storeId);
			if (!store) continue;
			const key = `${item.storeId} ${item.vendor.trim().toLowerCase()}`;
			const basket = baskets.get(key) ?? { vendor: item.vendor, store: { id: store.id, name: store.name }, items: [], commandId: newId() };
			basket.items.push(item);
			baskets.set(key, basket);
		}
		return { baskets: [...baskets.values()], more, count: items.length, mayOrder: permissions.has("purchasing:write") };
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const lines = filledIn(fields, "n.").map(([productId, quantity]) => ({ productId, quantity }));
		const input = { vendor: field(fields, "vendor"), storeId: field(fields, "storeId"), lines };
		const { id } = await draftPurchaseOrder(tenant, input, { key: field(fields, "commandId")?.slice(0, 64) });
		return redirect(`/purchasing/orders/${id}?said=drafted`, 303);
	});
}

/** What runs out before an order made now is there, by vendor and store, with the arithmetic of it. */
export default function WhatToOrder({ loaderData: { baskets, more, count, mayOrder }, actionData }: Route.ComponentProps) {
	const t = useTranslations("purchasing");
	const words = useProblemWords();
	const refused = actionData && !actionData.ok ? actionData : undefined;
	return (
		<>
			<PageHeader title={t("title")} meta={count > 0 ? t("suggest.count", { count }) : undefined} byStore>
				{mayOrder && (
					<ButtonLink to="/purchasing/orders/new" keyName="N">
						{t("new")}
					</ButtonLink>
				)}
			</PageHeader>
			<PurchasingTabs on="suggestions" />
			{refused && (
				<div className="section">
					<Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>
				</div>
			)}
			{baskets.map((basket) => (
				<SuggestionTable key={`${basket.store.id} ${basket.vendor}`} basket={basket} mayOrder={mayOrder} />
			))}
			{more && <p className="section meta">{t("suggest.more")}</p>}
			{baskets.length === 0 && (
				<Empty icon={PackageCheck} title={t("suggest.none")}>
					{t("suggest.noneNext")}
				</Empty>
			)}
		</>
	);
}
