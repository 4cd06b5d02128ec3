import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import type { PurchaseFact } from "./events.server.ts";
import type { PurchaseHead } from "./purchase-orders.server.ts";

/** Pieces of the batches that receive, close and cancel. */

/** What an event says of an order. */
export function factOf({ number, vendorName, storeId }: PurchaseHead, lines: { productId: string; quantity: number }[]): PurchaseFact {
	return {
		number,
		vendor: vendorName,
		storeId,
		units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
		productIds: lines.map(({ productId }) => productId),
	};
}

/** Nobody else may have received from it, or closed it, since it was read: what is no longer expected was worked out from that. */
export function guardOrderIn(work: Work, { id, version }: PurchaseHead): void {
	work.guard(
		sql`SELECT 1 FROM purchaseOrders WHERE businessId = ${work.businessId} AND id = ${id} AND version = CAST(${version} AS INTEGER)`,
	);
}

/** What the order has become, by its lines as the batch leaves them. */
export function settleIn(work: Work, { id }: PurchaseHead, actor: { name: string }): void {
	const open = sql`EXISTS (SELECT 1 FROM purchaseOrderLines AS l WHERE l.businessId = purchaseOrders.businessId AND l.purchaseOrderId = purchaseOrders.id
		AND l.quantity > l.received + l.damaged + l.givenUp)`;
	work.add(sql`UPDATE purchaseOrders SET version = version + 1, status = iif(${open}, 'part_received', 'received'),
			closedAt = iif(${open}, NULL, ${work.now}), closedBy = iif(${open}, NULL, ${actor.name})
		WHERE businessId = ${work.businessId} AND id = ${id}`);
}
