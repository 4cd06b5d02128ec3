import { type SQL, sql } from "drizzle-orm";
import { shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Credential } from "#app/platform/tenant.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { permissionsAtTill, permissionsOf, type Role } from "./permissions.ts";
import { defaultLockMinutes } from "./rules.ts";
import type { Claim } from "./tokens.server.ts";
import type { BusinessFacts, StoreFacts, Viewer } from "./viewer.server.ts";

/** The statements that prove who somebody is. Each finds one row, with everything pages and rules ask about them. */

const storeObject = sql`json_object('id', id, 'name', name, 'slug', slug, 'kind', kind, 'currency', currency, 'timeZone', timeZone, 'version', version)`;

/** The business's own columns, of a row `b`. */
export const businessColumns = sql`b.name AS businessName, b.slug AS businessSlug, b.currency, b.timeZone, b.locale, b.taxIncluded, b.taxRate,
	(SELECT json_group_array(json(${storeObject}) ORDER BY position, id) FROM stores WHERE businessId = b.businessId) AS stores`;

export type BusinessRow = {
	businessName: string;
	businessSlug: string;
	currency: string;
	timeZone: string;
	locale: "en" | "da";
	taxIncluded: number;
	taxRate: number;
	stores: string;
};

export function businessOf(id: string, row: BusinessRow): { business: BusinessFacts; stores: StoreFacts[] } {
	const { businessName: name, businessSlug: slug, currency, timeZone, locale, taxRate } = row;
	return {
		business: { id, name, slug, currency, timeZone, locale, taxIncluded: row.taxIncluded === 1, taxRate },
		stores: JSON.parse(row.stores) as StoreFacts[],
	};
}

/** A device that stands: neither revoked nor run out. */
export function standingDevice(deviceHash: string, now: number): SQL {
	return sql`d.tokenHash = ${deviceHash} AND d.revokedAt IS NULL AND d.expiresAt > ${now}`;
}

export type UserRow = { userId: string; userName: string; email: string | null; username: string | null; role: Role };
type SessionRow = BusinessRow &
	UserRow & { sessionId: string; expiresAt: number; deviceId: string | null; deviceName: string | null; deviceStoreId: string | null };

export const userColumns = sql`u.id AS userId, u.name AS userName, u.email, u.username, u.role`;

export function userOf({ userId, userName, email, username, role }: UserRow): Viewer["user"] {
	return { id: userId, name: userName, email, username, role };
}

/** Somebody with a session of their own, by cookie or bearer token; at an enrolled device, or anywhere. */
export function userCredential(scope: Scope, claim: Claim & { by: "token" | "id" }, deviceHash: string | null): Credential<Viewer> {
	const { businessId, shard } = claim;
	const which = claim.by === "token" ? sql`s.tokenHash = ${claim.tokenHash}` : sql`s.id = ${claim.sessionId}`;
	return {
		businessId,
		shard,
		proof: sql`SELECT s.id AS sessionId, s.expiresAt, ${userColumns}, ${businessColumns}, d.id AS deviceId, d.name AS deviceName, d.storeId AS deviceStoreId
			FROM sessions s JOIN users u ON u.businessId = s.businessId AND u.id = s.userId JOIN businesses b ON b.businessId = s.businessId
			LEFT JOIN devices d ON d.businessId = s.businessId AND ${standingDevice(deviceHash ?? "", scope.now)}
			WHERE s.businessId = ${businessId} AND ${which} AND s.expiresAt > ${scope.now} AND u.state = 'active' AND b.state = 'active'`,
		admit(rows) {
			const row = rows[0] as SessionRow | undefined;
			if (!row) refuse("unauthenticated", "invalid_token");
			const user = userOf(row);
			return {
				kind: "user",
				actor: { kind: "user", id: user.id, name: user.name },
				permissions: permissionsOf[user.role],
				session: { id: row.sessionId, expiresAt: row.expiresAt },
				user,
				...businessOf(businessId, row),
				device: row.deviceId === null ? null : { id: row.deviceId, name: row.deviceName ?? "", storeId: row.deviceStoreId ?? "" },
				employee: null,
				lockMinutes: 0,
				store: null,
			};
		},
	};
}

