import { beforeAll, expect, it, vi } from "vitest";
import { adapterOf } from "#app/channels/adapters/registry.server.ts";
import { beginShopify } from "#app/channels/connect-shopify.server.ts";
import { minute } from "#app/platform/time.ts";
import { comeBackTo, connected, consent, deliverAll, onlyShopifyAnswers, openShopifyShop, post, shopify } from "../../support/shopify.ts";
import { drive } from "../../support/woo.ts";
import { call, openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyShopifyAnswers);

const ordersOf = (shop: Shop) =>
	rowsOf<{
		id: string;
		status: string;
		paymentStatus: string;
		platformNumber: string;
		customerName: string;
		customerEmail: string;
		note: string;
		tip: number;
	}>(shop, "SELECT * FROM orders WHERE businessId = ? AND origin = 'shopify' ORDER BY platformNumber", shop.businessId);
const receiptsOf = async (shop: Shop) =>
	(
		await rowsOf<{ state: string; said: string; topic: string }>(
			shop,
			"SELECT * FROM webhookReceipts WHERE businessId = ? ORDER BY id",
			shop.businessId,
		)
	).map(({ topic, state, said }) => `${topic} ${state} ${said}`);
const shelfOf = async (shop: Shop, productId: string) => {
	const [row] = await rowsOf<{ onHand: number; reserved: number }>(
		shop,
		"SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		productId,
		shop.storeId,
	);
	return `${row?.onHand} of which ${row?.reserved}`;
};
const connectionsOf = (shop: Shop) =>
	rowsOf<{ id: string; state: string; credentials: string | null; name: string }>(
		shop,
		"SELECT * FROM connections WHERE businessId = ?",
		shop.businessId,
	);

it("connects by a merchant's consent, once however often, and nobody can read the tokens", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	for (let n = 0; n < 2; n++)
		expect(await comeBackTo(shop, await consent(shop, n ? store.host : store.name))).toBe(`/?shopify_success=true&store=${store.host}`);
	const rows = await connectionsOf(shop);
	expect(rows).toMatchObject([{ state: "active", name: store.name, platform: "shopify", locationId: store.mainLocation, currency: "DKK" }]);
	for (const { access, refresh } of store.tokens) {
		expect(JSON.stringify(rows)).not.toContain(access);
		expect(JSON.stringify((await shop.call("GET", "/api/channels")).body)).not.toContain(refresh);
	}
	const id = rows[0]?.id ?? "";
	await drive(shop, { connectionId: id, gates: { gate: (await connected(shop, store)).gates.gate } });
	expect(store.subscriptions.length).toBe(9);
	const page = await shop.call("GET", `/?shopify_success=true&store=${store.host}`);
	expect(page.body).toContain(`${store.host} is connected to Storekeep.`);
	expect((await shop.call("GET", "/?shopify_success=true&store=evil.example")).body).not.toContain("evil.example is connected");
});

it("says so when a merchant does not agree, a code is not taken, or too little was agreed to, and connects nothing", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	expect(await comeBackTo(shop, await consent(shop, store.host, "Cancel"))).toBe("/?shopify_error=access_denied");
	const back = await consent(shop, store.host);
	store.troubles.push({ kind: "status", status: 400 });
	expect(await comeBackTo(shop, back)).toBe("/?shopify_error=Failed+to+exchange+authorization+code");
	expect((await shop.call("GET", "/?shopify_error=access_denied")).body).toContain("Shopify says that access was not given.");
	expect((await shop.call("GET", "/?shopify_error=Failed+to+exchange+authorization+code")).body).toContain("did not accept the code");
	expect(await connectionsOf(shop)).toEqual([]);
});

