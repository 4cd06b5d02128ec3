import { type SQL, sql } from "drizzle-orm";
import { shardOf } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { type Credential, openTenant, type Principal, type Tenant } from "#app/platform/tenant.server.ts";
import { day } from "#app/platform/time.ts";
import { employeeCredential, userCredential } from "./credentials.server.ts";
import { keyCredential } from "./key-credential.server.ts";
import { machinePermissions, permissionsOf, type Role } from "./permissions.ts";
import { serviceCredential } from "./service-tokens.server.ts";
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

export type BusinessFacts = {
	id: string;
	name: string;
	slug: string;
	currency: string;
	timeZone: string;
	locale: "en" | "da";
	taxIncluded: boolean;
	/** Basis points. */
	taxRate: number;
};

/** Somebody who is signed in, with what every page and rule asks about them; one row, found by the proof that rides on the first read. */
export type Viewer = Principal & {
	/** How they came in: with a password or Google, with a PIN at a till, or as a program with a key or a service's token. */
	kind: "user" | "employee" | "key" | "service";
	session: { id: string; expiresAt: number };
	/** Behind an employee stands a user too: assignment and audit always name one. Behind a key, whoever made it, behind a service the owner; the audit names key and service. */
	user: { id: string; name: string; email: string | null; username: string | null; role: Role };
	business: BusinessFacts;
	/** The stores they may name; at a till by PIN, only the till's own. */
	stores: StoreFacts[];
	/** The enrolled device they are at, and the store it stands in; null anywhere else. */
	device: { id: string; name: string; storeId: string } | null;
	/** Who they are at the till; null for somebody with a session of their own. */
	employee: { id: string; slug: string; name: string } | null;
	/** Minutes without a touch until they must show their PIN again; 0 for never, and for somebody with a session of their own. */
	lockMinutes: number;
	/** The store the till stands in; null for somebody with a session of their own, who chooses one. */
	store: StoreFacts | null;
};

async function credentialOf(scope: Scope, claim: Claim): Promise<Credential<Viewer>> {
	if (claim.by === "service") return serviceCredential(claim);
	if (claim.by === "key") return keyCredential(scope, claim);
	if (claim.by === "employee") return employeeCredential(scope, claim);
	const { enrolled } = scope.device;
	return userCredential(scope, claim, enrolled === null ? null : await sha256(enrolled));
}

const opened = new WeakMap<Scope, Promise<Tenant<Viewer> | null>>();

/** The business this request claims to come from, unproven until its first read; null when it claims nothing. One per request. */
export function tenantOf(scope: Scope): Promise<Tenant<Viewer> | null> {
	let tenant = opened.get(scope);
	if (!tenant) {
		tenant = readClaim(scope).then(async (claim) => claim && openTenant(scope, await credentialOf(scope, claim)));
		opened.set(scope, tenant);
	}
	return tenant;
}

/** As `tenantOf`, for doors behind which somebody must be. @throws Refusal `unauthenticated / no_token`, or `invalid_token` when what was shown is no token of ours */
export async function someone(scope: Scope): Promise<Tenant<Viewer>> {
	return (await tenantOf(scope)) ?? refuse("unauthenticated", scope.token ? "invalid_token" : "no_token");
}

/** The user who asks, as SQL: for statements that travel with the proof of who it is, before anybody here knows. */
export function askerId({ proof }: Tenant<Viewer>): SQL {
	return proof ? sql`(SELECT userId FROM (${proof}))` : sql`NULL`;
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
	// Whoever came in with a PIN shows it again after four hours.
	if (viewer.kind !== "user" || viewer.session.expiresAt - scope.now > sessionLifetime - 1 * day) return false;
	const touched = shardOf(scope, tenant.shard).write([
		sql`UPDATE sessions SET seenAt = ${scope.now}, expiresAt = ${scope.now + sessionLifetime} WHERE businessId = ${tenant.businessId} AND id = ${viewer.session.id}`,
	]);
	scope.waitUntil(touched.catch(() => log("warn", "session.slide_failed", { requestId: scope.requestId })));
	return true;
}

/** A tenant for a machine of ours (a reaction, a job, a registration in progress), named in audit and ledger as itself, or as `called`. */
export function machineTenant(scope: Scope, where: { businessId: string; shard: number }, name: string, called = name): Tenant {
	return openTenant(scope, {
		...where,
		proof: null,
		admit: () => ({ actor: { kind: "system", id: name, name: called }, permissions: machinePermissions }),
	});
}

/**
 * A tenant for a machine that goes on with what somebody began, as an event of theirs tells: it may what machines may, and what it does is
 * theirs in audit and ledger.
 */
export function onBehalfOf(
	scope: Scope,
	where: { businessId: string; shard: number },
	{ actorKind, actorId, actorName }: { actorKind: string; actorId: string; actorName: string },
): Tenant {
	const kind = actorKind === "user" ? "user" : "system";
	const actor = { kind, id: actorId, name: actorName } as const;
	return openTenant(scope, { ...where, proof: null, admit: () => ({ actor, permissions: machinePermissions }) });
}

/** A tenant for a user who has just proven who they are (by a password, by Google, by a mailed link) and has no session yet. */
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
