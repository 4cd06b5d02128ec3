import { type SQL, sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { candidateRows, type LinkReason } from "./candidates.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListListings } from "./input.ts";
import type { ConnectionState, ListingFilter } from "./rules.ts";

/** A product of ours that a variant could be, and why. */
export type Suggestion = { productId: string; name: string; sku: string; why: LinkReason };

type Row = {
	variantId: string;
	sku: string;
	barcode: string;
	name: string;
	/** Minor units of the shop's currency; null where it has none. */
	price: number | null;
	productId: string | null;
	productName: string | null;
	productSku: string | null;
	linkedBy: "rule" | "person" | null;
	isAmbiguous: number;
	/** What stands there as far as we know. */
	known: number | null;
	problem: string | null;
	/** 1: it was not there when everything was last read. */
	isGone: number;
};
/** One variant that is sold elsewhere, and which product of ours it is; where nobody knows, what it could be, the likeliest first. */
export type Listing = Row & { suggestions: Suggestion[] };
export type Listings = {
	items: Listing[];
	nextCursor: string | null;
	connection: { id: string; name: string; state: ConnectionState; currency: string };
	/** Of at most a thousand each. */
	counts: { unlinked: number; review: number };
	/** Whether products of ours can be made there. */
	canMake: boolean;
	/** Everything there is being read: so many are known already. `first`: nothing was read before. */
	reading: { known: number; first: boolean } | null;
};

/** Whether a listing `l` was not there when everything was last read. */
export const isGone: SQL = sql`COALESCE(l.seenAt < (SELECT seenSince FROM connections AS g WHERE g.businessId = l.businessId AND g.id = l.connectionId), 0)`;

/** Of listings: that a level may be set by now. What is not there, or counts nothing, is set once a reading finds it so; any other refusal may have passed. */
export const maySetAgain: SQL = sql`(problem IS NULL OR problem NOT IN ('not_there', 'not_tracked'))`;

const wanted: Record<ListingFilter, ReturnType<typeof sql>> = {
	all: sql``,
	linked: sql`AND l.productId IS NOT NULL`,
	unlinked: sql`AND l.productId IS NULL AND l.linkedBy IS NULL`,
	review: sql`AND l.productId IS NULL AND l.linkedBy IS NULL AND l.isAmbiguous = 1`,
	none: sql`AND l.productId IS NULL AND l.linkedBy = 'person'`,
	gone: sql`AND ${isGone}`,
};

/** How many nobody knows the product of, and of how many of those more than one could be it; of at most a thousand each. */
export function openAsks(businessId: string, connectionId: string) {
	const open = (more: ReturnType<typeof sql>) =>
		first<{ count: number }>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM listings AS l INDEXED BY listings_unlinked
			WHERE l.businessId = ${businessId} AND l.connectionId = ${connectionId} AND l.productId IS NULL AND l.linkedBy IS NULL ${more} LIMIT 1000)`);
	return { unlinked: open(sql``), review: open(sql`AND l.isAmbiguous = 1`) };
}

/**
 * What is sold there, by its number there, narrowed to how it is linked, to a word of name, SKU or barcode, or to one.
 * @throws Refusal `connection_not_found`, `cursor_invalid`
 */
export const listListings = query<typeof ListListings, Listings>({
	name: "channels.list-listings",
	needs: "channels:read",
	input: ListListings,
	async run({ db }, { connectionId, show, q, variantId, limit, cursor }) {
		const { businessId } = db;
		const [after = ""] = readCursor(cursor, 1) ?? [];
		const mine = sql`l.businessId = ${businessId} AND l.connectionId = ${connectionId}`;
		const named = q ? sql`AND instr(lower(l.name || ' ' || l.sku || ' ' || l.barcode), lower(${q})) > 0` : sql``;
		const one = variantId === undefined ? sql`${wanted[show]} ${named}` : sql`AND l.variantId = ${variantId}`;
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			...openAsks(businessId, connectionId),
			rows: many<Row>(sql`SELECT l.variantId, l.sku, l.barcode, l.name, l.price, l.productId, p.name AS productName, p.sku AS productSku, l.linkedBy,
					l.isAmbiguous, l.known, l.problem, ${isGone} AS isGone FROM listings AS l
				LEFT JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				WHERE ${mine} AND l.variantId > ${after} ${one} ORDER BY l.variantId LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const { id, name, state, currency, pullCursor, pulledAt, productCount, platform } = mustBeThere(found.connection);
		const { items, nextCursor } = pageOf(found.rows, limit, (row) => [row.variantId]);
		const unknown = items.filter((item) => item.productId === null);
		const { suggested } =
			unknown.length === 0
				? { suggested: [] }
				: await db.read({
						suggested: many<Suggestion & { variantId: string }>(sql`SELECT c.variantId, c.productId, p.name, p.sku, min(c.why) AS why
							FROM (${candidateRows(businessId, unknown)}) AS c CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = c.productId
							GROUP BY c.variantId, c.productId ORDER BY why, p.sku`),
					});
		return {
			items: items.map((item) => ({
				...item,
				suggestions: suggested.filter((each) => each.variantId === item.variantId).map(({ variantId: _, ...suggestion }) => suggestion),
			})),
			nextCursor,
			connection: { id, name, state, currency },
			counts: { unlinked: found.unlinked?.count ?? 0, review: found.review?.count ?? 0 },
			canMake: abilitiesOf(platform).createProducts,
			reading: state === "active" && (pullCursor !== null || pulledAt === null) ? { known: productCount, first: pulledAt === null } : null,
		};
	},
});
