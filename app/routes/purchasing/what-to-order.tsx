import { PackageCheck } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { costsOf, type FillUp, fillUp, missingOf } from "#app/insights/fill-up.ts";
import type { Suggestion } from "#app/insights/suggest.ts";
import { sellingOfVendor, suggestions } from "#app/insights/suggestions.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Money } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { vendorKeyOf } from "#app/purchasing/rules.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/what-to-order.ts";
import { BasketTable } from "./basket-table.tsx";
import { filledIn } from "./order-acts.server.ts";
import { PurchasingTabs } from "./purchasing-tabs.tsx";
import { SuggestionTable } from "./suggestion-table.tsx";
import "#app/styles/stock.css";
import "#app/styles/purchasing.css";

export const handle = "buying";

/** What one vendor is asked for on behalf of one store. */
export type Basket = { vendor: string; store: { id: string; name: string }; items: Suggestion[]; commandId: string; least: Least | null };
/**
 * What the vendor takes orders from, in minor units of the business's currency. `filled`: what is ordered on top of what runs out so that it is enough,
 * where somebody asked for that; `never`: somebody did, and nothing makes it enough.
 */
export type Least = { minimum: number; currency: string; filled: FillUp | null; never: boolean };
/** The same told in a line. `costs`: of the goods whose cost is known; `daysLeft` of what is out first, null where nothing sells. */
export type BasketLine = {
	vendor: string;
	store: { id: string; name: string };
	products: number;
	units: number;
	costs: Money[];
	daysLeft: number | null;
};

/** Only one vendor's list is opened at a time: a chain has hundreds of products that run out. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { stores, permissions, business } = await tenant.principal();
		const { items, more } = await suggestions(tenant, { storeId: chosenStore(request, stores)?.id });
		const baskets = new Map<string, Suggested>();
		for (const item of items) {
			const store = stores.find(({ id }) => id === item.storeId);
			if (!store) continue;
			const key = basketKey(item.storeId, item.vendor);
			const basket = baskets.get(key) ?? { vendor: item.vendor, store: { id: store.id, name: store.name }, items: [] };
			basket.items.push(item);
			baskets.set(key, basket);
		}
		const asked = basketKey(url.searchParams.get("at") ?? "", url.searchParams.get("vendor") ?? "");
		const open = baskets.get(asked) ?? [...baskets.values()][0];
		return {
			baskets: [...baskets.values()].map(lineOf),
			open: open ? { ...(await withLeast(tenant, open, business.currency, url.searchParams.has("fill"))), commandId: newId() } : null,
			count: items.length,
			mayOrder: permissions.has("purchasing:write"),
			more,
		};
	});
}

function basketKey(storeId: string, vendor: string): string {
	return `${storeId} ${vendorKeyOf(vendor)}`;
}

type Suggested = Pick<Basket, "vendor" | "store" | "items">;

/** With what the vendor's minimum asks for on top; goods that can wait come in only where somebody asked to fill up. */
async function withLeast(tenant: Tenant<Viewer>, basket: Suggested, currency: string, asked: boolean): Promise<Omit<Basket, "commandId">> {
	const { vendor, store, items } = basket;
	const minimum = items[0]?.minimum ?? 0;
	if (minimum === 0) return { ...basket, least: null };
	const least = { minimum, currency, filled: null, never: false };
	const missing = (of: Suggestion[]) => missingOf(asOrdered(of), least);
	if (!asked || !missing(items)) return { ...basket, least };
	const selling = await sellingOfVendor(tenant, { storeId: store.id, vendor });
	const filled = fillUp(
		selling.items.filter((item) => item.currency === currency),
		minimum,
	);
	const added = new Set(filled?.extras.map(({ productId }) => productId));
	// All that was reckoned with is shown, also what the list of every vendor has no room for.
	const shown = selling.items.filter(({ order, productId }) => order > 0 || added.has(productId));
	return { ...basket, items: shown, least: { ...least, filled, never: filled === null && missing(shown) !== 0 } };
}

const asOrdered = (items: Suggestion[]) => items.map((item) => ({ ...item, quantity: item.order }));

function lineOf({ vendor, store, items }: Suggested): BasketLine {
	const lasts = items.map(({ available, rate }) => (rate > 0 ? Math.max(0, available) / rate : Number.POSITIVE_INFINITY));
	const soonest = Math.min(...lasts);
	return {
		...{ vendor, store },
		products: items.length,
		units: items.reduce((sum, { order }) => sum + order, 0),
		costs: costsOf(asOrdered(items)),
		daysLeft: Number.isFinite(soonest) ? Math.floor(soonest) : null,
	};
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
export default function WhatToOrder({ loaderData: { baskets, open, more, count, mayOrder }, actionData }: Route.ComponentProps) {
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
			{baskets.length > 1 && <BasketTable baskets={baskets} open={open} />}
			{open && <SuggestionTable key={open.commandId} basket={open} mayOrder={mayOrder} />}
			{more && <p className="section meta">{t("suggest.more")}</p>}
			{baskets.length === 0 && (
				<Empty icon={PackageCheck} title={t("suggest.none")}>
					{t("suggest.noneNext")}
				</Empty>
			)}
		</>
	);
}
