import { type SQL, sql } from "drizzle-orm";
import { calledOf } from "#app/customers/rules.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { type ChatListed, windowOf, windowsOf } from "./rules.ts";
import { openPreview } from "./sealed-words.server.ts";

/** How chats and messages are read: as JSON of SQL, so that a page, an answer of a batch and what open pages hear are the same words. */

/** A message (alias `m`) as `Told`: its words as the row keeps them. */
export const messageJson: SQL = sql`json_object('id', m.id, 'chatId', m.chatId, 'seq', m.seq, 'version', m.version, 'sender', m.sender,
	'senderId', m.senderId, 'senderName', iif(m.sender = 'CUSTOMER', NULL, NULLIF(m.senderName, '')), 'kind', m.kind, 'as', m.saidAs, 'text', m.text, 'details', json(m.details), 'sealed', m.sealed, 'isLocked', json('false'),
	'media', (SELECT json_group_array(json_object('id', f.id, 'mime', f.mime, 'name', f.name, 'sealed', f.sealedName, 'bytes', f.bytes, 'state', f.state, 'why', f.why) ORDER BY f.id)
		FROM messageMedia AS f WHERE f.businessId = m.businessId AND f.messageId = m.id),
	'state', m.state, 'why', m.why, 'said', m.said, 'isNote', json(iif(m.isNote = 1, 'true', 'false')), 'isDeleted', json(iif(m.isDeleted = 1, 'true', 'false')),
	'isForwarded', json(iif(m.isForwarded = 1, 'true', 'false')), 'editedAt', m.editedAt,
	'reactions', json('[' || iif(m.theirReaction <> '' OR m.theirSealedReaction IS NOT NULL, json_object('emoji', m.theirReaction, 'by', 'CUSTOMER', 'sealed', m.theirSealedReaction), '')
		|| iif((m.theirReaction <> '' OR m.theirSealedReaction IS NOT NULL) AND (m.ourReaction <> '' OR m.ourSealedReaction IS NOT NULL), ',', '')
		|| iif(m.ourReaction <> '' OR m.ourSealedReaction IS NOT NULL, json_object('emoji', m.ourReaction, 'by', 'AGENT', 'sealed', m.ourSealedReaction), '') || ']'),
	'replyTo', (SELECT json_object('id', r.id, 'text', substr(r.text, 1, 120), 'sealed', r.sealed) FROM messages AS r
		WHERE r.businessId = m.businessId AND r.connectionId = m.connectionId AND r.platformMessageId = m.replyTo),
	'at', m.at, 'dueAt', m.dueAt, 'clientId', m.clientId)`;

/** A message by its id, as it stands when the batch has been written. */
export function messageById(businessId: string, messageId: string): SQL {
	return sql`(SELECT ${messageJson} FROM messages AS m WHERE m.businessId = ${businessId} AND m.id = ${messageId})`;
}

/** What a list shows of a chat (alias `c`), as columns of `ChatRow`. */
export const chatColumns: SQL = sql`c.id, c.platform, c.connectionId, c.externalId, c.status, c.unread, c.preview, c.lastKind, c.lastSender, c.lastAt, c.waitingSince, c.lastInboundAt, c.lastSeq, c.isStandby, c.version, c.createdAt,
	(SELECT n.name FROM connections AS n WHERE n.businessId = c.businessId AND n.id = c.connectionId) AS connectionName,
	(SELECT json_object('id', p.id, 'name', p.name, 'email', p.email, 'phone', p.phone) FROM customers AS k
		CROSS JOIN customers AS p ON p.businessId = k.businessId AND p.id = k.personId WHERE k.businessId = c.businessId AND k.id = c.customerId) AS customer,
	(SELECT json_object('id', u.id, 'name', u.name) FROM users AS u WHERE u.businessId = c.businessId AND u.id = c.assigneeId) AS assignee,
	(SELECT json_group_array(json_object('id', b.id, 'name', b.name, 'colour', b.colour) ORDER BY b.name) FROM labelsOfChats AS l
		CROSS JOIN chatLabels AS b ON b.businessId = l.businessId AND b.id = l.labelId WHERE l.businessId = c.businessId AND l.chatId = c.id) AS labels,
	(SELECT json_object('id', m.id, 'state', m.state, 'sealed', m.sealed) FROM messages AS m WHERE m.businessId = c.businessId AND m.id = c.lastMessageId) AS last`;

export type ChatRow = Omit<ChatListed, "customer" | "assignee" | "labels" | "windowUntil" | "lastState"> & {
	customer: string;
	assignee: string | null;
	labels: string;
	/** Of the last message: its id, state and sealed words. */
	last: string | null;
	lastInboundAt: number | null;
	externalId: string;
	lastSeq: number;
	isStandby: number;
	createdAt: number;
};

export async function chatIn(tenant: Tenant, row: ChatRow): Promise<ChatListed> {
	const { last, lastInboundAt, externalId: _, lastSeq: __, isStandby: ___, createdAt: ____, ...rest } = row;
	const { id, ...particulars } = JSON.parse(row.customer);
	const windows = windowsOf[row.platform];
	return {
		...rest,
		preview: await openPreview(tenant, row),
		lastState: last === null ? null : JSON.parse(last).state,
		customer: { id, name: calledOf(particulars) },
		assignee: row.assignee === null ? null : JSON.parse(row.assignee),
		labels: JSON.parse(row.labels),
		windowUntil: windows ? windowOf(lastInboundAt, windows, tenant.now).until : null,
	};
}
