import type { Orderable } from "#app/orders/placing.ts";
import { maxLineTotal, type PricedLine, type RefundableLine } from "#app/orders/rules.ts";
import type { TenderWish } from "#app/orders/tender.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { decimalString } from "#app/platform/money.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { minute } from "#app/platform/time.ts";
import type { Basket, BasketToPark, DiscountWish, PaymentWish } from "./input.ts";
import { type Discount, isOverLimit, type LineToPrice, type PricedBasket, priceBasket } from "./pricing.ts";

/** What may be sold, for how much, and how long it can be taken back. Pure. */

/** A product as the till finds it in one store; without a level there, nothing is available. */
export type Sellable = Orderable;

/** `limit`: basis points whoever sells may take off alone, null for as much as they like; `mayReprice`: ask more than is listed. */
export type Terms = { currency: string; taxRate: number; taxIncluded: boolean; limit: number | null; mayReprice: boolean };

/** A line of the order: several of one `position` where a discount does not divide by the pieces. */
export type SoldLine = PricedLine & { listPrice: number; position: number; note: string };

export type DecidedSale = Omit<PricedBasket, "lines"> & {
	lines: SoldLine[];
	/** More is off than whoever sells may give alone. */
	overLimit: boolean;
};

/**
 * The basket with names, prices and tax.
 * @throws Refusal `not_found / product_not_found`, `conflict / product_archived`, `invalid / no_price`, `invalid / validation_failed`, `conflict / stock_oversold`,
 *   `conflict / price_changed` with `name`, `was`, `now` of the first such product and all of them in `lines`, `conflict / total_changed`, `forbidden / missing_permission`
 */
export function decideSale(basket: Basket, products: Sellable[], terms: Terms): DecidedSale {
	const { currency, taxIncluded, limit } = terms;
	const byId = new Map(products.map((product) => [product.id, product]));
	const wanted = basket.lines.map((line) => ({ ...line, product: sellable(byId, line) }));
	refuseChanged(wanted, currency);
	const asked = wanted.map((line) => toPrice(line, terms));
	const { lines: priced, ...sums } = priceBasket(asked, discountOf(basket.discount, currency, "discount"), taxIncluded);
	const lines = wanted.flatMap(({ product: { id, name, sku }, note = "" }, position) => {
		const { taxRate = 0, listPrice = 0 } = asked[position] ?? {};
		return (priced[position]?.pieces ?? []).map((pieces) => ({ productId: id, name, sku, taxRate, listPrice, position, note, ...pieces }));
	});
	refuseOversold(lines, byId);
	if (basket.expectedTotal !== undefined) {
		const expected = amountOf(basket.expectedTotal, currency, "expectedTotal");
		const said = (amount: number) => decimalString(amount, currency);
		if (expected !== sums.total) refuse("conflict", "total_changed", { was: said(expected), now: said(sums.total) });
	}
	return { ...sums, lines, overLimit: isOverLimit({ lines: priced, ...sums }, limit) };
}

type WantedLine = Basket["lines"][number];

function sellable(byId: Map<string, Sellable>, { productId, at }: WantedLine): Sellable {
	const product = byId.get(productId) ?? refuse("not_found", "product_not_found", { field: `${at}productId`, productId });
	const { name, sku, status } = product;
	if (status === "archived") refuse("conflict", "product_archived", { field: `${at}productId`, productId, sku, name });
	return product;
}

/** What was shown is what is charged: a price that is another by now is told, old and new. */
function refuseChanged(wanted: (WantedLine & { product: Sellable })[], currency: string): void {
	const changed = wanted.flatMap(({ product, expectedPrice, unitPrice, at }) => {
		if (expectedPrice === undefined || unitPrice !== undefined) return [];
		const was = amountOf(expectedPrice, currency, `${at}expectedPrice`);
		const now = priceOf(product, currency, at);
		const { id: productId, name, sku } = product;
		return was === now ? [] : [{ productId, name, sku, was: decimalString(was, currency), now: decimalString(now, currency) }];
	});
	if (changed[0]) refuse("conflict", "price_changed", { ...changed[0], lines: changed });
}

function toPrice({ product, quantity, unitPrice, discount, at }: WantedLine & { product: Sellable }, terms: Terms): LineToPrice {
	const { currency } = terms;
	const listed = product.currency === currency ? product.price : null;
	const price = unitPrice === undefined ? priceOf(product, currency, at) : amountOf(unitPrice, currency, `${at}unitPrice`);
	if (listed !== null && price > listed && !terms.mayReprice) refuse("forbidden", "missing_permission", { permission: "sales:price" });
	const listPrice = listed === null ? price : Math.max(listed, price);
	if (listPrice * quantity > maxLineTotal) refuseField(`${at}quantity`, "too_large", "the line costs more than can be sold at once");
	const off = discountOf(discount, currency, `${at}discount`);
	if (off && "amount" in off && off.amount > price * quantity) refuseField(`${at}discount`, "too_large", "more than the line costs");
	return { quantity, price, listPrice, taxRate: product.taxRate ?? terms.taxRate, discount: off };
}

/** A price in another currency than the store's is no price there. */
function priceOf({ id, sku, price, currency }: Sellable, wanted: string, at: string): number {
	return price === null || currency !== wanted ? refuse("invalid", "no_price", { field: `${at}unitPrice`, productId: id, sku }) : price;
}

function discountOf(wish: DiscountWish | undefined, currency: string, field: string): Discount | null {
	if (!wish) return null;
	return "percent" in wish ? { rate: Math.round(wish.percent * 100) } : { amount: amountOf(wish.amount, currency, field) };
}

/** What a basket that is put aside comes to, by today's prices; what has none counts nothing. @throws Refusal `product_not_found` */
export function parkedSums(
	{ lines, discount }: BasketToPark,
	products: Sellable[],
	{ currency, taxRate, taxIncluded }: Pick<Terms, "currency" | "taxRate" | "taxIncluded">,
): { units: number; total: number } {
	const asked = lines.map(({ productId, quantity, discount }, index): LineToPrice => {
		const product = products.find(({ id }) => id === productId) ?? refuse("not_found", "product_not_found", { productId });
		const price = product.currency === currency ? (product.price ?? 0) : 0;
		const off = discountOf(discount, currency, `basket.lines.${index}.discount`);
		return { quantity, price, listPrice: price, taxRate: product.taxRate ?? taxRate, discount: off };
	});
	return priceBasket(asked, discountOf(discount, currency, "basket.discount"), taxIncluded);
}

/** Payments as they were asked for, in minor units. */
export function tenderWishes(wishes: PaymentWish[] | undefined, currency: string, at = ""): TenderWish[] | undefined {
	return wishes?.map(({ method, amount, received, reference }, index) => {
		const field = `${at}payments.${index}.`;
		return {
			method,
			...(amount !== undefined && { amount: amountOf(amount, currency, `${field}amount`) }),
			...(received !== undefined && { received: amountOf(received, currency, `${field}received`) }),
			...(reference !== undefined && { reference }),
		};
	});
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

/**
 * Whether undoing a sale pays out what did not come in at this till: goods that were brought back come back as cash, and so does cash that lies in another
 * drawer (`here` is the one that is open at this till) or was counted meanwhile.
 */
export function paysOutMore(sale: { exchangeOf: string | null; cash: { drawerId: string | null }[] }, here: string | null): boolean {
	return sale.exchangeOf !== null || sale.cash.some(({ drawerId }) => drawerId !== here);
}
