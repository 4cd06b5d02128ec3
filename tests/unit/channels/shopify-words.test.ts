import { expect, it } from "vitest";
import { consentAddress, judgeReturn, shopHost } from "#app/channels/adapters/shopify-consent.server.ts";
import { shopify } from "#app/channels/adapters/shopify.server.ts";
import type { PlatformOrder, Said } from "#app/channels/contract.ts";
import { client, settings } from "../../support/channels/shopify-link.ts";
import { fakeShopify } from "../../support/fakes/shopify.ts";
import type { FakeOrder, FakeShop, OrderWish } from "../../support/fakes/shopify-shop.ts";

const fake = fakeShopify(client);
const place = { currency: "DKK", locationId: null };
let serial = 0;

function opened(): FakeShop {
	const shop = fake.open(`words-${++serial}.myshopify.com`);
	for (const topic of [
		"ORDERS_CREATE",
		"ORDERS_UPDATED",
		"ORDERS_CANCELLED",
		"REFUNDS_CREATE",
		"INVENTORY_LEVELS_UPDATE",
		"PRODUCTS_UPDATE",
		"APP_UNINSTALLED",
	])
		shop.subscriptions.push({ id: shop.newId(), topic, uri: "http://storekeep.test/hook" });
	shop.add({ title: "LEMTOSH", variants: [{ sku: "LEM", barcode: "5701234567899", price: "1999.95", available: 5 }] });
	return shop;
}

/** What the last delivery of a topic says. */
function said(shop: FakeShop, topic: string): Said[] {
	return shopify.translate(topic, shop.owed.findLast((one) => one.topic === topic)?.body ?? "", place);
}
function orderOf(shop: FakeShop, topic: string): PlatformOrder {
	const [first] = said(shop, topic);
	if (first?.kind !== "order") throw new Error(`it said ${JSON.stringify(first)}`);
	return first.order;
}
/** An order as placed, and then as `happens` to it. */
function told(
	wish: OrderWish,
	happens?: (shop: FakeShop, order: FakeOrder) => void,
	topic = happens ? "orders/updated" : "orders/create",
): PlatformOrder {
	const shop = opened();
	const order = shop.order(wish);
	happens?.(shop, order);
	return orderOf(shop, topic);
}

it.each([
	[null, "all"],
	["partial", "rest"],
	["fulfilled", "nothing"],
] as const)("an order that is sent as %s has %s of it on the shelf", (fulfillment, holds) => {
	const send = fulfillment && ((shop: FakeShop, order: FakeOrder) => shop.fulfil(order, fulfillment));
	expect(told({ lines: [{ sku: "LEM", quantity: 3 }] }, send ?? undefined).holds).toBe(holds);
});

it("says an order with every id to the last digit, prices in minor units, and what discounts left of a line", () => {
	const shop = opened();
	const placed = shop.order({ lines: [{ sku: "LEM", quantity: 3, discount: "45.00", tax: "1190.97" }], shipping: "49.00" });
	const order = orderOf(shop, "orders/create");
	expect(order).toMatchObject({
		id: placed.id,
		number: "#1001",
		stage: "open",
		isPaid: true,
		isTest: false,
		currency: "DKK",
		taxIncluded: true,
		shipping: 4900,
		tip: 0,
		note: "",
		customer: { id: placed.customer?.id, name: "Ada Holm", email: "ada@buyer.example" },
		shippingAddress: { name: "Ada Holm", line1: "Nørregade 1", postcode: "1165", country: "DK" },
		refunds: [],
	});
	const variant = shop.variant("LEM");
	expect(order.lines).toEqual([
		{
			id: placed.lines[0]?.id,
			kind: "goods",
			variantId: variant?.id,
			productId: shop.products[0]?.id,
			sku: "LEM",
			name: "LEMTOSH",
			quantity: 3,
			before: 599985,
			total: 595485,
			tax: 119097,
		},
	]);
	expect(Number.isSafeInteger(Number(placed.id))).toBe(false);
});

