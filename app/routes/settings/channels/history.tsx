import { History as HistoryIcon } from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { listRuns, type RunFacts } from "#app/channels/runs.server.ts";
import { runKinds } from "#app/channels/runs.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import { page } from "../../door.server.ts";
import { Tabs } from "../../stock/tabs.tsx";
import type { Route } from "./+types/history.ts";
import { TroubleWords } from "./channel-words.tsx";

export const handle = "channels";

export async function loader(args: Route.LoaderArgs) {
	return page(args, async (tenant) => {
		await tenant.principal();
		const asked = args.url.searchParams;
		const kind = runKinds.find((word) => word === asked.get("kind"));
		const isWrong = asked.get("wrong") === "true";
		const cursor = asked.get("cursor") ?? undefined;
		const { connectionId } = args.params;
		const runs = await listRuns(tenant, { connectionId, kind, ...(isWrong && { wrong: "true" as const }), limit: 50, cursor });
		return { ...runs, kind: kind ?? null, isWrong };
	});
}

/** What was read of a shop elsewhere and set there: when, by whom, and what it came to. */
export default function HistoryPage({ loaderData: { connection, items, nextCursor, kind, isWrong } }: Route.ComponentProps) {
	const t = useTranslations("channels.runs");
	const all = useTranslations("channels");
	const base = `/settings/channels/${connection.id}`;
	const here = (narrowed: { kind: string | null; wrong: boolean }) => {
		const query = new URLSearchParams({
			...(narrowed.kind && { kind: narrowed.kind }),
			...(narrowed.wrong && { wrong: "true" }),
		}).toString();
		return `${base}/history${query && `?${query}`}`;
	};
	return (
		<>
			<PageHeader
				title={t("title")}
				crumbs={[
					{ label: all("title"), to: "/settings/channels" },
					{ label: connection.name, to: base },
				]}
			/>
			<Tabs
				label={t("show.label")}
				tabs={[null, ...runKinds].map((word) => ({
					to: here({ kind: word, wrong: isWrong }),
					words: t(`show.${word ?? "all"}`),
					isOn: kind === word,
				}))}
			/>
			<nav className="section segments-bar" aria-label={t("wrong.label")}>
				<div className="segments">
					{[false, true].map((wrong) => (
						<Link key={`${wrong}`} to={here({ kind, wrong })} aria-current={isWrong === wrong ? "true" : undefined} preventScrollReset>
							{t(wrong ? "wrong.only" : "wrong.all")}
						</Link>
					))}
				</div>
			</nav>
			{items.length > 0 ? (
				<Table
					label={t("title")}
					folds
					head={
						<>
							<Column fold="subject">{t("columns.what")}</Column>
							<Column>{t("columns.status")}</Column>
							<Column>{t("columns.outcome")}</Column>
							<Column>{t("columns.begun")}</Column>
							<Column>{t("columns.by")}</Column>
							<Column number>{t("columns.read")}</Column>
						</>
					}
				>
					{items.map((run) => (
						<Row key={run.id}>
							<Cell fold="subject">{t(`kinds.${run.kind}`)}</Cell>
							<Cell fold="line">
								<StatusBadge kind="run" word={run.outcome} />
							</Cell>
							<Cell fold="line">
								<Outcome run={run} />
							</Cell>
							<Cell fold="line">
								<When at={run.startedAt} />
								{run.rounds > 1 && (
									<small className="meta below">
										{t("rounds", { count: run.rounds })} <When at={run.endedAt} />
									</small>
								)}
							</Cell>
							<Cell fold="line">{run.cause === "person" ? run.actorName : t(`by.${run.cause}`)}</Cell>
							<Cell number fold="figure">
								<Quantity value={run.read} />
							</Cell>
						</Row>
					))}
				</Table>
			) : (
				<Empty icon={HistoryIcon} title={t(isWrong ? "emptyWrong" : "empty")}>
					{!isWrong && t("emptyNext")}
				</Empty>
			)}
			<Pager nextCursor={nextCursor} />
		</>
	);
}

/** What a run came to, in sentences: why it failed, and only the counts there are. */
function Outcome({ run: { kind, outcome, error, changed, pushed, skipped, failed, pages } }: { run: RunFacts }) {
	const t = useTranslations("channels.runs");
	const counts = [
		outcome === "nothing" && t(`nothing.${kind}`),
		changed > 0 && kind !== "levels" && t(`changed.${kind}`, { count: changed }),
		pushed > 0 && t("pushed", { count: pushed }),
		skipped > 0 && outcome !== "nothing" && kind === "levels" && t("skipped", { count: skipped }),
		failed > 0 && t(`failed.${kind}`, { count: failed }),
	].filter(Boolean);
	return (
		<>
			{error !== null && <TroubleWords reason={error} />}
			{counts.join(" ")} {pages > 1 && <small className="meta">{t("pages", { count: pages })}</small>}
		</>
	);
}
