import { z } from "zod";
import type { RefundDone } from "#app/orders/refund-order.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { giveBack } from "#app/sales/give-back.server.ts";
import { Exchange, GiveBack, ListReceipts, MailReceipt, OneReceipt, UndoSale } from "#app/sales/input.ts";
import { mailReceipt } from "#app/sales/mail-receipt.server.ts";
import { printReceipt } from "#app/sales/print-receipt.server.ts";
import { receiptLines, receiptTaxes } from "#app/sales/receipt.ts";
import { listReceipts, type ReceiptRow, receiptSheet, type ReceiptSheet } from "#app/sales/receipts.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { SoldBody, soldBody } from "./sales.ts";
import { Decimal, PaymentBody, pageBody, paymentBody } from "./shapes.ts";

const ReceiptRowBody = z.object({
	number: z.int().describe("Gapless in its store"),
	orderId: z.string(),
	refundId: z.string().nullable(),
	units: z.int(),
	total: Decimal.describe("Negative where money went back"),
	currency: z.string(),
	title: z.string(),
	actorName: z.string(),
	at: z.iso.datetime(),
});

const ReceiptBody = z
	.object({
		number: z.int(),
		orderId: z.string(),
		refundId: z.string().nullable(),
		storeId: z.string(),
		at: z.iso.datetime(),
		actorName: z.string(),
		prints: z.int().describe("Every print after the first is a copy"),
		currency: z.string(),
		taxIncluded: z.boolean(),
		lines: z.array(
			z.object({
				name: z.string(),
				sku: z.string(),
				quantity: z.int(),
				each: Decimal,
				off: Decimal,
				total: Decimal,
				taxRate: z.number(),
				note: z.string(),
			}),
		),
		discount: Decimal,
		taxes: z.array(z.object({ rate: z.number().describe("Percent"), net: Decimal, tax: Decimal })),
		tax: Decimal,
		total: Decimal,
		payments: z.array(PaymentBody),
		note: z.string(),
		reason: z.string(),
		approvedBy: z.string(),
		about: z.object({ number: z.int(), orderId: z.string() }).nullable().describe("The receipt this gives back, or exchanges goods of"),
		refunds: z.array(z.object({ refundId: z.string(), number: z.int(), total: Decimal, at: z.iso.datetime() })),
	})
	.meta({ id: "Receipt" });

const GivenBackBody = z.object({
	refundId: z.string(),
	orderId: z.string(),
	receiptNumber: z.int(),
	units: z.int(),
	tax: Decimal,
	total: Decimal,
	currency: z.string(),
	restocked: z.boolean(),
	writtenOff: z.boolean(),
	at: z.iso.datetime(),
	payments: z.array(PaymentBody),
	order: z.object({ status: z.string(), paymentStatus: z.string(), refundedUnits: z.int(), refundedTotal: Decimal }),
});