it.each<[string, OrderWish, Partial<PlatformOrder>]>([
	["a test order", { lines: [{ sku: "LEM" }], test: true }, { isTest: true }],
	["nobody's order", { lines: [{ sku: "LEM" }], customer: null }, { customer: null, shippingAddress: null }],
	["an order that is not paid yet", { lines: [{ sku: "LEM" }], financial: "pending" }, { isPaid: false, stage: "open" }],
	["one paid with a gift card", { lines: [{ sku: "LEM" }], giftCardPayment: true }, { isPaid: true, paidWith: "gift_card" }],
	[
		"tax on top of prices and shipping",
		{ lines: [{ sku: "LEM", tax: "499.99" }], taxesIncluded: false, shipping: "40.00" },
		{ taxIncluded: false, shipping: 4000 },
	],
	[
		"what the buyer saw in another currency",
		{ lines: [{ sku: "LEM", price: "1000.00" }], presentment: { currency: "EUR", rate: 0.134 } },
		{ currency: "DKK", note: "134.00 EUR = 1000.00 DKK" },
	],
])("says %s", (_, wish, expected) => {
	expect(told(wish)).toMatchObject(expected);
});

it("keeps money that is no goods apart: a tip is no line, a gift card and a line made by hand are no goods", () => {
	const order = told({
		lines: [
			{ sku: "LEM" },
			{ title: "Tip", price: "25.00", tip: true },
			{ title: "Gift card", price: "500.00", giftCard: true },
			{ title: "Engraving", price: "80.00" },
		],
	});
	expect(order.tip).toBe(2500);
	expect(order.lines.map(({ kind, name, total }) => ({ kind, name, total }))).toEqual([
		{ kind: "goods", name: "LEMTOSH", total: 199995 },
		{ kind: "gift_card", name: "Gift card", total: 50000 },
		{ kind: "custom", name: "Engraving", total: 8000 },
	]);
});

it("says goods without a SKU as goods that nobody knows, by their variant", () => {
	const shop = opened();
	shop.add({ title: "Nameless", variants: [{ sku: "", price: "10.00" }] });
	const order = shop.order({ lines: [{ sku: "LEM" }] });
	order.lines[0]!.variant = shop.products[1]!.variants[0]!;
	shop.refund(order, { amount: "1.00" });
	expect(orderOf(shop, "orders/updated").lines[0]).toMatchObject({ kind: "goods", sku: "", variantId: shop.products[1]?.variants[0]?.id });
});

it("says what came back, and whether the goods did", () => {
	const back = told({ lines: [{ sku: "LEM", quantity: 2 }] }, (shop, order) => shop.refund(order, { lines: [{ line: 0, quantity: 1 }] }));
	expect(back.refunds).toEqual([
		{
			id: expect.any(String),
			at: expect.any(Number),
			reason: "",
			amount: 199995,
			lines: [{ lineId: back.lines[0]?.id, quantity: 1, restock: true }],
		},
	]);
	const kept = told({ lines: [{ sku: "LEM" }] }, (shop, order) => shop.refund(order, { restockType: "no_restock" }));
	expect(kept.refunds[0]?.lines).toEqual([{ lineId: kept.lines[0]?.id, quantity: 1, restock: false }]);
	const money = told({ lines: [{ sku: "LEM" }] }, (shop, order) => shop.refund(order, { amount: "100.00" }));
	expect(money.refunds).toMatchObject([{ amount: 10000, lines: [] }]);
});

it("says what an edit took off as taken off, without money, under one name however often it is told", () => {
	const removed = (order: FakeOrder) => {
		order.lines[0]!.current = 1;
	};
	const order = told({ lines: [{ sku: "LEM", quantity: 3 }] }, (shop, placed) => {
		removed(placed);
		shop.fulfil(placed);
	});
	const lineId = order.lines[0]?.id ?? "";
	expect(order.stage).toBe("sent");
	expect(order.refunds).toMatchObject(
		[1, 2].map((piece) => ({ id: `removed:${lineId}:${piece}`, amount: 0, lines: [{ lineId, quantity: 1, restock: true }] })),
	);
});

