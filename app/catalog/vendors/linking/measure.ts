import { decideLinks } from "./decide.ts";
import type { Listing } from "./describe.ts";

/** What is true of each item: the product it is, or null where we do not sell it. */
export type Truth = { itemId: string; productId: string | null; trap?: string | undefined };

export type Measured = {
	pairs: number;
	/** Links made without asking, and how many of those were right. */
	linked: number;
	right: number;
	/** right / linked: 1 when nothing was linked. */
	precision: number;
	/** right / items that are a product of ours. */
	recall: number;
	/** Items that are a product of ours and were put before a person, the right one among the candidates. */
	offered: number;
	byTrap: Map<string, { pairs: number; right: number; wrong: number; review: number }>;
	wrong: { itemId: string; linkedTo: string; trap: string; reasons: string[] }[];
};

/** How good the automatic links are against the truth. */
export function measureLinks(items: Listing[], products: Listing[], truths: Truth[]): Measured {
	const decisions = new Map(decideLinks(items, products).map((decision) => [decision.itemId, decision]));
	const measured: Measured = {
		pairs: truths.length,
		linked: 0,
		right: 0,
		precision: 1,
		recall: 0,
		offered: 0,
		byTrap: new Map(),
		wrong: [],
	};
	for (const { itemId, productId, trap = "" } of truths) {
		const decision = decisions.get(itemId);
		const row = measured.byTrap.get(trap) ?? { pairs: 0, right: 0, wrong: 0, review: 0 };
		measured.byTrap.set(trap, row);
		row.pairs += 1;
		const best = decision?.candidates[0];
		if (decision?.outcome === "review") row.review += 1;
		if (decision?.outcome === "review" && decision.candidates.some((candidate) => candidate.productId === productId)) measured.offered += 1;
		if (decision?.outcome !== "link" || !best) continue;
		measured.linked += 1;
		if (best.productId === productId) {
			measured.right += 1;
			row.right += 1;
		} else {
			row.wrong += 1;
			measured.wrong.push({ itemId, linkedTo: best.productId, trap, reasons: best.reasons });
		}
	}
	const ours = truths.filter(({ productId }) => productId !== null).length;
	return {
		...measured,
		precision: measured.linked === 0 ? 1 : measured.right / measured.linked,
		recall: ours === 0 ? 1 : measured.right / ours,
	};
}
