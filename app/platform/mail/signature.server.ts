import { Refusal } from "../errors.ts";
import { minute } from "../time.ts";

/** Standard Webhooks, as Resend (Svix) signs: HMAC-SHA256 over `id.timestamp.body`, under `svix-*` or `webhook-*` headers. */

/** How far the sender's clock may be from ours. */
const tolerance = 5 * minute;

/**
 * @param secret `whsec_` and the key in base64
 * @returns the message's id, the same each time it is sent
 * @throws Refusal `unauthenticated / signature_invalid`
 */
export async function signedId(headers: Headers, body: string, secret: string, now: number): Promise<string> {
	const header = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "";
	const [id, timestamp] = [header("id"), header("timestamp")];
	const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
	if (id === "" || id.length > 200 || !(Math.abs(now - at) <= tolerance)) throw new Refusal("unauthenticated", "signature_invalid");
	const key = await crypto.subtle.importKey(
		"raw",
		bytesOf(secret.slice(6)) ?? new Uint8Array(1),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["verify"],
	);
	const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
	for (const signature of header("signature").split(" ").slice(0, 10)) {
		const [version, mac] = signature.split(",");
		const bytes = version === "v1" ? bytesOf(mac ?? "") : null;
		// The platform compares in constant time.
		if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return id;
	}
	throw new Refusal("unauthenticated", "signature_invalid");
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
	try {
		return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
	} catch {
		return null;
	}
}
