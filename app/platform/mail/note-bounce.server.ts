import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "../command.server.ts";
import { first, shardCount, shardOf } from "../database.server.ts";
import { refuse } from "../errors.ts";
import { defineEvent } from "../events.server.ts";
import type { Scope } from "../scope.server.ts";
import { loggedTo } from "./record-mail.server.ts";

/** `key` begins with the event whose reaction the mail was: who is told that it came back is told of that. */
export const MailBounced = defineEvent<{ purpose: string; to: string; key: string; kind: string; reason: string }>("mail.bounced", {
	relayed: true,
});

/** What the sender tells of a mail. Only what says that it did not arrive, or was not wanted, is kept. */
export const MailNews = z.object({
	type: z.string().max(60),
	data: z.object({
		email_id: z.string().min(1).max(100),
		bounce: z
			.object({ type: z.string().max(60).default(""), subType: z.string().max(60).default(""), message: z.string().default("") })
			.partial()
			.optional(),
	}),
});

export const isBad = (type: string): boolean => ["email.bounced", "email.complained", "email.failed", "email.suppressed"].includes(type);

/** Whose mail it is that the sender knows by this id; null where no shard has it. */
export async function whereSent(scope: Scope, senderId: string): Promise<{ businessId: string; shard: number } | null> {
	for (let shard = 0; shard < shardCount; shard++) {
		const { mail } = await shardOf(scope, shard).read({
			mail: first<{ businessId: string }>(
				sql`SELECT businessId FROM mails INDEXED BY mails_sent_as WHERE outcome = ${senderId} AND state = 'sent' LIMIT 1`,
			),
		});
		if (mail) return { businessId: mail.businessId, shard };
	}
	return null;
}

const Note = z.object({ senderId: z.string(), kind: z.string(), reason: z.string().max(500) });

/** Keeps on a mail's row that it came back; the first word of it stands. @throws Refusal `not_found / mail_not_found` */
export const noteBounce = command({
	name: "mail.note-bounce",
	needs: "operations:write",
	input: Note,
	async run({ db, work, now }, { senderId, kind, reason: told }) {
		const { businessId } = db;
		const { mail } = await db.read({
			mail: first<{ id: string; key: string; purpose: string; recipient: string; bouncedAt: number | null }>(
				sql`SELECT id, key, purpose, recipient, bouncedAt FROM mails WHERE businessId = ${businessId} AND outcome = ${senderId} AND state = 'sent'`,
			),
		});
		if (!mail) return refuse("not_found", "mail_not_found");
		if (mail.bouncedAt !== null) return known({ mailId: mail.id });
		// Senders like to name whom they could not reach; the log, which is never changed, is not to learn it from them.
		const reason = told.replace(/[^\s<>()"',;:]+@[^\s<>()"',;:]+/g, "…");
		work.add(
			sql`UPDATE mails SET bouncedAt = ${now}, bounce = ${JSON.stringify({ kind, reason })} WHERE businessId = ${businessId} AND id = ${mail.id} AND bouncedAt IS NULL`,
		);
		work.record(MailBounced, {
			subject: { type: "mail", id: mail.id },
			data: { purpose: mail.purpose, to: loggedTo(mail.purpose, mail.recipient), key: mail.key, kind, reason },
		});
		return known({ mailId: mail.id });
	},
});
