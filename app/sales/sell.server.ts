import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { completeOrderIn } from "#app/orders/complete-order.server.ts";
import { type PricedLine, totalsOf } from "#app/orders/rules.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { moveStockIn, sumMoves } from "#app/stock/ledger.server.ts";
import { Sell } from "./input.ts";
import { decideSale, type Sellable } from "./rules.ts";

/** A sale that was made. Amounts in minor units; `levels` are the shelves as it left them, `quantity` = onHand. */
export type Sold = {
	orderId: string;
	storeId: string;
	currency: string;
	units: number;
	subtotal: number;
	tax: number;
	taxIncluded: boolean;
	total: number;
	soldAt: number;
	lines: (PricedLine & { id: string })[];
	levels: { productId: string; storeId: string; quantity: number; available: number; reorderPoint: number }[];
};

/**
 * Sells a basket over the counter: the goods leave the shelf, an order is made and paid, the day's numbers move; all or nothing.
 * @throws Refusal `forbidden / store_not_yours`, `not_found / product_not_found`, `conflict / product_archived`, `invalid / no_price`,
 *   `conflict / stock_oversold` with `available`, `productId`, `sku`, `requested` of the first short product and all of them in `lines`
 */
export const sell = command<typeof Sell, Sold, Viewer>({
	name: "sales.sell",
	needs: "sales:write",
	input: Sell,
	async run({ db, work, principal, now }, basket) {
		const { storeId, note } = basket;
		const wanted = JSON.stringify([...new Set(basket.lines.map(({ productId }) => productId))]);
		const { products } = await db.read({
			products:
				many<Sellable>(sql`SELECT p.id, p.name, p.sku, p.price, p.currency, p.taxRate, p.status, COALESCE(l.onHand - l.reserved, 0) AS available
				FROM json_each(${wanted}) AS w CROSS JOIN products AS p ON p.businessId = ${db.businessId} AND p.id = w.value
				LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`),
		});
		const { actor, business, ...viewer } = await principal();
		const { currency, timeZone } = storeOf(viewer, storeId);
		const { taxIncluded, taxRate } = business;
		const priced = decideSale(basket, products, { currency, taxRate, taxIncluded });

		// A store's currency may change until its first sale; not under one.
		work.guard(sql`SELECT 1 FROM stores WHERE businessId = ${work.businessId} AND id = ${storeId} AND currency = ${currency}`);
		const orderId = newId<"order">(now);
		// Sorted, so that lines read by id stand as they stood in the basket.
		const ids = priced.map(() => newId<"sale">(now)).sort();
		const lines = priced.map((line, index) => ({ id: ids[index] ?? "", ...line }));
		moveStockIn(work, sumMoves(lines.map(({ productId, quantity }) => ({ storeId, productId, delta: -quantity }))), {
			reason: "sale",
			actor,
			reference: { type: "order", id: orderId },
		});
		completeOrderIn(work, {
			id: orderId,
			store: { id: storeId, timeZone },
			channel: "counter",
			currency,
			taxIncluded,
			note,
			actor,
			lines,
		});

		const sold: Omit<Sold, "levels"> = { orderId, storeId, currency, ...totalsOf(lines, taxIncluded), taxIncluded, soldAt: now, lines };
		return answer<Sold>(sql`json_set(${JSON.stringify(sold)}, '$.levels', json((SELECT json_group_array(json_object('productId', v.productId, 'storeId', v.storeId,
				'quantity', v.onHand, 'available', v.onHand - v.reserved, 'reorderPoint', v.reorderPoint))
			FROM json_each(${wanted}) AS w CROSS JOIN stockLevels AS v ON v.businessId = ${work.businessId} AND v.productId = w.value AND v.storeId = ${storeId})))`);
	},
});
