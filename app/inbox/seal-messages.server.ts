import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { chatRoomFor } from "#app/platform/news.server.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { earlyAtOnce, earlyToSealAsk, sealEarlyIn } from "./early-news.server.ts";
import { bringMessage, bringName, type FileRow, type MessageRow, type RenamedFile, type RewrittenMessage } from "./bring-message.server.ts";
import { OneRound, Sealed } from "./input.ts";
import { takeLateChanges } from "./late-changes.server.ts";
import { sealFiles } from "./seal-files.server.ts";
import { codeOf } from "./sealed-said.server.ts";
import { sealedWithin } from "./sealed-marks.server.ts";
import { sealAnew, sealingRowAsk } from "./set-sealing.server.ts";

/**
 * A round through everything that was said, chat by chat, and then through its files, which brings it to what the business chose: sealed with the ring's first key, or readable. Each page
 * is one batch; where the round is is written down only when the chats' rooms have forgotten what they carried, so that whoever comes after a kill does that
 * page again. A message that cannot be opened stays as it is, and is counted.
 */

/** Messages of a page, and how many characters of them: what is written goes as one parameter. */
const pageOf = 100;
const mostChars = 400_000;
/** How long one message of the queue works on a round, how many pages and how many rooms it asks at most. */
const share = 6 * second;
const mostPages = 20;
const mostRooms = 400;

type Page = { chatId: string; seq: number; looked: number; locked: number; ended: string[]; isOver: boolean };

const sealPage = command<typeof OneRound, { page: Page | null }>({
	name: "inbox.seal-page",
	needs: "settings:write",
	input: OneRound,
	async run({ tenant, db, work }, { round, afterChatId, afterSeq }) {
		const { businessId } = db;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const { state, rows, early, unsent } = await db.read({
			state: sealingRowAsk(businessId),
			rows: many<MessageRow>(sql`SELECT m.id, m.chatId, m.seq, m.text, m.details, m.template, m.sealed, m.isDeleted, m.version, m.said, c.lastMessageId IS m.id AS isLast,
					m.theirReaction, m.theirSealedReaction, m.ourReaction, m.ourSealedReaction,
					(SELECT json_group_array(json_object('id', f.id, 'plain', f.name, 'sealed', f.sealedName)) FROM messageMedia AS f WHERE f.businessId = m.businessId AND f.messageId = m.id) AS files
				FROM (SELECT * FROM messages INDEXED BY sqlite_autoindex_messages_4 WHERE businessId = ${businessId} AND (chatId, seq) > (${afterChatId}, CAST(${afterSeq} AS INTEGER))
					ORDER BY chatId, seq LIMIT CAST(${pageOf} AS INTEGER)) AS m
				CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = m.chatId ORDER BY m.chatId, m.seq`),
			early: earlyToSealAsk(ring, businessId),
			unsent: many<FileRow>(sql`SELECT id, chatId, name AS plain, sealedName AS sealed FROM messageMedia INDEXED BY messageMedia_unsent_of
				WHERE businessId = ${businessId} AND messageId IS NULL AND iif(EXISTS (SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND isSealed = 1),
					name <> '' OR ${sealedWithin(ring.slice(1), sql`sealedName`)}, ${sealedWithin(ring, sql`sealedName`)}) LIMIT CAST(${pageOf} AS INTEGER)`),
		});
		if (state.round !== round || state.state !== "working") return known({ page: null });
		const renamed: RenamedFile[] = [];
		for (const file of unsent) {
			const name = await bringName(ring, businessId, state.isSealed, file);
			if (typeof name === "object") renamed.push(name);
		}
		// They come first: one that is sent before its turn is a message the round has not passed.
		const moreUnsent = renamed.length > 0 && unsent.length === pageOf;
		const page = moreUnsent ? [] : upTo(rows);
		const rewritten: RewrittenMessage[] = [];
		let locked = 0;
		for (const row of page) {
			const { message, files, isLocked } = await bringMessage(ring, businessId, state.isSealed, row);
			if (message) rewritten.push(message);
			renamed.push(...files);
			if (isLocked) locked += 1;
		}
		const spoken = state.isSealed ? page.filter(({ said }) => /\D/.test(said)).map(({ id }) => id) : [];
		if (spoken.length > 0)
			work.add(
				sql`UPDATE messages SET said = ${codeOf(sql`said`)} WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${JSON.stringify(spoken)}))`,
			);
		if (rewritten.length > 0) {
			const list = sql`json_each(${JSON.stringify(rewritten)})`;
			// Somebody who changed one of them meanwhile wrote it as it is to be: the page is looked at again.
			work.guard(sql`SELECT 1 WHERE (SELECT count(*) FROM ${list} AS w CROSS JOIN messages AS m ON m.businessId = ${businessId} AND m.id = w.value ->> 'id'
				AND m.version = w.value ->> 'version') = CAST(${rewritten.length} AS INTEGER)`);
			work.add(sql`UPDATE messages SET sealed = w.value ->> 'sealed', text = w.value ->> 'text', details = w.value ->> 'details', template = w.value ->> 'template',
					theirReaction = w.value ->> '$.theirs.plain', theirSealedReaction = w.value ->> '$.theirs.sealed', ourReaction = w.value ->> '$.ours.plain', ourSealedReaction = w.value ->> '$.ours.sealed'
				FROM ${list} AS w WHERE messages.businessId = ${businessId} AND messages.id = w.value ->> 'id'`);
			work.add(sql`UPDATE chats SET preview = w.value ->> 'preview' FROM ${list} AS w
				WHERE chats.businessId = ${businessId} AND chats.id = w.value ->> 'chatId' AND chats.lastMessageId = w.value ->> 'id'`);
		}
		if (renamed.length > 0)
			work.add(sql`UPDATE messageMedia SET name = w.value ->> '$.is.plain', sealedName = w.value ->> '$.is.sealed' FROM json_each(${JSON.stringify(renamed)}) AS w
				WHERE messageMedia.businessId = ${businessId} AND messageMedia.id = w.value ->> 'id'
					AND messageMedia.name = w.value ->> '$.was.plain' AND messageMedia.sealedName IS w.value ->> '$.was.sealed'`);
		const earlySealed = state.isSealed ? await sealEarlyIn(work, ring, early) : 0;
		const moreEarly = earlySealed > 0 && early.length === earlyAtOnce;
		if (rewritten.length + renamed.length + spoken.length + earlySealed > 0)
			work.guard(sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND round = CAST(${round} AS INTEGER)`);
		const isOver = page.length === rows.length && rows.length < pageOf && !moreUnsent && !moreEarly;
		const last = page.at(-1) ?? { chatId: afterChatId, seq: afterSeq };
		const chats = new Set([...(afterChatId === "" ? [] : [afterChatId]), ...page.map(({ chatId }) => chatId)]);
		const ended = [...chats].filter((chatId) => isOver || chatId !== last.chatId);
		return known({ page: { chatId: last.chatId, seq: last.seq, looked: page.length, locked, ended, isOver } });
	},
});

/** As many as one batch carries. */
function upTo(rows: readonly MessageRow[]): readonly MessageRow[] {
	let chars = 0;
	const most = rows.findIndex(({ text, details, sealed, files }, i) => {
		chars += text.length + details.length + files.length + (sealed?.length ?? 0);
		return i > 0 && chars > mostChars;
	});
	return most < 0 ? rows : rows.slice(0, most);
}

const noteSealed = command<typeof Sealed, { wasNext: boolean }>({
	name: "inbox.note-sealed",
	needs: "settings:write",
	input: Sealed,
	async run({ db, work, now }, { round, from, page }) {
		const { businessId } = db;
		const { row } = await db.read({ row: sealingRowAsk(businessId) });
		if (
			row.round !== round ||
			row.state !== "working" ||
			row.afterFile !== null ||
			row.afterChatId !== from.chatId ||
			row.afterSeq !== from.seq
		)
			return known({ wasNext: false });
		work.guard(sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND round = CAST(${round} AS INTEGER) AND afterChatId = ${from.chatId}
			AND afterSeq = CAST(${from.seq} AS INTEGER) AND afterFile IS NULL`);
		work.add(sql`UPDATE messageSealing SET afterChatId = ${page.chatId}, afterSeq = CAST(${page.seq} AS INTEGER), looked = looked + CAST(${page.looked} AS INTEGER),
				locked = locked + CAST(${page.locked} AS INTEGER), afterFile = ${page.isOver ? "" : null}, updatedAt = ${now}
			WHERE businessId = ${businessId}`);
		return known({ wasNext: true });
	},
});

