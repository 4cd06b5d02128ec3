import { sql } from "drizzle-orm";
import { z } from "zod";
import { type FailReason, failReasons, type SendWish, type Sent, type TalkDriving } from "#app/channels/talk.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { second } from "#app/platform/time.ts";
import { MessageTried } from "./events.server.ts";
import { mediaToSend } from "./media.server.ts";
import { messagesInRooms } from "./news.server.ts";
import { type ContentKind, type DeliveryState, windowOf } from "./rules.ts";
import { earlyAsk, forgetToldIn, openEarly } from "./early-news.server.ts";
import { openMark } from "./sealed-marks.server.ts";
import { openWords, sealingAsk } from "./sealed-words.server.ts";
import { type ChangedMessage, changedMessage, changeWordsIn } from "./take-change.server.ts";
import { applyEarlyIn } from "./take-message.server.ts";
import { advanceIn, moveChatIn, refOf } from "./write-message.server.ts";

/**
 * What waits is sent here, one after the other, the messages of a chat in their order. No platform knows idempotency keys: what may have left is `unsure`
 * and is not asked for again; its state or echo says so, or a person does.
 */

const atOnce = 20;
const mostTries = 4;
/** What Meta answers of somebody who has blocked us reads as trouble of its own that passes: nothing is tried for ever, and what is over keeps no other waiting. */
const mostTroubles = 10;

const OneLine = z.object({ connectionId: AnyId, now: z.number() });
type Waiting = { id: string; chatId: string; dueAt: number };

/** What is due, of each chat only what nothing waits before; and when the next is. */
const waitingOf = query<typeof OneLine, { due: Waiting[]; next: number | null }>({
	name: "inbox.waiting-messages",
	needs: "inbox:read",
	input: OneLine,
	async run({ db }, { connectionId, now }) {
		const { businessId } = db;
		const mine = sql`m.businessId = ${businessId} AND m.connectionId = ${connectionId} AND m.dueAt IS NOT NULL`;
		const { due, next } = await db.read({
			due: many<Waiting>(sql`SELECT m.id, m.chatId, m.dueAt FROM messages AS m INDEXED BY messages_waiting WHERE ${mine} AND m.dueAt <= CAST(${now} AS INTEGER)
				AND NOT EXISTS (SELECT 1 FROM messages AS b INDEXED BY messages_waiting WHERE b.businessId = ${businessId} AND b.connectionId = ${connectionId} AND b.dueAt IS NOT NULL
					AND b.chatId = m.chatId AND b.state = 'queued' AND b.seq < m.seq)
				ORDER BY m.dueAt, m.seq LIMIT CAST(${atOnce} AS INTEGER)`),
			next: first<{ at: number | null }>(sql`SELECT MIN(m.dueAt) AS at FROM messages AS m INDEXED BY messages_waiting WHERE ${mine}`),
		});
		return { due, next: next?.at ?? null };
	},
});

const Left = z.object({ connectionId: AnyId });

/** What a turn that ended in the middle had begun to send: nobody knows whether it left. */
const noteInterrupted = command<typeof Left, { messages: number }>({
	name: "inbox.note-interrupted",
	needs: "inbox:write",
	input: Left,
	async run({ db, work }, { connectionId }) {
		const { left } = await db.read({
			left: many<{ id: string }>(
				sql`SELECT id FROM messages INDEXED BY messages_sending WHERE businessId = ${db.businessId} AND connectionId = ${connectionId} AND state = 'sending' LIMIT 50`,
			),
		});
		for (const { id } of left) advanceIn(work, id, { state: "unsure" });
		return known({ messages: left.length });
	},
});

const Begin = z.object({ messageId: AnyId, replyFor: z.number(), humanAgentFor: z.number().nullable() });
type ToSend = {
	id: string;
	chatId: string;
	kind: ContentKind;
	text: string;
	details: string;
	template: string | null;
	sealed: string | null;
	replyTo: string | null;
	tries: number;
	externalId: string;
	phone: string | null;
	mediaId: string | null;
	mime: string | null;
	fileName: string | null;
	sealedName: string | null;
};
type Begun = { window: SendWish["window"]; message: ToSend } | { window: null; message: null };

