import { sql } from "drizzle-orm";
import { z } from "zod";
import type { MediaRef, TalkDriving } from "#app/channels/talk.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { fingerprint } from "#app/platform/digest.server.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId, line } from "#app/platform/input.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { hour, minute } from "#app/platform/time.ts";
import { findFile, mediaPlace, putFile } from "./chat-files.server.ts";
import { mimeOf } from "./file-types.ts";
import { messagesInRooms } from "./news.server.ts";
import { takesPicture } from "./rules.ts";
import { keptMark, openMark } from "./sealed-marks.server.ts";
import { guardSealingIn, sealingAsk } from "./sealed-words.server.ts";

/** Pictures, sounds and files of chats: copied to us as soon as they are told of, as the platforms keep them for minutes or days. */

const OneLine = z.object({ connectionId: AnyId, now: z.number() });
type Waiting = { id: string; chatId: string; messageId: string; ref: string; mime: string; tries: number; dueAt: number };
const atOnce = 10;
const mostTries = 6;

const waitingOf = query<typeof OneLine, { due: Waiting[]; next: number | null }>({
	name: "inbox.waiting-media",
	needs: "inbox:read",
	input: OneLine,
	async run({ db }, { connectionId, now }) {
		const mine = sql`businessId = ${db.businessId} AND connectionId = ${connectionId} AND state = 'waiting'`;
		const { due, next } = await db.read({
			due: many<Waiting>(sql`SELECT id, chatId, messageId, ref, mime, tries, dueAt FROM messageMedia INDEXED BY messageMedia_waiting
				WHERE ${mine} AND dueAt <= CAST(${now} AS INTEGER) ORDER BY dueAt LIMIT CAST(${atOnce} AS INTEGER)`),
			next: first<{ at: number | null }>(sql`SELECT MIN(dueAt) AS at FROM messageMedia INDEXED BY messageMedia_waiting WHERE ${mine}`),
		});
		return { due, next: next?.at ?? null };
	},
});

const Fetched = z.object({
	mediaId: AnyId,
	messageId: AnyId,
	outcome: z.discriminatedUnion("state", [
		z.object({ state: z.literal("ready"), mime: z.string(), bytes: z.int() }),
		z.object({ state: z.literal("gone"), why: z.enum(["not_there", "not_fetched"]) }),
		z.object({ state: z.literal("waiting"), tries: z.int(), dueAt: z.number() }),
	]),
});

const noteFetched = command<typeof Fetched, { isKept: boolean }>({
	name: "inbox.note-media",
	needs: "inbox:write",
	input: Fetched,
	async run({ db, work }, { mediaId, messageId, outcome }) {
		const { businessId } = db;
		const { row } = await db.read({
			row: first<{ state: string }>(sql`SELECT state FROM messageMedia WHERE businessId = ${businessId} AND id = ${mediaId}`),
		});
		// Taken back while it was being fetched.
		if (row?.state !== "waiting") return known({ isKept: false });
		const mine = sql`businessId = ${businessId} AND id = ${mediaId} AND state = 'waiting'`;
		if (outcome.state === "ready")
			work.add(
				sql`UPDATE messageMedia SET state = 'ready', mime = ${outcome.mime}, bytes = ${outcome.bytes}, ref = NULL, dueAt = NULL WHERE ${mine}`,
			);
		else if (outcome.state === "gone")
			work.add(sql`UPDATE messageMedia SET state = 'gone', why = ${outcome.why}, ref = NULL, dueAt = NULL WHERE ${mine}`);
		else work.add(sql`UPDATE messageMedia SET tries = CAST(${outcome.tries} AS INTEGER), dueAt = ${outcome.dueAt} WHERE ${mine}`);
		if (outcome.state !== "waiting") {
			work.add(sql`UPDATE messages SET version = version + 1 WHERE businessId = ${businessId} AND id = ${messageId}`);
			work.tell(messagesInRooms, [messageId]);
		}
		return known({ isKept: true });
	},
});

