import { type SQL, sql } from "drizzle-orm";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { heldLines } from "#app/stock/reservations.server.ts";
import { type Address, OneOrder } from "./input.ts";
import { paymentStatusOf } from "./payment-status.server.ts";
import { type OrderRow, type SaleLine, saleColumns } from "./queries.server.ts";
import type { LooseKind } from "./rules.ts";
import type { PaymentMethod } from "./tender.ts";

/** A line of goods. `held`: kept for it; `short`: units that are not there, `backorder` where its buyer waits for them. */
export type OrderLine = Omit<SaleLine, "soldAt"> & {
	taxRate: number;
	tax: number;
	imageUrl: string | null;
	bin: string;
	short: number;
	shortState: "open" | "backorder" | null;
};

export type LooseOrderLine = {
	id: string;
	kind: LooseKind;
	name: string;
	sku: string;
	quantity: number;
	unitPrice: number;
	total: number;
	taxRate: number;
	tax: number;
};

export type Refund = {
	id: string;
	units: number;
	tax: number;
	total: number;
	/** Of shipping, tip and lines without a product. */
	extra: number;
	restocked: number;
	reason: string;
	actorName: string;
	at: number;
	lines: { lineId: string; quantity: number; amount: number; tax: number }[];
};

export type OrderPayment = { method: PaymentMethod; amount: number; reference: string; at: number };
export type Tracking = { carrier: string; number: string; url: string };

/** An order whole. `total` is what is paid, of which `shipping` and `tip`; `goods` what the lines come to. Amounts in minor units. */
export type OrderSheet = Omit<OrderRow, "title" | "lines"> & {
	subtotal: number;
	tax: number;
	taxIncluded: number;
	goods: number;
	/** Of an order that is paid: what is still to be paid, because it grew; negative: what was paid too much. */
	owed: number;
	discount: number;
	shipping: number;
	tip: number;
	looseTotal: number;
	looseUnits: number;
	refundedExtra: number;
	note: string;
	actorId: string;
	connectionId: string | null;
	platformOrderId: string | null;
	customerEmail: string;
	customerPhone: string;
	assigneeName: string | null;
	shippingAddress: Address | null;
	billingAddress: Address | null;
	tracking: Tracking | null;
	/** When its buyer placed it elsewhere, where that was before it came in (`placedAt`). */
	boughtAt: number | null;
	paidAt: number | null;
	fulfilledAt: number | null;
	archivedAt: number | null;
	updatedAt: number;
	store: StoreFacts;
	lines: OrderLine[];
	loose: LooseOrderLine[];
	refunds: Refund[];
	payments: OrderPayment[];
	/** What is kept for it, and until when (null: until it is settled). */
	held: { productId: string; quantity: number }[];
	heldUntil: number | null;
};

type Row = Omit<
	OrderSheet,
	"store" | "lines" | "loose" | "refunds" | "payments" | "held" | "heldUntil" | "shippingAddress" | "billingAddress" | "tracking"
> & {
	shippingAddress: string | null;
	billingAddress: string | null;
	tracking: string | null;
};

/** One order: its lines, what is kept for it and what is missing, its money, and what was given back. @throws Refusal `not_found / order_not_found` */
export const orderSheet = query<typeof OneOrder, OrderSheet, Viewer>({
	name: "orders.one",
	needs: "sales:read",
	input: OneOrder,
	async run({ tenant, db }, { orderId }) {
		const { businessId } = db;
		const { order, lines, loose, refunds, payments, held } = await db.read({
			order:
				first<Row>(sql`SELECT o.id, o.storeId, o.origin AS channel, o.status, ${paymentStatusOf} AS paymentStatus, o.fulfillmentStatus, o.currency, o.units, o.subtotal, o.tax, o.taxIncluded,
					o.total AS goods, o.total + o.shipping + o.tip AS total, o.owed, o.discount, o.shipping, o.tip, o.looseTotal, o.looseUnits, o.refundedUnits,
					o.refundedTotal + o.refundedExtra AS refundedTotal, o.refundedExtra, o.note, o.actorId, o.actorName, o.placedAt, o.updatedAt, o.platformNumber, o.connectionId,
					o.platformOrderId, o.customerId, o.customerName, o.customerEmail, o.customerPhone, o.assigneeId, u.name AS assigneeName, o.shippingAddress, o.billingAddress,
					o.tracking, o.boughtAt, o.paidAt, o.fulfilledAt, o.archivedAt, o.version,
					(SELECT COALESCE(sum(quantity), 0) FROM shortfalls WHERE businessId = o.businessId AND orderId = o.id AND state IN ('open', 'backorder')) AS waits
				FROM orders AS o LEFT JOIN users AS u ON u.businessId = o.businessId AND u.id = o.assigneeId WHERE o.businessId = ${businessId} AND o.id = ${orderId}`),
			lines:
				many<OrderLine>(sql`SELECT ${saleColumns}, l.taxRate, l.tax, p.imageUrl, COALESCE(v.bin, '') AS bin, COALESCE(w.quantity, 0) AS short, w.state AS shortState
				FROM orderLines AS l JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				LEFT JOIN stockLevels AS v ON v.businessId = l.businessId AND v.productId = l.productId AND v.storeId = l.storeId
				LEFT JOIN shortfalls AS w ON w.businessId = l.businessId AND w.orderId = l.orderId AND w.lineId = l.id AND w.state IN ('open', 'backorder')
				WHERE l.businessId = ${businessId} AND l.orderId = ${orderId} ORDER BY l.id`),
			loose: many<LooseOrderLine>(sql`SELECT id, kind, name, sku, quantity, price AS unitPrice, total, taxRate, tax FROM looseLines
				WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`),
			refunds: many<
				Omit<Refund, "lines"> & { lines: string }
			>(sql`SELECT r.id, r.units, r.tax, r.total, r.extra, r.restocked, r.reason, r.actorName, r.at, ${refundedLines} AS lines
				FROM refunds AS r INDEXED BY refunds_of_order WHERE r.businessId = ${businessId} AND r.orderId = ${orderId} ORDER BY r.id`),
			payments: many<OrderPayment>(
				sql`SELECT method, amount, reference, at FROM payments WHERE businessId = ${businessId} AND orderId = ${orderId} ORDER BY id`,
			),
			held: heldLines(businessId, { kind: "order", id: orderId }),
		});
		if (!order) refuse("not_found", "order_not_found");
		const store = storeOf(await tenant.principal(), order.storeId);
		const { shippingAddress, billingAddress, tracking } = order;
		return {
			...order,
			shippingAddress: shippingAddress === null ? null : JSON.parse(shippingAddress),
			billingAddress: billingAddress === null ? null : JSON.parse(billingAddress),
			tracking: tracking === null ? null : JSON.parse(tracking),
			store,
			lines,
			loose,
			refunds: refunds.map((refund) => ({ ...refund, lines: JSON.parse(refund.lines) })),
			payments,
			held: held.map(({ productId, quantity }) => ({ productId, quantity })),
			heldUntil: held[0]?.expiresAt ?? null,
		};
	},
});

const refundedLines: SQL = sql`(SELECT json_group_array(json_object('lineId', orderLineId, 'quantity', quantity, 'amount', amount, 'tax', tax))
	FROM refundLines WHERE businessId = r.businessId AND refundId = r.id)`;
