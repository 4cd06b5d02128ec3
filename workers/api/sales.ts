import { z } from "zod";
import { ListSaleLines } from "#app/orders/input.ts";
import { type SaleLine, saleLine, saleLines } from "#app/orders/queries.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { RefundSale, Sell } from "#app/sales/input.ts";
import { refundSale } from "#app/sales/refund.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import type { Sold } from "#app/sales/sell-basket.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { Decimal, PaymentBody, pageBody, paymentBody } from "./shapes.ts";

const SaleBody = z
	.object({
		id: z.string(),
		orderId: z.string(),
		storeId: z.string(),
		productId: z.string(),
		sku: z.string(),
		name: z.string(),
		quantity: z.int(),
		unitPrice: Decimal,
		total: Decimal,
		currency: z.string(),
		soldAt: z.iso.datetime(),
		refundedQuantity: z.int(),
	})
	.meta({ id: "Sale", description: "One line of an order, at the price it was sold for." });

const SaleInventoryBody = z.object({
	productId: z.string(),
	storeId: z.string(),
	quantity: z.int(),
	available: z.int(),
	reorderPoint: z.int(),
});

export const SoldBody = z.object({
	sale: SaleBody.describe("The first line"),
	sales: z.array(SaleBody).describe("Every line"),
	order: z.object({
		id: z.string(),
		units: z.int(),
		discount: Decimal.describe("What was taken off the listed prices"),
		subtotal: Decimal,
		tax: Decimal,
		taxIncluded: z.boolean(),
		total: Decimal,
		currency: z.string(),
		receiptNumber: z.int().describe("Gapless in its store"),
		change: Decimal.describe("Cash to hand back"),
		payments: z.array(PaymentBody),
	}),
	inventory: SaleInventoryBody.describe("The first line's shelf, after the sale"),
	inventories: z.array(SaleInventoryBody).describe("Every shelf the sale touched"),
});

const RefundBody = z.object({
	refund: z.object({
		id: z.string(),
		orderId: z.string(),
		quantity: z.int(),
		tax: Decimal,
		total: Decimal,
		currency: z.string(),
		restocked: z.boolean(),
		at: z.iso.datetime(),
	}),
	sale: z.object({ id: z.string(), refundedQuantity: z.int() }),
	order: z.object({ id: z.string(), status: z.string(), paymentStatus: z.string(), refundedUnits: z.int(), refundedTotal: Decimal }),
	inventory: SaleInventoryBody.nullable(),
});

/** Sales: lines of counter orders, made, read and given back. */
export function mountSales(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sales",
			tag: "Sales",
			summary: "Sell one product, or a basket",
			description:
				"All or nothing. Without unitPrice the product's price holds. 409 stock_oversold names in details.available what is left; 409 price_changed and total_changed name was and now where something else was shown. A discount that does not divide by the pieces makes two sales of one line, a minor unit apart.",
			body: Sell,
			answers: { 201: SoldBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ status: 201, body: soldBody(await sell(await call.tenant(), call.body, { key: call.key })) }),
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/sales",
			tag: "Sales",
			summary: "Sales, newest first",
			query: ListSaleLines,
			answers: { 200: pageBody(SaleBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { items, nextCursor } = await saleLines(await call.tenant(), call.query);
			return { body: { items: items.map(saleBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{ method: "get", path: "/sales/{id}", tag: "Sales", summary: "One sale", answers: { 200: SaleBody }, refusals: [404] },
		async (call) => ({
			body: saleBody(await saleLine(await call.tenant(), { saleId: call.params.id ?? "" })),
		}),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/sales/{id}/refund",
			tag: "Sales",
			summary: "Give pieces of a sale back",
			description: "Without quantity, all that are left. Goods return to the shelf they were sold from, unless restock is false.",
			body: RefundSale.omit({ saleId: true }),
			answers: { 201: RefundBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const saleId = call.params.id ?? "";
			const done = await refundSale(await call.tenant(), { ...call.body, saleId }, { key: call.key });
			const { refundId, orderId, units, currency, restocked, order } = done;
			return {
				status: 201,
				body: {
					refund: {
						id: refundId,
						orderId,
						quantity: units,
						tax: decimalString(done.tax, currency),
						total: decimalString(done.total, currency),
						currency,
						restocked,
						at: isoInstant(done.at),
					},
					sale: { id: saleId, refundedQuantity: done.lines[0]?.refundedQuantity ?? 0 },
					order: { id: orderId, ...order, refundedTotal: decimalString(order.refundedTotal, currency) },
					inventory: done.levels[0] ?? null,
				},
			};
		},
	);
}

function saleBody(line: SaleLine): z.output<typeof SaleBody> {
	const { id, orderId, storeId, productId, sku, name, quantity, currency, refundedQuantity } = line;
	return {
		id,
		orderId,
		storeId,
		productId,
		sku,
		name,
		quantity,
		unitPrice: decimalString(line.unitPrice, currency),
		total: decimalString(line.total, currency),
		currency,
		soldAt: isoInstant(line.soldAt),
		refundedQuantity,
	};
}

/** A sale as the API tells it. */
export function soldBody(sold: Sold) {
	const { orderId, storeId, currency, soldAt, units, taxIncluded, levels } = sold;
	const sales = sold.lines.map((line) => saleBody({ ...line, orderId, storeId, currency, soldAt, refundedQuantity: 0, refundedTotal: 0 }));
	const amount = (of: number) => decimalString(of, currency);
	const order = {
		id: orderId,
		units,
		discount: amount(sold.discount),
		subtotal: amount(sold.subtotal),
		tax: amount(sold.tax),
		taxIncluded,
		total: amount(sold.total),
		currency,
		receiptNumber: sold.receiptNumber,
		change: amount(sold.change),
		payments: sold.payments.map((payment) => paymentBody(payment, currency)),
	};
	return {
		sale: sales[0],
		sales,
		order,
		inventory: levels.find(({ productId }) => productId === sales[0]?.productId),
		inventories: levels,
	};
}
