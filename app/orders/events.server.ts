import { defineEvent } from "#app/platform/events.server.ts";
import type { OrderChannel } from "./rules.ts";

export const OrderCompleted = defineEvent<{
	storeId: string;
	channel: OrderChannel;
	units: number;
	total: number;
	currency: string;
	productIds: string[];
}>("order.completed", { news: true });

export const OrderRefunded = defineEvent<{
	refundId: string;
	storeId: string;
	units: number;
	total: number;
	currency: string;
	restocked: boolean;
	reason: string;
	productIds: string[];
}>("order.refunded", { news: true });

/** Names and addresses of somebody erased are gone from what they bought; what was sold, and for how much, stays. */
export const CustomerForgotten = defineEvent<{ orders: number }>("order.customer_forgotten");
