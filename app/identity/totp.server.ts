import { second } from "#app/platform/time.ts";

/** Time-based one-time passwords, RFC 6238: HMAC-SHA-1, six digits, steps of thirty seconds, as every authenticator app has them. */

const step = 30 * second;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret of 160 bits, in base32. */
export function newTotpSecret(): string {
	return base32(crypto.getRandomValues(new Uint8Array(20)));
}

/** The address an authenticator app reads from a QR code. */
export function totpAddress(secret: string, account: string, issuer: string): string {
	const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
	return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}

/** The code of a time step. */
export async function totpCode(secret: string, at: number): Promise<string> {
	const key = await crypto.subtle.importKey("raw", fromBase32(secret), { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
	const counter = new DataView(new ArrayBuffer(8));
	counter.setBigUint64(0, BigInt(stepOf(at)));
	const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
	const offset = mac.getUint8(19) & 15;
	return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * The time step a code belongs to, within one step of now either way; null for a wrong one, and for one of a step that was used already: a code
 * opens once, also within its half minute.
 */
export async function totpStepOf(secret: string, code: string, now: number, lastUsed: number): Promise<number | null> {
	let found: number | null = null;
	for (const at of [now - step, now, now + step]) {
		if ((await totpCode(secret, at)) === code && stepOf(at) > lastUsed) found ??= stepOf(at);
	}
	return found;
}

function stepOf(at: number): number {
	return Math.floor(at / step);
}

function base32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
	return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
	const bits = [...text].map((char) => alphabet.indexOf(char).toString(2).padStart(5, "0")).join("");
	return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
