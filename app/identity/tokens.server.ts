import { shardCount } from "#app/platform/database.server.ts";
import { fingerprint, sha256 } from "#app/platform/digest.server.ts";
import { idPattern, randomToken } from "#app/platform/ids.ts";
import { readToken, signToken } from "#app/platform/jwt.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day, hour, minute, second } from "#app/platform/time.ts";
import { readServiceToken, type ServiceClaim } from "./service-tokens.server.ts";

/** How long a user's session lasts without being used. */
export const sessionLifetime = 7 * day;
/** How long a till stays one, however much it is used. */
export const deviceLifetime = 180 * day;
/** How long a device may take from its password to its code. */
export const pendingLifetime = 10 * minute;
/** How long somebody is signed in with a PIN, at most. */
export const employeeLifetime = 4 * hour;

/** What a request shows of itself. It carries its shard and business, so that finding the session needs no directory; it proves nothing until its row is found there. */
export type Claim = { businessId: string; shard: number } & (
	| { by: "token"; tokenHash: string }
	/** Signed by us, so the user is who they say; whether the session still lasts, its row says. */
	| { by: "id"; sessionId: string; userId: string }
	/** A key is its own proof; its whole text is hashed. */
	| { by: "key"; tokenHash: string }
	/** Signed by us; nothing of it is kept. */
	| Omit<ServiceClaim, "businessId" | "shard">
	/** An employee's session counts only at the device it was begun at. */
	| { by: "employee"; tokenHash: string; deviceHash: string }
);

/** A new opaque session token `<shard>.<business>.<256 random bits>`; only its hash is kept. */
export async function mintSessionToken(where: { businessId: string; shard: number }): Promise<{ token: string; tokenHash: string }> {
	const token = `${where.shard}.${where.businessId}.${randomToken()}`;
	return { token, tokenHash: await sha256(token) };
}

/** The bearer form of a session: a 7-day HS256 JWT that names the row. Ending the session ends it. */
export function mintBearer(
	scope: Scope,
	session: { businessId: string; shard: number; sessionId: string; userId: string },
): Promise<string> {
	const { userId, sessionId, businessId, shard } = session;
	return signToken(scope.cfg.SESSION_SECRET, {
		sub: userId,
		sid: sessionId,
		biz: businessId,
		shard,
		exp: Math.floor((scope.now + sessionLifetime) / second),
	});
}

/** What the request's cookie or bearer token claims; null for nothing, or for something we never made. */
export async function readClaim(scope: Scope): Promise<Claim | null> {
	if (!scope.token) return null;
	const { via, value } = scope.token;
	if (via === "cookie") {
		const place = placeOf(value);
		return place && { by: "token", ...place, tokenHash: await sha256(value) };
	}
	if (via === "employee") {
		const place = placeOf(value);
		const { enrolled } = scope.device;
		if (!place || !enrolled || placeOf(enrolled)?.businessId !== place.businessId) return null;
		return { by: "employee", ...place, tokenHash: await sha256(value), deviceHash: await sha256(enrolled) };
	}
	if (value.startsWith("sk_")) {
		const place = keyPlace(value, keyMode(scope));
		return place && { by: "key", ...place, tokenHash: await sha256(value) };
	}
	const payload = await readToken(scope.cfg.SESSION_SECRET, value);
	if (!payload) return serviceClaim(scope, value);
	const { biz, sid, sub, shard } = payload;
	if (typeof biz !== "string" || typeof sid !== "string" || typeof sub !== "string" || typeof shard !== "number" || !isPlace(shard, biz))
		return null;
	return { by: "id", businessId: biz, shard, sessionId: sid, userId: sub };
}

async function serviceClaim(scope: Scope, value: string): Promise<Claim | null> {
	const claim = await readServiceToken(scope, value);
	return claim && isPlace(claim.shard, claim.businessId) ? claim : null;
}

/** A production makes live keys and everything else test keys; neither takes the other's. */
export function keyMode(scope: Scope): "live" | "test" {
	return scope.cfg.ENVIRONMENT === "production" ? "live" : "test";
}

/** A new key, `sk_live_<shard>_<business>_<256 random bits>`; only its hash is kept. */
export async function mintKey(scope: Scope, where: { businessId: string; shard: number }): Promise<{ key: string; keyHash: string }> {
	const key = `sk_${keyMode(scope)}_${where.shard}_${where.businessId.replaceAll("-", "")}_${randomToken()}`;
	return { key, keyHash: await sha256(key) };
}

function keyPlace(key: string, mode: string): { businessId: string; shard: number } | null {
	const [, made, shard = "", hex = ""] = /^sk_(live|test)_(\d)_([0-9a-f]{32})_[\w-]{43}$/.exec(key) ?? [];
	const businessId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
	return made === mode && isPlace(Number(shard), businessId) ? { businessId, shard: Number(shard) } : null;
}

/**
 * The token of a mailed link, `<shard>.<business>.<HMAC of what it opens>`. Whoever knows the link's name can make it again, as the reaction does
 * that sends the mail; so the token itself is kept nowhere, and only its hash is on the shard.
 */
export async function mintLinkToken(
	scope: Scope,
	where: { businessId: string; shard: number },
	opens: string,
): Promise<{ token: string; tokenHash: string }> {
	const token = `${where.shard}.${where.businessId}.${await fingerprint(scope.cfg.SESSION_SECRET, "mailed link", opens)}`;
	return { token, tokenHash: await sha256(token) };
}

/** Where a token of ours says it belongs; null for what we never made. */
export function placeOf(token: string): { businessId: string; shard: number } | null {
	const [shard = "", businessId = ""] = token.split(".", 2);
	return /^\d{1,3}$/.test(shard) && isPlace(Number(shard), businessId) ? { businessId, shard: Number(shard) } : null;
}

function isPlace(shard: number, businessId: string): boolean {
	return Number.isInteger(shard) && shard >= 0 && shard < shardCount && idPattern.test(businessId);
}
