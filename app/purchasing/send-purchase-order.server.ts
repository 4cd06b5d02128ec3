import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { expectGoodsIn } from "#app/stock/receive-goods.server.ts";
import { PurchaseOrderSent } from "./events.server.ts";
import { SendPurchaseOrder } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { mustAllow } from "./rules.ts";
import { factOf } from "./settle-purchase-order.server.ts";
import { termsOf, termsOr } from "./vendor-terms.server.ts";

/**
 * Orders what a draft names: its units are on their way from now on, and the request goes to the vendor by mail (a reaction does that), unless it
 * was ordered some other way.
 * @throws Refusal `purchase_order_not_found`, `act_not_possible`, `purchase_order_empty`, `version_changed`, `below_minimum` with what is missing,
 *   `validation_failed` on `to` where no address is known, `mail_not_configured`
 */
export const sendPurchaseOrder = command<typeof SendPurchaseOrder, PurchaseOrder, Viewer>({
	name: "purchasing.send-order",
	needs: "purchasing:write",
	input: SendPurchaseOrder,
	async run({ tenant, db, work, principal, now }, { purchaseOrderId, mail, to, message, version }) {
		const { businessId } = db;
		// The vendor is known only by the order, so its terms are found through it.
		const { head, lines, row } = await db.read({
			...purchaseAsks(businessId, purchaseOrderId),
			row: termsOf(businessId, sql`(SELECT vendorKey FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${purchaseOrderId})`),
		});
		const order = mustBeThere(head);
		mustAllow(order.status, "send");
		if (version !== undefined && version !== order.version) refuse("conflict", "version_changed", { current: order.version });
		if (lines.length === 0) refuse("conflict", "purchase_order_empty");
		const terms = termsOr(row, order.vendorName);
		const viewer = await principal();
		const cost = lines.reduce((sum, line) => sum + line.quantity * (line.unitCost ?? 0), 0);
		// Where a cost is not known nothing can be said of the sum; the minimum is in the business's money.
		const known = lines.every(({ unitCost }) => unitCost !== null) && order.currency === viewer.business.currency;
		if (known && cost < terms.minimum) refuse("conflict", "below_minimum", { minimum: terms.minimum, cost, currency: order.currency });
		const address = mail ? (to ?? terms.email ?? refuseField("to", "missing", "an e-mail address: the vendor has none yet")) : null;
		if (address) requireMail(tenant.scope.cfg);
		const { timeZone } = storeOf(viewer, order.storeId);
		work.guard(
			sql`SELECT 1 FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${purchaseOrderId} AND status = 'draft' AND version = CAST(${order.version} AS INTEGER)`,
		);
		work.add(sql`UPDATE purchaseOrders SET status = 'sent', sentAt = ${now}, sentBy = ${viewer.actor.name}, sentTo = ${address},
			expectedOn = ${addDays(calendarDay(now, timeZone), terms.leadDays)}, version = version + 1 WHERE businessId = ${businessId} AND id = ${purchaseOrderId}`);
		expectGoodsIn(work, order.storeId, new Map(lines.map(({ productId, quantity }) => [productId, quantity])));
		work.record(PurchaseOrderSent, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId: order.storeId,
			data: { ...factOf(order, lines), to: address, message },
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
