import { ListChecks } from "lucide";
import { Form, Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { type LinkFilter, linkFilters } from "#app/catalog/vendors/rules.ts";
import { findVendor } from "#app/catalog/vendors/queries.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useMay } from "#app/components/shell.ts";
import { writeCursor } from "#app/platform/cursor.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { minute } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { type LinkList, vendorLinks } from "#app/stock/vendor-links.server.ts";
import { Said } from "../catalog/said.tsx";
import { lastAddition } from "#app/purchasing/vendor-additions/last-addition.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/vendor-links.ts";
import { actOnLinks } from "./link-acts.server.ts";
import { AddItems, AdditionLine, addForm } from "./add-items.tsx";
import { LinkCard } from "./link-card.tsx";
import { LinkRunLine } from "./link-run.tsx";
import { LinkTable } from "./link-table.tsx";
import { VendorHead } from "./vendor-head.tsx";
import "#app/styles/vendor-links.css";

export const handle = "buying";

/** Of what is to be decided one is asked about, and the next few are named. */
const aheadShown = 6;

export async function loader({ request, context, params, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { business } = await asker.principal();
		const tenant = together(asker);
		const asked = url.searchParams;
		const show = linkFilters.find((word) => word === asked.get("show")) ?? "review";
		const catalogId = asked.get("item")?.slice(0, 200);
		const cursor = asked.get("cursor") ?? undefined;
		const q = asked.get("q")?.slice(0, 200) ?? "";
		const [vendor, links, addition] = await Promise.all([
			findVendor(tenant, { vendor: params.vendor }),
			vendorLinks(tenant, { vendor: params.vendor, show, q, catalogId, cursor, limit: show === "review" ? aheadShown : 50 }),
			lastAddition(tenant, { vendor: params.vendor }),
		]);
		// A reading is followed by linking: whoever comes in between sees it come.
		const readAt = vendor?.lastGoodAt ?? 0;
		const isDue =
			readAt > asker.now - 2 * minute && (links.run?.startedAt ?? 0) < readAt && (vendor?.created ?? 0) + (vendor?.updated ?? 0) > 0;
		const decided = { change: asked.get("change"), title: asked.get("title") ?? "", product: asked.get("product") };
		return {
			vendor: vendor ?? refuse("not_found", "vendor_not_found"),
			links,
			show,
			isOne: catalogId !== undefined,
			cursor: cursor ?? null,
			decided,
			isDue,
			addition,
			q,
			currency: business.currency,
			commandId: newId(),
		};
	});
}

