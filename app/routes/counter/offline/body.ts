import { decidePayments } from "#app/orders/tender.ts";
import { decimalString } from "#app/platform/money.ts";
import { sum } from "#app/platform/money.ts";
import { tenderWishes } from "#app/sales/rules.ts";
import { type Basket, sumsOf } from "../basket.ts";
import { wishOf } from "../sale-body.ts";

/** What was asked for a basket: the till's own terms. */
export type Asked = { currency: string; taxIncluded: boolean; till: string };

/** What the basket comes to, and what of it was handed back. Minor units. */
export function changeOf(sale: Basket, { currency, taxIncluded }: Asked): { units: number; total: number; change: number } {
	const { units, total } = sumsOf(sale, taxIncluded);
	return { units, total, change: sum(decidePayments(total, tenderWishes(sale.paid, currency), currency).map(({ change }) => change)) };
}

/** A sale in the words in which it is handed in, but for its number. */
export function offlineBody(
	sale: Basket,
	{ currency, taxIncluded, till }: Asked,
	{ soldAt, mandate, claimedSeller }: { soldAt: number; mandate: string; claimedSeller?: string | undefined },
): Record<string, unknown> {
	const { lines, discount, note, customer, paid, leave } = sale;
	const whole = wishOf(discount, currency);
	return {
		id: sale.id,
		soldAt,
		mandate,
		...(claimedSeller && { claimedSeller }),
		...(leave?.discount && { approvalId: leave.discount }),
		till,
		currency,
		taxIncluded,
		lines: lines.map(({ product, quantity, discount: own, note: said }) => {
			const off = wishOf(own, currency);
			return {
				productId: product.id,
				quantity,
				price: decimalString(product.price ?? 0, currency),
				taxRate: product.taxRate,
				...(off && { discount: off }),
				...(said && { note: said }),
			};
		}),
		...(whole && { discount: whole }),
		...(note && { note }),
		...(customer && { customer }),
		...(paid && paid.length > 0 && { payments: paid }),
		expectedTotal: decimalString(sumsOf(sale, taxIncluded).total, currency),
	};
}
