import { type SQL, sql } from "drizzle-orm";
import { addContactPointIn } from "#app/customers/contact-points.server.ts";
import { addCustomerIn } from "#app/customers/write-customer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { giveIn, rosterAsk, stillFullIn } from "./assign.server.ts";
import { type Early, earlyAsk, forgetToldIn, openEarly } from "./early-news.server.ts";
import { ChatOpened, MessageReceived } from "./events.server.ts";
import { type Person, TakeMessage } from "./heard.ts";
import { type ChatStatus, type HeardAs, rankOf, saidAt } from "./rules.ts";
import { guardSealingIn, type KeptWords, keptAs, openWords, sealingAsk } from "./sealed-words.server.ts";
import { changeMessageIn, editedWords } from "./take-change.server.ts";
import { advanceIn, awaitMediaIn, moveChatIn, type NewMessage, tryOf, writeMessageIn } from "./write-message.server.ts";

export type Heard = { state: "taken" | "passed" | "look"; said: HeardAs; chatId?: string; messageId?: string };
type ChatFacts = { id: string; customerId: string; status: ChatStatus; assigneeId: string | null; isAbsent: number; externalId: string };

/**
 * Takes a message in, once: whoever wrote, whenever it comes, and whatever was told of it before. Somebody nobody knows becomes a customer; who is known
 * on this connection, or by their number, is who they are. An echo of ours finds ours: by our name for it, or among what may have left (a turn that ended
 * in the middle leaves `sending`; what is sent beside words has none there). Where chats are given out, one that was over is given anew if its person
 * takes none now.
 */
