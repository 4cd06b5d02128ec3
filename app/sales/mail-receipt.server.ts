import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import { ReceiptMailAsked } from "./events.server.ts";
import { MailReceipt } from "./input.ts";
import { paperOf } from "./print-receipt.server.ts";

/** Asks for a receipt to be mailed; the mail follows from the event. @throws Refusal `not_found / receipt_not_found`, `unavailable / mail_not_configured` */
export const mailReceipt = command<typeof MailReceipt, { number: number; email: string }, Viewer>({
	name: "sales.mail-receipt",
	needs: "sales:write",
	input: MailReceipt,
	async run({ tenant, db, work, principal, now }, { orderId, refundId, email }) {
		requireMail(tenant.scope.cfg);
		const { paper } = await db.read({ paper: paperOf(db.businessId, orderId, refundId) });
		const viewer = await principal();
		if (!paper) refuse("not_found", "receipt_not_found");
		const { storeId, number } = paper;
		storeOf(viewer, storeId);
		const mailId = newId(now);
		work.add(
			sql`INSERT INTO receiptMails (businessId, id, orderId, email, at) VALUES (${db.businessId}, ${mailId}, ${orderId}, ${email}, ${now})`,
		);
		work.record(ReceiptMailAsked, {
			subject: { type: "order", id: orderId },
			storeId,
			data: { number, refundId: refundId ?? null, mailId, locale: viewer.business.locale },
		});
		return known({ number, email });
	},
});
