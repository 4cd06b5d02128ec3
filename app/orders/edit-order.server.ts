import { sql } from "drizzle-orm";
import { buyerIn, buyerQuestion } from "#app/customers/buyer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { day } from "#app/platform/time.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { OrderEdited, OrderLineMatched } from "./events.server.ts";
import { EditOrder, MatchLine } from "./input.ts";
import {
	availableTo,
	changeIn,
	factOf,
	holdOrderIn,
	mustBeOpen,
	noteShortIn,
	openAsks,
	type OpenOrder,
	orderables,
	type OrderStand,
	standJson,
	storeOfOrder,
} from "./open-order.server.ts";
import { secureIn } from "./pay-order.server.ts";
import { assigneeAsk, writeLinesIn } from "./place-order.server.ts";
import { decideHold, priceOrder, refuseShort } from "./placing.ts";
import { changeableOf } from "./rules.ts";

/** Where whoever is waited for can still change what an order is. @throws Refusal `conflict / order_not_open` */
function mustBeBegun({ status, paymentStatus }: OpenOrder, unpaid = false): void {
	const { lines, buyer } = changeableOf({ status, paymentStatus });
	if (!(unpaid ? lines : buyer)) refuse("conflict", "order_not_open", { status, paymentStatus });
}

/**
 * Changes what is said: whose it is to do and the note at any time, buyer and addresses until it has left, lines and amounts while it is PENDING and unpaid.
 * New lines are held as the old ones were, or the change is refused whole.
 * @throws Refusal `order_not_found`, `conflict / order_not_open`, `conflict / version_changed`, `conflict / stock_oversold`, `user_not_found`, as `priceOrder`
 */
export const editOrder = command<typeof EditOrder, OrderStand>({
	name: "orders.edit",
	needs: "sales:write",
	input: EditOrder,
	async run({ db, work, principal, now }, { orderId, version, ...wish }) {
		const { businessId } = db;
		const productIds = JSON.stringify((wish.lines ?? []).flatMap(({ productId }) => productId ?? []));
		const found = await db.read({
			...openAsks(businessId, orderId),
			products: orderables(businessId, storeOfOrder(businessId, orderId), productIds),
			assignee: assigneeAsk(businessId, wish.assigneeId ?? null),
			known: buyerQuestion(businessId, wish.customer),
			terms: first<{ taxRate: number }>(sql`SELECT taxRate FROM businesses WHERE businessId = ${businessId}`),
		});
		const order = mustBeOpen(found.order, await principal(), version);
		if (wish.assigneeId && !found.assignee) refuse("not_found", "user_not_found");
		const money = wish.lines !== undefined || wish.shipping !== undefined || wish.tip !== undefined || wish.discount !== undefined;
		if (money) mustBeBegun(order, true);
		else if (wish.customer || wish.shippingAddress !== undefined || wish.billingAddress !== undefined) mustBeBegun(order);
		const asJson = (value: object | null) => (value ? JSON.stringify(value) : null);
		const { customer, shippingAddress, billingAddress, note, assigneeId, lines } = wish;
		const buyer = customer && (await buyerIn(work, customer, found.known));
		const sets = [
			...(note === undefined ? [] : [sql`note = ${note}`]),
			...(assigneeId === undefined ? [] : [sql`assigneeId = ${assigneeId}`]),
			...(shippingAddress === undefined ? [] : [sql`shippingAddress = ${asJson(shippingAddress)}`]),
			...(billingAddress === undefined ? [] : [sql`billingAddress = ${asJson(billingAddress)}`]),
			...(customer === undefined
				? []
				: [
						sql`customerId = ${buyer?.id ?? null}, customerName = ${buyer?.name ?? customer.name}, customerEmail = ${buyer?.email ?? ""}, customerPhone = ${customer.phone}`,
					]),
			...(wish.shipping === undefined ? [] : [sql`shipping = CAST(${amountOf(wish.shipping, order.currency, "shipping")} AS INTEGER)`]),
			...(wish.tip === undefined ? [] : [sql`tip = CAST(${amountOf(wish.tip, order.currency, "tip")} AS INTEGER)`]),
		];
		if (!lines && wish.discount !== undefined)
			refuse("invalid", "validation_failed", { issues: [{ field: "lines", rule: "required", message: "the lines it is off" }] });
		const shelvesOf = new Set(found.lines.map(({ productId }) => productId));
		if (lines) {
			const terms = { currency: order.currency, taxRate: found.terms?.taxRate ?? 0, taxIncluded: order.taxIncluded === 1 };
			const priced = priceOrder({ lines, discount: wish.discount, shipping: 0, tip: 0 }, found.products, terms);
			const { units, subtotal, tax, total, looseUnits, looseTotal, discount } = priced;
			sets.push(sql`units = CAST(${units} AS INTEGER), subtotal = CAST(${subtotal} AS INTEGER), tax = CAST(${tax} AS INTEGER), total = CAST(${total} AS INTEGER),
				looseUnits = CAST(${looseUnits} AS INTEGER), looseTotal = CAST(${looseTotal} AS INTEGER), discount = CAST(${discount} AS INTEGER)`);
			work.add(sql`DELETE FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId}`);
			work.add(sql`DELETE FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId}`);
			const written = writeLinesIn(work, order, priced);
			const available = availableTo(found.products, found.held, order.storeId);
			refuseShort(written, available);
			holdOrderIn(work, order, decideHold(written, available).hold, found.held, found.held[0]?.expiresAt ?? now + 1 * day);
			noteShortIn(work, order, []);
			for (const { productId } of written) shelvesOf.add(productId);
		}
		if (sets.length === 0) return answer<OrderStand>(standJson(businessId, orderId));
		changeIn(work, order, sql.join(sets, sql`, `));
		work.record(OrderEdited, {
			subject: { type: "order", id: orderId },
			storeId: order.storeId,
			data: {
				...factOf(order, lines ? shelvesOf : []),
				changed: Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [name])),
				before: { note: order.note, assigneeId: order.assigneeId },
				after: { note: note ?? order.note, assigneeId: assigneeId === undefined ? order.assigneeId : assigneeId },
			},
		});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});

