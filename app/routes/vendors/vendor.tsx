import { PackageSearch } from "lucide";
import { Link, redirect, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { findVendor, type Item, type VendorFacts, vendorItems } from "#app/catalog/vendors/queries.server.ts";
import { Badge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Money } from "#app/components/money.tsx";
import { Pager } from "#app/components/pager.tsx";
import { When } from "#app/components/when.tsx";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/vendor.ts";
import { actOnVendor } from "./vendor-acts.server.ts";
import { VendorHead } from "./vendor-head.tsx";

const shows = ["listed", "missing", "deleted"] as const;

export const handle = "buying";

export async function loader({ request, context, params, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		await asker.principal();
		const tenant = together(asker);
		const asked = {
			q: url.searchParams.get("q")?.slice(0, 200) ?? "",
			show: shows.find((word) => word === url.searchParams.get("show")) ?? "listed",
		};
		const cursor = url.searchParams.get("cursor") ?? undefined;
		const [vendor, { items, nextCursor }] = await Promise.all([
			findVendor(tenant, { vendor: params.vendor }),
			vendorItems(tenant, { ...asked, vendor: params.vendor, cursor }),
		]);
		return { vendor: vendor ?? refuse("not_found", "vendor_not_found"), items, nextCursor, asked, commandId: newId() };
	});
}

export async function action({ request, context, params }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const said = await actOnVendor({ tenant, fields, vendor: params.vendor });
		return redirect(`/vendors/${params.vendor}?said=${said}`, 303);
	});
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

/** What a vendor offers. */
export default function Vendor({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("vendors");
	const { vendor, items, nextCursor, commandId } = loaderData;
	const refused = actionData && !actionData.ok ? actionData : undefined;
	return (
		<>
			<VendorHead vendor={vendor} on="items" commandId={commandId} refused={refused} />
			<FilterBar label={t("search")} placeholder={t("searchFor")}>
				<Shown show={loaderData.asked.show} vendor={vendor} />
			</FilterBar>
			<p className="visually-hidden" role="status">
				{t("shown", { count: items.length })}
			</p>
			{items.length > 0 ? <Items items={items} /> : <NoItems data={loaderData} />}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? t("of", { shown: items.length, items: vendor.items }) : undefined} />
		</>
	);
}

/** What is there, what was missing at the last reading, what is gone. */
function Shown({ show, vendor }: { show: string; vendor: VendorFacts }) {
	const t = useTranslations("vendors");
	const { pathname, search } = useLocation();
	const to = (word: string) => {
		const query = new URLSearchParams(search);
		for (const name of ["show", "cursor"]) query.delete(name);
		if (word !== "listed") query.set("show", word);
		return `${pathname}?${query}`;
	};
	return (
		<nav className="segments" aria-label={t("show.label")}>
			{shows.map((word) => (
				<Link key={word} to={to(word)} aria-current={show === word ? "true" : undefined} preventScrollReset>
					{word === "missing" ? t("show.missing", { count: vendor.missing }) : t(`show.${word}`)}
				</Link>
			))}
		</nav>
	);
}

function Items({ items }: { items: Item[] }) {
	const t = useTranslations("vendors");
	return (
		<Table
			label={t("items")}
			folds
			head={
				<>
					<Column fold="subject">{t("columns.item")}</Column>
					<Column>{t("columns.sku")}</Column>
					<Column>{t("columns.barcode")}</Column>
					<Column>{t("columns.size")}</Column>
					<Column>{t("columns.seen")}</Column>
					<Column number>{t("columns.price")}</Column>
				</>
			}
		>
			{items.map((item) => (
				<Row key={item.catalogId}>
					<Cell fold="subject">
						{item.url ? (
							<a href={item.url} className="link" rel="noreferrer" target="_blank">
								{item.title}
							</a>
						) : (
							<b>{item.title}</b>
						)}{" "}
						{item.available === false && <Badge tone="mute">{t("soldOut")}</Badge>}
					</Cell>
					<Cell fold="line" mono>
						{item.sku}
					</Cell>
					<Cell fold="line" mono>
						{item.barcode} {item.barcode !== null && item.gtin === null && <Badge tone="warn">{t("unverified")}</Badge>}
					</Cell>
					<Cell fold="hide">{sizeOf(item.attributes)}</Cell>
					<Cell fold="line">
						<Seen item={item} />
					</Cell>
					<Cell number fold="figure">
						{item.price === null ? <span className="meta">{t("noPrice")}</span> : <Money amount={item.price} currency={item.currency} />}
					</Cell>
				</Row>
			))}
		</Table>
	);
}

function sizeOf({ caliber, bridge, temple, size }: Record<string, string>): string {
	return caliber ? [caliber, bridge, temple].filter(Boolean).join("-") : (size ?? "");
}

function Seen({ item: { missingSince, deletedAt, lastSeenAt, changedAt } }: { item: Item }) {
	const t = useTranslations("vendors");
	if (missingSince === null) return changedAt === null ? null : <When at={changedAt} />;
	return (
		<>
			<Badge tone={deletedAt === null ? "warn" : "bad"}>{t(deletedAt === null ? "isMissing" : "isGone")}</Badge>{" "}
			{lastSeenAt !== null && (
				<>
					{t("lastSeen")} <When at={lastSeenAt} />
				</>
			)}
		</>
	);
}

/** Nothing found, nothing missing, or nothing read yet: each with what to do next. */
function NoItems({ data: { vendor, asked } }: { data: Route.ComponentProps["loaderData"] }) {
	const t = useTranslations("vendors");
	const here = `/vendors/${vendor.slug}`;
	if (asked.q !== "")
		return <Empty icon={PackageSearch} title={t("nothingFor", { q: asked.q })} act={<ButtonLink to={here}>{t("showAll")}</ButtonLink>} />;
	if (asked.show !== "listed") return <Empty icon={PackageSearch} title={t(asked.show === "missing" ? "noneMissing" : "noneGone")} />;
	return (
		<Empty
			icon={PackageSearch}
			title={t("unread")}
			act={vendor.source === "upload" && <ButtonLink to={`${here}/source#upload`}>{t("upload.short")}</ButtonLink>}
		>
			{t(vendor.source === "upload" ? "unreadFile" : "unreadShop")}
		</Empty>
	);
}
