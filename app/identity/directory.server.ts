import { sql } from "drizzle-orm";
import { brokenConstraint, directoryOf, first, many, shardCount, shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute, second } from "#app/platform/time.ts";

/**
 * The directory side of an act across two databases: names are reserved as pending, the shard's batch is written, the names are confirmed.
 * A kill between them leaves pending rows, which `settle` finishes or frees. It never guesses: it puts a `void` business (or nothing) where
 * the shard's batch would have to write, so a late batch fails instead of living without a name.
 */

export type LoginRow = {
	name: string;
	userId: string;
	businessId: string;
	shard: number;
	state: "pending" | "active";
	request: string | null;
	createdAt: number;
};

/** How long a reservation is left alone: longer than any request that might still be writing its shard. */
export const grace = 30 * second;

/** A pending registration that nobody finished is settled by the sweeper after this long. */
export const sweepAfter = 2 * minute;

type Reservation = { businessId: string; userId: string; slug: string; names: string[]; request: string | null };

/** Reserves a business and the names that sign in to it, on the shard that holds the fewest. @throws Refusal `conflict / name_taken` */
export async function reserveBusiness(scope: Scope, wanted: Reservation): Promise<{ shard: number }> {
	const { businessId, now } = { ...wanted, now: scope.now };
	const shards = JSON.stringify(Array.from({ length: shardCount }, (_, index) => index));
	const [, ...rest] = await reserving(scope, wanted.names, wanted.request, [
		sql`INSERT INTO businesses (id, shard, slug, state, createdAt)
			SELECT ${businessId}, s.value, iif(EXISTS (SELECT 1 FROM businesses WHERE slug = ${wanted.slug}), ${`${wanted.slug}-${businessId.slice(-6)}`}, ${wanted.slug}), 'pending', ${now}
			FROM json_each(${shards}) s ORDER BY (SELECT COUNT(*) FROM businesses WHERE shard = s.value), s.value LIMIT 1`,
		...wanted.names.map(
			(name) => sql`INSERT INTO logins (name, userId, businessId, shard, state, request, createdAt)
			SELECT ${name}, ${wanted.userId}, ${businessId}, shard, 'pending', ${wanted.request}, ${now} FROM businesses WHERE id = ${businessId}`,
		),
		sql`SELECT shard FROM businesses WHERE id = ${businessId}`,
	]);
	return rest.at(-1)?.[0] as { shard: number };
}

/**
 * Reserves names for one more user of a business that exists. `request` names the act: asked again for the same, it finds what it reserved, so
 * the repeat of a call that was cut off (or is still under way beside it) goes on with the same user. @throws Refusal `email_taken`, `username_taken`
 */
export async function reserveUser(
	scope: Scope,
	where: { businessId: string; shard: number; names: string[]; request: string },
): Promise<{ userId: string }> {
	for (let attempt = 0; ; attempt++) {
		const held = await findLogins(scope, where.names);
		const [begun] = held;
		if (begun && held.every(({ state, request }) => state === "pending" && request === where.request)) return { userId: begun.userId };
		for (const holder of held) await contest(scope, holder, null);
		const userId = newId<"user">(scope.now);
		const statements = where.names.map(
			(name) => sql`INSERT INTO logins (name, userId, businessId, shard, state, request, createdAt)
				VALUES (${name}, ${userId}, ${where.businessId}, ${where.shard}, 'pending', ${where.request}, ${scope.now})`,
		);
		try {
			await directoryOf(scope).write(statements);
			return { userId };
		} catch (error) {
			if (brokenConstraint(error) === undefined || attempt === 2) throw error;
		}
	}
}

async function reserving(
	scope: Scope,
	names: string[],
	request: string | null,
	statements: Parameters<ReturnType<typeof directoryOf>["write"]>[0],
) {
	for (let attempt = 0; ; attempt++) {
		try {
			return await directoryOf(scope).write(statements);
		} catch (error) {
			if (brokenConstraint(error) === undefined || attempt === 2) throw error;
			const holders = await findLogins(scope, names);
			for (const holder of holders) await contest(scope, holder, request);
		}
	}
}

