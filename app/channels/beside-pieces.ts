import { decimalString } from "#app/platform/money.ts";
import type { PlatformLine, PlatformOrder, PlatformRefund } from "./contract.ts";

/** What the pieces of a refund cost, tax in it, and how many they are. */
function piecesOf(order: PlatformOrder, refund: PlatformRefund): { count: number; worth: number } {
	const goods = order.lines.filter(({ kind }) => kind === "goods");
	const worthOf = ({ total, tax, quantity }: PlatformLine) => (total + (order.taxIncluded ? 0 : tax)) / quantity;
	let count = 0;
	let worth = 0;
	for (const { lineId, quantity } of refund.lines) {
		const line = goods.find(({ id }) => id === lineId);
		if (!line) continue;
		count += quantity;
		worth += worthOf(line) * quantity;
	}
	return { count, worth };
}

/**
 * What of a refund is for no piece: shipping, a tip, a fee, as far as there is so much left of it (a gesture beyond that is nobody's line here). The rest
 * of its pieces is reckoned from our own lines; a coin a piece is rounding.
 */
export function besidePieces(order: PlatformOrder, refund: PlatformRefund, extraLeft: number): number {
	const { count, worth } = piecesOf(order, refund);
	const beside = Math.round(refund.amount - worth);
	return beside <= count ? 0 : Math.min(beside, extraLeft);
}

/**
 * What was still to be paid before the refunds that are not taken here yet: what a platform says is owed is of what is left there, and ours is paid first and
 * given back then. What came off without money back was never paid.
 * @param taken ids of the refunds that are
 * @param isPartPaid whether some of ours is still to be paid
 */
export function owedBefore(order: PlatformOrder, taken: readonly string[], isPartPaid: boolean): number | undefined {
	if (order.owed === undefined && !(order.isPaid && isPartPaid)) return undefined;
	const unpaid = order.refunds
		.filter(({ id }) => !taken.includes(id))
		.reduce((sum, refund) => sum + Math.max(0, Math.round(piecesOf(order, refund).worth - refund.amount)), 0);
	const owed = (order.owed ?? 0) + unpaid;
	return owed > 0 ? owed : undefined;
}

/** What an order comes to there, before anything went back, in minor units. */
function grossOf({ lines, shipping, tip, taxIncluded }: PlatformOrder): number {
	return lines.reduce((sum, { total, tax }) => sum + total + (taxIncluded ? 0 : tax), shipping + tip);
}

/** What is still to be paid of an order there, and what it comes to there. */
export function outstandingOf(order: PlatformOrder) {
	const [outstanding, total] = [order.outstanding ?? 0, grossOf(order)];
	return { outstanding: decimalString(outstanding, order.currency), total: decimalString(total, order.currency) };
}