it("says a cancelled order as cancelled, with what was given back", () => {
	const order = told({ lines: [{ sku: "LEM" }] }, (shop, placed) => shop.cancel(placed), "orders/cancelled");
	expect(order).toMatchObject({
		stage: "cancelled",
		cancelReason: "customer",
		refunds: [{ amount: 199995, lines: [{ quantity: 1, restock: true }] }],
	});
});

it("says refunds, levels, products and the end in few words", () => {
	const shop = opened();
	const order = shop.order({ lines: [{ sku: "LEM" }] });
	shop.refund(order, {});
	expect(said(shop, "refunds/create")).toEqual([{ kind: "order_changed", orderId: order.id }]);
	const variant = shop.variant("LEM");
	expect(said(shop, "inventory_levels/update")).toEqual([
		{ kind: "level", inventoryId: variant?.itemId, locationId: shop.mainLocation, quantity: 5, at: expect.any(Number) },
	]);
	shop.change(shop.products[0]!, { title: "LEMTOSH II" });
	expect(said(shop, "products/update")).toMatchObject([
		{
			kind: "product",
			productId: shop.products[0]?.id,
			items: [{ variantId: variant?.id, inventoryId: variant?.itemId, name: "LEMTOSH II", price: 199995, quantity: null }],
		},
	]);
	shop.uninstall();
	expect(said(shop, "app/uninstalled")).toEqual([{ kind: "uninstalled" }]);
});

it.each<[string, unknown, Said]>([
	[
		"customers/data_request",
		{ shop_id: 1, customer: { id: 191167, email: "a@b.example" }, orders_requested: [1, 2], data_request: { id: 9 } },
		{ kind: "privacy", request: "customer_data", customerId: "191167", email: "a@b.example", orderIds: ["1", "2"], requestId: "9" },
	],
	[
		"customers/redact",
		{ shop_id: 1, customer: { id: 191167, email: "a@b.example", phone: null }, orders_to_redact: [3] },
		{ kind: "privacy", request: "customer_erase", customerId: "191167", email: "a@b.example", orderIds: ["3"], requestId: null },
	],
	[
		"shop/redact",
		{ shop_id: 1, shop_domain: "x.myshopify.com" },
		{ kind: "privacy", request: "shop_erase", customerId: null, email: "", orderIds: [], requestId: null },
	],
	["products/delete", { id: 788032119674292900 }, { kind: "product_deleted", productId: "788032119674292900" }],
	[
		"inventory_levels/update",
		{ inventory_item_id: 1, location_id: 2, available: null, updated_at: "2026-11-06T08:00:00+01:00" },
		{ kind: "nothing", reason: "not_stocked_there" },
	],
	["carts/update", { id: 1 }, { kind: "nothing", reason: "unused_topic" }],
	["orders/create", { id: 1, name: "#1" }, { kind: "unreadable", reason: "created_at" }],
])("translates %s", (topic, body, expected) => {
	expect(shopify.translate(topic, JSON.stringify(body), place)).toEqual([expected]);
});

const saying = (empty: null | undefined, names: string) => Object.fromEntries(names.split(" ").map((name) => [name, empty]));
/** An order as short as Shopify may write one: `empty` stands where there is nothing to say. */
const shortest = (empty: null | undefined) => ({
	id: 5001,
	name: "#1",
	created_at: "2026-11-06T08:00:00+01:00",
	updated_at: "2026-11-06T08:00:00+01:00",
	currency: "DKK",
	total_price: "100.00",
	line_items: [
		{
			id: 7,
			price: "50.00",
			quantity: 2,
			...saying(
				empty,
				"variant_id product_id title name sku current_quantity discount_allocations tax_lines gift_card tip_payment_gateway",
			),
		},
	],
	...saying(
		empty,
		"processed_at cancelled_at cancel_reason financial_status fulfillment_status total_price_set taxes_included test note email phone",
	),
	...saying(
		empty,
		"payment_gateway_names total_tip_received total_outstanding customer shipping_address billing_address shipping_lines refunds",
	),
});
const translated = (topic: string, body: object) => shopify.translate(topic, JSON.stringify(body), place);

