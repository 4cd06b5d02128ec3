import { type SQL, sql } from "drizzle-orm";
import { type Ask, many } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { countHeldIn } from "./ledger.server.ts";
import { shelves } from "./news.server.ts";
import type { HolderKind } from "./rules.ts";

/**
 * What is promised to an order or a till. A level's `reserved` is the sum of what is held on it, always: these functions write the promise and have the
 * ledger count it in the batch of whoever calls them. Each may be repeated: it says what shall be, not what changes.
 * The row is the truth: a promise whose time is up stands until the cleanup has taken it back, and may be kept until then.
 */

/** Who holds it. */
export type Holder = { kind: HolderKind; id: string };

/** So many of a product in a store; a shelf stands in a list once. */
export type Promised = { storeId: string; productId: string; quantity: number };

/** One of a holder's promises: `quantity` is what is still held of it. */
export type HeldLine = Promised & { expiresAt: number | null };

/**
 * From now on the holder holds exactly this much of these shelves, beyond what they have taken of them, whatever they held before; what else they hold
 * stays. For ever, or until `expiresAt` (ms UTC), which counts for everything they hold. More than is free refuses the batch (`stock_not_oversold`), as
 * does a shelf that was never opened (`foreign_key`).
 */
export function holdIn(work: Work, holder: Holder, lines: readonly Promised[], expiresAt: number | null): void {
	const { businessId, now } = work;
	const rows = JSON.stringify(lines);
	renewIn(work, holder, expiresAt);
	work.tell(
		shelves,
		lines.map(({ productId }) => productId),
	);
	work.add(sql`INSERT INTO reservations (businessId, holderKind, holderId, productId, storeId, quantity, state, createdAt, updatedAt)
		SELECT ${businessId}, ${holder.kind}, ${holder.id}, value ->> 'productId', value ->> 'storeId', value ->> 'quantity', 'held', ${now}, ${now}
		FROM json_each(${rows}) WHERE true
		ON CONFLICT (businessId, holderKind, holderId, productId, storeId)
			DO UPDATE SET quantity = taken + excluded.quantity, state = 'held', updatedAt = excluded.updatedAt`);
	countHeldIn(work, shelvesOf(rows));
}

/** Everything the holder holds is theirs until then, or (null) until it is settled. One row, however much it is. */
export function renewIn(work: Work, { kind, id }: Holder, expiresAt: number | null): void {
	const until = expiresAt === null ? sql`NULL` : sql`CAST(${expiresAt} AS INTEGER)`;
	work.add(sql`INSERT INTO reservationHolders (businessId, holderKind, holderId, expiresAt, createdAt, updatedAt)
		VALUES (${work.businessId}, ${kind}, ${id}, ${until}, ${work.now}, ${work.now})
		ON CONFLICT (businessId, holderKind, holderId) DO UPDATE SET expiresAt = excluded.expiresAt, updatedAt = excluded.updatedAt`);
}

/**
 * Uses up what the holder holds of what is leaving the shelf now, as far as they hold it; what they do not hold is not looked at, so the caller's
 * movements take that from what is free, or `stock_not_oversold` undoes the batch. Stands before those movements (`moveStockIn`), in the same batch.
 */
export function takeHeldIn(work: Work, holder: Holder, lines: readonly Promised[]): void {
	const rows = JSON.stringify(lines);
	const units = sql`min(r.quantity - r.taken, w.value ->> 'quantity')`;
	work.add(sql`UPDATE reservations SET taken = t.after, state = iif(t.after = quantity, 'committed', 'held'), updatedAt = ${work.now}
		FROM (SELECT r.productId, r.storeId, r.taken + ${units} AS after FROM json_each(${rows}) AS w
			CROSS JOIN reservations AS r ON r.businessId = ${work.businessId} AND r.holderKind = ${holder.kind} AND r.holderId = ${holder.id}
				AND r.productId = w.value ->> 'productId' AND r.storeId = w.value ->> 'storeId' AND r.state = 'held') AS t
		WHERE reservations.businessId = ${work.businessId} AND holderKind = ${holder.kind} AND holderId = ${holder.id}
			AND reservations.productId = t.productId AND reservations.storeId = t.storeId`);
	countHeldIn(work, shelvesOf(rows));
}

/** Gives back all the holder still holds, or what they hold of some shelves. Whoever calls it knows of what, and tells the open pages (`work.tell(shelves, …)`). */
export function releaseIn(work: Work, { kind, id }: Holder, only?: readonly { storeId: string; productId: string }[]): void {
	const whose = sql`businessId = ${work.businessId} AND holderKind = ${kind} AND holderId = ${id}`;
	endIn(work, only ? sql`${whose} AND (productId, storeId) IN (${shelvesOf(JSON.stringify(only))})` : whose, "released");
	if (!only) work.add(sql`UPDATE reservationHolders SET expiresAt = NULL, updatedAt = ${work.now} WHERE ${whose}`);
}

