import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { readToken, signToken } from "#app/platform/jwt.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Credential, Principal, Tenant } from "#app/platform/tenant.server.ts";
import { minute, second } from "#app/platform/time.ts";
import { type BusinessRow, businessColumns, businessOf, type UserRow, userColumns, userOf } from "./credentials.server.ts";
import { ServiceTokenIssued } from "./events.server.ts";
import { IssueServiceToken } from "./key-input.ts";
import { servicePermissions } from "./permissions.ts";
import type { Viewer } from "./viewer.server.ts";

/**
 * Tokens of services: HS256, for this audience, for a few scopes, for a day at most. Nothing of one is kept, so it cannot be revoked and ends by
 * itself; what must be revocable is an API key. `SERVICE_JWT_SECRET` signs them and nothing else.
 */
export const serviceAudience = "storekeep";

type Issued = { tokenId: string; name: string; scopes: string[]; issuedAt: number; expiresAt: number };
export type ServiceToken = Issued & { token: string };

const issue = command<typeof IssueServiceToken, Issued>({
	name: "identity.issue-service-token",
	needs: "keys:write",
	input: IssueServiceToken,
	async run({ db, work, now }, { name, scopes, minutes }) {
		await db.read({});
		const tokenId = newId<"service-token">(now);
		const issuedAt = Math.floor(now / second) * second;
		work.record(ServiceTokenIssued, { subject: { type: "service_token", id: tokenId }, data: { name, scopes, minutes } });
		return known({ tokenId, name, scopes: [...new Set(scopes)], issuedAt, expiresAt: issuedAt + minutes * minute });
	},
});

/** A token for a service of this business. The same Idempotency-Key answers the same token: it is signed again, not kept. @throws Refusal `validation_failed` */
export async function issueServiceToken(tenant: Tenant<Viewer> | Tenant, raw: unknown, options?: CommandOptions): Promise<ServiceToken> {
	const issued = await issue(tenant, raw, options);
	const token = await signToken(tenant.scope.cfg.SERVICE_JWT_SECRET, {
		aud: serviceAudience,
		sub: issued.name,
		jti: issued.tokenId,
		biz: tenant.businessId,
		shard: tenant.shard,
		scope: issued.scopes.join(" "),
		iat: issued.issuedAt / second,
		exp: issued.expiresAt / second,
	});
	return { ...issued, token };
}

/** What a service's token says, if we signed it for this audience; null for anything else. */
export async function readServiceToken(scope: Scope, value: string): Promise<ServiceClaim | null> {
	const { aud, biz, shard, sub, jti, scope: scopes, exp } = (await readToken(scope.cfg.SERVICE_JWT_SECRET, value)) ?? {};
	if (aud !== serviceAudience || typeof biz !== "string" || typeof shard !== "number" || typeof scopes !== "string") return null;
	if (typeof jti !== "string" || typeof sub !== "string") return null;
	return { by: "service", businessId: biz, shard, tokenId: jti, name: sub, scopes: scopes.split(" "), expiresAt: Number(exp) * second };
}

export type ServiceClaim = {
	by: "service";
	businessId: string;
	shard: number;
	tokenId: string;
	name: string;
	scopes: string[];
	expiresAt: number;
};

/** A service: it may what its scopes say. Its signature was judged already; whether its business is still there, the row says. */
export function serviceCredential(claim: ServiceClaim): Credential<Viewer> {
	const { businessId, shard, tokenId, name } = claim;
	return {
		businessId,
		shard,
		proof: sql`SELECT ${userColumns}, ${businessColumns} FROM businesses b
			JOIN users u ON u.businessId = b.businessId AND u.id = (SELECT MIN(id) FROM users WHERE businessId = b.businessId AND role = 'owner' AND state = 'active')
			WHERE b.businessId = ${businessId} AND b.state = 'active'`,
		admit(rows) {
			const row = rows[0] as (BusinessRow & UserRow) | undefined;
			if (!row) refuse("unauthenticated", "invalid_token");
			const scopes: ReadonlySet<string> = new Set(claim.scopes);
			return {
				kind: "service",
				actor: { kind: "system", id: tokenId, name },
				permissions: new Set(servicePermissions.filter((permission) => scopes.has(permission))),
				scopes,
				session: { id: tokenId, expiresAt: claim.expiresAt },
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

/** Whoever came with a service's token needs this very scope too, beside the permission. @throws Refusal `forbidden / missing_permission` naming it */
export function requireScope(principal: Principal, scope: string): void {
	if (principal.scopes && !principal.scopes.has(scope)) refuse("forbidden", "missing_permission", { permission: scope });
}
