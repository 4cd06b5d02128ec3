import { type SQL, sql } from "drizzle-orm";
import type { Trouble } from "#app/channels/connection.server.ts";
import type { ConnectionState } from "#app/channels/rules.ts";
import type { TalkTemplate } from "#app/channels/talk.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { OneChat, OneMessage, ShowChat } from "./input.ts";
import { type ChatListed, type Shown, type ShownLabel, type Window, windowOf, windowsOf } from "./rules.ts";
import { framesSealedAsk, openPreview, openTold, type Told } from "./sealed-words.server.ts";
import { type ChatRow, chatColumns, chatIn, messageJson } from "./shown.server.ts";

export type OpenChat = ChatListed & {
	customer: { id: string; name: string; email: string | null; phone: string | null; language: string | null; note: string };
	/** Where an answer goes, as the platform names it. */
	handle: string;
	window: Window;
	connectionState: ConnectionState;
	connectionTrouble: Trouble | null;
	/** Whether anything can be sent; `cannotSend` says why not. */
	canReply: boolean;
	cannotSend: CannotSend | null;
	lastSeq: number;
};
/** `window_closed` leaves templates, where the platform has them. */
export type CannotSend =
	| "connection_paused"
	| "connection_broken"
	| "connection_disconnected"
	| "standby"
	| "window_closed"
	| "customer_erased";
export type CannedFile = { mime: string; name: string; bytes: number };
/** `file`: goes along, one picture or file. */
export type Canned = { id: string; shortcut: string; title: string; text: string; version: number; file: CannedFile | null };
export type Agent = { id: string; name: string; isAvailable: boolean };
export type ChatShown = {
	chat: OpenChat;
	/** In the order they were said. */
	messages: Shown[];
	/** Whether there is more before the first (with `after`: behind the last). */
	hasMore: boolean;
	canned: Canned[];
	labels: ShownLabel[];
	agents: Agent[];
	templates: TalkTemplate[];
	/** Whether its room's frames are sealed. */
	isSealed: boolean;
};

type Row = ChatRow & { person: string; connectionState: ConnectionState; trouble: string | null; handle: string; personState: string };

function chatAsk(businessId: string, chatId: string): Ask<Row | undefined> {
	return first<Row>(sql`SELECT ${chatColumns}, n.state AS connectionState, n.trouble, p.state AS personState,
			json_object('email', p.email, 'phone', p.phone, 'language', p.language, 'note', p.note) AS person,
			COALESCE((SELECT NULLIF(t.handle, '') FROM contactPoints AS t WHERE t.businessId = c.businessId AND t.connectionId = c.connectionId AND t.externalId = c.externalId), c.phone, c.externalId) AS handle
		FROM chats AS c CROSS JOIN connections AS n ON n.businessId = c.businessId AND n.id = c.connectionId
		CROSS JOIN customers AS k ON k.businessId = c.businessId AND k.id = c.customerId CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = k.personId
		WHERE c.businessId = ${businessId} AND c.id = ${chatId}`);
}

async function openChat(tenant: Tenant, row: Row): Promise<OpenChat> {
	const { person, connectionState, trouble, handle, personState, ...listed } = row;
	const chat = await chatIn(tenant, listed);
	const windows = windowsOf[row.platform];
	const window = windows ? windowOf(row.lastInboundAt, windows, tenant.now) : ({ kind: "closed", until: null } as const);
	const cannotSend: CannotSend | null =
		connectionState !== "active"
			? `connection_${connectionState}`
			: personState === "erased"
				? "customer_erased"
				: row.isStandby === 1
					? "standby"
					: window.kind === "closed"
						? "window_closed"
						: null;
	return {
		...chat,
		customer: { ...chat.customer, ...JSON.parse(person) },
		handle,
		window,
		connectionState,
		connectionTrouble: trouble === null ? null : JSON.parse(trouble),
		canReply: cannotSend === null,
		cannotSend,
		lastSeq: row.lastSeq,
	};
}

/** The messages of a chat from one place on: its end, before one, or behind one. */
function messagesAsk(
	businessId: string,
	{ chatId, limit, before, after }: { chatId: string; limit: number; before?: number | undefined; after?: number | undefined },
): Ask<Told[]> {
	const mine = sql`m.businessId = ${businessId} AND m.chatId = ${chatId}`;
	const most = sql`LIMIT CAST(${limit + 1} AS INTEGER)`;
	const placeOf = (column: SQL) =>
		sql`(SELECT b.${column} FROM messages AS b WHERE b.businessId = ${businessId} AND b.chatId = ${chatId} AND b.seq = CAST(${before ?? 0} AS INTEGER))`;
	const query =
		after !== undefined
			? sql`SELECT ${messageJson} AS json FROM messages AS m INDEXED BY sqlite_autoindex_messages_4 WHERE ${mine} AND m.seq > CAST(${after} AS INTEGER) ORDER BY m.seq ${most}`
			: sql`SELECT ${messageJson} AS json FROM messages AS m INDEXED BY messages_read WHERE ${mine}
				${before === undefined ? sql`` : sql`AND (m.at, m.seq) < (${placeOf(sql`at`)}, CAST(${before} AS INTEGER))`} ORDER BY m.at DESC, m.seq DESC ${most}`;
	return { query, take: (rows) => rows.map((row) => JSON.parse(String(row.json))) };
}

