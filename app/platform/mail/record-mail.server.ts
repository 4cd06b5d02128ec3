import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "../command.server.ts";
import { defineEvent } from "../events.server.ts";
import { newId } from "../ids.ts";
import type { Work } from "../work.server.ts";

const MailSent = defineEvent<{ purpose: string; to: string }>("mail.sent");
export const MailFailed = defineEvent<{ purpose: string; to: string; key: string; reason: string }>("mail.failed", { relayed: true });

/** How the log names whom a mail went to: a receipt goes to a customer, whom the log, which is never changed, is not to know. The outbox knows, for thirty days. */
export function loggedTo(purpose: string, recipient: string): string {
	return purpose === "receipt" ? "" : recipient;
}

/** Takes people who are forgotten out of the outbox. `addresses` is an SQL SELECT of one column. */
export function forgetMailsIn(work: Work, addresses: SQL): void {
	work.add(
		sql`UPDATE mails SET recipient = '', text = NULL, html = NULL, attachments = NULL WHERE businessId = ${work.businessId} AND recipient IN (${addresses})`,
	);
}

const Record = z.object({
	mailKey: z.string(),
	purpose: z.string(),
	recipient: z.string(),
	subject: z.string(),
	state: z.enum(["kept", "sent", "failed"]),
	outcome: z.string(),
	text: z.string().nullable(),
	html: z.string().nullable(),
	attachments: z.array(z.object({ filename: z.string(), type: z.string(), content: z.string() })),
});

/** The outcome of a mail's reaction. The words are given only for the local outbox; elsewhere a mail may hold a link that opens an account. */
export const recordMail = command({
	name: "mail.record",
	needs: "operations:write",
	input: Record,
	async run({ work, now }, { mailKey, purpose, recipient, subject, state, outcome, text, html, attachments }) {
		const id = newId<"mail">(now);
		work.add(sql`INSERT INTO mails (businessId, id, key, purpose, recipient, subject, state, outcome, text, html, at, attachments)
			VALUES (${work.businessId}, ${id}, ${mailKey}, ${purpose}, ${recipient}, ${subject}, ${state}, ${outcome}, ${text}, ${html}, ${now},
				${attachments.length > 0 ? JSON.stringify(attachments) : null})`);
		const about = { subject: { type: "mail", id } };
		if (state === "failed")
			work.record(MailFailed, { ...about, data: { purpose, to: loggedTo(purpose, recipient), key: mailKey, reason: outcome } });
		else work.record(MailSent, { ...about, data: { purpose, to: loggedTo(purpose, recipient) } });
		return known({ mailId: id });
	},
});
