import type { PlatformOrder, UnreadOrder } from "../contract.ts";
import { isOfOne } from "../trouble.ts";

/** So many in a row are no matter of one order. */
const mostInARow = 3;

/**
 * The orders of a page, each asked for by itself. One the platform has no answer for keeps the others from nobody: it is said so, to be asked for again.
 * @throws PlatformTrouble what concerns all of them, and that of several in a row
 */
export async function eachOrder<Row>(
	rows: readonly Row[],
	whole: (row: Row) => Promise<PlatformOrder | UnreadOrder | null>,
	stubOf: (row: Row) => Omit<UnreadOrder, "unreadable">,
): Promise<(PlatformOrder | UnreadOrder)[]> {
	const orders: (PlatformOrder | UnreadOrder)[] = [];
	let inARow = 0;
	for (const row of rows) {
		try {
			const order = await whole(row);
			if (order) orders.push(order);
			inARow = 0;
		} catch (error) {
			if (!isOfOne(error) || ++inARow >= mostInARow) throw error;
			orders.push({ unreadable: error.reason, isUnanswered: true, ...stubOf(row) });
		}
	}
	return orders;
}
