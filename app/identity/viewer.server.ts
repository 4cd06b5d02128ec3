import { sql } from "drizzle-orm";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { type Credential, openTenant, type Principal, type Tenant } from "#app/platform/tenant.server.ts";
import { day } from "#app/platform/time.ts";
import { shardOf } from "#app/platform/database.server.ts";
import { machinePermissions, permissionsOf, type Role } from "./permissions.ts";
import { type Claim, readClaim, sessionLifetime } from "./tokens.server.ts";

export type StoreFacts = {
	id: string;
	name: string;
	slug: string;
	kind: "shop" | "web";
	currency: string;
	timeZone: string;
	version: number;
};

/** Somebody who is signed in, with what every page and rule asks about them; one row, found by the proof that rides on the first read. */
export type Viewer = Principal & {
	session: { id: string; expiresAt: number };
	user: { id: string; name: string; email: string | null; username: string | null; role: Role };
	business: {
		id: string;
		name: string;
		slug: string;
		currency: string;
		timeZone: string;
		locale: "en" | "da";
		taxIncluded: boolean;
		taxRate: number;
	};
	stores: StoreFacts[];
};

type SessionRow = {
	sessionId: string;
	expiresAt: number;
	userId: string;
	userName: string;
	email: string | null;
	username: string | null;
	role: Role;
	businessName: string;
	slug: string;
	currency: string;
	timeZone: string;
	locale: "en" | "da";
	taxIncluded: number;
	taxRate: number;
	stores: string;
};

function credentialOf(scope: Scope, claim: Claim): Credential<Viewer> {
	const { businessId } = claim;
	const which = claim.by === "token" ? sql`s.tokenHash = ${claim.tokenHash}` : sql`s.id = ${claim.sessionId}`;
	return {
		businessId,
		shard: claim.shard,
		proof: sql`SELECT s.id AS sessionId, s.expiresAt, u.id AS userId, u.name AS userName, u.email, u.username, u.role,
				b.name AS businessName, b.slug, b.currency, b.timeZone, b.locale, b.taxIncluded, b.taxRate,
				(SELECT json_group_array(json_object('id', id, 'name', name, 'slug', slug, 'kind', kind, 'currency', currency, 'timeZone', timeZone, 'version', version) ORDER BY position, id)
					FROM stores WHERE businessId = b.businessId) AS stores
			FROM sessions s JOIN users u ON u.businessId = s.businessId AND u.id = s.userId JOIN businesses b ON b.businessId = s.businessId
			WHERE s.businessId = ${businessId} AND ${which} AND s.expiresAt > ${scope.now} AND u.state = 'active' AND b.state = 'active'`,
		admit(rows) {
			const row = rows[0] as SessionRow | undefined;
			if (!row) refuse("unauthenticated", "invalid_token");
			return {
				actor: { kind: "user", id: row.userId, name: row.userName },
				permissions: permissionsOf[row.role],
				session: { id: row.sessionId, expiresAt: row.expiresAt },
				user: { id: row.userId, name: row.userName, email: row.email, username: row.username, role: row.role },
				business: {
					id: businessId,
					name: row.businessName,
					slug: row.slug,
					currency: row.currency,
					timeZone: row.timeZone,
					locale: row.locale,
					taxIncluded: row.taxIncluded === 1,
					taxRate: row.taxRate,
				},
				stores: JSON.parse(row.stores) as StoreFacts[],
			};
		},
	};
}

const opened = new WeakMap<Scope, Promise<Tenant<Viewer> | null>>();

/** The business this request claims to come from, unproven until its first read; null when it claims nothing. One per request. */
export function tenantOf(scope: Scope): Promise<Tenant<Viewer> | null> {
	let tenant = opened.get(scope);
	if (!tenant) {
		tenant = readClaim(scope).then((claim) => (claim ? openTenant(scope, credentialOf(scope, claim)) : null));
		opened.set(scope, tenant);
	}
	return tenant;
}

/** As `tenantOf`, for doors behind which somebody must be. @throws Refusal `unauthenticated / no_token`, or `invalid_token` when what was shown is no token of ours */
export async function someone(scope: Scope): Promise<Tenant<Viewer>> {
	return (await tenantOf(scope)) ?? refuse("unauthenticated", scope.token ? "invalid_token" : "no_token");
}

/** Who is signed in, or null; for pages that greet both. */
export async function viewerOf(scope: Scope): Promise<Viewer | null> {
	const tenant = await tenantOf(scope);
	if (!tenant) return null;
	try {
		return await tenant.principal();
	} catch (error) {
		// A session that has ended is the same as none, here; a database that does not answer is not.
		if (error instanceof Refusal && error.kind === "unauthenticated") return null;
		throw error;
	}
}

/**
 * Keeps a session that is in use alive: seven days from its last day of use. At most one write a day and session, after the answer.
 * @returns whether the cookie should be sent again
 */
export function slide(scope: Scope, tenant: Tenant<Viewer>, viewer: Viewer): boolean {
	if (viewer.session.expiresAt - scope.now > sessionLifetime - 1 * day) return false;
	const touched = shardOf(scope, tenant.shard).write([
		sql`UPDATE sessions SET seenAt = ${scope.now}, expiresAt = ${scope.now + sessionLifetime} WHERE businessId = ${tenant.businessId} AND id = ${viewer.session.id}`,
	]);
	scope.waitUntil(touched.catch(() => log("warn", "session.slide_failed", { requestId: scope.requestId })));
	return true;
}

/** A tenant for a machine of ours (a reaction, a job, a registration in progress), named in the audit as itself. */
export function machineTenant(scope: Scope, where: { businessId: string; shard: number }, name: string): Tenant {
	return openTenant(scope, {
		...where,
		proof: null,
		admit: () => ({ actor: { kind: "system", id: name, name }, permissions: machinePermissions }),
	});
}

/** A tenant for a user who has just proven who they are (a right password) and has no session yet. */
export function userTenant(
	scope: Scope,
	where: { businessId: string; shard: number },
	user: { id: string; name: string; role: Role },
): Tenant {
	return openTenant(scope, {
		...where,
		proof: null,
		admit: () => ({ actor: { kind: "user", id: user.id, name: user.name }, permissions: permissionsOf[user.role] }),
	});
}

/** The store named, if it is one of ours. @throws Refusal `forbidden / store_not_yours` for any other, existing or not */
export function storeOf(viewer: { stores: StoreFacts[] }, storeId: string): StoreFacts {
	return viewer.stores.find((store) => store.id === storeId) ?? refuse("forbidden", "store_not_yours", { storeId });
}
