import { defineEvent } from "#app/platform/events.server.ts";
import type { OrderChannel } from "./rules.ts";

export const OrderCompleted = defineEvent<{
	storeId: string;
	channel: OrderChannel;
	units: number;
	total: number;
	currency: string;
	productIds: string[];
	discount?: number;
	approvedBy?: string;
	approvalId?: string;
}>("order.completed", { relayed: true });

export const OrderRefunded = defineEvent<{
	refundId: string;
	storeId: string;
	units: number;
	total: number;
	currency: string;
	restocked: boolean;
	reason: string;
	productIds: string[];
	approvedBy?: string;
	approvalId?: string;
}>("order.refunded", { relayed: true });

/** Names and addresses of somebody erased are gone from what they bought; what was sold, and for how much, stays. */
export const CustomerForgotten = defineEvent<{ orders: number }>("order.customer_forgotten");

/** What every fact of an order says: `productIds` are the shelves it changed (for whoever tells of them). */
type OrderFact = { storeId: string; channel: OrderChannel; units: number; total: number; currency: string; productIds: string[] };

/**
 * An order came in; its goods are held, but for `short` units that were sold elsewhere and are not there. `number` is what its buyer calls it. `paid`: nothing
 * of it is to be paid any more; of a deposit `amountPaid` is what was, and `owed` the rest.
 */
export const OrderPlaced = defineEvent<
	OrderFact & { number: string; paid: boolean; amountPaid: number; owed: number; short: number; unmatched: number }
>("order.placed", { relayed: true });
/** `amount`: what was paid now; all of it, or what was left. */
export const OrderPaid = defineEvent<OrderFact & { amount: number; method: string; reference: string; short: number }>("order.paid", {
	relayed: true,
});
/** The platform it is from takes `amount` of it to be paid no more; `owed` is still to be paid after that. */
export const OrderPaymentUndone = defineEvent<OrderFact & { amount: number; owed: number }>("order.payment_undone", { relayed: true });
export const OrderProcessing = defineEvent<OrderFact>("order.processing");
/** Goods left the shelf and are on their way. */
export const OrderShipped = defineEvent<OrderFact & { carrier: string; number: string }>("order.shipped", { relayed: true });
export const OrderDelivered = defineEvent<OrderFact>("order.delivered");
/** It was handed over after it had left; one that leaves the shelf and is done at once is `order.completed`. */
export const OrderClosed = defineEvent<OrderFact>("order.closed");
export const OrderCancelled = defineEvent<OrderFact & { reason: string; givenBack: number }>("order.cancelled", { relayed: true });
/**
 * `changed` names the fields; who buys and where they live stands in no log. `short`: units of what was added that are not there. `calledPaid`: of what it grew
 * by, what its shop calls paid only because the order was paid before.
 */
export const OrderEdited = defineEvent<
	OrderFact & { changed: string[]; before: object; after: object; short?: number; calledPaid?: number }
>("order.edited", {
	relayed: true,
});
/** Its goods are held again, as far as they are there. */
export const OrderReserved = defineEvent<OrderFact & { missing: number }>("order.reserved", { relayed: true });
export const OrderArchived = defineEvent<OrderFact>("order.archived", { relayed: true });
/** Somebody said which product a line is, or that it is none (`productId` null). */
export const OrderLineMatched = defineEvent<OrderFact & { lineId: string; name: string; productId: string | null; short: number }>(
	"order.line_matched",
	{ relayed: true },
);
/** What became of units that were paid for and not there. */
export const ShortfallSettled = defineEvent<
	OrderFact & {
		lineId: string;
		name: string;
		quantity: number;
		choice: "refund" | "backorder" | "swap";
		amount: number;
		swappedFor: string;
	}
>("order.shortfall_settled", { relayed: true });
/** Goods came in, and orders that waited for them hold them now. */
export const ShortfallsFilled = defineEvent<OrderFact>("order.shortfalls_filled", { relayed: true });
