import { sign, verify } from "hono/jwt";

/** HS256 JSON Web Tokens. The signature only says that we made it; whether it still counts, the session row says. */

/** Signs a payload. `exp` is in seconds since 1970, as RFC 7519 has it. */
export function signToken(secret: string, payload: { exp: number } & Record<string, string | number>): Promise<string> {
	return sign(payload, secret, "HS256");
}

/** The payload of a token we signed that has not run out, else null. */
export async function readToken(secret: string, token: string): Promise<Record<string, unknown> | null> {
	try {
		return await verify(token, secret, "HS256");
	} catch {
		return null; // a foreign, altered or old token is simply not a token
	}
}
