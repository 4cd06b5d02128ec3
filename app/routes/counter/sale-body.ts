import { decimalString } from "#app/platform/money.ts";
import type { Discount } from "#app/sales/pricing.ts";
import type { BasketToPark, DiscountWish } from "#app/sales/input.ts";
import { type Basket, type Returned, sumsOf } from "./basket.ts";

/** A basket in the words of the API: with what it showed, so that nothing else is charged. Pure. */

type Terms = { storeId: string; currency: string; taxIncluded: boolean; till: string };

/** A discount as it is asked for. */
export function wishOf(discount: Discount | null | undefined, currency: string): DiscountWish | undefined {
	if (!discount) return undefined;
	return "rate" in discount ? { percent: discount.rate / 100 } : { amount: decimalString(discount.amount, currency) };
}

/** A discount as it was parked, in minor units again. Null for one that says nothing. */
export function discountOf(wish: DiscountWish | undefined, minor: (amount: number | string) => number | null): Discount | null {
	if (!wish) return null;
	if ("percent" in wish) return { rate: Math.round(wish.percent * 100) };
	const amount = minor(wish.amount);
	return amount === null ? null : { amount };
}

/** What `sales.sell` takes. */
export function saleBody(basket: Basket, terms: Terms): object {
	const { discount } = basket.leave ?? {};
	return { storeId: terms.storeId, till: terms.till, ...(discount && { approvalId: discount }), ...saleOf(basket, terms) };
}

/** What `sales.exchange` takes. */
export function exchangeBody(basket: Basket, returned: Returned, terms: Terms): object {
	const { orderId, restock, writeOff, reason } = returned;
	const lines = returned.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
	const { refund, discount } = basket.leave ?? {};
	const leave = { ...(refund && { approvalId: refund }), ...(discount && { discountApprovalId: discount }) };
	return { orderId, lines, restock, writeOff, reason, till: terms.till, ...leave, sale: saleOf(basket, terms) };
}

function saleOf(basket: Basket, { currency, taxIncluded }: Terms) {
	return {
		...contents(basket, currency, true),
		expectedTotal: decimalString(sumsOf(basket, taxIncluded).total, currency),
		...(basket.paid && basket.paid.length > 0 && { payments: basket.paid }),
	};
}

/** What a basket that is put aside keeps. */
export function parkedBody(basket: Basket, currency: string): BasketToPark {
	return { note: "", ...contents(basket, currency, false) };
}

function contents({ lines, discount, note, customer }: Basket, currency: string, priced: boolean) {
	const whole = wishOf(discount, currency);
	return {
		lines: lines.map(({ product, quantity, discount: own, note: said }) => {
			const off = wishOf(own, currency);
			return {
				productId: product.id,
				quantity,
				...(priced && product.price !== null && { expectedPrice: decimalString(product.price, currency) }),
				...(off && { discount: off }),
				...(said && { note: said }),
			};
		}),
		...(whole && { discount: whole }),
		...(note && { note }),
		...(customer && { customer }),
	};
}