/** Takes back what several holders still hold, because their time is up. */
export function expireIn(work: Work, holders: readonly Holder[]): void {
	const list = JSON.stringify(holders);
	const whose = sql`businessId = ${work.businessId} AND (holderKind, holderId) IN (SELECT value ->> 'kind', value ->> 'id' FROM json_each(${list}))`;
	endIn(work, whose, "expired");
	work.add(sql`UPDATE reservationHolders SET expiresAt = NULL, updatedAt = ${work.now} WHERE ${whose}`);
}

function endIn(work: Work, whose: SQL, state: "released" | "expired"): void {
	work.add(sql`UPDATE reservations SET state = ${state}, updatedAt = ${work.now} WHERE ${whose} AND state = 'held'`);
	countHeldIn(work, sql`SELECT productId, storeId FROM reservations WHERE ${whose}`);
}

/**
 * Tills give back as much of what they keep of shelves of one store as would otherwise not stand there: goods that are found missing, broken or sent away
 * cannot be kept for anybody. Whoever was heard last gives first, as they will hear of it. `left` is what will stand there, as decided. Stands before the
 * movements, in the same batch.
 */
export function yieldLeasesIn(
	work: Work,
	storeId: string,
	shelves: readonly { productId: string; left: number; reserved: number; leased: number }[],
): void {
	const { businessId, now } = work;
	const short = shelves
		.filter(({ left, reserved, leased }) => leased > 0 && left < reserved)
		.map(({ productId, left, reserved }) => ({ storeId, productId, units: reserved - left }));
	if (short.length === 0) return;
	const rows = JSON.stringify(short);
	const keeps = sql`r.quantity - r.taken`;
	work.add(sql`UPDATE reservations SET quantity = iif(y.gives < y.keeps, quantity - y.gives, quantity), state = iif(y.gives < y.keeps, 'held', 'released'), updatedAt = ${now}
		FROM (SELECT holderId, productId, storeId, keeps, min(keeps, units - given) AS gives FROM (
				SELECT r.holderId, r.productId, r.storeId, ${keeps} AS keeps, w.value ->> 'units' AS units, COALESCE(SUM(${keeps}) OVER (
						PARTITION BY r.productId ORDER BY h.updatedAt DESC, r.holderId ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS given
				FROM json_each(${rows}) AS w
				CROSS JOIN reservations AS r INDEXED BY reservations_of_shelf ON r.businessId = ${businessId} AND r.productId = w.value ->> 'productId'
					AND r.storeId = w.value ->> 'storeId' AND r.state = 'held' AND r.holderKind = 'lease'
				CROSS JOIN reservationHolders AS h ON h.businessId = r.businessId AND h.holderKind = r.holderKind AND h.holderId = r.holderId)
			WHERE units > given) AS y
		WHERE reservations.businessId = ${businessId} AND reservations.holderKind = 'lease' AND reservations.holderId = y.holderId
			AND reservations.productId = y.productId AND reservations.storeId = y.storeId`);
	countHeldIn(work, shelvesOf(rows));
}

/** Nothing is left of what tills ever kept of products that never left a shelf: they are being deleted. */
export function forgetLeasesIn(work: Work, productIds: readonly string[]): void {
	const named = sql`SELECT value FROM json_each(${JSON.stringify(productIds)})`;
	work.add(sql`DELETE FROM reservations INDEXED BY reservations_of_product
		WHERE businessId = ${work.businessId} AND productId IN (${named}) AND holderKind = 'lease' AND taken = 0`);
	countHeldIn(work, sql`SELECT productId, storeId FROM stockLevels WHERE businessId = ${work.businessId} AND productId IN (${named})`);
}

/** The shelves a list names. */
function shelvesOf(rows: string): SQL {
	return sql`SELECT value ->> 'productId', value ->> 'storeId' FROM json_each(${rows})`;
}

/** Finds a row as long as the holder holds at least this much of each of these shelves: what a batch is guarded with that must not take from others. */
export function stillHeld(businessId: string, holder: Holder, lines: readonly Promised[]): SQL {
	return sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(lines)}) AS w LEFT JOIN reservations AS r
		ON r.businessId = ${businessId} AND r.holderKind = ${holder.kind} AND r.holderId = ${holder.id} AND r.productId = w.value ->> 'productId'
			AND r.storeId = w.value ->> 'storeId' AND r.state = 'held'
		WHERE COALESCE(r.quantity - r.taken, 0) < w.value ->> 'quantity')`;
}

/** What somebody holds, for a command's one read. `holderId` may be SQL. */
export function heldLines(businessId: string, { kind, id }: { kind: HolderKind; id: string | SQL }): Ask<HeldLine[]> {
	return many(sql`SELECT r.productId, r.storeId, r.quantity - r.taken AS quantity, h.expiresAt FROM reservationHolders AS h
		CROSS JOIN reservations AS r ON r.businessId = h.businessId AND r.holderKind = h.holderKind AND r.holderId = h.holderId AND r.state = 'held'
		WHERE h.businessId = ${businessId} AND h.holderKind = ${kind} AND h.holderId = ${id}`);
}
