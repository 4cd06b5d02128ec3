import { sql } from "drizzle-orm";
import { wake, wakeAtIn } from "#app/channels/wake.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, type CommandOptions, command } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { minute } from "#app/platform/time.ts";
import { MessageDeleted, MessageEdited, MessageQueued } from "./events.server.ts";
import { EditMessage, OneMessage, React } from "./input.ts";
import { forgetMediaOf } from "./media.server.ts";
import { messagesInRooms } from "./news.server.ts";
import type { ContentKind, DeliveryState, Sender, Shown } from "./rules.ts";
import { keptMark } from "./sealed-marks.server.ts";
import { guardSealingIn, openTold, openWords, sealingAsk, sealWords, type Told } from "./sealed-words.server.ts";
import { chatToAnswerAsk, mayAnswer, mustBeInWindow, mustFit } from "./send-message.server.ts";
import { messageById } from "./shown.server.ts";
import { forgetMediaIn, previewIn } from "./take-change.server.ts";

type Row = {
	id: string;
	chatId: string;
	connectionId: string;
	platformMessageId: string | null;
	sender: Sender;
	senderId: string | null;
	isNote: number;
	isDeleted: number;
	kind: ContentKind;
	state: DeliveryState | null;
	text: string;
	details: string;
	template: string | null;
	sealed: string | null;
	version: number;
};

function messageAsk(businessId: string, messageId: string): Ask<Row | undefined> {
	return first<Row>(sql`SELECT id, chatId, connectionId, platformMessageId, sender, senderId, isNote, isDeleted, kind, state, text, details, template, sealed, version
		FROM messages WHERE businessId = ${businessId} AND id = ${messageId}`);
}
const readable = ({ scope, businessId }: Tenant, told: Told) => openTold(scope.cfg.ENCRYPTION_KEYS, businessId, told);
const chatOf = (businessId: string, messageId: string) =>
	chatToAnswerAsk(businessId, sql`(SELECT chatId FROM messages WHERE businessId = ${businessId} AND id = ${messageId})`);
const stillAt = (businessId: string, { id, version }: Row) =>
	sql`SELECT 1 FROM messages WHERE businessId = ${businessId} AND id = ${id} AND version = CAST(${version} AS INTEGER)`;

/** A message, with whom to wake for it. */
const withConnection = (businessId: string, { id, connectionId }: Row) =>
	sql`json_set(${messageById(businessId, id)}, '$.connectionId', ${connectionId})`;

/** What waits is nobody else's to say differently, nor is a note. @throws Refusal `message_not_found`, `message_gone`, `message_sent`, `message_of_somebody_else` */
function mine(row: Row | undefined, userId: string): Row {
	if (!row) refuse("not_found", "message_not_found");
	if (row.isDeleted === 1) refuse("conflict", "message_gone");
	if (row.isNote === 0 && row.state !== "scheduled" && row.state !== "queued") refuse("conflict", "message_sent");
	if (row.senderId !== userId) refuse("forbidden", "message_of_somebody_else");
	return row;
}

const edit = command<typeof EditMessage, Told & { connectionId: string }, Viewer>({
	name: "inbox.edit-message",
	needs: "inbox:write",
	input: EditMessage,
	async run({ tenant, db, work, principal, now }, { messageId, text: said, dueAt, version }) {
		const { businessId } = db;
		const { row, chat, isSealed } = await db.read({
			row: messageAsk(businessId, messageId),
			chat: chatOf(businessId, messageId),
			isSealed: sealingAsk(businessId),
		});
		const message = mine(row, (await principal()).user.id);
		if (message.template !== null) refuse("conflict", "message_sent");
		if (version !== undefined && version !== message.version) refuse("conflict", "version_changed", { current: message.version });
		if (dueAt !== undefined && (message.isNote === 1 || dueAt < now - minute)) refuse("invalid", "due_out_of_range", { field: "dueAt" });
		if (dueAt !== undefined && chat) mustBeInWindow(chat, { at: dueAt, now });
		work.guard(stillAt(businessId, message));
		const due = dueAt === undefined ? sql`` : sql`, dueAt = ${dueAt}, at = ${dueAt}, state = 'scheduled'`;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const before = await openWords(ring, businessId, message);
		if (before === null) refuse("conflict", "message_locked");
		const text = said ?? before.text;
		if ((text === "" && message.kind === "TEXT") || (said === undefined && dueAt === undefined))
			refuseField("text", "min", "something to say");
		mustFit(chat?.platform ?? "", text, message.isNote === 1, message.kind);
		const words = { ...before, text };
		const sealed = isSealed ? await sealWords(ring, businessId, message, words) : null;
		const [plain, details] = sealed === null ? [text, JSON.stringify(words.details)] : ["", "{}"];
		guardSealingIn(work, isSealed);
		work.add(sql`UPDATE messages SET text = ${plain}, details = ${details}, sealed = ${sealed}, editedAt = iif(isNote = 1, ${now}, editedAt), version = version + 1, updatedAt = ${now} ${due}
			WHERE businessId = ${businessId} AND id = ${messageId}`);
		if (dueAt !== undefined) wakeAtIn(work, message.connectionId, dueAt);
		previewIn(work, message.chatId, messageId, plain);
		work.tell(messagesInRooms, [messageId]);
		work.record(MessageEdited, { subject: { type: "chat", id: message.chatId }, data: { messageId, isNote: message.isNote === 1 } });
		return answer<Told & { connectionId: string }>(withConnection(businessId, message));
	},
});

