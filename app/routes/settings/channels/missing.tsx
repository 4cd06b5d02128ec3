import { PackageCheck } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { listMissing, type MissingList } from "#app/channels/missing.server.ts";
import { wantAllListings, wantListings } from "#app/channels/want-listings.server.ts";
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

export const handle = "channels";

const mostChosen = 200;

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		const { permissions } = await tenant.principal();
		const asked = args.url.searchParams;
		const chosen = asked.getAll("product").slice(0, mostChosen);
		const refused = asked.get("show") === "refused";
		const all = asked.get("all") === "1";
		const q = asked.get("q")?.trim().slice(0, 100) || undefined;
		const missing = await listMissing(tenant, {
			connectionId: args.params.connectionId,
			refused,
			q,
			makable: all,
			cursor: asked.get("cursor") ?? undefined,
			...(chosen.length > 0 && !all ? { productIds: chosen, limit: mostChosen } : { limit: 50 }),
		});
		return {
			...missing,
			isChosen: all || chosen.length > 0,
			/** Of which all are chosen; null where each is. */
			all: all ? { ...(q && { q }), ...(refused && { show: "refused" }) } : null,
			narrowed: new URLSearchParams({ ...(q && { q }), ...(refused && { show: "refused" }), all: "1" }).toString(),
			refused,
			mayWrite: permissions.has("channels:write") && (missing.connection.state === "active" || missing.connection.state === "paused"),
			commandId: newId(tenant.now),
		};
	});
}

export async function action(args: Route.ActionArgs) {
	const { connectionId } = args.params;
	return form(args, async (tenant, fields) => {
		const [intent, key] = [field(fields, "intent"), field(fields, "commandId")];
		if (intent === "makeAll") {
			const refused = field(fields, "show") === "refused";
			await wantAllListings(tenant, { connectionId, q: field(fields, "q"), refused }, { key });
		} else if (intent === "make") await wantListings(tenant, { connectionId, productIds: fields.getAll("product").map(String) }, { key });
		else refuse("invalid", "validation_failed");
		return redirect(`/settings/channels/${connectionId}/missing?said=wanted`, 303);
	});
}

/** Products that a shop elsewhere does not sell: chosen, looked at as they would be made there, and made. */
export default function MissingPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("channels.missing");
	const all = useTranslations("channels");
	const { connection, items, counts, canMake, isChosen, all: every, makable, mayWrite, commandId } = loaderData;
	const base = `/settings/channels/${connection.id}`;
	const going = items.filter(({ why }) => why === null);
	const count = makable ?? going.length;
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
					<h2 id="preview">{t("preview", { count })}</h2>
					<p className="quiet-text">{t("previewAbout")}</p>
				</section>
			) : (
				<FilterBar label={t("search")} placeholder={t("searchFor")} />
			)}
			{mayWrite && canMake && !isChosen && items.length > 0 && (
				<p className="section">
					<ButtonLink to={`${base}/missing?${loaderData.narrowed}`} size="s">
						{t("chooseAll")}
					</ButtonLink>
				</p>
			)}
			{items.length > 0 && (
				<MissingTable items={items} shopCurrency={connection.currency} choosing={mayWrite && canMake && !isChosen ? "choose" : null} />
			)}
			{items.length === 0 && <Empty icon={PackageCheck} title={t(loaderData.refused ? "noneRefused" : "none")} />}
			{isChosen && (
				<section className="section">
					<PlainForm
						intent={every ? "makeAll" : "make"}
						commandId={commandId}
						answered={actionData?.ok === false ? actionData : undefined}
						look="bare"
					>
						{({ busy }) => (
							<div className="row wrap">
								{every && Object.entries(every).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
								{!every && going.map(({ productId }) => <input key={productId} type="hidden" name="product" value={productId} />)}
								{mayWrite && count > 0 && (
									<Button type="submit" kind="primary" busy={busy}>
										{t("make", { count })}
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
			{(every !== null || !isChosen) && <Pager nextCursor={loaderData.nextCursor} />}
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
