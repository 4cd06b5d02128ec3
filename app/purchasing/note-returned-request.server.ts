import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { PurchaseOrderSent, PurchaseRequestMailed, PurchaseRequestReturned } from "./events.server.ts";

const NoteReturned = z.object({ causeId: z.string(), reason: z.string() });

/** Whom to tell of a request that came back: whoever sent it. */
export type ReturnedRequest = {
	purchaseOrderId: string;
	number: number;
	vendorName: string;
	email: string | null;
	name: string;
	locale: "en" | "da";
};

/**
 * Keeps on an order that the mail of `causeId` (the event that sent it) did not arrive, unless another has gone out since or nothing is expected any more.
 * @returns whom to tell of it; null where there is nobody, or nothing to tell
 */
export const noteReturnedRequest = command<typeof NoteReturned, { told: ReturnedRequest | null }>({
	name: "purchasing.note-returned",
	needs: "purchasing:write",
	input: NoteReturned,
	async run({ db, work, now }, { causeId, reason }) {
		const { businessId } = db;
		const { sent } = await db.read({
			sent: first<
				ReturnedRequest & { to: string; storeId: string; isLast: 0 | 1 }
			>(sql`SELECT o.id AS purchaseOrderId, o.number, o.vendorName, o.storeId,
					u.email, COALESCE(u.name, e.actorName) AS name, b.locale, e.data ->> 'to' AS "to", NOT EXISTS (SELECT 1 FROM events AS l INDEXED BY events_by_subject
						WHERE l.businessId = e.businessId AND l.subjectId = e.subjectId AND l.id > e.id AND l.type = ${PurchaseRequestMailed.type}) AS isLast
				FROM events AS e CROSS JOIN purchaseOrders AS o ON o.businessId = e.businessId AND o.id = e.subjectId AND o.status IN ('sent', 'part_received')
				CROSS JOIN businesses AS b ON b.businessId = e.businessId
				LEFT JOIN users AS u ON u.businessId = e.businessId AND u.id = e.actorId AND u.state = 'active'
				WHERE e.businessId = ${businessId} AND e.id = ${causeId} AND e.type IN (${PurchaseOrderSent.type}, ${PurchaseRequestMailed.type})`),
		});
		if (!sent || sent.isLast === 0) return known({ told: null });
		const { purchaseOrderId, number, vendorName, to, storeId, email, name, locale } = sent;
		work.add(sql`UPDATE purchaseOrders SET mailReturned = ${JSON.stringify({ at: now, to, reason })}
			WHERE businessId = ${businessId} AND id = ${purchaseOrderId} AND status IN ('sent', 'part_received')`);
		work.record(PurchaseRequestReturned, {
			subject: { type: "purchase_order", id: purchaseOrderId },
			storeId,
			data: { number, to, reason },
		});
		return known({ told: { purchaseOrderId, number, vendorName, email, name, locale } });
	},
});
