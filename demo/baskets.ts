import type { DemoProduct } from "./products.ts";
import { between } from "./random.ts";

/** A draw by weight, in the order the goods were given. */
export type Draw = { products: DemoProduct[]; upTo: number[]; total: number };

/** Prepares the draw of one category in one store. */
export function drawOf(products: DemoProduct[], weight: (product: DemoProduct) => number): Draw {
	let total = 0;
	const upTo = products.map((product) => {
		total += weight(product);
		return total;
	});
	return { products, upTo, total };
}

/** One product by weight, or null when there is nothing to draw from. */
export function pick(draw: Draw | undefined, random: () => number): DemoProduct | null {
	if (!draw || draw.total === 0) return null;
	const mark = random() * draw.total;
	let [low, high] = [0, draw.upTo.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((draw.upTo[middle] ?? 0) > mark) high = middle;
		else low = middle + 1;
	}
	return draw.products[low] ?? null;
}

function byShare(random: () => number, shares: [string, number][]): string {
	let mark = random() * shares.reduce((sum, [, share]) => sum + share, 0);
	for (const [name, share] of shares) {
		mark -= share;
		if (mark < 0) return name;
	}
	return shares[0]?.[0] ?? "";
}

/** The categories of one basket: what brought the customer in, then what went with it. About one and a half lines. `summer` runs from 1 to 0. */
export function basketCategories(random: () => number, summer: number): string[] {
	const first = byShare(random, [
		["Frames", 0.4],
		["Sunglasses", 0.07 + 0.12 * summer],
		["Contacts", 0.22],
		["Accessories", 0.17],
		["Lenses", 0.09],
	]);
	const size = random();
	const more = size < 0.56 ? 0 : size < 0.87 ? 1 : 2;
	const rest = Array.from({ length: more }, () =>
		first === "Frames"
			? byShare(random, [
					["Lenses", 0.62],
					["Accessories", 0.32],
					["Frames", 0.06],
				])
			: byShare(random, [
					["Accessories", 0.6],
					["Contacts", 0.24],
					["Frames", 0.16],
				]),
	);
	return [first, ...rest];
}

/** How many of one product a customer takes: lenses by the pair, contact lenses for two eyes. */
export function basketQuantity(random: () => number, category: string): number {
	const chance = random();
	if (category === "Lenses") return chance < 0.9 ? 2 : 1;
	if (category === "Contacts") return chance < 0.3 ? 1 : chance < 0.85 ? 2 : 4;
	if (category === "Accessories") return chance < 0.9 ? 1 : between(random, 2, 3);
	return 1;
}

/** A price off the list price for one line in fourteen, in whole kroner. */
export function basketPrice(random: () => number, price: number): { unitPrice?: number } {
	if (random() >= 0.07) return {};
	const share = [0.9, 0.85, 0.8][between(random, 0, 2)] ?? 0.9;
	return { unitPrice: Math.round((price * share) / 100) * 100 };
}

/** Units a store sells of a category for each sale it makes, as the shares above work out. */
export const UNITS_PER_SALE: Record<string, number> = { Frames: 0.49, Sunglasses: 0.13, Contacts: 0.62, Lenses: 0.42, Accessories: 0.43 };
