import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TalkDriving } from "#app/channels/talk.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { messagesInRooms } from "./news.server.ts";
import { openMark, sealedWithin } from "./sealed-marks.server.ts";

/** What a platform is told beside messages: our reactions, and what was read here. */

const OneOf = z.object({ connectionId: AnyId });
type Told = { id: string; platformMessageId: string; externalId: string; phone: string | null };
type Row = Told & { chatId: string; plain: string; sealed: string | null };

/** Reactions to be told; one whose key is not here waits for it. */
const reactionsOf = query<typeof OneOf, (Told & { emoji: string; sealed: string | null })[]>({
	name: "inbox.waiting-reactions",
	needs: "inbox:read",
	input: OneOf,
	async run({ tenant, db }, { connectionId }) {
		const { businessId } = db;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const { rows } = await db.read({
			rows: many<Row>(sql`SELECT m.id, m.chatId, m.platformMessageId, m.ourReaction AS plain, m.ourSealedReaction AS sealed, c.externalId, c.phone
				FROM messages AS m INDEXED BY messages_to_react CROSS JOIN chats AS c ON c.businessId = m.businessId AND c.id = m.chatId
				WHERE m.businessId = ${businessId} AND m.connectionId = ${connectionId} AND m.reactionDue = 1 AND m.platformMessageId IS NOT NULL
					AND (m.ourSealedReaction IS NULL OR ${sealedWithin(ring, sql`m.ourSealedReaction`)}) LIMIT 20`),
		});
		const read = rows.map(async ({ chatId, plain, ...row }) => {
			const emoji = await openMark(ring, businessId, { what: "ourReaction", chatId, id: row.id }, { plain, sealed: row.sealed });
			return emoji === null ? [] : [{ ...row, emoji }];
		});
		return (await Promise.all(read)).flat();
	},
});

/** `sealed`: as it was kept when it was told. */
const Reacted = z.object({ messageId: AnyId, emoji: z.string(), sealed: z.string().nullable(), isTaken: z.boolean() });
const noteReaction = command<typeof Reacted, { noted: boolean }>({
	name: "inbox.note-reaction",
	needs: "inbox:write",
	input: Reacted,
	async run({ work }, { messageId, emoji, sealed, isTaken }) {
		// One that was changed meanwhile, or sealed anew, is told again; one that was refused was never there.
		work.add(sql`UPDATE messages SET reactionDue = 0, version = version + 1 ${isTaken ? sql`` : sql`, ourReaction = '', ourSealedReaction = NULL`}
			WHERE businessId = ${work.businessId} AND id = ${messageId} AND reactionDue = 1 AND ourReaction = ${sealed === null ? emoji : ""} AND ourSealedReaction IS ${sealed}`);
		work.tell(messagesInRooms, [messageId]);
		return known({ noted: true });
	},
});

/** Tells the platform of our reactions. @throws PlatformTrouble */
export async function tellReactions({ connection, ask, now, mayGoOn }: TalkDriving): Promise<void> {
	for (const { id, platformMessageId, emoji, sealed, ...to } of await reactionsOf(now(), { connectionId: connection.id })) {
		if (!mayGoOn()) return;
		const wish = { ref: id, to, window: "reply", replyTo: null, content: { kind: "reaction", platformMessageId, emoji } } as const;
		const { kind } = await ask((platform, link) => platform.send(link, wish));
		await noteReaction(now(), { messageId: id, emoji, sealed, isTaken: kind !== "failed" });
	}
}

const readsOf = query<typeof OneOf, { id: string; readDue: string; externalId: string; phone: string | null }[]>({
	name: "inbox.waiting-reads",
	needs: "inbox:read",
	input: OneOf,
	async run({ db }, { connectionId }) {
		return (
			await db.read({
				rows: many<{
					id: string;
					readDue: string;
					externalId: string;
					phone: string | null;
				}>(sql`SELECT id, readDue, externalId, phone FROM chats INDEXED BY chats_to_mark_read
					WHERE businessId = ${db.businessId} AND connectionId = ${connectionId} AND readDue IS NOT NULL LIMIT 20`),
			})
		).rows;
	},
});

const Marked = z.object({ chatId: AnyId, platformMessageId: z.string() });
const noteMarked = command<typeof Marked, { noted: boolean }>({
	name: "inbox.note-marked",
	needs: "inbox:write",
	input: Marked,
	async run({ work }, { chatId, platformMessageId }) {
		work.add(
			sql`UPDATE chats SET readDue = NULL WHERE businessId = ${work.businessId} AND id = ${chatId} AND readDue = ${platformMessageId}`,
		);
		return known({ noted: true });
	},
});

/** Tells the platform what was read here. What it will not hear is not said again. @throws PlatformTrouble */
export async function tellReads({ connection, adapter, ask, now, mayGoOn }: TalkDriving): Promise<void> {
	for (const { id, readDue, ...to } of await readsOf(now(), { connectionId: connection.id })) {
		if (!mayGoOn()) return;
		try {
			if (adapter.markRead) await ask(async (platform, link) => platform.markRead?.(link, to, readDue, false));
		} catch (error) {
			if (!(error instanceof PlatformTrouble) || error.kind !== "refused") throw error;
		}
		await noteMarked(now(), { chatId: id, platformMessageId: readDue });
	}
}
