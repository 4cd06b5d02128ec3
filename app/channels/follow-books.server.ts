import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { day } from "#app/platform/time.ts";
import { emptyShelf, promisedOf } from "#app/stock/rules.ts";
import { levelsOf } from "#app/stock/shelf.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { correctShelfIn } from "./correct-shelf.server.ts";
import type { Driving } from "./drive-connection.server.ts";
import { ConflictSettled } from "./events.server.ts";
import { followsBooks } from "./rules.ts";

/**
 * Where an ERP's count is the one that holds, our shelf is corrected to it. Its number is taken once two readings found the same difference, nothing moved here
 * in between, and it has been told of everything we sold: a number that knows less than ours corrects nothing.
 */

/** Looked at together. */
const atOnce = 50;
/** How far back it is looked whether what moved by sales was told. */
const lookBack = 7 * day;

type Found = { variantId: string; productId: string; at: number };
const Page = z.object({ connectionId: AnyId, after: z.string() });

const foundTwice = query<typeof Page, Found[]>({
	name: "channels.differences-found-twice",
	needs: "channels:read",
	input: Page,
	async run({ db, now }, { connectionId, after }) {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<Found>(sql`SELECT l.variantId, l.productId, l.conflict ->> 'at' AS at
				FROM connections AS c CROSS JOIN listings AS l INDEXED BY listings_conflicts ON l.businessId = c.businessId AND l.connectionId = c.id AND l.conflict IS NOT NULL
				WHERE c.businessId = ${businessId} AND c.id = ${connectionId} AND l.variantId > ${after} AND l.productId IS NOT NULL
					AND l.conflict ->> 'correction' IS NOT NULL AND l.conflict ->> 'at' < c.pullBeganAt AND l.seenAt >= c.pullBeganAt
					AND (SELECT COUNT(*) FROM listings AS o INDEXED BY listings_of_product WHERE o.businessId = l.businessId AND o.productId = l.productId AND o.connectionId = c.id) = 1
					AND l.productId NOT IN (SELECT x.productId FROM bookedSales AS b CROSS JOIN orderLines AS x ON x.businessId = b.businessId AND x.orderId = b.orderId
						WHERE b.businessId = ${businessId} AND b.connectionId = ${connectionId} AND b.state IN ('waiting', 'parked') AND x.productId IS NOT NULL)
					AND NOT EXISTS (SELECT 1 FROM stockMovements AS m INDEXED BY stockMovements_of_product
						WHERE m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = c.storeId AND m.id > ${firstIdAt(now - lookBack)} AND m.at >= c.createdAt AND m.reason IN ('sale', 'return')
							AND NOT EXISTS (SELECT 1 FROM bookedSales AS b WHERE b.businessId = m.businessId AND b.connectionId = c.id AND b.orderId = m.referenceId AND b.updatedAt >= m.at))
				ORDER BY l.variantId LIMIT ${sql.raw(String(atOnce))}`),
		});
		return rows;
	},
});

const One = z.object({ connectionId: AnyId, variantId: z.string(), productId: AnyId, at: z.int() });
type Conflict = { name: string; ours: number; theirs: number; correction: number };

/** Corrects one shelf; what is promised here and not there stays for a person. */
const followOne = command<typeof One, { delta: number }>({
	name: "channels.follow-books",
	needs: "channels:write",
	input: One,
	async run({ tenant, db, work }, { connectionId, variantId, productId, at }) {
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId} AND productId = ${productId} AND conflict ->> 'at' = CAST(${at} AS INTEGER)`;
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			listing: first<Conflict>(
				sql`SELECT name, conflict ->> 'ours' AS ours, conflict ->> 'theirs' AS theirs, conflict ->> 'correction' AS correction FROM listings WHERE ${mine}`,
			),
			levels: levelsOf(businessId, productId),
		});
		const { storeId, settings } = mustBeThere(found.connection);
		const shelf = found.levels.find((level) => level.storeId === storeId) ?? emptyShelf;
		const { listing } = found;
		if (!listing || !followsBooks(settings) || shelf.onHand !== listing.ours || listing.theirs < promisedOf(shelf))
			return known({ delta: 0 });
		const { name, ours, theirs, correction: delta } = listing;
		// Whatever moved since they were compared makes it another difference.
		work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM stockMovements INDEXED BY stockMovements_of_product
			WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId} AND id > ${firstIdAt(at)})`);
		work.guard(sql`SELECT 1 FROM listings WHERE ${mine}`);
		const { actor } = await tenant.principal();
		correctShelfIn(work, { storeId, productId, shelf, delta, at }, { reason: "channel_sync", actor, note: name.slice(0, 200) });
		work.add(sql`UPDATE listings SET conflict = NULL WHERE ${mine}`);
		work.record(ConflictSettled, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { name, variantId, right: "theirs", ours, theirs },
		});
		return known({ delta });
	},
});

/** Corrects our shelf wherever an ERP's number holds. @returns when there is more of it; as late as can be where there is not */
export async function followBooks({ connection, adapter, now, mayGoOn }: Driving): Promise<number> {
	if (!adapter.sales || !followsBooks(connection.settings)) return Number.MAX_SAFE_INTEGER;
	for (let after = ""; ; ) {
		const found = await foundTwice(now(), { connectionId: connection.id, after });
		for (const one of found) {
			if (!mayGoOn()) return now().now;
			await followOne(now(), { connectionId: connection.id, ...one });
			after = one.variantId;
		}
		if (found.length < atOnce) return Number.MAX_SAFE_INTEGER;
	}
}
