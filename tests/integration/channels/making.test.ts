import { beforeAll, expect, it } from "vitest";
import { minute, second } from "#app/platform/time.ts";
import { client } from "../../support/channels/shopify-link.ts";
import { fakeProkip } from "../../support/fakes/prokip.ts";
import { fakeShopify } from "../../support/fakes/shopify.ts";
import { addSimple, addVariable } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { comeBackTo, consent } from "../../support/shopify.ts";
import { drive, onlyFakesAnswer, standIns, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

const shopify = fakeShopify(client);
const erp = fakeProkip();

beforeAll(() => {
	onlyFakesAnswer();
	standIns.set("http://shopify.test", (request) => shopify.fetch(request));
	standIns.set("http://prokip.test", (request) => erp.fetch(request));
});

const make = (shop: Shop, connectionId: string, productIds: string[]) =>
	shop.call("POST", `/setup/${connectionId}/create`, { body: { productIds } });
const missing = async (shop: Shop, connectionId: string) => (await shop.call("GET", `/setup/${connectionId}/missing`)).body.items;
const wanted = (shop: Shop) =>
	rowsOf<{ productId: string; state: string; said: string }>(
		shop,
		"SELECT productId, state, said FROM wantedListings WHERE businessId = ? ORDER BY wantedAt, productId",
		shop.businessId,
	);
const made = (web: Awaited<ReturnType<typeof withWebshop>>["web"], sku: string) =>
	[...web.products.values()].filter((product) => product.sku === sku);

it("makes what is not sold at a web shop there, as a draft with what is free here, once, and counts it from then on", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const [frame, lens, there] = [await stock(shop, { quantity: 4 }), await stock(shop, { quantity: 9 }), await stock(shop, { quantity: 2 })];
	addSimple(web, { sku: there.sku, quantity: 2 });
	await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings: { buffer: 1 } } });
	await drive(shop, connected);
	expect(await missing(shop, connectionId)).toEqual(
		expect.arrayContaining([expect.objectContaining({ productId: frame.id, quantity: 3, why: null, wanted: null })]),
	);
	const asked = await make(shop, connectionId, [frame.id, lens.id, there.id]);
	expect([asked.status, asked.body]).toEqual([202, { wanted: 2, left: [{ productId: there.id, why: "sold_there" }] }]);
	expect((await make(shop, connectionId, [frame.id])).body).toEqual({ wanted: 1, left: [] });
	await drive(shop, connected);
	expect(made(web, frame.sku)).toMatchObject([{ status: "draft", stock_quantity: 3, manage_stock: true, name: frame.name }]);
	expect(made(web, lens.sku)).toMatchObject([{ stock_quantity: 8 }]);
	expect(await missing(shop, connectionId)).toEqual([]);
	const { items } = (await shop.call("GET", `/setup/${connectionId}/listings`)).body;
	expect(items.find((item: { sku: string }) => item.sku === frame.sku)).toMatchObject({
		productId: frame.id,
		linkedBy: expect.any(String),
	});
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 1 } });
	await react(shop);
	await drive(shop, connected);
	expect(made(web, frame.sku)).toMatchObject([{ stock_quantity: 2 }]);
	const told = await rowsOf(shop, "SELECT type FROM events WHERE businessId = ? AND type = 'channel.listing_made'", shop.businessId);
	expect(told).toHaveLength(2);
});

it("goes on after an answer that was lost in the middle, and makes nothing twice", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const goods = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 2 }), await stock(shop, { quantity: 3 })];
	await drive(shop, connected);
	await make(
		shop,
		connectionId,
		goods.map(({ id }) => id),
	);
	web.faults.push("lost");
	const began = Date.now();
	await drive(shop, connected, began);
	expect((await wanted(shop)).filter(({ state }) => state === "waiting").length).toBeGreaterThan(0);
	for (let turn = 1; turn <= 4; turn++) await drive(shop, connected, began + turn * 90 * second);
	expect((await wanted(shop)).map(({ state }) => state).sort()).toEqual(["found", "made", "made"]);
	for (const { sku } of goods) expect(made(web, sku)).toHaveLength(1);
	expect(await missing(shop, connectionId)).toEqual([]);
});

