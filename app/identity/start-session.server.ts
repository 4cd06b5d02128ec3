import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first, shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { LoggedIn } from "./events.server.ts";
import type { Role } from "./permissions.ts";
import { mintBearer, mintSessionToken, sessionLifetime } from "./tokens.server.ts";
import { tenantOf, userTenant, type Viewer } from "./viewer.server.ts";

/** A session just begun: the cookie's token, its bearer form, and whose it is. Neither token is stored anywhere. */
export type SignedIn = { token: string; bearer: string; viewer: Viewer };

const NewSession = z.object({
	sessionId: z.string(),
	tokenHash: z.string(),
	userId: z.string(),
	userAgent: z.string(),
	passwordHash: z.string().optional(),
});

const beginSession = command({
	name: "identity.log-in",
	needs: "account:own",
	input: NewSession,
	async run({ work, now, tenant }, { sessionId, tokenHash, userId, userAgent, passwordHash }) {
		// A password that was changed while it was being judged opens nothing: changing it ended the sessions there were.
		if (passwordHash !== undefined)
			work.guard(
				sql`SELECT 1 FROM users WHERE businessId = ${work.businessId} AND id = ${userId} AND passwordHash = ${passwordHash} AND state = 'active'`,
			);
		work.add(sql`INSERT INTO sessions (businessId, id, tokenHash, userId, kind, createdAt, seenAt, expiresAt, ip, userAgent)
			VALUES (${work.businessId}, ${sessionId}, ${tokenHash}, ${userId}, 'user', ${now}, ${now}, ${now + sessionLifetime}, ${tenant.scope.ip}, ${userAgent})`);
		work.record(LoggedIn, { subject: { type: "user", id: userId }, data: { sessionId } });
		return known({ sessionId });
	},
});

/**
 * Begins a session for a user who has proven who they are; by a password, if its hash is given, which must still be theirs.
 * @throws Refusal `wrong_credentials` when the user is gone or disabled, `stale_write` when the password has just been changed
 */
export async function startSession(
	scope: Scope,
	where: { businessId: string; shard: number; userId: string },
	userAgent: string,
	passwordHash?: string,
): Promise<SignedIn> {
	const { businessId, shard, userId } = where;
	const { user } = await shardOf(scope, shard).read({
		user: first<{ name: string; role: Role }>(
			sql`SELECT name, role FROM users WHERE businessId = ${businessId} AND id = ${userId} AND state = 'active'`,
		),
	});
	if (!user) refuse("unauthenticated", "wrong_credentials");
	const sessionId = newId<"session">();
	const { token, tokenHash } = await mintSessionToken(where);
	await beginSession(userTenant(scope, where, { id: userId, ...user }), {
		sessionId,
		tokenHash,
		userId,
		userAgent: userAgent.slice(0, 300),
		...(passwordHash !== undefined && { passwordHash }),
	});
	const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: token } });
	if (!tenant) throw new Error("a session just begun is not there");
	return { token, bearer: await mintBearer(scope, { businessId, shard, sessionId, userId }), viewer: await tenant.principal() };
}
