import { refuse } from "./errors.ts";
import { base64url, bytesOf } from "./ids.ts";

/** Keyset cursors: where the last row stood in the order, opaque to whoever carries it. Browser-safe. */

export type Cursor = (string | number)[];

export function writeCursor(position: Cursor): string {
	return base64url(new TextEncoder().encode(JSON.stringify(position)));
}

/** @throws Refusal `invalid / cursor_invalid` for anything `writeCursor` did not write with that many parts */
export function readCursor(cursor: string | undefined, parts: number): Cursor | null {
	if (!cursor) return null;
	try {
		const position: unknown = JSON.parse(new TextDecoder().decode(bytesOf(cursor)));
		if (
			Array.isArray(position) &&
			position.length === parts &&
			position.every((part) => typeof part === "string" || typeof part === "number")
		)
			return position;
	} catch {
		// falls through to the refusal
	}
	refuse("invalid", "cursor_invalid", { field: "cursor" });
}

/** A page of `limit` rows out of `limit + 1` read, and the cursor to the next. */
export function pageOf<R>(rows: R[], limit: number, positionOf: (row: R) => Cursor): { items: R[]; nextCursor: string | null } {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, nextCursor: rows.length > limit && last ? writeCursor(positionOf(last)) : null };
}
