import { z } from "zod";
import { isoInstant } from "#app/platform/time.ts";
import type { Link, PlatformAddress, PlatformOrder, UnreadOrder } from "../contract.ts";
import { eachOrder } from "./each-order.server.ts";
import { operate } from "./shopify-graphql.server.ts";
import { globalId, plainId } from "./shopify-json.ts";
import { orderOf, type ToldLine, UnreadableAmount } from "./shopify-order.ts";

/** A shop's orders, asked for one by one: a page of whole orders would cost more points than one call may. */

const Bag = z.object({ shopMoney: z.object({ amount: z.string() }) });
const bag = "{ shopMoney { amount } }";
const Text = z
	.string()
	.nullish()
	.transform((text) => text ?? "");
const Page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const Address = z
	.object({
		name: Text,
		company: Text,
		address1: Text,
		address2: Text,
		zip: Text,
		city: Text,
		province: Text,
		countryCodeV2: Text,
		phone: Text,
	})
	.nullable();
const address = "{ name company address1 address2 zip city province countryCodeV2 phone }";

const Line = z.object({
	id: z.string(),
	name: z.string(),
	sku: Text,
	quantity: z.int(),
	currentQuantity: z.int(),
	isGiftCard: z.boolean(),
	variant: z.object({ id: z.string() }).nullable(),
	product: z.object({ id: z.string() }).nullable(),
	originalUnitPriceSet: Bag,
	discountAllocations: z.array(z.object({ allocatedAmountSet: Bag })),
	taxLines: z.array(z.object({ priceSet: Bag })),
});
const Lines = z.object({ nodes: z.array(Line), pageInfo: Page });
const lines = `nodes { id name sku quantity currentQuantity isGiftCard variant { id } product { id } originalUnitPriceSet ${bag}
	discountAllocations { allocatedAmountSet ${bag} } taxLines { priceSet ${bag} } } pageInfo { hasNextPage endCursor }`;

const Order = z.object({
	id: z.string(),
	name: z.string(),
	createdAt: z.string(),
	processedAt: z.string(),
	updatedAt: z.string(),
	cancelledAt: z.string().nullable(),
	cancelReason: Text,
	test: z.boolean(),
	displayFinancialStatus: Text,
	displayFulfillmentStatus: Text,
	currencyCode: z.string(),
	totalPriceSet: z.object({
		shopMoney: z.object({ amount: z.string() }),
		presentmentMoney: z.object({ amount: z.string(), currencyCode: z.string() }),
	}),
	totalTipReceivedSet: Bag.nullable(),
	totalOutstandingSet: Bag.nullish(),
	taxesIncluded: z.boolean(),
	note: Text,
	email: Text,
	phone: Text,
	paymentGatewayNames: z.array(z.string()),
	shippingLines: z.object({ nodes: z.array(z.object({ discountedPriceSet: Bag, taxLines: z.array(z.object({ priceSet: Bag })) })) }),
	customer: z
		.object({
			id: z.string(),
			firstName: Text,
			lastName: Text,
			defaultEmailAddress: z.object({ emailAddress: Text }).nullish(),
			defaultPhoneNumber: z.object({ phoneNumber: Text }).nullish(),
		})
		.nullable(),
	shippingAddress: Address,
	billingAddress: Address,
	lineItems: Lines,
	refunds: z.array(
		z.object({
			id: z.string(),
			createdAt: z.string(),
			note: Text,
			totalRefundedSet: Bag,
			refundLineItems: z.object({
				nodes: z.array(z.object({ quantity: z.int(), restockType: z.string(), lineItem: z.object({ id: z.string() }) })),
			}),
		}),
	),
});

const orderQuery = `query Order($id: ID!, $after: String) { order(id: $id) {
	id name createdAt processedAt updatedAt cancelledAt cancelReason test displayFinancialStatus displayFulfillmentStatus currencyCode taxesIncluded note email phone
	paymentGatewayNames totalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } } totalTipReceivedSet ${bag} totalOutstandingSet ${bag}
	shippingLines(first: 5) { nodes { discountedPriceSet ${bag} taxLines { priceSet ${bag} } } }
	customer { id firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
	shippingAddress ${address} billingAddress ${address}
	lineItems(first: 40, after: $after) { ${lines} }
	refunds(first: 20) { id createdAt note totalRefundedSet ${bag} refundLineItems(first: 40) { nodes { quantity restockType lineItem { id } } } } } }`;

/** One order as it is now, with all its lines. */
export async function fetchShopifyOrder(link: Link, id: string): Promise<PlatformOrder | UnreadOrder | null> {
	const shape = z.object({ order: Order.nullable() });
	const anything = z.object({ order: z.unknown() });
	const answered = shape.safeParse(await operate(link, orderQuery, { id: globalId("Order", id), after: null }, anything));
	if (!answered.success) return { unreadable: answered.error.issues[0]?.path.join(".") ?? "", ...(await stubOf(link, id)) };
	const { order } = answered.data;
	if (!order) return null;
	const all = [...order.lineItems.nodes];
	for (let { pageInfo } = order.lineItems; pageInfo.hasNextPage; ) {
		const more: z.output<typeof shape> = await operate(link, orderQuery, { id: globalId("Order", id), after: pageInfo.endCursor }, shape);
		if (!more.order) return null;
		all.push(...more.order.lineItems.nodes);
		pageInfo = more.order.lineItems.pageInfo;
	}
	try {
		return toldOf(order, all);
	} catch (error) {
		if (error instanceof UnreadableAmount) return { unreadable: error.message, ...stubIn(order) };
		throw error;
	}
}

