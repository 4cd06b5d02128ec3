import { actualCost, type Field, GraphqlProblem, parseOperation, project, requestedCost } from "./graphql.ts";
import {
	type FakeLine,
	type FakeOrder,
	type FakeProduct,
	type FakeShop,
	type FakeVariant,
	numbersIn,
	outstandingOf,
	totalOf,
} from "./shopify-shop.ts";

/** The Admin API of one shop on the stand-in: what it answers to an operation, and what that costs. */

type Args = Record<string, unknown>;
const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
const money = (amount: number, currency: string) => ({ __typename: "MoneyV2", amount: (amount / 100).toFixed(2), currencyCode: currency });
const cents = (text: string) => Math.round(Number(text) * 100);

/** The levels of the version that must be compared and named by a key: from 2026-04. */
const isStrict = (version: string) => version >= "2026-04";

function connection<One>(list: One[], args: Args, map: (one: One) => unknown) {
	const first = Number(args.first ?? 0);
	if (first < 1 || first > 250) throw new GraphqlProblem("first must be between 1 and 250");
	const from = args.after ? Number(atob(String(args.after))) : 0;
	const given = list.slice(from, from + first);
	return {
		__typename: "Connection",
		nodes: given.map(map),
		pageInfo: {
			__typename: "PageInfo",
			hasNextPage: from + first < list.length,
			endCursor: given.length > 0 ? btoa(String(from + given.length)) : null,
		},
	};
}