type EmployeeRow = BusinessRow &
	UserRow & {
		sessionId: string;
		expiresAt: number;
		seenAt: number;
		employeeId: string;
		employeeSlug: string;
		deviceId: string;
		deviceName: string;
		deviceSeenAt: number;
		storeId: string;
		lockMinutes: number;
	};

/** Somebody at a till, by PIN: at the device they signed in at, in its store, while they keep touching it. */
export function employeeCredential(scope: Scope, claim: Claim & { by: "employee" }): Credential<Viewer> {
	const { businessId, shard } = claim;
	const { now } = scope;
	return {
		businessId,
		shard,
		proof: sql`SELECT x.id AS sessionId, x.expiresAt, x.seenAt, e.id AS employeeId, w.slug AS employeeSlug, ${userColumns}, ${businessColumns},
				d.id AS deviceId, d.name AS deviceName, d.seenAt AS deviceSeenAt, d.storeId,
				COALESCE(o.lockMinutes, ${defaultLockMinutes}) AS lockMinutes
			FROM employeeSessions x
			JOIN devices d ON d.businessId = x.businessId AND d.id = x.deviceId AND ${standingDevice(claim.deviceHash, now)}
			JOIN employees e ON e.businessId = x.businessId AND e.id = x.employeeId AND e.state = 'active'
			JOIN employeeStores w ON w.businessId = x.businessId AND w.employeeId = e.id AND w.storeId = d.storeId
			JOIN users u ON u.businessId = e.businessId AND u.id = e.userId AND u.state = 'active'
			JOIN businesses b ON b.businessId = x.businessId AND b.state = 'active'
			LEFT JOIN storeDoors o ON o.businessId = d.businessId AND o.storeId = d.storeId
			WHERE x.businessId = ${businessId} AND x.tokenHash = ${claim.tokenHash} AND x.expiresAt > ${now}
				AND (COALESCE(o.lockMinutes, ${defaultLockMinutes}) = 0 OR x.seenAt > ${now} - COALESCE(o.lockMinutes, ${defaultLockMinutes}) * ${minute})`,
		admit(rows) {
			const row = rows[0] as EmployeeRow | undefined;
			if (!row) refuse("unauthenticated", "invalid_token");
			const user = userOf(row);
			const { business, stores } = businessOf(businessId, row);
			const store = stores.find(({ id }) => id === row.storeId) ?? refuse("unauthenticated", "invalid_token");
			if (now - row.seenAt > 20 * second)
				touch(scope, shard, [
					sql`UPDATE employeeSessions SET seenAt = ${now} WHERE businessId = ${businessId} AND id = ${row.sessionId} AND seenAt < ${now}`,
					...seenDevice(businessId, row.deviceId, row.deviceSeenAt, now),
				]);
			return {
				kind: "employee",
				actor: { kind: "user", id: user.id, name: user.name },
				permissions: permissionsAtTill(user.role),
				session: { id: row.sessionId, expiresAt: row.expiresAt },
				user,
				business,
				// A till sells where it stands.
				stores: [store],
				store,
				lockMinutes: row.lockMinutes,
				device: { id: row.deviceId, name: row.deviceName, storeId: row.storeId },
				employee: { id: row.employeeId, slug: row.employeeSlug, name: user.name },
			};
		},
	};
}

/** That a device was used: to the nearest five minutes. */
export function seenDevice(businessId: string, deviceId: string, seenAt: number, now: number): SQL[] {
	return now - seenAt < 5 * minute
		? []
		: [sql`UPDATE devices SET seenAt = ${now} WHERE businessId = ${businessId} AND id = ${deviceId} AND seenAt < ${now}`];
}

/** Notes after the answer that something was used. Losing the note costs nothing. */
export function touch(scope: Scope, shard: number, statements: SQL[]): void {
	if (statements.length === 0) return;
	const noted = shardOf(scope, shard).write(statements);
	scope.waitUntil(noted.catch(() => log("warn", "session.touch_failed", { requestId: scope.requestId })));
}
