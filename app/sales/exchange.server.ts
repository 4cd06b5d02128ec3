import { sql } from "drizzle-orm";
import { buyerIn } from "#app/customers/buyer.server.ts";
import { approvalOf } from "#app/identity/approvals.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { type RefundDone, refundOrderIn, refundQuestions } from "#app/orders/refund-order.server.ts";
import { decideRefund, refundTotal } from "#app/orders/rules.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { asKeptBy } from "#app/stock/leases.server.ts";
import { moneyDrawerAt, tillAt } from "#app/orders/drawer.server.ts";
import { Exchange } from "./input.ts";
import { leaveFor } from "./leave.server.ts";
import { decideSale, type Sellable } from "./rules.ts";
import { saleQuestions, sellBasketIn, type Sold } from "./sell-basket.server.ts";
import { taxIncludedIn } from "./settings.server.ts";

export type Exchanged = { refund: RefundDone; sale: Sold };

/**
 * Goods brought back and others taken, in one act: a refund and a sale, of which as much as both come to is paid with the goods.
 * What the new ones cost more is paid; what they cost less is given back.
 * @throws Refusal as giving back and selling, `conflict / currency_differs` for goods that were paid in another currency than the store's
 */
export const exchange = command<typeof Exchange, Exchanged, Viewer>({
	name: "sales.exchange",
	needs: "sales:write",
	input: Exchange,
	async run({ db, work, principal }, { orderId, lines: wishes, sale, till, approvalId, discountApprovalId, ...how }) {
		const { businessId } = db;
		const which = sql`(SELECT storeId FROM orders WHERE businessId = ${businessId} AND id = ${orderId})`;
		const questions = saleQuestions(businessId, { storeId: which, lines: sale.lines, customer: sale.customer });
		const { order, lines, paid, products, settings, known, approval, discountApproval } = await db.read({
			...refundQuestions(businessId, sql`${orderId}`),
			...questions,
			approval: approvalOf(businessId, approvalId),
			discountApproval: approvalOf(businessId, discountApprovalId),
		});
		const viewer = await principal();
		if (!order) refuse("not_found", "order_not_found");
		const refundLeave = leaveFor(work, viewer, "refund", { storeId: order.storeId, approval });
		const basket = { ...sale, storeId: order.storeId };
		const going = decideRefund(order.status, lines, wishes);
		// What was never paid buys nothing.
		const worth = Math.max(0, refundTotal(lines, going, order.taxIncluded === 1) - order.owed);
		const here = asKeptBy(products, viewer.device?.id);
		const shelf = how.restock ? withReturned(here, going) : here;
		// Whoever let the goods come back said nothing of what is taken for them, nor for how much.
		const leave = (limit: number) =>
			leaveFor(work, viewer, "discount", { storeId: order.storeId, approval: discountApproval, limit: limit / 100 });

		// What the sale comes to decides how much of the refund is paid out, and the refund comes first: its goods may be what is sold.
		const { currency } = storeOf(viewer, order.storeId);
		if (order.currency !== currency) refuse("conflict", "currency_differs", { currency, given: order.currency });
		const terms = {
			currency,
			taxRate: viewer.business.taxRate,
			taxIncluded: taxIncludedIn(viewer, settings),
			limit: null,
			mayReprice: true,
		};
		const exchanged = Math.min(worth, decideSale(basket, shelf, terms).total);
		const drawer = moneyDrawerAt(businessId, order, tillAt(viewer, till));
		const back = refundOrderIn(work, viewer, { order, lines, paid, wishes, ...how, exchanged, leave: refundLeave, drawer });
		const buyer = await buyerIn(work, sale.customer, known);
		const sold = sellBasketIn(work, viewer, { basket, buyer, products: shelf, settings, leave, exchange: { orderId, worth } });
		return answer<Exchanged>(sql`json_object('refund', json(${back.answer.json}), 'sale', json(${sold.answer}))`);
	},
});

/** The shelves with what is brought back to them. */
function withReturned<Shelf extends Sellable>(products: Shelf[], going: { productId: string; quantity: number }[]): Shelf[] {
	return products.map((product) => {
		const returned = going.filter(({ productId }) => productId === product.id).reduce((units, { quantity }) => units + quantity, 0);
		return { ...product, available: product.available + returned };
	});
}
