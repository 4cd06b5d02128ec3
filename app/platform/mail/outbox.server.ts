import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "../command.server.ts";
import { many, shardCount, shardOf } from "../database.server.ts";
import { refuse } from "../errors.ts";
import type { Scope } from "../scope.server.ts";
import { day } from "../time.ts";
import type { Attachment } from "./mail.server.ts";

export type OutboxMail = { id: string; recipient: string; subject: string; text: string; at: number; attachments: Attachment[] };
type Kept = Omit<OutboxMail, "attachments"> & { attachments: string | null };

const unfolded = (rows: Kept[]): OutboxMail[] =>
	rows.map((row) => ({ ...row, attachments: row.attachments ? JSON.parse(row.attachments) : [] }));

/** A mail that did not arrive: refused at once (`failed`), or as the sender told us later. */
export type LostMail = { id: string; recipient: string; subject: string; at: number; kind: string; reason: string };

/** The local outbox is no part of a production. @throws Refusal `not_found` */
export function requireOutbox(scope: Scope): void {
	if (scope.cfg.ENVIRONMENT !== "local") refuse("not_found", "not_found");
}

/** The last mails that stayed here, newest first. */
export const outbox = query({
	name: "mail.outbox",
	needs: "operations:read",
	input: z.object({}),
	async run({ db }) {
		const { rows } = await db.read({
			rows: many<Kept>(sql`SELECT id, recipient, subject, text, at, attachments FROM mails
				WHERE businessId = ${db.businessId} AND state = 'kept' ORDER BY id DESC LIMIT 100`),
		});
		return unfolded(rows);
	},
});

/** The last mails that did not arrive, newest first. */
export const lostMails = query({
	name: "mail.lost",
	needs: "operations:read",
	input: z.object({}),
	async run({ db }): Promise<LostMail[]> {
		const { back, refused } = await db.read({
			back: many<LostMail>(sql`SELECT id, recipient, subject, bouncedAt AS at, bounce ->> 'kind' AS kind, bounce ->> 'reason' AS reason
				FROM mails INDEXED BY mails_bounced WHERE businessId = ${db.businessId} AND bouncedAt IS NOT NULL ORDER BY bouncedAt DESC LIMIT 100`),
			refused: many<LostMail>(sql`SELECT id, recipient, subject, at, 'failed' AS kind, outcome AS reason
				FROM mails INDEXED BY mails_refused WHERE businessId = ${db.businessId} AND state = 'failed' ORDER BY id DESC LIMIT 100`),
		});
		return [...back, ...refused].sort((a, b) => b.at - a.at).slice(0, 100);
	},
});

/** Forgets mails after thirty days. @returns how many */
export async function forgetMails(scope: Scope, shard: number): Promise<number> {
	const [gone = []] = await shardOf(scope, shard).write([
		sql`DELETE FROM mails WHERE (businessId, id) IN (SELECT businessId, id FROM mails WHERE at <= ${scope.now - 30 * day} LIMIT 5000) RETURNING id`,
	]);
	return gone.length;
}

/** What came for an address, in any business, for somebody who cannot sign in before reading it. Only where there is an outbox at all. */
export async function outboxOf(scope: Scope, address: string): Promise<OutboxMail[]> {
	requireOutbox(scope);
	const found = await Promise.all(
		Array.from({ length: shardCount }, (_, shard) =>
			shardOf(scope, shard).read({
				rows: many<Kept>(sql`SELECT id, recipient, subject, text, at, attachments FROM mails INDEXED BY mails_to
					WHERE recipient = ${address} AND state = 'kept' ORDER BY id DESC LIMIT 20`),
			}),
		),
	);
	return found.flatMap(({ rows }) => unfolded(rows)).sort((a, b) => (a.id < b.id ? 1 : -1));
}
