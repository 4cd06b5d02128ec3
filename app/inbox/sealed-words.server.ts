import { sql } from "drizzle-orm";
import type { Config } from "#app/platform/config.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import { readerFor, type Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { previewOf, type Shown, type ShownMedia } from "./rules.ts";
import { openMark } from "./sealed-marks.server.ts";
import type { NewMessage } from "./write-message.server.ts";

/**
 * What was said, at rest: readable, or sealed for its place (business, chat, message) with the ring that seals tokens, as the business chose. Rows of both
 * kinds stand beside each other while a round goes through them, and both are read.
 */

type Ring = Config["ENCRYPTION_KEYS"];
/** What of a message is its words: everything somebody said or filled in. */
export type Words = { text: string; details: Record<string, unknown>; parameters?: string[] | undefined };
/** A message's words as its row keeps them. `details` and `template` are JSON texts. */
export type KeptWords = { id: string; chatId: string; text: string; details: string; template: string | null; sealed: string | null };

export const keptWords = sql`id, chatId, text, details, template, sealed`;

function placeOf(businessId: string, { id, chatId }: { id: string; chatId: string }) {
	return { businessId, table: "messages", rowId: `${chatId}/${id}`, column: "words" };
}

/** Whether the business seals what is said. Rides in the read of whoever writes some of it. */
export function sealingAsk(businessId: string): Ask<boolean> {
	const row = first<{ isSealed: number }>(sql`SELECT isSealed FROM messageSealing WHERE businessId = ${businessId}`);
	return { query: row.query, take: (rows) => row.take(rows)?.isSealed === 1 };
}

/** Whether it does, for whoever writes something else than rows; by then it may be another. */
export async function isSealedNow(tenant: Tenant): Promise<boolean> {
	return (await readerFor(tenant, "inbox:read").read({ is: sealingAsk(tenant.businessId) })).is;
}

/** Whether frames are sealed: also while something is still sealed of a business that no longer seals, as it is told of like anything else. */
export function framesSealedAsk(businessId: string): Ask<boolean> {
	return {
		query: sql`SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND (isSealed = 1 OR state = 'working' OR locked > 0)`,
		take: (rows) => rows.length > 0,
	};
}

/** What was decided when words were sealed, or not, must still hold where they are written: a round that has passed does not come back for them. */
export function guardSealingIn(work: Work, isSealed: boolean): void {
	work.guard(
		sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM messageSealing WHERE businessId = ${work.businessId} AND isSealed = 1) = CAST(${isSealed ? 1 : 0} AS INTEGER)`,
	);
}

/** Words sealed for their message; null where there are none. */
export async function sealWords(
	ring: Ring,
	businessId: string,
	message: { id: string; chatId: string },
	words: Words,
): Promise<string | null> {
	if (words.text === "" && Object.keys(words.details).length === 0 && (words.parameters ?? []).length === 0) return null;
	return seal(ring, placeOf(businessId, message), JSON.stringify(words));
}

/** The words of a message; null where the key they were sealed with is not here, or they were sealed for another place. */
export async function openWords(ring: Ring, businessId: string, kept: KeptWords): Promise<Words | null> {
	const { text, details, template, sealed } = kept;
	if (sealed === null)
		return { text, details: JSON.parse(details), parameters: template === null ? undefined : JSON.parse(template).parameters };
	return opened(ring, businessId, { ...kept, sealed });
}

async function opened(
	ring: Ring,
	businessId: string,
	{ sealed, ...message }: { id: string; chatId: string; sealed: string },
): Promise<Words | null> {
	try {
		return JSON.parse(await open(ring, placeOf(businessId, message), sealed));
	} catch {
		return null;
	}
}

/** A message as it is to be written: as it is, or with its words sealed. */
export async function keptAs({ scope, businessId }: Tenant, isSealed: boolean, message: NewMessage): Promise<NewMessage> {
	const { text, details = {}, template } = message;
	if (!isSealed) return message;
	const sealed = await sealWords(scope.cfg.ENCRYPTION_KEYS, businessId, message, { text, details, parameters: template?.parameters });
	if (sealed === null) return message;
	return { ...message, text: "", details: {}, template: template && { ...template, parameters: undefined }, sealed };
}

/** A message as SQL tells of it (`messageJson`), with what people said as it stands in the rows. */
export type Told = Omit<Shown, "replyTo" | "reactions" | "media"> & {
	sealed: string | null;
	replyTo: { id: string; text: string; sealed: string | null } | null;
	reactions: (Shown["reactions"][number] & { sealed: string | null })[];
	media: (ShownMedia & { sealed: string | null })[];
};

/** A message for whoever may read it. Words that cannot be opened are said to be locked; a reaction or a file's name is not shown then. */
export async function openTold(ring: Ring, businessId: string, told: Told): Promise<Shown> {
	const { sealed, replyTo, reactions, media, ...message } = told;
	const { id, chatId } = message;
	const markOf = { CUSTOMER: "theirReaction", AGENT: "ourReaction" } as const;
	const emojis = await Promise.all(
		reactions.map(({ emoji, by, sealed: kept }) =>
			openMark(ring, businessId, { what: markOf[by], chatId, id }, { plain: emoji, sealed: kept }),
		),
	);
	const names = await Promise.all(
		media.map(({ id: of, name, sealed: kept }) =>
			openMark(ring, businessId, { what: "name", chatId, id: of }, { plain: name, sealed: kept }),
		),
	);
	const words = sealed === null ? null : await opened(ring, businessId, { ...message, sealed });
	const quoted = replyTo?.sealed
		? await opened(ring, businessId, { id: replyTo.id, chatId: message.chatId, sealed: replyTo.sealed })
		: null;
	return {
		...message,
		media: media.map(({ sealed: _, ...file }, i) => ({ ...file, name: names[i] ?? "" })),
		reactions: reactions.flatMap(({ by }, i) => (emojis[i] ? [{ emoji: emojis[i], by }] : [])),
		...(words && { text: words.text, details: words.details }),
		isLocked: sealed !== null && words === null,
		replyTo: replyTo && { id: replyTo.id, text: quoted ? [...quoted.text].slice(0, 120).join("") : replyTo.text },
	};
}

/** What a list shows of a chat's last message. */
export async function openPreview(
	{ scope, businessId }: Tenant,
	{ id, preview, last }: { id: string; preview: string; last: string | null },
): Promise<string> {
	const message = last === null ? null : JSON.parse(last);
	if (!message?.sealed) return preview;
	const words = await opened(scope.cfg.ENCRYPTION_KEYS, businessId, { chatId: id, ...message });
	return previewOf(words?.text ?? "");
}

/** A frame of a chat's room (JSON) as whoever may read the chat hears it: what is sealed at rest stands in it readable. */
export async function openFrame(ring: Ring, businessId: string, frame: string): Promise<string> {
	if (!holdsSealed(frame)) return frame;
	const { news, ...numbers } = JSON.parse(frame);
	const open = async (each: { kind: string; message: Told }) =>
		each.kind === "message" ? { ...each, message: await openTold(ring, businessId, each.message) } : each;
	return JSON.stringify({ ...numbers, news: await Promise.all(news.map(open)) });
}

/** Whether a frame says something that is sealed at rest. In what people say the quotation marks are escaped. */
export function holdsSealed(frame: string): boolean {
	return frame.includes('"sealed":"');
}
