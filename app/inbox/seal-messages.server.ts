import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { isSealedWithOldKey } from "#app/platform/keyring.server.ts";
import { chatRoomFor } from "#app/platform/news.server.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import { instant, second } from "#app/platform/time.ts";
import { earlyAtOnce, earlyToSealAsk, sealEarlyIn } from "./early-news.server.ts";
import { OneRound, Sealed } from "./input.ts";
import { takeLateEdits } from "./late-edits.server.ts";
import { previewOf } from "./rules.ts";
import { type KeptWords, openWords, sealWords } from "./sealed-words.server.ts";
import { sealAnew, sealingRowAsk } from "./set-sealing.server.ts";

/**
 * A round through everything that was said, chat by chat, which brings it to what the business chose: sealed with the ring's first key, or readable. Each page
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

type Row = KeptWords & { seq: number; isDeleted: number; version: number; isLast: number };
type Page = { chatId: string; seq: number; looked: number; locked: number; ended: string[]; isOver: boolean };
type Rewritten = {
	id: string;
	chatId: string;
	version: number;
	text: string;
	details: string;
	template: string | null;
	sealed: string | null;
	preview: string;
};

const sealPage = command<typeof OneRound, { page: Page | null }>({
	name: "inbox.seal-page",
	needs: "settings:write",
	input: OneRound,
	async run({ tenant, db, work }, { round, afterChatId, afterSeq }) {
		const { businessId } = db;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const { state, rows, early } = await db.read({
			state: sealingRowAsk(businessId),
			rows: many<Row>(sql`SELECT m.id, m.chatId, m.seq, m.text, m.details, m.template, m.sealed, m.isDeleted, m.version, c.lastMessageId IS m.id AS isLast
				FROM (SELECT * FROM messages INDEXED BY sqlite_autoindex_messages_4 WHERE businessId = ${businessId} AND (chatId, seq) > (${afterChatId}, CAST(${afterSeq} AS INTEGER))
					ORDER BY chatId, seq LIMIT CAST(${pageOf} AS INTEGER)) AS m
				CROSS JOIN chats AS c ON c.businessId = ${businessId} AND c.id = m.chatId ORDER BY m.chatId, m.seq`),
			early: earlyToSealAsk(ring, businessId),
		});
		if (state.round !== round || state.state !== "working") return known({ page: null });
		const page = upTo(rows);
		const rewritten: Rewritten[] = [];
		let locked = 0;
		for (const row of page) {
			const { id, chatId, version } = row;
			if (row.isDeleted === 1) {
				// What was taken back once kept a template's blanks.
				if (row.template !== null)
					rewritten.push({ id, chatId, version, sealed: null, text: "", details: "{}", template: null, preview: "" });
				continue;
			}
			const wasSealed = row.sealed !== null;
			if (state.isSealed ? wasSealed && !isSealedWithOldKey(ring, row.sealed ?? "") : !wasSealed) continue;
			const words = await openWords(ring, businessId, row);
			if (words === null) {
				locked += 1;
				continue;
			}
			const sealed = state.isSealed ? await sealWords(ring, businessId, row, words) : null;
			if (sealed === null && !wasSealed) continue;
			const { parameters, ...template } = row.template === null ? {} : JSON.parse(row.template);
			const kept = {
				template: row.template && JSON.stringify(sealed === null ? { ...template, parameters: words.parameters } : template),
				...(sealed === null ? { text: words.text, details: JSON.stringify(words.details) } : { text: "", details: "{}" }),
			};
			rewritten.push({ id, chatId, version, sealed, ...kept, preview: row.isLast ? previewOf(kept.text) : "" });
		}
		if (rewritten.length > 0) {
			const list = sql`json_each(${JSON.stringify(rewritten)})`;
			// Somebody who changed one of them meanwhile wrote it as it is to be: the page is looked at again.
			work.guard(sql`SELECT 1 WHERE (SELECT count(*) FROM ${list} AS w CROSS JOIN messages AS m ON m.businessId = ${businessId} AND m.id = w.value ->> 'id'
				AND m.version = w.value ->> 'version') = CAST(${rewritten.length} AS INTEGER)`);
			work.guard(sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND round = CAST(${round} AS INTEGER)`);
			work.add(sql`UPDATE messages SET sealed = w.value ->> 'sealed', text = w.value ->> 'text', details = w.value ->> 'details', template = w.value ->> 'template'
				FROM ${list} AS w WHERE messages.businessId = ${businessId} AND messages.id = w.value ->> 'id'`);
			work.add(sql`UPDATE chats SET preview = w.value ->> 'preview' FROM ${list} AS w
				WHERE chats.businessId = ${businessId} AND chats.id = w.value ->> 'chatId' AND chats.lastMessageId = w.value ->> 'id'`);
		}
		const moreEarly = state.isSealed && (await sealEarlyIn(work, ring, early)) > 0 && early.length === earlyAtOnce;
		const isOver = page.length === rows.length && rows.length < pageOf && !moreEarly;
		const last = page.at(-1) ?? { chatId: afterChatId, seq: afterSeq };
		const chats = new Set([...(afterChatId === "" ? [] : [afterChatId]), ...page.map(({ chatId }) => chatId)]);
		const ended = [...chats].filter((chatId) => isOver || chatId !== last.chatId);
		return known({ page: { chatId: last.chatId, seq: last.seq, looked: page.length, locked, ended, isOver } });
	},
});

/** As many as one batch carries. */
function upTo(rows: readonly Row[]): readonly Row[] {
	let chars = 0;
	const most = rows.findIndex(({ text, details, sealed }, i) => {
		chars += text.length + details.length + (sealed?.length ?? 0);
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
		if (row.round !== round || row.state !== "working" || row.afterChatId !== from.chatId || row.afterSeq !== from.seq)
			return known({ wasNext: false });
		work.guard(sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND round = CAST(${round} AS INTEGER) AND afterChatId = ${from.chatId}
			AND afterSeq = CAST(${from.seq} AS INTEGER)`);
		work.add(sql`UPDATE messageSealing SET afterChatId = ${page.chatId}, afterSeq = CAST(${page.seq} AS INTEGER), looked = looked + CAST(${page.looked} AS INTEGER),
				locked = locked + CAST(${page.locked} AS INTEGER), state = ${page.isOver ? "done" : "working"}, updatedAt = ${now}
			WHERE businessId = ${businessId}`);
		return known({ wasNext: !page.isOver });
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
		if (row.looked === 0) await takeLateEdits(tenant, {});
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
