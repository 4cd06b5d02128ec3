import { refuse } from "../errors.ts";
import type { Scope } from "../scope.server.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The one guard against cross-site requests, in front of React Router and Hono alike (React Router's own check covers only its UI routes,
 * Hono's only form content types). An unsafe request must come from our own pages: `Sec-Fetch-Site: same-origin`, or where a browser does
 * not send that, our own `Origin`. A request that carries our cookie and neither header is refused; one with a bearer token brings no cookie
 * of ours into play and may come from anywhere.
 *
 * @throws Refusal `forbidden / cross_site`
 */
export function refuseCrossSite(request: Request, scope: Scope): void {
	if (safe.has(request.method) || scope.token?.via === "bearer") return;
	const site = request.headers.get("Sec-Fetch-Site");
	const origin = request.headers.get("Origin");
	if (site !== null) {
		if (site !== "same-origin") refuse("forbidden", "cross_site");
		return;
	}
	if (origin !== null) {
		if (origin !== scope.origin) refuse("forbidden", "cross_site");
		return;
	}
	if (scope.token || scope.device.enrolled) refuse("forbidden", "cross_site");
}

/**
 * A socket is opened by GET, past the guard above, and a browser sends our cookie along with it from any page: only ours may.
 * @throws Refusal `forbidden / cross_site`
 */
export function refuseForeignSocket(request: Request, scope: Scope): void {
	if (request.headers.get("Origin") !== scope.origin) refuse("forbidden", "cross_site");
}
