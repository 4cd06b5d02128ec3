import { sign, verify } from "hono/jwt";
import { instant, second } from "./time.ts";

/** HS256 JSON Web Tokens. The signature only says that we made it; whether it still counts, the session row says. */

/** Signs a payload. `exp` is in seconds since 1970, as RFC 7519 has it. */
export function signToken(secret: string, payload: { exp: number } & Record<string, string | number>): Promise<string> {
	return sign(payload, secret, "HS256");
}

type Payload = Record<string, unknown>;

/** Tokens whose signature was found right: a client shows the same one with every call, and judging it costs a tenth of a small request. */
let judged = { secret: "", payloads: new Map<string, Payload>() };
const kept = 1000;

/** The payload of a token we signed that has not run out, else null. */
export async function readToken(secret: string, token: string): Promise<Payload | null> {
	if (judged.secret !== secret) judged = { secret, payloads: new Map() };
	const { payloads } = judged;
	const known = payloads.get(token);
	if (known) return Number(known.exp) * second > instant() ? known : null;
	try {
		const payload: Payload = await verify(token, secret, "HS256");
		if (typeof payload.exp !== "number") return null;
		if (payloads.size >= kept) payloads.delete(payloads.keys().next().value ?? "");
		payloads.set(token, payload);
		return payload;
	} catch {
		return null; // a foreign, altered or old token is simply not a token
	}
}