/** A chat to be answered: the end of what was said, and all the composer needs. Costs the same for ten messages as for ten thousand. @throws Refusal `not_found / chat_not_found` */
export const showChat = query<typeof ShowChat, ChatShown>({
	name: "inbox.show-chat",
	needs: "inbox:read",
	input: ShowChat,
	async run({ tenant, db }, input) {
		const { businessId } = db;
		const { row, messages, canned, labels, agents, templates, isSealed } = await db.read({
			isSealed: framesSealedAsk(businessId),
			row: chatAsk(businessId, input.chatId),
			messages: messagesAsk(businessId, input),
			canned: cannedAsk(businessId),
			labels: labelsAsk(businessId),
			agents: agentsAsk(businessId),
			templates:
				many<TalkTemplate>(sql`SELECT t.name, t.language, t.status, t.category, t.body, t.variables, t.header FROM chats AS c CROSS JOIN talkTemplates AS t ON t.businessId = c.businessId AND t.connectionId = c.connectionId
				WHERE c.businessId = ${businessId} AND c.id = ${input.chatId} ORDER BY t.name, t.language LIMIT 200`),
		});
		if (!row) refuse("not_found", "chat_not_found");
		const page = await Promise.all(
			messages.slice(0, input.limit).map((told) => openTold(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, told)),
		);
		const inOrder = input.after === undefined ? page.reverse() : page.toSorted((one, other) => one.at - other.at || one.seq - other.seq);
		return {
			chat: await openChat(tenant, row),
			messages: inOrder,
			hasMore: messages.length > input.limit,
			canned,
			labels,
			agents,
			templates,
			isSealed,
		};
	},
});

/** One message. @throws Refusal `not_found / message_not_found` */
export const showMessage = query<typeof OneMessage, Shown>({
	name: "inbox.show-message",
	needs: "inbox:read",
	input: OneMessage,
	async run({ tenant, db }, { messageId }) {
		const { row } = await db.read({
			row: first<{ json: string }>(
				sql`SELECT ${messageJson} AS json FROM messages AS m WHERE m.businessId = ${db.businessId} AND m.id = ${messageId}`,
			),
		});
		if (!row) refuse("not_found", "message_not_found");
		return openTold(tenant.scope.cfg.ENCRYPTION_KEYS, db.businessId, JSON.parse(row.json));
	},
});

export function cannedAsk(businessId: string): Ask<Canned[]> {
	const rows = many<Omit<Canned, "file"> & { file: string | null }>(
		sql`SELECT id, shortcut, title, text, version, ${cannedFile} AS file FROM cannedReplies WHERE businessId = ${businessId} ORDER BY shortcut LIMIT 500`,
	);
	return {
		query: rows.query,
		take: (raw) => rows.take(raw).map(({ file, ...rest }) => ({ ...rest, file: file === null ? null : JSON.parse(file) })),
	};
}

/** The file of a ready answer as JSON; NULL: it has none. */
export const cannedFile = sql`iif(mediaId IS NULL, NULL, json_object('mime', mime, 'name', fileName, 'bytes', bytes))`;

export function labelsAsk(businessId: string): Ask<ShownLabel[]> {
	return many<ShownLabel>(sql`SELECT id, name, colour FROM chatLabels WHERE businessId = ${businessId} ORDER BY name LIMIT 200`);
}

/** Everybody a chat can be given to. Nobody said whether they take new ones: they do not. */
export function agentsAsk(businessId: string): Ask<Agent[]> {
	return {
		query: sql`SELECT u.id, u.name, COALESCE((SELECT a.isAvailable FROM inboxAgents AS a WHERE a.businessId = u.businessId AND a.userId = u.id), 0) AS isAvailable
			FROM users AS u WHERE u.businessId = ${businessId} AND u.state = 'active' ORDER BY u.name LIMIT 200`,
		take: (rows) => rows.map(({ id, name, isAvailable }) => ({ id: String(id), name: String(name), isAvailable: isAvailable === 1 })),
	};
}

export type OtherChat = { id: string; platform: string; connectionName: string; status: string; preview: string; lastAt: number };

/** The customer's other chats, on whichever connection and under whichever identity. */
export const otherChats = query<typeof OneChat, OtherChat[]>({
	name: "inbox.other-chats",
	needs: "inbox:read",
	input: OneChat,
	async run({ tenant, db }, { chatId }) {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<OtherChat & { last: string | null }>(sql`SELECT o.id, o.platform, n.name AS connectionName, o.status, o.preview, o.lastAt,
					(SELECT json_object('id', m.id, 'sealed', m.sealed) FROM messages AS m WHERE m.businessId = o.businessId AND m.id = o.lastMessageId) AS last FROM chats AS c
				CROSS JOIN customers AS k ON k.businessId = c.businessId AND k.id = c.customerId
				CROSS JOIN customers AS g INDEXED BY customers_of_person ON g.businessId = c.businessId AND g.personId = k.personId
				CROSS JOIN chats AS o INDEXED BY chats_of_customer ON o.businessId = c.businessId AND o.customerId = g.id
				CROSS JOIN connections AS n ON n.businessId = o.businessId AND n.id = o.connectionId
				WHERE c.businessId = ${businessId} AND c.id = ${chatId} AND o.id <> c.id ORDER BY o.lastAt DESC LIMIT 20`),
		});
		return Promise.all(rows.map(async ({ last, ...chat }) => ({ ...chat, preview: await openPreview(tenant, { ...chat, last }) })));
	},
});
