import { type RefundWish, refundTotal } from "#app/orders/rules.ts";
import { sum } from "#app/platform/money.ts";
import type { SoldPieces } from "#app/sales/receipts.server.ts";

/** Which pieces of a receipt come back, as a form carries it: `give.<position>` of each line of the basket. Pure. */

const prefix = "give.";

export function giveName(position: number): string {
	return `${prefix}${position}`;
}

/** A line of the receipt, with its pieces of whatever price. */
export type GiveLine = { position: number; name: string; sku: string; left: number; pieces: SoldPieces[] };

/** The lines of which something can still come back. */
export function giveLines(sold: readonly SoldPieces[]): GiveLine[] {
	const places = new Map<number, SoldPieces[]>();
	for (const piece of sold) places.set(piece.position, [...(places.get(piece.position) ?? []), piece]);
	return [...places].flatMap(([position, pieces]) => {
		const left = sum(pieces.map(({ quantity, refundedQuantity }) => quantity - refundedQuantity));
		const [first] = pieces;
		return first && left > 0 ? [{ position, name: first.name, sku: first.sku, left, pieces }] : [];
	});
}

/** So many pieces of each line, as the order's lines they are of. What is more than is left stays on the last, so that the rule can say so. */
export function wishesFor(lines: readonly GiveLine[], wanted: ReadonlyMap<number, number>): RefundWish[] {
	return lines.flatMap(({ position, pieces }) => {
		let open = wanted.get(position) ?? 0;
		const wishes = pieces.map(({ id, quantity, refundedQuantity }) => {
			const taken = Math.min(open, quantity - refundedQuantity);
			open -= taken;
			return { lineId: id, quantity: taken };
		});
		const last = wishes.at(-1);
		if (last) last.quantity += open;
		return wishes.filter(({ quantity }) => quantity > 0);
	});
}

/** What was typed into a form. */
export function wantedIn(fields: Iterable<[string, FormDataEntryValue]>): Map<number, number> {
	const wanted = new Map<number, number>();
	for (const [name, value] of fields)
		if (name.startsWith(prefix) && typeof value === "string" && /^\d{1,6}$/.test(value.trim()))
			wanted.set(Number(name.slice(prefix.length)), Number(value));
	return wanted;
}

/** What they come to: the same the refund will compute. Minor units. */
export function worthOf(sold: SoldPieces[], wishes: RefundWish[], taxIncluded: boolean): number {
	const possible = wishes.filter(({ lineId, quantity }) =>
		sold.some((line) => line.id === lineId && quantity <= line.quantity - line.refundedQuantity),
	);
	return refundTotal(sold, possible, taxIncluded);
}
