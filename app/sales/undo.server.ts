import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type RefundDone, refundOrderIn, refundQuestions } from "#app/orders/refund-order.server.ts";
import { command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { openDrawerAt, tillAt } from "./drawer.server.ts";
import { UndoSale } from "./input.ts";
import { mayUndo } from "./rules.ts";

/**
 * Takes a whole sale back onto the shelf. Whoever made it may for two minutes; whoever may refund, whenever nothing of it went back yet.
 * @throws Refusal `not_found / order_not_found`, `forbidden / not_your_sale`, `conflict / undo_too_late`, `conflict / nothing_left_to_refund`
 */
export const undoSale = command<typeof UndoSale, RefundDone, Viewer>({
	name: "sales.undo",
	needs: "sales:write",
	input: UndoSale,
	async run({ db, work, principal, now }, { orderId, till }) {
		const { order, lines, paid } = await db.read(refundQuestions(db.businessId, sql`${orderId}`));
		if (!order) refuse("not_found", "order_not_found");
		const viewer = await principal();
		mayUndo(order, lines, { actorId: viewer.actor.id, mayRefund: viewer.permissions.has("sales:refund"), now });
		const drawer = openDrawerAt(db.businessId, order.storeId, tillAt(viewer, till));
		return refundOrderIn(work, viewer, { order, lines, paid, wishes: undefined, restock: true, reason: "", drawer }).answer;
	},
});
