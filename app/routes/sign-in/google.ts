import { data, redirect } from "react-router";
import { sameOriginPath } from "#app/i18n.ts";
import { isGoogleReady } from "#app/identity/adapters/google.server.ts";
import { type Purpose, setOut, tripLifetime } from "#app/identity/google-flow.server.ts";
import { viewerOf } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { googleFlowCookie, setSecret } from "#app/platform/http/cookies.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Route } from "./+types/google.ts";

/** Sets out for Google: to sign in, to join by an invite (`?invite=`), or to link one's account (`?link`). */
export async function loader({ url, context }: Route.LoaderArgs) {
	const scope = context.get(requestContext);
	if (!isGoogleReady(scope.cfg)) throw data(null, { status: 404 });
	const { address, cookie } = await setOut(scope, await purposeIn(scope, url));
	return redirect(address, { headers: { "Set-Cookie": setSecret(googleFlowCookie, cookie, tripLifetime) } });
}

async function purposeIn(scope: Scope, url: URL): Promise<Purpose> {
	const token = url.searchParams.get("invite");
	if (token) return { for: "invite", token: token.slice(0, 300) };
	if (!url.searchParams.has("link")) return { for: "sign-in", next: sameOriginPath(url.searchParams.get("next")) };
	const viewer = await viewerOf(scope);
	if (!viewer) throw redirect("/sign-in?next=%2Fsettings");
	return { for: "link", userId: viewer.user.id };
}
