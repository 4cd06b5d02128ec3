import { CodeChallengeMethod, decodeIdToken, OAuth2Client, OAuth2RequestError } from "arctic";
import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { errorFields, log } from "#app/platform/log.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { GoogleIdentity } from "../input.ts";

/** Google's sign-in, by OpenID Connect: authorization code, PKCE (S256), state and nonce. The only file that talks to Google. */

/** What one trip to Google and back must agree on. */
type Trip = { state: string; verifier: string; nonce: string };

/** Whether this deployment has a client at Google, and an address Google may send people back to. */
export function isGoogleReady(cfg: Config): boolean {
	return Boolean(cfg.GOOGLE_CLIENT_ID && cfg.GOOGLE_CLIENT_SECRET && cfg.REDIRECT_URI);
}

function clientOf(cfg: Config): OAuth2Client {
	const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret, REDIRECT_URI } = cfg;
	if (!id || !secret || !REDIRECT_URI) refuse("not_found", "not_found");
	return new OAuth2Client(id, secret, new URL("/sign-in/google/callback", REDIRECT_URI).href);
}

/** `GOOGLE_MOCK_URL` is refused in production by the configuration itself. */
function endpoints({ GOOGLE_MOCK_URL: mock }: Config): { authorize: string; token: string } {
	return mock
		? { authorize: new URL("/o/oauth2/v2/auth", mock).href, token: new URL("/token", mock).href }
		: { authorize: "https://accounts.google.com/o/oauth2/v2/auth", token: "https://oauth2.googleapis.com/token" };
}

/** Where to send somebody who wants to sign in with Google. */
export function googleAddress(cfg: Config, { state, verifier, nonce }: Trip): string {
	const scopes = ["openid", "email", "profile"];
	const url = clientOf(cfg).createAuthorizationURLWithPKCE(endpoints(cfg).authorize, state, CodeChallengeMethod.S256, verifier, scopes);
	url.searchParams.set("nonce", nonce);
	url.searchParams.set("prompt", "select_account");
	return url.href;
}

const Claims = z.object({
	iss: z.enum(["https://accounts.google.com", "accounts.google.com"]),
	aud: z.string(),
	exp: z.number(),
	iat: z.number(),
	nonce: z.string(),
	sub: z.string(),
	email: z.string(),
	email_verified: z.boolean().default(false),
	name: z.string().default(""),
	picture: z.string().optional(),
	hd: z.string().optional(),
});

/** How far Google's clock and ours may be apart. */
const skew = 1 * minute;

/**
 * Who it is that came back with this code. The token comes straight from Google over TLS, so its signature may be left alone (OpenID Connect
 * Core §3.1.3.7); what it claims may not.
 *
 * @throws Refusal `google_expired` for a code that is used or old, `google_failed` for anything else that is not right
 */
export async function whoCameBack(cfg: Config, code: string, trip: Trip, now: number): Promise<GoogleIdentity> {
	const claims = Claims.safeParse(await idTokenOf(cfg, code, trip));
	if (!claims.success) return refuse("unavailable", "google_failed");
	const { aud, exp, iat, nonce, sub, email, email_verified, name, picture, hd } = claims.data;
	const right = aud === cfg.GOOGLE_CLIENT_ID && nonce === trip.nonce && exp * second > now - skew && iat * second < now + skew;
	if (!right) refuse("unavailable", "google_failed");
	const identity = GoogleIdentity.safeParse({
		accountId: sub,
		email,
		emailVerified: email_verified,
		name: name.slice(0, 120),
		picture: picture && picture.length <= 500 ? picture : null,
		hd: hd ?? null,
	});
	return identity.success ? identity.data : refuse("unavailable", "google_failed");
}

async function idTokenOf(cfg: Config, code: string, { verifier }: Trip): Promise<object> {
	try {
		const tokens = await within(10 * second, clientOf(cfg).validateAuthorizationCode(endpoints(cfg).token, code, verifier));
		return decodeIdToken(tokens.idToken());
	} catch (error) {
		if (error instanceof OAuth2RequestError && error.code === "invalid_grant") refuse("unauthenticated", "google_expired");
		log("warn", "google.failed", { ...errorFields(error) });
		return refuse("unavailable", "google_failed");
	}
}

/** arctic takes no signal; whoever waits longer than this is told so. */
async function within<T>(limit: number, work: Promise<T>): Promise<T> {
	const late = AbortSignal.timeout(limit);
	const tooLate = new Promise<never>((_, reject) => late.addEventListener("abort", () => reject(new Error("no answer in time"))));
	return Promise.race([work, tooLate]);
}