/** Fetches what was sent along. @returns when there is more to fetch. @throws PlatformTrouble where it concerns the account */
export async function fetchMedia(driving: TalkDriving): Promise<number> {
	const { connection, ask, now, mayGoOn } = driving;
	for (;;) {
		const { due, next } = await waitingOf(now(), { connectionId: connection.id, now: now().now });
		for (const { id, chatId, messageId, ref, mime, tries } of due) {
			if (!mayGoOn()) return now().now;
			const note = (outcome: z.input<typeof Fetched>["outcome"]) => noteFetched(now(), { mediaId: id, messageId, outcome });
			if (tries >= mostTries) {
				await note({ state: "gone", why: "not_fetched" });
				continue;
			}
			const media: MediaRef = { name: "", ...JSON.parse(ref) };
			// Counted before it is begun: what brings a whole turn down is not begun for ever.
			const begun = await note({ state: "waiting", tries: tries + 1, dueAt: now().now + minute * 4 ** tries });
			if (!begun.isKept) continue;
			try {
				const file = await ask((platform, link) => platform.fetchMedia(link, media));
				if (!file) {
					await note({ state: "gone", why: "not_there" });
					continue;
				}
				const tenant = now();
				const place = mediaPlace(tenant.businessId, chatId, id);
				const sniffed = mimeOf(file.bytes, file.mime || mime);
				await putFile(tenant, place, file.bytes, sniffed);
				const { isKept } = await note({ state: "ready", mime: sniffed, bytes: file.bytes.byteLength });
				if (!isKept) await tenant.scope.env.FILES.delete(place);
			} catch (error) {
				if (!(error instanceof PlatformTrouble)) throw error;
				if (error.kind === "throttled" || error.kind === "expired") {
					await note({ state: "waiting", tries, dueAt: now().now });
					throw error;
				}
				if (tries + 1 >= mostTries) await note({ state: "gone", why: "not_fetched" });
			}
		}
		if (due.length === 0) return next ?? Number.MAX_SAFE_INTEGER;
	}
}

type FileToSend = { id: string; chatId: string; mime: string; name: string };
/** So long an address stands at which a platform fetches what we send it. */
const fetchedWithin = 2 * hour;

/** A file as the platform is given it: brought there, or at an address of ours for a while. Null: it is not here, or is nothing that platform sends. @throws PlatformTrouble */
export async function mediaToSend(
	{ adapter, ask, now }: TalkDriving,
	{ id, chatId, mime, name }: FileToSend,
	as: "IMAGE" | "VIDEO" | "AUDIO" | "FILE",
): Promise<{ mediaId: string | null; url: string | null } | null> {
	const { scope, businessId } = now();
	const file = await findFile(scope, businessId, mediaPlace(businessId, chatId, id));
	const limit = adapter.capabilities.media[as];
	if (!file || file === "locked" || !limit || file.length > limit.mostBytes) return null;
	if (adapter.uploadMedia) {
		const bytes = new Uint8Array(await new Response(await file.read()).arrayBuffer());
		return { mediaId: await ask(async (platform, link) => (await platform.uploadMedia?.(link, { bytes, mime, name })) ?? ""), url: null };
	}
	return { mediaId: null, url: await openAddress(scope, { businessId, chatId, mediaId: id }, now().now + fetchedWithin) };
}

type Where = { businessId: string; chatId: string; mediaId: string };

/** An address at which a platform, which has no session, may fetch one file until an instant. */
async function openAddress(scope: Scope, where: Where, until: number): Promise<string> {
	return `${scope.cfg.PUBLIC_URL ?? ""}/media/open/${where.businessId}/${where.chatId}/${where.mediaId}?until=${until}&proof=${await proofOf(scope, where, until)}`;
}

export function proofOf(scope: Scope, { businessId, chatId, mediaId }: Where, until: number): Promise<string> {
	return fingerprint(scope.cfg.SESSION_SECRET, "chat media", `${businessId}/${chatId}/${mediaId}/${until}`);
}

const OneMedia = z.object({ mediaId: AnyId });
export type StoredMedia = { id: string; chatId: string; mime: string; name: string };

