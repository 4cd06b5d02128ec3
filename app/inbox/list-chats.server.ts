import { type SQL, sql } from "drizzle-orm";
import { peopleExpression } from "#app/customers/rules.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { z } from "zod";
import { ListChats } from "./input.ts";
import { type ChatListed, type ChatStatus, chatStatuses, talkExpression } from "./rules.ts";
import { type ChatRow, chatColumns, chatIn } from "./shown.server.ts";

/** Hits of a search that are looked at: the newest messages, and people. */
const messagesRead = 300;
const peopleRead = 50;

type Where = { label: string | undefined; connectionId: string | undefined; unread: boolean };

/**
 * Chats, whoever wrote last first, or (`waiting`) those who wait for an answer, whoever waits longest first. Each list walks its own index from where the page begins, one walk for each status; what was said or who said it is
 * looked up in a bounded number of hits.
 * @throws Refusal `invalid / cursor_invalid`
 */
export const listChats = query<typeof ListChats, { items: ChatListed[]; nextCursor: string | null }, Viewer>({
	name: "inbox.list-chats",
	needs: "inbox:read",
	input: ListChats,
	async run({ tenant, db }, { status, assignee, connectionId, label, unread = false, sort, q, cursor, limit }) {
		const { businessId } = db;
		const isWaiting = sort === "waiting" && !q?.trim();
		const after = readCursor(cursor, isWaiting ? 3 : 2);
		const who = assignee === "me" ? (await tenant.principal()).user.id : assignee;
		const statuses = status ? [status] : chatStatuses;
		const words = q?.trim() ?? "";
		const wanted = { label, connectionId, unread };
		if (isWaiting) {
			const rows = waitingRows(businessId, status ? [status] : ["OPEN", "PENDING"], who, wanted, after, limit + 1);
			const page = pageOf((await db.read({ rows })).rows, limit, (row) => ["waiting", row.waitingSince ?? 0, row.id]);
			return { ...page, items: await Promise.all(page.items.map((row) => chatIn(tenant, row))) };
		}
		const ids =
			words === ""
				? sql.join(
						statuses.map((each) => walk(businessId, each, who, wanted, after, limit + 1)),
						sql` UNION ALL `,
					)
				: found(businessId, words, statuses, who, wanted, after);
		const { rows } = await db.read({
			rows: many<ChatRow>(sql`SELECT ${chatColumns} FROM (SELECT id, lastAt FROM (${ids}) ORDER BY lastAt DESC, id DESC LIMIT CAST(${limit + 1} AS INTEGER)) AS w
				CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.id ORDER BY c.lastAt DESC, c.id DESC`),
		});
		const { items, nextCursor } = pageOf(rows, limit, (row) => [row.lastAt, row.id]);
		return { items: await Promise.all(items.map((row) => chatIn(tenant, row))), nextCursor };
	},
});

/** Whose and from where, of chats (`c`) or what stands beside their labels (`l`). */
function whose(of: SQL, who: string | undefined, { connectionId }: Where): SQL {
	const assigned = who === undefined ? sql`` : who === "none" ? sql`AND ${of}.assigneeId IS NULL` : sql`AND ${of}.assigneeId = ${who}`;
	return connectionId === undefined ? assigned : sql`${assigned} AND ${of}.connectionId = ${connectionId}`;
}

function rest(who: string | undefined, where: Where): SQL {
	return sql`${whose(sql`c`, who, where)} ${where.unread ? sql`AND c.unread > 0` : sql``}`;
}

/** Of several indexes the one that begins with what is asked for. */
function indexFor(who: string | undefined, { connectionId }: Where, of: Record<"both" | "who" | "where" | "all", SQL>): SQL {
	if (who !== undefined) return connectionId === undefined ? of.who : of.both;
	return connectionId === undefined ? of.all : of.where;
}

function labelled(businessId: string, { label }: Where): SQL {
	return label === undefined
		? sql``
		: sql`AND EXISTS (SELECT 1 FROM labelsOfChats AS l WHERE l.businessId = ${businessId} AND l.chatId = c.id AND l.labelId = ${label})`;
}

function walk(
	businessId: string,
	status: ChatStatus,
	who: string | undefined,
	where: Where,
	after: (string | number)[] | null,
	most: number,
): SQL {
	const onwards = (id: SQL, lastAt: SQL) => (after ? sql`AND (${lastAt}, ${id}) < (CAST(${after[0]} AS INTEGER), ${after[1]})` : sql``);
	const end = (id: SQL, lastAt: SQL) => sql`ORDER BY ${lastAt} DESC, ${id} DESC LIMIT CAST(${most} AS INTEGER)`;
	// Few are unread: of those everything else is looked up.
	if (where.unread)
		return sql`SELECT * FROM (SELECT c.id, c.lastAt FROM chats AS c INDEXED BY chats_unread_listed WHERE c.businessId = ${businessId} AND c.status = ${status}
			${labelled(businessId, where)} ${rest(who, where)} ${onwards(sql`c.id`, sql`c.lastAt`)} ${end(sql`c.id`, sql`c.lastAt`)})`;
	if (where.label !== undefined) {
		const index = indexFor(who, where, {
			both: sql`labelsOfChats_of_assignee_on_connection`,
			who: sql`labelsOfChats_of_assignee`,
			where: sql`labelsOfChats_on_connection`,
			all: sql`labelsOfChats_listed`,
		});
		return sql`SELECT * FROM (SELECT l.chatId AS id, l.lastAt FROM labelsOfChats AS l INDEXED BY ${index}
			WHERE l.businessId = ${businessId} AND l.labelId = ${where.label} AND l.status = ${status} ${whose(sql`l`, who, where)}
			${onwards(sql`l.chatId`, sql`l.lastAt`)} ${end(sql`l.chatId`, sql`l.lastAt`)})`;
	}
	const index = indexFor(who, where, {
		both: sql`chats_of_assignee_on_connection`,
		who: sql`chats_of_assignee`,
		where: sql`chats_of_connection`,
		all: sql`chats_listed`,
	});
	return sql`SELECT * FROM (SELECT c.id, c.lastAt FROM chats AS c INDEXED BY ${index} WHERE c.businessId = ${businessId} ${rest(who, where)} AND c.status = ${status}
		${onwards(sql`c.id`, sql`c.lastAt`)} ${end(sql`c.id`, sql`c.lastAt`)})`;
}

