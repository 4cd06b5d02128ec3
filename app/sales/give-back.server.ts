import { sql } from "drizzle-orm";
import { approvalOf } from "#app/identity/approvals.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type RefundDone, refundOrderIn, refundQuestions } from "#app/orders/refund-order.server.ts";
import { command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { moneyDrawerAt, tillAt } from "#app/orders/drawer.server.ts";
import { GiveBack } from "./input.ts";
import { leaveFor } from "./leave.server.ts";

/**
 * Takes goods back at the counter against their receipt; the money leaves the till's drawer the way it came, or as is asked.
 * @throws Refusal `not_found / order_not_found`, `not_found / sale_not_found`, `conflict / nothing_left_to_refund`, `forbidden / approval_needed`, `forbidden / store_not_yours`
 */
export const giveBack = command<typeof GiveBack, RefundDone, Viewer>({
	name: "sales.give-back",
	needs: "sales:write",
	input: GiveBack,
	async run({ db, work, principal }, { orderId, lines: wishes, till, approvalId, ...how }) {
		const { order, lines, paid, approval } = await db.read({
			...refundQuestions(db.businessId, sql`${orderId}`),
			approval: approvalOf(db.businessId, approvalId),
		});
		const viewer = await principal();
		if (!order) refuse("not_found", "order_not_found");
		const leave = leaveFor(work, viewer, "refund", { storeId: order.storeId, approval });
		const drawer = moneyDrawerAt(db.businessId, order, tillAt(viewer, till));
		return refundOrderIn(work, viewer, { order, lines, paid, wishes, ...how, leave, drawer }).answer;
	},
});
