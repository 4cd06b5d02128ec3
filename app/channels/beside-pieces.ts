import type { PlatformLine, PlatformOrder, PlatformRefund } from "./contract.ts";

/**
 * What of a refund is for no piece: shipping, a tip, a fee, as far as there is so much left of it (a gesture beyond that is nobody's line here). The rest
 * of its pieces is reckoned from our own lines; a coin a piece is rounding.
 */
export function besidePieces(order: PlatformOrder, refund: PlatformRefund, extraLeft: number): number {
	const goods = order.lines.filter(({ kind }) => kind === "goods");
	const worth = ({ total, tax, quantity }: PlatformLine) => (total + (order.taxIncluded ? 0 : tax)) / quantity;
	let pieces = 0;
	let value = 0;
	for (const { lineId, quantity } of refund.lines) {
		const line = goods.find(({ id }) => id === lineId);
		if (!line) continue;
		pieces += quantity;
		value += worth(line) * quantity;
	}
	const beside = Math.round(refund.amount - value);
	return beside <= pieces ? 0 : Math.min(beside, extraLeft);
}