it("believes no return that another session set out on, that comes twice, late, for another shop or unsigned", async () => {
	const [shop, other] = await twoShops();
	const [store, theirs] = [openShopifyShop(), openShopifyShop()];
	const path = "/connections/callback/shopify";
	const back = await consent(shop, store.host);
	const refused = "/?shopify_error=invalid_state";
	// Brought to another business, to another session of the same person, and to nobody.
	expect(await comeBackTo(other, back)).toBe(refused);
	const again = await call("POST", "/auth/login", { body: { email: shop.email, password: "frames on the shelf" } });
	const elsewhere = { Authorization: `Bearer ${again.body.token}` };
	expect((await call("GET", back, { headers: elsewhere })).headers.get("Location")).toBe(refused);
	expect((await call("GET", back)).headers.get("Location")).toBe(refused);
	// Signed rightly, for another shop than the one they set out for.
	const state = new URLSearchParams(back.slice(back.indexOf("?"))).get("state") ?? "";
	expect(await comeBackTo(shop, `${path}?${await shopify.signedQuery(theirs.host, { code: "c", state })}`)).toBe(refused);
	for (const forged of [
		back.replace(/hmac=\w{8}/, "hmac=00000000"),
		back.replace(/code=\w{4}/, "code=0000"),
		`${back}&extra=1`,
		`${path}?${await shopify.signedQuery("evil.example", { code: "c", state })}`,
	])
		expect(await comeBackTo(shop, forged)).toBe("/?shopify_error=invalid_request");
	const old = new URLSearchParams(await shopify.signedQuery(store.host, { code: "c", state: "nobody's" }));
	expect(await comeBackTo(shop, `${path}?${old}`)).toBe(refused);
	expect(await connectionsOf(shop)).toEqual([]);
	// None of that used the state up; using it does.
	expect((await Promise.all([comeBackTo(shop, back), comeBackTo(shop, back), comeBackTo(shop, back)])).sort()).toEqual([
		refused,
		refused,
		`/?shopify_success=true&store=${store.host}`,
	]);
	expect(await comeBackTo(shop, back)).toBe(refused);
	expect([(await connectionsOf(shop)).length, (await connectionsOf(other)).length]).toEqual([1, 0]);
});

it("sets out only for shops of Shopify, for whoever may, and where there is an app of ours", async () => {
	const shop = await openShop();
	for (const storeUrl of ["evil.example", "x.myshopify.com.evil.example", "https://127.0.0.1", "a b"]) {
		const answered = await shop.call("POST", "/connections/shopify/initiate", { body: { storeUrl } });
		expect([answered.status, answered.body.details.issues[0].field], storeUrl).toEqual([400, "storeUrl"]);
	}
	expect((await call("POST", "/connections/shopify/initiate", { body: { storeUrl: "mystore" } })).status).toBe(401);
	const tenant = await shop.tenant();
	const without = { ...tenant, scope: { ...tenant.scope, cfg: { ...tenant.scope.cfg, SHOPIFY_CLIENT_SECRET: undefined } } };
	await expect(beginShopify(without, { storeUrl: "mystore" })).rejects.toMatchObject({
		kind: "unavailable",
		code: "shopify_not_configured",
	});
});

it("takes an order once, follows it to its end, and says what it did with tips, gift cards, lines by hand and test orders", async () => {
	const [shop, other] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const product = await stock(shop, { quantity: 10 });
	store.add({ title: "LEMTOSH", variants: [{ sku: product.sku, price: "500.00", available: 10 }] });
	await drive(shop, connection);
	const order = store.order({
		lines: [
			{ sku: product.sku, quantity: 3 },
			{ title: "Tip", price: "20.00", tip: true },
			{ title: "Engraving", price: "80.00" },
			{ title: "Card", price: "100.00", giftCard: true },
		],
	});
	store.order({ lines: [{ sku: product.sku }], test: true });
	store.order({ lines: [{ sku: product.sku, price: "100.00" }], customer: null, presentment: { currency: "EUR", rate: 0.134 } });
	expect(new Set(await deliverAll(store, { duplicate: 60, shuffle: true }))).toEqual(new Set([200]));
	await drive(shop, connection);
	const orders = await ordersOf(shop);
	expect(orders).toMatchObject([
		{ platformNumber: "#1001", status: "PENDING", paymentStatus: "paid", total: 168_000, tip: 2000, customerName: "Ada Holm" },
		{ platformNumber: "#1003", customerName: "", note: "13.40 EUR = 100.00 DKK" },
	]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 4");
	expect((await receiptsOf(shop)).filter((line) => line.startsWith("orders/create")).sort()).toEqual([
		"orders/create done place",
		"orders/create done place",
		"orders/create passed test_order",
	]);
	await new Promise((resolve) => setTimeout(resolve, 1100));
	store.refund(order, { lines: [{ line: 0, quantity: 1 }] });
	await deliverAll(store);
	await drive(shop, connection);
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "part_refunded", refundedTotal: 50_000 }, {}]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 3");
	await new Promise((resolve) => setTimeout(resolve, 1100));
	store.cancel(order);
	await deliverAll(store, { shuffle: true });
	await drive(shop, connection);
	expect(await ordersOf(shop)).toMatchObject([{ status: "CANCELLED" }, { status: "PENDING" }]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 1");
	expect(await ordersOf(other)).toEqual([]);
});