function variantNode(shop: FakeShop, variant: FakeVariant): Record<string, unknown> {
	const product = shop.products.find(({ variants }) => variants.includes(variant))!;
	return {
		__typename: "ProductVariant",
		id: gid("ProductVariant", variant.id),
		title: variant.title,
		displayName: variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`,
		sku: variant.sku || null,
		barcode: variant.barcode,
		price: variant.price,
		updatedAt: iso(Math.max(variant.changedAt, product.changedAt)),
		product: () => ({
			__typename: "Product",
			id: gid("Product", product.id),
			title: product.title,
			status: product.status,
			updatedAt: iso(product.changedAt),
		}),
		inventoryItem: () => itemNode(variant),
	};
}

function itemNode(variant: FakeVariant): Record<string, unknown> {
	return {
		__typename: "InventoryItem",
		id: gid("InventoryItem", variant.itemId),
		tracked: variant.tracked,
		inventoryLevel: ({ locationId }: Args) => {
			const available = variant.available.get(numbersIn(String(locationId)));
			if (available === undefined) return null;
			return {
				__typename: "InventoryLevel",
				quantities: ({ names }: Args) =>
					(names as string[]).map((name) => ({ __typename: "InventoryQuantity", name, quantity: name === "available" ? available : 0 })),
			};
		},
	};
}

function productNode(shop: FakeShop, product: FakeProduct): Record<string, unknown> {
	return {
		__typename: "Product",
		id: gid("Product", product.id),
		title: product.title,
		status: product.status,
		variants: (args: Args) => connection(product.variants, args, (variant) => variantNode(shop, variant)),
	};
}

function orderNode(order: FakeOrder): Record<string, unknown> {
	const set = (amount: number) => ({
		__typename: "MoneyBag",
		shopMoney: money(amount, order.currency),
		presentmentMoney: money(Math.round(amount * order.presentment.rate), order.presentment.currency),
	});
	const line = (one: FakeLine) => ({
		__typename: "LineItem",
		id: gid("LineItem", one.id),
		name: one.title,
		sku: one.variant?.sku ?? null,
		quantity: one.quantity,
		currentQuantity: one.current,
		isGiftCard: one.giftCard,
		variant: one.variant && { __typename: "ProductVariant", id: gid("ProductVariant", one.variant.id) },
		product: one.productId && { __typename: "Product", id: gid("Product", one.productId) },
		originalUnitPriceSet: set(cents(one.price)),
		discountAllocations: cents(one.discount) ? [{ __typename: "DiscountAllocation", allocatedAmountSet: set(cents(one.discount)) }] : [],
		taxLines: cents(one.tax) ? [{ __typename: "TaxLine", priceSet: set(cents(one.tax)) }] : [],
	});
	const { customer } = order;
	return {
		__typename: "Order",
		id: gid("Order", order.id),
		name: order.name,
		createdAt: iso(order.placedAt),
		processedAt: iso(order.placedAt),
		updatedAt: iso(order.changedAt),
		cancelledAt: order.cancelledAt === null ? null : iso(order.cancelledAt),
		cancelReason: order.cancelledAt === null ? null : "CUSTOMER",
		test: order.test,
		displayFinancialStatus: order.financial.toUpperCase(),
		displayFulfillmentStatus: (order.fulfillment ?? "unfulfilled").toUpperCase(),
		currencyCode: order.currency,
		presentmentCurrencyCode: order.presentment.currency,
		totalPriceSet: set(totalOf(order)),
		totalOutstandingSet: set(outstandingOf(order)),
		totalTipReceivedSet: set(order.lines.filter(({ tip }) => tip).reduce((sum, { price }) => sum + cents(price), 0)),
		taxesIncluded: order.taxesIncluded,
		note: null,
		email: customer?.email ?? null,
		phone: null,
		paymentGatewayNames: [order.giftCardPayment ? "gift_card" : "shopify_payments"],
		shippingLines: (args: Args) =>
			connection(cents(order.shipping) ? [order.shipping] : [], args, (price) => ({
				__typename: "ShippingLine",
				discountedPriceSet: set(cents(price)),
				taxLines: [],
			})),
		customer: customer && {
			__typename: "Customer",
			id: gid("Customer", customer.id),
			firstName: customer.first,
			lastName: customer.last,
			defaultEmailAddress: { __typename: "CustomerEmailAddress", emailAddress: customer.email },
			defaultPhoneNumber: customer.phone && { __typename: "CustomerPhoneNumber", phoneNumber: customer.phone },
		},
		billingAddress: null,
		shippingAddress: customer && {
			__typename: "MailingAddress",
			name: `${customer.first} ${customer.last}`,
			company: null,
			address1: "Nørregade 1",
			address2: null,
			city: "København K",
			zip: "1165",
			province: null,
			countryCodeV2: "DK",
			phone: customer.phone,
		},
		lineItems: (args: Args) => connection(order.lines, args, line),
		refunds: ({ first }: Args) =>
			order.refunds.slice(0, Number(first ?? 100)).map((refund) => ({
				__typename: "Refund",
				id: gid("Refund", refund.id),
				createdAt: iso(refund.at),
				note: "",
				totalRefundedSet: set(cents(refund.amount)),
				refundLineItems: (args: Args) =>
					connection(refund.lines, args, (one) => ({
						__typename: "RefundLineItem",
						quantity: one.quantity,
						restockType: one.restockType.toUpperCase(),
						lineItem: { __typename: "LineItem", id: gid("LineItem", one.line.id) },
					})),
			})),
	};
}

type Problem = { field: string[] | null; message: string; code?: string };
const userErrors = (problems: Problem[]) => problems.map((problem) => ({ __typename: "UserError", code: null, ...problem }));

function setQuantities(shop: FakeShop, version: string, args: Args, field: Field) {
	const input = args.input as { name: string; reason: string; quantities: Record<string, unknown>[] };
	const key = field.directives.idempotent?.key as string | undefined;
	if (isStrict(version) && !key) throw new GraphqlProblem("The @idempotent directive is required for this mutation but was not provided.");
	if (isStrict(version) && input.quantities.some((one) => "compareQuantity" in one))
		throw new GraphqlProblem("InventoryQuantityInput: Field is not defined: compareQuantity");
	const payload = JSON.stringify(input);
	const before = key ? shop.idempotent.get(key) : undefined;
	const failed = (problems: Problem[]) => ({
		__typename: "InventorySetQuantitiesPayload",
		inventoryAdjustmentGroup: null,
		userErrors: userErrors(problems),
	});
	if (before && before.payload !== payload)
		return failed([{ field: ["input"], message: "The key was used with other parameters.", code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }]);
	if (before) return before.answer;
	const problems = input.quantities.flatMap((one, n): Problem[] => {
		const at = (name: string) => ["input", "quantities", String(n), name];
		const item = shop.item(numbersIn(String(one.inventoryItemId)));
		const location = shop.locations.find(({ id }) => id === numbersIn(String(one.locationId)));
		if (!item) return [{ field: at("inventoryItemId"), message: "The inventory item could not be found.", code: "INVALID_INVENTORY_ITEM" }];
		if (!location) return [{ field: at("locationId"), message: "The location could not be found.", code: "INVALID_LOCATION" }];
		if (!item.tracked)
			return [{ field: at("inventoryItemId"), message: "The inventory item is not tracked.", code: "INVENTORY_ITEM_NOT_TRACKED" }];
		if (isStrict(version) && !("changeFromQuantity" in one))
			return [{ field: at("changeFromQuantity"), message: "must be given", code: "CHANGE_FROM_QUANTITY_REQUIRED" }];
		const expected = one.changeFromQuantity;
		return expected !== null && expected !== undefined && expected !== (item.available.get(location.id) ?? 0)
			? [
					{
						field: at("changeFromQuantity"),
						message: "The changeFromQuantity value does not match persisted value.",
						code: "CHANGE_FROM_QUANTITY_STALE",
					},
				]
			: [];
	});
	if (problems.length > 0) return failed(problems);
	for (const one of input.quantities) {
		const item = shop.item(numbersIn(String(one.inventoryItemId)))!;
		shop.setLevel(item, numbersIn(String(one.locationId)), Number(one.quantity));
	}
	shop.writes += input.quantities.length;
	const answer = {
		__typename: "InventorySetQuantitiesPayload",
		inventoryAdjustmentGroup: { __typename: "InventoryAdjustmentGroup", id: gid("InventoryAdjustmentGroup", shop.newId()) },
		userErrors: [],
	};
	if (key) shop.idempotent.set(key, { payload, answer });
	return answer;
}

function productSet(shop: FakeShop, args: Args) {
	const input = args.input as { title: string; vendor?: string; status?: string; variants: Record<string, unknown>[] };
	const taken = shop.refuses;
	if (taken) return { __typename: "ProductSetPayload", product: null, userErrors: userErrors([{ field: ["input"], message: taken }]) };
	const product = shop.add({
		title: input.title,
		variants: input.variants.map((one) => ({
			sku: String(one.sku ?? ""),
			barcode: one.barcode ? String(one.barcode) : null,
			price: String(one.price ?? "0.00"),
			tracked: (one.inventoryItem as { tracked?: boolean } | undefined)?.tracked ?? false,
			available: Number((one.inventoryQuantities as { quantity: number }[] | undefined)?.[0]?.quantity ?? 0),
		})),
	});
	product.status = input.status ?? "ACTIVE";
	return { __typename: "ProductSetPayload", product: productNode(shop, product), userErrors: [] };
}

/** Of a query for an SKU, what shares a word with it, as theirs is a search of words; what was added just now is found a while later. */
function searched(shop: FakeShop, query: unknown): FakeVariant[] {
	const all = shop.products.flatMap(({ variants }) => variants);
	const [, wanted] = /^sku:"((?:[^"\\]|\\.)*)"$/.exec(String(query ?? "")) ?? [];
	if (query && wanted === undefined) throw new GraphqlProblem("the stand-in searches by SKU only");
	const words = (text: string) =>
		text
			.toLowerCase()
			.split(/[^a-z0-9]+/)
			.filter(Boolean);
	const found = wanted === undefined ? all : all.filter(({ sku }) => words(sku).some((word) => words(wanted).includes(word)));
	return wanted === undefined ? found : found.filter(({ addedAt }) => addedAt + shop.searchLag <= shop.now());
}

function roots(shop: FakeShop, version: string): Record<string, unknown> {
	const since = (query: unknown) => Date.parse(/updated_at:>='([^']+)'/.exec(String(query ?? ""))?.[1] ?? "1970-01-01");
	return {
		__typename: "QueryRoot",
		shop: { __typename: "Shop", id: gid("Shop", shop.id), name: shop.name, myshopifyDomain: shop.host, currencyCode: shop.currency },
		currentAppInstallation: {
			__typename: "AppInstallation",
			accessScopes: () => (shop.tokens.at(-1)?.scope ?? "").split(",").map((handle) => ({ __typename: "AccessScope", handle })),
		},
		locations: (args: Args) =>
			connection(
				shop.locations.filter(({ isActive }) => isActive),
				args,
				(one) => ({ __typename: "Location", ...one, id: gid("Location", one.id) }),
			),
		productVariantsCount: () => ({
			__typename: "Count",
			count: shop.products.reduce((sum, { variants }) => sum + variants.length, 0),
		}),
		productVariants: (args: Args) => connection(searched(shop, args.query), args, (variant) => variantNode(shop, variant)),
		product: ({ id }: Args) => {
			const product = shop.products.find((one) => one.id === numbersIn(String(id)));
			return product ? productNode(shop, product) : null;
		},
		nodes: ({ ids }: Args) =>
			(ids as string[]).map((id) => {
				const item = shop.item(numbersIn(id));
				return item ? itemNode(item) : null;
			}),
		orders: (args: Args) =>
			connection(
				shop.orders
					.filter(({ changedAt }) => Math.floor(changedAt / 1000) >= Math.floor(since(args.query) / 1000))
					.sort((a, b) => a.changedAt - b.changedAt),
				args,
				orderNode,
			),
		order: ({ id }: Args) => {
			const order = shop.orders.find((one) => one.id === numbersIn(String(id)));
			return order ? orderNode(order) : null;
		},
		webhookSubscriptions: (args: Args) =>
			connection(shop.subscriptions, args, (one) => ({
				__typename: "WebhookSubscription",
				...one,
				id: gid("WebhookSubscription", one.id),
			})),
		inventorySetQuantities: (args: Args, field: Field) => setQuantities(shop, version, args, field),
		productSet: (args: Args) => productSet(shop, args),
		webhookSubscriptionCreate: ({ topic, webhookSubscription }: Args) => {
			const { uri } = webhookSubscription as { uri: string };
			const problem = !uri.startsWith("https://") && !uri.startsWith("http://127.0.0.1") && !uri.startsWith("http://storekeep.test");
			const taken = shop.subscriptions.some((one) => one.topic === topic && one.uri === uri);
			if (problem || taken)
				return {
					__typename: "WebhookSubscriptionCreatePayload",
					webhookSubscription: null,
					userErrors: userErrors([
						{
							field: ["webhookSubscription", "uri"],
							message: taken ? "Address for this topic has already been taken" : "Address is not allowed",
						},
					]),
				};
			const made = { id: shop.newId(), topic: String(topic), uri };
			shop.subscriptions.push(made);
			return {
				__typename: "WebhookSubscriptionCreatePayload",
				webhookSubscription: { __typename: "WebhookSubscription", ...made, id: gid("WebhookSubscription", made.id) },
				userErrors: [],
			};
		},
		webhookSubscriptionDelete: ({ id }: Args) => {
			const there = shop.subscriptions.findIndex((one) => one.id === numbersIn(String(id)));
			if (there >= 0) shop.subscriptions.splice(there, 1);
			return {
				__typename: "WebhookSubscriptionDeletePayload",
				deletedWebhookSubscriptionId: there >= 0 ? id : null,
				userErrors: there >= 0 ? [] : userErrors([{ field: ["id"], message: "Webhook subscription does not exist" }]),
			};
		},
	};
}

/** Answers one operation as the Admin API would: 200, whether or not it went well. */
export function answerGraphql(shop: FakeShop, version: string, body: { query: string; variables?: Args }, now: number, throttled: boolean) {
	const { bucket } = shop;
	bucket.available = Math.min(bucket.maximum, bucket.available + ((now - bucket.at) / 1000) * bucket.restoreRate);
	bucket.at = now;
	const cost = (requestedQueryCost: number, actualQueryCost: number | null) => ({
		cost: {
			requestedQueryCost,
			actualQueryCost,
			throttleStatus: {
				maximumAvailable: bucket.maximum,
				currentlyAvailable: Math.floor(bucket.available),
				restoreRate: bucket.restoreRate,
			},
		},
	});
	const failed = (message: string, code: string, requested: number) => ({
		errors: [{ message, extensions: { code } }],
		extensions: cost(requested, null),
	});
	try {
		const { kind, fields } = parseOperation(body.query, body.variables ?? {});
		const requested = Math.max(requestedCost(fields), kind === "mutation" ? 10 : 0);
		if (requested > 1000)
			return failed(`Query cost is ${requested}, which exceeds the single query max cost limit (1000).`, "MAX_COST_EXCEEDED", requested);
		if (throttled || requested > bucket.available) return failed("Throttled", "THROTTLED", requested);
		if (shop.sick.has(numbersIn(String(body.variables?.id ?? "")))) return failed("Internal error.", "INTERNAL_SERVER_ERROR", requested);
		const data = project(fields, roots(shop, version), "root");
		const actual = kind === "mutation" ? 10 : Math.min(requested, actualCost(data));
		bucket.available -= actual;
		shop.calls.push({ fields: fields.map(({ name }) => name), cost: actual, at: now });
		return { data, extensions: cost(requested, actual) };
	} catch (error) {
		if (!(error instanceof GraphqlProblem)) throw error;
		return { errors: [{ message: error.message, extensions: { code: "undefinedField" } }] };
	}
}
