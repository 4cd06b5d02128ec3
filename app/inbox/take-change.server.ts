import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { MessageDeleted } from "./events.server.ts";
import { type HeardChange, TakeChange } from "./heard.ts";
import { messagesInRooms } from "./news.server.ts";
import { previewOf, saidAt } from "./rules.ts";
import { keptMark } from "./sealed-marks.server.ts";
import { guardSealingIn, type KeptWords, keptWords, openWords, sealingAsk, sealWords, type Words } from "./sealed-words.server.ts";
import { keepEarlyIn } from "./early-news.server.ts";
import type { Heard } from "./take-message.server.ts";
import { tellOfChatIn } from "./write-message.server.ts";

/** Takes an edit, a taking back or a reaction of a message; where the message is not there yet, it is kept until it comes. */
export const takeChange = command<typeof TakeChange, Heard>({
	name: "inbox.take-change",
	needs: "inbox:write",
	input: TakeChange,
	async run({ tenant, db, work }, { connectionId, change }) {
		const { businessId } = db;
		const { platformMessageId } = change;
		const { message, isSealed } = await db.read({
			isSealed: sealingAsk(businessId),
			message: first<ChangedMessage>(
				sql`SELECT ${changedMessage} FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId}`,
			),
		});
		if (!message) {
			await keepEarlyIn(tenant, work, isSealed, { connectionId, platformMessageId, told: change, at: saidAt(change.at, work.now) });
			return known<Heard>({ state: "taken", said: "kept_until_it_comes" });
		}
		if (change.kind === "deleted" && message.isDeleted === 1) return known<Heard>({ state: "passed", said: "same", messageId: message.id });
		if (change.kind !== "edited") await changeMessageIn(tenant, work, message, change, isSealed);
		else if (!(await changeWordsIn(tenant, work, message, change, isSealed)))
			return known<Heard>({ state: "look", said: "words_locked", chatId: message.chatId, messageId: message.id });
		return known<Heard>({ state: "taken", said: change.kind, chatId: message.chatId, messageId: message.id });
	},
});

/** A message as far as changing it needs it. */
export type ChangedMessage = KeptWords & { isDeleted: number; editedAt: number | null; at: number; version: number };
export const changedMessage = sql`${keptWords}, isDeleted, editedAt, at, version`;

/** What an edit makes of words: the new ones, and the earlier ones in `details.before`. */
export function editedWords(before: Words, { text, details }: Words, said: number): Words {
	const earlier = Array.isArray(before.details.before) ? before.details.before : [];
	return { ...before, text, details: { ...details, before: [...earlier, { text: before.text, at: said }] } };
}

type Edited = Extract<HeardChange, { kind: "edited" }>;

/**
 * Writes what somebody changed their words to; the earlier ones stay in `details.before`, older news changes nothing. @returns false where the words that are
 * there cannot be opened: new ones would be written over them, so the change waits for the key.
 */
export async function changeWordsIn(
	{ scope, businessId }: Tenant,
	work: Work,
	message: ChangedMessage,
	change: Edited,
	isSealed: boolean,
): Promise<boolean> {
	const { id, chatId } = message;
	const { now } = work;
	const mine = sql`businessId = ${businessId} AND id = ${id}`;
	const at = saidAt(change.at, now);
	const ring = scope.cfg.ENCRYPTION_KEYS;
	if (message.isDeleted === 1 || (message.editedAt ?? 0) >= at) return true;
	const before = await openWords(ring, businessId, message);
	if (before === null) return false;
	if (before.text === change.body.text) return true;
	const words = editedWords(before, change.body, message.editedAt ?? message.at);
	const sealed = isSealed ? await sealWords(ring, businessId, message, words) : null;
	const [text, details] = sealed === null ? [words.text, JSON.stringify(words.details)] : ["", "{}"];
	guardSealingIn(work, isSealed);
	work.guard(sql`SELECT 1 FROM messages WHERE ${mine} AND version = CAST(${message.version} AS INTEGER)`);
	work.add(
		sql`UPDATE messages SET details = ${details}, text = ${text}, sealed = ${sealed}, editedAt = ${at}, version = version + 1, updatedAt = ${now} WHERE ${mine}`,
	);
	previewIn(work, chatId, id, text);
	work.tell(messagesInRooms, [id]);
	return true;
}

/** Writes what else became of a message. What somebody took back is gone; older news changes nothing. */
export async function changeMessageIn(
	{ scope }: Tenant,
	work: Work,
	{ id, chatId }: { id: string; chatId: string },
	change: Exclude<HeardChange, Edited>,
	isSealed: boolean,
): Promise<void> {
	const { businessId, now } = work;
	const mine = sql`businessId = ${businessId} AND id = ${id}`;
	const at = saidAt(change.at, now);
	if (change.kind === "deleted") {
		work.add(
			sql`UPDATE messages SET text = '', details = '{}', template = NULL, sealed = NULL, isDeleted = 1, version = version + 1, updatedAt = ${now} WHERE ${mine} AND isDeleted = 0`,
		);
		forgetMediaIn(work, id);
		previewIn(work, chatId, id, "");
		work.record(MessageDeleted, { subject: { type: "chat", id: chatId }, data: { messageId: id, by: "customer" } });
	} else {
		const what = change.isOurs ? "ourReaction" : "theirReaction";
		const { plain, sealed } = await keptMark(scope.cfg.ENCRYPTION_KEYS, businessId, isSealed, { what, chatId, id }, change.emoji);
		guardSealingIn(work, isSealed);
		work.add(
			change.isOurs
				? sql`UPDATE messages SET ourReaction = ${plain}, ourSealedReaction = ${sealed}, reactionDue = 0, version = version + 1, updatedAt = ${now} WHERE ${mine} AND reactionDue = 0`
				: sql`UPDATE messages SET theirReaction = ${plain}, theirSealedReaction = ${sealed}, theirReactionAt = ${at}, version = version + 1, updatedAt = ${now}
					WHERE ${mine} AND theirReactionAt <= CAST(${at} AS INTEGER)`,
		);
	}
	work.tell(messagesInRooms, [id]);
}

/** The files of a message are gone; who calls deletes them (`forgetMediaOf`). */
export function forgetMediaIn(work: Work, messageId: string): void {
	work.add(
		sql`UPDATE messageMedia SET state = 'gone', why = 'deleted', ref = NULL, dueAt = NULL, name = '', sealedName = NULL WHERE businessId = ${work.businessId} AND messageId = ${messageId}`,
	);
}

/** The list's line of a chat follows its last message. */
export function previewIn(work: Work, chatId: string, messageId: string, text: string): void {
	work.add(
		sql`UPDATE chats SET preview = ${previewOf(text)}, version = version + 1 WHERE businessId = ${work.businessId} AND id = ${chatId} AND lastMessageId = ${messageId}`,
	);
	tellOfChatIn(work, chatId);
}
