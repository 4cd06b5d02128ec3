import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";

const Sent = z.object({ mailId: z.string() });

/** A receipt that was mailed: where to is forgotten here. What the sender made of it is in the outbox, for thirty days. It records no event: asking for it and sending it are events. */
export const forgetReceiptMail = command<typeof Sent, { mailId: string }>({
	name: "sales.forget-receipt-mail",
	needs: "operations:write",
	input: Sent,
	async run({ work }, { mailId }) {
		work.add(sql`DELETE FROM receiptMails WHERE businessId = ${work.businessId} AND id = ${mailId}`);
		return known({ mailId });
	},
});

/** Where a receipt is to be mailed; nothing once it was, or whoever asked for it was forgotten. */
export const receiptMailAddress = (businessId: string, mailId: string) =>
	sql`SELECT email FROM receiptMails WHERE businessId = ${businessId} AND id = ${mailId}`;