type Loose = { id: string; kind: string; name: string; quantity: number; total: number; tax: number };

/**
 * Says which product a line is that came without one, or that it is none. Its price stays; a product's units are held like the others, and what is not
 * there is a shortfall.
 * @throws Refusal `order_not_found`, `line_not_found`, `product_not_found`, `conflict / product_archived`, `conflict / order_not_open`, `conflict / version_changed`,
 * `conflict / line_given_back` where its money, or a part of it, has gone back already
 */
export const matchLine = command<typeof MatchLine, OrderStand>({
	name: "orders.match-line",
	needs: "sales:write",
	input: MatchLine,
	async run({ db, work, principal }, { orderId, lineId, productId, version }) {
		const { businessId } = db;
		const wanted = sql`(SELECT json_group_array(id) FROM (SELECT productId AS id FROM orderLines WHERE businessId = ${businessId} AND orderId = ${orderId} UNION SELECT ${productId ?? ""}))`;
		const found = await db.read({
			...openAsks(businessId, orderId),
			products: orderables(businessId, storeOfOrder(businessId, orderId), wanted),
			line: first<Loose>(
				sql`SELECT id, kind, name, quantity, total, tax FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`,
			),
		});
		const order = mustBeOpen(found.order, await principal(), version);
		const { line } = found;
		if (!line) refuse("not_found", "line_not_found");
		mustBeBegun(order);
		const storeId = order.storeId;
		const subject = { type: "order", id: orderId };
		if (productId === null) {
			changeIn(work, order, sql`looseUnits = looseUnits`);
			work.add(sql`UPDATE looseLines SET kind = 'custom' WHERE businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`);
			work.record(OrderLineMatched, { subject, storeId, data: { ...factOf(order), lineId, name: line.name, productId: null, short: 0 } });
			return answer<OrderStand>(standJson(businessId, orderId));
		}
		const product = found.products.find(({ id }) => id === productId) ?? refuse("not_found", "product_not_found", { productId });
		const { name, sku, status } = product;
		if (status === "archived") refuse("conflict", "product_archived", { productId, sku, name });
		const { quantity, total, tax } = line;
		const worth = total + (order.taxIncluded === 1 ? 0 : tax);
		// What went back beside the goods was of this line too: a product's money goes back with its pieces.
		if (order.extra - worth < order.refundedExtra) refuse("conflict", "line_given_back", { name: line.name });
		changeIn(work, order, sql`looseUnits = looseUnits - CAST(${quantity} AS INTEGER), looseTotal = looseTotal - CAST(${worth} AS INTEGER)`);
		work.add(sql`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt, position, note, platformLineId)
			SELECT businessId, id, orderId, ${storeId}, ${productId}, ${name}, ${sku}, quantity, price, ${order.currency}, total, taxRate, tax, '', 0, position, name, platformLineId
			FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`);
		work.add(sql`DELETE FROM looseLines WHERE businessId = ${businessId} AND orderId = ${orderId} AND id = ${lineId}`);
		const lines = [...found.lines, { id: lineId, productId, name, sku, quantity, refundedQuantity: 0, total, tax }];
		const unpaid = order.status === "PENDING" && order.paymentStatus === "unpaid";
		const { hold, short } = decideHold(lines, availableTo(found.products, found.held, storeId));
		if (unpaid) {
			holdOrderIn(work, order, hold, found.held, found.held[0]?.expiresAt ?? work.now + 1 * day);
			noteShortIn(work, order, short);
		} else secureIn(work, order, { lines, held: found.held, products: found.products });
		const missing = short.filter((each) => each.lineId === lineId).reduce((sum, each) => sum + each.quantity, 0);
		work.record(OrderLineMatched, {
			subject,
			storeId,
			data: { ...factOf(order, [productId]), lineId, name: line.name, productId, short: missing },
		});
		return answer<OrderStand>(standJson(businessId, orderId));
	},
});
