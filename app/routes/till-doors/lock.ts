import { redirect, redirectDocument } from "react-router";
import { sameOriginPath } from "#app/i18n.ts";
import { lockTill } from "#app/identity/lock-till.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { clearSecret, employeeCookie } from "#app/platform/http/cookies.ts";
import { locking } from "../counter/locking.ts";
import { deskNow } from "../counter/offline-desk.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/lock.ts";

/** Locks the till: whoever is at it is out, and the next one shows a PIN. The whole document goes; the basket waits in the browser. */
export async function action({ request, context }: Route.ActionArgs) {
	await lockTill(context.get(requestContext));
	const next = sameOriginPath(new URL(request.url).searchParams.get("next"), "/counter");
	return redirectDocument(`/login?next=${encodeURIComponent(next)}`, {
		status: 303,
		headers: { "Set-Cookie": clearSecret(employeeCookie) },
	});
}

export function clientAction({ serverAction, request }: Route.ClientActionArgs) {
	return locking(serverAction, deskNow(), request.signal);
}

/** `?awake`: somebody touched the till, so it stays theirs a while longer. A link or an old tab must not lock anything. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	if (!url.searchParams.has("awake")) return redirect("/counter");
	// The proof itself notes that it was used.
	await page({ request, context }, (tenant) => tenant.principal());
	return new Response(null, { status: 204 });
}
