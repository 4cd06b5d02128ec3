import { type SQL, sql } from "drizzle-orm";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { shelves } from "./news.server.ts";
import type { MovementReason } from "./rules.ts";

/**
 * The only file that writes levels and movements. A level is the sum of its movements: both change in the same batch, quantities are
 * computed by SQL there (a hot row is never guarded by a version), and named CHECKs refuse what must not be.
 * `moveStockIn` and its siblings add to another room's batch; whoever calls them has read and decided, the database only says that the world moved.
 * Each says which products it touched, so that open pages are told whatever the act was.
 */

/** One product's change in one store. `delta` is signed; a product stands here once (`sumMoves` adds up a basket that names it twice). */
export type Move = { storeId: string; productId: string; delta: number };

/** Why, by whom, and what it belongs to. */
export type MovementContext = {
	reason: MovementReason;
	actor: { id: string; name: string };
	note?: string;
	reference?: { type: string; id: string };
	/** When it took place (ms UTC), where it is told of later: counts go by that. */
	tookPlaceAt?: number;
};

/** Makes sure levels exist, empty; existing ones stay as they are. */
export function openLevelsIn(work: Work, levels: { storeId: string; productId: string; reorderPoint?: number }[]): void {
	work.add(sql`INSERT INTO stockLevels (businessId, productId, storeId, reorderPoint, updatedAt, productName, productListed)
		SELECT ${work.businessId}, value ->> 'productId', value ->> 'storeId', COALESCE(value ->> 'reorderPoint', 0), ${work.now},
			COALESCE(p.name, ''), COALESCE(p.status <> 'archived', 1)
		FROM json_each(${JSON.stringify(levels)}) LEFT JOIN products AS p ON p.businessId = ${work.businessId} AND p.id = value ->> 'productId'
		WHERE true ON CONFLICT (businessId, productId, storeId) DO NOTHING`);
}

/**
 * Moves stock: one movement per product and store, and the level with it. In the batch, a level that does not exist fails NOT NULL, one that
 * would fall below what is reserved fails `stock_not_oversold`; either undoes everything.
 */
export function moveStockIn(work: Work, moves: Move[], context: MovementContext): void {
	const rows = JSON.stringify(moves.map((move) => ({ ...move, id: newId(work.now) })));
	work.tell(
		shelves,
		moves.map(({ productId }) => productId),
	);
	work.add(
		movementsFrom(
			work,
			context,
			sql`(SELECT value ->> 'id' AS id, value ->> 'storeId' AS storeId, value ->> 'productId' AS productId, value ->> 'delta' AS delta FROM json_each(${rows}))`,
		),
	);
	// The movement says what the level becomes. Asked the other way round (UPDATE … FROM json_each) SQLite walks every level of the business.
	work.add(sql`UPDATE stockLevels SET onHand = ${next(sql`qtyAfter`)}, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND (productId, storeId) IN (SELECT value ->> 'productId', value ->> 'storeId' FROM json_each(${rows}))`);
}

