import { type SQL, sql } from "drizzle-orm";
import { directoryOf, type Row } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { networkOf } from "#app/platform/http/network.ts";
import { type ExactLimit, limits } from "#app/platform/limits.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day, second } from "#app/platform/time.ts";

/** Exact counting of guesses: a guess is counted before it is judged, so a thousand at once are judged no oftener than the limit says. */

/** The statement that reserves one attempt and tells how many there have been in this window. */
export function reserveAttempt(scope: Scope, limit: ExactLimit, subject: string): SQL {
	const { now } = scope;
	const { per } = limits[limit];
	return sql`INSERT INTO attempts (bucket, subject, count, resetsAt) VALUES (${limit}, ${subject}, 1, ${now + per})
		ON CONFLICT (bucket, subject) DO UPDATE SET count = iif(resetsAt <= ${now}, 1, count + 1), resetsAt = iif(resetsAt <= ${now}, ${now + per}, resetsAt)
		RETURNING count, resetsAt`;
}

/** @throws Refusal `too_many / too_many_attempts` with `retryAfter` in seconds when the reserved attempt is one too many */
export function judgeAttempt(scope: Scope, limit: ExactLimit, rows: Row[] | undefined): void {
	const counted = rows?.[0] as { count: number; resetsAt: number } | undefined;
	if (!counted) throw new Error("an attempt was not counted");
	const { count, resetsAt } = counted;
	if (count > limits[limit].count)
		refuse("too_many", "too_many_attempts", { limit, retryAfter: Math.max(1, Math.ceil((resetsAt - scope.now) / second)) });
}

/** Gives a reserved attempt back after it turned out right: the account starts anew, the address loses one. */
export async function forgiveAttempts(scope: Scope, account: string): Promise<void> {
	await directoryOf(scope).write([
		sql`UPDATE attempts SET count = 0 WHERE bucket = 'loginPerAccount' AND subject = ${account}`,
		sql`UPDATE attempts SET count = max(0, count - 1) WHERE bucket = 'loginPerAddress' AND subject = ${addressOf(scope)}`,
	]);
}

/** Forgets windows that ran out a day ago. @returns how many */
export async function forgetAttempts(scope: Scope): Promise<number> {
	const [gone = []] = await directoryOf(scope).write([
		sql`DELETE FROM attempts WHERE (bucket, subject) IN (SELECT bucket, subject FROM attempts WHERE resetsAt < ${scope.now - 1 * day} LIMIT 5000) RETURNING bucket`,
	]);
	return gone.length;
}

/** Whom to count against when only the address is known: the network it is one of. */
export function addressOf(scope: Scope): string {
	return scope.ip === null ? "unknown" : networkOf(scope.ip);
}
