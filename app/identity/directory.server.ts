import { sql } from "drizzle-orm";
import { brokenConstraint, directoryOf, first, many, shardCount } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { grace, settles } from "./settle.server.ts";

/**
 * The directory side of an act across two databases: names are reserved as pending, the shard's batch is written, the names are confirmed.
 * What a kill between them leaves pending is settled (settle.server.ts).
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

/** `act`: fingerprints of the Idempotency-Key and of what was sent with it. */
type Reservation = { businessId: string; userId: string; slug: string; names: string[]; act: { key: string; request: string } | null };
type Reserved = { businessId: string; userId: string; shard: number; isRepeat: boolean };

/**
 * Reserves a business and the names that sign in to it, on the shard that holds the fewest. A key that was used before finds what was begun
 * under it, so that its repeat goes on with the same business. @throws Refusal `email_taken`, `username_taken`, `idempotency_key_reused`
 */
export async function reserveBusiness(scope: Scope, wanted: Reservation): Promise<Reserved> {
	const { businessId, userId, slug, names, act } = wanted;
	const { now } = scope;
	const shards = JSON.stringify(Array.from({ length: shardCount }, (_, index) => index));
	for (let attempt = 0; ; attempt++) {
		try {
			const rows = await directoryOf(scope).write([
				...(act
					? [
							sql`INSERT INTO registrationKeys (key, request, businessId, userId, createdAt) VALUES (${act.key}, ${act.request}, ${businessId}, ${userId}, ${now})`,
						]
					: []),
				sql`INSERT INTO businesses (id, shard, slug, state, createdAt) SELECT ${businessId}, s.value, ${slug}, 'pending', ${now}
					FROM json_each(${shards}) s ORDER BY (SELECT COUNT(*) FROM businesses WHERE shard = s.value), s.value LIMIT 1`,
				...names.map(
					(name) => sql`INSERT INTO logins (name, userId, businessId, shard, state, createdAt)
					SELECT ${name}, ${userId}, ${businessId}, shard, 'pending', ${now} FROM businesses WHERE id = ${businessId}`,
				),
				sql`SELECT shard FROM businesses WHERE id = ${businessId}`,
			]);
			return { businessId, userId, shard: Number(rows.at(-1)?.[0]?.shard), isRepeat: false };
		} catch (error) {
			if (brokenConstraint(error) === undefined || attempt === 2) throw error;
			const begun = act && (await begunUnder(scope, act));
			if (begun) return { ...begun, isRepeat: true };
			for (const holder of await findLogins(scope, names)) await contest(scope, holder);
		}
	}
}

/** What was begun under a key; undefined where nothing was, or nothing is left of it. @throws Refusal `conflict / idempotency_key_reused` for another request */
async function begunUnder(
	scope: Scope,
	{ key, request }: { key: string; request: string },
): Promise<Omit<Reserved, "isRepeat"> | undefined> {
	const [, rows] = await directoryOf(scope).write([
		sql`DELETE FROM registrationKeys WHERE key = ${key} AND NOT EXISTS (SELECT 1 FROM businesses WHERE id = registrationKeys.businessId)`,
		sql`SELECT k.request, k.businessId, k.userId, b.shard FROM registrationKeys k JOIN businesses b ON b.id = k.businessId WHERE k.key = ${key}`,
	]);
	const row = rows?.[0] as (Omit<Reserved, "isRepeat"> & { request: string }) | undefined;
	if (row && row.request !== request) refuse("conflict", "idempotency_key_reused");
	return row;
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
		for (const holder of held) await contest(scope, holder);
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

/**
 * Reserves one more name for a person who is here. Asked again it finds its own, reserved anew from now, so that nobody frees it meanwhile.
 * @throws Refusal `email_taken`, `username_taken`
 */
export async function reserveName(
	scope: Scope,
	person: { businessId: string; shard: number; userId: string; name: string; request: string },
): Promise<void> {
	const { name, userId, businessId, shard, request } = person;
	for (let attempt = 0; ; attempt++) {
		const [, rows] = await directoryOf(scope).write([
			sql`INSERT INTO logins (name, userId, businessId, shard, state, request, createdAt)
				VALUES (${name}, ${userId}, ${businessId}, ${shard}, 'pending', ${request}, ${scope.now})
				ON CONFLICT (name) DO UPDATE SET state = 'pending', request = excluded.request, createdAt = excluded.createdAt WHERE userId = excluded.userId`,
			sql`SELECT * FROM logins WHERE name = ${name}`,
		]);
		const held = rows?.[0] as LoginRow | undefined;
		if (held?.userId === userId) return;
		if (held) await contest(scope, held);
		if (attempt === 2) throw new Error("a name is held and is not");
	}
}

/** Somebody has the name already. If they only began to take it, finish or free what they began. @throws Refusal `email_taken`, `username_taken` */
async function contest(scope: Scope, holder: LoginRow): Promise<void> {
	if (holder.state === "pending" && scope.now - holder.createdAt > grace && !(await settles(scope, holder))) return;
	refuseTaken(holder.name);
}

/** @throws Refusal `conflict / email_taken` or `username_taken` */
export function refuseTaken(name: string): never {
	const field = name.includes("@") ? "email" : "username";
	refuse("conflict", `${field}_taken`, { field, current: name });
}

/** Makes reserved names count. */
export async function confirm(scope: Scope, userId: string, businessId: string): Promise<void> {
	await directoryOf(scope).write([
		sql`UPDATE businesses SET state = 'active' WHERE id = ${businessId} AND state = 'pending'`,
		sql`UPDATE logins SET state = 'active' WHERE userId = ${userId} AND state = 'pending'`,
	]);
}

/** Forgets keys of registrations that are a week old. @returns how many */
export async function forgetRegistrationKeys(scope: Scope): Promise<number> {
	const [gone = []] = await directoryOf(scope).write([
		sql`DELETE FROM registrationKeys WHERE key IN (SELECT key FROM registrationKeys WHERE createdAt < ${scope.now - 7 * day} LIMIT 5000) RETURNING key`,
	]);
	return gone.length;
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
