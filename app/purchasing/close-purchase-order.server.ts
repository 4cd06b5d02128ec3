import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { expectGoodsIn } from "#app/stock/receive-goods.server.ts";
import { PurchaseOrderClosed } from "./events.server.ts";
import { ClosePurchaseOrder } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { mustAllow, outstanding } from "./rules.ts";
import { factOf, guardOrderIn, landAnewIn, settleIn } from "./settle-purchase-order.server.ts";

/** Gives up what has not come: it is no longer expected. @throws Refusal `purchase_order_not_found`, `act_not_possible` */
export const closePurchaseOrder = command<typeof ClosePurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.close-order",
	needs: "purchasing:write",
	input: ClosePurchaseOrder,
	async run({ db, work, principal }, { purchaseOrderId, note }) {
		const { businessId } = db;
		const { head, lines, charges } = await db.read(purchaseAsks(businessId, purchaseOrderId));
		const order = mustBeThere(head);
		mustAllow(order.status, "close");
		const { actor } = await principal();
		const open = lines.flatMap((line) => (outstanding(line) > 0 ? [{ productId: line.productId, quantity: outstanding(line) }] : []));
		guardOrderIn(work, order);
		work.add(sql`UPDATE purchaseOrderLines SET givenUp = quantity - received - damaged
			WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId} AND quantity > received + damaged + givenUp`);
		expectGoodsIn(work, order.storeId, new Map(open.map(({ productId, quantity }) => [productId, -quantity])));
		const after = lines.map((line) => ({ ...line, givenUp: line.givenUp + outstanding(line) }));
		landAnewIn(work, order, after, charges);
		settleIn(work, order, actor);
		work.record(PurchaseOrderClosed, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId: order.storeId,
			data: { ...factOf(order, open), note },
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
