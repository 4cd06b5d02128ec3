import { redirect } from "react-router";
import { sameOriginPath } from "#app/i18n.ts";
import { clearSecret, googlePersonCookie } from "#app/platform/http/cookies.ts";
import type { Route } from "./+types/google-forget.ts";

/** Forgets who came back from Google, for whoever would rather have a password. Nothing but this browser's own half-filled form is lost. */
export function loader({ url }: Route.LoaderArgs) {
	return redirect(sameOriginPath(url.searchParams.get("next")), { headers: { "Set-Cookie": clearSecret(googlePersonCookie) } });
}