/** Says a note, or what still waits to be sent, differently; or sends it at another time. @throws Refusal as `mine`, `mustFit`, `version_changed`, `message_locked`, `due_out_of_range`, `window_closed`, `due_after_window` */
export async function editMessage(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<Shown> {
	const { connectionId, ...message } = await edit(tenant, raw, options);
	// It may be due before the next turn there is.
	if (message.dueAt !== null) await wake(tenant, connectionId);
	return readable(tenant, message);
}

const takeBack = command<typeof OneMessage, Told, Viewer>({
	name: "inbox.delete-message",
	needs: "inbox:write",
	input: OneMessage,
	async run({ db, work, principal, now }, { messageId }) {
		const { businessId } = db;
		const { row } = await db.read({ row: messageAsk(businessId, messageId) });
		const { user, permissions } = await principal();
		// Whoever keeps the inbox's settings stops what somebody else left to be sent: they may be on holiday when it goes.
		const isTheirs = row?.isNote === 0 && permissions.has("inbox:settings");
		const message = mine(row, isTheirs ? (row.senderId ?? "") : user.id);
		work.guard(stillAt(businessId, message));
		work.add(sql`UPDATE messages SET text = '', details = '{}', sealed = NULL, template = NULL, isDeleted = 1, state = NULL, dueAt = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${messageId}`);
		forgetMediaIn(work, messageId);
		previewIn(work, message.chatId, messageId, "");
		work.tell(messagesInRooms, [messageId]);
		work.record(MessageDeleted, { subject: { type: "chat", id: message.chatId }, data: { messageId, by: "agent" } });
		return answer<Told>(messageById(businessId, messageId));
	},
});

/**
 * Takes a note back, or what still waits to be sent (also a colleague's, for who keeps the inbox's settings): it stays as deleted, without its words and
 * its file. @throws Refusal as `mine`
 */
export async function deleteMessage(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<Shown> {
	const message = await takeBack(tenant, raw, options);
	await forgetMediaOf(tenant, { messageId: message.id });
	return readable(tenant, message);
}

const again = command<typeof OneMessage, Told & { connectionId: string }, Viewer>({
	name: "inbox.retry-message",
	needs: "inbox:write",
	input: OneMessage,
	async run({ db, work, now }, { messageId }) {
		const { businessId } = db;
		const { row, chat } = await db.read({ row: messageAsk(businessId, messageId), chat: chatOf(businessId, messageId) });
		if (!row) refuse("not_found", "message_not_found");
		if (row.isDeleted === 1) refuse("conflict", "message_gone");
		if (row.state !== "failed" && row.state !== "unsure") refuse("conflict", "message_sent");
		mayAnswer(chat, { isTemplate: row.template !== null, at: now, now });
		work.guard(stillAt(businessId, row));
		// A new try is a new message there: news of one that failed finds nothing here any more. One nobody knows of may still say that it did leave.
		work.add(sql`UPDATE messages SET tries = iif(state = 'failed', tries + 1, tries), state = 'queued', why = NULL, said = '', dueAt = ${now}, platformMessageId = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${messageId}`);
		wakeAtIn(work, row.connectionId, now);
		work.tell(messagesInRooms, [messageId]);
		work.record(MessageQueued, { subject: { type: "chat", id: row.chatId }, data: { messageId, kind: "again", dueAt: now } });
		return answer<Told & { connectionId: string }>(withConnection(businessId, row));
	},
});

/** Sends again what failed, or what nobody knows of whether it left. @throws Refusal `message_not_found`, `message_gone`, `message_sent`, as `mayAnswer` */
export async function retryMessage(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<Shown> {
	const { connectionId, ...message } = await again(tenant, raw, options);
	await wake(tenant, connectionId);
	return readable(tenant, message);
}

const react = command<typeof React, Told & { connectionId: string }, Viewer>({
	name: "inbox.react-to-message",
	needs: "inbox:write",
	input: React,
	async run({ tenant, db, work, now }, { messageId, emoji }) {
		const { businessId } = db;
		const { row, chat, isSealed } = await db.read({
			row: messageAsk(businessId, messageId),
			chat: chatOf(businessId, messageId),
			isSealed: sealingAsk(businessId),
		});
		if (!row) refuse("not_found", "message_not_found");
		if (row.platformMessageId === null || row.isDeleted === 1) refuse("conflict", "message_gone");
		mayAnswer(chat, { isTemplate: false, at: now, now });
		const mark = { what: "ourReaction", chatId: row.chatId, id: messageId } as const;
		const { plain, sealed } = await keptMark(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, isSealed, mark, emoji);
		guardSealingIn(work, isSealed);
		work.add(sql`UPDATE messages SET ourReaction = ${plain}, ourSealedReaction = ${sealed}, reactionDue = 1, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${messageId}`);
		wakeAtIn(work, row.connectionId, now);
		work.tell(messagesInRooms, [messageId]);
		return answer<Told & { connectionId: string }>(withConnection(businessId, row));
	},
});

/** Puts a reaction on a message, or takes it off. @throws Refusal `message_not_found`, `message_gone`, as `mayAnswer` */
export async function reactToMessage(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<Shown> {
	const { connectionId, ...message } = await react(tenant, raw, options);
	await wake(tenant, connectionId);
	return readable(tenant, message);
}
