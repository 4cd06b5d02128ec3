import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ListSaleLines, OneSaleLine } from "./input.ts";
import { paymentStatusOf } from "./payment-status.server.ts";
import type { OrderChannel, OrderStatus, PaymentStatus } from "./rules.ts";

/** A line as it was sold: `/api/sales` is a list of these, and of none that has not left yet. Amounts in minor units of `currency`. */
export type SaleLine = {
	id: string;
	orderId: string;
	storeId: string;
	productId: string;
	sku: string;
	name: string;
	quantity: number;
	unitPrice: number;
	total: number;
	currency: string;
	soldAt: number;
	refundedQuantity: number;
	refundedTotal: number;
};

export const saleColumns = sql`l.id, l.orderId, l.storeId, l.productId, l.sku, l.name, l.quantity, l.priceAtPurchase AS unitPrice, l.total,
	l.currencyAtPurchase AS currency, l.soldAt, l.refundedQuantity, l.refundedTotal`;

export type Paged<Item> = { items: Item[]; nextCursor: string | null };

/**
 * Sold lines, newest first, of one store, one product, both or all.
 * @throws Refusal `forbidden / store_not_yours`, `not_found / product_not_found`, `invalid / cursor_invalid`
 */
export const saleLines = query<typeof ListSaleLines, Paged<SaleLine>, Viewer>({
	name: "orders.sale-lines",
	needs: "sales:read",
	input: ListSaleLines,
	async run({ tenant, db }, { storeId, productId, limit, cursor }) {
		const position = readCursor(cursor, 2);
		const { businessId } = db;
		const { lines, product } = await db.read({
			lines: productId
				? linesOfProduct(businessId, productId, storeId, position, limit)
				: linesOfStore(businessId, storeId, position, limit),
			product: first<{ id: string }>(sql`SELECT id FROM products WHERE businessId = ${businessId} AND id = ${productId ?? ""}`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		if (productId && !product) refuse("not_found", "product_not_found");
		return pageOf(lines, limit, (line) => [line.orderId, line.id]);
	},
});

type Position = ReturnType<typeof readCursor>;

/** The way to go, said aloud: without statistics the planner would rather walk every order of the business than sort. */
const byStore = sql`INDEXED BY orders_by_store`;

/** Along the orders' own index, each with its lines: no index of the lines by store to keep. */
function linesOfStore(businessId: string, storeId: string | undefined, position: Position, limit: number): Ask<SaleLine[]> {
	const [orderId = "", lineId = ""] = position ?? [];
	return many(sql`SELECT ${saleColumns} FROM orders AS o ${storeId ? byStore : sql``} CROSS JOIN orderLines AS l ON l.businessId = o.businessId AND l.orderId = o.id
		WHERE o.businessId = ${businessId} AND l.soldAt > 0 ${storeId ? sql`AND o.storeId = ${storeId}` : sql``}
			${position ? sql`AND o.id <= ${orderId} AND (o.id < ${orderId} OR l.id < ${lineId})` : sql``}
		ORDER BY o.id DESC, l.id DESC LIMIT CAST(${limit + 1} AS INTEGER)`);
}

function linesOfProduct(
	businessId: string,
	productId: string,
	storeId: string | undefined,
	position: Position,
	limit: number,
): Ask<SaleLine[]> {
	const lineId = position?.[1];
	return many(sql`SELECT ${saleColumns} FROM orderLines AS l
		WHERE l.businessId = ${businessId} AND l.productId = ${productId} AND l.soldAt > 0 ${storeId ? sql`AND l.storeId = ${storeId}` : sql``} ${lineId ? sql`AND l.id < ${lineId}` : sql``}
		ORDER BY l.id DESC LIMIT CAST(${limit + 1} AS INTEGER)`);
}

/** One sold line. @throws Refusal `not_found / sale_not_found` */
export const saleLine = query<typeof OneSaleLine, SaleLine, Viewer>({
	name: "orders.sale-line",
	needs: "sales:read",
	input: OneSaleLine,
	async run({ db }, { saleId }) {
		const { line } = await db.read({
			line: first<SaleLine>(
				sql`SELECT ${saleColumns} FROM orderLines AS l WHERE l.businessId = ${db.businessId} AND l.id = ${saleId} AND l.soldAt > 0`,
			),
		});
		return line ?? refuse("not_found", "sale_not_found");
	},
});

/** An order as lists show it: `title` names its first line, `lines` says how many there are. `total` is what was paid, or is to be; `waits` how many units are not there. */
export type OrderRow = {
	id: string;
	storeId: string;
	channel: OrderChannel;
	status: OrderStatus;
	paymentStatus: PaymentStatus;
	fulfillmentStatus: "unfulfilled" | "fulfilled";
	currency: string;
	units: number;
	total: number;
	refundedUnits: number;
	refundedTotal: number;
	actorName: string;
	placedAt: number;
	title: string;
	lines: number;
	platformNumber: string;
	customerId: string | null;
	customerName: string;
	assigneeId: string | null;
	waits: number;
	version: number;
};

/** The columns of an `OrderRow`, of `orders AS o`. */
export const orderColumns = sql`o.id, o.storeId, o.origin AS channel, o.status, ${paymentStatusOf} AS paymentStatus, o.fulfillmentStatus, o.currency, o.units, o.total + o.shipping + o.tip AS total, o.refundedUnits,
	o.refundedTotal + o.refundedExtra AS refundedTotal, o.actorName, o.placedAt, o.platformNumber, o.customerId, o.customerName, o.assigneeId, o.version,
	COALESCE((SELECT name FROM orderLines WHERE businessId = o.businessId AND orderId = o.id ORDER BY id LIMIT 1),
		(SELECT name FROM looseLines WHERE businessId = o.businessId AND orderId = o.id ORDER BY id LIMIT 1), '') AS title,
	(SELECT count(*) FROM orderLines WHERE businessId = o.businessId AND orderId = o.id)
		+ (SELECT count(*) FROM looseLines WHERE businessId = o.businessId AND orderId = o.id) AS lines,
	(SELECT COALESCE(sum(quantity), 0) FROM shortfalls WHERE businessId = o.businessId AND orderId = o.id AND state IN ('open', 'backorder')) AS waits`;

/** The newest orders of one store or all, for whoever reads them beside something else. */
export function ordersNewestFirst(
	businessId: string,
	storeId: string | undefined,
	before: string | undefined,
	limit: number,
): Ask<OrderRow[]> {
	return many(sql`SELECT ${orderColumns}
		FROM orders AS o ${storeId ? byStore : sql``} WHERE o.businessId = ${businessId} AND o.archivedAt IS NULL ${storeId ? sql`AND o.storeId = ${storeId}` : sql``} ${before ? sql`AND o.id < ${before}` : sql``}
		ORDER BY o.id DESC LIMIT CAST(${limit} AS INTEGER)`);
}