it("asks to be told again as soon as an order comes that nobody told of: a shop that got no answer for long has stopped telling", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	const topics = () => store.subscriptions.map(({ topic }) => topic).sort();
	const before = topics();
	store.subscriptions.length = 0;
	const order = store.order({ lines: [{ title: "Engraving", price: "80.00" }] });
	Object.assign(order, { placedAt: Date.now() + minute, changedAt: Date.now() + minute });
	expect(store.owed).toEqual([]);
	await drive(shop, connection, Date.now() + 6 * minute);
	expect([await ordersOf(shop), topics()]).toMatchObject([[{ platformNumber: "#1001" }], []]);
	await drive(shop, connection, Date.now() + 6 * minute + 2000);
	expect(topics()).toEqual(before);
	// Once: what is told is told once.
	await drive(shop, connection, Date.now() + 13 * minute);
	expect(topics()).toEqual(before);
});

it("of a refund of which only some came back, only that stands on the shelf again, and all of it is given back once, though it broke off between the two", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const product = await stock(shop, { quantity: 10 });
	store.add({ title: "LEMTOSH", variants: [{ sku: product.sku, price: "500.00", available: 10 }] });
	await drive(shop, connection);
	const order = store.order({ lines: [{ sku: product.sku, quantity: 2 }, { sku: product.sku }] });
	// Of its level nothing is told: another one there would have the orders asked for while they cannot be taken.
	store.owed.splice(0, store.owed.length, ...store.owed.filter(({ topic }) => topic === "orders/create"));
	await deliverAll(store);
	await drive(shop, connection);
	const [ours] = await ordersOf(shop);
	for (const step of ["process", "complete"])
		expect((await shop.call("POST", `/api/orders/${ours?.id}/${step}`, { body: {} })).status).toBe(200);
	await new Promise((resolve) => setTimeout(resolve, 1100));
	const refund = store.refund(order, {
		lines: [
			{ line: 0, quantity: 2 },
			{ line: 1, quantity: 1 },
		],
	});
	Object.assign(refund.lines[1]!, { restockType: "no_restock", locationId: null });
	store.owed.splice(0, store.owed.length, ...store.owed.filter(({ topic }) => topic === "refunds/create"));
	await rowsOf(
		shop,
		`CREATE TRIGGER brokenOff BEFORE INSERT ON refunds WHEN NEW.restocked = 0 AND NEW.businessId = '${shop.businessId}' BEGIN SELECT RAISE(ABORT, 'broken off'); END`,
	);
	await deliverAll(store);
	await drive(shop, connection);
	expect(await ordersOf(shop)).toMatchObject([{ refundedTotal: 100_000 }]);
	await rowsOf(shop, "DROP TRIGGER brokenOff");
	for (let n = 0; n < 2; n++) {
		await deliverAll(store, { duplicate: 60 });
		await drive(shop, connection, Date.now() + (6 + 6 * n) * minute);
	}
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "refunded", refundedTotal: 150_000 }]);
	expect(await shelfOf(shop, product.id)).toBe("9 of which 0");
});

it("keeps nothing that is not signed, whoever it is for, and answers 200 for a shop nobody here has", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	store.add({ title: "A", variants: [{ sku: "A" }] });
	store.order({ lines: [{ sku: "A" }] });
	const owed = store.owed.find(({ topic }) => topic === "orders/create");
	const good = await shopify.request(store, owed!);
	const forged = new Request(good, { body: (await good.clone().text()).replace('"#1001"', '"#9999"') });
	expect((await post(forged)).status).toBe(401);
	const stranger = openShopifyShop();
	const redact = {
		topic: "customers/redact",
		body: '{"shop_id":1,"customer":{"id":1},"orders_to_redact":[]}',
		webhookId: "w",
		eventId: "e",
		at: Date.now(),
	};
	const uri = "http://storekeep.test/connections/webhook/shopify";
	expect((await post(await shopify.request(stranger, { ...redact, uri }))).body).toEqual({ kept: 0 });
	expect((await post(new Request(await shopify.request(stranger, { ...redact, uri }), { body: "{}" }))).status).toBe(401);
	expect(await receiptsOf(shop)).toEqual([]);
});

