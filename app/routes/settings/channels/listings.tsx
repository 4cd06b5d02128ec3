import { ListChecks } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { linkListing } from "#app/channels/link-listing.server.ts";
import { listListings } from "#app/channels/listings.server.ts";
import { listingFilters } from "#app/channels/rules.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { writeCursor } from "#app/platform/cursor.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { Said } from "../../catalog/said.tsx";
import { field, form, page } from "../../door.server.ts";
import type { Route } from "./+types/listings.ts";
import { ListingCard } from "./listing-card.tsx";
import { ListingTabs } from "./listing-tabs.tsx";
import { ListingTable } from "./listing-table.tsx";
import { useGlances } from "./use-glances.ts";
import "#app/styles/vendor-links.css";

export const handle = "channels";

const mostFound = 8;

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { permissions } = await tenant.principal();
		const asked = args.url.searchParams;
		const text = (name: string, most: number) => asked.get(name)?.trim().slice(0, most) || undefined;
		const show = listingFilters.find((word) => word === asked.get("show")) ?? "all";
		const [variantId, q, cursor, find] = [text("item", 100), text("q", 100), text("cursor", 2000), text("find", 200)];
		const listings = await listListings(tenant, { connectionId: args.params.connectionId, show, q, variantId, cursor, limit: 50 });
		const found = variantId && find ? (await listProducts(tenant, { q: find, limit: mostFound })).items : [];
		return {
			...listings,
			show,
			isOne: variantId !== undefined,
			find: find ?? "",
			found: found.map(({ id, name, sku }) => ({ productId: id, name, sku })),
			kept: { ...(show !== "all" && { show }), ...(q && { q }), ...(cursor && { cursor }) } as Record<string, string>,
			mayWrite: permissions.has("channels:write") && listings.connection.state !== "disconnected",
			commandId: newId(tenant.now),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	const { connectionId } = args.params;
	return form(args, async (tenant, fields) => {
		const intent = field(fields, "intent");
		const variantId = field(fields, "variantId") ?? "";
		if (intent !== "link" && intent !== "none") refuse("invalid", "validation_failed");
		const productId = intent === "link" ? (field(fields, "productId") ?? "") : null;
		await linkListing(tenant, { connectionId, variantId, productId }, { key: `${field(fields, "commandId")} ${variantId}`.slice(0, 200) });
		const back = new URLSearchParams();
		for (const name of ["show", "q", "cursor"]) {
			const value = field(fields, name);
			if (value) back.set(name, value);
		}
		back.set("said", intent === "link" ? "linked" : "none");
		return redirect(`/settings/channels/${connectionId}/listings?${back}`, 303);
	});
}

/** What is sold at a shop elsewhere, which product of ours each is, and what nobody knows yet: asked one by one, with a key for each answer. */
export default function ListingsPage({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("channels.listings");
	const all = useTranslations("channels");
	const { connection, items, show, isOne, kept, reading, commandId, mayWrite } = loaderData;
	const base = `/settings/channels/${connection.id}`;
	const asked = isOne || show === "review" ? items[0] : undefined;
	const isMore = items.length > 1 || loaderData.nextCursor !== null;
	const skipTo = asked && !isOne && isMore ? `?${new URLSearchParams({ show, cursor: writeCursor([asked.variantId]) })}` : null;
	useGlances(reading !== null);
	return (
		<>
			<PageHeader
				title={t("title")}
				crumbs={[
					{ label: all("title"), to: "/settings/channels" },
					{ label: connection.name, to: base },
				]}
			/>
			<Said words={{ linked: t("done.linked"), none: t("done.none") }} />
			{reading && (
				<div className="section">
					<Notice tone="info">
						<span role="status">{t(reading.first ? "reading" : "readingAgain", { known: reading.known })}</span>
					</Notice>
				</div>
			)}
			<ListingTabs base={base} show={isOne ? null : show} counts={loaderData.counts} canMake={loaderData.canMake} />
			{!isOne && show !== "review" && <FilterBar label={t("search")} placeholder={t("searchFor")} />}
			{asked && (
				<ListingCard
					key={asked.variantId}
					listing={asked}
					currency={connection.currency}
					commandId={commandId}
					mayWrite={mayWrite}
					kept={kept}
					skipTo={skipTo}
					found={loaderData.found}
					find={loaderData.find}
				/>
			)}
			{!isOne && items.length > 0 && <ListingTable items={items} commandId={commandId} mayWrite={mayWrite} kept={kept} />}
			{items.length === 0 && (
				<Empty
					icon={ListChecks}
					title={t(isOne ? "empty.one" : `empty.${show}`)}
					act={<Again skipped={show === "review" && loaderData.counts.review > 0} />}
				/>
			)}
			{!isOne && <Pager nextCursor={loaderData.nextCursor} />}
		</>
	);
}

function Again({ skipped }: { skipped: boolean }) {
	const t = useTranslations("channels.listings");
	return skipped && <ButtonLink to="?show=review">{t("again")}</ButtonLink>;
}
