import { type SQL, sql } from "drizzle-orm";
import { directoryOf, first, many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute, second } from "#app/platform/time.ts";
import type { LoginRow } from "./directory.server.ts";

/**
 * How an act across both databases ends, whatever became of whoever began it. The shard is the truth: a name signs in to a person when the
 * person's row says so. `settle` makes the directory say the same, and never guesses: before it frees a name that somebody may still be about
 * to write, it puts a `void` business, a disabled user and a closed link where their batch would have to write, so that a late batch fails.
 */

/** How long a reservation is left alone: longer than any request that might still be writing its shard. */
export const grace = 30 * second;

/** What nobody finished is settled by the sweeper after this long. */
export const sweepAfter = 2 * minute;

type Person = { businessId: string; shard: number; userId: string };
type Name = Pick<LoginRow, "name" | "state" | "createdAt">;
type Found = { state: string; userState: string; email: string | null; username: string | null };

/**
 * Brings every name of a person to its end. Safe to run while a request is still under way, and twice: reservations younger than `grace` wait,
 * unless whoever made them gives them up (`abandon`).
 *
 * @returns the names that hold by now
 */
export async function settle(scope: Scope, { businessId, shard, userId }: Person, options: { abandon?: boolean } = {}): Promise<string[]> {
	// Names first, the person after: a name that counted before the person was read and is not theirs is an old one for sure.
	const { names } = await directoryOf(scope).read({
		names: many<Name>(sql`SELECT name, state, createdAt FROM logins WHERE userId = ${userId}`),
	});
	const given = names.filter(({ state, createdAt }) => state === "pending" && (options.abandon || scope.now - createdAt > grace));
	const read = await shardOf(scope, shard).write([
		...(given.length > 0 ? tombstones(scope, businessId, userId, given) : []),
		sql`SELECT b.state, u.state AS userState, u.email, u.username FROM businesses b JOIN users u ON u.businessId = b.businessId AND u.id = ${userId}
			WHERE b.businessId = ${businessId}`,
	]);
	const found = read.at(-1)?.[0] as Found | undefined;
	const isHere = found?.state === "active" && found.userState === "active";
	const holds = ({ name }: Name) => isHere && (name === found.email || name === found.username);
	const over = names.filter((row) => !holds(row) && (row.state === "active" ? found !== undefined : given.includes(row)));
	await directoryOf(scope).write([
		...(found?.state === "active" ? [sql`UPDATE businesses SET state = 'active' WHERE id = ${businessId} AND state = 'pending'`] : []),
		...names
			.filter((row) => holds(row) && row.state === "pending")
			.map((row) => sql`UPDATE logins SET state = 'active' WHERE ${exactly(userId, row)}`),
		// Only as they were read: a name that was reserved anew meanwhile is somebody's act under way.
		...over.map((row) => sql`DELETE FROM logins WHERE ${exactly(userId, row)}`),
		...(found && !isHere ? [sql`DELETE FROM providerAccounts WHERE userId = ${userId}`] : []),
		...(found?.state === "void" ? voided(businessId) : []),
	]);
	return names.filter(holds).map(({ name }) => name);
}

/** Whether this name holds once it is settled. */
export async function settles(scope: Scope, login: LoginRow): Promise<boolean> {
	return login.state === "active" || (await settle(scope, login)).includes(login.name);
}

function exactly(userId: string, { name, state, createdAt }: Name): SQL {
	return sql`name = ${name} AND userId = ${userId} AND state = ${state} AND createdAt = ${createdAt}`;
}

/** What a late batch of a registration, of an added person or of a changed e-mail fails on. */
function tombstones({ now }: Scope, businessId: string, userId: string, given: Name[]): SQL[] {
	return [
		sql`INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt)
			VALUES (${businessId}, '', ${businessId}, 'DKK', 'UTC', 'en', 1, 0, 'void', ${now}, ${now}) ON CONFLICT (businessId) DO NOTHING`,
		sql`INSERT INTO users (businessId, id, name, role, state, createdAt, updatedAt)
			VALUES (${businessId}, ${userId}, '', 'employee', 'disabled', ${now}, ${now}) ON CONFLICT (businessId, id) DO NOTHING`,
		sql`UPDATE links SET closedAt = ${now} WHERE businessId = ${businessId} AND userId = ${userId} AND closedAt IS NULL AND changesEmail = 1
			AND email IN (SELECT value FROM json_each(${JSON.stringify(given.map(({ name }) => name))}))`,
	];
}

/** Forgets a business that was given up, and the key it was registered under. */
function voided(businessId: string): SQL[] {
	const gone = sql`NOT EXISTS (SELECT 1 FROM logins WHERE businessId = ${businessId})`;
	return [
		sql`DELETE FROM registrationKeys WHERE businessId = ${businessId} AND ${gone}`,
		sql`DELETE FROM businesses WHERE id = ${businessId} AND state = 'pending' AND ${gone}`,
	];
}

/** Settles every reservation older than `sweepAfter`. @returns how many names and businesses hold, and how many were freed */
export async function sweepReservations(scope: Scope): Promise<{ confirmed: number; freed: number }> {
	const { pending, businesses } = await directoryOf(scope).read({
		pending: many<LoginRow>(
			sql`SELECT * FROM logins WHERE state = 'pending' AND createdAt <= ${scope.now - sweepAfter} ORDER BY createdAt LIMIT 100`,
		),
		// One without names: nobody else would come by.
		businesses: many<{ id: string; shard: number }>(sql`SELECT b.id, b.shard FROM businesses b WHERE b.state = 'pending'
			AND b.createdAt <= ${scope.now - sweepAfter} AND NOT EXISTS (SELECT 1 FROM logins l WHERE l.businessId = b.id AND l.state = 'pending') LIMIT 100`),
	});
	const tally = { confirmed: 0, freed: 0 };
	for (const login of pending) tally[(await settle(scope, login)).includes(login.name) ? "confirmed" : "freed"] += 1;
	for (const { id, shard } of businesses) tally[await settleBusiness(scope, id, shard)] += 1;
	return tally;
}

/** Brings a reserved business that no name is reserved for to its end. */
async function settleBusiness(scope: Scope, businessId: string, shard: number): Promise<"confirmed" | "freed"> {
	const [tombstone] = tombstones(scope, businessId, "", []);
	await shardOf(scope, shard).write(tombstone ? [tombstone] : []);
	const { found } = await shardOf(scope, shard).read({
		found: first<{ state: string }>(sql`SELECT state FROM businesses WHERE businessId = ${businessId}`),
	});
	const isHere = found?.state === "active";
	await directoryOf(scope).write(
		isHere ? [sql`UPDATE businesses SET state = 'active' WHERE id = ${businessId} AND state = 'pending'`] : voided(businessId),
	);
	return isHere ? "confirmed" : "freed";
}
