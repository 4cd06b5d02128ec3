import { keptPerson } from "#app/identity/google-flow.server.ts";
import type { GoogleIdentity } from "#app/identity/input.ts";
import { googlePersonCookie, readCookie } from "#app/platform/http/cookies.ts";
import type { Scope } from "#app/platform/scope.server.ts";

/** Who came back from Google in this browser and has not filled in the rest yet. */
export function personFrom(scope: Scope, request: Request): Promise<GoogleIdentity | null> {
	return keptPerson(scope, readCookie(request, googlePersonCookie));
}
