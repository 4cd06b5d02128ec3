import { type SQL, sql } from "drizzle-orm";
import { type Buyer, buyerQuestion, type BuyerWish, type KnownBuyer } from "#app/customers/buyer.server.ts";
import type { Leave } from "#app/identity/approvals.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { completeOrderIn } from "#app/orders/complete-order.server.ts";
import { receiptNumber } from "#app/orders/receipts.server.ts";
import { decidePayments, inExchange, type Payment } from "#app/orders/tender.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { sum } from "#app/platform/money.ts";
import type { Work } from "#app/platform/work.server.ts";
import { leaseholder, leasesOfShelf } from "#app/stock/leases.server.ts";
import { moveStockIn, sumMoves } from "#app/stock/ledger.server.ts";
import { takeHeldIn } from "#app/stock/reservations.server.ts";
import { moneyDrawerAt, tillAt } from "#app/orders/drawer.server.ts";
import type { Basket } from "./input.ts";
import { decideSale, type Sellable, type SoldLine, tenderWishes } from "./rules.ts";
import { discountLimit, settingsOf, taxIncludedIn, type TillSettings } from "./settings.server.ts";

/** A sale that was made. Amounts in minor units; `levels` are the shelves as it left them, `quantity` = onHand. */
export type Sold = {
	orderId: string;
	storeId: string;
	currency: string;
	units: number;
	/** What was taken off the listed prices. */
	discount: number;
	subtotal: number;
	tax: number;
	taxIncluded: boolean;
	total: number;
	payments: Payment[];
	/** Cash to hand back. */
	change: number;
	receiptNumber: number;
	soldAt: number;
	lines: (SoldLine & { id: string })[];
	levels: { productId: string; storeId: string; quantity: number; available: number; reorderPoint: number }[];
};

/** `leased`: what the till that sells keeps of it; that is in `available`. */
type SaleFacts = { products: (Sellable & { leased: number })[]; settings: TillSettings | undefined };

/** The questions a sale asks before it decides; they ride in the caller's one read. */
export function saleQuestions(
	businessId: string,
	{ storeId, lines, customer }: { storeId: string | SQL; lines: { productId: string }[]; customer?: BuyerWish | undefined },
): {
	products: Ask<(Sellable & { leases: string | null })[]>;
	settings: Ask<TillSettings | undefined>;
	known: Ask<KnownBuyer | undefined>;
} {
	return {
		products:
			many(sql`SELECT p.id, p.name, p.sku, p.price, p.currency, p.taxRate, p.status, COALESCE(l.onHand - l.reserved, 0) AS available, ${leasesOfShelf} AS leases
			FROM json_each(${productsOf(lines)}) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value
			LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`),
		settings: settingsOf(businessId, storeId),
		known: buyerQuestion(businessId, customer),
	};
}

function productsOf(lines: { productId: string }[]): string {
	return JSON.stringify([...new Set(lines.map(({ productId }) => productId))]);
}

type Selling = SaleFacts & {
	basket: Basket;
	buyer: Buyer | null;
	/** Asks for leave where more is off than whoever sells may give alone; answers who gave it. */
	leave: (limit: number) => Leave | null;
	/** What goods brought back pay of it, of which order. */
	exchange?: { orderId: string; worth: number };
};

/**
 * Adds a sale to the batch: the goods leave the shelf, an order is made, paid and numbered, the day's numbers move.
 * @throws Refusal as `decideSale` and `decidePayments`, `forbidden / store_not_yours`, `forbidden / approval_needed`
 */
export function sellBasketIn(
	work: Work,
	viewer: Viewer,
	{ basket, buyer, products, settings, leave, exchange }: Selling,
): { total: number; answer: SQL } {
	const { businessId, now } = work;
	const { storeId, note } = basket;
	const { actor, business } = viewer;
	const { currency, timeZone } = storeOf(viewer, storeId);
	const taxIncluded = taxIncludedIn(viewer, settings);
	const limit = discountLimit(viewer, settings);
	const decided = decideSale(basket, products, {
		currency,
		taxRate: business.taxRate,
		taxIncluded,
		limit,
		mayReprice: viewer.permissions.has("sales:price"),
	});
	const given = decided.overLimit ? leave(limit ?? 0) : null;
	const { total, units, subtotal, tax, off } = decided;
	const exchanged = Math.min(total, exchange?.worth ?? 0);
	const payments = [...inExchange(exchanged), ...decidePayments(total - exchanged, tenderWishes(basket.payments, currency), currency)];

	// A store's currency may change until its first sale; not under one.
	work.guard(sql`SELECT 1 FROM stores WHERE businessId = ${businessId} AND id = ${storeId} AND currency = ${currency}`);
	const orderId = newId<"order">(now);
	// Sorted, so that lines read by id stand as they stood in the basket.
	const ids = decided.lines.map(() => newId<"sale">(now)).sort();
	const lines = decided.lines.map((line, index) => ({ id: ids[index] ?? "", ...line }));
	const moves = sumMoves(lines.map(({ productId, quantity }) => ({ storeId, productId, delta: -quantity })));
	const leased = moves.filter(({ productId }) => products.some(({ id, leased }) => id === productId && leased > 0));
	if (viewer.device && leased.length > 0)
		takeHeldIn(
			work,
			leaseholder(viewer.device.id),
			leased.map(({ productId, delta }) => ({ storeId, productId, quantity: -delta })),
		);
	moveStockIn(work, moves, {
		reason: "sale",
		actor,
		reference: { type: "order", id: orderId },
	});
	completeOrderIn(work, {
		id: orderId,
		store: { id: storeId, timeZone },
		channel: "counter",
		currency,
		taxIncluded,
		note,
		actor,
		lines,
		payments,
		discount: off,
		customer: buyer,
		leave: given,
		exchangeOf: exchange?.orderId ?? null,
		drawer: moneyDrawerAt(businessId, { storeId, currency }, tillAt(viewer, basket.till)),
	});
	const sold: Omit<Sold, "levels" | "receiptNumber"> = {
		orderId,
		storeId,
		currency,
		units,
		discount: off,
		subtotal,
		tax,
		taxIncluded,
		total,
		payments,
		change: sum(payments.map(({ change }) => change)),
		soldAt: now,
		lines,
	};
	return { total, answer: soldAnswer(businessId, storeId, sold, orderId, productsOf(lines)) };
}

function soldAnswer(businessId: string, storeId: string, sold: object, orderId: string, wanted: string): SQL {
	return sql`json_set(${JSON.stringify(sold)}, '$.receiptNumber', ${receiptNumber(businessId, orderId, null)},
		'$.levels', json((SELECT json_group_array(json_object('productId', v.productId, 'storeId', v.storeId,
			'quantity', v.onHand, 'available', v.onHand - v.reserved, 'reorderPoint', v.reorderPoint))
		FROM json_each(${wanted}) AS w CROSS JOIN stockLevels AS v ON v.businessId = ${businessId} AND v.productId = w.value AND v.storeId = ${storeId})))`;
}