it("reads an order that says null wherever it has nothing to say as one that leaves it out, inside shipping and refunds as well", () => {
	const [order] = translated("orders/create", shortest(undefined));
	expect(order).toMatchObject({
		kind: "order",
		order: { shipping: 0, tip: 0, taxIncluded: false, refunds: [], lines: [{ total: 10_000 }] },
	});
	expect(translated("orders/create", shortest(null))).toEqual([order]);
	const line = { line_item_id: 7, quantity: 1, restock_type: null, subtotal: 50, total_tax: null };
	const refund = { id: 8, order_id: null, created_at: "2026-11-07T08:00:00+01:00", note: null, transactions: null };
	const refunds = [
		{ ...refund, refund_line_items: [line] },
		{ ...refund, id: 9, refund_line_items: null },
	];
	const more = {
		total_price_set: { presentment_money: null },
		shipping_lines: [{ price: "40.00", discounted_price: null, tax_lines: null }],
	};
	expect(translated("orders/updated", { ...shortest(null), ...more, refunds })).toMatchObject([
		{
			order: {
				shipping: 4000,
				refunds: [
					{ amount: 5000, lines: [{ quantity: 1, restock: false }] },
					{ amount: 0, lines: [] },
				],
			},
		},
	]);
	expect(translated("customers/redact", { customer: null, orders_to_redact: null })).toMatchObject([{ kind: "privacy", orderIds: [] }]);
	expect(translated("products/update", { id: 1, title: null, variants: null })).toEqual([{ kind: "product_changed", productId: "1" }]);
});

it.each(["orders/paid", "orders/fulfilled", "orders/partially_fulfilled"])("reads the order of %s as of any other news of it", (topic) => {
	const body = { ...shortest(null), financial_status: "partially_refunded", fulfillment_status: "partial" };
	const updated = translated("orders/updated", body);
	expect(updated).toMatchObject([{ kind: "order", order: { isPaid: true, holds: "rest" } }]);
	expect(translated(topic, body)).toEqual(updated);
	expect(translated(topic, shortest(null))).toMatchObject([{ order: { isPaid: topic === "orders/paid" } }]);
});

it("asks for the order of an edit, which says only what was edited", () => {
	const edit = `{"order_edit":{"id":78912328793,"order_id":820982911946154508,"line_items":{"additions":[],"removals":[{"id":1,"delta":1}]}}}`;
	expect(shopify.translate("orders/edited", edit, place)).toEqual([{ kind: "order_changed", orderId: "820982911946154508" }]);
	expect(translated("orders/edited", { order_edit: null })).toEqual([{ kind: "unreadable", reason: "order_edit" }]);
});

it("says where a body breaks off, and which amount nobody can read", () => {
	expect(shopify.translate("orders/create", '{"id": 12', place)).toMatchObject([{ kind: "unreadable" }]);
	const shop = opened();
	shop.order({ lines: [{ sku: "LEM" }] });
	const body = (shop.owed.find(({ topic }) => topic === "orders/create")?.body ?? "").replaceAll('"1999.95"', '"1,999.95"');
	expect(shopify.translate("orders/create", body, place)).toEqual([{ kind: "unreadable", reason: expect.stringContaining("1,999.95") }]);
});

const bytes = (text: string) => new TextEncoder().encode(text);
const url = new URL("http://storekeep.test/connections/webhook/shopify");
const secret = "shpss_test_0123456789abcdef";
const keys = { secret: "", cfg: { ...settings, SHOPIFY_CLIENT_SECRET: secret } };
const latin = '{"id":6198432301356,"name":"#1054","total_price":"394.00"}';
const utf8 = '{"title":"Læsebrille – 1/2","price":"199.00"}';
const headers = (mac: string, more: Record<string, string> = {}) =>
	new Headers({
		"X-Shopify-Hmac-Sha256": mac,
		"X-Shopify-Topic": "orders/create",
		"X-Shopify-Webhook-Id": "w-1",
		"X-Shopify-Event-Id": "e-1",
		...more,
	});

