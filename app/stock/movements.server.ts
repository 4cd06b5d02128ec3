import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { readCursor, writeCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { ListMovements } from "./input.ts";
import { movementColumns, type Movement } from "./queries.server.ts";
import { movementReasons } from "./rules.ts";

/** A movement with the names people know it by. */
export type NamedMovement = Movement & { name: string; sku: string; storeName: string };

/** At most this many movements are looked at for one page, however long the history and however rare what is asked for. */
const window = 1000;

type Row = NamedMovement & { looked: number; edge: string | null };

/**
 * The ledger of everything, newest first, by any of its filters. What is asked for is looked for along one index, in a window of bounded
 * size; where a filter finds little in it, the page is short (even empty) and its cursor goes on from where the window ended.
 * @returns `reached`: the instant (ms UTC) down to which was looked, where a page ended for want of window and not of room
 * @throws Refusal `forbidden / store_not_yours`
 */
export const listMovements = query<
	typeof ListMovements,
	{ items: NamedMovement[]; nextCursor: string | null; reached: number | null },
	Viewer
>({
	name: "stock.list-movements",
	needs: "stock:read",
	input: ListMovements,
	async run({ tenant, db }, input) {
		const { businessId } = db;
		const { limit, storeId, reason } = input;
		const filters = [
			sql`true`,
			...(storeId ? [sql`w.storeId = ${storeId}`] : []),
			...(reason ? [sql`w.reason = ${reason}`] : []),
			...(input.actorId ? [sql`w.actorId = ${input.actorId}`] : []),
		];
		const { rows } = await db.read({
			rows: many<Row>(sql`WITH looked AS MATERIALIZED (${lookedAt(businessId, input)})
				SELECT e.looked, e.edge, m.*, p.name, p.sku, t.name AS storeName
				FROM (SELECT COUNT(*) AS looked, MIN(id) AS edge FROM looked) AS e
				LEFT JOIN (SELECT ${movementColumns} FROM looked AS w WHERE ${sql.join(filters, sql` AND `)} ORDER BY id DESC LIMIT ${limit + 1}) AS m ON true
				LEFT JOIN products AS p ON p.businessId = ${businessId} AND p.id = m.productId
				LEFT JOIN stores AS t ON t.businessId = ${businessId} AND t.id = m.storeId
				ORDER BY m.id DESC`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const [{ looked = 0, edge = null } = {}] = rows;
		const found = rows.filter(({ id }) => id !== null).map(({ looked: _, edge: __, ...movement }): NamedMovement => movement);
		const items = found.slice(0, limit);
		const last = items.at(-1);
		if (found.length > limit && last) return { items, nextCursor: writeCursor([last.id]), reached: null };
		const more = edge !== null && looked >= window;
		return { items, nextCursor: more ? writeCursor([edge]) : null, reached: more ? instantOf(edge) : null };
	},
});

type Asked = {
	productId?: string;
	storeId?: string;
	reason?: string;
	actorId?: string;
	from?: string;
	until?: string;
	cursor?: string;
	limit: number;
};

/** The window: whole movements along the index that fits best. A span of time is a span of ids. */
function lookedAt(businessId: string, asked: Asked): SQL {
	const before = readCursor(asked.cursor, 1)?.[0];
	const span = (id: SQL) =>
		sql.join(
			[
				sql`true`,
				...(before === undefined ? [] : [sql`${id} < ${String(before)}`]),
				...(asked.from ? [sql`${id} >= ${firstIdAt(Date.parse(asked.from))}`] : []),
				...(asked.until ? [sql`${id} < ${firstIdAt(Date.parse(asked.until))}`] : []),
			],
			sql` AND `,
		);
	const newest = sql`ORDER BY id DESC LIMIT CAST(${window} AS INTEGER)`;
	if (asked.productId)
		return sql`SELECT * FROM stockMovements INDEXED BY stockMovements_of_product
			WHERE businessId = ${businessId} AND productId = ${asked.productId} AND ${span(sql`id`)} ${newest}`;
	if (asked.actorId)
		return sql`SELECT * FROM stockMovements INDEXED BY stockMovements_by_actor WHERE businessId = ${businessId} AND actorId = ${asked.actorId} AND ${span(sql`id`)} ${newest}`;
	// The newest of each reason in each store; the newest of all are among them. The index alone is read until it is known which they are.
	const each = sql`CAST(${asked.limit + 1} AS INTEGER)`;
	const reasons = JSON.stringify(asked.reason ? [asked.reason] : movementReasons);
	return sql`SELECT m.* FROM (
			SELECT k.productId, k.storeId, k.seq FROM stores AS s CROSS JOIN json_each(${reasons}) AS r
			CROSS JOIN stockMovements AS k INDEXED BY stockMovements_by_reason ON k.businessId = s.businessId AND k.storeId = s.id AND k.reason = r.value
				AND k.id IN (SELECT n.id FROM stockMovements AS n INDEXED BY stockMovements_by_reason
					WHERE n.businessId = s.businessId AND n.storeId = s.id AND n.reason = r.value AND ${span(sql`n.id`)} ORDER BY n.id DESC LIMIT ${each})
			WHERE s.businessId = ${businessId} ${asked.storeId ? sql`AND s.id = ${asked.storeId}` : sql``} ORDER BY k.id DESC LIMIT ${each}) AS f
		CROSS JOIN stockMovements AS m ON m.businessId = ${businessId} AND m.productId = f.productId AND m.storeId = f.storeId AND m.seq = f.seq`;
}

/** The instant an id carries, ms UTC. */
function instantOf(id: string): number {
	return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
