import { sql } from "drizzle-orm";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Credential } from "#app/platform/tenant.server.ts";
import { day, minute } from "#app/platform/time.ts";
import { type BusinessRow, businessColumns, businessOf, touch, type UserRow, userColumns, userOf } from "./credentials.server.ts";
import { keyScopes } from "./permissions.ts";
import type { Claim } from "./tokens.server.ts";
import type { Viewer } from "./viewer.server.ts";

type KeyRow = BusinessRow &
	UserRow & { keyId: string; keyName: string; scopes: string; expiresAt: number | null; lastUsedAt: number | null };

/** A program with a key: it may what its scopes say and nothing else, and the audit names the key. It outlives whoever made it, until it is revoked. */
export function keyCredential(scope: Scope, { businessId, shard, tokenHash }: Claim & { by: "key" }): Credential<Viewer> {
	const { now } = scope;
	return {
		businessId,
		shard,
		proof: sql`SELECT k.id AS keyId, k.name AS keyName, k.scopes, k.expiresAt, k.lastUsedAt, ${userColumns}, ${businessColumns}
			FROM apiKeys k JOIN users u ON u.businessId = k.businessId AND u.id = k.madeBy JOIN businesses b ON b.businessId = k.businessId AND b.state = 'active'
			WHERE k.businessId = ${businessId} AND k.secretHash = ${tokenHash} AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > ${now})`,
		admit(rows) {
			const row = rows[0] as KeyRow | undefined;
			if (!row) refuse("unauthenticated", "invalid_token");
			if (row.lastUsedAt === null || now - row.lastUsedAt > 1 * minute)
				touch(scope, shard, [
					sql`UPDATE apiKeys SET lastUsedAt = ${now}, lastUsedIp = ${scope.ip} WHERE businessId = ${businessId} AND id = ${row.keyId}`,
				]);
			const given: string[] = JSON.parse(row.scopes);
			return {
				kind: "key",
				actor: { kind: "system", id: row.keyId, name: row.keyName },
				permissions: new Set(keyScopes.filter((permission) => given.includes(permission))),
				session: { id: row.keyId, expiresAt: row.expiresAt ?? now + 1 * day },
				user: userOf(row),
				...businessOf(businessId, row),
				device: null,
				employee: null,
				lockMinutes: 0,
				store: null,
			};
		},
	};
}
