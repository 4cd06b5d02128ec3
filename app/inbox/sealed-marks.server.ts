import { type SQL, sql } from "drizzle-orm";
import type { Config } from "#app/platform/config.server.ts";
import { isSealedWithOldKey, open, seal } from "#app/platform/keyring.server.ts";

/** What stands beside words and is somebody's, too, at rest: a reaction, the name of a file. Each is sealed by itself, as each is changed by itself. */

type Ring = Config["ENCRYPTION_KEYS"];
/** Whose place it is sealed for: a reaction by its message, a name by its file. */
export type Mark = { what: "theirReaction" | "ourReaction" | "name"; chatId: string; id: string };
/** As its row keeps it: of the two one is empty, or both are. */
export type KeptMark = { plain: string; sealed: string | null };

/** Reactions and names are short: how long one is would say which it is. */
const bytesOfStep = 32;

function placeOf(businessId: string, { what, chatId, id }: Mark) {
	return { businessId, table: what === "name" ? "messageMedia" : "messages", rowId: `${chatId}/${id}`, column: what };
}

/** How a mark is to be kept. */
export async function keptMark(ring: Ring, businessId: string, isSealed: boolean, mark: Mark, text: string): Promise<KeptMark> {
	if (!isSealed || text === "") return { plain: text, sealed: null };
	const { length } = new TextEncoder().encode(text);
	const padded = text + " ".repeat((bytesOfStep - (length % bytesOfStep)) % bytesOfStep);
	return { plain: "", sealed: await seal(ring, placeOf(businessId, mark), padded) };
}

/** What a mark says; null where the key it was sealed with is not here, or it was sealed for another place. */
export async function openMark(ring: Ring, businessId: string, mark: Mark, { plain, sealed }: KeptMark): Promise<string | null> {
	if (sealed === null) return plain;
	return open(ring, placeOf(businessId, mark), sealed).then(
		(text) => text.trimEnd(),
		() => null,
	);
}

/** A mark brought to what the business chose: as it is now to be kept, `same` as it is, or `locked`. */
export async function bringMark(
	ring: Ring,
	businessId: string,
	isSealed: boolean,
	mark: Mark,
	kept: KeptMark,
): Promise<KeptMark | "same" | "locked"> {
	const isRight = isSealed ? (kept.sealed === null ? kept.plain === "" : !isSealedWithOldKey(ring, kept.sealed)) : kept.sealed === null;
	if (isRight) return "same";
	const text = await openMark(ring, businessId, mark, kept);
	return text === null ? "locked" : keptMark(ring, businessId, isSealed, mark, text);
}

/** Whether what a column holds was sealed with a key of the ring. */
export function sealedWithin(ring: Ring, column: SQL): SQL {
	const keys = JSON.stringify(ring.map(([keyId]) => `v1.${keyId}.`));
	return sql`EXISTS (SELECT 1 FROM json_each(${keys}) AS k WHERE instr(${column}, k.value) = 1)`;
}
