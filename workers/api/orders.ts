import { z } from "zod";
import { ListOrders } from "#app/orders/input.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { type OrderLine, type OrderRow, type OrderSheet, orderSheet, type Refund } from "#app/orders/queries.server.ts";
import { channels, orderStatuses, paymentStatuses } from "#app/orders/rules.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const Decimal = z.string().describe("Decimal string");

const facts = {
	id: z.string(),
	storeId: z.string(),
	channel: z.enum(channels),
	status: z.enum(orderStatuses),
	paymentStatus: z.enum(paymentStatuses),
	currency: z.string(),
	units: z.int(),
	total: Decimal,
	refundedUnits: z.int(),
	refundedTotal: Decimal,
	actorName: z.string().describe("Who sold it"),
	placedAt: z.iso.datetime(),
};

export const OrderBody = z
	.object({ ...facts, title: z.string().describe("Its first line"), lineCount: z.int() })
	.meta({ id: "Order", description: "A sale is an order of the channel counter." });

const OrderLineBody = z.object({
	id: z.string().describe("Also the id of the sale"),
	productId: z.string(),
	sku: z.string(),
	name: z.string(),
	quantity: z.int(),
	unitPrice: Decimal,
	total: Decimal,
	taxRate: z.number().describe("Percent"),
	tax: Decimal,
	refundedQuantity: z.int(),
	refundedTotal: Decimal,
});

const OrderRefundBody = z.object({
	id: z.string(),
	units: z.int(),
	tax: Decimal,
	total: Decimal,
	restocked: z.boolean(),
	reason: z.string(),
	actorName: z.string(),
	at: z.iso.datetime(),
	lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), amount: Decimal, tax: Decimal })),
});

const OrderSheetBody = z
	.object({
		...facts,
		subtotal: Decimal.describe("The goods as priced"),
		tax: Decimal,
		taxIncluded: z.boolean().describe("Whether tax stands inside the subtotal, or comes on top"),
		note: z.string(),
		lines: z.array(OrderLineBody),
		refunds: z.array(OrderRefundBody),
	})
	.meta({ id: "OrderSheet" });

/** Orders, to read. Selling and giving back are sales. */
export function mountOrders(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/orders",
			tag: "Orders",
			summary: "Orders, newest first",
			description:
				"A page may hold fewer orders than its limit, or none, and still have a nextCursor: it says how far was looked. Words look at the 40 products that answer best.",
			query: ListOrders,
			answers: { 200: pageBody(OrderBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listOrders(await call.tenant(), call.query);
			return { body: { items: items.map(orderBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/orders/{id}",
			tag: "Orders",
			summary: "One order, its lines and what was given back",
			answers: { 200: OrderSheetBody },
			refusals: [404],
		},
		async (call) => ({ body: sheetBody(await orderSheet(await call.tenant(), { orderId: call.params.id ?? "" })) }),
	);
}

type Facts = Omit<OrderRow, "title" | "lines">;

function factsBody({ id, storeId, channel, status, paymentStatus, currency, units, refundedUnits, actorName, ...order }: Facts) {
	return {
		id,
		storeId,
		channel,
		status,
		paymentStatus,
		currency,
		units,
		total: decimalString(order.total, currency),
		refundedUnits,
		refundedTotal: decimalString(order.refundedTotal, currency),
		actorName,
		placedAt: isoInstant(order.placedAt),
	};
}

export function orderBody(row: OrderRow): z.output<typeof OrderBody> {
	return { ...factsBody(row), title: row.title, lineCount: row.lines };
}

function sheetBody(sheet: OrderSheet): z.output<typeof OrderSheetBody> {
	const { currency } = sheet;
	return {
		...factsBody(sheet),
		subtotal: decimalString(sheet.subtotal, currency),
		tax: decimalString(sheet.tax, currency),
		taxIncluded: sheet.taxIncluded === 1,
		note: sheet.note,
		lines: sheet.lines.map((line) => lineBody(line, currency)),
		refunds: sheet.refunds.map((refund) => refundBody(refund, currency)),
	};
}

function lineBody(line: OrderLine, currency: string): z.output<typeof OrderLineBody> {
	const { id, productId, sku, name, quantity, refundedQuantity } = line;
	return {
		id,
		productId,
		sku,
		name,
		quantity,
		unitPrice: decimalString(line.unitPrice, currency),
		total: decimalString(line.total, currency),
		taxRate: line.taxRate / 100,
		tax: decimalString(line.tax, currency),
		refundedQuantity,
		refundedTotal: decimalString(line.refundedTotal, currency),
	};
}

function refundBody(refund: Refund, currency: string): z.output<typeof OrderRefundBody> {
	const { id, units, restocked, reason, actorName, at, lines } = refund;
	return {
		id,
		units,
		tax: decimalString(refund.tax, currency),
		total: decimalString(refund.total, currency),
		restocked: restocked === 1,
		reason,
		actorName,
		at: isoInstant(at),
		lines: lines.map(({ lineId, quantity, amount, tax }) => ({
			lineId,
			quantity,
			amount: decimalString(amount, currency),
			tax: decimalString(tax, currency),
		})),
	};
}
