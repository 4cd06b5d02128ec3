import { Inbox } from "lucide";
import { Link } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import type { ConnectionSheet } from "#app/channels/queries.server.ts";
import type { Receipt } from "#app/channels/receipts.server.ts";
import type { DryRun } from "#app/channels/dry-run.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { When } from "#app/components/when.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { SaidWords } from "./channel-words.tsx";

/** How it is doing, in four figures. */
export function ChannelTiles({ sheet }: { sheet: ConnectionSheet }) {
	const { connection, lag, pushes, waiting, poisoned, budget } = sheet;
	const t = useTranslations("channels");
	const { heardAt, askedAt, orderCount, productCount, pushedAt, pushLag, drift, expiresAt } = connection;
	const seconds = (ms: number) => t("seconds", { seconds: Math.max(0.1, Math.round(ms / 100) / 10) });
	return (
		<StatTiles label={t("how")}>
			<StatTile
				label={t("heard")}
				figure={heardAt === null ? t("neverHeard") : <When at={heardAt} />}
				compared={
					askedAt !== null && (
						<>
							{t("asked")} <When at={askedAt} />
						</>
					)
				}
			/>
			<StatTile
				label={t("lag")}
				figure={lag === null ? "–" : seconds(lag.p95)}
				compared={lag && t("lagOf", { count: lag.count, median: seconds(lag.median) })}
			/>
			<StatTile label={t("orders")} figure={<Quantity value={orderCount} />} />
			<StatTile
				label={t("pushed")}
				figure={pushedAt === null ? t("neverPushed") : <When at={pushedAt} />}
				compared={
					pushLag !== null &&
					[
						t("pushLag", { lag: seconds(pushLag) }),
						pushes && pushes.count > 1 && t("pushes", { count: pushes.count, p95: seconds(pushes.p95) }),
						t("drift", { count: drift }),
					]
						.filter(Boolean)
						.join(" ")
				}
			/>
			<StatTile label={t("goods")} figure={<Quantity value={productCount} />} compared={<GoodsWords sheet={sheet} />} to="listings" />
			<StatTile
				label={t("talk.ends")}
				figure={expiresAt === null ? t("talk.never") : <When at={expiresAt} />}
				compared={
					budget && (
						<>
							{t("budget", { left: budget.left, most: budget.most, perSecond: budget.perSecond })} <When at={budget.at} />
						</>
					)
				}
			/>
			<StatTile
				label={t("poisoned")}
				figure={<Quantity value={poisoned} />}
				compared={t("waiting", { count: waiting })}
				{...(poisoned > 0 && { to: "?show=poisoned" })}
			/>
		</StatTiles>
	);
}

/** How far reading what is sold there is, what of it nobody could read, and how much of it nobody knows. */
export function GoodsWords({ sheet: { reading, unread, unlinked } }: { sheet: Pick<ConnectionSheet, "reading" | "unread" | "unlinked"> }) {
	const t = useTranslations("channels");
	const { done, total } = reading ?? { done: 0, total: null };
	const far = reading && (total === null ? t("reading.sofar", { done }) : t("reading.of", { done, total }));
	return (
		<>
			{far ?? t("unlinked", { count: unlinked })} {unread > 0 && t("reading.unread", { count: unread })}
		</>
	);
}

type Shown = {
	receipts: { items: Receipt[]; nextCursor: string | null };
	state: "poisoned" | null;
	mayWrite: boolean;
	commandId: string;
	connection: { state: string };
};
type Would = { receiptId: string; would: DryRun };
type Props = { data: Shown; answered: Refused | undefined; would: Would | undefined };