/** Somebody has the name already. If they only began to take it, finish or free what they began. */
async function contest(scope: Scope, holder: LoginRow, request: string | null): Promise<void> {
	if (holder.state === "pending" && ((request !== null && request === holder.request) || scope.now - holder.createdAt > grace)) {
		if ((await settle(scope, holder)) === "freed") return;
	}
	refuse("conflict", holder.name.includes("@") ? "email_taken" : "username_taken", {
		field: holder.name.includes("@") ? "email" : "username",
		current: holder.name,
	});
}

/** Makes reserved names count. */
export async function confirm(scope: Scope, userId: string, businessId: string): Promise<void> {
	await directoryOf(scope).write([
		sql`UPDATE businesses SET state = 'active' WHERE id = ${businessId} AND state = 'pending'`,
		sql`UPDATE logins SET state = 'active' WHERE userId = ${userId} AND state = 'pending'`,
	]);
}

/** Gives back the names of a user who was removed, and what they signed in with elsewhere. */
export async function release(scope: Scope, userId: string): Promise<void> {
	await directoryOf(scope).write([
		sql`DELETE FROM logins WHERE userId = ${userId}`,
		sql`DELETE FROM providerAccounts WHERE userId = ${userId}`,
	]);
}

/** Brings a pending name to its end, whichever the shard says it is. Safe to run while its request is still under way, and twice. */
export async function settle(scope: Scope, login: Pick<LoginRow, "businessId" | "shard" | "userId">): Promise<"confirmed" | "freed"> {
	const { businessId, shard, userId } = login;
	const [, , rows] = await shardOf(scope, shard).write([
		sql`INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt)
			VALUES (${businessId}, '', ${businessId}, 'DKK', 'UTC', 'en', 1, 0, 'void', ${scope.now}, ${scope.now}) ON CONFLICT (businessId) DO NOTHING`,
		sql`INSERT INTO users (businessId, id, name, role, state, createdAt, updatedAt)
			VALUES (${businessId}, ${userId}, '', 'employee', 'disabled', ${scope.now}, ${scope.now}) ON CONFLICT (businessId, id) DO NOTHING`,
		sql`SELECT b.state, u.state AS userState FROM businesses b JOIN users u ON u.businessId = b.businessId AND u.id = ${userId} WHERE b.businessId = ${businessId}`,
	]);
	const found = rows?.[0] as { state: string; userState: string };
	if (found.state === "active" && found.userState === "active") {
		await confirm(scope, userId, businessId);
		return "confirmed";
	}
	await directoryOf(scope).write([
		sql`DELETE FROM logins WHERE userId = ${userId} AND state = 'pending'`,
		...(found.state === "void"
			? [
					sql`DELETE FROM businesses WHERE id = ${businessId} AND state = 'pending' AND NOT EXISTS (SELECT 1 FROM logins WHERE businessId = ${businessId})`,
				]
			: []),
	]);
	return "freed";
}

/** Settles every reservation older than `sweepAfter`. @returns how many of each */
export async function sweepReservations(scope: Scope): Promise<{ confirmed: number; freed: number }> {
	const { pending } = await directoryOf(scope).read({
		pending: many<LoginRow>(
			sql`SELECT * FROM logins WHERE state = 'pending' AND createdAt <= ${scope.now - sweepAfter} ORDER BY createdAt LIMIT 100`,
		),
	});
	const tally = { confirmed: 0, freed: 0 };
	for (const login of pending) tally[await settle(scope, login)] += 1;
	return tally;
}

/** Who answers to this name. */
export async function findLogin(scope: Scope, name: string): Promise<LoginRow | undefined> {
	return (await directoryOf(scope).read({ login: first<LoginRow>(sql`SELECT * FROM logins WHERE name = ${name}`) })).login;
}

async function findLogins(scope: Scope, names: string[]): Promise<LoginRow[]> {
	return (
		await directoryOf(scope).read({
			logins: many<LoginRow>(sql`SELECT * FROM logins WHERE name IN (SELECT value FROM json_each(${JSON.stringify(names)}))`),
		})
	).logins;
}
