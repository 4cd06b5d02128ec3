import { base64url } from "./ids.ts";

const encoder = new TextEncoder();

/** SHA-256 of text as base64url. For tokens of ≥ 128 bits of entropy; never for passwords or PINs. */
export async function sha256(text: string): Promise<string> {
	return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
}

const keys = new Map<string, Promise<CryptoKey>>();

/** HMAC-SHA-256 of text as base64url, for fingerprints of what may hold a password. `purpose` keeps two uses of one secret apart. */
export async function fingerprint(secret: string, purpose: string, text: string): Promise<string> {
	let key = keys.get(secret);
	if (!key) {
		key = crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
		keys.set(secret, key);
	}
	return base64url(new Uint8Array(await crypto.subtle.sign("HMAC", await key, encoder.encode(`${purpose}\n${text}`))));
}

/** JSON with sorted keys, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner) =>
		inner && typeof inner === "object" && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}
