import { sql } from "drizzle-orm";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { grace } from "./settle.server.ts";

/**
 * Whose a Google account is. The directory's row is a claim that finds the person; the person's own row on the shard says whether it holds.
 * So linking and unlinking need no second word between the two databases: a claim that a kill left behind holds nothing, and is taken over.
 */

type Owner = { userId: string; businessId: string; shard: number };
type Claim = Owner & { createdAt: number };

/** The person who signs in with this Google account, if there is one. */
export async function ownerOf(scope: Scope, accountId: string): Promise<Owner | undefined> {
	const { claim } = await directoryOf(scope).read({
		claim: first<Claim>(sql`SELECT * FROM providerAccounts WHERE provider = 'GOOGLE' AND accountId = ${accountId}`),
	});
	return claim && (await holds(scope, accountId, claim)) ? claim : undefined;
}

async function holds(scope: Scope, accountId: string, { shard, businessId, userId }: Owner): Promise<boolean> {
	const { row } = await shardOf(scope, shard).read({
		row: first(sql`SELECT 1 FROM users WHERE businessId = ${businessId} AND id = ${userId} AND state = 'active'
			AND loginProvider = 'GOOGLE' AND providerAccountId = ${accountId}`),
	});
	return row !== undefined;
}

/** Claims a Google account for a person whose row is about to say so. @throws Refusal `conflict / google_taken` when it is another's, or is becoming so */
export async function claimAccount(scope: Scope, accountId: string, owner: Owner): Promise<void> {
	const mine = sql`provider = 'GOOGLE' AND accountId = ${accountId}`;
	const insert = sql`INSERT INTO providerAccounts (provider, accountId, userId, businessId, shard, createdAt)
		VALUES ('GOOGLE', ${accountId}, ${owner.userId}, ${owner.businessId}, ${owner.shard}, ${scope.now}) ON CONFLICT DO NOTHING`;
	const claimed = async (statements: Parameters<ReturnType<typeof directoryOf>["write"]>[0]) =>
		(await directoryOf(scope).write([...statements, sql`SELECT * FROM providerAccounts WHERE ${mine}`])).at(-1)?.[0] as Claim | undefined;
	const held = await claimed([insert]);
	if (held?.userId === owner.userId) return;
	if (held && (scope.now - held.createdAt <= grace || (await holds(scope, accountId, held)))) refuse("conflict", "google_taken");
	const taken = await claimed([sql`DELETE FROM providerAccounts WHERE ${mine} AND userId = ${held?.userId ?? ""}`, insert]);
	if (taken?.userId !== owner.userId) refuse("conflict", "google_taken");
}

/** Gives a person's claim back. */
export async function releaseAccount(scope: Scope, userId: string): Promise<void> {
	await directoryOf(scope).write([sql`DELETE FROM providerAccounts WHERE userId = ${userId}`]);
}
