import { UNITS_PER_SALE } from "./baskets.ts";
import { DROUGHTS, type Drought } from "./droughts.ts";
import type { DemoProduct } from "./products.ts";
import { between, randomStream } from "./random.ts";
import type { StorePace } from "./stores.ts";

/** One product in one store while the days are played through. */
export type Shelf = {
	product: DemoProduct;
	onHand: number;
	initial: number;
	reorderPoint: number;
	reorderTo: number;
	/** Day on which ordered goods arrive, or null when none are on the way. */
	arrives: number | null;
	drought: Drought | null;
	/** Whether goods have come since the drought. */
	resupplied: boolean;
	/** Units sold by each day before a drought: the stock that was there is worked out from them afterwards. */
	soldBefore: { day: number; quantity: number }[];
};

/** The shelf as it stands on the evening before the first day, by how fast the product sells here. */
export function openShelf(product: DemoProduct, pace: StorePace, share: number): Shelf {
	const random = randomStream("shelf", pace.key, product.sku);
	const perDay = pace.salesPerDay * (UNITS_PER_SALE[product.category] ?? 0.2) * share;
	const drought = DROUGHTS.find((dry) => dry.storeKey === pace.key && dry.sku === product.sku) ?? null;
	const reorderPoint =
		product.status === "archived" ? 0 : Math.max(drought || perDay > 0.012 || random() < 0.3 ? 1 : 0, Math.ceil(perDay * 9));
	const reorderTo = reorderPoint + Math.max(2, Math.ceil(perDay * 32));
	const initial = drought ? 0 : share === 0 ? between(random, 2, 5) : between(random, reorderPoint + 1, reorderTo);
	return { product, onHand: initial, initial, reorderPoint, reorderTo, arrives: null, drought, resupplied: false, soldBefore: [] };
}

/** Whether the goods may be sold on a day: before a drought whatever is asked for, during it nothing, otherwise what is there. */
export function canSell(shelf: Shelf, quantity: number, daysBack: number): boolean {
	if (shelf.drought && daysBack > shelf.drought.from) return true;
	if (shelf.drought && daysBack >= shelf.drought.to) return false;
	return shelf.onHand >= quantity;
}

/** Takes sold goods off the shelf. Before a drought it only notes them, so that exactly that much can have been there. */
export function sell(shelf: Shelf, quantity: number, day: number, daysBack: number): void {
	if (shelf.drought && daysBack > shelf.drought.from) shelf.soldBefore.push({ day, quantity });
	else shelf.onHand -= quantity;
}

/**
 * Splits what was sold before a drought into opening stock and, where there is enough, one delivery: on the morning of the day
 * that would have emptied the shelf. Web sells before the morning's delivery, so there it all is opening stock.
 */
export function settleDrought(shelf: Shelf, mayDeliver: boolean): { day: number; quantity: number } | null {
	const total = shelf.soldBefore.reduce((sum, sale) => sum + sale.quantity, 0);
	shelf.initial = mayDeliver && total >= 6 ? Math.ceil(total * 0.55) : total;
	let sold = 0;
	for (const sale of shelf.soldBefore) {
		sold += sale.quantity;
		if (sold >= shelf.initial && shelf.initial < total) return { day: sale.day, quantity: total - shelf.initial };
	}
	return null;
}
