import { sql } from "drizzle-orm";
import { first, shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { findLogin } from "./directory.server.ts";
import type { GoogleIdentity } from "./input.ts";
import { linkGoogle } from "./link-google.server.ts";
import type { Role } from "./permissions.ts";
import { ownerOf } from "./provider-accounts.server.ts";
import { speaksForMailbox } from "./rules.ts";
import { settles } from "./settle.server.ts";
import { type SignedIn, startSession } from "./start-session.server.ts";
import { userTenant } from "./viewer.server.ts";

/**
 * Signs in whoever Google says this is; null for somebody new here, who may open a shop. The account's id decides. An e-mail alone links a
 * Google account to a person only where Google hands out that address itself and the person has proven it here: otherwise they sign in first,
 * and link it in settings.
 *
 * @throws Refusal `google_unverified`, `google_link_first`, `google_linked`, `google_taken`
 */
export async function signInWithGoogle(scope: Scope, person: GoogleIdentity, options: { userAgent: string }): Promise<SignedIn | null> {
	const owner = await ownerOf(scope, person.accountId);
	if (owner) return startSession(scope, owner, options.userAgent);
	if (!person.emailVerified) refuse("unauthenticated", "google_unverified");
	const login = await findLogin(scope, person.email);
	if (!login || !(await settles(scope, login))) return null;
	const { user } = await shardOf(scope, login.shard).read({
		user: first<{ name: string; role: Role; emailVerifiedAt: number | null }>(sql`SELECT name, role, emailVerifiedAt FROM users
			WHERE businessId = ${login.businessId} AND id = ${login.userId} AND email = ${person.email} AND state = 'active'`),
	});
	if (!user || user.emailVerifiedAt === null || !speaksForMailbox(person)) refuse("conflict", "google_link_first");
	await linkGoogle(userTenant(scope, login, { id: login.userId, ...user }), login.userId, person);
	return startSession(scope, login, options.userAgent);
}
