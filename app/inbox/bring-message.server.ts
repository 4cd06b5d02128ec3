import type { Config } from "#app/platform/config.server.ts";
import { isSealedWithOldKey } from "#app/platform/keyring.server.ts";
import { previewOf } from "./rules.ts";
import { bringMark, type KeptMark } from "./sealed-marks.server.ts";
import { type KeptWords, openWords, sealWords } from "./sealed-words.server.ts";

/** One message brought to what its business chose: its words, its reactions, what its files are called. */

type Ring = Config["ENCRYPTION_KEYS"];
/** `files`: JSON of its files, `KeptMark` each with its id. */
export type MessageRow = KeptWords & {
	seq: number;
	isDeleted: number;
	version: number;
	isLast: number;
	said: string;
	theirReaction: string;
	theirSealedReaction: string | null;
	ourReaction: string;
	ourSealedReaction: string | null;
	files: string;
};
export type RewrittenMessage = {
	id: string;
	chatId: string;
	version: number;
	text: string;
	details: string;
	template: string | null;
	sealed: string | null;
	preview: string;
	theirs: KeptMark;
	ours: KeptMark;
};
/** A file's name as it was read, and as it is to be. */
export type RenamedFile = { id: string; was: KeptMark; is: KeptMark };
/** `message` null, and no files: it is as it is to be. `isLocked`: some of it cannot be opened, and stays as it is. */
export type Brought = { message: RewrittenMessage | null; files: RenamedFile[]; isLocked: boolean };

export async function bringMessage(ring: Ring, businessId: string, isSealed: boolean, row: MessageRow): Promise<Brought> {
	const { id, chatId, version } = row;
	const words = await bringWords(ring, businessId, isSealed, row);
	const markOf = (what: "theirReaction" | "ourReaction", kept: KeptMark) =>
		bringMark(ring, businessId, isSealed, { what, chatId, id }, kept);
	const [wasTheirs, wasOurs] = [
		{ plain: row.theirReaction, sealed: row.theirSealedReaction },
		{ plain: row.ourReaction, sealed: row.ourSealedReaction },
	];
	const theirs = await markOf("theirReaction", wasTheirs);
	const ours = await markOf("ourReaction", wasOurs);
	const files: RenamedFile[] = [];
	let isLocked = words === "locked" || theirs === "locked" || ours === "locked";
	for (const file of JSON.parse(row.files) as Omit<FileRow, "chatId">[]) {
		const renamed = await bringName(ring, businessId, isSealed, { ...file, chatId });
		if (typeof renamed === "object") files.push(renamed);
		isLocked ||= renamed === "locked";
	}
	const { text, details, template, sealed } = row;
	const kept = typeof words === "object" ? words : { text, details, template, sealed };
	const isChanged = [words, theirs, ours].some((each) => typeof each === "object");
	const message = isChanged && {
		...{ id, chatId, version, ...kept, preview: row.isLast ? previewOf(kept.text) : "" },
		theirs: typeof theirs === "object" ? theirs : wasTheirs,
		ours: typeof ours === "object" ? ours : wasOurs,
	};
	return { message: message || null, files, isLocked };
}

export type FileRow = KeptMark & { id: string; chatId: string };

/** A file's name brought to what the business chose, `same` as it is, or `locked`. */
export async function bringName(
	ring: Ring,
	businessId: string,
	isSealed: boolean,
	{ id, chatId, ...was }: FileRow,
): Promise<RenamedFile | "same" | "locked"> {
	const is = await bringMark(ring, businessId, isSealed, { what: "name", chatId, id }, was);
	return typeof is === "object" ? { id, was, is } : is;
}

/** Its words as they are now to be kept, `same` as they are, or `locked`. */
async function bringWords(
	ring: Ring,
	businessId: string,
	isSealed: boolean,
	row: MessageRow,
): Promise<Pick<RewrittenMessage, "text" | "details" | "template" | "sealed"> | "same" | "locked"> {
	// What was taken back once kept a template's blanks.
	if (row.isDeleted === 1) return row.template === null ? "same" : { text: "", details: "{}", template: null, sealed: null };
	const wasSealed = row.sealed !== null;
	if (isSealed ? wasSealed && !isSealedWithOldKey(ring, row.sealed ?? "") : !wasSealed) return "same";
	const words = await openWords(ring, businessId, row);
	if (words === null) return "locked";
	const sealed = isSealed ? await sealWords(ring, businessId, row, words) : null;
	if (sealed === null && !wasSealed) return "same";
	const { parameters: _, ...template } = row.template === null ? {} : JSON.parse(row.template);
	return {
		template: row.template && JSON.stringify(sealed === null ? { ...template, parameters: words.parameters } : template),
		...(sealed === null ? { text: words.text, details: JSON.stringify(words.details) } : { text: "", details: "{}" }),
		sealed,
	};
}
