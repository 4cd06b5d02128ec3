import { z } from "zod";
import type { LooseOrderLine, OrderLine, OrderSheet, Refund } from "#app/orders/order-sheet.server.ts";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { channels, looseKinds, orderStatuses, paymentStatuses } from "#app/orders/rules.ts";
import { paymentMethods } from "#app/orders/tender.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { orNull } from "./shapes.ts";

/** An order as the API answers it: in a list, whole, and as it stands after an act. */

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

export const OrderSheetBody = z
	.object({
		...facts,
		subtotal: Decimal.describe("The lines as priced"),
		tax: Decimal,
		taxIncluded: z.boolean().describe("Whether tax stands inside the subtotal, or comes on top"),
		discount: Decimal.describe("What was taken off, and is in no figure any more"),
		shipping: Decimal,
		tip: Decimal,
		owed: Decimal.describe(
			"Of an order that is paid: what is still to be paid, of a deposit or because it grew; negative: what was paid too much",
		),
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
		boughtAt: z.iso.datetime().nullable().describe("When its buyer placed it elsewhere, where that was before it came in (`placedAt`)"),
		fulfilledAt: z.iso.datetime().nullable(),
		archivedAt: z.iso.datetime().nullable(),
		updatedAt: z.iso.datetime(),
		lines: z.array(OrderLineBody),
		looseLines: z.array(LooseLineBody),
		refunds: z.array(OrderRefundBody),
		payments: z.array(z.object({ method: z.enum(paymentMethods), amount: Decimal, reference: z.string(), at: z.iso.datetime() })),
	})
	.meta({ id: "OrderSheet" });

export const StandBody = z
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

export function sheetBody(sheet: OrderSheet): z.output<typeof OrderSheetBody> {
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
		boughtAt: instantOrNull(sheet.boughtAt),
		discount: decimalString(sheet.discount, currency),
		shipping: decimalString(sheet.shipping, currency),
		tip: decimalString(sheet.tip, currency),
		owed: decimalString(sheet.owed, currency),
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