it("keeps what is signed and breaks off, with the reason, and does nothing that it may have asked for", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	const topics = ["orders/create", "app/uninstalled", "customers/redact"];
	for (const topic of topics)
		store.owe(topic, '{"id":820982911946154508,"na', undefined, "http://storekeep.test/connections/webhook/shopify");
	expect(await deliverAll(store, { duplicate: 100 })).toEqual(Array.from({ length: 6 }, () => 200));
	await drive(shop, connection);
	expect(await receiptsOf(shop)).toEqual(topics.map((topic) => `${topic} poisoned unreadable`));
	expect(await connectionsOf(shop)).toMatchObject([{ state: "active" }]);
	const { items } = (await shop.call("GET", `/api/channels/${connection.connectionId}/webhooks`)).body;
	expect(items.map(({ details }: { details: { reason: string } }) => details.reason)).toEqual(topics.map(() => expect.stringMatching(/./)));
});

it("only keeps a delivery while it takes it in: what it says is read when it is worked on", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	store.add({ title: "A", variants: [{ sku: "A" }] });
	store.order({ lines: [{ sku: "A" }] });
	const reads = vi.spyOn(adapterOf("shopify"), "translate");
	expect(new Set(await deliverAll(store))).toEqual(new Set([200]));
	expect([(await receiptsOf(shop)).length > 0, reads.mock.calls.length]).toEqual([true, 0]);
	reads.mockRestore();
});

it("renews a token that ran out while it works, once, and keeps the new pair sealed", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	const [before] = await connectionsOf(shop);
	const expiry = async () => Date.parse((await shop.call("GET", `/api/channels/${connection.connectionId}`)).body.expiresAt);
	const promised = await expiry();
	await rowsOf(shop, "UPDATE connections SET expiresAt = 1000 WHERE businessId = ?", shop.businessId);
	store.troubles.push({ kind: "expired" });
	await drive(shop, connection, Date.now() + 6 * minute);
	const [after] = await connectionsOf(shop);
	expect([store.refreshes, after?.state]).toEqual([1, "active"]);
	expect(after?.credentials).not.toBe(before?.credentials);
	// What the page says of its end is pushed on with it.
	expect(await expiry()).toBeGreaterThanOrEqual(promised);
	await drive(shop, connection, Date.now() + 12 * minute);
	expect(store.refreshes).toBe(1);
	store.uninstall();
	await deliverAll(store);
	await drive(shop, connection);
	expect(await connectionsOf(shop)).toMatchObject([{ state: "broken" }]);
});

