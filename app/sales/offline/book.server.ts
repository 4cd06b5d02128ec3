import { type SQL, sql } from "drizzle-orm";
import { type Buyer, buyerIn, type KnownBuyer } from "#app/customers/buyer.server.ts";
import type { Leave } from "#app/identity/approvals.server.ts";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { completeOrderIn } from "#app/orders/complete-order.server.ts";
import { receiptNumber } from "#app/orders/receipts.server.ts";
import type { Payment } from "#app/orders/tender.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { leaseholder } from "#app/stock/leases.server.ts";
import { coverStockIn, giveBackCountedIn, moveStockIn, openLevelsIn, sumMoves } from "#app/stock/ledger.server.ts";
import { takeHeldIn } from "#app/stock/reservations.server.ts";
import type { DecidedSale } from "../rules.ts";
import type { OfflineSale } from "./input.ts";

/**
 * Books what a till sold alone. The goods are gone whatever the shelf says, so nothing here is refused: what a shelf did not have is first written
 * into the ledger as a correction and kept as oversold, then all of it leaves as sold. So onHand ≥ reserved ≥ 0 holds, an order's pieces are the
 * ledger's pieces, and what was promised to others stays promised.
 */

type Booking = {
	sale: OfflineSale;
	buyer: Buyer | null;
	decided: DecidedSale;
	payments: readonly Payment[];
	store: StoreFacts;
	device: { id: string };
	seller: { id: string; name: string };
	/** When it was sold, ms UTC by our clock. */
	soldAt: number;
	drawer: SQL | null;
	/** Somebody's leave for more off than whoever sold may give. */
	leave?: Leave | null;
	/** Whether it may come out of what the till keeps; not where that was promised to it again after it had told of this sale. */
	fromLease: boolean;
};

/** @returns the id of the order it adds, dated when it was sold */
export function bookOfflineSaleIn(work: Work, booking: Booking): string {
	const { sale, buyer, decided, payments, store, device, seller, soldAt, drawer, leave, fromLease } = booking;
	const { businessId, now } = work;
	const { id: storeId, timeZone, currency } = store;
	work.guard(sql`SELECT 1 FROM stores WHERE businessId = ${businessId} AND id = ${storeId} AND currency = ${currency}`);
	const orderId = newId<"order">(soldAt);
	const ids = decided.lines.map(() => newId<"sale">(soldAt)).sort();
	const lines = decided.lines.map((line, index) => ({ id: ids[index] ?? "", ...line }));
	const moves = sumMoves(lines.map(({ productId, quantity }) => ({ storeId, productId, delta: -quantity })));
	const handedOver = moves.map(({ productId, delta }) => ({ id: newId<"movement">(now), productId, quantity: -delta }));
	const reference = { type: "order", id: orderId };

	openLevelsIn(work, moves);
	// What was promised to this till is what it sold first.
	if (fromLease)
		takeHeldIn(
			work,
			leaseholder(device.id),
			handedOver.map(({ productId, quantity }) => ({ storeId, productId, quantity })),
		);
	// Whoever counted the shelf since has found it without them.
	giveBackCountedIn(work, storeId, handedOver, { actor: seller, reference: { type: "counted", id: orderId }, tookPlaceAt: soldAt });
	coverStockIn(work, storeId, handedOver, { actor: seller, reference: { type: "oversold", id: orderId }, tookPlaceAt: soldAt });
	moveStockIn(work, moves, { reason: "sale", actor: seller, reference, tookPlaceAt: soldAt });
	completeOrderIn(work, {
		id: orderId,
		store: { id: storeId, timeZone },
		channel: "counter",
		currency,
		taxIncluded: sale.taxIncluded,
		note: sale.note,
		actor: seller,
		lines,
		payments,
		discount: decided.off,
		customer: buyer,
		drawer,
		leave: leave ?? null,
		at: soldAt,
	});
	// The correction's movement says how many were short; where there is none, all were there.
	work.add(sql`INSERT INTO oversoldGoods (businessId, id, storeId, productId, orderId, deviceId, seq, short, soldAt, noticedAt, actorId, actorName)
		SELECT ${businessId}, m.id, ${storeId}, m.productId, ${orderId}, ${device.id}, CAST(${sale.seq} AS INTEGER), m.delta, ${soldAt}, ${now}, ${seller.id}, ${seller.name}
		FROM json_each(${JSON.stringify(handedOver)}) CROSS JOIN stockMovements AS m INDEXED BY stockMovements_of_product
			ON m.businessId = ${businessId} AND m.productId = value ->> 'productId' AND m.id = value ->> 'id'`);
	return orderId;
}

/** Who bought, as far as they are known by now: somebody who was erased since, or never was, is nobody on the order. */
export async function buyerThenIn(work: Work, { customer }: OfflineSale, known: KnownBuyer | undefined): Promise<Buyer | null> {
	if (customer?.id && known?.state !== "active") return null;
	return buyerIn(work, customer, known);
}

/** What became of a sale that was handed in, as the till is told. */
export type HandedIn = {
	id: string;
	seq: number;
	state: "sold" | "held" | "refused";
	problem: string | null;
	notes: string[];
	orderId: string | null;
	receiptNumber: number | null;
	/** What no shelf had. */
	short: { productId: string; name: string; quantity: number }[];
};

/** The same as JSON, evaluated in SQL. */
export function handedInJson(businessId: string, id: string): SQL {
	return sql`(SELECT json_object('id', o.id, 'seq', o.seq, 'state', o.state, 'problem', o.problem, 'notes', json(o.notes), 'orderId', o.orderId,
			'receiptNumber', ${receiptNumber(businessId, sql`o.orderId`, null)},
			'short', json((SELECT json_group_array(json_object('productId', g.productId, 'name', p.name, 'quantity', g.short))
				FROM oversoldGoods AS g INDEXED BY oversoldGoods_of_order CROSS JOIN products AS p ON p.businessId = g.businessId AND p.id = g.productId
				WHERE g.businessId = o.businessId AND g.orderId = o.orderId)))
		FROM offlineSales AS o WHERE o.businessId = ${businessId} AND o.id = ${id})`;
}
