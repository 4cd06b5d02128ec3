import { CircleCheck } from "lucide";
import { Form, useNavigation } from "react-router";
import { useMessages, useNow, useTranslations } from "use-intl/react";
import type { JobFacts, LetterFacts, RetryFacts } from "#app/audit/queries.server.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import { isKeyOf } from "#app/i18n.ts";
import { eventWord } from "./event-words.ts";

/** Ten minutes in the outbox is more than the sweeper ever needs when it runs. */
const longWait = 10 * 60_000;

/** What waits for its reactions. `oldestAge` in ms. */
export function OutboxPanel({ waiting, oldestAge }: { waiting: number; oldestAge: number | null }) {
	const t = useTranslations("operations");
	const now = useNow().getTime();
	return (
		<section className="section" aria-labelledby="outbox">
			<header>
				<h2 id="outbox">{t("outbox")}</h2>
			</header>
			{waiting === 0 || oldestAge === null ? (
				<p className="agreement">
					<Icon of={CircleCheck} />
					{t("outboxEmpty")}
				</p>
			) : (
				<div className="stack">
					<p>{t("outboxWaiting", { count: waiting })}</p>
					<p className="meta">
						{t("outboxOldest")} <When at={now - oldestAge} />
					</p>
					{oldestAge > longWait && <Notice tone="warn">{t("outboxLate")}</Notice>}
				</div>
			)}
		</section>
	);
}

/** What failed and will be tried again: how often it was, why it failed last, and when it comes. */
export function Retries({ retries, mostTries }: { retries: RetryFacts[]; mostTries: number }) {
	const t = useTranslations("operations");
	const { types } = useMessages().events;
	if (retries.length === 0) return null;
	return (
		<section className="section" aria-labelledby="retries">
			<header>
				<h2 id="retries">{t("retries")}</h2>
			</header>
			<Table
				label={t("retries")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("letter")}</Column>
						<Column>{t("reason")}</Column>
						<Column>{t("again")}</Column>
					</>
				}
			>
				{retries.map((retry) => (
					<Row key={retry.eventId}>
						<Cell fold="subject">
							<b>{eventWord(types, retry.eventType)}</b> <small>{t("triesOf", { count: retry.tries, most: mostTries })}</small>
						</Cell>
						<Cell fold="line" mono>
							<span lang="en">{retry.error}</span>
						</Cell>
						<Cell fold="line">
							<When at={retry.againAt} show="full" />
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}

/** What was given up on, why, and what can be done about it. */
export function Letters({ letters, commandId, maySettle }: { letters: LetterFacts[]; commandId: string; maySettle: boolean }) {
	const t = useTranslations("operations");
	const { types } = useMessages().events;
	return (
		<section className="section" aria-labelledby="letters">
			<header>
				<h2 id="letters">{t("letters")}</h2>
			</header>
			{letters.length === 0 ? (
				<p className="quiet-text">{t("lettersEmpty")}</p>
			) : (
				<Table
					label={t("letters")}
					folds
					bleed
					head={
						<>
							<Column fold="subject">{t("letter")}</Column>
							<Column>{t("reason")}</Column>
							<Column>{t("died")}</Column>
							{maySettle && <Column hidden>{t("acts")}</Column>}
						</>
					}
				>
					{letters.map((letter) => (
						<Row key={letter.id}>
							<Cell fold="subject">
								<b>{eventWord(types, letter.eventType)}</b> <small>{t("tries", { count: letter.deliveries })}</small>
							</Cell>
							<Cell fold="line" mono>
								<span lang="en">{letter.error}</span>
							</Cell>
							<Cell fold="line">
								<When at={letter.diedAt} />
							</Cell>
							{maySettle && (
								<Cell number fold="act">
									<Settle letterId={letter.id} commandId={commandId} />
								</Cell>
							)}
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

function Settle({ letterId, commandId }: { letterId: string; commandId: string }) {
	const t = useTranslations("operations");
	const busy = useNavigation().formData?.get("letterId") === letterId;
	return (
		<Form method="post" preventScrollReset className="row">
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="letterId" value={letterId} />
			<Button type="submit" name="intent" value="replay" size="s" busy={busy}>
				{t("replay")}
			</Button>
			<Button type="submit" name="intent" value="discard" size="s" kind="quiet" busy={busy}>
				{t("discard")}
			</Button>
		</Form>
	);
}

/** When each job last ran and what it did. */
export function Jobs({ jobs }: { jobs: JobFacts[] }) {
	const t = useTranslations("operations");
	const names: Record<string, string> = useMessages().operations.jobNames;
	return (
		<section className="section" aria-labelledby="jobs">
			<header>
				<h2 id="jobs">{t("jobs")}</h2>
			</header>
			{jobs.length === 0 ? (
				<p className="quiet-text">{t("jobsEmpty")}</p>
			) : (
				<Table
					label={t("jobs")}
					folds
					bleed
					head={
						<>
							<Column fold="subject">{t("job")}</Column>
							<Column>{t("lastRun")}</Column>
							<Column>{t("whatItDid")}</Column>
							<Column>{t("outcome")}</Column>
						</>
					}
				>
					{jobs.map((job) => (
						<Row key={job.job}>
							<Cell fold="subject">
								<b>{names[job.job] ?? job.job}</b>
							</Cell>
							<Cell fold="line">
								<When at={job.startedAt} />
							</Cell>
							<Cell fold="line">
								<JobDone job={job} />
							</Cell>
							<Cell fold="figure">
								<StatusBadge kind="job" word={job.outcome} />
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

/** Counts that jobs of before they were counted do not say. */
const countedSince = { runs: 0 };

/** What a job did, in words; why one failed is the machine's own. */
function JobDone({ job: { did, failure } }: { job: JobFacts }) {
	const t = useTranslations("operations.did");
	const known = useMessages().operations.did;
	if (failure) return <span lang="en">{failure}</span>;
	if (!did) return null;
	return isKeyOf(known, did.code) ? t(did.code, { ...countedSince, ...did.counts }) : did.code;
}
