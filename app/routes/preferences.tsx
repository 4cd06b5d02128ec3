import { data, redirect } from "react-router";
import { isLocale, isTheme, sameOriginPath } from "#app/i18n.ts";
import { clearPreference, setPreference } from "#app/platform/http/cookies.ts";
import type { Route } from "./+types/preferences.ts";
import { fieldsOf } from "./door.server.ts";

/** Keeps the reader's theme and language in a cookie and goes back to where they were. A look is not a secret: no session needed. */
export async function action({ request }: Route.ActionArgs) {
	const form = await fieldsOf(request);
	const headers = new Headers();
	const locale = form.get("locale");
	const theme = form.get("theme");
	if (isLocale(locale)) headers.append("Set-Cookie", setPreference("locale", locale));
	if (isTheme(theme)) headers.append("Set-Cookie", setPreference("theme", theme));
	if (theme === "system") headers.append("Set-Cookie", clearPreference("theme"));
	return redirect(sameOriginPath(form.get("next")), { status: 303, headers });
}

/** There is nothing to look at here. */
export function loader() {
	throw data(null, { status: 404 });
}
