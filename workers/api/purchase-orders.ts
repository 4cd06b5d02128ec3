import { z } from "zod";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Command } from "#app/platform/command.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { cancelPurchaseOrder } from "#app/purchasing/cancel-purchase-order.server.ts";
import { chargePurchaseOrder } from "#app/purchasing/charge-purchase-order.server.ts";
import { closePurchaseOrder } from "#app/purchasing/close-purchase-order.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import {
	ChargePurchaseOrder,
	ClosePurchaseOrder,
	DraftPurchaseOrder,
	ListPurchaseOrders,
	MailRequestAgain,
	PurchaseOrderRef,
	PutFields,
	ReceivePurchaseOrder,
	SendPurchaseOrder,
} from "#app/purchasing/input.ts";
import { chargeKinds, chargeSpreads, landedCost } from "#app/purchasing/landed-cost.ts";
import {
	listPurchaseOrders,
	onePurchaseOrder,
	type PurchaseHead,
	type PurchaseOrder,
	returnedOf,
} from "#app/purchasing/purchase-orders.server.ts";
import { putOnPurchaseOrder } from "#app/purchasing/put-on-purchase-order.server.ts";
import { receivePurchaseOrder } from "#app/purchasing/receive-purchase-order.server.ts";
import { mailRequestAgain } from "#app/purchasing/mail-request-again.server.ts";
import { purchaseNumber, purchaseStatuses } from "#app/purchasing/rules.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { type Api, endpoint, type EndpointSpec } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const Decimal = z.string().describe("Decimal string");

const Head = {
	id: z.string(),
	number: z.string().describe("PO-1, PO-2 …"),
	vendor: z.string(),
	storeId: z.string(),
	currency: z.string(),
	status: z.enum(purchaseStatuses),
	note: z.string(),
	createdBy: z.string(),
	createdAt: z.iso.datetime(),
	sentBy: z.string().nullable(),
	sentAt: z.iso.datetime().nullable(),
	sentTo: z.string().nullable().describe("Where the request was mailed"),
	expectedOn: z.iso.date().nullable(),
	closedBy: z.string().nullable(),
	closedAt: z.iso.datetime().nullable(),
	version: z.int(),
	mailReturned: z
		.object({ at: z.iso.datetime(), to: z.string(), reason: z.string() })
		.nullable()
		.describe("The request came back from where it was mailed; null: as far as is known it arrived"),
};
const OrderBody = z
	.object({
		...Head,
		lines: z.array(
			z.object({
				productId: z.string(),
				name: z.string(),
				sku: z.string(),
				barcode: z.string().nullable(),
				quantity: z.int().describe("Ordered"),
				unitCost: Decimal.nullable(),
				received: z.int(),
				damaged: z.int(),
				givenUp: z.int(),
				landed: Decimal.describe("Its share of the charges"),
				landedCost: Decimal.nullable().describe("What one cost with its share; null: its cost is not known, or none came"),
			}),
		),
		charges: z.array(z.object({ kind: z.enum(chargeKinds), amount: Decimal, spread: z.enum(chargeSpreads) })),
	})
	.meta({ id: "PurchaseOrder" });
const ListedBody = z
	.object({ ...Head, products: z.int(), units: z.int(), received: z.int(), cost: Decimal.describe("Where costs are known") })
	.meta({ id: "PurchaseOrderSummary" });

const tag = "Purchasing";

/** What is ordered from vendors, and what came. */
export function mountPurchaseOrders(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/purchase-orders",
			tag,
			summary: "Purchase orders, newest first",
			query: ListPurchaseOrders,
			answers: { 200: pageBody(ListedBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listPurchaseOrders(await call.tenant(), call.query);
			return {
				body: { nextCursor, items: items.map(({ cost, ...order }) => ({ ...headBody(order), cost: decimalString(cost, order.currency) })) },
			};
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/purchase-orders",
			tag,
			summary: "Write down what shall be ordered from a vendor",
			body: DraftPurchaseOrder,
			answers: { 201: OrderBody },
			refusals: [404, 415],
		},
		async (call) => ({ status: 201, body: orderBody(await draftPurchaseOrder(await call.tenant(), call.body, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/purchase-orders/{id}",
			tag,
			summary: "One purchase order with its lines",
			answers: { 200: OrderBody },
			refusals: [404],
		},
		async (call) => ({ body: orderBody(await onePurchaseOrder(await call.tenant(), { purchaseOrderId: call.params.id ?? "" })) }),
	);

	act("lines", "Put a product on a draft, change how many or at what cost, or take it out", PutFields, putOnPurchaseOrder);
	act("send", "Order it: its units are on their way, and the vendor is mailed the request", SendPurchaseOrder, sendPurchaseOrder);
	act("mail", "Mail its request once more, there or elsewhere", MailRequestAgain, mailRequestAgain);
	act("receive", "Take in what came: the lines named, or everything outstanding", ReceivePurchaseOrder, receivePurchaseOrder);
	act("charges", "Say what it cost beside its goods, spread over its lines", ChargePurchaseOrder, chargePurchaseOrder);
	act("close", "Give up what has not come", ClosePurchaseOrder, closePurchaseOrder);
	act("cancel", "Call it off, as long as nothing has come", PurchaseOrderRef, cancelPurchaseOrder);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/email/pr",
			tag,
			summary: "Mail a draft to its vendor as a purchase request, with its CSV: the same as sending it",
			body: SendPurchaseOrder.omit({ mail: true }),
			answers: { 200: OrderBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			body: orderBody(await sendPurchaseOrder(await call.tenant(), { ...call.body, mail: true }, { key: call.key })),
		}),
	);

	function act<Input extends z.ZodObject>(
		verb: string,
		summary: string,
		input: Input,
		command: Command<z.ZodType, PurchaseOrder, Viewer>,
	): void {
		const spec: EndpointSpec = {
			method: "post",
			path: `/purchase-orders/{id}/${verb}`,
			tag,
			summary,
			body: input.omit({ purchaseOrderId: true }),
			answers: { 200: OrderBody },
			refusals: [404, 409, 415],
		};
		endpoint(api, base, spec, async (call) => ({
			body: orderBody(await command(await call.tenant(), { ...call.body, purchaseOrderId: call.params.id }, { key: call.key })),
		}));
	}
}

function headBody<Order extends PurchaseHead>({ number, vendorName, createdAt, sentAt, closedAt, ...order }: Order) {
	const returned = returnedOf(order);
	const iso = (at: number | null) => (at === null ? null : isoInstant(at));
	return {
		...order,
		number: purchaseNumber(number),
		vendor: vendorName,
		createdAt: isoInstant(createdAt),
		sentAt: iso(sentAt),
		closedAt: iso(closedAt),
		mailReturned: returned && { ...returned, at: isoInstant(returned.at) },
	};
}

function orderBody(order: PurchaseOrder): z.output<typeof OrderBody> {
	return {
		...headBody(order),
		charges: order.charges.map((charge) => ({ ...charge, amount: decimalString(charge.amount, order.currency) })),
		lines: order.lines.map(({ imageUrl: _imageUrl, ...line }) => {
			const landed = landedCost(line);
			return {
				...line,
				unitCost: line.unitCost === null ? null : decimalString(line.unitCost, order.currency),
				landed: decimalString(line.landed, order.currency),
				landedCost: landed === null ? null : decimalString(landed, order.currency),
			};
		}),
	};
}
