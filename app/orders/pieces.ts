import { allot } from "#app/platform/money.ts";

/** Pieces of one line at one price: a total that does not divide by them makes two such groups of a line, a minor unit apart. */
export type Pieces = { quantity: number; unitPrice: number; total: number; tax: number };

/** A line's total over its pieces, so that every piece has a price of its own and they add up to it. */
export function piecesOf(total: number, tax: number, quantity: number): Pieces[] {
	const unitPrice = Math.floor(total / quantity);
	const dearer = total - unitPrice * quantity;
	const groups = [
		{ quantity: quantity - dearer, unitPrice },
		{ quantity: dearer, unitPrice: unitPrice + 1 },
	].filter((group) => group.quantity > 0);
	const taxes = allot(
		tax,
		groups.map((group) => group.quantity * group.unitPrice),
	);
	return groups.map((group, index) => ({ ...group, total: group.quantity * group.unitPrice, tax: taxes[index] ?? 0 }));
}
