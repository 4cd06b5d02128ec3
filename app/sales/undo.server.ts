import { sql } from "drizzle-orm";
import { approvalOf } from "#app/identity/approvals.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type RefundDone, refundOrderIn, refundQuestions } from "#app/orders/refund-order.server.ts";
import { command } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { drawersNear, moneyDrawerAt, moneyDrawerOf, tillAt } from "#app/orders/drawer.server.ts";
import { UndoSale } from "./input.ts";
import { leaveFor } from "./leave.server.ts";
import { mayUndo, paysOutMore } from "./rules.ts";

/**
 * Takes a whole sale back onto the shelf. Whoever made it may for two minutes; whoever may refund, whenever nothing of it went back yet. An exchange, and
 * cash that lies in another drawer than this till's, are a refund, for which whoever may not refund needs leave.
 * @throws Refusal `not_found / order_not_found`, `forbidden / not_your_sale`, `conflict / undo_too_late`, `conflict / nothing_left_to_refund`,
 *   `forbidden / approval_needed`
 */
export const undoSale = command<typeof UndoSale, RefundDone, Viewer>({
	name: "sales.undo",
	needs: "sales:write",
	input: UndoSale,
	async run({ db, work, principal, now }, { orderId, till, approvalId }) {
		const { businessId } = db;
		const { order, lines, paid, made, cash, drawers, approval } = await db.read({
			...refundQuestions(businessId, sql`${orderId}`),
			made: first<{ exchangeOf: string | null }>(sql`SELECT exchangeOf FROM orders WHERE businessId = ${businessId} AND id = ${orderId}`),
			cash: many<{ drawerId: string | null }>(
				sql`SELECT drawerId FROM payments WHERE businessId = ${businessId} AND orderId = ${orderId} AND method = 'cash'`,
			),
			drawers: drawersNear(businessId, sql`(SELECT storeId FROM orders WHERE businessId = ${businessId} AND id = ${orderId})`),
			approval: approvalOf(businessId, approvalId),
		});
		if (!order) refuse("not_found", "order_not_found");
		const viewer = await principal();
		mayUndo(order, lines, { actorId: viewer.actor.id, mayRefund: viewer.permissions.has("sales:refund"), now });
		const at = tillAt(viewer, till);
		const here = moneyDrawerOf(drawers, order, at)?.id ?? null;
		const isMore = paysOutMore({ exchangeOf: made?.exchangeOf ?? null, cash }, here);
		const leave = isMore ? leaveFor(work, viewer, "refund", { storeId: order.storeId, approval }) : null;
		const drawer = moneyDrawerAt(businessId, order, at);
		// Cash goes back into the drawer that was asked about: one that was closed or opened meanwhile is decided upon again.
		work.guard(sql`SELECT 1 WHERE ${drawer} IS ${here}`);
		return refundOrderIn(work, viewer, { order, lines, paid, wishes: undefined, restock: true, reason: "", leave, drawer }).answer;
	},
});
