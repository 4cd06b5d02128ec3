import { shareUpTo, sum } from "#app/platform/money.ts";
import { type OrderedLine, outstanding } from "./rules.ts";

/** What goods cost on the shelf: their price and what it cost to bring them. Pure, and the same in the browser. Amounts in minor units of the order's currency. */

export const chargeKinds = ["freight", "duty", "other"] as const;
export const chargeSpreads = ["value", "quantity"] as const;
export type Charge = { kind: (typeof chargeKinds)[number]; amount: number; spread: (typeof chargeSpreads)[number] };

type CostedLine = OrderedLine & { productId: string; unitCost: number | null };

/** Units that bear a line's share: what came whole, and what is still to come. What was damaged or given up bears nothing, the others bear it. */
export function bearingUnits(line: OrderedLine): number {
	return line.received + outstanding(line);
}

/**
 * Each line's share of all charges: by what its units cost, or by how many they are. The shares add up to the charges to the unit, as long as there is a
 * unit to bear them; by value where nothing costs anything they go by quantity.
 */
export function landedShares(lines: readonly CostedLine[], charges: readonly Charge[]): Map<string, number> {
	const shares = new Map(lines.map(({ productId }) => [productId, 0]));
	for (const { amount, spread } of charges) {
		const byValue = lines.map((line) => bearingUnits(line) * (line.unitCost ?? 0));
		const weights = spread === "value" && sum(byValue) > 0 ? byValue : lines.map(bearingUnits);
		const whole = sum(weights);
		let [part, given] = [0, 0];
		lines.forEach(({ productId }, at) => {
			part += weights[at] ?? 0;
			const upTo = shareUpTo(amount, part, whole);
			shares.set(productId, (shares.get(productId) ?? 0) + upTo - given);
			given = upTo;
		});
	}
	return shares;
}

/** What one unit cost with its share, to the minor unit; null where its price is not known, or no unit is there to bear it. */
export function landedCost(line: CostedLine & { landed: number }): number | null {
	const units = bearingUnits(line);
	return line.unitCost === null || units === 0 ? null : line.unitCost + Math.round(line.landed / units);
}
