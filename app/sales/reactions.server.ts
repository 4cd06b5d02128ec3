import { z } from "zod";
import { CustomerErased } from "#app/customers/events.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { sendMail } from "#app/platform/mail/mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { compile } from "#app/platform/database.server.ts";
import { DeviceEnrolled, DeviceRevoked } from "#app/identity/events.server.ts";
import { endLeases } from "./offline/end-leases.server.ts";
import { missOfEnded } from "./offline/miss-of-ended.server.ts";
import { forgetReceiptMail, receiptMailAddress } from "./forget-receipt-mail.server.ts";
import { mailReceipt } from "./mail-receipt.server.ts";
import { forgetInBaskets } from "./forget-in-baskets.server.ts";
import { ReceiptMailAsked } from "./events.server.ts";
import { receiptMail } from "./mails.server.ts";
import { receiptToMail } from "./receipts.server.ts";

const Asked = z.object({ refundId: z.string().nullable(), mailId: z.string(), locale: z.enum(["en", "da"]) });
const name = "sales.mail-receipt";

const forgets = "sales.forget-in-baskets";
const Erased = z.object({ customerIds: z.array(AnyId) });

const ends = "sales.end-leases";
const misses = "sales.miss-of-ended";

export const salesReactions: Reaction[] = [
	{
		name: ends,
		// A browser that becomes another till is the one it was no more.
		on: [DeviceRevoked, DeviceEnrolled],
		async run(tenant, event) {
			await endLeases(tenant, {}, { key: keyOf(event, ends) });
		},
	},
	{
		name: misses,
		on: [DeviceRevoked, DeviceEnrolled],
		async run(tenant, event) {
			await missOfEnded(tenant, {}, { key: keyOf(event, misses) });
		},
	},
	{
		name,
		on: [ReceiptMailAsked],
		async run(tenant, event) {
			const { refundId, mailId, locale } = Asked.parse(event.data);
			const [rows] = await tenant.read(mailReceipt.spec.needs, [compile(receiptMailAddress(tenant.businessId, mailId))]);
			const email = rows?.[0]?.email;
			if (typeof email !== "string") return;
			const sheet = await receiptToMail(tenant, { orderId: event.subjectId, ...(refundId && { refundId }) });
			if (sheet) await sendMail(tenant, receiptMail(sheet, email, locale), { key: keyOf(event, name), purpose: "receipt" });
			await forgetReceiptMail(tenant, { mailId });
		},
	},
	{
		name: forgets,
		on: [CustomerErased],
		async run(tenant, event) {
			await forgetInBaskets(tenant, Erased.parse(event.data), { key: keyOf(event, forgets) });
		},
	},
];
