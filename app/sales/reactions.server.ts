import { z } from "zod";
import { sendMail } from "#app/platform/mail/mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { ReceiptMailAsked } from "./events.server.ts";
import { receiptMail } from "./mails.server.ts";
import { receiptToMail } from "./receipts.server.ts";

const Asked = z.object({ refundId: z.string().nullable(), email: z.string(), locale: z.enum(["en", "da"]) });
const name = "sales.mail-receipt";

export const salesReactions: Reaction[] = [
	{
		name,
		on: [ReceiptMailAsked],
		async run(tenant, event) {
			const { refundId, email, locale } = Asked.parse(event.data);
			const sheet = await receiptToMail(tenant, { orderId: event.subjectId, ...(refundId && { refundId }) });
			if (sheet) await sendMail(tenant, receiptMail(sheet, email, locale), { key: keyOf(event, name), purpose: "receipt" });
		},
	},
];
