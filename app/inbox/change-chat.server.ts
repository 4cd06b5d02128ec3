import { sql } from "drizzle-orm";
import { wake, wakeAtIn } from "#app/channels/wake.server.ts";
import { answer, type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { giveNextIn, longestWaitingAsk, rosterAsk } from "./assign.server.ts";
import { ChatChanged } from "./events.server.ts";
import { ChangeChat, MarkRead } from "./input.ts";
import type { ChatStatus } from "./rules.ts";
import { tellOfChatIn } from "./write-message.server.ts";

export type ChatChange = { chatId: string; status: ChatStatus; assigneeId: string | null; labels: string[]; version: number };

/**
 * Says how a chat stands, whose it is and what it is marked with; what is not named stays. Of two who give it to somebody, the second is told whose it is.
 * Whoever has room by it is given what waits longest.
 * @throws Refusal `chat_not_found`, `user_not_found`, `label_not_found`, `chat_taken`
 */
export const changeChat = command<typeof ChangeChat, ChatChange>({
	name: "inbox.change-chat",
	needs: "inbox:write",
	input: ChangeChat,
	async run({ db, work, now }, { chatId, status, assignee, assigneeId = assignee, wasAssigneeId, labels }) {
		const { businessId } = db;
		const { chat, user, had, there, roster, longest } = await db.read({
			chat: first<{ status: ChatStatus; assigneeId: string | null; assignee: string | null }>(
				sql`SELECT c.status, c.assigneeId, u.name AS assignee FROM chats AS c LEFT JOIN users AS u ON u.businessId = c.businessId AND u.id = c.assigneeId
				WHERE c.businessId = ${businessId} AND c.id = ${chatId}`,
			),
			user: first<{ id: string }>(
				sql`SELECT id FROM users WHERE businessId = ${businessId} AND id = ${assigneeId ?? ""} AND state = 'active'`,
			),
			had: many<{ labelId: string }>(
				sql`SELECT labelId FROM labelsOfChats WHERE businessId = ${businessId} AND chatId = ${chatId} ORDER BY labelId`,
			),
			there: many<{ id: string }>(
				sql`SELECT id FROM chatLabels WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${JSON.stringify(labels ?? [])})) ORDER BY id`,
			),
			roster: rosterAsk(businessId),
			longest: longestWaitingAsk(businessId),
		});
		if (!chat) refuse("not_found", "chat_not_found");
		if (assigneeId && !user) refuse("not_found", "user_not_found", { field: "assigneeId" });
		if (assigneeId !== undefined && wasAssigneeId !== undefined && ![null, assigneeId, wasAssigneeId].includes(chat.assigneeId))
			refuse("conflict", "chat_taken", { current: chat.assignee });
		const wanted = labels && [...new Set(labels)].sort();
		if (wanted && wanted.length !== there.length) refuse("not_found", "label_not_found", { field: "labels" });
		const before = { status: chat.status, assigneeId: chat.assigneeId, labels: had.map(({ labelId }) => labelId) };
		const after = {
			status: status ?? before.status,
			assigneeId: assigneeId === undefined ? before.assigneeId : assigneeId,
			labels: wanted ?? before.labels,
		};
		if (JSON.stringify(before) !== JSON.stringify(after)) {
			// Only what was named: what is said in it meanwhile may open it, or give it to somebody.
			// What is over waits no more; taken back, it waits as it did.
			const standing =
				status === undefined
					? sql``
					: sql`status = ${status}, waitingSince = iif(${status} IN ('RESOLVED', 'CLOSED'), NULL, COALESCE(waitingSince, iif(lastSender = 'CUSTOMER', lastInboundAt, NULL))),`;
			const whose =
				assigneeId === undefined
					? sql``
					: sql`assigneeId = ${assigneeId}, assignedAt = iif(assigneeId IS ${assigneeId}, assignedAt, ${assigneeId === null ? null : now}),`;
			if (assigneeId !== undefined)
				work.guard(sql`SELECT 1 FROM chats WHERE businessId = ${businessId} AND id = ${chatId} AND assigneeId IS ${before.assigneeId}`);
			work.add(
				sql`UPDATE chats SET ${standing} ${whose} version = version + 1, updatedAt = ${now} WHERE businessId = ${businessId} AND id = ${chatId}`,
			);
			if (wanted) {
				const list = JSON.stringify(wanted);
				work.add(
					sql`DELETE FROM labelsOfChats WHERE businessId = ${businessId} AND chatId = ${chatId} AND labelId NOT IN (SELECT value FROM json_each(${list}))`,
				);
				work.add(sql`INSERT INTO labelsOfChats (businessId, labelId, chatId, status, lastAt, assigneeId, connectionId)
					SELECT ${businessId}, w.value, c.id, c.status, c.lastAt, c.assigneeId, c.connectionId FROM json_each(${list}) AS w CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = ${chatId} WHERE 1
					ON CONFLICT (businessId, chatId, labelId) DO NOTHING`);
			}
			work.record(ChatChanged, { subject: { type: "chat", id: chatId }, data: { before, after } });
			tellOfChatIn(work, chatId);
			giveNextIn(work, roster, { chatId, before, after, waiting: longest?.id === chatId ? undefined : longest?.id });
		}
		return answer<ChatChange>(sql`(SELECT json_object('chatId', c.id, 'status', c.status, 'assigneeId', c.assigneeId, 'version', c.version,
			'labels', (SELECT json_group_array(l.labelId ORDER BY l.labelId) FROM labelsOfChats AS l WHERE l.businessId = c.businessId AND l.chatId = c.id))
			FROM chats AS c WHERE c.businessId = ${businessId} AND c.id = ${chatId})`);
	},
});

/** Counted no further. */
const mostUnread = 1000;

const read = command<typeof MarkRead, { chatId: string; unread: number; connectionId: string | null }>({
	name: "inbox.mark-chat-read",
	needs: "inbox:write",
	input: MarkRead,
	async run({ db, work }, { chatId, upTo }) {
		const { businessId } = db;
		const { chat, last } = await db.read({
			chat: first<{
				unread: number;
				connectionId: string;
				lastSeq: number;
			}>(sql`SELECT unread, connectionId, lastSeq FROM chats WHERE businessId = ${businessId} AND id = ${chatId}`),
			last: many<{ platformMessageId: string | null; seq: number }>(sql`SELECT platformMessageId, seq FROM messages INDEXED BY messages_read
				WHERE businessId = ${businessId} AND chatId = ${chatId} AND sender = 'CUSTOMER' ORDER BY at DESC, seq DESC LIMIT 100`),
		});
		if (!chat) refuse("not_found", "chat_not_found");
		const seenTo = upTo ?? chat.lastSeq;
		if (last.filter(({ seq }) => seq > seenTo).length >= chat.unread) return known({ chatId, unread: chat.unread, connectionId: null });
		const seen = last.find(({ seq }) => seq <= seenTo)?.platformMessageId ?? null;
		// Counted where it is written: what came since the look above was seen by nobody.
		work.add(sql`UPDATE chats SET unread = MIN(unread, (SELECT count(*) FROM (SELECT 1 FROM messages WHERE businessId = ${businessId} AND chatId = ${chatId}
					AND seq > CAST(${seenTo} AS INTEGER) AND sender = 'CUSTOMER' LIMIT CAST(${mostUnread} AS INTEGER)))),
				readDue = COALESCE(${seen}, readDue), version = version + 1
			WHERE businessId = ${businessId} AND id = ${chatId}`);
		if (seen !== null) wakeAtIn(work, chat.connectionId, work.now);
		tellOfChatIn(work, chatId);
		return answer<{ chatId: string; unread: number; connectionId: string | null }>(
			sql`(SELECT json_object('chatId', id, 'unread', unread, 'connectionId', connectionId) FROM chats WHERE businessId = ${businessId} AND id = ${chatId})`,
		);
	},
});

/** What the customer said has been seen, and the platform is told so. @throws Refusal `chat_not_found` */
export async function markChatRead(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ chatId: string; unread: number }> {
	const { connectionId, ...done } = await read(tenant, raw, options);
	if (connectionId !== null) await wake(tenant, connectionId);
	return done;
}
