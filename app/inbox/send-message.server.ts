import { type SQL, sql } from "drizzle-orm";
import type { ConnectionState } from "#app/channels/rules.ts";
import { blanksOf, fillTemplate, isNamed, type TalkTemplate } from "#app/channels/talk.ts";
import { wake, wakeAtIn } from "#app/channels/wake.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, type CommandOptions, command } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, isoInstant, minute } from "#app/platform/time.ts";
import { MessageQueued, NoteWritten } from "./events.server.ts";
import { SendMessage } from "./input.ts";
import { type ContentKind, isCaption, type MediaState, measured, type Shown, windowOf, windowsOf } from "./rules.ts";
import { guardSealingIn, type KeptWords, keptAs, keptWords, openTold, openWords, sealingAsk, type Told } from "./sealed-words.server.ts";
import { messageById } from "./shown.server.ts";
import { moveChatIn, writeMessageIn } from "./write-message.server.ts";

export type ChatToAnswer = {
	id: string;
	connectionId: string;
	platform: string;
	lastInboundAt: number | null;
	assigneeId: string | null;
	isStandby: number;
	connectionState: ConnectionState;
	personState: string;
};

/** A chat as far as answering needs it. Rides in a command's read. */
export function chatToAnswerAsk(businessId: string, chatId: string | SQL): Ask<ChatToAnswer | undefined> {
	return first<ChatToAnswer>(sql`SELECT c.id, c.connectionId, c.platform, c.lastInboundAt, c.assigneeId, c.isStandby, n.state AS connectionState, p.state AS personState
		FROM chats AS c CROSS JOIN connections AS n ON n.businessId = c.businessId AND n.id = c.connectionId
		CROSS JOIN customers AS k ON k.businessId = c.businessId AND k.id = c.customerId CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = k.personId
		WHERE c.businessId = ${businessId} AND c.id = ${chatId}`);
}

/**
 * Says no to what could not arrive. `at` is when it is to be sent (ms UTC): beyond the window there is now, only a template is sure to be taken.
 * @throws Refusal `chat_not_found`, `chat_not_connected`, `chat_elsewhere`, `customer_erased`, `window_closed` naming when they last wrote,
 * `due_after_window` naming until when it is open
 */
export function mayAnswer(
	chat: ChatToAnswer | undefined,
	{ isTemplate, at, now }: { isTemplate: boolean; at: number; now: number },
): ChatToAnswer {
	if (!chat) refuse("not_found", "chat_not_found");
	if (chat.personState === "erased") refuse("conflict", "customer_erased");
	if (chat.connectionState !== "active") refuse("conflict", "chat_not_connected", { connection: chat.connectionState });
	if (chat.isStandby === 1) refuse("conflict", "chat_elsewhere");
	if (!isTemplate) mustBeInWindow(chat, { at, now });
	return chat;
}

/** What is said freely goes while the window is open that there is now. @throws Refusal `window_closed`, `due_after_window` */
export function mustBeInWindow({ platform, lastInboundAt }: ChatToAnswer, { at, now }: { at: number; now: number }): void {
	const windows = windowsOf[platform];
	if (!windows) return;
	const { until } = windowOf(lastInboundAt, windows, now);
	if (until === null) refuse("conflict", "window_closed", { lastInboundAt });
	if (at >= until) refuse("conflict", "due_after_window", { field: "dueAt", until: isoInstant(until), dueAt: isoInstant(at) });
}

/**
 * Says no to what the platform would not take for its length, by itself or beside the file it has (`kind`), before anything waits to be sent.
 * @throws Refusal `text_too_long`, `text_too_many_bytes`, `caption_too_long`, `caption_not_taken`, `note_too_long`, naming both
 */
