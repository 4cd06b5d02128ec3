import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type RefundDone, refundOrderIn, refundQuestions } from "#app/orders/refund-order.server.ts";
import { command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { moneyDrawerAt, tillAt } from "#app/orders/drawer.server.ts";
import { RefundSale } from "./input.ts";

/**
 * Gives pieces of one sold line back, or all that are left of it. Cash leaves the drawer of the till it is given back at.
 * @throws Refusal `not_found / sale_not_found`, `conflict / nothing_left_to_refund` with `refundable`
 */
export const refundSale = command<typeof RefundSale, RefundDone, Viewer>({
	name: "sales.refund",
	needs: "sales:refund",
	input: RefundSale,
	async run({ db, work, principal }, { saleId, quantity, restock, reason, till }) {
		const { order, lines, paid } = await db.read(
			refundQuestions(db.businessId, sql`(SELECT orderId FROM orderLines WHERE businessId = ${db.businessId} AND id = ${saleId})`),
		);
		const line = lines.find(({ id }) => id === saleId);
		if (!order || !line) refuse("not_found", "sale_not_found");
		const left = line.quantity - line.refundedQuantity;
		if (left === 0) refuse("conflict", "nothing_left_to_refund", { refundable: 0, lineId: saleId });
		const viewer = await principal();
		return refundOrderIn(work, viewer, {
			order,
			lines,
			paid,
			wishes: [{ lineId: saleId, quantity: quantity ?? left }],
			restock,
			reason,
			drawer: moneyDrawerAt(db.businessId, order, tillAt(viewer, till)),
		}).answer;
	},
});
