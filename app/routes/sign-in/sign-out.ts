import { redirect, redirectDocument } from "react-router";
import { logOut } from "#app/identity/log-out.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearSession } from "#app/platform/http/cookies.ts";
import type { Route } from "./+types/sign-out.ts";

/** Ends the session. The whole document goes, so that nothing of the shop stays behind in the browser's memory. */
export async function action({ context }: Route.ActionArgs) {
	await logOut(context.get(requestContext));
	return redirectDocument("/sign-in", { status: 303, headers: { "Set-Cookie": clearSession() } });
}

/** A link or an old tab must not sign anybody out. */
export function loader() {
	return redirect("/");
}
