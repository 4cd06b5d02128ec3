import { sql } from "drizzle-orm";
import { issuesOf } from "#app/platform/command.server.ts";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { isPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addressOf, forgiveAttempts, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import type { LoginRow } from "./directory.server.ts";
import { LogIn } from "./input.ts";
import { settles } from "./settle.server.ts";
import { type SignedIn, startSession } from "./start-session.server.ts";

type Where = { businessId: string; shard: number; userId: string };

/** The hash an active user's password is judged by; undefined for who is gone, disabled, or has none. */
async function passwordHashOf(scope: Scope, { businessId, shard, userId }: Where): Promise<string | undefined> {
	const { user } = await shardOf(scope, shard).read({
		user: first<{ passwordHash: string | null }>(
			sql`SELECT passwordHash FROM users WHERE businessId = ${businessId} AND id = ${userId} AND state = 'active'`,
		),
	});
	return user?.passwordHash ?? undefined;
}

/** Whether this is the user's present password. */
export async function hasPassword(scope: Scope, user: Where, password: string): Promise<boolean> {
	return isPassword(password, await passwordHashOf(scope, user));
}

/**
 * Signs somebody in by e-mail or user name and password. The attempt is counted before the password is judged; an unknown name costs
 * as much time and gets the same answer as a wrong password.
 *
 * @throws Refusal `validation_failed`, `unauthenticated / wrong_credentials`, `too_many_attempts`
 */
export async function logIn(scope: Scope, raw: unknown, options: { userAgent: string }): Promise<SignedIn> {
	const parsed = LogIn.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const name = parsed.data.email || parsed.data.username || "";

	const [perAccount, perAddress, found] = await directoryOf(scope).write([
		reserveAttempt(scope, "loginPerAccount", name),
		reserveAttempt(scope, "loginPerAddress", addressOf(scope)),
		sql`SELECT * FROM logins WHERE name = ${name}`,
	]);
	judgeAttempt(scope, "loginPerAccount", perAccount);
	judgeAttempt(scope, "loginPerAddress", perAddress);

	const row = found?.[0] as LoginRow | undefined;
	const login = row && (await settles(scope, row)) ? row : undefined;
	const passwordHash = login && (await passwordHashOf(scope, login));
	const right = await isPassword(parsed.data.password, passwordHash);
	if (!login || !right) refuse("unauthenticated", "wrong_credentials");
	const signedIn = await startSession(scope, login, options.userAgent, passwordHash);
	await forgiveAttempts(scope, name);
	return signedIn;
}