/** Goes on with a round for one message's share, then asks for the rest. `open`: every page is written at an instant of its own. */
export async function goOnSealing(open: () => Tenant, round: number, pages = mostPages): Promise<void> {
	const until = instant() + share;
	let rooms = 0;
	for (let left = pages; ; left--) {
		const tenant = open();
		if (left <= 0 || rooms >= mostRooms || instant() >= until) {
			await sealAnew(tenant, {});
			return;
		}
		const { row } = await whereIs(tenant);
		if (row.round !== round || row.state !== "working") return;
		if (row.afterFile !== null) {
			if (await sealFiles(open, row)) continue;
			return;
		}
		if (row.looked === 0) await takeLateChanges(tenant, {});
		const from = { chatId: row.afterChatId, seq: row.afterSeq };
		const { page } = await sealPage(tenant, { round, afterChatId: from.chatId, afterSeq: from.seq });
		if (page === null) return;
		await forgetIn(tenant, page.ended);
		rooms += page.ended.length;
		if (!(await noteSealed(open(), { round, from, page })).wasNext) return;
	}
}

async function whereIs(tenant: Tenant) {
	return readerFor(tenant, "settings:write").read({ row: sealingRowAsk(tenant.businessId) });
}

/** What the rooms remember for whoever comes back is as it was written: they forget it, and whoever has one open looks again. */
async function forgetIn({ scope, businessId }: Tenant, chatIds: readonly string[]): Promise<void> {
	for (let from = 0; from < chatIds.length; from += 20)
		await Promise.all(chatIds.slice(from, from + 20).map((chatId) => chatRoomFor(scope, businessId, chatId).forget()));
}
