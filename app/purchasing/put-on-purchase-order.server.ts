import { sql } from "drizzle-orm";
import { amountIfSaid } from "#app/catalog/rules.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { mustBeOne, scannedProduct } from "#app/stock/scanned.server.ts";
import { PutOnPurchaseOrder } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson, usualCost } from "./purchase-orders.server.ts";
import { mostPurchaseLines, mustAllow } from "./rules.ts";

/**
 * Puts a product on a draft, changes how many or at what cost, or (with quantity 0) takes it out. A draft is a note: no event tells of it.
 * @throws Refusal `purchase_order_not_found`, `act_not_possible`, `product_not_found`, `code_unknown`, `code_of_several`, `too_many_lines`
 */
export const putOnPurchaseOrder = command<typeof PutOnPurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.put-on-order",
	needs: "purchasing:write",
	input: PutOnPurchaseOrder,
	async run({ db, work, now }, { purchaseOrderId, productId, code, quantity, add, unitCost }) {
		const { businessId } = db;
		const { head, lines, found } = await db.read({
			...purchaseAsks(businessId, purchaseOrderId),
			found: scannedProduct(businessId, { productId, code }),
		});
		const order = mustBeThere(head);
		mustAllow(order.status, "edit");
		const product = mustBeOne(found, code);
		const line = lines.find((each) => each.productId === product.id);
		if (!line && lines.length >= mostPurchaseLines) refuse("conflict", "too_many_lines", { most: mostPurchaseLines });
		const cost = amountIfSaid(unitCost, order.currency, "unitCost");
		work.guard(sql`SELECT 1 FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${purchaseOrderId} AND status = 'draft'`);
		if (quantity === 0)
			work.add(
				sql`DELETE FROM purchaseOrderLines WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId} AND productId = ${product.id}`,
			);
		else {
			const many = sql`CAST(${quantity ?? add} AS INTEGER)`;
			work.add(sql`INSERT INTO purchaseOrderLines (businessId, purchaseOrderId, productId, quantity, unitCost, addedAt)
				SELECT ${businessId}, ${purchaseOrderId}, p.id, ${many}, COALESCE(CAST(${cost} AS INTEGER), ${usualCost(businessId, order.currency)}), ${now}
				FROM products AS p WHERE p.businessId = ${businessId} AND p.id = ${product.id}
				ON CONFLICT (businessId, purchaseOrderId, productId) DO UPDATE SET
					quantity = ${add === undefined ? sql`excluded.quantity` : sql`quantity + excluded.quantity`}, unitCost = COALESCE(CAST(${cost} AS INTEGER), unitCost)`);
		}
		work.add(sql`UPDATE purchaseOrders SET version = version + 1 WHERE businessId = ${businessId} AND id = ${purchaseOrderId}`);
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