it("believes the signature of the raw bytes, and nothing that is changed by one", async () => {
	const good = "lGSu9lhixYLorAFCRxlbC7DP6JDnhrO4elUdTp/sSJU=";
	expect(await shopify.verify({ url, headers: headers(good), body: bytes(latin) }, keys)).toEqual({
		kind: "delivery",
		topic: "orders/create",
		dedupeKey: "w-1",
		resourceId: "6198432301356",
		occurredAt: null,
	});
	expect(
		await shopify.verify({ url, headers: headers("lrYx+nHq+cpB2cJ03kzK0xKfnLZidncq3ruh+5rvvvw="), body: bytes(utf8) }, keys),
	).toMatchObject({ kind: "delivery" });
	for (const [mac, body] of [
		[good, `${latin} `],
		[good, utf8],
		[good.replace("l", "m"), latin],
		["", latin],
		["not base64!", latin],
		[btoa("short"), latin],
	] as const)
		expect(await shopify.verify({ url, headers: headers(mac), body: bytes(body) }, keys)).toEqual({ kind: "forged" });
	const without = { secret: "", cfg: { ...settings, SHOPIFY_CLIENT_SECRET: undefined } };
	expect(await shopify.verify({ url, headers: headers(good), body: bytes(latin) }, without)).toEqual({ kind: "forged" });
});

it("knows a delivery by its own id, so that one act at the shop may tell several things; in either family of headers", async () => {
	const shop = opened();
	shop.order({ lines: [{ sku: "LEM" }] });
	const verified = await Promise.all(
		shop.owed.map(async (delivery) => {
			const request = await fake.request(shop, delivery);
			const body = new Uint8Array(await request.arrayBuffer());
			const plain = new Headers([...request.headers].map(([name, value]) => [name.replace(/^x-shopify-/, "shopify-"), value]));
			const [one, other] = await Promise.all(
				[request.headers, plain].map((given) => shopify.verify({ url, headers: given, body }, { secret: "", cfg: settings })),
			);
			expect(one).toEqual(other);
			expect(shopify.addressed({ url, headers: plain, body })).toBe(shop.host);
			return one;
		}),
	);
	const deliveries = verified.flatMap((one) => (one?.kind === "delivery" ? one : []));
	expect(new Set(shop.owed.map(({ eventId }) => eventId)).size).toBe(1);
	expect(new Set(deliveries.map(({ dedupeKey }) => dedupeKey)).size).toBe(3);
	expect(deliveries.every(({ occurredAt }) => occurredAt !== null)).toBe(true);
});

it("believes a signed body that breaks off or is no object, and takes no query of a consent for a delivery, though the same secret signed it", async () => {
	const shop = opened();
	const verified = async (body: string, topic = "orders/create") => {
		const request = await fake.request(shop, { topic, body, uri: url.href, webhookId: "w-9", eventId: "e-9", at: Date.now() });
		return shopify.verify({ url, headers: request.headers, body: bytes(body) }, { secret: "", cfg: settings });
	};
	const quoting = '{"id":12,"landing_site":"/?a=b&shop=x.myshopify.com&timestamp=1","na';
	for (const topic of ["orders/create", "app/uninstalled", "customers/redact"])
		for (const body of ['{"id":12,"name', quoting, "[]", '"text"', "null", "", "<h1>shop=1&timestamp</h1>"]) {
			const [kept, said] = [await verified(body, topic), shopify.translate(topic, body, place)];
			expect([kept, said], `${topic} ${body}`).toMatchObject([
				{ kind: "delivery", topic, dedupeKey: "w-9", resourceId: null },
				[{ kind: "unreadable", reason: expect.stringMatching(/./) }],
			]);
		}
	const returns: Record<string, string>[] = [{ code: "c", state: "s" }, { error: "access_denied", state: "s" }, {}];
	for (const given of returns) {
		const query = await fake.signedQuery(shop.host, given);
		query.delete("hmac");
		expect(await verified(String(query), "app/uninstalled")).toEqual({ kind: "forged" });
	}
});

