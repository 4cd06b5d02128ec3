import { redirect } from "react-router";
import { comeBack, keepPerson, personLifetime, type Purpose, purposeOf } from "#app/identity/google-flow.server.ts";
import type { GoogleIdentity } from "#app/identity/input.ts";
import { linkGoogle } from "#app/identity/link-google.server.ts";
import { signInWithGoogle } from "#app/identity/sign-in-with-google.server.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { clearSecret, googleFlowCookie, googlePersonCookie, readCookie, setSecret, setSession } from "#app/platform/http/cookies.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Route } from "./+types/google-callback.ts";
import { userAgentOf } from "./open-form.server.ts";

type Arrival = { to: string; cookie?: string };

/**
 * Back from Google. The cookie of the trip is used up whatever came of it; what went wrong is said on the page they set out from. A session
 * begun here is always a new one.
 */
export async function loader({ request, url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	const trip = readCookie(request, googleFlowCookie);
	const headers = new Headers({ "Set-Cookie": clearSecret(googleFlowCookie) });
	const purpose = await purposeOf(scope, trip);
	try {
		const person = await comeBack(scope, trip, url.searchParams);
		const { to, cookie } = await arrive(scope, person, purpose, userAgentOf(request));
		if (cookie) headers.append("Set-Cookie", cookie);
		return redirect(to, { headers });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return redirect(withProblem(whereFrom(purpose), error), { headers });
	}
}

async function arrive(scope: Scope, person: GoogleIdentity, purpose: Purpose | null, userAgent: string): Promise<Arrival> {
	const kept = async (to: string): Promise<Arrival> => ({
		to,
		cookie: setSecret(googlePersonCookie, await keepPerson(scope, person), personLifetime),
	});
	if (purpose?.for === "invite") return kept(whereFrom(purpose));
	if (purpose?.for === "link") {
		const tenant = await someone(scope);
		const { user } = await tenant.principal();
		if (user.id !== purpose.userId) refuse("forbidden", "google_state");
		await linkGoogle(tenant, user.id, person);
		return { to: "/settings?saved=googleLink" };
	}
	const next = purpose?.next ?? "/";
	const signedIn = await signInWithGoogle(scope, person, { userAgent });
	return signedIn ? { to: next, cookie: setSession(signedIn.token, sessionLifetime) } : kept(`/register?next=${encodeURIComponent(next)}`);
}

function whereFrom(purpose: Purpose | null): string {
	if (purpose?.for === "invite") return `/invite?token=${encodeURIComponent(purpose.token)}`;
	return purpose?.for === "link" ? "/settings" : "/sign-in";
}

function withProblem(path: string, error: Refusal): string {
	const code = error.code.startsWith("google_") ? error.code : "google_failed";
	return `${path}${path.includes("?") ? "&" : "?"}google=${code}`;
}
