import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { storeOf } from "#app/identity/viewer.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { sum } from "#app/platform/money.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { shelves } from "#app/stock/news.server.ts";
import { type HeldLine, type Holder, heldLines, holdIn, releaseIn } from "#app/stock/reservations.server.ts";
import { paymentStatusOf } from "./payment-status.server.ts";
import type { Needed, Orderable, Short } from "./placing.ts";
import { type LooseKind, mayBecome, type OrderChannel, type OrderStatus, type PaymentStatus, type ShortfallState } from "./rules.ts";

/** What the commands of an order that is not done yet read, guard and write alike. */

/** An order as its commands find it. `due` is what is to be paid, or was. */
export type OpenOrder = {
	id: string;
	storeId: string;
	channel: OrderChannel;
	status: OrderStatus;
	paymentStatus: PaymentStatus;
	currency: string;
	taxIncluded: number;
	units: number;
	due: number;
	/** Of an order that is paid: what is still to be paid, of a deposit or because it grew; negative: what was paid too much. */
	owed: number;
	looseUnits: number;
	extra: number;
	refundedExtra: number;
	refundedUnits: number;
	shipping: number;
	tip: number;
	assigneeId: string | null;
	note: string;
	fulfilledAt: number | null;
	archivedAt: number | null;
	version: number;
	timeZone: string;
	storeCurrency: string;
};
export type OpenLine = Needed & { total: number; tax: number };
export type Waiting = { lineId: string; productId: string; quantity: number; state: ShortfallState };

type OpenAsks = {
	order: Ask<OpenOrder | undefined>;
	lines: Ask<OpenLine[]>;
	loose: Ask<{ id: string; kind: LooseKind; name: string }[]>;
	held: Ask<HeldLine[]>;
	waiting: Ask<Waiting[]>;
};

/** The questions of a command of an order, for its one read. */
export function openAsks(businessId: string, orderId: string): OpenAsks {
	return {
		order:
			first(sql`SELECT o.id, o.storeId, o.origin AS channel, o.status, ${paymentStatusOf} AS paymentStatus, o.currency, o.taxIncluded, o.units, o.total + o.shipping + o.tip AS due, o.owed, o.looseUnits,
				o.looseTotal + o.shipping + o.tip AS extra, o.refundedExtra, o.refundedUnits, o.shipping, o.tip, o.assigneeId, o.note, o.fulfilledAt, o.archivedAt, o.version, s.timeZone, s.currency AS storeCurrency
			FROM orders AS o CROSS JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId WHERE o.businessId = ${businessId} AND o.id = ${orderId}`),
		lines: many(
			sql`SELECT id, productId, name, sku, quantity, refundedQuantity, total, tax FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`,
		),
		loose: many(sql`SELECT id, kind, name FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`),
		held: heldLines(businessId, { kind: "order", id: orderId }),
		waiting: many(
			sql`SELECT lineId, productId, quantity, state FROM shortfalls WHERE businessId = ${businessId} AND orderId = ${orderId} AND state IN ('open', 'backorder')`,
		),
	};
}

/** @throws Refusal `forbidden / store_not_yours` for somebody who may not act in the store; our own machines may in all */
export function mustActIn(principal: Principal | Viewer, storeId: string): void {
	if ("stores" in principal) storeOf(principal, storeId);
}

/** @throws Refusal `not_found / order_not_found`, `forbidden / store_not_yours`, `conflict / version_changed` */
export function mustBeOpen(order: OpenOrder | undefined, principal: Principal | Viewer, version?: number): OpenOrder {
	if (!order) refuse("not_found", "order_not_found");
	mustActIn(principal, order.storeId);
	if (version !== undefined && version !== order.version) refuse("conflict", "version_changed", { current: order.version });
	return order;
}

/**
 * The order takes its next step: from the status it was read in, and only if nobody has touched it since.
 * @throws Refusal `conflict / invalid_transition` with what may follow
 */
export function stepIn(work: Work, order: OpenOrder, to: OrderStatus, also: SQL = sql``): void {
	mayBecome(order.status, to);
	changeIn(work, order, sql`status = ${to} ${also}`);
}

/** Something of the order changes, and only if nobody has touched it since it was read. `also` begins with a comma where there is more. */
export function changeIn(work: Work, order: OpenOrder, set: SQL): void {
	const { businessId } = work;
	work.guard(
		sql`SELECT 1 FROM orders WHERE businessId = ${businessId} AND id = ${order.id} AND version = CAST(${order.version} AS INTEGER)`,
	);
	work.add(
		sql`UPDATE orders SET ${set}, version = version + 1, updatedAt = ${work.now} WHERE businessId = ${businessId} AND id = ${order.id}`,
	);
}

export function holderOf({ id }: { id: string }): Holder {
	return { kind: "order", id };
}