/** What was told by webhook, newest first, and what became of it. */
export function Receipts({ data, answered, would }: Props) {
	const t = useTranslations("channels");
	const { receipts, state } = data;
	return (
		<section className="section" aria-labelledby="told">
			<header>
				<h2 id="told">{t("told")}</h2>
				<nav className="segments" aria-label={t("show")}>
					<Link to="." aria-current={state === null ? "true" : undefined} preventScrollReset>
						{t("showAll")}
					</Link>
					<Link to="?show=poisoned" aria-current={state === "poisoned" ? "true" : undefined} preventScrollReset>
						{t("showPoisoned")}
					</Link>
				</nav>
			</header>
			{receipts.items.length === 0 ? (
				<Empty icon={Inbox} title={t(state === null ? "nothingTold" : "nothingPoisoned")} />
			) : (
				<Table
					label={t("told")}
					folds
					bleed
					head={
						<>
							<Column fold="subject">{t("topic")}</Column>
							<Column>{t("state")}</Column>
							<Column>{t("outcome")}</Column>
							<Column>{t("when")}</Column>
							<Column hidden>{t("again")}</Column>
						</>
					}
				>
					{receipts.items.map((receipt) => (
						<ReceiptRow key={receipt.id} receipt={receipt} data={data} answered={answered} would={would} />
					))}
				</Table>
			)}
			<Pager nextCursor={receipts.nextCursor} />
		</section>
	);
}

function ReceiptRow({ receipt, data, answered, would }: Props & { receipt: Receipt }) {
	const t = useTranslations("channels");
	const { id, topic, resourceId, state, said, settledAt, tries, receivedAt } = receipt;
	const why = reasonOf(receipt);
	const troubles: Record<string, string> = useMessages().channels.trouble;
	const reason = why && (troubles[why] ?? why);
	const mayReplay = data.mayWrite && state !== "waiting" && data.connection.state !== "disconnected";
	const about = { name: "receiptId", id };
	return (
		<Row>
			<Cell fold="subject">
				<b className="mono">{topic}</b> <small>{resourceId}</small>
			</Cell>
			<Cell fold="line">
				<StatusBadge kind="receipt" word={state} />
			</Cell>
			<Cell fold="line">
				{(settledAt !== null || tries > 0) && <SaidWords said={said} />} {reason !== null && <small>{t("reason", { reason })}</small>}
				{would?.receiptId === id && <WouldWords would={would.would} />}
			</Cell>
			<Cell fold="line">
				<When at={receivedAt} />
			</Cell>
			<Cell fold="line">
				<div className="row">
					<PlainForm intent="dry" commandId={data.commandId} answered={answered} about={about} look="bare">
						{({ busy }) => (
							<Button type="submit" kind="quiet" size="s" busy={busy} aria-label={t("tryOf", { topic, id: resourceId ?? "" })}>
								{t("try")}
							</Button>
						)}
					</PlainForm>
					{mayReplay && (
						<PlainForm intent="replay" commandId={data.commandId} answered={answered} about={about} look="bare">
							{({ busy }) => (
								<Button type="submit" kind="quiet" size="s" busy={busy} aria-label={t("replayOf", { topic, id: resourceId ?? "" })}>
									{t("replay")}
								</Button>
							)}
						</PlainForm>
					)}
				</div>
			</Cell>
		</Row>
	);
}

/** Why nobody could read it, or work on it, as it was written down; null where that is not what became of it, or nothing was. */
function reasonOf({ state, tries, details }: Receipt): string | null {
	const { reason, part, message } = details;
	if (state !== "poisoned" && (state !== "waiting" || tries === 0)) return null;
	return [reason, part, message].find((word) => typeof word === "string" && word !== "")?.toString() ?? null;
}

/** What a dry run found: what would be done, or why nothing, or what a person would be asked. */
function WouldWords({ would }: { would: DryRun }) {
	const t = useTranslations("channels");
	const messages = useMessages().channels;
	const words: Record<string, string> = { ...messages.said, ...messages.would };
	const steps = would.flatMap(({ kind, steps: each }) => (each.length > 0 ? each.map(({ step, why }) => why ?? step) : [kind]));
	return (
		<Notice tone="info">
			{steps.length === 0 ? t("would.same") : [...new Set(steps)].map((step) => words[step] ?? words.same).join(" ")}
		</Notice>
	);
}