export const takeMessage = command<typeof TakeMessage, Heard>({
	name: "inbox.take-message",
	needs: "inbox:write",
	input: TakeMessage,
	async run({ tenant, db, work, now }, { connectionId, platform, message }) {
		const { businessId } = db;
		const { platformMessageId, person, sender, ourRef, body } = message;
		const named = tryOf(ourRef);
		const ids = sql`(SELECT value FROM json_each(${JSON.stringify([person.externalId, ...person.also])}))`;
		const { same, ours, unsure, chat, contact, byPhone, addresses, early, isSealed, roster } = await db.read({
			same: first<{ id: string }>(
				sql`SELECT id FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId}`,
			),
			ours: first<{ id: string; chatId: string }>(
				sql`SELECT id, chatId FROM messages WHERE businessId = ${businessId} AND id = ${named?.id ?? ""} AND tries = CAST(${named?.tries ?? 0} AS INTEGER) AND connectionId = ${connectionId} AND sender = 'AGENT' AND isNote = 0`,
			),
			unsure: many<
				KeptWords & { kind: string }
			>(sql`SELECT m.id, m.chatId, m.kind, m.text, m.details, m.template, m.sealed FROM chatAddresses AS a CROSS JOIN messages AS m INDEXED BY messages_unsure ON m.businessId = a.businessId AND m.chatId = a.chatId
				WHERE ${sender} = 'AGENT' AND a.businessId = ${businessId} AND a.connectionId = ${connectionId} AND a.externalId = ${person.externalId}
					AND m.state IN ('sending', 'unsure') AND m.kind = ${body.kind} AND (m.kind <> 'TEXT' OR m.text = ${body.text} OR m.sealed IS NOT NULL)
				ORDER BY m.seq LIMIT 20`),
			chat: first<ChatFacts>(sql`SELECT c.id, c.customerId, c.status, c.assigneeId, c.externalId,
					EXISTS (SELECT 1 FROM inboxAgents AS g CROSS JOIN inboxSettings AS s ON s.businessId = g.businessId AND s.assignment <> 'off'
						WHERE g.businessId = c.businessId AND g.userId = c.assigneeId AND g.isAvailable = 0) AS isAbsent
				FROM chatAddresses AS a CROSS JOIN chats AS c ON c.businessId = a.businessId AND c.id = a.chatId
				WHERE a.businessId = ${businessId} AND a.connectionId = ${connectionId} AND a.externalId IN ${ids} ORDER BY a.externalId = ${person.externalId} DESC, c.id LIMIT 1`),
			contact: first<{
				id: string;
			}>(sql`SELECT c.personId AS id FROM contactPoints AS t CROSS JOIN customers AS c ON c.businessId = t.businessId AND c.id = t.customerId
				WHERE t.businessId = ${businessId} AND t.connectionId = ${connectionId} AND t.externalId IN ${ids} ORDER BY t.externalId = ${person.externalId} DESC, t.id LIMIT 1`),
			byPhone: many<{ id: string }>(sql`SELECT DISTINCT personId AS id FROM customers INDEXED BY customers_by_phone
				WHERE businessId = ${businessId} AND phone IS NOT NULL AND phone = ${person.phone ?? ""} AND state = 'active' LIMIT 2`),
			addresses: many<{
				externalId: string;
				kind: string;
			}>(sql`SELECT externalId, 'contact' AS kind FROM contactPoints WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId IN ${ids}
				UNION ALL SELECT externalId, 'chat' FROM chatAddresses WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId IN ${ids}`),
			early: earlyAsk(businessId, connectionId, platformMessageId),
			isSealed: sealingAsk(businessId),
			roster: rosterAsk(businessId),
		});
		if (same) return known<Heard>({ state: "passed", said: "same", messageId: same.id });
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const echoed = sender === "AGENT" ? (ours ?? (named ? undefined : await thatSays(ring, businessId, unsure, body))) : undefined;
		if (echoed) {
			advanceIn(work, echoed.id, { state: "sent", platformMessageId });
			return known<Heard>({ state: "taken", said: "echo", chatId: echoed.chatId, messageId: echoed.id });
		}

		const at = saidAt(message.at, now);
		const chatId = chat?.id ?? newId<"chat">(now);
		const messageId = newId<"message">(now);
		const customerId =
			chat?.customerId ?? contact?.id ?? (byPhone.length === 1 ? byPhone[0]?.id : undefined) ?? (await newPersonIn(work, person));
		const unknown = (kind: string) =>
			[...new Set([person.externalId, ...person.also])].filter(
				(id) => !addresses.some((each) => each.kind === kind && each.externalId === id),
			);
		for (const externalId of unknown("contact"))
			addContactPointIn(work, customerId, { channel: platform, connectionId, externalId, handle: person.handle || (person.phone ?? "") });
		if (!chat) {
			work.add(sql`INSERT INTO chats (businessId, id, connectionId, platform, externalId, phone, customerId, status, lastAt, createdAt, updatedAt)
				VALUES (${businessId}, ${chatId}, ${connectionId}, ${platform}, ${person.externalId}, ${person.phone}, ${customerId}, 'OPEN', ${at}, ${now}, ${now})`);
			work.record(ChatOpened, { subject: { type: "chat", id: chatId }, data: { platform, customerId } });
		}
		for (const externalId of unknown("chat"))
			work.add(
				sql`INSERT INTO chatAddresses (businessId, connectionId, externalId, chatId, createdAt) VALUES (${businessId}, ${connectionId}, ${externalId}, ${chatId}, ${now})`,
			);

		const isTheirs = sender === "CUSTOMER";
		const whole = {
			id: messageId,
			chatId,
			connectionId,
			platformMessageId,
			sender,
			kind: body.kind,
			as: body.as,
			text: body.text,
			details: body.details,
			isForwarded: message.isForwarded,
			replyTo: message.replyTo,
			...(!isTheirs && { state: "sent" as const }),
			at,
		};
		const told = await openEarly(ring, businessId, early);
		const kept = await keptAs(tenant, isSealed, withEdit(whole, told, now));
		guardSealingIn(work, isSealed);
		writeMessageIn(work, kept);
		await awaitMediaIn(tenant, work, isSealed, whole, body.media);
		moveChatIn(
			work,
			kept,
			isTheirs
				? sql`, unread = unread + 1, status = 'OPEN', waitingSince = ${waitsFrom(at)}, lastInboundAt = MAX(COALESCE(lastInboundAt, 0), CAST(${at} AS INTEGER)), isStandby = CAST(${message.isStandby ? 1 : 0} AS INTEGER),
					externalId = ${person.externalId}, phone = COALESCE(${person.phone}, phone)`
				: // Answered in the platform's own app: whoever did has read it.
					sql`, unread = iif(lastInboundAt IS NULL OR lastInboundAt <= CAST(${at} AS INTEGER), 0, unread),
						waitingSince = iif(lastInboundAt > CAST(${at} AS INTEGER), waitingSince, NULL)`,
		);
		// What was over begins anew, and not with somebody who has gone home.
		const isLeft = isTheirs && chat?.isAbsent === 1 && (chat.status === "RESOLVED" || chat.status === "CLOSED");
		if (isLeft)
			work.add(
				sql`UPDATE chats SET assigneeId = NULL, assignedAt = NULL WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId = ${chat.assigneeId}`,
			);
		const waits = isTheirs && (chat === undefined || chat.assigneeId === null || isLeft) && !message.isStandby;
		if (waits && giveIn(work, roster, chatId) === null) stillFullIn(work, roster);
		for (const each of told) await applyEarlyIn(tenant, work, { id: messageId, chatId, isOurs: !isTheirs }, each, isSealed);
		forgetToldIn(work, { connectionId, platformMessageId }, told);
		work.record(MessageReceived, { subject: { type: "chat", id: chatId }, data: { messageId, kind: body.kind, sender } });
		return known<Heard>({ state: "taken", said: chat ? "message" : "new_chat", chatId, messageId });
	},
});

