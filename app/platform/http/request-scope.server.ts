import { configOf } from "../config.server.ts";
import { newId, randomToken } from "../ids.ts";
import type { Scope } from "../scope.server.ts";
import { instant } from "../time.ts";
import { readCookie, sessionCookie } from "./cookies.ts";

/** The scope of one HTTP request. @throws Refusal `unavailable / configuration` when a production secret is missing */
export function requestScope(request: Request, env: Env, execution: { waitUntil(work: Promise<unknown>): void }): Scope {
	const cfg = configOf(env);
	const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
	const cookie = readCookie(request, sessionCookie);
	return {
		env,
		cfg,
		requestId: newId(),
		nonce: randomToken(16),
		now: instant(),
		ip: request.headers.get("CF-Connecting-IP"),
		origin: new URL(request.url).origin,
		token: bearer
			? { via: "bearer", value: bearer }
			: request.headers.has("Authorization")
				? { via: "bearer", value: "" }
				: cookie
					? { via: "cookie", value: cookie }
					: null,
		meter: { trips: 0, questions: 0, rowsRead: 0, rowsWritten: 0 },
		waitUntil: (work) => execution.waitUntil(work),
	};
}
