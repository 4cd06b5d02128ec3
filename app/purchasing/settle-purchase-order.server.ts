import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import type { PurchaseFact } from "./events.server.ts";
import { type Charge, landedShares } from "./landed-cost.ts";
import type { PurchaseHead, PurchaseLine } from "./purchase-orders.server.ts";

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

/** What each line bears of the charges, by its units as the batch leaves them. Whoever calls it has guarded the order. */
export function landIn(work: Work, { id }: PurchaseHead, lines: readonly { productId: string; landed: number }[]): void {
	const shares = JSON.stringify(Object.fromEntries(lines.map(({ productId, landed }) => [productId, landed])));
	work.add(sql`UPDATE purchaseOrderLines SET landed = ${shares} ->> productId
		WHERE businessId = ${work.businessId} AND purchaseOrderId = ${id} AND landed IS NOT ${shares} ->> productId`);
}

/** The same after units came or were given up; an order without charges has nothing to spread. */
export function landAnewIn(work: Work, order: PurchaseHead, lines: readonly PurchaseLine[], charges: readonly Charge[]): void {
	if (charges.length === 0) return;
	landIn(
		work,
		order,
		[...landedShares(lines, charges)].map(([productId, landed]) => ({ productId, landed })),
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
