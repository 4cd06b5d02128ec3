import { Home, MailOpen } from "lucide";
import { data } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import { type LostMail, lostMails, type OutboxMail, outbox, outboxOf, requireOutbox } from "#app/platform/mail/outbox.server.ts";
import { together } from "#app/platform/together.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/outbox.ts";

export const handle = "settings";

/** Mail that did not arrive; and outside production what was not really sent. With `?to=`, of one address, for somebody who cannot sign in before reading it. */
export async function loader(args: Route.LoaderArgs) {
	const scope = args.context.get(requestContext);
	const to = args.url.searchParams.get("to");
	if (!to)
		return page(args, async (asker) => {
			const tenant = together(asker);
			const isLocal = scope.cfg.ENVIRONMENT === "local";
			const [lost, mails] = await Promise.all([lostMails(tenant, {}), isLocal ? outbox(tenant, {}) : null]);
			return { to, lost, mails };
		});
	try {
		requireOutbox(scope);
	} catch (error) {
		throw error instanceof Refusal ? data(null, { status: error.status }) : error;
	}
	return { to, lost: null, mails: await outboxOf(scope, to) };
}

export default function Outbox({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("outbox");
	const { to, lost, mails } = loaderData;
	return (
		<main id="main" className="outbox">
			<PageHeader title={to ? t("kept") : t("title")} meta={to ? t("to", { address: to }) : undefined}>
				<ButtonLink to="/" icon={Home}>
					{t("home")}
				</ButtonLink>
			</PageHeader>
			{lost && <Lost mails={lost} />}
			{to && <p className="section meta">{t("about")}</p>}
			{mails && !to && (
				<section className="section" aria-labelledby="kept">
					<h2 id="kept">{t("kept")}</h2>
					<p className="meta">{t("about")}</p>
				</section>
			)}
			{mails?.length === 0 ? (
				<Empty icon={MailOpen} title={t("empty")} act={<ButtonLink to="">{t("again")}</ButtonLink>}>
					{t("emptyNext")}
				</Empty>
			) : (
				mails?.map((mail) => <Letter key={mail.id} mail={mail} />)
			)}
		</main>
	);
}

/** What did not arrive, and why. */
function Lost({ mails }: { mails: LostMail[] }) {
	const t = useTranslations("outbox.back");
	return (
		<section className="section" aria-labelledby="lost">
			<header>
				<h2 id="lost">{t("title")}</h2>
			</header>
			{mails.length === 0 ? (
				<p className="quiet-text">{t("none")}</p>
			) : (
				<Table
					label={t("title")}
					folds
					bleed
					head={
						<>
							<Column fold="subject">{t("mail")}</Column>
							<Column fold="line">{t("to")}</Column>
							<Column fold="line">{t("why")}</Column>
							<Column fold="line">{t("when")}</Column>
						</>
					}
				>
					{mails.map(({ id, subject, recipient, kind, reason, at }) => (
						<Row key={id}>
							<Cell fold="subject">
								<b>{subject}</b>
							</Cell>
							<Cell fold="line">{recipient}</Cell>
							<Cell fold="line">
								{isKind(kind) ? t(kind) : kind}
								{reason && (
									<small className="breaks" lang="en">
										{" "}
										{reason}
									</small>
								)}
							</Cell>
							<Cell fold="line">
								<When at={at} />
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

const kinds = ["bounced", "complained", "suppressed", "failed"] as const;
const isKind = (kind: string): kind is (typeof kinds)[number] => kinds.some((one) => one === kind);

function Letter({ mail }: { mail: OutboxMail }) {
	const t = useTranslations("outbox");
	return (
		<article className="section" aria-labelledby={mail.id}>
			<header>
				<h2 id={mail.id}>{mail.subject}</h2>
				<span className="meta">
					{t("to", { address: mail.recipient })} · <When at={mail.at} />
				</span>
			</header>
			<div className="letter breaks">
				{mail.text.split("\n").map((line, at) => (
					<Line key={at} text={line} />
				))}
			</div>
			{mail.attachments.map(({ filename, content }) => (
				<details key={filename}>
					<summary>{filename}</summary>
					<pre className="letter breaks mono">{content}</pre>
				</details>
			))}
		</article>
	);
}

/** A line of a mail; one that is an address can be followed, as in the mailbox it would have come to. */
function Line({ text }: { text: string }) {
	return (
		<p>
			{/^https?:\/\/\S+$/.test(text) ? (
				<a href={text} className="link">
					{text}
				</a>
			) : (
				text
			)}
		</p>
	);
}
