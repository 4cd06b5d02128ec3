import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { MessageDeleted } from "./events.server.ts";
import { type HeardChange, TakeChange } from "./heard.ts";
import { messagesInRooms } from "./news.server.ts";
import { previewOf, saidAt } from "./rules.ts";
import type { Heard } from "./take-message.server.ts";
import { tellOfChatIn } from "./write-message.server.ts";

/** Takes an edit, a taking back or a reaction of a message; where the message is not there yet, it is kept until it comes. */
export const takeChange = command<typeof TakeChange, Heard>({
	name: "inbox.take-change",
	needs: "inbox:write",
	input: TakeChange,
	async run({ db, work }, { connectionId, change }) {
		const { businessId } = db;
		const { platformMessageId } = change;
		const { message } = await db.read({
			message: first<{ id: string; chatId: string; isDeleted: number }>(
				sql`SELECT id, chatId, isDeleted FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId}`,
			),
		});
		if (!message) {
			const kind = change.kind === "reaction" ? `reaction_${change.isOurs ? "ours" : "theirs"}` : change.kind;
			work.guard(
				sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId})`,
			);
			work.add(sql`INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at)
				VALUES (${businessId}, ${connectionId}, ${platformMessageId}, ${kind}, ${JSON.stringify(change)}, ${saidAt(change.at, work.now)})
				ON CONFLICT (businessId, connectionId, platformMessageId, kind) DO UPDATE SET body = excluded.body, at = excluded.at WHERE excluded.at >= earlyNews.at`);
			return known<Heard>({ state: "taken", said: "kept_until_it_comes" });
		}
		if (change.kind === "deleted" && message.isDeleted === 1) return known<Heard>({ state: "passed", said: "same", messageId: message.id });
		changeMessageIn(work, message, change);
		return known<Heard>({ state: "taken", said: change.kind, chatId: message.chatId, messageId: message.id });
	},
});

/** Writes what became of a message. What somebody took back is gone; of an edit the earlier words stay in `details.before`; older news changes nothing. */
export function changeMessageIn(work: Work, { id, chatId }: { id: string; chatId: string }, change: HeardChange): void {
	const { businessId, now } = work;
	const mine = sql`businessId = ${businessId} AND id = ${id}`;
	const at = saidAt(change.at, now);
	if (change.kind === "edited") {
		const { text, details } = change.body;
		work.add(sql`UPDATE messages SET details = json_set(${JSON.stringify(details)}, '$.before', json(json_insert(COALESCE(details -> '$.before', '[]'), '$[#]', json_object('text', text, 'at', COALESCE(editedAt, at))))),
				text = ${text}, editedAt = ${at}, version = version + 1, updatedAt = ${now}
			WHERE ${mine} AND isDeleted = 0 AND COALESCE(editedAt, 0) < CAST(${at} AS INTEGER) AND text <> ${text}`);
		previewIn(work, chatId, id, text);
	}
	if (change.kind === "deleted") {
		work.add(
			sql`UPDATE messages SET text = '', details = '{}', isDeleted = 1, version = version + 1, updatedAt = ${now} WHERE ${mine} AND isDeleted = 0`,
		);
		forgetMediaIn(work, id);
		previewIn(work, chatId, id, "");
		work.record(MessageDeleted, { subject: { type: "chat", id: chatId }, data: { messageId: id, by: "customer" } });
	}
	if (change.kind === "reaction")
		work.add(
			change.isOurs
				? sql`UPDATE messages SET ourReaction = ${change.emoji}, reactionDue = 0, version = version + 1, updatedAt = ${now} WHERE ${mine} AND reactionDue = 0`
				: sql`UPDATE messages SET theirReaction = ${change.emoji}, theirReactionAt = ${at}, version = version + 1, updatedAt = ${now}
					WHERE ${mine} AND theirReactionAt <= CAST(${at} AS INTEGER)`,
		);
	work.tell(messagesInRooms, [id]);
}

/** The files of a message are gone; who calls deletes them (`forgetMediaOf`). */
export function forgetMediaIn(work: Work, messageId: string): void {
	work.add(
		sql`UPDATE messageMedia SET state = 'gone', why = 'deleted', ref = NULL, dueAt = NULL, name = '' WHERE businessId = ${work.businessId} AND messageId = ${messageId}`,
	);
}

/** The list's line of a chat follows its last message. */
export function previewIn(work: Work, chatId: string, messageId: string, text: string): void {
	work.add(
		sql`UPDATE chats SET preview = ${previewOf(text)}, version = version + 1 WHERE businessId = ${work.businessId} AND id = ${chatId} AND lastMessageId = ${messageId}`,
	);
	tellOfChatIn(work, chatId);
}
