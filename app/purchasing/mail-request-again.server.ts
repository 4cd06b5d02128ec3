import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import { PurchaseRequestMailed } from "./events.server.ts";
import { MailRequestAgain } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder, purchaseOrderJson } from "./purchase-orders.server.ts";
import { mustAllow } from "./rules.ts";
import { guardOrderIn } from "./settle-purchase-order.server.ts";
import { termsOf } from "./vendor-terms.server.ts";

/**
 * Mails the request of an order that is on its way once more: to another address when the first came back, or to the same.
 * @throws Refusal `purchase_order_not_found`, `act_not_possible`, `validation_failed` on `to` where no address is known, `mail_not_configured`
 */
export const mailRequestAgain = command<typeof MailRequestAgain, PurchaseOrder, Viewer>({
	name: "purchasing.mail-again",
	needs: "purchasing:write",
	input: MailRequestAgain,
	async run({ tenant, db, work }, { purchaseOrderId, to, message }) {
		const { businessId } = db;
		const { head, row } = await db.read({
			head: purchaseAsks(businessId, purchaseOrderId).head,
			row: termsOf(businessId, sql`(SELECT vendorKey FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${purchaseOrderId})`),
		});
		const order = mustBeThere(head);
		mustAllow(order.status, "mail");
		const address = to ?? row?.email ?? order.sentTo ?? refuseField("to", "missing", "an e-mail address: the vendor has none yet");
		requireMail(tenant.scope.cfg);
		guardOrderIn(work, order);
		work.add(sql`UPDATE purchaseOrders SET sentTo = ${address}, mailReturned = NULL, version = version + 1
			WHERE businessId = ${businessId} AND id = ${purchaseOrderId}`);
		work.record(PurchaseRequestMailed, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId: order.storeId,
			data: { number: order.number, to: address, message },
		});
		return answer<PurchaseOrder>(purchaseOrderJson(businessId, purchaseOrderId));
	},
});
