import { sum } from "#app/platform/money.ts";
import type { PlatformOrder, PlatformRefund } from "./contract.ts";

/**
 * Which pieces of refunds that are not taken yet are on the shelf again, where the platform says it of lines alone: what is back now, less what was back when
 * the order was last noted. Pure. Null stays where it does not count them, or where several refunds at once are for some of both.
 * @param before `taken`: the ids of the refunds that are; `off`: what was off there then, by variant
 */
export function withRestocks(order: PlatformOrder, before: { taken: string[]; off: Record<string, number> }): PlatformOrder {
	const fresh = order.refunds.filter(({ id }) => !before.taken.includes(id));
	const lineOf = (lineId: string) => order.lines.find(({ id }) => id === lineId);
	const ofVariant = (variantId: string | null) =>
		order.lines.filter((line) => line.variantId === variantId && line.restocked !== undefined);
	const piecesOf = (refund: PlatformRefund, variantId: string | null) =>
		sum(refund.lines.filter(({ lineId }) => lineOf(lineId)?.variantId === variantId).map(({ quantity }) => quantity));
	/** How many of a variant came back with what is new; null: nobody knows which. */
	const backOf = (variantId: string | null): number | null => {
		const lines = ofVariant(variantId);
		if (lines.length === 0) return null;
		const was = before.taken.length === 0 ? 0 : sum(lines.map(({ quantity }) => quantity)) - (before.off[variantId ?? ""] ?? 0);
		const about = fresh.filter((refund) => piecesOf(refund, variantId) > 0);
		const pieces = sum(about.map((refund) => piecesOf(refund, variantId)));
		const back = Math.max(0, Math.min(pieces, sum(lines.map(({ restocked }) => restocked ?? 0)) - was));
		return about.length > 1 && back > 0 && back < pieces ? null : back;
	};
	const left = new Map<string | null, number | null>();
	const told = (lines: PlatformRefund["lines"]) =>
		lines.flatMap((line) => {
			if (line.restock !== null) return line;
			const variantId = lineOf(line.lineId)?.variantId ?? null;
			const back = left.has(variantId) ? left.get(variantId) : backOf(variantId);
			if (back === null || back === undefined) return line;
			const returned = Math.min(back, line.quantity);
			left.set(variantId, back - returned);
			const parts = [
				{ ...line, quantity: returned, restock: true },
				{ ...line, quantity: line.quantity - returned, restock: false },
			];
			return parts.filter(({ quantity }) => quantity > 0);
		});
	return { ...order, refunds: order.refunds.map((refund) => (fresh.includes(refund) ? { ...refund, lines: told(refund.lines) } : refund)) };
}