/** Those who wait for an answer, whoever waits longest first: everything but whose they are is looked up, as few wait. */
function waitingRows(
	businessId: string,
	statuses: readonly ChatStatus[],
	who: string | undefined,
	where: Where,
	after: (string | number)[] | null,
	most: number,
): Ask<ChatRow[]> {
	const index = who === undefined ? sql`chats_waiting` : sql`chats_waiting_for`;
	const onwards = after ? sql`AND (c.waitingSince, c.id) > (CAST(${after[1]} AS INTEGER), ${after[2]})` : sql``;
	const walks = statuses.map(
		(
			status,
		) => sql`SELECT * FROM (SELECT c.id, c.waitingSince FROM chats AS c INDEXED BY ${index} WHERE c.businessId = ${businessId} AND c.waitingSince IS NOT NULL
			AND c.status = ${status} ${labelled(businessId, where)} ${rest(who, where)} ${onwards} ORDER BY c.waitingSince, c.id LIMIT CAST(${most} AS INTEGER))`,
	);
	return many<ChatRow>(sql`SELECT ${chatColumns} FROM (SELECT * FROM (${sql.join(walks, sql` UNION ALL `)}) ORDER BY waitingSince, id LIMIT CAST(${most} AS INTEGER)) AS w
		CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.id ORDER BY c.waitingSince, c.id`);
}

/** The chats in which the words were said lately, or of people they are the names of. */
function found(
	businessId: string,
	typed: string,
	statuses: readonly ChatStatus[],
	who: string | undefined,
	where: Where,
	after: (string | number)[] | null,
): SQL {
	const nothing = '"\u0001"';
	const [said, people] = [talkExpression(businessId, typed) ?? nothing, peopleExpression(businessId, typed) ?? nothing];
	return sql`SELECT c.id, c.lastAt FROM (
			SELECT m.chatId AS id FROM (SELECT rowid AS docId FROM messageSearch WHERE messageSearch MATCH ${said} AND ${businessId} <> '' ORDER BY rowid DESC LIMIT CAST(${messagesRead} AS INTEGER)) AS h
				CROSS JOIN messages AS m ON m.docId = h.docId AND m.businessId = ${businessId}
			UNION
			SELECT t.id FROM (SELECT rowid AS docId FROM customerSearch WHERE customerSearch MATCH ${people} AND ${businessId} <> '' LIMIT CAST(${peopleRead} AS INTEGER)) AS h
				CROSS JOIN customers AS k ON k.docId = h.docId AND k.businessId = ${businessId}
				CROSS JOIN customers AS g INDEXED BY customers_of_person ON g.businessId = ${businessId} AND g.personId = k.personId
				CROSS JOIN chats AS t INDEXED BY chats_of_customer ON t.businessId = ${businessId} AND t.customerId = g.id
		) AS w CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = w.id
		WHERE c.status IN (SELECT value FROM json_each(${JSON.stringify(statuses)})) ${labelled(businessId, where)} ${rest(who, where)}
			${after ? sql`AND (c.lastAt, c.id) < (CAST(${after[0]} AS INTEGER), ${after[1]})` : sql``}`;
}

/** Counted no further: more is more. */
const mostCounted = 999;
export type InboxCounts = { open: number; mine: number; unassigned: number; pending: number; unread: number; mineUnread: number };

/** How many chats wait, for whom; each number stops at 999. */
export const inboxCounts = query<z.ZodObject, InboxCounts, Viewer>({
	name: "inbox.counts",
	needs: "inbox:read",
	input: z.object({}),
	async run({ tenant, db }) {
		const { businessId } = db;
		const me = (await tenant.principal()).user.id;
		const of = (index: SQL, where: SQL) =>
			sql`(SELECT count(*) FROM (SELECT 1 FROM chats INDEXED BY ${index} WHERE businessId = ${businessId} AND ${where} LIMIT CAST(${mostCounted} AS INTEGER)))`;
		const { row } = await db.read({
			row: first<InboxCounts>(sql`SELECT ${of(sql`chats_listed`, sql`status = 'OPEN'`)} AS open, ${of(sql`chats_of_assignee`, sql`assigneeId = ${me} AND status = 'OPEN'`)} AS mine,
				${of(sql`chats_of_assignee`, sql`assigneeId IS NULL AND status = 'OPEN'`)} AS unassigned, ${of(sql`chats_listed`, sql`status = 'PENDING'`)} AS pending,
				${of(sql`chats_unread_first`, sql`status = 'OPEN' AND unread > 0`)} AS unread,
				${of(sql`chats_unread_first`, sql`status = 'OPEN' AND assigneeId = ${me} AND unread > 0`)} AS mineUnread`),
		});
		return row ?? { open: 0, mine: 0, unassigned: 0, pending: 0, unread: 0, mineUnread: 0 };
	},
});
