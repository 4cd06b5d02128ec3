import { sql } from "drizzle-orm";
import { type NewsSource, tellingReaction } from "#app/platform/news.server.ts";
import {
	ChatChanged,
	ChatMoved,
	ChatOpened,
	MessageDeleted,
	MessageEdited,
	MessageQueued,
	MessageReceived,
	MessageTried,
	NoteWritten,
} from "./events.server.ts";
import { messageJson } from "./shown.server.ts";

/** A chat `c` with its last message `m`, for lists; no words of it. */
const listed = sql`SELECT 'chat:' || c.id AS about, c.version AS rank, json_object('kind', 'chat', 'chatId', c.id, 'status', c.status, 'assigneeId', c.assigneeId,
	'unread', c.unread, 'lastAt', c.lastAt, 'lastSender', c.lastSender, 'lastState', m.state, 'version', c.version) AS body`;

/** That a chat changed, for the business's lists. Subjects are chats. */
export const chatsChanged: NewsSource = {
	name: "inbox.chats",
	needs: "inbox:read",
	read: (
		businessId,
		chatIds,
	) => sql`${listed} FROM json_each(${chatIds}) AS w CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.value
		LEFT JOIN messages AS m ON m.businessId = c.businessId AND m.id = c.lastMessageId`,
};

/** How far a message got, for the business's lists where it is its chat's last. Subjects are messages. */
export const lastMessages: NewsSource = {
	name: "inbox.last-messages",
	needs: "inbox:read",
	read: (
		businessId,
		messageIds,
	) => sql`${listed} FROM json_each(${messageIds}) AS w CROSS JOIN messages AS m ON m.businessId = ${businessId} AND m.id = w.value
		CROSS JOIN chats AS c ON c.businessId = m.businessId AND c.id = m.chatId AND c.lastMessageId = m.id`,
};

/** How chats stand, for whoever has them open. Subjects are chats. */
export const chatsInRooms: NewsSource = {
	name: "inbox.rooms",
	needs: "inbox:read",
	ofChats: true,
	read: (
		businessId,
		chatIds,
	) => sql`SELECT 'chat' AS about, c.version AS rank, c.id AS chatId, json_object('kind', 'chat', 'chatId', c.id, 'status', c.status,
			'assignee', (SELECT json_object('id', u.id, 'name', u.name) FROM users AS u WHERE u.businessId = c.businessId AND u.id = c.assigneeId),
			'unread', c.unread, 'lastInboundAt', c.lastInboundAt, 'version', c.version) AS body
		FROM json_each(${chatIds}) AS w CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.value`,
};

/** Messages as they are now, for whoever has their chat open. Subjects are messages. */
export const messagesInRooms: NewsSource = {
	name: "inbox.messages",
	needs: "inbox:read",
	ofChats: true,
	read: (
		businessId,
		messageIds,
	) => sql`SELECT 'message:' || m.id AS about, m.version AS rank, m.chatId, json_object('kind', 'message', 'message', ${messageJson}) AS body
		FROM json_each(${messageIds}) AS w CROSS JOIN messages AS m ON m.businessId = ${businessId} AND m.id = w.value`,
};

/** Whoever has a chat open would not notice that something was kept from them: what could not be told at once is told again. */
export const tellsOfChats = tellingReaction(
	"inbox.tell-open-pages",
	[ChatOpened, ChatChanged, ChatMoved, MessageReceived, MessageQueued, MessageTried, NoteWritten, MessageEdited, MessageDeleted],
	({ subjectId, data: { messageId } }) => [
		[messagesInRooms, typeof messageId === "string" ? [messageId] : []],
		[chatsInRooms, [subjectId]],
		[chatsChanged, [subjectId]],
	],
);
