import { z } from "zod";
import { CustomerErased } from "#app/customers/events.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import {
	CountApplied,
	DriftRepaired,
	GoodsReceived,
	ShelvesAdjusted,
	StockAdjusted,
	StockReceived,
	TransferBroughtBack,
	TransferReceived,
	TransferSent,
} from "#app/stock/events.server.ts";
import { tellsOfShelves } from "#app/stock/news.server.ts";
import {
	OrderArchived,
	OrderCancelled,
	OrderCompleted,
	OrderEdited,
	OrderLineMatched,
	OrderPaid,
	OrderPlaced,
	OrderRefunded,
	OrderReserved,
	OrderShipped,
	ShortfallSettled,
	ShortfallsFilled,
} from "./events.server.ts";
import { fillShortfalls } from "./fill-shortfalls.server.ts";
import { forgetCustomer } from "./forget-customer.server.ts";
import { noteShelfAtClose } from "./note-shelf-at-close.server.ts";

const name = "orders.note-shelf-at-close";

/** Where it moved, one product or several; how much does not matter, the ledger says what stands there. */
const Where = z.object({ storeId: AnyId, productId: AnyId.optional(), productIds: z.array(AnyId).default([]) });

const forgets = "orders.forget-customer";
const Erased = z.object({ customerIds: z.array(AnyId) });

/** Products noted in one command. */
const chunk = 1000;

const fills = "orders.fill-shortfalls";

/** Batches one delivery makes at most; what is left then waits for the next goods. */
const mostFills = 50;

export const ordersReactions: Reaction[] = [
	{
		name,
		on: [
			StockReceived,
			StockAdjusted,
			TransferSent,
			TransferReceived,
			TransferBroughtBack,
			CountApplied,
			DriftRepaired,
			GoodsReceived,
			ShelvesAdjusted,
		],
		async run(tenant, event) {
			const { storeId, productId, productIds: several } = Where.parse(event.data);
			const productIds = productId === undefined ? several : [productId];
			for (let from = 0; from < productIds.length; from += chunk) {
				const key = keyOf(event, from === 0 ? name : `${name}:${from}`);
				await noteShelfAtClose(tenant, { storeId, productIds: productIds.slice(from, from + chunk), at: event.at }, { key });
			}
		},
	},
	{
		name: forgets,
		on: [CustomerErased],
		async run(tenant, event) {
			await forgetCustomer(tenant, Erased.parse(event.data), { key: keyOf(event, forgets) });
		},
	},
	{
		name: fills,
		on: [StockReceived, StockAdjusted, TransferReceived, TransferBroughtBack, CountApplied, GoodsReceived, ShelvesAdjusted],
		async run(tenant, event) {
			const { storeId, productId, productIds: several } = Where.parse(event.data);
			const productIds = (productId === undefined ? several : [productId]).slice(0, chunk);
			if (productIds.length === 0) return;
			for (let n = 0; n < mostFills; n++) {
				const { more } = await fillShortfalls(tenant, { storeId, productIds }, { key: keyOf(event, `${fills}:${n}`) });
				if (!more) return;
			}
		},
	},
	tellsOfShelves("orders.tell-open-pages", [
		OrderCompleted,
		OrderRefunded,
		OrderPlaced,
		OrderPaid,
		OrderShipped,
		OrderCancelled,
		OrderArchived,
		OrderEdited,
		OrderReserved,
		OrderLineMatched,
		ShortfallSettled,
		ShortfallsFilled,
	]),
];
