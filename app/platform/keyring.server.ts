import type { Config } from "./config.server.ts";
import { base64url, bytesOf } from "./ids.ts";

/**
 * Secrets at rest: AES-256-GCM with a key id, bound (AAD) to business, table, row and column, so a ciphertext moved elsewhere does not open.
 * Form: `v1.<key id>.<iv>.<ciphertext>`, base64url. The first key of the ring seals; every key of it opens, so keys rotate without a stop.
 */
export type Place = { businessId: string; table: string; rowId: string; column: string };

const encoder = new TextEncoder();
const imported = new Map<string, Promise<CryptoKey>>();

/** Seals a text for one place. */
export async function seal(ring: Config["ENCRYPTION_KEYS"], place: Place, text: string): Promise<string> {
	const [keyId, secret] = ring[0]!;
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const bytes = await crypto.subtle.encrypt(
		{ name: "AES-GCM", iv, additionalData: aad(keyId, place) },
		await keyOf(secret),
		encoder.encode(text),
	);
	return `v1.${keyId}.${base64url(iv)}.${base64url(new Uint8Array(bytes))}`;
}

/** Opens what `seal` made for the same place. @throws Error when the key is gone, the text was changed, or it stood elsewhere */
export async function open(ring: Config["ENCRYPTION_KEYS"], place: Place, sealed: string): Promise<string> {
	const [version, keyId = "", iv = "", ciphertext = ""] = sealed.split(".");
	const secret = ring.find(([id]) => id === keyId)?.[1];
	if (version !== "v1" || !secret) throw new Error(`sealed with an unknown key: ${version}.${keyId}`);
	const bytes = await crypto.subtle.decrypt(
		{ name: "AES-GCM", iv: bytesOf(iv), additionalData: aad(keyId, place) },
		await keyOf(secret),
		bytesOf(ciphertext),
	);
	return new TextDecoder().decode(bytes);
}

/** Whether a sealed text should be sealed again because its key is no longer the first of the ring. */
export function isSealedWithOldKey(ring: Config["ENCRYPTION_KEYS"], sealed: string): boolean {
	return sealed.split(".")[1] !== ring[0]![0];
}

function aad(keyId: string, place: Place): Uint8Array<ArrayBuffer> {
	return encoder.encode(["v1", keyId, place.businessId, place.table, place.rowId, place.column].join("|"));
}

function keyOf(secret: string): Promise<CryptoKey> {
	let key = imported.get(secret);
	if (!key) {
		key = crypto.subtle.importKey("raw", bytesOf(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
		imported.set(secret, key);
	}
	return key;
}
