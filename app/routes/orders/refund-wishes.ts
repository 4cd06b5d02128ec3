import type { OrderLine, OrderSheet } from "#app/orders/order-sheet.server.ts";
import { refundShare } from "#app/orders/rules.ts";

/** What a refund form carries: `give.<line>` pieces of each line. Pure. */

const prefix = "give.";

export function giveName(lineId: string): string {
	return prefix + lineId;
}

/** The lines of which something is to come back; what is no number stays as it was typed, so that the rule can name it. */
export function wishesIn(fields: Iterable<[string, FormDataEntryValue]>): { lineId: string; quantity: number | string }[] {
	return [...fields].flatMap(([name, value]) => {
		if (!name.startsWith(prefix) || typeof value !== "string") return [];
		const text = value.trim();
		const quantity = /^\d{1,6}$/.test(text) ? Number(text) : text;
		return quantity === 0 || quantity === "" ? [] : [{ lineId: name.slice(prefix.length), quantity }];
	});
}

export function leftOf(line: Pick<OrderLine, "quantity" | "refundedQuantity">): number {
	return line.quantity - line.refundedQuantity;
}

/** The lines that `pieces` of come back, and the sum given for them, in minor units: the same the refund will compute. */
export function givesBack(
	order: OrderSheet,
	pieces: (line: OrderLine) => number,
): { lines: { line: OrderLine; quantity: number }[]; amount: number } {
	const lines = order.lines
		.map((line) => ({ line, quantity: Math.min(pieces(line), leftOf(line)) }))
		.filter(({ quantity }) => quantity > 0);
	const amount = lines.reduce((sum, { line, quantity }) => {
		const share = refundShare(line, quantity);
		return sum + share.amount + (order.taxIncluded === 1 ? 0 : share.tax);
	}, 0);
	// What was never paid does not go back.
	return { lines, amount: Math.max(0, amount - Math.max(0, order.owed)) };
}