it.each(["evil.example", "myshopify.com", "shop.myshopify.com.evil.example", "shop.myshopify.com/", ""])(
	"is addressed by no shop for %j",
	(host) => {
		expect(shopify.addressed({ url, headers: new Headers({ "X-Shopify-Shop-Domain": host }), body: bytes("{}") })).toBeNull();
	},
);

it.each([
	["mystore", "mystore.myshopify.com"],
	["MyStore.myshopify.com", "mystore.myshopify.com"],
	[" https://mystore.myshopify.com/admin/products ", "mystore.myshopify.com"],
	["https://admin.shopify.com/store/mystore/orders", "mystore.myshopify.com"],
	["mystore.example", null],
	["mystore.myshopify.com.evil.example", null],
	["evil.example/mystore.myshopify.com", null],
	["evil.example#.myshopify.com", null],
	["user@evil.example", null],
	["-mystore", null],
	["my store", null],
	["", null],
])("finds the shop in %j", (typed, host) => {
	expect(shopHost(typed)).toBe(host);
});

it("asks for consent at the shop, offline, with a state", () => {
	const real = { ...settings, MOCK_MODE: false, SHOPIFY_MOCK_URL: undefined };
	const asked = new URL(
		consentAddress(real, "mystore.myshopify.com", { state: "s", redirectUri: "https://storekeep.example/connections/callback/shopify" }),
	);
	expect(asked.origin + asked.pathname).toBe("https://mystore.myshopify.com/admin/oauth/authorize");
	expect(Object.fromEntries(asked.searchParams)).toMatchObject({ client_id: client.clientId, state: "s", "grant_options[]": "" });
});

it("believes a return only as it was signed: by the vector, unchanged, for a shop of theirs, and not for long", async () => {
	const cfg = { ...settings, SHOPIFY_CLIENT_SECRET: secret };
	const query =
		"code=0907a61c0c8d55e99db179b68161bc00&host=YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZXhhbXBsZQ&shop=example-shop.myshopify.com&state=0.6784241404160823&timestamp=1793000000";
	const hmac = "06186bd5de5cf70629c15f677e5631fb63a2e6af1f6c42e6b4a08799467e3dcd";
	const now = 1793000000_000;
	const judged = (text: string, at = now) => judgeReturn(cfg, new URLSearchParams(text), at);
	expect(await judged(`${query}&hmac=${hmac}`)).toEqual({
		kind: "consent",
		host: "example-shop.myshopify.com",
		code: "0907a61c0c8d55e99db179b68161bc00",
	});
	expect(await judged(`hmac=${hmac}&${query}&signature=old`)).toMatchObject({ kind: "consent" });
	expect(await judged(`${query}&hmac=${hmac}`, now + 91_000)).toEqual({ kind: "late" });
	for (const forged of [
		`${query}&hmac=${hmac.replace("0", "1")}`,
		`${query}&hmac=${hmac.toUpperCase()}`,
		query,
		`${query}&hmac=${hmac}&extra=1`,
		`${query}&hmac=${hmac}&shop=evil.example`,
		`${query.replace("example-shop", "other-shop")}&hmac=${hmac}`,
	])
		expect(await judged(forged)).toEqual({ kind: "forged" });
	// Signed with our secret, but for a host that is none of theirs.
	const evil = await fakeShopify({ clientId: "", clientSecret: secret, clock: () => now }).signedQuery("evil.example", {
		code: "c",
		state: "s",
	});
	expect(await judgeReturn(cfg, evil, now)).toEqual({ kind: "forged" });
	const denied = await fakeShopify({ clientId: "", clientSecret: secret, clock: () => now }).signedQuery("a.myshopify.com", {
		error: "access_denied",
		state: "s",
	});
	expect(await judgeReturn(cfg, denied, now)).toEqual({ kind: "denied", host: "a.myshopify.com" });
});
