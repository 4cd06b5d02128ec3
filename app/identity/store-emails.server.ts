import { sql } from "drizzle-orm";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { grace } from "./settle.server.ts";

/**
 * Which e-mail opens the tills of which store. As with accounts at Google: the directory's row is a claim, the store's own row on the shard says
 * whether it holds, and a claim that a kill left behind is taken over.
 */

type Owner = { businessId: string; shard: number; storeId: string };
type Claim = Owner & { createdAt: number };

/** Claims an e-mail for a store whose row is about to say so. @throws Refusal `conflict / store_email_taken` when it is another's, or is becoming so */
export async function claimStoreEmail(scope: Scope, email: string, owner: Owner): Promise<void> {
	const isOwners = (claim: Claim | undefined) => claim?.businessId === owner.businessId && claim.storeId === owner.storeId;
	const insert = sql`INSERT INTO storeDoors (email, businessId, storeId, shard, createdAt)
		VALUES (${email}, ${owner.businessId}, ${owner.storeId}, ${owner.shard}, ${scope.now}) ON CONFLICT DO NOTHING`;
	const claimed = async (statements: Parameters<ReturnType<typeof directoryOf>["write"]>[0]) =>
		(await directoryOf(scope).write([...statements, sql`SELECT * FROM storeDoors WHERE email = ${email}`])).at(-1)?.[0] as
			| Claim
			| undefined;
	const held = await claimed([insert]);
	if (!held || isOwners(held)) return;
	if (scope.now - held.createdAt <= grace || (await holds(scope, email, held))) refuse("conflict", "store_email_taken", { field: "email" });
	const taken = await claimed([
		sql`DELETE FROM storeDoors WHERE email = ${email} AND businessId = ${held.businessId} AND storeId = ${held.storeId}`,
		insert,
	]);
	if (!isOwners(taken)) refuse("conflict", "store_email_taken", { field: "email" });
}

async function holds(scope: Scope, email: string, { shard, businessId, storeId }: Owner): Promise<boolean> {
	const { row } = await shardOf(scope, shard).read({
		row: first(sql`SELECT 1 FROM storeDoors WHERE businessId = ${businessId} AND storeId = ${storeId} AND email = ${email}`),
	});
	return row !== undefined;
}

/** Gives back what a store claimed before. */
export async function releaseStoreEmails(scope: Scope, { businessId, storeId }: Omit<Owner, "shard">, kept: string | null): Promise<void> {
	await directoryOf(scope).write([
		sql`DELETE FROM storeDoors WHERE businessId = ${businessId} AND storeId = ${storeId} AND email <> ${kept ?? ""}`,
	]);
}
