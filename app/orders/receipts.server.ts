import { type SQL, sql } from "drizzle-orm";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { Payment } from "./tender.ts";

/** The only file that writes payments and numbers receipts. */

/** What is paid or given back, where, by whom; `drawer` is the id of the open drawer as SQL, which the batch itself looks up: a drawer closed meanwhile counts nothing more. */
export type Paper = {
	storeId: string;
	orderId: string;
	refundId: string | null;
	currency: string;
	actor: { id: string; name: string };
	drawer: SQL | null;
};

/** Adds payments, as decided. */
export function payIn(work: Work, paper: Paper, payments: readonly Payment[]): void {
	if (payments.length === 0) return;
	const { businessId, now } = work;
	// Sorted, so that payments read by id stand as they were made.
	const ids = payments.map(() => newId<"payment">(now)).sort();
	const rows = payments.map((payment, index) => ({ ...payment, id: ids[index] }));
	const { refundId } = paper;
	const drawer = paper.drawer ?? sql`NULL`;
	// What never went into a drawer does not come out of one.
	const lies = refundId
		? sql`iif(value ->> 'method' = 'unspecified' AND NOT EXISTS (SELECT 1 FROM payments AS y WHERE y.businessId = ${businessId}
			AND y.orderId = ${paper.orderId} AND y.method = 'unspecified' AND y.drawerId IS NOT NULL), NULL, ${drawer})`
		: drawer;
	work.add(sql`INSERT INTO payments (businessId, id, orderId, refundId, storeId, drawerId, method, currency, amount, received, change, rounding, reference, actorId, actorName, at)
		SELECT ${businessId}, value ->> 'id', ${paper.orderId}, ${refundId}, ${paper.storeId}, ${lies}, value ->> 'method', ${paper.currency},
			value ->> 'amount', value ->> 'received', value ->> 'change', value ->> 'rounding', value ->> 'reference', ${paper.actor.id}, ${paper.actor.name}, ${now}
		FROM json_each(${JSON.stringify(rows)})`);
}

/**
 * Adds the receipt: the store's next number, found in the batch, so that parallel tills leave no gap. It is one of the drawer's only where that is of its
 * store: goods of another store are none of a drawer's, whose money may lie in it all the same.
 */
export function numberReceiptIn(work: Work, { storeId, orderId, refundId, actor, drawer }: Paper): void {
	const { businessId, now } = work;
	const ofStore = drawer
		? sql`(SELECT id FROM drawers WHERE businessId = ${businessId} AND id = ${drawer} AND storeId = ${storeId})`
		: sql`NULL`;
	work.add(sql`INSERT INTO receipts (businessId, storeId, number, orderId, refundId, drawerId, actorId, actorName, at)
		SELECT ${businessId}, ${storeId}, COALESCE((SELECT number FROM receipts WHERE businessId = ${businessId} AND storeId = ${storeId} ORDER BY number DESC LIMIT 1), 0) + 1,
			${orderId}, ${refundId}, ${ofStore}, ${actor.id}, ${actor.name}, ${now}`);
}

/** The number of an order's receipt, or of one of its refunds', as SQL. */
export function receiptNumber(businessId: string, orderId: string | SQL, refundId: string | SQL | null): SQL {
	return sql`(SELECT number FROM receipts INDEXED BY receipts_of_order WHERE businessId = ${businessId} AND orderId = ${orderId} AND refundId IS ${refundId ?? sql`NULL`})`;
}

/** Adds one more print of a receipt. */
export function countPrintIn(work: Work, storeId: string, number: number): void {
	work.add(
		sql`UPDATE receipts SET prints = prints + 1 WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND number = CAST(${number} AS INTEGER)`,
	);
}