const Stub = z.object({ id: z.string(), name: z.string(), createdAt: z.string(), updatedAt: z.string() });

/** As much of an order as tells it from others, where the rest cannot be read. */
async function stubOf(link: Link, id: string): Promise<Omit<UnreadOrder, "unreadable">> {
	const query = "query Stub($id: ID!) { order(id: $id) { id name createdAt updatedAt } }";
	return stubIn((await operate(link, query, { id: globalId("Order", id) }, z.object({ order: Stub }))).order);
}

function stubIn({ id, name, createdAt, updatedAt }: z.output<typeof Stub>): Omit<UnreadOrder, "unreadable"> {
	return { id: plainId(id), number: name, placedAt: Date.parse(createdAt) || 0, modifiedAt: Date.parse(updatedAt) || 0 };
}

/** Orders of a page: each of them is a call of its own. */
const pageSize = 10;

export async function pullShopifyOrders(
	link: Link,
	since: number,
	cursor: string | null,
): Promise<{ orders: (PlatformOrder | UnreadOrder)[]; next: string | null }> {
	const { orders } = await operate(
		link,
		"query Changed($first: Int!, $after: String, $query: String) { orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) { nodes { id name createdAt updatedAt } pageInfo { hasNextPage endCursor } } }",
		{ first: pageSize, after: cursor, query: `updated_at:>='${isoInstant(since)}'` },
		z.object({ orders: z.object({ nodes: z.array(Stub), pageInfo: Page }) }),
	);
	const found = await eachOrder(orders.nodes, ({ id }) => fetchShopifyOrder(link, plainId(id)), stubIn);
	return { orders: found, next: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null };
}

function toldOf(order: z.output<typeof Order>, all: z.output<typeof Line>[]): PlatformOrder {
	const amount = ({ shopMoney }: z.output<typeof Bag>) => shopMoney.amount;
	const tip = order.totalTipReceivedSet ? amount(order.totalTipReceivedSet) : "0";
	const { customer, email, phone } = order;
	const { presentmentMoney, shopMoney } = order.totalPriceSet;
	return orderOf({
		id: plainId(order.id),
		name: order.name,
		placedAt: order.processedAt || order.createdAt,
		updatedAt: order.updatedAt,
		cancelledAt: order.cancelledAt,
		cancelReason: order.cancelReason.toLowerCase(),
		financial: order.displayFinancialStatus.toLowerCase(),
		outstanding: order.totalOutstandingSet ? amount(order.totalOutstandingSet) : null,
		fulfillment: order.displayFulfillmentStatus.toLowerCase(),
		currency: order.currencyCode,
		presentment: { currency: presentmentMoney.currencyCode, total: presentmentMoney.amount },
		total: shopMoney.amount,
		taxesIncluded: order.taxesIncluded,
		test: order.test,
		note: order.note,
		gateways: order.paymentGatewayNames,
		tip,
		shipping: order.shippingLines.nodes.map(({ discountedPriceSet, taxLines }) => ({
			price: amount(discountedPriceSet),
			taxes: taxLines.map(({ priceSet }) => amount(priceSet)),
		})),
		customer:
			customer || email
				? {
						id: customer ? plainId(customer.id) : null,
						name:
							`${customer?.firstName ?? ""} ${customer?.lastName ?? ""}`.trim() ||
							order.shippingAddress?.name ||
							order.billingAddress?.name ||
							"",
						email: customer?.defaultEmailAddress?.emailAddress || email,
						phone: customer?.defaultPhoneNumber?.phoneNumber || phone,
					}
				: null,
		shippingAddress: addressOf(order.shippingAddress),
		billingAddress: addressOf(order.billingAddress),
		lines: all.map((line): ToldLine => {
			const price = amount(line.originalUnitPriceSet);
			return {
				id: plainId(line.id),
				variantId: line.variant && plainId(line.variant.id),
				productId: line.product && plainId(line.product.id),
				sku: line.sku.trim(),
				name: line.name,
				quantity: line.quantity,
				current: line.currentQuantity,
				price,
				allocations: line.discountAllocations.map(({ allocatedAmountSet }) => amount(allocatedAmountSet)),
				taxes: line.taxLines.map(({ priceSet }) => amount(priceSet)),
				isGiftCard: line.isGiftCard,
				// Nothing here says of a line that it is the tip; it is of no product, and costs what was tipped.
				isTip: Number(tip) > 0 && !line.variant && !line.product && line.sku === "" && Number(price) * line.quantity === Number(tip),
			};
		}),
		refunds: order.refunds.map((refund) => ({
			id: plainId(refund.id),
			at: refund.createdAt,
			note: refund.note,
			amounts: [amount(refund.totalRefundedSet)],
			lines: refund.refundLineItems.nodes.map(({ quantity, restockType, lineItem }) => ({
				lineId: plainId(lineItem.id),
				quantity,
				restockType: restockType.toLowerCase(),
			})),
		})),
	});
}

function addressOf(found: z.output<typeof Address>): PlatformAddress | null {
	if (!found) return null;
	const { name, company, address1, address2, zip, city, province, countryCodeV2, phone } = found;
	return { name, company, line1: address1, line2: address2, postcode: zip, city, region: province, country: countryCodeV2, phone };
}
