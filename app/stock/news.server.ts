import { sql } from "drizzle-orm";
import type { EventKind } from "#app/platform/events.server.ts";
import { type NewsSource, tellingReaction } from "#app/platform/news.server.ts";
import type { Reaction } from "#app/platform/reactions.server.ts";

/**
 * What open pages hear of some products: all their shelves, at most as many rows as products times stores. A movement more is a later truth;
 * what changes without one (what is on its way, a reorder point) is as late as it is told.
 */
export const shelves: NewsSource = {
	name: "stock.shelves",
	needs: "stock:read",
	read: (businessId, productIds) => sql`SELECT l.productId AS about, SUM(l.version) AS rank,
			json_object('kind', 'stock', 'productId', l.productId, 'levels', json_group_array(json_object('storeId', l.storeId, 'onHand', l.onHand,
				'reserved', l.reserved, 'incoming', l.incoming, 'reorderPoint', l.reorderPoint, 'version', l.version) ORDER BY l.storeId)) AS body
		FROM json_each(${productIds}) AS w CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = w.value
		GROUP BY l.productId`,
};

/** The reaction that tells of the products an event names (`productId` or `productIds`), for every room whose acts change a shelf. */
export function tellsOfShelves(name: string, on: EventKind<object>[]): Reaction {
	return tellingReaction(name, on, ({ data: { productId, productIds } }) => [
		[shelves, [productId, productIds].flat().filter((id) => typeof id === "string")],
	]);
}
