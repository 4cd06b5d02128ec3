import { sum } from "#app/platform/money.ts";
import type { PlatformOrder } from "./contract.ts";

/** Pieces of each line, by its id there, that the platform says are back on its shelf; of a line it does not count, nothing. */
export type BackThere = Record<string, number>;

export function backThereOf({ lines }: PlatformOrder): BackThere {
	return Object.fromEntries(lines.flatMap(({ id, restocked }) => (restocked === undefined ? [] : [[id, restocked]])));
}

/**
 * Which pieces of refunds that are not taken yet are on the shelf again, where the platform says it of lines alone: what is back now, less what was back with
 * those that are taken. Pure. Null stays where it does not count them, where several refunds at once are for some of both, and where nobody noted what was back.
 * @param before `taken`: the ids of the refunds that are; `back`: what was back with them, null where that was not noted
 */
export function withRestocks(order: PlatformOrder, before: { taken: string[]; back: BackThere | null }): PlatformOrder {
	const fresh = order.refunds.filter(({ id }) => !before.taken.includes(id));
	/** How many of a line came back with what is new; null: nobody knows which. */
	const backOf = (lineId: string): number | null => {
		const restocked = order.lines.find(({ id }) => id === lineId)?.restocked;
		const was = before.taken.length === 0 ? 0 : before.back && (before.back[lineId] ?? 0);
		if (restocked === undefined || was === null) return null;
		const about = fresh
			.map(({ lines }) => sum(lines.filter((line) => line.lineId === lineId).map(({ quantity }) => quantity)))
			.filter(Boolean);
		const back = Math.max(0, Math.min(sum(about), restocked - was));
		return about.length > 1 && back > 0 && back < sum(about) ? null : back;
	};
	const left = new Map<string, number | null>();
	const told = (lines: PlatformOrder["refunds"][number]["lines"]) =>
		lines.flatMap((line) => {
			if (line.restock !== null) return line;
			const back = left.has(line.lineId) ? left.get(line.lineId) : backOf(line.lineId);
			if (back === null || back === undefined) return line;
			const returned = Math.min(back, line.quantity);
			left.set(line.lineId, back - returned);
			const parts = [
				{ ...line, quantity: returned, restock: true },
				{ ...line, quantity: line.quantity - returned, restock: false },
			];
			return parts.filter(({ quantity }) => quantity > 0);
		});
	return { ...order, refunds: order.refunds.map((refund) => (fresh.includes(refund) ? { ...refund, lines: told(refund.lines) } : refund)) };
}
