import { buyerIn } from "#app/customers/buyer.server.ts";
import { approvalOf } from "#app/identity/approvals.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { asKeptBy } from "#app/stock/leases.server.ts";
import { Sell } from "./input.ts";
import { leaveFor } from "./leave.server.ts";
import { saleQuestions, sellBasketIn, type Sold } from "./sell-basket.server.ts";

/**
 * Sells a basket over the counter: the goods leave the shelf, an order is made and paid, the day's numbers move; all or nothing.
 * @throws Refusal `forbidden / store_not_yours`, `not_found / product_not_found`, `conflict / product_archived`, `invalid / no_price`,
 *   `conflict / stock_oversold` with `available`, `productId`, `sku`, `requested` of the first short product and all of them in `lines`,
 *   `conflict / price_changed`, `conflict / total_changed`, `forbidden / approval_needed`, `conflict / payment_mismatch`, `conflict / cash_short`,
 *   `not_found / customer_not_found`
 */
export const sell = command<typeof Sell, Sold, Viewer>({
	name: "sales.sell",
	needs: "sales:write",
	input: Sell,
	async run({ db, work, principal }, { approvalId, ...basket }) {
		const questions = { ...saleQuestions(db.businessId, basket), approval: approvalOf(db.businessId, approvalId) };
		const { approval, known, products, settings } = await db.read(questions);
		const viewer = await principal();
		const { storeId } = basket;
		const leave = (limit: number) => leaveFor(work, viewer, "discount", { storeId, approval, limit: limit / 100 });
		const buyer = await buyerIn(work, basket.customer, known);
		return answer<Sold>(
			sellBasketIn(work, viewer, { basket, buyer, products: asKeptBy(products, viewer.device?.id), settings, leave }).answer,
		);
	},
});
