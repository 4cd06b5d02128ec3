import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TalkDriving } from "#app/channels/talk.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { messagesInRooms } from "./news.server.ts";

/** What a platform is told beside messages: our reactions, and what was read here. */

const OneOf = z.object({ connectionId: AnyId });
type Told = { id: string; platformMessageId: string; ourReaction: string; externalId: string; phone: string | null };

const reactionsOf = query<typeof OneOf, Told[]>({
	name: "inbox.waiting-reactions",
	needs: "inbox:read",
	input: OneOf,
	async run({ db }, { connectionId }) {
		return (
			await db.read({
				rows: many<Told>(sql`SELECT m.id, m.platformMessageId, m.ourReaction, c.externalId, c.phone FROM messages AS m INDEXED BY messages_to_react
					CROSS JOIN chats AS c ON c.businessId = m.businessId AND c.id = m.chatId
					WHERE m.businessId = ${db.businessId} AND m.connectionId = ${connectionId} AND m.reactionDue = 1 AND m.platformMessageId IS NOT NULL LIMIT 20`),
			})
		).rows;
	},
});

const Reacted = z.object({ messageId: AnyId, emoji: z.string(), isTaken: z.boolean() });
const noteReaction = command<typeof Reacted, { noted: boolean }>({
	name: "inbox.note-reaction",
	needs: "inbox:write",
	input: Reacted,
	async run({ work }, { messageId, emoji, isTaken }) {
		// One that was changed meanwhile is told again; one that was refused was never there.
		work.add(sql`UPDATE messages SET reactionDue = 0, ourReaction = iif(${isTaken ? 1 : 0} = 1, ourReaction, ''), version = version + 1
			WHERE businessId = ${work.businessId} AND id = ${messageId} AND reactionDue = 1 AND ourReaction = ${emoji}`);
		work.tell(messagesInRooms, [messageId]);
		return known({ noted: true });
	},
});

/** Tells the platform of our reactions. @throws PlatformTrouble */
export async function tellReactions({ connection, ask, now, mayGoOn }: TalkDriving): Promise<void> {
	for (const { id, platformMessageId, ourReaction: emoji, ...to } of await reactionsOf(now(), { connectionId: connection.id })) {
		if (!mayGoOn()) return;
		const wish = { ref: id, to, window: "reply", replyTo: null, content: { kind: "reaction", platformMessageId, emoji } } as const;
		const { kind } = await ask((platform, link) => platform.send(link, wish));
		await noteReaction(now(), { messageId: id, emoji, isTaken: kind !== "failed" });
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