/** Begins to send one: from here on it counts as tried. Outside the window it is not, and is told so. */
const beginSending = command<typeof Begin, Begun>({
	name: "inbox.begin-sending",
	needs: "inbox:write",
	input: Begin,
	async run({ tenant, db, work, now }, { messageId, replyFor, humanAgentFor }) {
		const { businessId } = db;
		const { row } = await db.read({
			row: first<
				ToSend & { state: DeliveryState; lastInboundAt: number | null; at: number }
			>(sql`SELECT m.id, m.chatId, m.kind, m.text, m.details, m.template, m.sealed, m.replyTo, m.tries, m.state, m.at, c.externalId, c.phone,
					c.lastInboundAt, f.id AS mediaId, f.mime, f.name AS fileName, f.sealedName
				FROM messages AS m CROSS JOIN chats AS c ON c.businessId = m.businessId AND c.id = m.chatId
				LEFT JOIN messageMedia AS f ON f.businessId = m.businessId AND f.messageId = m.id
				WHERE m.businessId = ${businessId} AND m.id = ${messageId}`),
		});
		if (!row || (row.state !== "queued" && row.state !== "scheduled")) return known<Begun>({ window: null, message: null });
		const { kind } = windowOf(row.lastInboundAt, { replyFor, humanAgentFor }, now);
		if (kind === "closed" && row.template === null) return fail("window_closed");
		if ((await openWords(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, row)) === null) return fail("locked");
		work.guard(
			sql`SELECT 1 FROM messages WHERE businessId = ${businessId} AND id = ${messageId} AND state IN ('queued', 'scheduled') AND sealed IS ${row.sealed}`,
		);
		work.add(
			sql`UPDATE messages SET state = 'sending', dueAt = NULL, tries = tries + 1, version = version + 1, updatedAt = ${now} WHERE businessId = ${businessId} AND id = ${messageId}`,
		);
		// What waited for its time is said now.
		if (row.state === "scheduled") moveChatIn(work, { ...row, sender: "AGENT" }, sql`, waitingSince = NULL`);
		work.tell(messagesInRooms, [messageId]);
		return known<Begun>({ window: row.template !== null ? "template" : kind === "human_agent" ? "human_agent" : "reply", message: row });

		function fail(why: FailReason) {
			advanceIn(work, messageId, { state: "failed", why });
			work.record(MessageTried, { subject: { type: "chat", id: row?.chatId ?? "" }, data: { messageId, state: "failed", why } });
			return known<Begun>({ window: null, message: null });
		}
	},
});

const Note = z.object({
	connectionId: AnyId,
	messageId: AnyId,
	chatId: AnyId,
	state: z.enum(["sent", "failed", "unsure", "queued"]),
	platformMessageId: z.string().max(500).nullable(),
	why: z.enum(failReasons).nullable(),
	said: z.string().max(300),
	wait: z.number(),
});

/** Notes what came of sending one, with whatever was told of it already. */
const noteSent = command<typeof Note, { noted: boolean }>({
	name: "inbox.note-sent",
	needs: "inbox:write",
	input: Note,
	async run({ tenant, db, work, now }, { connectionId, messageId, chatId, state, platformMessageId, why, said, wait }) {
		const { businessId } = db;
		const { early, isSealed, message } = await db.read({
			early: earlyAsk(businessId, connectionId, platformMessageId ?? ""),
			isSealed: sealingAsk(businessId),
			message: first<ChangedMessage>(sql`SELECT ${changedMessage} FROM messages WHERE businessId = ${businessId} AND id = ${messageId}`),
		});
		const told = await openEarly(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, early);
		for (const each of told) if (each.kind === "edited" && message) await changeWordsIn(tenant, work, message, each, isSealed);
		if (state === "queued")
			work.add(sql`UPDATE messages SET state = 'queued', dueAt = ${now + wait}, version = version + 1, updatedAt = ${now}
				WHERE businessId = ${businessId} AND id = ${messageId} AND state = 'sending'`);
		else advanceIn(work, messageId, { state, why, said, platformMessageId });
		work.tell(messagesInRooms, [messageId]);
		for (const each of told) await applyEarlyIn(tenant, work, { id: messageId, chatId, isOurs: true }, each, isSealed);
		forgetToldIn(work, { connectionId, platformMessageId: platformMessageId ?? "" }, told);
		if (state === "failed" || state === "unsure")
			work.record(MessageTried, { subject: { type: "chat", id: chatId }, data: { messageId, state, why } });
		return known({ noted: true });
	},
});

