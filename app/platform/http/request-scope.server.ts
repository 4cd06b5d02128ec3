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
 * In one browser somebody may be signed in to the back office and somebody else be at the till. What is the till's is for the one at the till, and never
 * for the other in their place once there was one, also when the browser has dropped what was left of them: until the other says
 * at the door that they go on. The back office knows the other first. A socket carries the same news to both.
 */
function cookieOf(request: Request, pathname: string): Scope["token"] {
	const user = readCookie(request, sessionCookie);
	const employee = readCookie(request, employeeCookie);
	const isApi = pathname.startsWith("/api/");
	const isOfTill = isTillPath(pathname) || (isApi && !isAskedInOffice(request));
	if (employee && isOfTill) return { via: "employee", value: employee };
	if (isOfTill && !isDoor(pathname) && isTillTaken(request)) return null;
	if (user) return { via: "cookie", value: user };
	return employee && (isApi || pathname === newsPath) ? { via: "employee", value: employee } : null;
}

/**
 * Whether a page of ours that is none of the till's asked. Who says nothing of where they ask from is taken to be at the till: better nobody there than
 * the owner in somebody else's place.
 */
function isAskedInOffice(request: Request): boolean {
	const from = URL.parse(request.headers.get("Referer") ?? "");
	return from !== null && from.origin === new URL(request.url).origin && !isTillPath(from.pathname);
}

/** The doors of the till, where whoever is signed in may say that they go on, or let somebody in again; and the way out, which is open to everybody. */
function isDoor(pathname: string): boolean {
	return /^\/login(\.data)?$|^\/api(\/v1)?\/auth\/logout$/.test(pathname);
}