it("waits at Shopify until its search has seen what may have been made", async () => {
	const shop = await openShop();
	const store = shopify.open("making.myshopify.com");
	expect(await comeBackTo(shop, await consent(shop, store.host))).toContain("shopify_success");
	const [row] = await rowsOf<{ id: string }>(shop, "SELECT id FROM connections WHERE businessId = ?", shop.businessId);
	const connected = { connectionId: row?.id ?? "", gates: (await withWebshop(await openShop())).gates };
	const product = await stock(shop, { quantity: 5 });
	await drive(shop, connected);
	// What it may still be asked stands on the page as the shop last said it.
	const sheet = (await shop.call("GET", `/api/channels/${connected.connectionId}`)).body;
	expect(sheet.budget).toEqual({ left: Math.floor(store.bucket.available), most: 2000, perSecond: 100, at: expect.any(String) });
	expect(sheet.budget.left).toBeLessThan(2000);
	expect((await shop.call("GET", `/settings/channels/${connected.connectionId}`)).body).toContain("Cost budget");
	store.searchLag = 40_000;
	await make(shop, connected.connectionId, [product.id]);
	// The search is answered; of what is made then nobody hears.
	const ask = shopify.fetch;
	let isLost = false;
	standIns.set("http://shopify.test", async (request) => {
		const isMaking = (await request.clone().text()).includes("productSet");
		const answer = await ask(request);
		if (!isMaking || isLost) return answer;
		isLost = true;
		return new Response("Bad gateway", { status: 502 });
	});
	const began = Date.now();
	await drive(shop, connected, began);
	expect([isLost, store.products.length]).toEqual([true, 1]);
	await drive(shop, connected, began + 20 * second);
	expect([await wanted(shop), store.products.length]).toMatchObject([[{ state: "waiting" }], 1]);
	store.searchLag = 0;
	await drive(shop, connected, began + 2 * minute);
	expect(await wanted(shop)).toMatchObject([{ state: "found" }]);
	expect(store.products).toMatchObject([{ status: "DRAFT", variants: [{ sku: product.sku }] }]);
	expect(store.available(product.sku)).toBe(5);

	const other = await stock(shop, { quantity: 1 });
	store.refuses = "Title is too long";
	await make(shop, connected.connectionId, [other.id]);
	await drive(shop, connected, began + 3 * minute);
	expect(await missing(shop, connected.connectionId)).toMatchObject([
		{ productId: other.id, wanted: "refused", reason: "refused", heard: "Title is too long" },
	]);
	store.refuses = "";
	await make(shop, connected.connectionId, [other.id]);
	await drive(shop, connected, began + 4 * minute);
	expect(store.available(other.sku)).toBe(1);
}, 120_000);

it("makes nothing that has no price, another currency, or an SKU the shop has for something else, and says why", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const free = (await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name: "FREE" } })).body;
	const euro = await stock(shop, { currency: "EUR" });
	const [theirs, twin] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 1 })];
	const taken = addSimple(web, { sku: theirs.sku, quantity: 1 });
	addVariable(web, "TWIN", [{ sku: twin.sku }]);
	addSimple(web, { sku: twin.sku });
	await drive(shop, connected);
	for (const id of [taken.id, ...made(web, twin.sku).map((product) => product.id)])
		await shop.call("POST", `/setup/${connectionId}/unmap`, { body: { variantId: String(id) } });
	const asked = await make(shop, connectionId, [free.id, euro.id, theirs.id, twin.id]);
	expect(asked.body.left).toEqual(
		expect.arrayContaining([
			{ productId: free.id, why: "no_price" },
			{ productId: euro.id, why: "currency_differs" },
		]),
	);
	const before = web.products.size;
	await drive(shop, connected);
	expect(web.products.size).toBe(before);
	expect((await wanted(shop)).map(({ productId, state, said }) => [productId, state, said]).sort()).toEqual(
		[
			[theirs.id, "refused", "linked_otherwise"],
			[twin.id, "refused", "several_there"],
		].sort(),
	);
});

