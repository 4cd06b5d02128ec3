import type { Config } from "./config.server.ts";
import { base64url, bytesOf } from "./ids.ts";
import { open, type Place, seal } from "./keyring.server.ts";

/**
 * Files at rest, sealed: AES-256-GCM in pieces of 64 KiB with a key of the file's own, so that a part of it is read without the rest. That key is sealed with
 * the ring, for the file's place, and lies beside it. Each piece is bound to its number and to how long the file is: none can be left out, moved or cut off.
 */
const piece = 64 * 1024;
const tag = 16;

/** How long a file of so many bytes is when it is sealed. */
export function sealedLength(length: number): number {
	return length + Math.ceil(length / piece) * tag;
}

/** How long a file is that is sealed in so many bytes. */
export function lengthOfSealed(sealed: number): number {
	return sealed - Math.ceil(sealed / (piece + tag)) * tag;
}

/** A key for one file, and as it lies beside it. It is good for one writing: a file that is written again has another. */
export async function newFileKey(ring: Config["ENCRYPTION_KEYS"], place: Place): Promise<{ key: CryptoKey; sealed: string }> {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return { key: await imported(bytes), sealed: await seal(ring, place, base64url(bytes)) };
}

/** The key that lies beside a file. @throws Error when the ring has not the key it was sealed with, or it lay elsewhere */
export async function fileKeyOf(ring: Config["ENCRYPTION_KEYS"], place: Place, sealed: string): Promise<CryptoKey> {
	return imported(bytesOf(await open(ring, place, sealed)));
}

/** Seals a file of so many bytes on its way. */
export function sealing(key: CryptoKey, length: number): TransformStream<Uint8Array, Uint8Array> {
	return inPieces(piece, 0, (bytes, number) => crypto.subtle.encrypt(algorithm(length, number), key, bytes));
}

/** Opens a file of so many bytes on its way. `first`: the number of the piece it begins with. The stream fails where a piece is not what was written there. */
export function opening(key: CryptoKey, length: number, first = 0): TransformStream<Uint8Array, Uint8Array> {
	return inPieces(piece + tag, first, (bytes, number) => crypto.subtle.decrypt(algorithm(length, number), key, bytes));
}

export type Part = { offset: number; length: number };

/** Where the pieces lie that hold a part of a file of so many bytes: the first one's number, their bytes, and how many of what they open to come before it. */
export function piecesOf(length: number, part: Part): { first: number; sealed: Part; skip: number } {
	const first = Math.floor(part.offset / piece);
	const end = Math.min(length, Math.ceil((part.offset + part.length) / piece) * piece);
	const offset = first * (piece + tag);
	return { first, sealed: { offset, length: sealedLength(end) - offset }, skip: part.offset - first * piece };
}

/** Lets so many bytes pass, after leaving some out. */
export function only({ skip, length }: { skip: number; length: number }): TransformStream<Uint8Array, Uint8Array> {
	let at = -skip;
	return new TransformStream({
		transform(chunk, out) {
			const wanted = chunk.subarray(Math.max(0, -at), Math.max(0, length - at));
			at += chunk.length;
			if (wanted.length > 0) out.enqueue(wanted);
		},
	});
}

function imported(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function algorithm(length: number, number: number): AesGcmParams {
	const iv = new Uint8Array(12);
	new DataView(iv.buffer).setUint32(8, number);
	return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`file|${length}`) };
}

function inPieces(
	size: number,
	first: number,
	act: (bytes: Uint8Array<ArrayBuffer>, number: number) => Promise<ArrayBuffer>,
): TransformStream<Uint8Array, Uint8Array> {
	const held = new Uint8Array(size);
	let filled = 0;
	let number = first;
	return new TransformStream({
		async transform(chunk, out) {
			for (let at = 0; at < chunk.length; ) {
				const taken = chunk.subarray(at, at + size - filled);
				held.set(taken, filled);
				filled += taken.length;
				at += taken.length;
				if (filled < size) continue;
				out.enqueue(new Uint8Array(await act(held, number++)));
				filled = 0;
			}
		},
		async flush(out) {
			if (filled > 0) out.enqueue(new Uint8Array(await act(held.subarray(0, filled), number++)));
		},
	});
}
