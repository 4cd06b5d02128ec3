import { beforeEach, expect, it, vi } from "vitest";
import { shopify } from "#app/channels/adapters/shopify.server.ts";
import type { LevelWish } from "#app/channels/level-wishes.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { answeredBy, client, linkTo } from "../../support/channels/shopify-link.ts";
import { fakeShopify } from "../../support/fakes/shopify.ts";
import type { FakeVariant } from "../../support/fakes/shopify-shop.ts";

const fake = fakeShopify(client);
const asked: Request[] = [];
let serial = 0;
const opened = () => fake.open(`shop-${++serial}.myshopify.com`);

beforeEach(() => {
	asked.length = 0;
	const answer = answeredBy(fake);
	vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
		asked.push(new Request(input, init));
		return answer(input, init);
	});
	return () => vi.restoreAllMocks();
});

/** The trouble something ends in. */
async function troubleOf(work: Promise<unknown>): Promise<PlatformTrouble> {
	const error = await work.then(
		() => null,
		(caught: unknown) => caught,
	);
	if (!(error instanceof PlatformTrouble)) throw new Error("it ended in no trouble", { cause: error });
	return error;
}

const wish = (shop: { mainLocation: string }, variant: FakeVariant, quantity: number, seen: number | null): LevelWish => ({
	ref: variant.sku,
	productId: "ours",
	variantId: variant.id,
	inventoryId: variant.itemId,
	locationId: shop.mainLocation,
	quantity,
	seen,
	key: `${variant.sku}:${quantity}`,
});

