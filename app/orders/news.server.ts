import { sql } from "drizzle-orm";
import type { NewsSource } from "#app/platform/news.server.ts";

/** What open pages hear of orders that came in. Told the quick way only: whoever missed it finds the order on the home page. */
export const arrivals: NewsSource = {
	name: "orders.arrivals",
	needs: "sales:read",
	read: (businessId, orderIds) => sql`SELECT o.id AS about, 1 AS rank, json_object('kind', 'order', 'orderId', o.id,
			'number', iif(o.platformNumber = '', '#' || upper(substr(o.id, -6)), o.platformNumber), 'storeId', o.storeId, 'by', o.actorId,
			'amount', o.total + o.shipping + o.tip, 'currency', o.currency,
			'short', (SELECT COALESCE(sum(quantity), 0) FROM shortfalls WHERE businessId = o.businessId AND orderId = o.id AND state = 'open')) AS body
		FROM json_each(${orderIds}) AS w CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = w.value`,
};
