import { base64url, bytesOf } from "./ids.ts";

/**
 * Frames of a socket that are sealed: AES-256-GCM with a key that the page, which somebody signed in for, and the door of the socket know, bound to what is
 * listened to and to the direction, so that a frame opens nowhere else and is nobody's own come back. For browser and server.
 */
export type FrameSeal = {
	/** What goes over the line. */
	seal(text: string): Promise<string>;
	/** What was said; null where it was not sealed, or not with this key, for this line. */
	open(frame: string): Promise<string | null>;
};

/** `key`: 32 bytes as base64url. `line`: what is listened to. */
export function frameSeal(key: string, line: string, me: "page" | "room"): FrameSeal {
	const imported = crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["encrypt", "decrypt"]);
	const encoder = new TextEncoder();
	const bound = (from: "page" | "room") => encoder.encode(`frame|${line}|${from}`);
	return {
		async seal(text) {
			const iv = crypto.getRandomValues(new Uint8Array(12));
			const said = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(me) }, await imported, encoder.encode(text));
			return JSON.stringify({ sealed: `${base64url(iv)}.${textOf(new Uint8Array(said))}` });
		},
		async open(frame) {
			const [, iv = "", said = ""] = /^\{"sealed":"([\w-]+)\.([\w-]+)"\}$/.exec(frame) ?? [];
			if (iv === "") return null;
			try {
				const algorithm = { name: "AES-GCM", iv: bytesOf(iv), additionalData: bound(me === "page" ? "room" : "page") };
				return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, await imported, bytesOf(said)));
			} catch {
				return null;
			}
		},
	};
}

/** Whether what came over the line is sealed. */
export function isSealedFrame(frame: string): boolean {
	return frame.startsWith('{"sealed":"');
}

/** A frame may hold five hundred messages: more than one call takes as arguments. */
function textOf(bytes: Uint8Array): string {
	let text = "";
	// Whole thirds, so that the pieces' texts stand behind each other.
	for (let from = 0; from < bytes.length; from += 24_576) text += base64url(bytes.subarray(from, from + 24_576));
	return text;
}
