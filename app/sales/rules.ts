import { type PricedLine, priceLine, type RefundableLine } from "#app/orders/rules.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { parseAmount } from "#app/platform/money.ts";
import { minute } from "#app/platform/time.ts";
import type { Basket } from "./input.ts";

/** What may be sold, for how much, and how long it can be taken back. Pure. */

/** A product as the till finds it in one store; without a level there, nothing is available. Amounts in minor units. */
export type Sellable = {
	id: string;
	name: string;
	sku: string;
	price: number | null;
	currency: string;
	taxRate: number | null;
	status: "draft" | "published" | "archived";
	available: number;
};

type Terms = { currency: string; taxRate: number; taxIncluded: boolean };

/**
 * The basket with names, prices and tax.
 * @throws Refusal `not_found / product_not_found`, `conflict / product_archived`, `invalid / no_price`, `invalid / validation_failed`, `conflict / stock_oversold`
 */
export function decideSale(basket: Basket, products: Sellable[], terms: Terms): PricedLine[] {
	const byId = new Map(products.map((product) => [product.id, product]));
	const lines = basket.lines.map(({ productId, quantity, unitPrice, at }) => {
		const product = byId.get(productId) ?? refuse("not_found", "product_not_found", { field: `${at}productId`, productId });
		const { name, sku } = product;
		if (product.status === "archived") refuse("conflict", "product_archived", { field: `${at}productId`, productId, sku });
		const price = unitPrice === undefined ? priceOf(product, terms.currency, at) : amountOf(unitPrice, terms.currency, `${at}unitPrice`);
		return priceLine(
			{ productId, name, sku, quantity, unitPrice: price, taxRate: product.taxRate ?? terms.taxRate },
			terms.taxIncluded,
			`${at}quantity`,
		);
	});
	refuseOversold(lines, byId);
	return lines;
}

/** A price in another currency than the store's is no price there. */
function priceOf({ id, sku, price, currency }: Sellable, wanted: string, at: string): number {
	return price === null || currency !== wanted ? refuse("invalid", "no_price", { field: `${at}unitPrice`, productId: id, sku }) : price;
}

function amountOf(unitPrice: number | string, currency: string, field: string): number {
	const amount = parseAmount(unitPrice, currency);
	if (amount === "not_an_amount") refuseField(field, amount, "an amount, as 2195 or 2195.50");
	if (amount === "too_many_decimals") refuseField(field, amount, `more decimals than ${currency} has`);
	if (amount === "too_large") refuseField(field, amount, "more than anything costs");
	return amount;
}

/** Lines that name the same product are judged together. */
function refuseOversold(lines: PricedLine[], byId: Map<string, Sellable>): void {
	const wanted = new Map<string, number>();
	for (const { productId, quantity } of lines) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
	const short = [...wanted].flatMap(([productId, requested]) => {
		const product = byId.get(productId);
		return product && product.available < requested ? [{ available: product.available, productId, sku: product.sku, requested }] : [];
	});
	if (short[0]) refuse("conflict", "stock_oversold", { ...short[0], lines: short });
}

/** How long whoever made a sale may take it back without the right to refund. */
export const undoWithin = 2 * minute;

/**
 * Whether a sale may be undone by this person now.
 * @throws Refusal `forbidden / not_your_sale`, `conflict / undo_too_late`, `conflict / nothing_left_to_refund` when anything of it went back already
 */
export function mayUndo(
	order: { actorId: string; placedAt: number },
	lines: RefundableLine[],
	by: { actorId: string; mayRefund: boolean; now: number },
): void {
	if (!by.mayRefund && order.actorId !== by.actorId) refuse("forbidden", "not_your_sale");
	if (!by.mayRefund && by.now - order.placedAt > undoWithin) refuse("conflict", "undo_too_late", { minutes: undoWithin / minute });
	const touched = lines.find(({ refundedQuantity }) => refundedQuantity > 0);
	if (touched)
		refuse("conflict", "nothing_left_to_refund", { refundable: touched.quantity - touched.refundedQuantity, lineId: touched.id });
}
