import { type SQL, sql } from "drizzle-orm";
import type { ProductStatus } from "#app/catalog/rules.ts";
import type { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { type Connection, connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListMissing } from "./input.ts";
import { isGone, openAsks } from "./listings.server.ts";
import { wantedLevel } from "./level-wishes.ts";
import type { ConnectionState } from "./rules.ts";
import { type Unmakable, type WantedRefusal, type WantedState, whyNotMade } from "./wanted.ts";

/** Products of ours that a shop elsewhere does not sell, and what would be made of each there. */

export type MissingRow = {
	productId: string;
	name: string;
	sku: string;
	barcode: string;
	/** Minor units of `currency`; null: nobody has priced it. */
	price: number | null;
	currency: string;
	status: ProductStatus;
	isSold: number;
	/** What is free on the shelf it is sold from; null: it has none there. */
	available: number | null;
	wanted: WantedState | null;
	said: WantedRefusal | "";
	heard: string;
	triedAt: number | null;
};

const soldThere = (connectionId: string): SQL =>
	sql`EXISTS (SELECT 1 FROM listings AS l INDEXED BY listings_of_product WHERE l.businessId = p.businessId AND l.productId = p.id AND l.connectionId = ${connectionId} AND NOT ${isGone})`;

/** What is asked of products `p` and, where they were wanted there, `w`. */
export const missingColumns = (businessId: string, { id, storeId }: Pick<Connection, "id" | "storeId">): SQL =>
	sql`p.id AS productId, p.name, p.sku, COALESCE(p.barcode, '') AS barcode, p.price, p.currency, p.status,
		${soldThere(id)} AS isSold,
		(SELECT s.onHand - s.reserved FROM stockLevels AS s WHERE s.businessId = ${businessId} AND s.productId = p.id AND s.storeId = ${storeId}) AS available,
		w.state AS wanted, COALESCE(w.said, '') AS said, COALESCE(w.heard, '') AS heard, w.triedAt`;
export const withWanted = (connectionId: string): SQL =>
	sql`LEFT JOIN wantedListings AS w ON w.businessId = p.businessId AND w.connectionId = ${connectionId} AND w.productId = p.id`;

type Narrowed = Pick<z.output<typeof ListMissing>, "q" | "refused" | "makable">;
/** Products `p` that are not archived and not sold there, and what more is asked of them. What is makable is so by `whyNotMade`. */
export function missingFrom(
	businessId: string,
	{ id, currency }: Pick<Connection, "id" | "currency">,
	{ q, refused, makable }: Narrowed,
): SQL {
	const named = q ? sql`AND instr(lower(p.name || ' ' || p.sku || ' ' || COALESCE(p.barcode, '')), lower(${q})) > 0` : sql``;
	const tried = refused ? sql`AND w.state = 'refused'` : sql``;
	const can = makable ? sql`AND p.price IS NOT NULL AND p.currency = ${currency} AND w.state IS NOT 'waiting'` : sql``;
	return sql`FROM products AS p INDEXED BY products_listed ${withWanted(id)}
		WHERE p.businessId = ${businessId} AND p.status <> 'archived' AND NOT ${soldThere(id)} ${named} ${tried} ${can}`;
}

/** How many of a product there would be from the start. */
export function levelAtFirst({ available }: Pick<MissingRow, "available">, { settings }: Pick<Connection, "settings">): number {
	return settings.pushStock ? wantedLevel(available ?? 0, settings) : 0;
}

/** A product as it would be made: its name, SKU, barcode and price as here, and so many of it. `why`: what keeps it from being made. */
export type Missing = Pick<MissingRow, "productId" | "name" | "sku" | "barcode" | "price" | "currency" | "wanted" | "said" | "heard"> & {
	quantity: number;
	why: Unmakable | null;
};
export type MissingList = {
	items: Missing[];
	nextCursor: string | null;
	connection: { id: string; name: string; state: ConnectionState; currency: string };
	/** Whether its platform lets us make products at all. */
	canMake: boolean;
	/** Of at most a thousand each: still to be made, and not made for a reason; of what is sold there, as in the list of that. */
	counts: { waiting: number; refused: number; unlinked: number; review: number };
	/** How many there are, where only those are asked for that nothing keeps from being made; null where all are. */
	makable: number | null;
};

/**
 * By name, those that are not archived and not sold there; of them the ones a word of name, SKU or barcode, or their ids, ask for.
 * @throws Refusal `connection_not_found`, `cursor_invalid`
 */
export const listMissing = query<typeof ListMissing, MissingList>({
	name: "channels.list-missing",
	needs: "channels:read",
	input: ListMissing,
	async run({ db }, { connectionId, productIds, limit, cursor, ...narrowed }) {
		const { businessId } = db;
		const [sortKey = "", id = ""] = readCursor(cursor, 2) ?? [];
		const { connection } = await db.read({ connection: connectionAsk(businessId, connectionId) });
		const shop = mustBeThere(connection);
		const counted = (state: "waiting" | "refused") =>
			first<{
				count: number;
			}>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM wantedListings INDEXED BY ${sql.raw(`wantedListings_${state}`)}
				WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = ${sql.raw(`'${state}'`)} LIMIT 1000)`);
		const from = missingFrom(businessId, shop, narrowed);
		const chosen = productIds ? sql`AND p.id IN (SELECT value FROM json_each(${JSON.stringify(productIds)}))` : sql``;
		const after = cursor ? sql`AND (p.sortKey, p.id) > (${sortKey}, ${id})` : sql``;
		const found = await db.read({
			...openAsks(businessId, connectionId),
			waiting: counted("waiting"),
			refused: counted("refused"),
			// All of the business are looked at for it: only where somebody chooses them all.
			makable: first<{ count: number }>(
				narrowed.makable ? sql`SELECT COUNT(*) AS count ${from}` : sql`SELECT 1 WHERE ${businessId} IS NULL`,
			),
			rows: many<MissingRow & { sortKey: string }>(sql`SELECT p.sortKey, ${missingColumns(businessId, shop)} ${from} ${chosen} ${after}
				ORDER BY p.sortKey, p.id LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const { items, nextCursor } = pageOf(found.rows, limit, (row) => [row.sortKey, row.productId]);
		return {
			items: items.map(({ status, isSold, available, triedAt: _, sortKey: __, ...row }) => ({
				...row,
				quantity: levelAtFirst({ available }, shop),
				why: whyNotMade({ ...row, status, isSold: isSold === 1 }, shop.currency),
			})),
			nextCursor,
			connection: { id: shop.id, name: shop.name, state: shop.state, currency: shop.currency },
			canMake: abilitiesOf(shop.platform).createProducts,
			makable: found.makable?.count ?? null,
			counts: {
				...{ waiting: found.waiting?.count ?? 0, refused: found.refused?.count ?? 0 },
				...{ unlinked: found.unlinked?.count ?? 0, review: found.review?.count ?? 0 },
			},
		};
	},
});
