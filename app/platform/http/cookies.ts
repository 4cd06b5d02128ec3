import { second } from "../time.ts";

/** The session cookie: `__Host-` binds it to this host over TLS (browsers treat 127.0.0.1 as such), HttpOnly keeps it from scripts. */
export const sessionCookie = "__Host-session";

/** The same for what stands in a shop: an enrolled device, one on its way in, and the employee who is at it. */
export const deviceCookie = "__Host-STORE_SESS";
export const devicePendingCookie = "__Host-STORE_PENDING";
export const employeeCookie = "__Host-EMP_SESS";

/** Somebody has shown a PIN in this browser: its till is no user's any more, whoever else is signed in, until one of them says that they go on there. */
const tillTakenCookie = "__Host-till-taken";

/** Whether a PIN was shown at this till, and nobody has gone on in another's place since. */
export function isTillTaken(request: Request): boolean {
	return readCookie(request, deviceCookie) !== null && readCookie(request, tillTakenCookie) !== null;
}

/** The Set-Cookies of somebody who has shown their PIN; lifetimes in ms. */
export function setEmployee(token: string, lifetime: number, deviceLifetime: number): string[] {
	return [setSecret(employeeCookie, token, lifetime), setSecret(tillTakenCookie, "1", deviceLifetime)];
}

/** The Set-Cookies of a till that nobody is at, and that is whose who is signed in. */
export function clearEmployee(): string[] {
	return [clearSecret(employeeCookie), clearSecret(tillTakenCookie)];
}

/** A cookie's value, or null. */
export function readCookie(request: Request, name: string): string | null {
	for (const part of (request.headers.get("Cookie") ?? "").split(";")) {
		const at = part.indexOf("=");
		if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
	}
	return null;
}

/** On the way to Google and back: what the answer must match. And who came back, while they fill in the rest. */
export const googleFlowCookie = "__Host-google";
export const googlePersonCookie = "__Host-google-person";

/** Set-Cookie that begins or prolongs a session. `lifetime` in ms. */
export function setSession(token: string, lifetime: number): string {
	return setSecret(sessionCookie, token, lifetime);
}

/** Set-Cookie that ends it. */
export function clearSession(): string {
	return clearSecret(sessionCookie);
}

/** Set-Cookie for what only this server may read. `name` begins with `__Host-`, `lifetime` in ms. */
export function setSecret(name: string, value: string, lifetime: number): string {
	return `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=${Math.floor(lifetime / second)}`;
}

/** Set-Cookie that forgets it. */
export function clearSecret(name: string): string {
	return setSecret(name, "", 0);
}

/** Set-Cookie for a choice that is no secret (theme, language, store); scripts may read it. */
export function setPreference(name: string, value: string): string {
	return `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Lax; Max-Age=31536000`;
}

/** Set-Cookie that forgets such a choice. */
export function clearPreference(name: string): string {
	return `${name}=; Path=/; SameSite=Lax; Max-Age=0`;
}
