import { Home, MailOpen } from "lucide";
import { data } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import { type OutboxMail, outbox, outboxOf, requireOutbox } from "#app/platform/mail/outbox.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/outbox.ts";

export const handle = "settings";

/** Mail of this business that was not really sent; with `?to=`, of one address, for somebody who cannot sign in before reading it. */
export async function loader(args: Route.LoaderArgs) {
	const scope = args.context.get(requestContext);
	try {
		requireOutbox(scope);
	} catch (error) {
		throw error instanceof Refusal ? data(null, { status: error.status }) : error;
	}
	const to = args.url.searchParams.get("to");
	return { to, mails: to ? await outboxOf(scope, to) : await page(args, (tenant) => outbox(tenant, {})) };
}

export default function Outbox({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("outbox");
	const { to, mails } = loaderData;
	return (
		<main id="main" className="outbox">
			<PageHeader title={t("title")} meta={to ? t("to", { address: to }) : undefined}>
				<ButtonLink to="/" icon={Home}>
					{t("home")}
				</ButtonLink>
			</PageHeader>
			<p className="section meta">{t("about")}</p>
			{mails.length === 0 ? (
				<Empty icon={MailOpen} title={t("empty")} act={<ButtonLink to="">{t("again")}</ButtonLink>}>
					{t("emptyNext")}
				</Empty>
			) : (
				mails.map((mail) => <Letter key={mail.id} mail={mail} />)
			)}
		</main>
	);
}

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
