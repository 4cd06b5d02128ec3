import { type SQL, sql } from "drizzle-orm";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";

/**
 * The only file that writes levels and movements. A level is the sum of its movements: both change in the same batch, quantities are
 * computed by SQL there (a hot row is never guarded by a version), and named CHECKs refuse what must not be.
 * `moveStockIn` and its siblings add to another room's batch; whoever calls them has read and decided, the database only says that the world moved.
 */

export type MovementReason =
	| "receipt"
	| "sale"
	| "return"
	| "adjustment"
	| "damage"
	| "count"
	| "transfer_out"
	| "transfer_in"
	| "channel_sync"
	| "initial";

/** One product's change in one store. `delta` is signed; a product stands here once (`sumMoves` adds up a basket that names it twice). */
export type Move = { storeId: string; productId: string; delta: number };

/** Why, by whom, and what it belongs to. */
export type MovementContext = {
	reason: MovementReason;
	actor: { id: string; name: string };
	note?: string;
	reference?: { type: string; id: string };
};

/** Makes sure levels exist, empty; existing ones stay as they are. */
export function openLevelsIn(work: Work, levels: { storeId: string; productId: string; reorderPoint?: number }[]): void {
	work.add(sql`INSERT INTO stockLevels (businessId, productId, storeId, reorderPoint, updatedAt)
		SELECT ${work.businessId}, value ->> 'productId', value ->> 'storeId', COALESCE(value ->> 'reorderPoint', 0), ${work.now}
		FROM json_each(${JSON.stringify(levels)}) WHERE true ON CONFLICT (businessId, productId, storeId) DO NOTHING`);
}

/**
 * Moves stock: one movement per product and store, and the level with it. In the batch, a level that does not exist fails NOT NULL, one that
 * would fall below what is reserved fails `stock_not_oversold`; either undoes everything.
 */
export function moveStockIn(work: Work, moves: Move[], context: MovementContext): void {
	const rows = JSON.stringify(moves.map((move) => ({ ...move, id: newId(work.now) })));
	work.add(
		movementsFrom(
			work,
			context,
			sql`(SELECT value ->> 'id' AS id, value ->> 'storeId' AS storeId, value ->> 'productId' AS productId, value ->> 'delta' AS delta FROM json_each(${rows}))`,
		),
	);
	// The movement says what the level becomes. Asked the other way round (UPDATE … FROM json_each) SQLite walks every level of the business.
	work.add(sql`UPDATE stockLevels SET onHand = (SELECT qtyAfter FROM stockMovements AS m WHERE m.businessId = stockLevels.businessId AND m.productId = stockLevels.productId
			AND m.storeId = stockLevels.storeId AND m.seq = stockLevels.version + 1), version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND (productId, storeId) IN (SELECT value ->> 'productId', value ->> 'storeId' FROM json_each(${rows}))`);
}

/** Sets what stands on a shelf, whatever stood there; the movement's delta is computed in the batch. Setting what is there already writes nothing. */
export function setStockIn(work: Work, level: { storeId: string; productId: string; quantity: number }, context: MovementContext): void {
	const { storeId, productId, quantity } = level;
	work.add(
		movementsFrom(
			work,
			context,
			sql`(SELECT ${newId(work.now)} AS id, storeId, productId, CAST(${quantity} AS INTEGER) - onHand AS delta FROM stockLevels
		WHERE businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId} AND onHand <> CAST(${quantity} AS INTEGER))`,
		),
	);
	work.add(sql`UPDATE stockLevels SET onHand = ${quantity}, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId} AND onHand <> CAST(${quantity} AS INTEGER)`);
}

function movementsFrom(work: Work, context: MovementContext, moves: SQL): SQL {
	const { reason, actor, note = "", reference } = context;
	return sql`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, note, actorId, actorName, referenceType, referenceId, at)
		SELECT ${work.businessId}, m.id, m.storeId, m.productId, l.version + 1, l.onHand, m.delta, l.onHand + m.delta, ${reason}, ${note},
			${actor.id}, ${actor.name}, ${reference?.type ?? null}, ${reference?.id ?? null}, ${work.now}
		FROM ${moves} AS m LEFT JOIN stockLevels AS l ON l.businessId = ${work.businessId} AND l.productId = m.productId AND l.storeId = m.storeId`;
}

/** Adds up moves that name the same product and store, so that two lines of a basket cannot each pass what only their sum breaks. */
export function sumMoves(moves: Move[]): Move[] {
	const sums = new Map<string, Move>();
	for (const move of moves) {
		const key = `${move.storeId} ${move.productId}`;
		const known = sums.get(key);
		if (known) known.delta += move.delta;
		else sums.set(key, { ...move });
	}
	return [...sums.values()].filter(({ delta }) => delta !== 0);
}