/** Sends what is due, as far as one turn goes: what people write meanwhile is heard in between. @returns when the next is. @throws PlatformTrouble; what was being sent then waits where it was */
export async function sendWaiting(driving: TalkDriving): Promise<number> {
	const { connection, now, mayGoOn } = driving;
	const connectionId = connection.id;
	await noteInterrupted(now(), { connectionId });
	for (;;) {
		const { due, next } = await waitingOf(now(), { connectionId, now: now().now });
		for (const { id } of due) {
			if (!mayGoOn()) return now().now;
			await sendOne(driving, id);
		}
		if (due.length === 0) return next ?? Number.MAX_SAFE_INTEGER;
		if (due.length >= atOnce) return now().now;
	}
}

async function sendOne(driving: TalkDriving, messageId: string): Promise<void> {
	const { connection, adapter, ask, now } = driving;
	const { message, window } = await beginSending(now(), { messageId, ...adapter.capabilities.windows });
	if (!message) return;
	const note = (
		state: "sent" | "failed" | "unsure" | "queued",
		more: { platformMessageId?: string; why?: FailReason; said?: string; wait?: number } = {},
	) =>
		noteSent(now(), {
			...{
				connectionId: connection.id,
				messageId,
				chatId: message.chatId,
				state,
				wait: more.wait ?? 0,
				said: (more.said ?? "").slice(0, 300),
			},
			...{ platformMessageId: more.platformMessageId ?? null, why: more.why ?? null },
		});
	let sent: Sent;
	try {
		const content = await contentOf(driving, await readable(driving, message));
		const to = { externalId: message.externalId, phone: message.phone };
		sent =
			content.kind === "failed"
				? content
				: await ask((platform, link) =>
						platform.send(link, { ref: refOf(messageId, message.tries + 1), to, window, replyTo: message.replyTo, content }),
					);
	} catch (error) {
		if (error instanceof PlatformTrouble && error.kind === "temporary" && error.said !== "" && message.tries + 1 >= mostTroubles) {
			await note("failed", { why: "unavailable", said: error.said });
			return;
		}
		// What is thrown was not taken there; anything else nobody knows.
		await (error instanceof PlatformTrouble ? note("queued") : note("unsure"));
		throw error;
	}
	if (sent.kind === "sent") await note("sent", sent);
	else if (sent.kind === "unsure") await note("unsure");
	else if (sent.mayRetry && message.tries + 1 < mostTries) await note("queued", { wait: 15 * second * 4 ** message.tries });
	else await note("failed", sent);
}

/** What is to be sent, with its words and what its file is called. */
async function readable({ now }: TalkDriving, { fileName, sealedName, ...message }: ToSend) {
	const { scope, businessId } = now();
	const ring = scope.cfg.ENCRYPTION_KEYS;
	const { chatId, mediaId } = message;
	const name = await openMark(ring, businessId, { what: "name", chatId, id: mediaId ?? "" }, { plain: fileName ?? "", sealed: sealedName });
	const words = await openWords(ring, businessId, message);
	if (message.sealed === null || words === null) return { ...message, name };
	const { text, parameters } = words;
	return { ...message, name, text, template: message.template && JSON.stringify({ ...JSON.parse(message.template), parameters }) };
}

type Failed = Extract<Sent, { kind: "failed" }>;
const badMedia: Failed = { kind: "failed", why: "bad_media", said: "", mayRetry: false };

/** What is to be sent; or that its file will not go. @throws PlatformTrouble */
async function contentOf(driving: TalkDriving, message: Awaited<ReturnType<typeof readable>>): Promise<SendWish["content"] | Failed> {
	const template = message.template === null ? null : JSON.parse(message.template);
	if (template && message.mediaId === null) return { kind: "template", ...template };
	if (message.mediaId === null) return { kind: "text", text: message.text };
	const { kind } = message;
	const as = kind === "IMAGE" || kind === "VIDEO" || kind === "AUDIO" ? kind : "FILE";
	const file = { id: message.mediaId, chatId: message.chatId, mime: message.mime ?? "", name: message.name ?? "" };
	try {
		const media = await mediaToSend(driving, file, as);
		if (media && template) return as === "AUDIO" ? badMedia : { kind: "template", ...template, header: { as, ...media, name: file.name } };
		return media ? { kind: "media", as, ...media, name: file.name, caption: message.text } : badMedia;
	} catch (error) {
		// A file the platform will not take is that message's trouble, and keeps no other from being sent.
		if (error instanceof PlatformTrouble && error.reason === "refused") return { ...badMedia, said: error.said };
		throw error;
	}
}
