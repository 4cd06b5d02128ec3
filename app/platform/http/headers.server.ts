import type { Scope } from "../scope.server.ts";

/** Sets what every answer of ours carries. Static files never meet the worker; `public/_headers` repeats this for them. */
export function secure(headers: Headers, scope: Scope): void {
	headers.set("X-Content-Type-Options", "nosniff");
	headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
	headers.set("Cross-Origin-Opener-Policy", "same-origin");
	headers.set("Cross-Origin-Resource-Policy", "same-origin");
	headers.set("X-Frame-Options", "DENY");
	headers.set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
	headers.set("X-Request-Id", scope.requestId);
	if (scope.cfg.ENVIRONMENT === "production") headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
	if (headers.get("Content-Type")?.startsWith("text/html")) {
		headers.set("Content-Security-Policy", contentSecurityPolicy(scope));
		headers.set("Cache-Control", "no-store");
	} else if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
	if (scope.cfg.ENVIRONMENT !== "production") {
		const { trips, rowsRead, rowsWritten } = scope.meter;
		headers.append("Server-Timing", `d1;desc="trips=${trips} read=${rowsRead} written=${rowsWritten}"`);
	}
}

function contentSecurityPolicy(scope: Scope): string {
	// Hot reload talks over a socket and writes its styles into the page; what is built does neither.
	const reloading = import.meta.env.DEV;
	return [
		"default-src 'self'",
		`script-src 'nonce-${scope.nonce}' 'strict-dynamic'`,
		reloading ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
		"img-src 'self' data: https:",
		"font-src 'self'",
		// Not every browser takes the sockets of an origin for part of 'self'.
		reloading ? "connect-src 'self' ws:" : `connect-src 'self' ${scope.origin.replace(/^http/, "ws")}`,
		"worker-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"form-action 'self'",
	].join("; ");
}
