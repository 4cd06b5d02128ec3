import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant, onBehalfOf } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { mailNeeds, sendMail } from "#app/platform/mail/mail.server.ts";
import { MailBounced } from "#app/platform/mail/note-bounce.server.ts";
import { MailFailed } from "#app/platform/mail/record-mail.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { instant } from "#app/platform/time.ts";
import { AdditionAsked, PicturesAsked, PurchaseOrderSent, PurchaseRequestMailed } from "./events.server.ts";
import { PurchaseOrderRef } from "./input.ts";
import { type Request, requestMail, returnedMail } from "./mail.server.ts";
import { noteReturnedRequest } from "./note-returned-request.server.ts";
import { purchaseAsks } from "./purchase-orders.server.ts";
import { copyPictures, pictureCopier } from "./vendor-additions/copy-pictures.server.ts";
import { goOnAdding } from "./vendor-additions/go-on-adding.server.ts";

const name = "purchasing.mail-request";
/** What a purchase request is mailed as. */
const purpose = "purchase_request";
const Sent = z.object({ to: z.string().nullable(), message: z.string() });

const CameBack = z.object({ purpose: z.string(), to: z.string(), key: z.string().default(""), reason: z.string() });

/** What is to be mailed; null when the order was called off before its mail went. */
export const requestToMail = query({
	name: "purchasing.request",
	needs: "purchasing:read",
	input: PurchaseOrderRef,
	async run({ db }, { purchaseOrderId }): Promise<Request | null> {
		const { businessId } = db;
		const { head, lines, names } = await db.read({
			...purchaseAsks(businessId, purchaseOrderId),
			names: first<{
				businessName: string;
				storeName: string;
				locale: "en" | "da";
			}>(sql`SELECT b.name AS businessName, s.name AS storeName, b.locale
				FROM purchaseOrders AS o CROSS JOIN businesses AS b ON b.businessId = o.businessId CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId
				WHERE o.businessId = ${businessId} AND o.id = ${purchaseOrderId}`),
		});
		if (!head || !names || head.status === "draft" || head.status === "cancelled") return null;
		return { ...head, ...names, lines };
	},
});

export const purchasingReactions: Reaction[] = [
	{
		name: pictureCopier,
		on: [PicturesAsked],
		// In its own name: taking an adding back tells its pictures from somebody's by that.
		run: ({ scope, businessId, shard }, event) =>
			copyPictures(() => machineTenant({ ...scope, now: instant() }, { businessId, shard }, pictureCopier), event.subjectId),
	},
	{
		name: "purchasing.go-on-adding",
		on: [AdditionAsked],
		run: ({ scope, businessId, shard }, event) =>
			goOnAdding(() => onBehalfOf({ ...scope, now: instant() }, { businessId, shard }, event), event.subjectId),
	},
	{
		name,
		on: [PurchaseOrderSent, PurchaseRequestMailed],
		async run(tenant, event) {
			const { to, message } = Sent.parse(event.data);
			const request = to === null ? null : await requestToMail(tenant, { purchaseOrderId: event.subjectId });
			if (to === null || !request) return;
			await sendMail(tenant, requestMail(to, message, request), { key: keyOf(event, name), purpose });
		},
	},
	{
		name: "purchasing.tell-returned",
		on: [MailBounced, MailFailed],
		async run(tenant, event) {
			const mail = CameBack.parse(event.data);
			if (mail.purpose !== purpose) return;
			const key = keyOf(event, "purchasing.tell-returned");
			const { told } = await noteReturnedRequest(tenant, { causeId: mail.key.split(":")[0] ?? "", reason: mail.reason }, { key });
			// A notice, not the act: it stands on the order and on the home page too.
			if (!told?.email || mailNeeds(tenant.scope.cfg).length > 0) return;
			await sendMail(tenant, returnedMail(tenant.scope.cfg, { ...told, ...mail, email: told.email }), {
				key,
				purpose: "request_returned",
			});
		},
	},
];
