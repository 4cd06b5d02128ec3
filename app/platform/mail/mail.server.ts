import { sql } from "drizzle-orm";
import type { Config } from "../config.server.ts";
import { compile } from "../database.server.ts";
import { refuse } from "../errors.ts";
import type { Tenant } from "../tenant.server.ts";
import { recordMail } from "./record-mail.server.ts";
import { sendByResend } from "./resend.server.ts";

/** A mail as it is handed over: both forms say the same. The same mail must come out the same each time it is made: a repeat with other words is refused. */
export type Mail = { to: string; subject: string; text: string; html: string; attachments?: Attachment[] };

/** A file of text that goes along. */
export type Attachment = { filename: string; type: string; content: string };

/** What became of it: kept in the local outbox, taken by the sender (its id), or refused for good (why). */
export type MailOutcome = { state: "kept" | "sent" | "failed"; outcome: string };

/** The settings without which no mail leaves this deployment; none in a local one, where mail stays in the outbox. Links need an address that no request can choose. */
export function mailNeeds(cfg: Config): string[] {
	if (!cfg.RESEND_API_KEY && cfg.ENVIRONMENT === "local") return [];
	return (["RESEND_API_KEY", "RESEND_FROM", "PUBLIC_URL"] as const).filter((name) => !cfg[name]);
}

/** For acts that are nothing without their mail; said before anything is written. @throws Refusal `unavailable / mail_not_configured` naming the settings */
export function requireMail(cfg: Config): void {
	const settings = mailNeeds(cfg);
	if (settings.length > 0) refuse("unavailable", "mail_not_configured", { settings });
}

/**
 * Sends a mail, from a reaction: `key` (event and reaction) makes the second call of the same reaction send nothing. What the sender refuses
 * for good is recorded as failed; anything else it does not take is thrown, and the queue brings it again.
 *
 * @throws Refusal `mail_not_configured` · MailNotTaken
 */
export async function sendMail(tenant: Tenant, mail: Mail, { key, purpose }: { key: string; purpose: string }): Promise<void> {
	const { cfg } = tenant.scope;
	requireMail(cfg);
	const [rows] = await tenant.read(recordMail.spec.needs, [
		compile(sql`SELECT id FROM mails WHERE businessId = ${tenant.businessId} AND key = ${key}`),
	]);
	if (rows?.length) return;
	const to = cfg.RESEND_TEST_TO ?? mail.to;
	const outcome: MailOutcome = cfg.RESEND_API_KEY ? await sendByResend(cfg, { ...mail, to }, key) : { state: "kept", outcome: "" };
	const { text, html, attachments = [] } = mail;
	const said = outcome.state === "kept" ? { text, html, attachments } : { text: null, html: null, attachments: [] };
	await recordMail(tenant, { mailKey: key, purpose, recipient: to, subject: mail.subject, ...outcome, ...said }, { key });
}
