import { type SQL, sql } from "drizzle-orm";
import { type Buyer, buyerIn, buyerQuestion } from "#app/customers/buyer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { minute } from "#app/platform/time.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { drawerTakingIn, namedDrawerAsk } from "./drawer.server.ts";
import { OrderPlaced } from "./events.server.ts";
import { PlaceOrder, type PlaceOrderWish } from "./input.ts";
import { arrivals } from "./news.server.ts";
import { holdOrderIn, mustActIn, noteShortIn, orderables, type OrderStand, standJson } from "./open-order.server.ts";
import { decideHold, type GoodsLine, type LooseLine, type Orderable, type PricedOrder, priceOrder, refuseShort } from "./placing.ts";
import { payIn } from "./receipts.server.ts";
import { decidePayments } from "./tender.ts";

type Where = { id: string; currency: string; taxRate: number; taxIncluded: number };

/** The store an order is for, and how its business prices. */
function whereAsk(businessId: string, storeId: string): Ask<Where | undefined> {
	return first(sql`SELECT s.id, s.currency, b.taxRate, b.taxIncluded FROM stores AS s CROSS JOIN businesses AS b ON b.businessId = s.businessId
		WHERE s.businessId = ${businessId} AND s.id = ${storeId}`);
}

/** Ids for an order's lines, in the order they stand. */
export function lineIds(count: number, now: number): string[] {
	return Array.from({ length: count }, () => newId<"sale">(now)).sort();
}

type Lined = { id: string; storeId: string; currency: string };

/**
 * Writes an order's lines: goods and what is none. Goods are not sold yet (no day, `soldAt` 0).
 * @returns the goods with their ids
 */
export function writeLinesIn(work: Work, order: Lined, { goods, loose }: PricedOrder) {
	const ids = lineIds(goods.length + loose.length, work.now);
	const withIds = goods.map((line, index) => ({ ...line, id: ids[index] ?? "", refundedQuantity: 0 }));
	writeGoodsIn(work, order, withIds);
	writeLooseIn(
		work,
		order,
		loose.map((line, index) => ({ ...line, id: ids[goods.length + index] ?? "" })),
	);
	return withIds;
}

export function writeGoodsIn(work: Work, order: Lined, goods: readonly (GoodsLine & { id: string })[]): void {
	const { businessId } = work;
	work.add(sql`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt, listPrice, position, platformLineId)
		SELECT ${businessId}, value ->> 'id', ${order.id}, ${order.storeId}, value ->> 'productId', value ->> 'name', value ->> 'sku', value ->> 'quantity', value ->> 'unitPrice',
			${order.currency}, value ->> 'total', value ->> 'taxRate', value ->> 'tax', '', 0, NULLIF(max(value ->> 'listPrice', value ->> 'unitPrice'), value ->> 'unitPrice'), value ->> 'position',
			value ->> 'platformLineId'
		FROM json_each(${JSON.stringify(goods)})`);
}

export function writeLooseIn(work: Work, order: Lined, loose: readonly (LooseLine & { id: string })[]): void {
	const { businessId } = work;
	work.add(sql`INSERT INTO looseLines (businessId, id, orderId, kind, name, sku, barcode, externalId, quantity, price, total, taxRate, tax, position, platformLineId)
		SELECT ${businessId}, value ->> 'id', ${order.id}, value ->> 'kind', value ->> 'name', value ->> 'sku', value ->> 'barcode', value ->> 'externalId', value ->> 'quantity',
			value ->> 'price', value ->> 'total', value ->> 'taxRate', value ->> 'tax', value ->> 'position', value ->> 'platformLineId' FROM json_each(${JSON.stringify(loose)})`);
}

type Placing = {
	wish: PlaceOrderWish;
	where: Where;
	products: readonly Orderable[];
	buyer: Buyer | null;
	who: Principal | Viewer;
	/** The drawer its money is in, as SQL. */
	drawer?: SQL | null;
};

