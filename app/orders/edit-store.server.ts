import { type SQL, sql } from "drizzle-orm";
import { storeEditing } from "#app/identity/edit-store.server.ts";

/**
 * A store has sold, or goods on its shelves are priced in its currency: either would read as another amount in another one. Reads one row of
 * each where there is one.
 */
function currencyHeld(businessId: string, storeId: string): SQL {
	return sql`SELECT 'store_has_sold' AS code FROM (SELECT 1 FROM orders INDEXED BY orders_by_store
				WHERE businessId = ${businessId} AND storeId = ${storeId} LIMIT 1)
		UNION ALL SELECT 'store_has_prices' FROM (SELECT 1 FROM stores AS s
			CROSS JOIN stockLevels AS l INDEXED BY stockLevels_by_store ON l.businessId = s.businessId AND l.storeId = s.id
			CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId AND p.status <> 'archived' AND p.currency = s.currency
				AND (p.price IS NOT NULL OR p.cost IS NOT NULL)
			WHERE s.businessId = ${businessId} AND s.id = ${storeId} LIMIT 1)`;
}

/** Changes a store's name, time zone, and for as long as nothing on record is in it, its currency. Here because orders say what was sold. */
export const editStore = storeEditing(currencyHeld);
