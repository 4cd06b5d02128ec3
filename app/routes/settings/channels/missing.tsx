import { PackageCheck } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { listMissing, type MissingList } from "#app/channels/missing.server.ts";
import { wantListings } from "#app/channels/want-listings.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { newId } from "#app/platform/ids.ts";
import { refuse } from "#app/platform/errors.ts";
import { Said } from "../../catalog/said.tsx";
import { field, form, page } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import type { Route } from "./+types/missing.ts";
import { ListingTabs } from "./listing-tabs.tsx";
import { MissingTable } from "./missing-table.tsx";
import { useGlances } from "./use-glances.ts";

export const handle = "settings";

const mostChosen = 200;

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { permissions } = await tenant.principal();
		const asked = args.url.searchParams;
		const chosen = asked.getAll("product").slice(0, mostChosen);
		const refused = asked.get("show") === "refused";
		const missing = await listMissing(tenant, {
			connectionId: args.params.connectionId,
			refused,
			q: asked.get("q")?.trim().slice(0, 100) || undefined,
			cursor: asked.get("cursor") ?? undefined,
			...(chosen.length > 0 ? { productIds: chosen, limit: mostChosen } : { limit: 50 }),
		});
		return {
			...missing,
			isChosen: chosen.length > 0,
			refused,
			mayWrite: permissions.has("channels:write") && (missing.connection.state === "active" || missing.connection.state === "paused"),
			commandId: newId(tenant.now),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	const { connectionId } = args.params;
	return form(args, async (tenant, fields) => {
		if (field(fields, "intent") !== "make") refuse("invalid", "validation_failed");
		const productIds = fields.getAll("product").map(String);
		await wantListings(tenant, { connectionId, productIds }, { key: field(fields, "commandId") });
		return redirect(`/settings/channels/${connectionId}/missing?said=wanted`, 303);
	});
}

/** Products that a shop elsewhere does not sell: chosen, looked at as they would be made there, and made. */
export default function MissingPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("channels.missing");
	const all = useTranslations("channels");
	const { connection, items, counts, canMake, isChosen, mayWrite, commandId } = loaderData;
	const base = `/settings/channels/${connection.id}`;
	const going = items.filter(({ why }) => why === null);
	useGlances(counts.waiting > 0 && connection.state === "active");
	return (
		<>
			<PageHeader
				title={t("title")}
				crumbs={[
					{ label: all("title"), to: "/settings/channels" },
					{ label: connection.name, to: base },
				]}
			/>
			<Said words={{ wanted: t("done") }} />
			<Progress base={base} counts={counts} isPaused={connection.state === "paused"} />
			<ListingTabs base={base} show="missing" counts={counts} canMake={canMake} />
			{!canMake && (
				<section className="section">
					<Notice tone="info">{t("cannot", { name: connection.name })}</Notice>
				</section>
			)}
			{isChosen ? (
				<section className="section" aria-labelledby="preview">
					<h2 id="preview">{t("preview", { count: going.length })}</h2>
					<p className="quiet-text">{t("previewAbout")}</p>
				</section>
			) : (
				<FilterBar label={t("search")} placeholder={t("searchFor")} />
			)}
			{items.length > 0 && (
				<MissingTable items={items} shopCurrency={connection.currency} choosing={mayWrite && canMake && !isChosen ? "choose" : null} />
			)}
			{items.length === 0 && <Empty icon={PackageCheck} title={t(loaderData.refused ? "noneRefused" : "none")} />}
			{isChosen && (
				<section className="section">
					<PlainForm intent="make" commandId={commandId} answered={actionData?.ok === false ? actionData : undefined} look="bare">
						{({ busy }) => (
							<div className="row wrap">
								{going.map(({ productId }) => (
									<input key={productId} type="hidden" name="product" value={productId} />
								))}
								{mayWrite && going.length > 0 && (
									<Button type="submit" kind="primary" busy={busy}>
										{t("make", { count: going.length })}
									</Button>
								)}
								<ButtonLink to={`${base}/missing`} kind="quiet">
									{t("back")}
								</ButtonLink>
							</div>
						)}
					</PlainForm>
				</section>
			)}
			{!isChosen && <Pager nextCursor={loaderData.nextCursor} />}
		</>
	);
}

/** What is still to be made, and what was not. */
function Progress({ base, counts, isPaused }: { base: string; counts: MissingList["counts"]; isPaused: boolean }) {
	const t = useTranslations("channels.missing");
	return (
		<>
			{counts.waiting > 0 && (
				<div className="section">
					<Notice tone="info">
						<span role="status">{t(isPaused ? "waitingPaused" : "waiting", { count: counts.waiting })}</span>
					</Notice>
				</div>
			)}
			{counts.refused > 0 && (
				<div className="section">
					<Notice tone="warn">
						<p className="row wrap">
							{t("refused", { count: counts.refused })}
							<ButtonLink to={`${base}/missing?show=refused`} size="s" kind="quiet">
								{t("seeWhy")}
							</ButtonLink>
						</p>
					</Notice>
				</div>
			)}
		</>
	);
}
