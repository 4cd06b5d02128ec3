import { type SQL, sql } from "drizzle-orm";
import type { MediaRef } from "#app/channels/talk.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { chatsChanged, chatsInRooms, lastMessages, messagesInRooms } from "./news.server.ts";
import { type ContentKind, type DeliveryState, previewOf, rankOf, type Sender } from "./rules.ts";
import { keptMark } from "./sealed-marks.server.ts";
import { saidAs } from "./sealed-said.server.ts";

/** How messages and what follows from them for their chat are written; what the verbs share. */

export type NewMessage = {
	id: string;
	chatId: string;
	connectionId: string;
	platformMessageId?: string;
	sender: Sender;
	senderId?: string | null;
	senderName?: string;
	kind: ContentKind;
	as?: string | null;
	text: string;
	details?: Record<string, unknown>;
	/** Its words, where the row does not hold them readable (`keptAs`). */
	sealed?: string | null;
	editedAt?: number | null;
	isNote?: boolean;
	isForwarded?: boolean;
	replyTo?: string | null;
	state?: DeliveryState;
	template?: { name: string; language: string; parameters?: string[]; names?: string[] } | null;
	dueAt?: number | null;
	clientId?: string | null;
	at: number;
};

/** Adds a message under its chat's next number, and says so to whoever has the chat open or in a list. */
export function writeMessageIn(work: Work, message: NewMessage): void {
	const { businessId, now } = work;
	const { id, chatId, connectionId, sender, kind, text, at, state = null, dueAt = null } = message;
	const flag = (is: boolean | undefined) => sql`CAST(${is ? 1 : 0} AS INTEGER)`;
	work.add(sql`INSERT INTO messages (businessId, id, chatId, connectionId, seq, platformMessageId, sender, senderId, senderName, kind, saidAs, text, details, isNote, isForwarded,
			replyTo, state, template, dueAt, clientId, at, createdAt, updatedAt, sealed, editedAt)
		SELECT ${businessId}, ${id}, ${chatId}, ${connectionId}, lastSeq + 1, ${message.platformMessageId ?? null}, ${sender}, ${message.senderId ?? null}, ${message.senderName ?? ""}, ${kind},
			${message.as ?? null}, ${text}, ${JSON.stringify(message.details ?? {})}, ${flag(message.isNote)}, ${flag(message.isForwarded)}, ${message.replyTo ?? null}, ${state},
			${message.template ? JSON.stringify(message.template) : null}, ${dueAt}, ${message.clientId ?? null}, ${at}, ${now}, ${now}, ${message.sealed ?? null}, ${message.editedAt ?? null}
		FROM chats WHERE businessId = ${businessId} AND id = ${chatId}`);
	work.add(sql`UPDATE chats SET lastSeq = lastSeq + 1 WHERE businessId = ${businessId} AND id = ${chatId}`);
	work.tell(messagesInRooms, [id]);
}

/** What a list shows of a chat is this message, where nothing later was said. `more` is what else changes of the chat. */
export function moveChatIn(
	work: Work,
	{ id, chatId, sender, kind, text, at }: Pick<NewMessage, "id" | "chatId" | "sender" | "kind" | "text" | "at">,
	more: SQL,
): void {
	const later = (value: SQL, column: SQL) =>
		sql`${column} = iif(lastMessageId IS NULL OR lastAt <= CAST(${at} AS INTEGER), ${value}, ${column})`;
	work.add(sql`UPDATE chats SET ${later(sql`${previewOf(text)}`, sql`preview`)}, ${later(sql`${kind}`, sql`lastKind`)}, ${later(sql`${sender}`, sql`lastSender`)},
			${later(sql`${id}`, sql`lastMessageId`)}, lastAt = MAX(lastAt, CAST(${at} AS INTEGER)) ${more}, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND id = ${chatId}`);
	tellOfChatIn(work, chatId);
}

export function tellOfChatIn(work: Work, chatId: string): void {
	work.tell(chatsChanged, [chatId]);
	work.tell(chatsInRooms, [chatId]);
}

/** What one try to send a message is called at a platform that carries names of ours. */
export function refOf(messageId: string, tries: number): string {
	return `${messageId}:${tries}`;
}

/** Which try of which message came back; null: nothing of ours. */
export function tryOf(ref: string | null): { id: string; tries: number } | null {
	const [, id, tries] = /^(.+):(\d+)$/.exec(ref ?? "") ?? [];
	return id === undefined ? null : { id, tries: Number(tries) };
}

/** How far a state is, of a column or expression. */
export function rankSql(state: SQL): SQL {
	return sql
		.raw("CASE ")
		.append(state)
		.append(
			sql.raw(
				` ${Object.entries(rankOf)
					.map(([name, rank]) => `WHEN '${name}' THEN ${rank}`)
					.join(" ")} ELSE -1 END`,
			),
		);
}

export type StateChange = { state: DeliveryState; why?: string | null; said?: string; platformMessageId?: string | null };

/** Brings a message of ours further; never back. What it is called there is kept with it. */
export function advanceIn(work: Work, messageId: string, { state, why = null, said = "", platformMessageId = null }: StateChange): void {
	work.add(sql`UPDATE messages SET state = ${state}, why = ${why}, said = ${saidAs(work.businessId, sql`${said}`)}, dueAt = NULL, platformMessageId = COALESCE(platformMessageId, ${platformMessageId}),
			version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND id = ${messageId} AND state IS NOT NULL AND ${rankSql(sql`state`)} < CAST(${rankOf[state]} AS INTEGER)`);
	if (platformMessageId !== null)
		work.add(sql`UPDATE messages SET platformMessageId = ${platformMessageId}, version = version + 1
			WHERE businessId = ${work.businessId} AND id = ${messageId} AND platformMessageId IS NULL`);
	work.tell(messagesInRooms, [messageId]);
	work.tell(lastMessages, [messageId]);
}

/** Notes what is to be fetched for a message. Who calls holds the batch to whether the business seals. */
export async function awaitMediaIn(
	{ scope }: Tenant,
	work: Work,
	isSealed: boolean,
	{ id, chatId, connectionId }: Pick<NewMessage, "id" | "chatId" | "connectionId">,
	media: readonly MediaRef[],
): Promise<void> {
	for (const { name, ...ref } of media) {
		const { businessId, now } = work;
		const mediaId = newId<"media">(now);
		const { plain, sealed } = await keptMark(scope.cfg.ENCRYPTION_KEYS, businessId, isSealed, { what: "name", chatId, id: mediaId }, name);
		work.add(sql`INSERT INTO messageMedia (businessId, id, messageId, chatId, connectionId, ref, mime, name, sealedName, state, dueAt, createdAt)
			VALUES (${businessId}, ${mediaId}, ${id}, ${chatId}, ${connectionId}, ${JSON.stringify(ref)}, ${ref.mime}, ${plain}, ${sealed}, 'waiting', ${now}, ${now})`);
	}
}
