import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { day } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import type { HeldLine } from "#app/stock/reservations.server.ts";
import { drawerTakingIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderPaid, OrderProcessing, OrderReserved } from "./events.server.ts";
import { PayOrder, StepOrder } from "./input.ts";
import {
	availableTo,
	changeIn,
	factOf,
	holdOrderIn,
	mustBeOpen,
	noteShortIn,
	openAsks,
	type OpenLine,
	type OpenOrder,
	orderables,
	type OrderStand,
	productsOfOrder,
	standJson,
	stepIn,
	storeOfOrder,
} from "./open-order.server.ts";
import { decideHold, type Orderable, refuseShort, type Short } from "./placing.ts";
import { payIn } from "./receipts.server.ts";
import { decidePayments } from "./tender.ts";

/** What makes an order's goods its own: payment, or somebody who begins with it. */

export function secureAsks(businessId: string, orderId: string) {
	return {
		...openAsks(businessId, orderId),
		products: orderables(businessId, storeOfOrder(businessId, orderId), productsOfOrder(businessId, orderId)),
	};
}

type Found = { lines: OpenLine[]; held: HeldLine[]; products: Orderable[] };

/**
 * From now on the order holds all it needs, as far as it is there, for good; what is not becomes a shortfall.
 * @returns what is short
 */
export function secureIn(work: Work, order: OpenOrder, { lines, held, products }: Found): Short[] {
	const { hold, short } = decideHold(lines, availableTo(products, held, order.storeId));
	holdOrderIn(work, order, hold, held, null);
	noteShortIn(work, order, short);
	return short;
}

const unitsShort = (short: readonly Short[]) => short.reduce((units, { quantity }) => units + quantity, 0);
const productsOf = ({ lines }: Pick<Found, "lines">) => lines.map(({ productId }) => productId);

/**
 * Notes that an order was paid: whole, or all but `owed`, or what was left to pay of it. Its goods are its own from then on; what was let go meanwhile and is no longer there is a shortfall, and a task.
 * @throws Refusal `order_not_found`, `conflict / order_paid_already`, `conflict / order_cancelled`, `store_not_yours`, `version_changed`, as `drawerIn`
 */
export const payOrder = command<typeof PayOrder, OrderStand>({
	name: "orders.pay",
	needs: "sales:write",
	input: PayOrder,
	async run({ db, work, principal, now }, { orderId, method, reference, drawerId, owed, version }) {
		const { businessId } = db;
		const { named, ...found } = await db.read({ ...secureAsks(businessId, orderId), named: namedDrawerAsk(businessId, drawerId) });
		const who = await principal();
		const order = mustBeOpen(found.order, who, version);
		if (order.status === "CANCELLED") refuse("conflict", "order_cancelled");
		const left = owed === undefined ? 0 : amountOf(owed, order.currency, "owed");
		const amount = (order.paymentStatus === "unpaid" ? order.due : order.owed) - left;
		if (left > 0 && amount <= 0) {
			// A shop may be owed what we do not keep, duties for one: of what stands here nothing was paid. Whoever says it here is mistaken.
			if (!("stores" in who)) return answer<OrderStand>(standJson(businessId, orderId));
			refuseField("owed", "too_large", "less than is to be paid of it");
		}
		if (order.paymentStatus !== "unpaid" && amount <= 0) refuse("conflict", "order_paid_already", { paymentStatus: order.paymentStatus });
		changeIn(
			work,
			order,
			sql`paymentStatus = iif(paymentStatus = 'unpaid', 'paid', paymentStatus), owed = CAST(${left} AS INTEGER), paidAt = ${now}`,
		);
		const short = order.fulfilledAt === null ? secureIn(work, order, found) : [];
		const { storeId, currency } = order;
		const payments = decidePayments(amount, method ? [{ method, reference }] : undefined, currency);
		payIn(
			work,
			{
				storeId,
				orderId,
				refundId: null,
				currency,
				actor: who.actor,
				drawer: drawerTakingIn(work, who, { ...order, method, drawerId, named }),
			},
			method ? payments : payments.map((payment) => ({ ...payment, reference })),
		);
		const data = { ...factOf(order, productsOf(found)), amount, method: method ?? "unspecified", reference, short: unitsShort(short) };
		work.record(OrderPaid, { subject: { type: "order", id: orderId }, storeId, data });
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/**
 * Begins with an order: PENDING becomes PROCESSING, and its goods are its own, paid or not.
 * @throws Refusal `order_not_found`, `conflict / invalid_transition`, `store_not_yours`, `version_changed`
 */
export const processOrder = command<typeof StepOrder, OrderStand>({
	name: "orders.process",
	needs: "sales:write",
	input: StepOrder,
	async run({ db, work, principal }, { orderId, version }) {
		const { businessId } = db;
		const found = await db.read(secureAsks(businessId, orderId));
		const order = mustBeOpen(found.order, await principal(), version);
		stepIn(work, order, "PROCESSING");
		secureIn(work, order, found);
		work.record(OrderProcessing, {
			subject: { type: "order", id: orderId },
			storeId: order.storeId,
			data: factOf(order, productsOf(found)),
		});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

/** How long goods are kept that are held again. */
const again = 1 * day;

/**
 * Holds an unpaid order's goods again after they were let go.
 * @throws Refusal `order_not_found`, `conflict / order_not_open`, `conflict / stock_oversold`, `store_not_yours`, `version_changed`
 */
export const reserveOrder = command<typeof StepOrder, OrderStand>({
	name: "orders.reserve",
	needs: "sales:write",
	input: StepOrder,
	async run({ db, work, principal, now }, { orderId, version }) {
		const { businessId } = db;
		const found = await db.read(secureAsks(businessId, orderId));
		const order = mustBeOpen(found.order, await principal(), version);
		const { status, paymentStatus } = order;
		if (status !== "PENDING" || paymentStatus !== "unpaid") refuse("conflict", "order_not_open", { status, paymentStatus });
		const available = availableTo(found.products, found.held, order.storeId);
		refuseShort(found.lines, available);
		changeIn(work, order, sql`paymentStatus = paymentStatus`);
		holdOrderIn(work, order, decideHold(found.lines, available).hold, found.held, now + again);
		noteShortIn(work, order, []);
		const data = { ...factOf(order, productsOf(found)), missing: 0 };
		work.record(OrderReserved, { subject: { type: "order", id: orderId }, storeId: order.storeId, data });
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});
