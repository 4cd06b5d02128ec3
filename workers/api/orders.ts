import { z } from "zod";
import { namedConnection } from "#app/channels/connection.server.ts";
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
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { payOrder, processOrder, reserveOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { orderTransitions } from "#app/orders/rules.ts";
import { backorderShortfall, refundShortfall, swapShortfall } from "#app/orders/settle-shortfall.server.ts";
import type { Command } from "#app/platform/command.server.ts";
import { type Api, demand, endpoint, versionOf } from "./endpoint.ts";
import { OrderBody, orderBody, OrderSheetBody, sheetBody, StandBody } from "./order-bodies.ts";
import { pageBody } from "./shapes.ts";

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
			return { body: { items: items.map(orderBody), nextCursor } };
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
				"Its goods are held: for good where it is paid, else for `holdMinutes`. A platform's order (`connectionId`, `platformOrderId`) that is there already is answered, not made again; a connection that is not the business's is 404.",
			body: PlaceOrder,
			answers: { 201: StandBody },
			refusals: [404, 409, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { connectionId } = call.body;
			if (typeof connectionId === "string") await namedConnection(tenant, { connectionId });
			return { status: 201, body: await placeOrder(tenant, call.body, { key: call.key }) };
		},
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

	act("pay", "Note that it was paid: whole, or what is left to pay of it", PayOrder, payOrder);
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
