import { z } from "zod";
import { archiveOrder, cancelOrder } from "#app/orders/cancel-order.server.ts";
import { editOrder, matchLine } from "#app/orders/edit-order.server.ts";
import { completeOrder, deliverOrder, shipOrder } from "#app/orders/fulfil-order.server.ts";
import {
	CancelOrder,
	EditOrder,
	ListOrders,
	MatchLine,
	PayOrder,
	PlaceOrder,
	SettleShortfall,
	ShipOrder,
	StepOrder,
	SwapShortfall,
} from "#app/orders/input.ts";
import type { OrderStand } from "#app/orders/open-order.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { type LooseOrderLine, type OrderLine, type OrderSheet, orderSheet, type Refund } from "#app/orders/order-sheet.server.ts";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { payOrder, processOrder, reserveOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { channels, looseKinds, orderStatuses, orderTransitions, paymentStatuses } from "#app/orders/rules.ts";
import { backorderShortfall, refundShortfall, swapShortfall } from "#app/orders/settle-shortfall.server.ts";
import { paymentMethods } from "#app/orders/tender.ts";
import type { Command } from "#app/platform/command.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, demand, endpoint, versionOf } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const Decimal = z.string().describe("Decimal string");

const facts = {
	id: z.string(),
	storeId: z.string(),
	channel: z.enum(channels),
	status: z.enum(orderStatuses),
	paymentStatus: z.enum(paymentStatuses),
	fulfillmentStatus: z.enum(["unfulfilled", "fulfilled"]),
	currency: z.string(),
	units: z.int(),
	total: Decimal.describe("What was paid, or is to be: the lines, shipping and tip"),
	refundedUnits: z.int(),
	refundedTotal: Decimal,
	customerId: z.string().nullable(),
	customerName: z.string(),
	platformNumber: z.string().describe("What its buyer calls it, where it is from a platform"),
	assigneeId: z.string().nullable(),
	shortUnits: z.int().describe("Units that are paid for, or accepted, and not there"),
	actorName: z.string().describe("Who sold it, or wrote it down"),
	placedAt: z.iso.datetime(),
	version: z.int(),
};

const OrderBody = z
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
	shortQuantity: z.int().describe("Units of it that are not there"),
	shortfall: z.enum(["open", "backorder"]).nullable(),
});

const LooseLineBody = z.object({
	id: z.string(),
	kind: z.enum(looseKinds).describe("`unmatched`: nobody has said which product it is; `custom`: it is none"),
	sku: z.string(),
	name: z.string(),
	quantity: z.int(),
	unitPrice: Decimal,
	total: Decimal,
	taxRate: z.number().describe("Percent"),
	tax: Decimal,
});

const OrderRefundBody = z.object({
	id: z.string(),
	units: z.int(),
	tax: Decimal,
	total: Decimal,
	extra: Decimal.describe("Of shipping, tip and lines without a product"),
	restocked: z.boolean(),
	reason: z.string(),
	actorName: z.string(),
	at: z.iso.datetime(),
	lines: z.array(z.object({ lineId: z.string(), quantity: z.int(), amount: Decimal, tax: Decimal })),
});

const AddressBody = z
	.object({
		name: z.string(),
		company: z.string(),
		line1: z.string(),
		line2: z.string(),
		postcode: z.string(),
		city: z.string(),
		region: z.string(),
		country: z.string(),
		phone: z.string(),
	})
	.meta({ id: "Address" });

const OrderSheetBody = z
	.object({
		...facts,
		subtotal: Decimal.describe("The lines as priced"),
		tax: Decimal,
		taxIncluded: z.boolean().describe("Whether tax stands inside the subtotal, or comes on top"),
		discount: Decimal.describe("What was taken off, and is in no figure any more"),
		shipping: Decimal,
		tip: Decimal,
		note: z.string(),
		connectionId: z.string().nullable(),
		platformOrderId: z.string().nullable(),
		customerEmail: z.string(),
		customerPhone: z.string(),
		shippingAddress: orNull(AddressBody),
		billingAddress: orNull(AddressBody),
		tracking: z.object({ carrier: z.string(), number: z.string(), url: z.string() }).nullable(),
		heldUntil: z.iso.datetime().nullable().describe("Until when its goods are kept; null: until it is settled, or nothing is kept"),
		paidAt: z.iso.datetime().nullable(),
		fulfilledAt: z.iso.datetime().nullable(),
		archivedAt: z.iso.datetime().nullable(),
		updatedAt: z.iso.datetime(),
		lines: z.array(OrderLineBody),
		looseLines: z.array(LooseLineBody),
		refunds: z.array(OrderRefundBody),
		payments: z.array(z.object({ method: z.enum(paymentMethods), amount: Decimal, reference: z.string(), at: z.iso.datetime() })),
	})
	.meta({ id: "OrderSheet" });

