import { GitCompareArrows } from "lucide";
import { Link, redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { compareSnapshots } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { changeKinds } from "#app/catalog/vendors/differences.ts";
import { findVendor } from "#app/catalog/vendors/queries.server.ts";
import { Empty } from "#app/components/empty.tsx";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { meaningOf } from "#app/insights/change-meaning.ts";
import { productsOfItems } from "#app/insights/change-meanings.server.ts";
import { localeOf } from "#app/i18n.ts";
import { NotChangedList } from "../catalog/not-changed.tsx";
import { Said } from "../catalog/said.tsx";
import { field, form, page } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import type { Route } from "./+types/vendor-changes.ts";
import { actOnChange, changeIntents } from "./change-acts.server.ts";
import type { Told } from "./change-meaning.tsx";
import { ActOnAll } from "./act-on-all.tsx";
import { ChangeTable } from "./change-table.tsx";
import { ChooseSnapshots, Restore } from "./choose-snapshots.tsx";
import { actOnVendor } from "./vendor-acts.server.ts";
import { VendorHead } from "./vendor-head.tsx";

export const handle = "buying";

export async function loader({ request, context, params, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const tenant = together(asker);
		const asked = url.searchParams;
		const kind = changeKinds.find((word) => word === asked.get("kind"));
		const [vendor, compared] = await Promise.all([
			findVendor(tenant, { vendor: params.vendor }),
			compareSnapshots(tenant, { vendor: params.vendor, from: asked.get("from") ?? undefined, to: asked.get("to") ?? undefined, kind }),
		]);
		const changes = compared?.changes ?? [];
		const ours = new Map(
			(changes.length > 0
				? await productsOfItems(asker, { vendor: params.vendor, catalogIds: changes.map(({ catalogId }) => catalogId) })
				: []
			).map((one) => [one.catalogId, one]),
		);
		const told = Object.fromEntries(
			changes.map((change): [string, Told] => {
				const product = ours.get(change.catalogId) ?? null;
				return [change.catalogId, { meaning: meaningOf(change, product), ours: product }];
			}),
		);
		return { vendor: vendor ?? refuse("not_found", "vendor_not_found"), compared, kind: kind ?? null, told, commandId: newId() };
	});
}

export async function action({ request, context, params }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		if (changeIntents.some((word) => word === field(fields, "intent")))
			return actOnChange({ tenant, fields, vendor: params.vendor, locale: localeOf(request) });
		const said = await actOnVendor({ tenant, fields, vendor: params.vendor });
		return redirect(`/vendors/${params.vendor}?said=${said}`, 303);
	});
}

/** Any two readings of a vendor's catalog held against each other. */
export default function VendorChanges({ loaderData: { vendor, compared, kind, told, commandId }, actionData }: Route.ComponentProps) {
	const t = useTranslations("vendors.changes");
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const done = actionData?.ok ? actionData : undefined;
	return (
		<>
			<VendorHead vendor={vendor} on="changes" commandId={commandId} refused={refused} />
			{done && <Outcome answer={done} action={`/vendors/${vendor.slug}/changes`} />}
			{done && <NotChangedList refused={done.refused} />}
			<Said words={{ barcode: t("said.barcode"), sku: t("said.sku"), archive: t("said.archive") }} />
			{compared ? (
				<>
					<ChooseSnapshots compared={compared} />
					<Kinds slug={vendor.slug} compared={compared} kind={kind} />
					<ActOnAll compared={compared} kind={kind} told={told} commandId={commandId} />
					<ChangeTable compared={compared} kind={kind} told={told} commandId={commandId} />
					<Restore vendor={vendor} compared={compared} commandId={commandId} />
				</>
			) : (
				<Empty icon={GitCompareArrows} title={t("oneOnly")}>
					{t("oneOnlyNext")}
				</Empty>
			)}
		</>
	);
}

type Loaded = Route.ComponentProps["loaderData"];

/** How many changes there are of each kind; each leads to its own. */
function Kinds({ slug, compared, kind }: { slug: string; compared: NonNullable<Loaded["compared"]>; kind: Loaded["kind"] }) {
	const t = useTranslations("vendors.changes");
	const to = (word?: string) =>
		`/vendors/${slug}/changes?${new URLSearchParams({ from: compared.from.hash, to: compared.to.hash, ...(word && { kind: word }) })}`;
	const there = changeKinds.filter((word) => compared.counts[word] > 0 || word === kind);
	return (
		<nav className="section segments-bar" aria-label={t("kinds")}>
			<div className="segments">
				<Link to={to()} aria-current={kind === null ? "true" : undefined} preventScrollReset>
					{t("all")}
				</Link>
				{there.map((word) => (
					<Link key={word} to={to(word)} aria-current={kind === word ? "true" : undefined} preventScrollReset>
						{t(`count.${word}`, { count: compared.counts[word] })}
					</Link>
				))}
			</div>
		</nav>
	);
}
