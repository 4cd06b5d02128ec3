import { sql } from "drizzle-orm";
import { z } from "zod";
import { CustomerErased } from "#app/customers/events.server.ts";
import { managersToTell } from "#app/identity/recipients.server.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { mailNeeds, sendMail } from "#app/platform/mail/mail.server.ts";
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
	OrderPaymentUndone,
	OrderPlaced,
	OrderRefunded,
	OrderReserved,
	OrderShipped,
	ShortfallSettled,
	ShortfallsFilled,
} from "./events.server.ts";
import { fillShortfalls } from "./fill-shortfalls.server.ts";
import { forgetCustomer } from "./forget-customer.server.ts";
import { OneOrder } from "./input.ts";
import { type ShortOrder, shortfallMail } from "./mails.server.ts";
import { noteShelfAtClose } from "./note-shelf-at-close.server.ts";

const shortOrder = query({
	name: "orders.short-order",
	needs: "sales:read",
	input: OneOrder,
	async run({ db }, { orderId }) {
		const { businessId } = db;
		return db.read({
			people: managersToTell(businessId),
			order: first<
				Omit<ShortOrder, "missing">
			>(sql`SELECT o.id, iif(o.platformNumber = '', '#' || upper(substr(o.id, -6)), o.platformNumber) AS number, s.name AS store
				FROM orders AS o JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId WHERE o.businessId = ${businessId} AND o.id = ${orderId}`),
			missing: many<ShortOrder["missing"][number]>(sql`SELECT p.name, sum(w.quantity) AS quantity FROM shortfalls AS w
				JOIN products AS p ON p.businessId = w.businessId AND p.id = w.productId
				WHERE w.businessId = ${businessId} AND w.orderId = ${orderId} AND w.state = 'open' GROUP BY p.id ORDER BY p.name LIMIT 50`),
		});
	},
});

const mails = "orders.mail-shortfall";
const Short = z.object({ short: z.int().default(0) });

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
	{
		name: mails,
		on: [OrderPlaced, OrderPaid, OrderLineMatched, OrderEdited],
		async run(tenant, event) {
			// A notice, not the act: it stands on the home page too.
			if (Short.parse(event.data).short === 0 || mailNeeds(tenant.scope.cfg).length > 0) return;
			const { people, order, missing } = await shortOrder(tenant, { orderId: event.subjectId });
			if (!order || missing.length === 0) return;
			for (const person of people)
				await sendMail(tenant, shortfallMail(tenant.scope.cfg, person, { ...order, missing }), {
					// Once an order, whatever else turns out to be missing.
					key: `${mails}:${order.id}:${person.id}`,
					purpose: "order_short",
				});
		},
	},
	tellsOfShelves("orders.tell-open-pages", [
		OrderCompleted,
		OrderRefunded,
		OrderPlaced,
		OrderPaid,
		OrderPaymentUndone,
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
