import { type Pieces, piecesOf } from "#app/orders/pieces.ts";
import { allot, shareUpTo, sum, taxOnTop, taxWithin } from "#app/platform/money.ts";

/** What a basket costs, with what is taken off it. Pure, and the same in the browser and on the server: the till sends what it showed. */

/** Off a line or a basket: basis points (1000 = 10 %), or minor units. */
export type Discount = { rate: number } | { amount: number };

/** `price` is asked for one piece, `listPrice` what it would cost without anybody's favour. Minor units; `taxRate` in basis points. */
export type LineToPrice = { quantity: number; price: number; listPrice: number; taxRate: number; discount: Discount | null };

/** `gross` as listed; `off` what its own discount, its price and its share of the basket's took; `total` what is left. */
export type PricedBasketLine = { gross: number; ownOff: number; off: number; total: number; tax: number; pieces: Pieces[] };

export type PricedBasket = {
	lines: PricedBasketLine[];
	units: number;
	/** What was taken off, lines and basket together. */
	off: number;
	basketOff: number;
	subtotal: number;
	tax: number;
	total: number;
	taxes: { rate: number; goods: number; tax: number }[];
};

/** What a discount takes off an amount: never more than it. */
export function offOf(discount: Discount | null, amount: number): number {
	if (!discount) return 0;
	return Math.min(amount, "rate" in discount ? shareUpTo(amount, discount.rate, 10_000) : discount.amount);
}

/** What a basket costs: first what is off each line, then what is off all of them, shared out by what they cost by then. */
export function priceBasket(lines: readonly LineToPrice[], discount: Discount | null, taxIncluded: boolean): PricedBasket {
	const priced = lines.map(({ quantity, price, listPrice, discount: own }) => {
		const asked = price * quantity;
		const gross = Math.max(price, listPrice) * quantity;
		const ownOff = gross - asked + offOf(own, asked);
		return { gross, ownOff, left: gross - ownOff };
	});
	const basketOff = offOf(discount, sum(priced.map(({ left }) => left)));
	const shares = allot(
		basketOff,
		priced.map(({ left }) => left),
	);
	const done = lines.map(({ quantity, taxRate }, index): PricedBasketLine & { taxRate: number } => {
		const { gross = 0, ownOff = 0, left = 0 } = priced[index] ?? {};
		const total = left - (shares[index] ?? 0);
		const tax = taxIncluded ? taxWithin(total, taxRate) : taxOnTop(total, taxRate);
		return { gross, ownOff, off: gross - total, total, tax, pieces: piecesOf(total, tax, quantity), taxRate };
	});
	const subtotal = sum(done.map(({ total }) => total));
	const tax = sum(done.map((line) => line.tax));
	return {
		lines: done,
		units: sum(lines.map(({ quantity }) => quantity)),
		off: sum(done.map(({ off }) => off)),
		basketOff,
		subtotal,
		tax,
		total: subtotal + (taxIncluded ? 0 : tax),
		taxes: taxesOf(done),
	};
}

/** Goods and tax per rate, in the order the rates first stand. */
export function taxesOf(lines: readonly { taxRate: number; total: number; tax: number }[]): { rate: number; goods: number; tax: number }[] {
	const rates = new Map<number, { rate: number; goods: number; tax: number }>();
	for (const { taxRate, total, tax } of lines) {
		const known = rates.get(taxRate) ?? { rate: taxRate, goods: 0, tax: 0 };
		rates.set(taxRate, { rate: taxRate, goods: known.goods + total, tax: known.tax + tax });
	}
	return [...rates.values()];
}

/** Whether more is off some line than a limit in basis points allows; a minor unit of rounding is forgiven. Null is no limit. */
export function isOverLimit(basket: PricedBasket, limit: number | null): boolean {
	return limit !== null && basket.lines.some(({ gross, off }) => off > 0 && (off - 1) * 10_000 > limit * gross);
}
