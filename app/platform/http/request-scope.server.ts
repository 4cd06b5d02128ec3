import { configOf } from "../config.server.ts";
import { newId, randomToken } from "../ids.ts";
import { newsPath } from "../news.ts";
import type { Scope } from "../scope.server.ts";
import { instant } from "../time.ts";
import { deviceCookie, devicePendingCookie, employeeCookie, isTillTaken, readCookie, sessionCookie } from "./cookies.ts";

/** The scope of one HTTP request. @throws Refusal `unavailable / configuration` when a production secret is missing */
export function requestScope(request: Request, env: Env, execution: { waitUntil(work: Promise<unknown>): void }): Scope {
	const cfg = configOf(env);
	const { origin, pathname } = new URL(request.url);
	const isBearer = request.headers.has("Authorization") || request.headers.has(serviceHeader);
	return {
		env,
		cfg,
		requestId: newId(),
		nonce: randomToken(16),
		now: instant(),
		ip: request.headers.get("CF-Connecting-IP"),
		origin,
		token: isBearer ? bearerOf(request) : cookieOf(request, pathname),
		device: {
			enrolled: isBearer ? null : readCookie(request, deviceCookie),
			pending: isBearer ? null : readCookie(request, devicePendingCookie),
		},
		meter: { trips: 0, questions: 0, rowsRead: 0, rowsWritten: 0 },
		waitUntil: (work) => execution.waitUntil(work),
	};
}

/** Where a service shows its token when something before us has taken `Authorization` for itself. Like it, no other site can send it unasked. */
const serviceHeader = "X-Service-Token";

function bearerOf(request: Request): Scope["token"] {
	const service = request.headers.get(serviceHeader);
	if (service !== null) return { via: "bearer", value: service.trim() };
	const value = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
	return { via: "bearer", value: value ?? "" };
}

/** Pages of the till, and the doors to it; also as the router asks for their data. */
const tillPath = /^\/(counter|login|lock)(\/|\.data$|$)/;

/** Whether a page belongs to whoever is at the till, and is closed behind the till's own doors. */
export function isTillPath(pathname: string): boolean {
	return tillPath.test(pathname);
}

/**
 * In one browser somebody may be signed in to the back office and somebody else be at the till. The pages of the till and the API are for the
 * one at the till, and never for the other in their place once there was one, also when the browser has dropped what was left of them: until the other says
 * at the door that they go on. The back office knows only the first. A socket carries the same news to both.
 */
function cookieOf(request: Request, pathname: string): Scope["token"] {
	const user = readCookie(request, sessionCookie);
	const employee = readCookie(request, employeeCookie);
	const isOfTill = isTillPath(pathname) || pathname.startsWith("/api/");
	if (employee && isOfTill) return { via: "employee", value: employee };
	if (isOfTill && !isDoor(pathname) && isTillTaken(request)) return null;
	if (user) return { via: "cookie", value: user };
	return employee && pathname === newsPath ? { via: "employee", value: employee } : null;
}

/** The door of the till, where whoever is signed in may say that they go on, or let somebody in again. */
function isDoor(pathname: string): boolean {
	return /^\/login(\.data)?$/.test(pathname);
}
