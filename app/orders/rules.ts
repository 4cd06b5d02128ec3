import { refuse, refuseField } from "#app/platform/errors.ts";
import { lineTotal, shareUpTo, sum, taxOnTop, taxWithin } from "#app/platform/money.ts";
import { addDays, type CalendarDay, calendarDay, hour } from "#app/platform/time.ts";

/** What an order may do, what its lines cost, and what of it can be given back. Pure. */

/** Where an order is from. `desk` is somebody of the house, for a buyer who is not there. */
export const channels = ["counter", "desk", "storefront", "shopify", "woocommerce"] as const;
export type OrderChannel = (typeof channels)[number];

/** A line without a product: nobody knows it yet, or it is none (wrapping, a fee). */
export const looseKinds = ["unmatched", "custom"] as const;
export type LooseKind = (typeof looseKinds)[number];

export const shortfallStates = ["open", "backorder", "filled", "refunded", "swapped", "cancelled"] as const;
export type ShortfallState = (typeof shortfallStates)[number];

export const orderStatuses = ["PENDING", "PROCESSING", "SHIPPED", "DELIVERED", "COMPLETED", "CANCELLED", "REFUNDED"] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** `part_paid`: it was paid in part, or grew since; whatever else is to be said of its money, that it owes comes first. */
export const paymentStatuses = ["unpaid", "part_paid", "paid", "part_refunded", "refunded"] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** From each status, what may follow. */
export const orderTransitions: Record<OrderStatus, readonly OrderStatus[]> = {
	PENDING: ["PROCESSING", "CANCELLED"],
	PROCESSING: ["SHIPPED", "COMPLETED", "CANCELLED"],
	SHIPPED: ["DELIVERED"],
	DELIVERED: ["COMPLETED", "REFUNDED"],
	COMPLETED: ["REFUNDED"],
	CANCELLED: [],
	REFUNDED: [],
};

/** What may still be changed of an order: its lines and amounts while nobody has paid or begun, its buyer until it has left. */
export function changeableOf({ status, paymentStatus }: { status: OrderStatus; paymentStatus: PaymentStatus }): {
	lines: boolean;
	buyer: boolean;
} {
	return { lines: status === "PENDING" && paymentStatus === "unpaid", buyer: status === "PENDING" || status === "PROCESSING" };
}

/** Whether an order's money is added to its store's: only what is in that store's currency adds up. Goods are counted in any. */
export function isInTakings(currency: string, storeCurrency: string): boolean {
	return currency === storeCurrency;
}

/** @throws Refusal `conflict / invalid_transition` with the allowed list */
export function mayBecome(from: OrderStatus, to: OrderStatus): void {
	const allowed = orderTransitions[from];
	if (!allowed.includes(to)) refuse("conflict", "invalid_transition", { from, to, allowed });
}

/** A line before it has a price of its own: amounts in minor units, `taxRate` in basis points. */
type UnpricedLine = { productId: string; name: string; sku: string; quantity: number; unitPrice: number; taxRate: number };
export type PricedLine = UnpricedLine & { total: number; tax: number };

/** Above this a line is a mistake, and shares of it would no longer be exact in the database. */
export const maxLineTotal = 100_000_000_000;

/** What a line costs, and the tax inside it or on top of it. @throws Refusal `validation_failed` on `field` when it costs more than anything does */
export function priceLine<Line extends UnpricedLine>(
	line: Line,
	taxIncluded: boolean,
	field = "quantity",
): Line & { total: number; tax: number } {
	const total = lineTotal(line.unitPrice, line.quantity);
	if (total > maxLineTotal) refuseField(field, "too_large", "the line costs more than can be sold at once");
	return { ...line, total, tax: taxIncluded ? taxWithin(total, line.taxRate) : taxOnTop(total, line.taxRate) };
}