const StandBody = z
	.object({
		id: z.string(),
		status: z.enum(orderStatuses),
		paymentStatus: z.enum(paymentStatuses),
		fulfillmentStatus: z.enum(["unfulfilled", "fulfilled"]),
		version: z.int(),
		short: z.int().describe("Units it waits for"),
		unmatched: z.int().describe("Lines nobody knows the product of"),
	})
	.meta({ id: "OrderStand", description: "How an order stands after an act." });

const tag = "Orders";

/** Orders: those that are sold at once are sales, the others are taken here, step by step. */
export function mountOrders(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/orders",
			tag,
			summary: "Orders, newest first",
			description:
				"A page may hold fewer orders than its limit, or none, and still have a nextCursor: it says how far was looked. Words look at the 40 products that answer best.",
			query: ListOrders,
			answers: { 200: pageBody(OrderBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listOrders(await call.tenant(), call.query);
			return { body: { items: items.map(rowBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders",
			tag,
			summary: "Take an order that is not handed over at once",
			description:
				"Its goods are held: for good where it is paid, else for `holdMinutes`. A platform's order (`connectionId`, `platformOrderId`) that is there already is answered, not made again.",
			body: PlaceOrder,
			answers: { 201: StandBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({ status: 201, body: await placeOrder(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/orders/{id}",
			tag,
			summary: "One order, its lines, its money and what was given back",
			answers: { 200: OrderSheetBody },
			refusals: [404],
		},
		async (call) => {
			const sheet = await orderSheet(await call.tenant(), { orderId: call.params.id ?? "" });
			return { body: sheetBody(sheet), version: sheet.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/orders/{id}",
			tag,
			summary: "Take an order a step on, or change what is said of it",
			description: `With \`status\` it takes that step; with \`paymentStatus\` "paid" it is paid; without either, what is named is changed. From each status: ${steps}. Anything else is 409 with the allowed list.`,
			versioned: true,
			body: PutOrder,
			answers: { 200: StandBody },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			await demand(tenant, "sales:write", PutOrder, call.body);
			const { status, paymentStatus, ...rest } = call.body;
			const act = PutOrder.parse({ status, paymentStatus });
			const input = { ...rest, ...versionOf(call), orderId: call.params.id };
			const options = { key: call.key };
			const stand = act.status
				? await stepTo[act.status](tenant, input, options)
				: act.paymentStatus
					? await payOrder(tenant, input, options)
					: await editOrder(tenant, input, options);
			return { body: stand, version: stand.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/orders/{id}",
			tag,
			summary: "Put an order away that was cancelled, or that nobody has paid or begun",
			description: "It stays in the books and is listed with `archived=true`.",
			versioned: true,
			answers: { 200: StandBody },
			refusals: [404, 409],
		},
		async (call) => ({
			body: await archiveOrder(await call.tenant(), { orderId: call.params.id, ...versionOf(call) }, { key: call.key }),
		}),
	);

	act("pay", "Note that it was paid, whole", PayOrder, payOrder);
	act("process", "Begin with it: its goods are its own", StepOrder, processOrder);
	act("ship", "Send it: its goods leave the shelf, and it counts as sold", ShipOrder, shipOrder);
	act("deliver", "It has arrived", StepOrder, deliverOrder);
	act("complete", "It is done: handed over now, or delivered before", StepOrder, completeOrder);
	act("cancel", "Call it off before it has left; what was paid goes back", CancelOrder, cancelOrder);
	act("reserve", "Hold an unpaid order's goods again", StepOrder, reserveOrder);
	act("match", "Say which product a line is that came without one, or that it is none", MatchLine, matchLine);
	act("shortfall/refund", "Give the money back for what is not there", SettleShortfall, refundShortfall);
	act("shortfall/backorder", "Let its buyer wait for what comes in", SettleShortfall, backorderShortfall);
	act("shortfall/swap", "Send another product instead, at the price that was paid", SwapShortfall, swapShortfall);

	function act<Input extends z.ZodObject>(path: string, summary: string, input: Input, command: Command<z.ZodType, OrderStand>): void {
		endpoint(
			api,
			base,
			{
				method: "post",
				path: `/orders/{id}/${path}`,
				tag,
				summary,
				versioned: true,
				body: input.omit({ orderId: true }),
				answers: { 200: StandBody },
				refusals: [404, 409, 415],
			},
			async (call) => {
				const stand = await command(await call.tenant(), { ...call.body, ...versionOf(call), orderId: call.params.id }, { key: call.key });
				return { body: stand, version: stand.version };
			},
		);
	}
}

/** What a PUT may say besides the fields of an edit. */
const PutOrder = EditOrder.omit({ orderId: true, version: true })
	.extend({
		status: z.enum(["PROCESSING", "SHIPPED", "DELIVERED", "COMPLETED", "CANCELLED"]).optional(),
		paymentStatus: z.literal("paid").optional(),
	})
	.loose();

const steps = Object.entries(orderTransitions)
	.flatMap(([from, to]) => (to.length > 0 ? [`${from} → ${to.join(" | ")}`] : []))
	.join("; ");

const stepTo = {
	PROCESSING: processOrder,
	SHIPPED: shipOrder,
	DELIVERED: deliverOrder,
	COMPLETED: completeOrder,
	CANCELLED: cancelOrder,
};

type Facts = Omit<OrderRow, "title" | "lines">;
const instantOrNull = (at: number | null) => (at === null ? null : isoInstant(at));

function factsBody(order: Facts) {
	const { id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, refundedUnits, actorName, version } = order;
	const { customerId, customerName, platformNumber, assigneeId, waits: shortUnits } = order;
	return {
		id,
		storeId,
		channel,
		status,
		paymentStatus,
		fulfillmentStatus,
		currency,
		units,
		customerId,
		customerName,
		platformNumber,
		assigneeId,
		shortUnits,
		version,
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
	const { currency, connectionId, platformOrderId, customerEmail, customerPhone, shippingAddress, billingAddress, tracking } = sheet;
	return {
		...factsBody(sheet),
		connectionId,
		platformOrderId,
		customerEmail,
		customerPhone,
		shippingAddress,
		billingAddress,
		tracking,
		discount: decimalString(sheet.discount, currency),
		shipping: decimalString(sheet.shipping, currency),
		tip: decimalString(sheet.tip, currency),
		heldUntil: instantOrNull(sheet.heldUntil),
		paidAt: instantOrNull(sheet.paidAt),
		fulfilledAt: instantOrNull(sheet.fulfilledAt),
		archivedAt: instantOrNull(sheet.archivedAt),
		updatedAt: isoInstant(sheet.updatedAt),
		looseLines: sheet.loose.map((line) => looseBody(line, currency)),
		payments: sheet.payments.map(({ method, amount, reference, at }) => ({
			method,
			amount: decimalString(amount, currency),
			reference,
			at: isoInstant(at),
		})),
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
		shortQuantity: line.short,
		shortfall: line.shortState,
	};
}

function looseBody({ id, kind, sku, name, quantity, ...line }: LooseOrderLine, currency: string): z.output<typeof LooseLineBody> {
	return {
		id,
		kind,
		sku,
		name,
		quantity,
		unitPrice: decimalString(line.unitPrice, currency),
		total: decimalString(line.total, currency),
		taxRate: line.taxRate / 100,
		tax: decimalString(line.tax, currency),
	};
}

function refundBody(refund: Refund, currency: string): z.output<typeof OrderRefundBody> {
	const { id, units, restocked, reason, actorName, at, lines } = refund;
	return {
		id,
		units,
		tax: decimalString(refund.tax, currency),
		total: decimalString(refund.total, currency),
		extra: decimalString(refund.extra, currency),
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
