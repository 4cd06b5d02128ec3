import { History } from "lucide";
import { useMessages, useTranslations } from "use-intl/react";
import { findVendor, type RunFacts, type VendorFacts, vendorRuns } from "#app/catalog/vendors/queries.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import { isKeyOf } from "#app/i18n.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/vendor-history.ts";
import { RunOutcome } from "./run-words.tsx";
import { VendorHead } from "./vendor-head.tsx";

export const handle = "buying";

export async function loader({ request, context, params, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		await asker.principal();
		const tenant = together(asker);
		const [vendor, runs] = await Promise.all([
			findVendor(tenant, { vendor: params.vendor }),
			vendorRuns(tenant, { vendor: params.vendor, limit: 50, cursor: url.searchParams.get("cursor") ?? undefined }),
		]);
		return { vendor: vendor ?? refuse("not_found", "vendor_not_found"), runs, commandId: newId() };
	});
}

/** Every reading of a vendor's catalog: when, by whom, and what it came to. */
export default function VendorHistory({ loaderData: { vendor, runs, commandId } }: Route.ComponentProps) {
	const t = useTranslations("vendors");
	return (
		<>
			<VendorHead vendor={vendor} on="history" commandId={commandId} />
			<Standing vendor={vendor} />
			{runs.items.length > 0 ? (
				<Table
					label={t("tabs.history")}
					folds
					head={
						<>
							<Column>{t("columns.status")}</Column>
							<Column fold="subject">{t("columns.outcome")}</Column>
							<Column>{t("columns.begun")}</Column>
							<Column>{t("columns.by")}</Column>
							<Column>{t("columns.took")}</Column>
							<Column number>{t("columns.items")}</Column>
						</>
					}
				>
					{runs.items.map((run) => (
						<Row key={run.id}>
							<Cell fold="line">
								<StatusBadge kind="sync" word={run.status} />
							</Cell>
							<Cell fold="subject">
								<RunOutcome run={run} />
								<Oddities run={run} />
							</Cell>
							<Cell fold="line">
								<When at={run.startedAt} />
							</Cell>
							<Cell fold="line">
								{run.cause === "schedule" ? t("bySchedule") : run.actorName}
								{run.approvedBy && <small className="meta"> {t("approvedBy", { name: run.approvedBy })}</small>}
							</Cell>
							<Cell fold="hide">
								<Took run={run} />
							</Cell>
							<Cell number fold="figure">
								{run.items !== null && <Quantity value={run.items} />}
							</Cell>
						</Row>
					))}
				</Table>
			) : (
				<Empty icon={History} title={t("neverRead")}>
					{t(vendor.source === "upload" ? "unreadFile" : "unreadShop")}
				</Empty>
			)}
			<Pager nextCursor={runs.nextCursor} />
		</>
	);
}

/** What the last reading came to, and when the next one is due. */
function Standing({ vendor }: { vendor: VendorFacts }) {
	const t = useTranslations("vendors");
	if (vendor.lastGoodAt === null && vendor.nextSyncAt === null) return null;
	return (
		<section className="section" aria-label={t("standing.label")}>
			<dl className="figures">
				{vendor.lastGoodAt !== null &&
					(["items", "created", "updated", "missing", "deleted"] as const).map((word) => (
						<div key={word}>
							<dt>{t(`standing.${word}`)}</dt>
							<dd>
								<Quantity value={vendor[word]} />
							</dd>
						</div>
					))}
				{vendor.lastGoodAt !== null && (
					<div>
						<dt>{t("standing.read")}</dt>
						<dd>
							<When at={vendor.lastGoodAt} />
						</dd>
					</div>
				)}
				<div>
					<dt>{t("standing.next")}</dt>
					<dd>{vendor.nextSyncAt === null ? t("standing.byHand") : <When at={vendor.nextSyncAt} />}</dd>
				</div>
			</dl>
		</section>
	);
}

/** What was odd in what was read, and kept all the same. */
function Oddities({ run: { oddities } }: { run: RunFacts }) {
	const t = useTranslations("vendors.oddities");
	const known = useMessages().vendors.oddities;
	const words = Object.entries(oddities).flatMap(([kind, count]) => (isKeyOf(known, kind) ? [t(kind, { count })] : []));
	return words.length > 0 && <small className="meta below">{words.join(" · ")}</small>;
}

function Took({ run: { startedAt, finishedAt } }: { run: RunFacts }) {
	const t = useTranslations("vendors");
	if (finishedAt === null) return null;
	const seconds = (finishedAt - startedAt) / 1000;
	if (seconds >= 90) return t("tookMinutes", { count: Math.round(seconds / 60) });
	return seconds < 1 ? t("tookLess") : t("tookSeconds", { count: Math.round(seconds) });
}