export async function action({ request, context, params }: Route.ActionArgs) {
	return form({ request, context }, (tenant, fields) => actOnLinks(tenant, fields, params.vendor));
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

/** Which of a vendor's items are which of our products: what is to be decided first. */
export default function VendorLinks({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("vendorLinks");
	const words = useProblemWords();
	const mayWrite = useMay()("catalog:write");
	const { vendor, links, show, isOne, cursor, commandId, addition, q } = loaderData;
	const isAdding = addition?.state === "adding" || addition?.state === "undoing";
	const mayAdd = mayWrite && show === "unlinked" && !isOne;
	const refused = actionData && !(actionData instanceof Response) && !actionData.ok ? actionData : undefined;
	const ofCode = refused !== undefined && refused.values.code !== undefined;
	const [first, ...next] = links.items;
	const asksOne = show === "review" || isOne;
	const kept: Record<string, string> = { show, ...(cursor !== null && { cursor }) };
	const after =
		first && (next.length > 0 || links.nextCursor) ? `?${new URLSearchParams({ show, cursor: writeCursor([first.catalogId]) })}` : null;
	return (
		<>
			<VendorHead vendor={vendor} on="links" commandId={commandId} refused={ofCode ? undefined : refused} />
			<Said
				words={{
					undone: t("said.undone"),
					linking: t("said.linking"),
					agreed: t("said.agreed"),
					dropped: t("said.dropped"),
					stopped: t("said.stopped"),
					stopping: t("said.stopping"),
					adding: t("said.adding"),
					takingBack: t("said.takingBack"),
					copying: t("said.copying"),
				}}
			/>
			<LinkRunLine run={links.run} isDue={loaderData.isDue} commandId={commandId} />
			<Shown slug={vendor.slug} show={show} counts={links.counts} />
			<LastDecided decided={loaderData.decided} kept={kept} commandId={commandId} />
			{addition && (isAdding || show === "unlinked") && <AdditionLine addition={addition} vendor={vendor.name} commandId={commandId} />}
			{mayAdd && first && (
				<AddItems
					count={links.counts.unlinked}
					q={q}
					theirs={vendor.currency}
					ours={loaderData.currency}
					commandId={commandId}
					busy={isAdding}
				/>
			)}
			{!asksOne && <FilterBar label={t("search")} placeholder={t("searchFor")} />}
			{asksOne && first && (
				<LinkCard
					key={first.catalogId}
					item={first}
					commandId={commandId}
					mayWrite={mayWrite}
					kept={kept}
					skipTo={isOne ? null : after}
					problems={ofCode && refused ? [words.refusal(refused.code, refused.details)] : []}
				/>
			)}
			{asksOne && !isOne && next.length > 0 && <Ahead items={next} left={links.counts.review} />}
			{!asksOne && links.items.length > 0 && (
				<LinkTable
					items={links.items}
					commandId={commandId}
					mayWrite={mayWrite}
					kept={kept}
					addForm={mayAdd && !isAdding ? addForm : undefined}
				/>
			)}
			{!first && (
				<NoLinks
					show={show}
					slug={vendor.slug}
					skipped={show === "review" && cursor !== null && links.counts.review > 0}
					isOver={links.run?.state === "done" || links.run?.state === "dropped"}
				/>
			)}
			{!asksOne && <Pager nextCursor={links.nextCursor} />}
		</>
	);
}

function Shown({ slug, show, counts }: { slug: string; show: LinkFilter; counts: LinkList["counts"] }) {
	const t = useTranslations("vendorLinks.show");
	return (
		<nav className="section segments-bar" aria-label={t("label")}>
			<div className="segments">
				{linkFilters.map((word) => (
					<Link key={word} to={`/vendors/${slug}/links?show=${word}`} aria-current={show === word ? "true" : undefined} preventScrollReset>
						{t(word, { count: counts[word] })}
					</Link>
				))}
			</div>
		</nav>
	);
}

/** What was decided last, in a line that is always there, and the way back. */
function LastDecided({
	decided,
	kept,
	commandId,
}: {
	decided: Route.ComponentProps["loaderData"]["decided"];
	kept: Record<string, string>;
	commandId: string;
}) {
	const t = useTranslations("vendorLinks.decided");
	const { change, title, product } = decided;
	if (change === null) return null;
	return (
		<Form method="post" className="section link-decided" preventScrollReset>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="changeId" value={change} />
			{Object.entries(kept).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<p className="grow clip" role="status">
				{product === null ? t("unlinked", { title }) : t("linked", { title, product })}
			</p>
			<Button type="submit" name="intent" value="undo" size="s" keyName="U">
				{t("undo")}
			</Button>
		</Form>
	);
}

function Ahead({ items, left }: { items: LinkList["items"]; left: number }) {
	const t = useTranslations("vendorLinks.item");
	return (
		<section className="section" aria-labelledby="ahead">
			<h3 id="ahead" className="label">
				{t("next")} <span className="meta">{t("left", { count: left })}</span>
			</h3>
			<ol className="link-ahead">
				{items.map(({ catalogId, title, sku }) => (
					<li key={catalogId}>
						{title} <small className="mono">{sku}</small>
					</li>
				))}
			</ol>
		</section>
	);
}

/** `isOver`: what the rules make of the items is known. */
function NoLinks({ show, slug, skipped, isOver }: { show: LinkFilter; slug: string; skipped: boolean; isOver: boolean }) {
	const t = useTranslations("vendorLinks.empty");
	if (!isOver && !skipped && (show === "review" || show === "unlinked"))
		return (
			<Empty icon={ListChecks} title={t("notYet")}>
				{t("notYetNext")}
			</Empty>
		);
	return (
		<Empty icon={ListChecks} title={t(show)} act={skipped && <ButtonLink to={`/vendors/${slug}/links`}>{t("again")}</ButtonLink>}>
			{show === "review" && t("reviewNext")}
		</Empty>
	);
}