export function mustFit(platform: string, text: string, isNote: boolean, kind: ContentKind = "TEXT"): void {
	const { most, unit, length } = measured(platform, text, isNote, kind);
	const beside = most === 0 ? "caption_not_taken" : "caption_too_long";
	const reason = unit === "bytes" ? "text_too_many_bytes" : isNote ? "note_too_long" : kind === "TEXT" ? "text_too_long" : beside;
	if (length > most) refuse("invalid", reason, { field: "text", limit: most, length });
}

/** A message waits for a time at most this far off (ms). */
const mostAhead = 90 * day;

const write = command<typeof SendMessage, Told, Viewer>({
	name: "inbox.send-message",
	needs: "inbox:write",
	input: SendMessage,
	async run({ tenant, db, work, principal, now }, { chatId, clientId, text, mediaId, template, isNote, replyTo, dueAt }) {
		const { businessId } = db;
		const { chat, sent, answered, media, known, isSealed } = await db.read({
			isSealed: sealingAsk(businessId),
			chat: chatToAnswerAsk(businessId, chatId),
			sent: first<KeptWords>(
				sql`SELECT ${keptWords} FROM messages WHERE businessId = ${businessId} AND chatId = ${chatId} AND clientId = ${clientId ?? ""} AND clientId <> ''`,
			),
			answered: first<{ platformMessageId: string | null }>(
				sql`SELECT platformMessageId FROM messages WHERE businessId = ${businessId} AND id = ${replyTo ?? ""} AND chatId = ${chatId}`,
			),
			media: first<{ messageId: string | null; state: MediaState; mime: string }>(
				sql`SELECT messageId, state, mime FROM messageMedia WHERE businessId = ${businessId} AND id = ${mediaId ?? ""} AND chatId = ${chatId}`,
			),
			known: first<{
				status: string;
				body: string;
				header: TalkTemplate["header"];
			}>(sql`SELECT t.status, t.body, t.header FROM chats AS c CROSS JOIN talkTemplates AS t ON t.businessId = c.businessId AND t.connectionId = c.connectionId
				WHERE c.businessId = ${businessId} AND c.id = ${chatId} AND t.name = ${template?.name ?? ""} AND t.language = ${template?.language ?? ""}`),
		});
		if (!chat) refuse("not_found", "chat_not_found");
		if (sent) {
			const words = await openWords(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, sent);
			const isWithout = words?.text === "" && mediaId !== undefined;
			if (words && words.text !== text && !template && !isWithout) refuse("conflict", "client_id_reused", { messageId: sent.id });
			return answer<Told>(messageById(businessId, sent.id));
		}
		mustFit(chat.platform, text, isNote);
		const at = dueAt ?? now;
		if (dueAt !== undefined && (isNote || dueAt < now - minute || dueAt > now + mostAhead))
			refuse("invalid", "due_out_of_range", { field: "dueAt" });
		if (!isNote) mayAnswer(chat, { isTemplate: template !== undefined, at, now });
		if (replyTo !== undefined && !answered) refuse("not_found", "message_not_found", { field: "replyTo" });
		// A note, or what has not left yet: there it is nothing that could be answered.
		if (answered?.platformMessageId === null) refuse("conflict", "message_not_there", { field: "replyTo" });
		if (mediaId !== undefined && media?.state !== "ready") refuse("not_found", "media_not_found", { field: "mediaId" });
		if (media?.messageId) refuse("conflict", "media_sent");
		if (template && known?.status !== "approved") refuse("conflict", "template_missing");
		const { user } = await principal();
		const id = newId<"message">(now);
		const isLater = at > now;
		const kind = media ? kindOf(media.mime) : ("TEXT" as const);
		// Above its words stands what the platform has approved, and nothing else.
		if (template && known && (known.header ?? "TEXT") !== kind)
			refuse("conflict", "template_file", { wanted: known.header, field: "mediaId" });
		const isApart = media !== undefined && template === undefined && text !== "" && !isNote && !isCaption(chat.platform, kind, text);
		const message = {
			id,
			chatId,
			connectionId: chat.connectionId,
			sender: "AGENT" as const,
			senderId: user.id,
			senderName: user.name,
			kind,
			as: template ? "template" : null,
			text: isApart ? "" : template ? fillTemplate(known?.body ?? "", template.parameters) : text,
			isNote,
			replyTo: isApart ? null : (answered?.platformMessageId ?? null),
			...(!isNote && { state: isLater ? ("scheduled" as const) : ("queued" as const), dueAt: at }),
			template: template ? { ...template, ...namesIn(known?.body ?? "") } : null,
			clientId: clientId ?? null,
			at: isLater ? at : now,
		};
		// Each send is one call there: what goes in two may go once and then again.
		const words = isApart && {
			...message,
			...{ id: newId<"message">(now), kind: "TEXT" as const, text, clientId: null, replyTo: answered?.platformMessageId ?? null },
		};
		const kept = await keptAs(tenant, isSealed, message);
		guardSealingIn(work, isSealed);
		if (words) writeMessageIn(work, await keptAs(tenant, isSealed, words));
		writeMessageIn(work, kept);
		if (mediaId !== undefined) {
			work.guard(
				sql`SELECT 1 FROM messageMedia WHERE businessId = ${businessId} AND id = ${mediaId} AND messageId IS NULL AND state = 'ready'`,
			);
			work.add(sql`UPDATE messageMedia SET messageId = ${id} WHERE businessId = ${businessId} AND id = ${mediaId}`);
		}
		// Whoever answers what was nobody's has it; what waits or is for colleagues moves nothing.
		const taken = isNote
			? sql``
			: sql`, assigneeId = COALESCE(assigneeId, ${user.id}), assignedAt = COALESCE(assignedAt, CAST(${now} AS INTEGER))`;
		if (!isLater && !isNote) moveChatIn(work, kept, sql`, unread = 0, waitingSince = NULL ${taken}`);
		if (!isNote) wakeAtIn(work, chat.connectionId, at);
		const subject = { type: "chat", id: chatId };
		if (isNote) work.record(NoteWritten, { subject, data: { messageId: id } });
		else
			for (const queued of words ? [words, message] : [message])
				work.record(MessageQueued, { subject, data: { messageId: queued.id, kind: queued.kind, dueAt: at } });
		return answer<Told>(messageById(businessId, id));
	},
});