/** Receipts: found, read, printed, mailed; and goods brought back against them. */
export function mountReceipts(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/receipts",
			tag: "Counter",
			summary: "Receipts of a store, newest first",
			query: ListReceipts,
			answers: { 200: pageBody(ReceiptRowBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listReceipts(await call.tenant(), { ...call.query, storeId: call.query.storeId ?? "" });
			return { body: { items: items.map(rowBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/orders/{id}/receipt",
			tag: "Counter",
			summary: "The receipt of a sale, or of one of its refunds",
			query: OneReceipt.omit({ orderId: true }),
			answers: { 200: ReceiptBody },
			refusals: [404],
		},
		async (call) => ({ body: receiptBody(await receiptSheet(await call.tenant(), { ...call.query, orderId: call.params.id ?? "" })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders/{id}/receipt/print",
			tag: "Counter",
			summary: "Count a print of a receipt",
			description: "The first print is the receipt; every later one is a copy, and says so.",
			body: OneReceipt.omit({ orderId: true }),
			answers: { 200: z.object({ number: z.int(), prints: z.int() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: await printReceipt(await call.tenant(), { ...call.body, orderId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders/{id}/receipt/mail",
			tag: "Counter",
			summary: "Mail a receipt",
			body: MailReceipt.omit({ orderId: true }),
			answers: { 202: z.object({ number: z.int(), email: z.string() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			status: 202,
			body: await mailReceipt(await call.tenant(), { ...call.body, orderId: call.params.id }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders/{id}/refund",
			tag: "Counter",
			summary: "Take goods back at the counter",
			description:
				"Against its receipt: at most what was bought and is not back yet. The money leaves the till's drawer the way it was paid, or as `tender` says.",
			body: GiveBack.omit({ orderId: true }),
			answers: { 201: GivenBackBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			status: 201,
			body: givenBackBody(await giveBack(await call.tenant(), { ...call.body, orderId: call.params.id }, { key: call.key })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders/{id}/undo",
			tag: "Counter",
			summary: "Take a whole sale back at once",
			description:
				"Whoever made it may for two minutes; whoever may refund, while nothing of it is back. An exchange, and cash that lies in another drawer than this till's, need the right to refund, or an approval.",
			body: UndoSale.omit({ orderId: true }),
			answers: { 201: GivenBackBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({
			status: 201,
			body: givenBackBody(await undoSale(await call.tenant(), { ...call.body, orderId: call.params.id }, { key: call.key })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/orders/{id}/exchange",
			tag: "Counter",
			summary: "Exchange goods for others",
			description:
				"A refund and a sale in one act. What the new goods cost more is paid with `sale.payments`; what they cost less is given back.",
			body: exchangeInput,
			answers: { 201: z.object({ refund: GivenBackBody, sale: SoldBody }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const { refund, sale } = await exchange(await call.tenant(), { ...call.body, orderId: call.params.id }, { key: call.key });
			return { status: 201, body: { refund: givenBackBody(refund), sale: soldBody(sale) } };
		},
	);
}

/** The document wants what is sent, before it is transformed, and the id stands in the path. */
const exchangeInput = Exchange.in instanceof z.ZodObject ? Exchange.in.omit({ orderId: true }) : Exchange;

function rowBody({ total, at, ...row }: ReceiptRow): z.output<typeof ReceiptRowBody> {
	return { ...row, total: decimalString(total, row.currency), at: isoInstant(at) };
}

function receiptBody(sheet: ReceiptSheet): z.output<typeof ReceiptBody> {
	const { number, orderId, refundId, store, actorName, prints, currency, taxIncluded, note, reason, approvedBy, about } = sheet;
	const amount = (of: number) => decimalString(of, currency);
	return {
		number,
		orderId,
		refundId,
		storeId: store.id,
		at: isoInstant(sheet.at),
		actorName,
		prints,
		currency,
		taxIncluded,
		lines: receiptLines(sheet.lines).map((line) => ({
			...line,
			each: amount(line.each),
			off: amount(line.off),
			total: amount(line.total),
			taxRate: line.taxRate / 100,
		})),
		discount: amount(sheet.discount),
		taxes: receiptTaxes(sheet.lines, taxIncluded).map(({ rate, net, tax }) => ({ rate: rate / 100, net: amount(net), tax: amount(tax) })),
		tax: amount(sheet.tax),
		total: amount(sheet.total),
		payments: sheet.payments.map((payment) => paymentBody(payment, currency)),
		note,
		reason,
		approvedBy,
		about,
		refunds: sheet.refunds.map((refund) => ({ ...refund, total: amount(refund.total), at: isoInstant(refund.at) })),
	};
}

function givenBackBody(done: RefundDone): z.output<typeof GivenBackBody> {
	const { refundId, orderId, receiptNumber, units, currency, restocked, writtenOff, order } = done;
	return {
		refundId,
		orderId,
		receiptNumber,
		units,
		tax: decimalString(done.tax, currency),
		total: decimalString(done.total, currency),
		currency,
		restocked,
		writtenOff,
		at: isoInstant(done.at),
		payments: done.payments.map((payment) => paymentBody(payment, currency)),
		order: { ...order, refundedTotal: decimalString(order.refundedTotal, currency) },
	};
}
