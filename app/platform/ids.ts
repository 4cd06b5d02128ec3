import { v7 } from "uuid";

declare const brand: unique symbol;
/** A text UUIDv7 that says what it is the id of. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind };

/** A new UUIDv7 (text that sorts by time), of `at` (ms UTC) or of now. Made before the batch, so that a repeat of the batch is the same act. */
export function newId<Kind extends string>(at?: number): Id<Kind> {
	return at === undefined ? v7() : v7({ msecs: at });
}

/** `length` random bytes as base64url. 32 bytes = 256 bits for session tokens. */
export function randomToken(length = 32): string {
	return base64url(crypto.getRandomValues(new Uint8Array(length)));
}

/** Bytes as unpadded base64url text. */
export function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}

/** What `base64url` wrote, or plain base64, as bytes. @throws DOMException for what is neither */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
}

/** The end of an id, as people say it over the telephone: it finds, and does not name, as two may share it. */
export function endOfId(id: string): string {
	return id.slice(-6).toUpperCase();
}

export const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The smallest id an act at this instant (ms UTC) can have; ids sort by time, so this cuts a list of them by time. */
export function firstIdAt(at: number): string {
	const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0").slice(-12);
	return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
