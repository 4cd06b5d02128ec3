import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { expectGoodsIn } from "#app/stock/receive-goods.server.ts";
import { PurchaseOrderCancelled } from "./events.server.ts";
import { PurchaseOrderRef } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { mustAllow } from "./rules.ts";
import { factOf, guardOrderIn } from "./settle-purchase-order.server.ts";

/** Calls an order off of which nothing has come: a draft is thrown away, what was sent is no longer expected. @throws Refusal `purchase_order_not_found`, `act_not_possible` */
export const cancelPurchaseOrder = command<typeof PurchaseOrderRef, PurchaseOrder, Viewer>({
	name: "purchasing.cancel-order",
	needs: "purchasing:write",
	input: PurchaseOrderRef,
	async run({ db, work, principal, now }, { purchaseOrderId }) {
		const { businessId } = db;
		const { head, lines } = await db.read(purchaseAsks(businessId, purchaseOrderId));
		const order = mustBeThere(head);
		mustAllow(order.status, "cancel");
		const { actor } = await principal();
		guardOrderIn(work, order);
		if (order.status === "sent")
			expectGoodsIn(work, order.storeId, new Map(lines.map(({ productId, quantity }) => [productId, -quantity])));
		work.add(sql`UPDATE purchaseOrders SET status = 'cancelled', closedAt = ${now}, closedBy = ${actor.name}, version = version + 1
			WHERE businessId = ${businessId} AND id = ${purchaseOrderId}`);
		work.record(PurchaseOrderCancelled, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId: order.storeId,
			data: factOf(order, lines),
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
