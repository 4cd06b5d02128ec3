import { data, redirect } from "react-router";
import { isLocale, isTheme, sameOriginPath } from "#app/i18n.ts";
import type { Route } from "./+types/preferences.ts";

const year = 365 * 24 * 60 * 60;

/** Keeps the reader's theme and language in a cookie and goes back to where they were. A look is not a secret: no session needed. */
export async function action({ request }: Route.ActionArgs) {
	const form = await request.formData();
	const headers = new Headers();
	const locale = form.get("locale");
	const theme = form.get("theme");
	if (isLocale(locale)) headers.append("Set-Cookie", keep("locale", locale, year));
	if (isTheme(theme)) headers.append("Set-Cookie", keep("theme", theme, year));
	if (theme === "system") headers.append("Set-Cookie", keep("theme", "", 0));
	return redirect(sameOriginPath(form.get("next")), { status: 303, headers });
}

/** There is nothing to look at here. */
export function loader() {
	throw data(null, { status: 404 });
}

function keep(name: string, value: string, maxAge: number): string {
	return `${name}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Lax`;
}
