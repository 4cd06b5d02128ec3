import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { receiveGoodsIn } from "#app/stock/receive-goods.server.ts";
import { PurchaseOrderReceived } from "./events.server.ts";
import { ReceivePurchaseOrder } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { decideArrival, mustAllow, noLongerExpected, outstanding } from "./rules.ts";
import { factOf, guardOrderIn, landAnewIn, settleIn } from "./settle-purchase-order.server.ts";

/**
 * Takes in what came: whole units go on the shelf, damaged ones are noted and not expected any more. Without lines, everything outstanding.
 * @throws Refusal `purchase_order_not_found`, `act_not_possible`, `purchase_line_not_found`, `more_than_ordered` unless `over`, `nothing_to_receive`
 */
export const receivePurchaseOrder = command<typeof ReceivePurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.receive-order",
	needs: "purchasing:write",
	input: ReceivePurchaseOrder,
	async run({ db, work, principal, now }, { purchaseOrderId, lines: wished, over, note }) {
		const { businessId } = db;
		const { head, lines, charges } = await db.read(purchaseAsks(businessId, purchaseOrderId));
		const order = mustBeThere(head);
		mustAllow(order.status, "receive");
		const arrived = decideArrival(lines, wished, over);
		const { actor } = await principal();
		const id = newId<"goodsReceipt">(now);
		const rows = JSON.stringify(arrived);
		guardOrderIn(work, order);
		work.add(sql`INSERT INTO goodsReceipts (businessId, id, purchaseOrderId, storeId, note, actorId, actorName, at)
			VALUES (${businessId}, ${id}, ${purchaseOrderId}, ${order.storeId}, ${note}, ${actor.id}, ${actor.name}, ${now})`);
		work.add(sql`INSERT INTO goodsReceiptLines (businessId, goodsReceiptId, productId, received, damaged, unitCost)
			SELECT ${businessId}, ${id}, l.productId, a.value ->> 'received', a.value ->> 'damaged', l.unitCost FROM json_each(${rows}) AS a
			CROSS JOIN purchaseOrderLines AS l ON l.businessId = ${businessId} AND l.purchaseOrderId = ${purchaseOrderId} AND l.productId = a.value ->> 'productId'`);
		const found = (what: "received" | "damaged") => JSON.stringify(Object.fromEntries(arrived.map((each) => [each.productId, each[what]])));
		work.add(sql`UPDATE purchaseOrderLines SET received = received + (${found("received")} ->> productId), damaged = damaged + (${found("damaged")} ->> productId)
			WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId} AND productId IN (SELECT value ->> 'productId' FROM json_each(${rows}))`);
		receiveGoodsIn(work, order.storeId, {
			units: new Map(arrived.map(({ productId, received }) => [productId, received])),
			noLongerExpected: noLongerExpected(lines, arrived),
			purchaseOrderId,
			actor,
			note,
		});
		const came = new Map(arrived.map((each) => [each.productId, each]));
		const after = lines.map((line) => {
			const { received, damaged } = came.get(line.productId) ?? { received: 0, damaged: 0 };
			return { ...line, received: line.received + received, damaged: line.damaged + damaged };
		});
		landAnewIn(work, order, after, charges);
		settleIn(work, order, actor);
		const left = new Map(lines.map((line) => [line.productId, outstanding(line)]));
		work.record(PurchaseOrderReceived, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId: order.storeId,
			data: {
				...factOf(
					order,
					arrived.map(({ productId, received }) => ({ productId, quantity: received })),
				),
				goodsReceiptId: id,
				damaged: arrived.reduce((sum, { damaged }) => sum + damaged, 0),
				over: arrived.reduce(
					(sum, { productId, received, damaged }) => sum + Math.max(0, received + damaged - (left.get(productId) ?? 0)),
					0,
				),
			},
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
