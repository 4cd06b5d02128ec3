import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { OrderPaymentUndone } from "./events.server.ts";
import { OweOrder } from "./input.ts";
import { changeIn, factOf, mustBeOpen, openAsks } from "./open-order.server.ts";
import { undonePayment } from "./owing.ts";
import { payIn } from "./receipts.server.ts";

/**
 * Brings what an order owes up to what is outstanding on the platform it is from, where a payment was undone there: so much less was paid of it. Our own till
 * is not touched: what was paid and given back here stays. Where it comes to something else there than here, nothing is known of what it owes, and nothing is done.
 * Asked again with the same, nothing changes. For our own machines.
 * @returns whether it owes something else now
 * @throws Refusal `order_not_found`
 */
export const oweOrder = command<typeof OweOrder, { isNews: boolean }>({
	name: "orders.owe",
	needs: "sales:write",
	input: OweOrder,
	async run({ db, work, principal, now }, { orderId, outstanding, total }) {
		const { businessId } = db;
		const who = await principal();
		const { actor } = who;
		const mine = sql`businessId = ${businessId} AND orderId = ${orderId}`;
		const found = await db.read({
			...openAsks(businessId, orderId),
			money: first<{ there: number; here: number }>(sql`SELECT
				(SELECT COALESCE(sum(amount), 0) FROM payments WHERE ${mine} AND actorId = ${actor.id}) AS there,
				(SELECT COALESCE(sum(amount), 0) FROM payments WHERE ${mine} AND actorId <> ${actor.id})
					+ (SELECT COALESCE(sum(total + extra), 0) FROM refunds INDEXED BY refunds_of_order WHERE ${mine} AND actorId <> ${actor.id}) AS here`),
		});
		const order = mustBeOpen(found.order, who);
		const { status, paymentStatus, currency, storeId, due, owed } = order;
		const isOver = status === "CANCELLED" || status === "REFUNDED" || paymentStatus === "unpaid";
		const { there = 0, here = 0 } = found.money ?? {};
		// Of each line a coin may be rounded another way.
		const isSame = Math.abs(due - amountOf(total, currency, "total")) <= found.lines.length + found.loose.length;
		const amount = isSame ? undonePayment({ owed, there, here, outstanding: amountOf(outstanding, currency, "outstanding") }) : 0;
		if (isOver || amount === 0) return known({ isNews: false });
		const id = newId<"refund">(now);
		changeIn(work, order, sql`owed = owed + CAST(${amount} AS INTEGER)`);
		// Money that went back for no piece, as what was paid too much does.
		work.add(sql`INSERT INTO refunds (businessId, id, orderId, storeId, currency, units, tax, total, restocked, reason, actorId, actorName, day, at, extra)
			VALUES (${businessId}, ${id}, ${orderId}, ${storeId}, ${currency}, 1, 0, 0, 0, '', ${actor.id}, ${actor.name}, '', ${now}, 0)`);
		const undone = { method: "unspecified", amount: -amount, received: -amount, change: 0, rounding: 0, reference: "" } as const;
		payIn(work, { storeId, orderId, refundId: id, currency, actor, drawer: null }, [undone]);
		work.record(OrderPaymentUndone, {
			subject: { type: "order", id: orderId },
			storeId,
			data: { ...factOf(order), amount, owed: owed + amount },
		});
		return known({ isNews: true });
	},
});