/** Sets what stands on a shelf, whatever stood there; the movement's delta is computed in the batch. Setting what is there already writes nothing. */
export function setStockIn(work: Work, level: { storeId: string; productId: string; quantity: number }, context: MovementContext): void {
	const { storeId, productId, quantity } = level;
	work.tell(shelves, [productId]);
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

/** What is on its way to the shelves of one store, by product: how much more, or with a minus less. No movement: nothing stands anywhere else for it. */
export function expectStockIn(work: Work, storeId: string, changes: ReadonlyMap<string, number>): void {
	const byProduct = JSON.stringify(Object.fromEntries(changes));
	work.tell(shelves, changes.keys());
	work.add(sql`UPDATE stockLevels SET incoming = incoming + (${byProduct} ->> productId), updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND productId IN (SELECT key FROM json_each(${byProduct}))`);
}

/**
 * Makes `reserved` of some shelves what is held of them, whatever it was. `touched` is an SQL SELECT of `productId, storeId` of reservations as they now
 * are. Where more is held than stands there, `stock_not_oversold` undoes the batch. Only reservations.server.ts calls it.
 */
export function countHeldIn(work: Work, touched: SQL): void {
	work.add(sql`UPDATE stockLevels SET updatedAt = ${work.now}, reserved = COALESCE((SELECT SUM(r.quantity - r.taken) FROM reservations AS r INDEXED BY reservations_of_shelf
			WHERE r.businessId = stockLevels.businessId AND r.productId = stockLevels.productId AND r.storeId = stockLevels.storeId AND r.state = 'held'), 0)
		WHERE businessId = ${work.businessId} AND (productId, storeId) IN (${touched})`);
}

/** What somebody found on a shelf, and when (ms UTC). */
export type Found = { productId: string; quantity: number; at: number };

/**
 * Corrects shelves of one store to what was found on them, each at its own instant: by the difference to what the ledger held then, so that
 * whatever moved since stays moved. A movement of that very millisecond counts as before. Shelves that held it already get no movement.
 */
export function correctStockIn(work: Work, storeId: string, found: Found[], context: MovementContext): void {
	const rows = JSON.stringify(found.map((each) => ({ ...each, id: newId(work.now) })));
	work.tell(
		shelves,
		found.map(({ productId }) => productId),
	);
	const productId = sql`value ->> 'productId'`;
	work.add(
		movementsFrom(
			work,
			context,
			sql`(SELECT value ->> 'id' AS id, f.storeId, f.productId,
				(value ->> 'quantity') - (f.onHand - ${movedSince(work.businessId, storeId, productId, sql`value ->> 'at'`)}) AS delta
			FROM json_each(${rows}) CROSS JOIN stockLevels AS f ON f.businessId = ${work.businessId} AND f.productId = ${productId} AND f.storeId = ${storeId}
			WHERE delta <> 0)`,
		),
	);
	countWrittenIn(work, storeId, sql`SELECT ${productId} FROM json_each(${rows})`);
}

/**
 * Gives back what a count has taken off already: goods that left a store's shelves before they were counted (`tookPlaceAt`), and whose leaving is only
 * told of after the count was applied. Their leaving then follows as its own movement, so that both are told and the piece is missing once.
 */
export function giveBackCountedIn(
	work: Work,
	storeId: string,
	left: { productId: string; quantity: number }[],
	context: Omit<MovementContext, "reason"> & { tookPlaceAt: number },
): void {
	const rows = JSON.stringify(left.map((each) => ({ ...each, id: newId(work.now) })));
	const productId = sql`value ->> 'productId'`;
	const counted = sql`EXISTS (SELECT 1 FROM stockCountLines AS k INDEXED BY stockCountLines_of_product
		CROSS JOIN stockCounts AS c ON c.businessId = k.businessId AND c.id = k.countId AND c.status = 'applied' AND c.storeId = ${storeId}
		WHERE k.businessId = ${work.businessId} AND k.productId = ${productId} AND k.countedAt >= ${context.tookPlaceAt})`;
	work.add(
		movementsFrom(
			work,
			{ ...context, reason: "count" },
			sql`(SELECT value ->> 'id' AS id, ${storeId} AS storeId, ${productId} AS productId, value ->> 'quantity' AS delta FROM json_each(${rows}) WHERE ${counted})`,
		),
	);
	countWrittenIn(work, storeId, sql`SELECT ${productId} FROM json_each(${rows})`);
}

/** Levels follow the movement that was just written for them, where one was. */
function countWrittenIn(work: Work, storeId: string, productIds: SQL): void {
	work.add(sql`UPDATE stockLevels SET onHand = ${next(sql`qtyAfter`)}, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND productId IN (${productIds}) AND ${next(sql`seq`)} IS NOT NULL`);
}

/**
 * Makes sure shelves of one store can give what was handed over already: what they lack beside what is reserved is written into the ledger as a
 * correction, so that the goods can then leave as sold. A shelf that has enough gets no movement; one that had too little gets the one named `id`.
 */
export function coverStockIn(
	work: Work,
	storeId: string,
	handedOver: { id: string; productId: string; quantity: number }[],
	context: Omit<MovementContext, "reason">,
): void {
	const rows = JSON.stringify(handedOver);
	const productId = sql`value ->> 'productId'`;
	work.add(
		movementsFrom(
			work,
			{ ...context, reason: "adjustment" },
			sql`(SELECT value ->> 'id' AS id, f.storeId, f.productId, (value ->> 'quantity') - (f.onHand - f.reserved) AS delta
			FROM json_each(${rows}) CROSS JOIN stockLevels AS f ON f.businessId = ${work.businessId} AND f.productId = ${productId} AND f.storeId = ${storeId}
			WHERE delta > 0)`,
		),
	);
	countWrittenIn(work, storeId, sql`SELECT ${productId} FROM json_each(${rows})`);
}

/** By how much a shelf moved after an instant, as SQL. What took place before it and was told of after it had moved before. */
export function movedSince(businessId: string, storeId: string | SQL, productId: SQL, at: SQL): SQL {
	return sql`COALESCE((SELECT SUM(s.delta) FROM stockMovements AS s INDEXED BY stockMovements_of_product
		WHERE s.businessId = ${businessId} AND s.productId = ${productId} AND s.id >= ${idAfter(at)} AND s.storeId = ${storeId}
			AND (s.tookPlaceAt IS NULL OR s.tookPlaceAt > ${at})), 0)`;
}

/** The smallest id a movement after an instant can have, as SQL: ids begin with their millisecond, so an index of ids is one of time. */
export function idAfter(at: SQL): SQL {
	const hex = sql`printf('%012x', ${at} + 1)`;
	return sql`(substr(${hex}, 1, 8) || '-' || substr(${hex}, 9))`;
}

/** How the two movements of a repair say what they are; `referenceType` for whoever reads the ledger in another language. */
const repairs = { drift: "repair: changed without a movement", repair: "repair" };

/**
 * Brings a shelf and its ledger together again, at `quantity`. The ledger takes note of what changed the shelf past it, then of what makes it
 * `quantity`: both are movements, both stay to be read. Gaps in the chain up to here count as settled.
 */
export function repairStockIn(
	work: Work,
	level: { storeId: string; productId: string; quantity: number },
	actor: { id: string; name: string },
): void {
	const { storeId, productId } = level;
	const here = sql`businessId = ${work.businessId} AND productId = ${productId} AND storeId = ${storeId}`;
	work.add(sql`UPDATE stockLevels SET version = COALESCE((SELECT MAX(seq) FROM stockMovements WHERE ${here}), 0) WHERE ${here}`);
	work.add(sql`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, note, actorId, actorName, referenceType, at)
		SELECT businessId, ${newId(work.now)}, storeId, productId, version + 1, sum, onHand - sum, onHand, 'adjustment', ${repairs.drift}, ${actor.id}, ${actor.name}, 'drift', ${work.now}
		FROM (SELECT *, (SELECT COALESCE(SUM(delta), 0) FROM stockMovements WHERE ${here}) AS sum FROM stockLevels WHERE ${here}) WHERE onHand <> sum`);
	work.add(sql`UPDATE stockLevels SET version = version + 1 WHERE ${here} AND ${next(sql`seq`)} IS NOT NULL`);
	setStockIn(work, level, { reason: "adjustment", actor, note: repairs.repair, reference: { type: "repair", id: productId } });
	work.add(sql`UPDATE stockLevels SET settledSeq = version, updatedAt = ${work.now} WHERE ${here}`);
}

/** Of the movement that was just written for a level and not yet counted in it. */
function next(column: SQL): SQL {
	return sql`(SELECT ${column} FROM stockMovements AS m WHERE m.businessId = stockLevels.businessId AND m.productId = stockLevels.productId
		AND m.storeId = stockLevels.storeId AND m.seq = stockLevels.version + 1)`;
}

function movementsFrom(work: Work, context: MovementContext, moves: SQL): SQL {
	const { reason, actor, note = "", reference, tookPlaceAt = null } = context;
	return sql`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, note, actorId, actorName, referenceType, referenceId, at, tookPlaceAt)
		SELECT ${work.businessId}, m.id, m.storeId, m.productId, l.version + 1, l.onHand, m.delta, l.onHand + m.delta, ${reason}, ${note},
			${actor.id}, ${actor.name}, ${reference?.type ?? null}, ${reference?.id ?? null}, ${work.now}, ${tookPlaceAt === null ? sql`NULL` : sql`CAST(${tookPlaceAt} AS INTEGER)`}
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
