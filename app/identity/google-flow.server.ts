import { z } from "zod";
import { refuse } from "#app/platform/errors.ts";
import { randomToken } from "#app/platform/ids.ts";
import { readToken, signToken } from "#app/platform/jwt.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { googleAddress, whoCameBack } from "./adapters/google.server.ts";
import { GoogleIdentity } from "./input.ts";

/**
 * The trip to Google and back. What the answer must match travels in a cookie of the browser that set out, signed and good for ten minutes:
 * an answer brought to another browser matches nothing there.
 */

export const tripLifetime = 10 * minute;
/** As long as somebody may take to fill in what Google does not know. */
export const personLifetime = 30 * minute;

/** What they set out for: to sign in (and go on to `next`), to join by an invite, or to link the account of whom they are signed in as. */
export const Purpose = z.discriminatedUnion("for", [
	z.object({ for: z.literal("sign-in"), next: z.string() }),
	z.object({ for: z.literal("invite"), token: z.string() }),
	z.object({ for: z.literal("link"), userId: z.string() }),
]);
export type Purpose = z.output<typeof Purpose>;

const Flow = z.object({ state: z.string(), verifier: z.string(), nonce: z.string(), purpose: Purpose });

async function sealed(scope: Scope, use: string, value: object, lifetime: number): Promise<string> {
	return signToken(scope.cfg.SESSION_SECRET, { use, value: JSON.stringify(value), exp: Math.floor((scope.now + lifetime) / second) });
}

async function unsealed<Shape extends z.ZodType>(
	scope: Scope,
	use: string,
	token: string | null,
	shape: Shape,
): Promise<z.output<Shape> | null> {
	const payload = token ? await readToken(scope.cfg.SESSION_SECRET, token) : null;
	if (payload?.use !== use || typeof payload.value !== "string") return null;
	return shape.safeParse(JSON.parse(payload.value)).data ?? null;
}

/** Where to go, and what to keep in the cookie meanwhile. */
export async function setOut(scope: Scope, purpose: Purpose): Promise<{ address: string; cookie: string }> {
	const trip = { state: randomToken(), verifier: randomToken(), nonce: randomToken() };
	return { address: googleAddress(scope.cfg, trip), cookie: await sealed(scope, "google-flow", { ...trip, purpose }, tripLifetime) };
}

/** What a trip was for, whether or not it ended well; null when there is no trip under way in this browser. */
export async function purposeOf(scope: Scope, cookie: string | null): Promise<Purpose | null> {
	return (await unsealed(scope, "google-flow", cookie, Flow))?.purpose ?? null;
}

/** Who came back. @throws Refusal `google_expired`, `google_state`, `google_cancelled`, `google_failed` */
export async function comeBack(scope: Scope, cookie: string | null, answer: URLSearchParams): Promise<GoogleIdentity> {
	const flow = await unsealed(scope, "google-flow", cookie, Flow);
	if (!flow) refuse("unauthenticated", "google_expired");
	if (answer.get("state") !== flow.state) refuse("forbidden", "google_state");
	if (answer.get("error") === "access_denied") refuse("unauthenticated", "google_cancelled");
	const code = answer.get("code");
	if (!code) refuse("unavailable", "google_failed");
	return whoCameBack(scope.cfg, code, flow, scope.now);
}

/** Keeps who came back, for the form that asks for the rest. */
export function keepPerson(scope: Scope, person: GoogleIdentity): Promise<string> {
	return sealed(scope, "google-person", person, personLifetime);
}

/** Who came back from Google in this browser and has not finished yet. */
export function keptPerson(scope: Scope, cookie: string | null): Promise<GoogleIdentity | null> {
	return unsealed(scope, "google-person", cookie, GoogleIdentity);
}