async function newPersonIn(work: Work, { name, handle, phone, externalId }: Person): Promise<string> {
	return addCustomerIn(work, { name: name || handle || (phone === null ? externalId.slice(0, 120) : ""), phone });
}

/** Since when a chat waits where its customer said something then: what came late was answered already, what was over begins anew. */
function waitsFrom(at: number): SQL {
	const said = sql`CAST(${at} AS INTEGER)`;
	return sql`CASE WHEN status IN ('RESOLVED', 'CLOSED') THEN ${said} WHEN waitingSince IS NOT NULL THEN MIN(waitingSince, ${said})
		WHEN lastSender = 'AGENT' AND lastAt > ${said} THEN NULL ELSE ${said} END`;
}

/** Among what may have left, the one an echo repeats. */
async function thatSays(
	ring: Config["ENCRYPTION_KEYS"],
	businessId: string,
	left: readonly (KeptWords & { kind: string })[],
	{ text }: { text: string },
): Promise<KeptWords | undefined> {
	for (const each of left) {
		if (each.kind !== "TEXT" || (await openWords(ring, businessId, each))?.text === text) return each;
	}
	return undefined;
}

/** A message with what it was changed to before it came. */
function withEdit(message: NewMessage, told: readonly Early[], now: number): NewMessage {
	const edit = told.find((each) => each.kind === "edited");
	if (!edit || edit.body.text === message.text) return message;
	const { text, details = {}, at } = message;
	return { ...message, ...editedWords({ text, details }, edit.body, at), editedAt: saidAt(edit.at, now) };
}

/** What else was told of a message before it came. */
export async function applyEarlyIn(
	tenant: Tenant,
	work: Work,
	message: { id: string; chatId: string; isOurs: boolean },
	told: Early,
	isSealed: boolean,
): Promise<void> {
	if (told.kind === "state") {
		if (message.isOurs && rankOf[told.state] > rankOf.sent) advanceIn(work, message.id, told);
	} else if (told.kind !== "edited") await changeMessageIn(tenant, work, message, told, isSealed);
}
