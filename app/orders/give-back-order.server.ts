import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { allThatIsLeft, callOffIn, giveBackUnsoldIn, paidAsk } from "./cancel-order.server.ts";
import { drawerIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderCancelled, OrderRefunded } from "./events.server.ts";
import { GiveBackOrder } from "./input.ts";
import { availableTo, changeIn, factOf, holdOrderIn, mustBeOpen, noteShortIn, type OrderStand, standJson } from "./open-order.server.ts";
import { secureAsks } from "./pay-order.server.ts";
import { decideHold, toHandOver } from "./placing.ts";

/**
 * Gives money back for part of an order that has not left: those pieces are free again, the rest goes on. Where nothing is left of it, it is cancelled, and
 * shipping goes back too.
 * @throws Refusal `order_not_found`, `conflict / order_unpaid`, `conflict / order_not_open` (it has left: `orders.refund`), `conflict / nothing_left_to_refund`,
 * `not_found / sale_not_found`, `store_not_yours`, `version_changed`
 */
export const giveBackOrder = command<typeof GiveBackOrder, OrderStand>({
	name: "orders.give-back",
	needs: "sales:refund",
	input: GiveBackOrder,
	async run({ db, work, principal }, { orderId, lines: wishes, extra: wanted, reason, tender, drawerId, version }) {
		const { businessId } = db;
		const { paid, named, ...found } = await db.read({
			...secureAsks(businessId, orderId),
			paid: paidAsk(businessId, orderId),
			named: namedDrawerAsk(businessId, drawerId),
		});
		const who = await principal();
		const { actor } = who;
		const order = mustBeOpen(found.order, who, version);
		const { status, paymentStatus, storeId, currency } = order;
		if (paymentStatus === "unpaid") refuse("conflict", "order_unpaid");
		if (order.fulfilledAt !== null || (status !== "PENDING" && status !== "PROCESSING"))
			refuse("conflict", "order_not_open", { status, paymentStatus });
		const given = new Map<string, number>();
		for (const { lineId, quantity } of wishes) given.set(lineId, (given.get(lineId) ?? 0) + quantity);
		for (const [lineId, quantity] of given) {
			const line = found.lines.find(({ id }) => id === lineId) ?? refuse("not_found", "sale_not_found", { lineId });
			if (quantity > toHandOver(line))
				refuse("conflict", "nothing_left_to_refund", { refundable: toHandOver(line), lineId, requested: quantity });
		}
		const money = wanted === undefined ? 0 : amountOf(wanted, currency, "extra");
		// What was paid too much goes back first.
		const over = Math.min(money, Math.max(0, -order.owed));
		const extra = money - over;
		const left = order.extra - order.refundedExtra;
		if (extra > left) refuse("conflict", "nothing_left_to_refund", { refundable: left, field: "extra" });
		const after = found.lines.map((line) => ({ ...line, refundedQuantity: line.refundedQuantity + (given.get(line.id) ?? 0) }));
		const isLast = found.loose.length === 0 && given.size > 0 && after.every((line) => toHandOver(line) === 0);
		const what = isLast
			? allThatIsLeft(order, found.lines)
			: { wishes: [...given].map(([lineId, quantity]) => ({ lineId, quantity })), extra, over };
		if (isLast) callOffIn(work, order, found.lines);
		else {
			changeIn(work, order, sql`status = status`);
			const { hold, short } = decideHold(after, availableTo(found.products, found.held, storeId));
			holdOrderIn(work, order, hold, found.held, null);
			noteShortIn(work, order, short);
		}
		const drawer = drawerIn(work, who, { ...order, drawerId, named });
		const { amount, refundId } = giveBackUnsoldIn(work, { order, lines: found.lines, ...what, paid, tender, reason, actor, drawer });
		const productIds = found.lines.filter(({ id }) => isLast || given.has(id)).map(({ productId }) => productId);
		const subject = { type: "order", id: orderId };
		if (isLast) work.record(OrderCancelled, { subject, storeId, data: { ...factOf(order, productIds), reason, givenBack: amount } });
		else {
			const units = [...given.values()].reduce((all, quantity) => all + quantity, 0);
			work.record(OrderRefunded, {
				subject,
				storeId,
				data: { refundId, storeId, units, total: amount, currency, restocked: true, reason, productIds },
			});
		}
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});