/** Where a file of a chat is, for whoever may read chats. @throws Refusal `not_found / media_not_found` */
export const readMedia = query<typeof OneMedia, StoredMedia>({
	name: "inbox.media",
	needs: "inbox:read",
	input: OneMedia,
	async run({ tenant, db }, { mediaId }) {
		const { businessId } = db;
		const { row } = await db.read({
			row: first<StoredMedia & { sealedName: string | null }>(
				sql`SELECT id, chatId, mime, name, sealedName FROM messageMedia WHERE businessId = ${businessId} AND id = ${mediaId} AND state = 'ready'`,
			),
		});
		if (!row) refuse("not_found", "media_not_found");
		const { sealedName: sealed, name: plain, ...media } = row;
		const name = await openMark(tenant.scope.cfg.ENCRYPTION_KEYS, businessId, { what: "name", ...media }, { plain, sealed });
		return { ...media, name: name ?? "" };
	},
});

const PutUp = z.object({ chatId: AnyId, mediaId: AnyId, mime: z.string(), name: line(200), bytes: z.int().min(1) });

const notePutUp = command<typeof PutUp, { mediaId: string }, Viewer>({
	name: "inbox.put-up-media",
	needs: "inbox:write",
	input: PutUp,
	async run({ tenant, db, work, now }, { chatId, mediaId, mime, name, bytes }) {
		const { businessId } = db;
		const { chat, isSealed } = await db.read({
			isSealed: sealingAsk(businessId),
			chat: first<{ connectionId: string; platform: string }>(
				sql`SELECT connectionId, platform FROM chats WHERE businessId = ${businessId} AND id = ${chatId}`,
			),
		});
		if (!chat) refuse("not_found", "chat_not_found");
		if (!takesPicture(chat.platform, mime)) refuse("invalid", "picture_not_taken", { field: "file" });
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const { plain, sealed } = await keptMark(ring, businessId, isSealed, { what: "name", chatId, id: mediaId }, name);
		guardSealingIn(work, isSealed);
		work.add(sql`INSERT INTO messageMedia (businessId, id, chatId, connectionId, mime, name, sealedName, bytes, state, createdAt)
			VALUES (${businessId}, ${mediaId}, ${chatId}, ${chat.connectionId}, ${mime}, ${plain}, ${sealed}, ${bytes}, 'ready', ${now})`);
		return known({ mediaId });
	},
});

/** The largest file that is taken. */
export const mostMediaBytes = 16 * 1024 * 1024;

/** Puts a file up to be sent in a chat. @throws Refusal `too_large`, `chat_not_found`, `picture_not_taken` */
export async function putUpMedia(
	tenant: Tenant<Viewer>,
	bytes: Uint8Array<ArrayBuffer>,
	wish: { chatId: string; name: string; mime: string },
): Promise<{ mediaId: string; mime: string; bytes: number }> {
	requirePermission(await tenant.principal(), "inbox:write");
	if (bytes.byteLength > mostMediaBytes) refuse("too_large", "body_too_large", { limit: mostMediaBytes });
	const mediaId = newId<"media">(tenant.now);
	const mime = mimeOf(bytes, wish.mime);
	const place = mediaPlace(tenant.businessId, wish.chatId, mediaId);
	await notePutUp(tenant, { chatId: wish.chatId, mediaId, mime, name: wish.name, bytes: bytes.byteLength });
	await putFile(tenant, place, bytes, mime);
	return { mediaId, mime, bytes: bytes.byteLength };
}

const OfMessage = z.object({ messageId: AnyId });
const placesOf = query<typeof OfMessage, { id: string; chatId: string }[]>({
	name: "inbox.media-of-message",
	needs: "inbox:read",
	input: OfMessage,
	async run({ db }, { messageId }) {
		return (
			await db.read({
				rows: many<{ id: string; chatId: string }>(
					sql`SELECT id, chatId FROM messageMedia INDEXED BY messageMedia_of_message WHERE businessId = ${db.businessId} AND messageId = ${messageId} LIMIT 50`,
				),
			})
		).rows;
	},
});

/** Deletes the files of a message that was taken back. */
export async function forgetMediaOf(tenant: Tenant, { messageId }: { messageId: string }): Promise<void> {
	const media = await placesOf(tenant, { messageId });
	if (media.length > 0) await tenant.scope.env.FILES.delete(media.map(({ id, chatId }) => mediaPlace(tenant.businessId, chatId, id)));
}
