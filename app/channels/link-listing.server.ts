import { sql } from "drizzle-orm";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { refuse } from "#app/platform/errors.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { ListingLinked } from "./events.server.ts";
import { LinkListing, ListListings } from "./input.ts";

/** One variant that is sold elsewhere, and which product of ours it is. `known`: what stands there as far as we know. */
export type Listing = {
	variantId: string;
	sku: string;
	barcode: string;
	name: string;
	productId: string | null;
	productName: string | null;
	linkedBy: "rule" | "person" | null;
	isAmbiguous: number;
	known: number | null;
	problem: string | null;
};

/** What is sold there, by its number there; or only what nobody knows the product of. @throws Refusal `connection_not_found`, `cursor_invalid` */
export const listListings = query({
	name: "channels.list-listings",
	needs: "channels:read",
	input: ListListings,
	async run({ db }, { connectionId, show, limit, cursor }) {
		const { businessId } = db;
		const [after = ""] = readCursor(cursor, 1) ?? [];
		const open = show === "unlinked" ? sql`AND l.productId IS NULL AND l.linkedBy IS NULL` : sql``;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<Listing>(sql`SELECT l.variantId, l.sku, l.barcode, l.name, l.productId, p.name AS productName, l.linkedBy, l.isAmbiguous, l.known, l.problem FROM listings AS l
				LEFT JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				WHERE l.businessId = ${businessId} AND l.connectionId = ${connectionId} AND l.variantId > ${after} ${open} ORDER BY l.variantId LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		mustBeThere(connection);
		return pageOf(rows, limit, ({ variantId }) => [variantId]);
	},
});

/**
 * Says which product of ours a variant is, or that it is none (`productId` null). It stands: no rule links it anew.
 * @throws Refusal `connection_not_found`, `listing_not_found`, `product_not_found`
 */
export const linkListing = command<typeof LinkListing, { variantId: string; productId: string | null }>({
	name: "channels.link-listing",
	needs: "channels:write",
	input: LinkListing,
	async run({ db, work, now }, { connectionId, variantId, productId }) {
		const { businessId } = db;
		const { connection, listing, product } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			listing: first<{ name: string; productId: string | null }>(
				sql`SELECT name, productId FROM listings WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`,
			),
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId ?? ""}`),
		});
		const { storeId, platform } = mustBeThere(connection);
		if (!listing) return refuse("not_found", "listing_not_found");
		if (productId !== null && !product) return refuse("not_found", "product_not_found", { productId });
		work.add(sql`UPDATE listings SET productId = ${productId}, linkedBy = 'person', isAmbiguous = 0, problem = NULL, conflict = NULL, clashes = 0,
				changedAt = ${productId === null || !abilitiesOf(platform).setStock ? null : now}, changes = changes + 1
			WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`);
		work.add(
			sql`UPDATE bookedSales SET state = 'waiting', changes = changes + 1 WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'parked' AND said IN ('no_link', 'two_links')`,
		);
		work.add(sql`UPDATE connections SET wakeAt = ${now} WHERE businessId = ${businessId} AND id = ${connectionId} AND state = 'active'`);
		work.record(ListingLinked, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { name: listing.name, variantId, productId, before: listing.productId },
		});
		return known({ variantId, productId });
	},
});