/** Sums of an order's lines. `subtotal` is the goods as priced; `total` what is paid. */
export function totalsOf(lines: PricedLine[], taxIncluded: boolean): { units: number; subtotal: number; tax: number; total: number } {
	const units = sum(lines.map(({ quantity }) => quantity));
	const subtotal = sum(lines.map(({ total }) => total));
	const tax = sum(lines.map((line) => line.tax));
	return { units, subtotal, tax, total: subtotal + (taxIncluded ? 0 : tax) };
}

export type RefundableLine = { id: string; productId: string; quantity: number; refundedQuantity: number; total: number; tax: number };
export type RefundWish = { lineId: string; quantity: number };

/**
 * What `quantity` more pieces of a line give back: goods and tax, cumulative, so that however a line is given back piece by piece, the parts add
 * up to the line. The batch computes the same in SQL, because other refunds of the line may arrive at the same moment.
 */
export function refundShare(line: Omit<RefundableLine, "id" | "productId">, quantity: number): { amount: number; tax: number } {
	const upTo = (amount: number, pieces: number) => shareUpTo(amount, pieces, line.quantity);
	const after = line.refundedQuantity + quantity;
	return {
		amount: upTo(line.total, after) - upTo(line.total, line.refundedQuantity),
		tax: upTo(line.tax, after) - upTo(line.tax, line.refundedQuantity),
	};
}

/**
 * Which pieces of which lines go back: what is asked for (a line named twice counts together), or everything that is left.
 * @throws Refusal `conflict / invalid_transition`, `not_found / sale_not_found`, `conflict / nothing_left_to_refund` with `refundable` and `lineId`
 */
export function decideRefund(
	status: OrderStatus,
	lines: RefundableLine[],
	wishes: RefundWish[] | undefined,
): (RefundWish & { productId: string })[] {
	if (status !== "REFUNDED") mayBecome(status, "REFUNDED");
	const wanted = new Map<string, number>();
	if (wishes) for (const { lineId, quantity } of wishes) wanted.set(lineId, (wanted.get(lineId) ?? 0) + quantity);
	else for (const line of lines) if (line.refundedQuantity < line.quantity) wanted.set(line.id, line.quantity - line.refundedQuantity);
	if (wanted.size === 0) refuse("conflict", "nothing_left_to_refund", { refundable: 0 });
	return [...wanted].map(([lineId, quantity]) => {
		const line = lines.find(({ id }) => id === lineId) ?? refuse("not_found", "sale_not_found", { lineId });
		const refundable = line.quantity - line.refundedQuantity;
		if (quantity > refundable) refuse("conflict", "nothing_left_to_refund", { refundable, lineId, requested: quantity });
		return { lineId, quantity, productId: line.productId };
	});
}

/** What a refund comes to: the goods, and their tax where it came on top. */
export function refundTotal(lines: RefundableLine[], wishes: RefundWish[], taxIncluded: boolean): number {
	return sum(
		wishes.map(({ lineId, quantity }) => {
			const line = lines.find(({ id }) => id === lineId);
			if (!line) return 0;
			const { amount, tax } = refundShare(line, quantity);
			return amount + (taxIncluded ? 0 : tax);
		}),
	);
}

/** The instant a calendar day ends in a zone (the first of the next one), also on the days of 23 and 25 hours. */
export function endOfDay(day: CalendarDay, timeZone: string): number {
	const guess = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
	// No zone is further than 14 hours from UTC; within that window there is exactly one instant from which the day is over.
	let inside = guess - 15 * hour;
	let over = guess + 15 * hour;
	while (over - inside > 1) {
		const middle = Math.floor((inside + over) / 2);
		if (calendarDay(middle, timeZone) <= day) inside = middle;
		else over = middle;
	}
	return over;
}

/** What was typed as the end of an order's id ("#9F3A2C"), or null when it is none. */
export function typedNumber(typed: string): string | null {
	const [, number] = /^#?\s*([0-9a-f]{6})$/i.exec(typed.trim()) ?? [];
	return number?.toLowerCase() ?? null;
}
