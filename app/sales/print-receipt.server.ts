import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { countPrintIn } from "#app/orders/receipts.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ReceiptPrinted } from "./events.server.ts";
import { OneReceipt } from "./input.ts";

type Paper = { storeId: string; number: number };

/** A receipt by what it is of; where there is none, the command refuses `receipt_not_found`. */
export function paperOf(businessId: string, orderId: string, refundId: string | undefined): Ask<Paper | undefined> {
	return first(
		sql`SELECT storeId, number FROM receipts INDEXED BY receipts_of_order WHERE businessId = ${businessId} AND orderId = ${orderId} AND refundId IS ${refundId ?? null}`,
	);
}

/** Counts a print of a receipt: the first is the receipt, every later one a copy. @throws Refusal `not_found / receipt_not_found` */
export const printReceipt = command<typeof OneReceipt, { number: number; prints: number }, Viewer>({
	name: "sales.print-receipt",
	needs: "sales:write",
	input: OneReceipt,
	async run({ db, work, principal }, { orderId, refundId }) {
		const { businessId } = db;
		const { paper } = await db.read({ paper: paperOf(businessId, orderId, refundId) });
		const viewer = await principal();
		if (!paper) refuse("not_found", "receipt_not_found");
		const { storeId, number } = paper;
		storeOf(viewer, storeId);
		countPrintIn(work, storeId, number);
		const prints = sql`(SELECT prints FROM receipts WHERE businessId = ${businessId} AND storeId = ${storeId} AND number = CAST(${number} AS INTEGER))`;
		work.record(ReceiptPrinted, {
			subject: { type: "order", id: orderId },
			storeId,
			data: sql`json_object('number', CAST(${number} AS INTEGER), 'refundId', ${refundId ?? null}, 'prints', ${prints})`,
		});
		return answer(sql`json_object('number', CAST(${number} AS INTEGER), 'prints', ${prints})`);
	},
});