/**
 * Adds an order to the batch: its lines are priced, its goods held, and it is paid where it is said to be. For rooms above too, which read
 * `placeAsks` in their own read. What a shop elsewhere sold keeps that shop's currency, whichever its store counts in: its goods are held like any other's.
 * @returns its id
 * @throws Refusal as `priceOrder`, `conflict / stock_oversold` where it may not be short, `conflict / currency_differs` for one that is no such shop's
 */
export function placeOrderIn(work: Work, { wish, where, products, buyer, who, drawer = null }: Placing): string {
	const { businessId, now } = work;
	const { id: storeId } = where;
	const { actor } = who;
	const currency = currencyOf(wish, where, who);
	const taxIncluded = wish.taxIncluded ?? where.taxIncluded === 1;
	const priced = priceOrder(wish, products, { currency, taxRate: where.taxRate, taxIncluded });
	const id = newId<"order">(now);
	const owed = wish.paid?.owed === undefined ? 0 : amountOf(wish.paid.owed, currency, "paid.owed");
	// A shop that says so of an order nobody paid anything of means an unpaid one; whoever says it here is mistaken.
	if ("stores" in who && owed > 0 && owed >= priced.due) refuseField("paid.owed", "too_large", "less than the order comes to");
	const taken = wish.paid !== undefined && owed < priced.due ? priced.due - owed : 0;
	const paid = taken > 0 || priced.due === 0;
	const name = buyer?.name || wish.customer?.name || wish.shippingAddress?.name || wish.billingAddress?.name || "";
	const asJson = (value: object | undefined) => (value ? JSON.stringify(value) : null);
	// A clock there that is ahead of ours says nothing.
	const boughtAt = wish.boughtAt === undefined ? now : Date.parse(wish.boughtAt);
	// A store's currency may change until its first order; not under one.
	work.guard(sql`SELECT 1 FROM stores WHERE businessId = ${businessId} AND id = ${storeId} AND currency = ${where.currency}`);
	work.add(sql`INSERT INTO orders (businessId, id, storeId, channel, origin, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total, note,
			actorId, actorName, day, placedAt, updatedAt, discount, customerId, customerName, customerEmail, customerPhone, connectionId, platformOrderId, platformNumber, assigneeId,
			shippingAddress, billingAddress, shipping, tip, looseUnits, looseTotal, paidAt, owed, boughtAt)
		VALUES (${businessId}, ${id}, ${storeId}, 'counter', ${wish.channel}, 'PENDING', ${paid ? "paid" : "unpaid"}, 'unfulfilled', ${currency}, ${priced.units}, ${priced.subtotal},
			${priced.tax}, ${taxIncluded ? 1 : 0}, ${priced.total}, ${wish.note}, ${actor.id}, ${actor.name}, '', ${now}, ${now}, ${priced.discount}, ${buyer?.id ?? null}, ${name},
			${buyer?.email ?? ""}, ${wish.customer?.phone ?? ""}, ${wish.connectionId ?? null}, ${wish.platformOrderId ?? null}, ${wish.platformNumber}, ${wish.assigneeId},
			${asJson(wish.shippingAddress)}, ${asJson(wish.billingAddress)}, ${priced.shipping}, ${priced.tip}, ${priced.looseUnits}, ${priced.looseTotal}, ${paid ? now : null}, CAST(${taken > 0 ? owed : 0} AS INTEGER), CAST(${boughtAt < now ? boughtAt : null} AS INTEGER))`);
	const order = { id, storeId, currency };
	const lines = writeLinesIn(work, order, priced);
	const available = new Map(products.map((product) => [product.id, product.available]));
	if (wish.whenShort === "refuse") refuseShort(lines, available);
	const { hold, short } = decideHold(lines, available);
	holdOrderIn(work, order, hold, [], paid ? null : now + wish.holdMinutes * minute);
	if (short.length > 0) noteShortIn(work, order, short);
	if (wish.paid && taken > 0) {
		const { method, reference } = wish.paid;
		const payments = decidePayments(taken, method ? [{ method, reference }] : undefined, currency);
		payIn(
			work,
			{ storeId, orderId: id, refundId: null, currency, actor, drawer },
			method ? payments : payments.map((payment) => ({ ...payment, reference })),
		);
	}
	work.tell(arrivals, [id]);
	work.record(OrderPlaced, {
		subject: { type: "order", id },
		storeId,
		data: {
			storeId,
			channel: wish.channel,
			units: priced.units,
			total: priced.due,
			currency,
			productIds: [...new Set(lines.map(({ productId }) => productId))],
			number: wish.platformNumber,
			paid: taken === priced.due,
			amountPaid: taken,
			owed: priced.due - taken,
			short: short.reduce((units, { quantity }) => units + quantity, 0),
			unmatched: priced.loose.filter(({ kind }) => kind === "unmatched").length,
		},
	});
	return id;
}