it("forgets whom a shop's customers ask to be forgotten, also after the shop has left; and only whom it knows", async () => {
	const [shop, other] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const product = await stock(shop, { quantity: 10 });
	store.add({ title: "A", variants: [{ sku: product.sku, price: "500.00", available: 10 }] });
	await drive(shop, connection);
	const ada = store.order({ lines: [{ sku: product.sku }] });
	const nameless = store.order({
		lines: [{ sku: product.sku }],
		customer: { id: store.newId(), email: "", first: "Bo", last: "Bech", phone: null },
	});
	store.order({
		lines: [{ sku: product.sku }],
		customer: { id: store.newId(), email: "ida@buyer.example", first: "Ida", last: "Holm", phone: null },
	});
	await deliverAll(store);
	await drive(shop, connection);
	// The same address is known to another business, which nobody asked.
	await other.call("POST", "/api/customers", { body: { name: "Ada Elsewhere", email: "ada@buyer.example" } });
	const uri = "http://storekeep.test/connections/webhook/shopify";
	const ask = (topic: string, body: string) => {
		store.owe(topic, body, undefined, uri);
		return deliverAll(store, { duplicate: 100 });
	};
	const of = (order: typeof ada) => `"customer":{"id":${order.customer?.id},"email":"${order.customer?.email}","phone":null}`;
	expect(await ask("customers/data_request", `{${of(ada)},"orders_requested":[${ada.id}],"data_request":{"id":9}}`)).toEqual([200, 200]);
	await shop.call("DELETE", `/connections/${connection.connectionId}`);
	expect(await ask("customers/redact", `{${of(ada)},"orders_to_redact":[${ada.id}]}`)).toEqual([200, 200]);
	expect(await ask("customers/redact", `{${of(nameless)},"orders_to_redact":[${nameless.id}]}`)).toEqual([200, 200]);
	const people = await rowsOf<{ name: string; state: string }>(
		shop,
		"SELECT name, state FROM customers WHERE businessId = ? ORDER BY createdAt",
		shop.businessId,
	);
	expect(people).toEqual([
		{ name: "", state: "erased" },
		{ name: "Ida Holm", state: "active" },
	]);
	expect(
		(await ordersOf(shop)).map(({ platformNumber, customerName, customerEmail }) => `${platformNumber} ${customerName} ${customerEmail}`),
	).toEqual(["#1001  ", "#1002  ", "#1003 Ida Holm ida@buyer.example"]);
	expect(await rowsOf(other, "SELECT name FROM customers WHERE businessId = ?", other.businessId)).toEqual([{ name: "Ada Elsewhere" }]);
	expect((await receiptsOf(shop)).filter((line) => line.includes("privacy"))).toEqual([
		"customers/data_request done privacy",
		"customers/redact done privacy",
		"customers/redact done privacy",
	]);
	expect(await ask("shop/redact", `{"shop_id":1,"shop_domain":"${store.host}"}`)).toEqual([200, 200]);
});

it("however many doors need the tokens renewed at the same time, they are renewed once, and what is kept is good afterwards", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	const door = () => shop.call("GET", `/api/channels/${connection.connectionId}/locations`);
	const before = store.refreshes;
	for (const token of store.tokens) token.expiresAt = 0;
	const [, ...answers] = await Promise.all([drive(shop, connection, Date.now() + 6 * minute), door(), door(), door()]);
	expect(answers.map(({ status, body }) => [status, body.items?.length])).toEqual([
		[200, 2],
		[200, 2],
		[200, 2],
	]);
	expect(store.refreshes).toBe(before + 1);
	await drive(shop, connection, Date.now() + 12 * minute);
	expect((await door()).status).toBe(200);
	expect(store.refreshes).toBe(before + 1);
	expect(await connectionsOf(shop)).toMatchObject([{ state: "active", renewing: null }]);
});

it("whoever is cut off while they renew keeps nobody out for long", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	await drive(shop, connection);
	for (const token of store.tokens) token.expiresAt = 0;
	const held = JSON.stringify({ by: "somebody", until: Date.now() + 30_000 });
	await rowsOf(shop, "UPDATE connections SET renewing = ? WHERE businessId = ?", held, shop.businessId);
	await drive(shop, connection, Date.now() + 6 * minute);
	expect((await shop.call("GET", `/api/channels/${connection.connectionId}`)).body).toMatchObject({ state: "active", trouble: null });
	expect(store.refreshes).toBe(1);
});

it("an order the shop has an error for keeps no other back, told or not", async () => {
	const shop = await openShop();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const goods = await stock(shop, { quantity: 9 });
	store.add({ title: "A", variants: [{ sku: goods.sku, price: "500.00", available: 9 }] });
	await drive(shop, connection);
	const sick = store.order({ lines: [{ sku: goods.sku }] });
	store.sick.add(sick.id);
	store.order({ lines: [{ sku: goods.sku, quantity: 2 }] });
	store.owed.length = 0;
	const at = (minutes: number) => drive(shop, connection, Date.now() + minutes * minute);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connection.connectionId}`)).body;
	await at(6);
	expect(await ordersOf(shop)).toHaveLength(1);
	expect(await sheet()).toMatchObject({ trouble: null, orders: [], waiting: 1 });
	await at(120);
	store.sick.clear();
	await at(240);
	expect(await ordersOf(shop)).toHaveLength(2);
	expect(await sheet()).toMatchObject({ trouble: null, orders: [], waiting: 0, poisoned: 0 });
	expect(await shelfOf(shop, goods.id)).toBe("9 of which 3");
});
