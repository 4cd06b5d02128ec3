import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { PurchaseOrderSent, PurchaseRequestMailed, PurchaseRequestReturned } from "./events.server.ts";
import { PurchaseOrderRef } from "./input.ts";
import { mustBeThere, purchaseAsks, type PurchaseOrder } from "./purchase-orders.server.ts";
import { termsOf, termsOr, type VendorTerms } from "./vendor-terms.server.ts";

/** One opening of the vendor's boxes: how many units were whole, how many were not. */
export type ArrivalFacts = { id: string; at: number; actorName: string; note: string; received: number; damaged: number };

/** What happened to the request: it was sent (`to` null: some other way), it came back. */
export type RequestMoment = { id: string; type: "sent" | "returned"; at: number; actorName: string; to: string | null; reason: string };

/** A purchase order with all its page shows: its lines, its vendor's terms, and what came when, newest first. @throws Refusal `purchase_order_not_found` */
export const purchaseSheet = query<
	typeof PurchaseOrderRef,
	{ order: PurchaseOrder; terms: VendorTerms; arrivals: ArrivalFacts[]; moments: RequestMoment[] },
	Viewer
>({
	name: "purchasing.order-sheet",
	needs: "purchasing:read",
	input: PurchaseOrderRef,
	async run({ db }, { purchaseOrderId }) {
		const { businessId } = db;
		const { head, lines, charges, row, arrivals, moments } = await db.read({
			...purchaseAsks(businessId, purchaseOrderId),
			row: termsOf(businessId, sql`(SELECT vendorKey FROM purchaseOrders WHERE businessId = ${businessId} AND id = ${purchaseOrderId})`),
			arrivals: many<ArrivalFacts>(sql`SELECT r.id, r.at, r.actorName, r.note, SUM(l.received) AS received, SUM(l.damaged) AS damaged
				FROM goodsReceipts AS r INDEXED BY goodsReceipts_of_order
				CROSS JOIN goodsReceiptLines AS l ON l.businessId = r.businessId AND l.goodsReceiptId = r.id
				WHERE r.businessId = ${businessId} AND r.purchaseOrderId = ${purchaseOrderId} GROUP BY r.id ORDER BY r.id DESC LIMIT 100`),
			moments: many<RequestMoment>(sql`SELECT id, iif(type = ${PurchaseRequestReturned.type}, 'returned', 'sent') AS type, at, actorName,
						data ->> 'to' AS "to", COALESCE(data ->> 'reason', '') AS reason
					FROM events INDEXED BY events_by_subject WHERE businessId = ${businessId} AND subjectId = ${purchaseOrderId}
						AND type IN (${PurchaseOrderSent.type}, ${PurchaseRequestMailed.type}, ${PurchaseRequestReturned.type}) ORDER BY id DESC LIMIT 50`),
		});
		const order = mustBeThere(head);
		return { order: { ...order, lines, charges }, terms: termsOr(row, order.vendorName), arrivals, moments };
	},
});
