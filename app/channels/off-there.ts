import { sum } from "#app/platform/money.ts";
import type { PlatformOrder } from "./contract.ts";

/**
 * What a shop has taken off its own shelf for an order, by variant: of one that is agreed all but what was put back, as what is called off is. Null: it is not
 * agreed yet, and nothing is said.
 */
export function offThereOf({ stage, holds, lines, refunds }: PlatformOrder): Record<string, number> | null {
	if (holds === "nothing" && stage !== "sent" && stage !== "cancelled") return null;
	const back = refunds.flatMap((refund) => refund.lines).filter(({ restock }) => restock);
	const off: Record<string, number> = {};
	for (const { id, kind, variantId, quantity, restocked } of lines) {
		if (kind !== "goods" || variantId === null) continue;
		// What is called off is put back, unless it says it was given back otherwise.
		if (stage === "cancelled" && restocked === undefined) continue;
		const left = quantity - (restocked ?? sum(back.filter(({ lineId }) => lineId === id).map((each) => each.quantity)));
		if (left > 0) off[variantId] = (off[variantId] ?? 0) + left;
	}
	return off;
}