/** What every fact of it says. */
export function factOf(order: OpenOrder, productIds: Iterable<string> = []) {
	const { storeId, channel, units, due: total, currency } = order;
	return { storeId, channel, units, total, currency, productIds: [...new Set(productIds)] };
}

/** What is free of some products in a store, and what the order holds there: what it can hold. */
export function availableTo(
	products: readonly { id: string; available: number }[],
	held: readonly HeldLine[],
	storeId: string,
): Map<string, number> {
	const own = (productId: string) =>
		sum(held.filter((line) => line.productId === productId && line.storeId === storeId).map(({ quantity }) => quantity));
	return new Map(products.map(({ id, available }) => [id, available + own(id)]));
}

/** Products by their ids (a JSON list, or an SQL expression of one) as a store has them. */
export function orderables(businessId: string, storeId: string | SQL, productIds: string | SQL): Ask<Orderable[]> {
	return many(sql`SELECT p.id, p.name, p.sku, p.price, p.currency, p.taxRate, p.status, COALESCE(l.onHand - l.reserved, 0) AS available
		FROM (SELECT DISTINCT value FROM json_each(${productIds})) AS w CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = w.value
		LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`);
}

/** The products of an order's lines, as an SQL expression of a JSON list; and its store. */
export function productsOfOrder(businessId: string, orderId: string): SQL {
	return sql`(SELECT json_group_array(productId) FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId})`;
}
export function storeOfOrder(businessId: string, orderId: string): SQL {
	return sql`(SELECT storeId FROM orders WHERE businessId = ${businessId} AND id = ${orderId})`;
}

/** From now on the order holds exactly this, product by product, in its store; what it held of others is given back. */
export function holdOrderIn(
	work: Work,
	order: { id: string; storeId: string },
	hold: ReadonlyMap<string, number>,
	held: readonly HeldLine[],
	expiresAt: number | null,
): void {
	const { storeId } = order;
	const gone = held.filter((line) => !hold.has(line.productId) || line.storeId !== storeId);
	work.tell(
		shelves,
		gone.map(({ productId }) => productId),
	);
	if (gone.length > 0) releaseIn(work, holderOf(order), gone);
	holdIn(
		work,
		holderOf(order),
		[...hold].map(([productId, quantity]) => ({ storeId, productId, quantity })),
		expiresAt,
	);
}

/** What is paid for and not there becomes a task; what was waited for before and is there now is none any more. */
export function noteShortIn(
	work: Work,
	order: { id: string; storeId: string },
	short: readonly Short[],
	state: "open" | "backorder" = "open",
): void {
	const { businessId, now } = work;
	const rows = JSON.stringify(short);
	work.add(sql`UPDATE shortfalls SET state = 'filled', updatedAt = ${now} WHERE businessId = ${businessId} AND orderId = ${order.id} AND state IN ('open', 'backorder')
		AND lineId NOT IN (SELECT value ->> 'lineId' FROM json_each(${rows}))`);
	if (short.length === 0) return;
	work.add(sql`INSERT INTO shortfalls (businessId, orderId, lineId, productId, storeId, quantity, state, createdAt, updatedAt)
		SELECT ${businessId}, ${order.id}, value ->> 'lineId', value ->> 'productId', ${order.storeId}, value ->> 'quantity', ${state}, ${now}, ${now} FROM json_each(${rows}) WHERE true
		ON CONFLICT (businessId, orderId, lineId) DO UPDATE SET quantity = excluded.quantity, productId = excluded.productId, updatedAt = excluded.updatedAt,
			state = iif(state IN ('open', 'backorder'), state, excluded.state)`);
}

/** What an order's command answers: how it stands after it. */
export type OrderStand = {
	id: string;
	status: OrderStatus;
	paymentStatus: PaymentStatus;
	fulfillmentStatus: "unfulfilled" | "fulfilled";
	version: number;
	/** Units it waits for, and lines nobody knows the product of. */
	short: number;
	unmatched: number;
};

/** An `OrderStand` as JSON in SQL. */
export function standJson(businessId: string, orderId: string): SQL {
	return sql`(SELECT json_object('id', o.id, 'status', o.status, 'paymentStatus', ${paymentStatusOf}, 'fulfillmentStatus', o.fulfillmentStatus, 'version', o.version,
			'short', (SELECT COALESCE(SUM(quantity), 0) FROM shortfalls WHERE businessId = o.businessId AND orderId = o.id AND state IN ('open', 'backorder')),
			'unmatched', (SELECT COUNT(*) FROM looseLines WHERE businessId = o.businessId AND orderId = o.id AND kind = 'unmatched'))
		FROM orders AS o WHERE o.businessId = ${businessId} AND o.id = ${orderId})`;
}