it("is refused where the platform makes nothing, the connection is closed, or somebody else's is meant", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 1 });
	const other = await openShop();
	expect((await make(other, connected.connectionId, [product.id])).status).toBe(404);
	const theirs = await stock(other, { quantity: 1 });
	expect((await make(shop, connected.connectionId, [theirs.id])).body.code).toBe("product_not_found");
	expect((await make(shop, connected.connectionId, [])).status).toBe(400);
	const key = { headers: { "Idempotency-Key": "make-it" }, body: { productIds: [product.id] } };
	for (let again = 0; again < 2; again++)
		expect((await shop.call("POST", `/setup/${connected.connectionId}/create`, key)).body).toEqual({ wanted: 1, left: [] });
	const events = await rowsOf(shop, "SELECT type FROM events WHERE businessId = ? AND type = 'channel.listings_wanted'", shop.businessId);
	expect(events).toHaveLength(1);
	await shop.call("DELETE", `/connections/${connected.connectionId}`);
	expect((await make(shop, connected.connectionId, [product.id])).body.code).toBe("connection_closed");
	expect((await shop.call("POST", "/connections/prokip", { body: { token: erp.token, locationId: 7 } })).status).toBe(200);
	const [books] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM connections WHERE businessId = ? AND platform = 'prokip'",
		shop.businessId,
	);
	expect((await make(shop, books?.id ?? "", [product.id])).body.code).toBe("cannot_make_products");
	const page = await shop.call("GET", `/settings/channels/${books?.id}/missing`);
	expect([page.status, page.body]).toEqual([200, expect.stringContaining("lets nobody make products")]);
});

it("is chosen, looked at and agreed on its page, also without scripts", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const [one, another] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 1 })];
	await drive(shop, connected);
	const path = `/settings/channels/${connected.connectionId}/missing`;
	expect((await shop.call("GET", path)).body).toContain(another.sku);
	const pages = `/setup/${connected.connectionId}/missing?limit=1`;
	const first = (await shop.call("GET", pages)).body;
	const second = (await shop.call("GET", `${pages}&cursor=${first.nextCursor}`)).body;
	expect([...first.items, ...second.items].map(({ productId }) => productId)).toEqual([one.id, another.id]);
	expect(second.nextCursor).toBeNull();
	const preview = await shop.call("GET", `${path}?product=${one.id}`);
	expect(preview.body).toContain("1 product would be made");
	expect(preview.body).not.toContain(another.sku);
	const answered = await shop.call("POST", path, {
		headers: { "Content-Type": "application/x-www-form-urlencoded" },
		body: String(new URLSearchParams({ intent: "make", commandId: "first", product: one.id })),
	});
	expect([answered.status, answered.headers.get("Location")]).toEqual([303, `${path}?said=wanted`]);
	expect((await shop.call("GET", path)).body).toContain("Still to be made");
	expect(await wanted(shop)).toMatchObject([{ productId: one.id, state: "waiting" }]);
});

it("makes all that can be made, or all a word asks for, however many pages they are, and leaves the rest and other shops alone", async () => {
	const [shop, other] = await twoShops();
	const { web, connectionId, ...gates } = await withWebshop(shop);
	const frames = [];
	for (let n = 0; n < 12; n++) frames.push(await stock(shop, { quantity: 1 }));
	const [named, unpriced, dollars, there] = [
		await stock(shop, { quantity: 1 }),
		await stock(shop, { price: null }),
		await stock(shop, { currency: "USD" }),
		await stock(shop, { quantity: 1 }),
	];
	await stock(shop, { status: "archived" });
	addSimple(web, { sku: there.sku, quantity: 1 });
	await drive(shop, { connectionId, ...gates });
	const all = (who: Shop, body: object) => who.call("POST", `/setup/${connectionId}/create-all`, { body });
	expect((await all(other, {})).status).toBe(404);
	expect((await all(shop, { q: "no such thing" })).body).toEqual({ wanted: 0 });
	const page = (await shop.call("GET", `/settings/channels/${connectionId}/missing?all=1&q=${named.sku}`)).body;
	expect(page).toContain("1 product would be made");
	const one = await all(shop, { q: named.sku.toLowerCase() });
	expect([one.status, one.body]).toEqual([202, { wanted: 1 }]);
	expect((await shop.call("GET", `/settings/channels/${connectionId}/missing?all=1`)).body).toContain("12 products would be made");
	expect((await all(shop, {})).body).toEqual({ wanted: 12 });
	expect((await all(shop, {})).body).toEqual({ wanted: 0 });
	expect((await wanted(shop)).map(({ productId }) => productId).sort()).toEqual([named, ...frames].map(({ id }) => id).sort());
	for (let n = 0; n < 2; n++) await drive(shop, { connectionId, ...gates });
	expect([...web.products.values()].filter(({ status }) => status === "draft")).toHaveLength(13);
	expect([made(web, unpriced.sku), made(web, dollars.sku)]).toEqual([[], []]);
});