/**
 * Whoever brings a shop's orders is a machine of ours. Anybody else could keep an order out of the takings by naming a shop.
 * @throws Refusal `conflict / currency_differs` for an order that is not in its store's, and that somebody else brings, or that is no shop's
 */
function currencyOf({ currency, connectionId }: PlaceOrderWish, where: Where, who: Principal | Viewer): string {
	if (currency === undefined || currency === where.currency) return where.currency;
	if (connectionId === undefined || "stores" in who) refuse("conflict", "currency_differs", { currency: where.currency, given: currency });
	return currency;
}

/** The questions placing an order asks; they ride in the caller's one read. */
export function placeAsks(businessId: string, wish: PlaceOrderWish) {
	const productIds = JSON.stringify(wish.lines.flatMap(({ productId }) => productId ?? []));
	return {
		where: whereAsk(businessId, wish.storeId),
		products: orderables(businessId, wish.storeId, productIds),
		there: first<{
			id: string;
		}>(sql`SELECT id FROM orders INDEXED BY orders_of_platform WHERE businessId = ${businessId} AND connectionId = ${wish.connectionId ?? ""}
			AND platformOrderId = ${wish.platformOrderId ?? ""} AND platformOrderId IS NOT NULL`),
		assignee: assigneeAsk(businessId, wish.assigneeId ?? null),
		known: buyerQuestion(businessId, wish.customer),
		named: namedDrawerAsk(businessId, wish.paid?.drawerId),
	};
}

/** Whether an order can be somebody's. */
export function assigneeAsk(businessId: string, userId: string | null): Ask<{ id: string } | undefined> {
	return first(sql`SELECT id FROM users WHERE businessId = ${businessId} AND id = ${userId ?? ""} AND state = 'active'`);
}

/**
 * Takes an order that is not handed over at once. Its goods are held: for good where it is paid, else for `holdMinutes`. A platform's order that is there
 * already is answered, not made again.
 * @throws Refusal as `placeOrderIn`, `forbidden / store_not_yours`, `not_found / user_not_found`, `not_found / customer_not_found`, `invalid / validation_failed`
 */
export const placeOrder = command<typeof PlaceOrder, OrderStand>({
	name: "orders.place",
	needs: "sales:write",
	input: PlaceOrder,
	async run({ db, work, principal }, wish) {
		const { businessId } = db;
		const { where, products, there, assignee, known, named } = await db.read(placeAsks(businessId, wish));
		const who = await principal();
		if (!where) refuse("forbidden", "store_not_yours", { storeId: wish.storeId });
		mustActIn(who, where.id);
		if (there) return answer<OrderStand>(standJson(businessId, there.id));
		if (wish.assigneeId !== null && !assignee) refuse("not_found", "user_not_found");
		const buyer = await buyerIn(work, wish.customer, known);
		const { paid } = wish;
		const place = { storeId: where.id, currency: currencyOf(wish, where, who), drawerId: paid?.drawerId, named };
		const drawer = drawerTakingIn(work, who, { ...place, method: paid?.method });
		const id = placeOrderIn(work, { wish, where, products, buyer, who, drawer });
		return answer<OrderStand>(standJson(businessId, id));
	},
});
