import { refuse, refuseField } from "#app/platform/errors.ts";
import { allot, sum } from "#app/platform/money.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import type { PlaceOrderWish } from "./input.ts";
import { piecesOf } from "./pieces.ts";
import { type LooseKind, maxLineTotal, type PricedLine, priceLine, totalsOf } from "./rules.ts";

/** What an order's lines cost, and what can be kept for it. Pure. Amounts in minor units, `taxRate` in basis points. */

/** A product as an order finds it. `available`: what is free in the store, and what this order holds there already. */
export type Orderable = {
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
type LineWish = PlaceOrderWish["lines"][number];
type Wish = Pick<PlaceOrderWish, "lines" | "discount" | "shipping" | "tip">;

export type GoodsLine = PricedLine & { listPrice: number; position: number; platformLineId: string };
export type LooseLine = {
	kind: LooseKind;
	name: string;
	sku: string;
	barcode: string;
	externalId: string;
	quantity: number;
	price: number;
	total: number;
	taxRate: number;
	tax: number;
	position: number;
	platformLineId: string;
};

export type PricedOrder = {
	goods: GoodsLine[];
	loose: LooseLine[];
	units: number;
	subtotal: number;
	tax: number;
	/** What the lines come to. */
	total: number;
	looseUnits: number;
	looseTotal: number;
	discount: number;
	shipping: number;
	tip: number;
	/** What is to be paid: the lines, shipping and tip. */
	due: number;
};

/**
 * The lines with names, prices and tax. What is off is shared out over the lines by what they cost; where it does not divide by the pieces, a line
 * becomes two.
 * @throws Refusal `not_found / product_not_found`, `conflict / product_archived`, `invalid / no_price`, `invalid / validation_failed`
 */
export function priceOrder(wish: Wish, products: readonly Orderable[], terms: Terms): PricedOrder {
	const { currency, taxIncluded } = terms;
	const byId = new Map(products.map((product) => [product.id, product]));
	const asked = wish.lines.map((line, index) => {
		const at = `lines.${index}.`;
		const product = line.productId === undefined ? null : orderable(byId, line, at);
		const price = priceOf(line, product, currency, at);
		const gross = price * line.quantity;
		if (gross > maxLineTotal) refuseField(`${at}quantity`, "too_large", "the line costs more than can be sold at once");
		const off = line.discount === undefined ? 0 : amountOf(line.discount, currency, `${at}discount`);
		if (off > gross) refuseField(`${at}discount`, "too_large", "more than the line costs");
		const taxRate = line.taxRate === undefined ? (product?.taxRate ?? terms.taxRate) : Math.round(line.taxRate * 100);
		const tax = line.tax === undefined ? null : amountOf(line.tax, currency, `${at}tax`);
		return { line, product, price, left: gross - off, off, taxRate, tax, position: index };
	});
	const whole = sum(asked.map(({ left }) => left));
	const discount = wish.discount === undefined ? 0 : amountOf(wish.discount, currency, "discount");
	if (discount > whole) refuseField("discount", "too_large", "more than the order costs");
	const goods: GoodsLine[] = [];
	const loose: LooseLine[] = [];
	const shares = allot(
		discount,
		asked.map(({ left }) => left),
	);
	for (const { line, product, price, left, taxRate, tax, position } of asked) {
		const { platformLineId } = line;
		for (const { quantity, unitPrice, tax: known } of piecesOf(left - (shares[position] ?? 0), tax ?? 0, line.quantity)) {
			const taxed = tax !== null && { tax: known };
			if (product) {
				const { id: productId, name, sku } = product;
				const listPrice = Math.max(price, product.currency === currency ? (product.price ?? 0) : 0);
				const priced = priceLine({ productId, name, sku, quantity, unitPrice, taxRate }, taxIncluded);
				goods.push({ ...priced, ...taxed, listPrice, position, platformLineId });
			} else {
				const { name = "", sku, barcode, externalId } = line;
				const priced = priceLine({ productId: "", name, sku, quantity, unitPrice, taxRate }, taxIncluded);
				const kind = line.custom ? "custom" : "unmatched";
				const { total, tax: own } = { ...priced, ...taxed };
				loose.push({
					kind,
					name,
					sku,
					barcode,
					externalId,
					quantity,
					price: unitPrice,
					total,
					taxRate,
					tax: own,
					position,
					platformLineId,
				});
			}
		}
	}
	const ofGoods = totalsOf(goods, taxIncluded);
	const ofLoose = sumsOf(loose, taxIncluded);
	const shipping = amountOf(wish.shipping, currency, "shipping");
	const tip = amountOf(wish.tip, currency, "tip");
	const total = ofGoods.total + ofLoose.total;
	return {
		goods,
		loose,
		units: ofGoods.units + ofLoose.units,
		subtotal: ofGoods.subtotal + ofLoose.subtotal,
		tax: ofGoods.tax + ofLoose.tax,
		total,
		looseUnits: ofLoose.units,
		looseTotal: ofLoose.total,
		discount: discount + sum(asked.map(({ off }) => off)),
		shipping,
		tip,
		due: total + shipping + tip,
	};
}

function sumsOf(lines: readonly LooseLine[], taxIncluded: boolean): { units: number; subtotal: number; tax: number; total: number } {
	const subtotal = sum(lines.map(({ total }) => total));
	const tax = sum(lines.map((line) => line.tax));
	return { units: sum(lines.map(({ quantity }) => quantity)), subtotal, tax, total: subtotal + (taxIncluded ? 0 : tax) };
}

function orderable(byId: Map<string, Orderable>, { productId = "" }: LineWish, at: string): Orderable {
	const product = byId.get(productId) ?? refuse("not_found", "product_not_found", { field: `${at}productId`, productId });
	const { name, sku, status } = product;
	if (status === "archived") refuse("conflict", "product_archived", { field: `${at}productId`, productId, sku, name });
	return product;
}

function priceOf({ unitPrice }: LineWish, product: Orderable | null, currency: string, at: string): number {
	if (unitPrice !== undefined) return amountOf(unitPrice, currency, `${at}unitPrice`);
	// A price in another currency than the store's is no price there.
	if (product?.price != null && product.currency === currency) return product.price;
	refuse("invalid", "no_price", { field: `${at}unitPrice`, ...(product && { productId: product.id, sku: product.sku }) });
}

/** So many of a product that an order still needs. `given`: units that were given back before they left. */
export type Needed = { id: string; productId: string; name: string; sku: string; quantity: number; refundedQuantity: number };
export type Short = { lineId: string; productId: string; quantity: number };

/** What a line still has to hand over. */
export function toHandOver({ quantity, refundedQuantity }: Pick<Needed, "quantity" | "refundedQuantity">): number {
	return quantity - refundedQuantity;
}

/** What can be kept for the lines, product by product, and what of which line cannot: of several lines of a product the first come first. */
export function decideHold(
	lines: readonly Needed[],
	available: ReadonlyMap<string, number>,
): { hold: Map<string, number>; short: Short[] } {
	const hold = new Map<string, number>();
	const short: Short[] = [];
	for (const line of lines) {
		const { id: lineId, productId } = line;
		const kept = hold.get(productId) ?? 0;
		const wanted = toHandOver(line);
		const got = Math.max(0, Math.min(wanted, (available.get(productId) ?? 0) - kept));
		if (got > 0) hold.set(productId, kept + got);
		if (got < wanted) short.push({ lineId, productId, quantity: wanted - got });
	}
	return { hold, short };
}

/** @throws Refusal `conflict / stock_oversold` with the first product that is short, and all of them in `lines` */
export function refuseShort(lines: readonly Needed[], available: ReadonlyMap<string, number>): void {
	const { short } = decideHold(lines, available);
	const products = [...new Set(short.map(({ productId }) => productId))];
	const told = products.map((productId) => {
		const of = lines.filter((line) => line.productId === productId);
		return {
			productId,
			name: of[0]?.name ?? "",
			sku: of[0]?.sku ?? "",
			available: Math.max(0, available.get(productId) ?? 0),
			requested: sum(of.map(toHandOver)),
		};
	});
	if (told[0]) refuse("conflict", "stock_oversold", { ...told[0], lines: told });
}