it("proves a shop: what it calls itself, its currency, and first the place web orders leave from", async () => {
	const shop = opened();
	const proven = await shopify.prove(linkTo(fake, shop));
	expect(proven).toMatchObject({
		storeUrl: `https://${shop.host}`,
		currency: "DKK",
		locations: [
			{ id: shop.mainLocation, name: "Shop location" },
			{ id: expect.any(String), name: "Warehouse" },
		],
	});
	// An id beyond what a JavaScript number can hold, to the last digit.
	expect(BigInt(shop.mainLocation) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
});

it("names the scopes a merchant did not give", async () => {
	const shop = opened();
	const trouble = await troubleOf(
		shopify.prove(linkTo(fake, shop, { scope: "write_products,write_inventory,read_locations,read_orders" })),
	);
	expect(trouble).toMatchObject({ kind: "refused", reason: "permission_missing", said: "read_customers" });
});

it("pulls every variant once over pages, with what stands at the place asked for", async () => {
	const shop = opened();
	for (let n = 0; n < 130; n++)
		shop.add({ title: `Frame ${n}`, variants: [{ sku: `S-${n}`, barcode: `57${n}`, price: "1299.50", available: n }] });
	const link = linkTo(fake, shop);
	const first = await shopify.pullProducts(link, null);
	const second = await shopify.pullProducts(link, first.next);
	const items = [...first.items, ...second.items];
	expect([first.items.length, second.items.length, second.next]).toEqual([100, 30, null]);
	expect(new Set(items.map(({ variantId }) => variantId)).size).toBe(130);
	expect(items[129]).toMatchObject({ sku: "S-129", barcode: "57129", name: "Frame 129", price: 129950, quantity: 129, tracksStock: true });
	expect(items[129]?.inventoryId).toBe(shop.variant("S-129")?.itemId);
});

it("sets levels only where they are still what we last saw, and the others all the same", async () => {
	const shop = opened();
	const { variants } = shop.add({
		title: "Frame",
		variants: [
			{ sku: "A", available: 5 },
			{ sku: "B", available: 5 },
			{ sku: "C", available: 5 },
			{ sku: "D", available: 5, tracked: false },
		],
	});
	const [a, b, c, d] = variants as [FakeVariant, FakeVariant, FakeVariant, FakeVariant];
	shop.setLevel(b, shop.mainLocation, 3);
	const link = linkTo(fake, shop);
	const gone = { ...a, sku: "GONE", itemId: "1" };
	const answers = await shopify.pushLevels(link, [
		wish(shop, a, 4, 5),
		wish(shop, b, 4, 5),
		wish(shop, c, 0, null),
		wish(shop, d, 1, 5),
		wish(shop, gone, 1, 1),
	]);
	expect(Object.fromEntries(answers.map(({ ref, ...answer }) => [ref, answer]))).toEqual({
		A: { kind: "done", quantity: 4 },
		B: { kind: "conflict", theirs: 3 },
		C: { kind: "done", quantity: 0 },
		D: { kind: "refused", reason: "not_tracked", said: expect.stringContaining("not tracked") },
		GONE: { kind: "refused", reason: "not_there", said: expect.stringContaining("could not be found") },
	});
	expect(["A", "B", "C", "D"].map((sku) => shop.available(sku))).toEqual([4, 3, 0, 5]);
});

it("sets a level once when the answer was lost and it is asked for again", async () => {
	const shop = opened();
	const { variants } = shop.add({ title: "Frame", variants: [{ sku: "A", available: 5 }] });
	const link = linkTo(fake, shop);
	await shopify.prove(link);
	shop.troubles.push({ kind: "lost" });
	const first = await troubleOf(shopify.pushLevels(link, [wish(shop, variants[0]!, 4, 5)]));
	expect(first).toMatchObject({ kind: "temporary", reason: "server_error" });
	// Somebody buys one before we ask again: the level must not be put back to 4.
	shop.setLevel(variants[0]!, shop.mainLocation, 3);
	expect(await shopify.pushLevels(link, [wish(shop, variants[0]!, 4, 5)])).toEqual([{ ref: "A", kind: "done", quantity: 4 }]);
	expect([shop.available("A"), shop.writes]).toEqual([3, 1]);
});

it("refreshes a token once for ten calls at the same time, and keeps the new pair before it is used", async () => {
	const shop = opened();
	const link = linkTo(fake, shop);
	link.credentials = { ...link.credentials, expiresAt: String(Date.now() + 60_000) };
	const before = link.keep;
	let usedBeforeKept = false;
	link.keep = async (credentials) => {
		await new Promise((resolve) => setTimeout(resolve, 20));
		usedBeforeKept ||= shop.tokens.some(({ access, used }) => used && access === credentials.accessToken);
		await before(credentials);
	};
	await Promise.all(Array.from({ length: 10 }, () => shopify.prove(link)));
	expect([shop.refreshes, link.kept.length, usedBeforeKept]).toEqual([1, 1, false]);
	expect(link.kept[0]?.refreshToken).not.toBe(link.credentials.refreshToken);
});

it("refreshes once more when a token dies before its time, and says so when that does not help", async () => {
	const shop = opened();
	const link = linkTo(fake, shop);
	shop.troubles.push({ kind: "expired" });
	await Promise.all([shopify.prove(link), shopify.prove(link), shopify.prove(link)]);
	expect(shop.refreshes).toBe(1);
	shop.uninstall();
	expect(await troubleOf(shopify.prove(link))).toMatchObject({ kind: "expired", reason: "token_expired" });
});

it("tries again with the old refresh token when the answer to a refresh was lost", async () => {
	const shop = opened();
	const link = linkTo(fake, shop);
	link.credentials = { ...link.credentials, expiresAt: "0" };
	shop.troubles.push({ kind: "status", status: 502, html: true });
	expect(await troubleOf(shopify.prove(link))).toMatchObject({ kind: "temporary" });
	await shopify.prove(link);
	expect([shop.refreshes, link.kept.length]).toEqual([1, 1]);
});

it("waits as long as the bucket says before a call it cannot pay for, and is never throttled then", async () => {
	const shop = opened();
	for (let n = 0; n < 250; n++) shop.add({ title: `F ${n}`, variants: [{ sku: `S-${n}`, available: 1 }] });
	shop.bucket = { maximum: 700, restoreRate: 1000, available: 700, at: Date.now() };
	const link = linkTo(fake, shop);
	const began = Date.now();
	for (let cursor: string | null = null, page = 0; page < 3; page++) cursor = (await shopify.pullProducts(link, cursor)).next;
	const spent = shop.calls.reduce((sum, { cost }) => sum + cost, 0);
	expect(spent).toBeGreaterThan(700);
	// What was spent beyond the full bucket has to come in at a thousand points a second.
	expect(Date.now() - began).toBeGreaterThanOrEqual(spent - 700 - 50);
	expect(asked.length).toBe(3);
});

it("asks again after THROTTLED inside a 200, and gives up in so many words when the bucket stays empty", async () => {
	const shop = opened();
	const link = linkTo(fake, shop);
	shop.troubles.push({ kind: "throttled" });
	await shopify.prove(link);
	expect(asked.length).toBe(2);
	shop.bucket = { maximum: 2000, restoreRate: 1, available: 0, at: Date.now() };
	const trouble = await troubleOf(shopify.prove(linkTo(fake, shop)));
	expect(trouble).toMatchObject({ kind: "throttled" });
	expect(trouble.retryAfter).toBeGreaterThan(10);
});

it.each([
	["429 with seconds", { kind: "status", status: 429, retryAfter: "7" }, { kind: "throttled", retryAfter: 7 }],
	["a wall of HTML", { kind: "html" }, { kind: "temporary", reason: "not_json" }],
	["an answer that breaks off", { kind: "truncated" }, { kind: "temporary", reason: "cut_off" }],
	["500 with a page", { kind: "status", status: 500, html: true }, { kind: "temporary", reason: "server_error" }],
	["402, a frozen shop", { kind: "status", status: 402 }, { kind: "refused" }],
	["403", { kind: "status", status: 403 }, { kind: "refused", reason: "permission_missing" }],
	["404", { kind: "status", status: 404 }, { kind: "refused", reason: "not_a_shop" }],
	["a redirect elsewhere", { kind: "redirect", to: "https://evil.example/admin" }, { kind: "wrong_host", said: "evil.example" }],
] as const)("says %s in a trouble of ours", async (_, trouble, expected) => {
	const shop = opened();
	shop.troubles.push(trouble);
	expect(await troubleOf(shopify.prove(linkTo(fake, shop)))).toMatchObject(expected);
	expect(asked.length).toBe(1);
});

it("reads the date of a Retry-After too, and keeps tokens from whoever is redirected to", async () => {
	const shop = opened();
	shop.troubles.push({ kind: "status", status: 429, retryAfter: new Date(Date.now() + 30_000).toUTCString() });
	const { retryAfter } = await troubleOf(shopify.prove(linkTo(fake, shop)));
	expect(retryAfter).toBeGreaterThan(25);
	expect(retryAfter).toBeLessThanOrEqual(30);
	expect(asked.every(({ url }) => url.startsWith(`http://shopify.test/${shop.host}/`))).toBe(true);
});

it("asks for each webhook once, mends what is missing or double, and takes them away again", async () => {
	const shop = opened();
	const link = linkTo(fake, shop);
	const address = "http://storekeep.test/connections/webhook/shopify";
	expect(await shopify.registerWebhooks(link, address, "")).toEqual({ made: 9, mended: 0 });
	expect(await shopify.registerWebhooks(link, address, "")).toEqual({ made: 0, mended: 0 });
	shop.subscriptions.push({ ...shop.subscriptions[0]!, id: shop.newId() });
	shop.subscriptions.splice(3, 1);
	shop.subscriptions.push({ id: shop.newId(), topic: "ORDERS_CREATE", uri: "https://elsewhere.example/hook" });
	expect(await shopify.registerWebhooks(link, address, "")).toEqual({ made: 1, mended: 1 });
	await shopify.removeWebhooks(link, address);
	expect(shop.subscriptions.map(({ uri }) => uri)).toEqual(["https://elsewhere.example/hook"]);
});

it("fetches an order as the webhook told it, whatever happened to it", async () => {
	const shop = opened();
	for (const sku of ["A", "B"]) shop.add({ title: sku, variants: [{ sku, price: "199.95", available: 9 }] });
	const link = linkTo(fake, shop);
	await shopify.registerWebhooks(link, "http://storekeep.test/hook", "");
	const orders = [
		shop.order({ lines: [{ sku: "A", quantity: 3, discount: "20.00", tax: "115.97" }, { sku: "B" }], shipping: "49.00" }),
		shop.order({ lines: [{ sku: "A" }, { title: "Tip", price: "25.00", tip: true }, { title: "Engraving", price: "80.00" }] }),
		shop.order({ lines: [{ sku: "B", giftCard: true }], customer: null, test: true, presentment: { currency: "EUR", rate: 0.134 } }),
	];
	shop.refund(orders[0]!, { lines: [{ line: 0, quantity: 1 }] });
	shop.cancel(orders[1]!);
	const told = (id: string) => {
		const body = shop.owed.findLast((one) => one.topic !== "refunds/create" && one.body.includes(`gid://shopify/Order/${id}"`))?.body ?? "";
		return shopify.translate("orders/updated", body, link.shop)[0];
	};
	for (const order of orders) {
		const fetched = await shopify.fetchOrder(link, order.id);
		expect({ kind: "order", order: fetched }).toEqual(told(order.id));
	}
	const { orders: pulled, next } = await shopify.pullOrders(link, Date.now() - 60_000, null);
	expect([pulled.map(({ id }) => id).sort(), next]).toEqual([orders.map(({ id }) => id).sort(), null]);
	expect(await shopify.fetchOrder(link, "1")).toBeNull();
});

it("makes a product there, counted from the start", async () => {
	const shop = opened();
	const made = await shopify.makes?.make(linkTo(fake, shop), {
		ref: "ours",
		name: "LEMTOSH",
		sku: "LEM-46",
		barcode: "5701234567899",
		price: 219500,
		currency: "DKK",
		quantity: 4,
	});
	expect(made).toMatchObject({ sku: "LEM-46", barcode: "5701234567899", price: 219500, quantity: 4, tracksStock: true });
	expect(shop.available("LEM-46")).toBe(4);
});