/**
 * Says something in a chat: to the customer now or later, or to colleagues. It is written down as waiting, and leaves with the connection's next turn;
 * the same `clientId` in a chat is the same message. Where a platform's files carry no words, they are a message ahead of it.
 * @throws Refusal as `mayAnswer`, `mustFit`, `client_id_reused`, `due_out_of_range`, `message_not_found`, `message_not_there`, `media_not_found`, `media_sent`, `template_missing`, `template_file`
 */
export async function sendMessage(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<Shown> {
	const { answer: message, beside } = await write.telling<{ connectionId: string | null }>(
		tenant,
		raw,
		sql`json_object('connectionId', (SELECT connectionId FROM chats WHERE businessId = ${tenant.businessId} AND id = ${chatIdIn(raw)}))`,
		options,
	);
	if (!message.isNote && beside.connectionId !== null) await wake(tenant, beside.connectionId);
	return openTold(tenant.scope.cfg.ENCRYPTION_KEYS, tenant.businessId, message);
}

function chatIdIn(raw: unknown): string {
	const parsed = SendMessage.safeParse(raw);
	return parsed.success ? parsed.data.chatId : "";
}

function kindOf(mime: string): ContentKind {
	if (/^image\/(png|jpeg|webp)$/.test(mime)) return "IMAGE";
	if (mime.startsWith("video/")) return "VIDEO";
	return mime.startsWith("audio/") ? "AUDIO" : "FILE";
}

/** What its parameters are called there, where they go by name. */
function namesIn(body: string): { names?: string[] } {
	const names = blanksOf(body);
	return isNamed(names) ? { names } : {};
}
