import { describe, expect, it } from "vitest";
import { abilitiesOf } from "#app/channels/adapters/registry.server.ts";
import type { Delivery, PlatformItem } from "#app/channels/contract.ts";
import type { LevelWish } from "#app/channels/level-wishes.ts";
import { shopPlatforms } from "#app/channels/rules.ts";
import { type StandInShop, shopsThat, standInShop, webhookSecret } from "../../support/channels/stand-in-shops.ts";

/** What every platform of shops keeps, asked of its adapter against the stand-in; what only some can do, by what they say they can. */

async function pulled({ adapter, link }: StandInShop): Promise<PlatformItem[]> {
	const items: PlatformItem[] = [];
	let cursor: string | null = null;
	do {
		const page = await adapter.pullProducts(link(), cursor);
		items.push(...page.items);
		cursor = page.next;
	} while (cursor !== null);
	return items;
}

async function itemOf(there: StandInShop, sku: string): Promise<PlatformItem> {
	const found = (await pulled(there)).find((item) => item.sku === sku);
	if (!found) throw new Error(`nothing there is ${sku}`);
	return found;
}

async function wishFor(there: StandInShop, sku: string, quantity: number, seen: number | null): Promise<LevelWish> {
	const { productId, variantId, inventoryId } = await itemOf(there, sku);
	const { locationId } = there.link().shop;
	return { ref: sku, productId, variantId, inventoryId, locationId, quantity, seen, key: `${sku}:${quantity}:${seen}` };
}

describe.each(shopPlatforms)("%s", (platform) => {
	const there = standInShop(platform);
	const { adapter } = there;

	it("proves what opens the shop, says what it is called and sells in, and that what opened it once does no more", async () => {
		expect(await adapter.prove(there.link())).toMatchObject({
			storeUrl: expect.stringMatching(/^https:\/\/[^/]+[^/]$/),
			name: expect.stringMatching(/./),
			currency: there.link().shop.currency,
		});
		await expect(adapter.prove(there.link(false))).rejects.toMatchObject({ kind: "expired" });
	});

	it("pulls everything that is sold there once, over pages, each with its number, price and level", async () => {
		const skus = Array.from({ length: 130 }, (_, n) => `S-${n}`);
		for (const [n, sku] of skus.entries()) there.add(sku, n);
		const items = await pulled(there);
		expect(items.map(({ sku }) => sku).sort()).toEqual([...skus].sort());
		expect(new Set(items.map(({ variantId }) => variantId)).size).toBe(130);
		expect(items.find(({ sku }) => sku === "S-129")).toMatchObject({ price: 10_000, quantity: 129, tracksStock: true });
	});

	it("waits for its turn before each call it makes, however many an answer takes", async () => {
		for (let n = 0; n < 130; n++) there.add(`S-${n}`, n);
		let turns = 0;
		const link = { ...there.link(), pace: async () => void turns++ };
		const wish = await wishFor(there, "S-1", 5, 1);
		const before = there.asked;
		let cursor: string | null = null;
		do cursor = (await adapter.pullProducts(link, cursor)).next;
		while (cursor !== null);
		await adapter.pullOrders(link, 0, null);
		await adapter.fetchOrder(link, "1");
		await adapter.pushLevels(link, [wish]);
		expect(there.asked - before).toBeGreaterThan(1);
		expect(turns).toBe(there.asked - before);
	});

	it.each([
		["that asks for patience", "throttled", { kind: "throttled", retryAfter: 7 }],
		["that shows a page instead", "html", { kind: "temporary", reason: "not_json" }],
		["whose answer breaks off", "truncated", { kind: "temporary", reason: "cut_off" }],
	] as const)("says of a shop %s that it is so, and asks it no second time", async (_, fault, trouble) => {
		const link = there.link();
		there.fault(fault);
		await expect(adapter.pullProducts(link, null)).rejects.toMatchObject(trouble);
		expect(there.asked).toBe(1);
	});
});

describe.each(shopsThat(({ capabilities }) => capabilities.canSetStock))("%s, where levels are set", (platform) => {
	const there = standInShop(platform);
	const { adapter } = there;

	it("sets what still is as it was seen, asks about what is not, and says which it cannot", async () => {
		for (const sku of ["A", "B", "C"]) there.add(sku, 5);
		const gone = { ...(await wishFor(there, "A", 1, 5)), ref: "GONE", variantId: "1", inventoryId: "1" };
		const wishes = [await wishFor(there, "A", 4, 5), await wishFor(there, "B", 4, 5), await wishFor(there, "C", 0, null), gone];
		there.setLevel("B", 3);
		const answers = await adapter.pushLevels(there.link(), wishes);
		expect(answers.toSorted((a, b) => a.ref.localeCompare(b.ref))).toMatchObject([
			{ ref: "A", kind: "done", quantity: 4 },
			{ ref: "B", kind: "conflict", theirs: 3 },
			{ ref: "C", kind: "done", quantity: 0 },
			{ ref: "GONE", kind: "refused", reason: "not_there" },
		]);
		expect(["A", "B", "C"].map((sku) => there.level(sku))).toEqual([4, 3, 0]);
	});

	it("writes over nothing that was sold meanwhile when the same is wished again", async () => {
		there.add("A", 5);
		const wish = await wishFor(there, "A", 4, 5);
		await adapter.pushLevels(there.link(), [wish]);
		there.setLevel("A", 3);
		await adapter.pushLevels(there.link(), [wish]);
		expect(there.level("A")).toBe(3);
	});
});

describe.each(shopsThat(({ capabilities }) => !capabilities.canSetStock))("%s, where no level can be set", (platform) => {
	const there = standInShop(platform);

	it("refuses each, asks nobody and changes nothing", async () => {
		there.add("A", 5);
		const wish = await wishFor(there, "A", 4, 5);
		const before = there.asked;
		expect(await there.adapter.pushLevels(there.link(), [wish])).toEqual([{ ref: "A", kind: "refused", reason: "not_allowed", said: "" }]);
		expect([there.asked, there.level("A")]).toEqual([before, 5]);
	});
});

describe.each(shopsThat(({ capabilities }) => capabilities.hasOrders))("%s, which has orders", (platform) => {
	const there = standInShop(platform);
	const { adapter } = there;

	it("says an order the same way whether it is fetched or among all that changed, and nothing of one that is not there", async () => {
		there.add("A", 5);
		const id = await there.buy("A", 2);
		const order = await adapter.fetchOrder(there.link(), id);
		const { variantId } = await itemOf(there, "A");
		expect(order).toMatchObject({ id, stage: "open", isPaid: true, isTest: false, refunds: [] });
		expect(order).toMatchObject({ currency: there.link().shop.currency, lines: [{ kind: "goods", sku: "A", quantity: 2, variantId }] });
		const { orders, next } = await adapter.pullOrders(there.link(), Date.now() - 60_000, null);
		expect([orders, next]).toEqual([[order], null]);
		expect((await adapter.pullOrders(there.link(), Date.now() + 60_000, null)).orders).toEqual([]);
		expect(await adapter.fetchOrder(there.link(), "999999999")).toBeNull();
		expect(there.level("A")).toBe(3);
	});
});

describe.each(shopsThat(({ capabilities }) => !capabilities.hasOrders))("%s, which has none", (platform) => {
	const there = standInShop(platform);

	it("knows of no order, and asks nobody", async () => {
		expect(await there.adapter.pullOrders(there.link(), 0, null)).toEqual({ orders: [], next: null });
		expect(await there.adapter.fetchOrder(there.link(), "1")).toBeNull();
		expect(there.asked).toBe(0);
	});
});

describe.each(shopsThat(({ capabilities }) => capabilities.hasWebhooks))("%s, which tells by itself", (platform) => {
	const there = standInShop(platform);
	const { adapter } = there;
	const address = `http://storekeep.test/connections/webhook/${platform}?c=ours`;
	const keys = () => ({ secret: webhookSecret, cfg: there.link().cfg });
	const asked = () => adapter.registerWebhooks(there.link(), address, webhookSecret);

	it("is asked for each of its webhooks once, and takes them away again, more than once too", async () => {
		const { made, mended } = await asked();
		expect([made > 0, mended]).toEqual([true, 0]);
		expect(await asked()).toEqual({ made: 0, mended: 0 });
		const listed = await adapter.listWebhooks(there.link(), address);
		expect(listed).toHaveLength(made);
		expect(listed.every((webhook) => webhook.isActive && webhook.address === address)).toBe(true);
		expect(await adapter.listWebhooks(there.link(), "http://elsewhere.example/hook")).toEqual([]);
		for (let n = 0; n < 2; n++) await adapter.removeWebhooks(there.link(), address);
		expect(await adapter.listWebhooks(there.link(), address)).toEqual([]);
	});

	it("is believed only by its signature, is known again, and says the order as it is fetched", async () => {
		there.add("A", 5);
		await asked();
		// Some try the address first.
		for (const tried of await there.told()) expect(await adapter.verify(tried, keys())).toEqual({ kind: "ping" });
		const id = await there.buy("A", 1);
		const told = await there.told();
		const said = await Promise.all(
			told.map(async (delivery) => {
				const verified = await adapter.verify(delivery, keys());
				if (verified.kind !== "delivery") throw new Error(verified.kind);
				expect(adapter.addressed(delivery)).toBe("ours");
				expect(await adapter.verify(delivery, keys())).toEqual(verified);
				const other: Delivery = { ...delivery, body: new TextEncoder().encode(`${new TextDecoder().decode(delivery.body)} `) };
				expect(await adapter.verify(other, keys())).toEqual({ kind: "forged" });
				return { ...verified, says: adapter.translate(verified.topic, new TextDecoder().decode(delivery.body), there.link().shop) };
			}),
		);
		expect(new Set(said.map(({ dedupeKey }) => dedupeKey)).size).toBe(told.length);
		const order = await adapter.fetchOrder(there.link(), id);
		expect(said.filter(({ resourceId }) => resourceId === id).map(({ says }) => says)).toEqual([[{ kind: "order", order }]]);
	});

	it("is understood where the topic stands in the body, beside what it is about, once that is signed; of a signed one without any it says so", async () => {
		there.add("A", 5);
		await asked();
		await there.told();
		const id = await there.buy("A", 1);
		const order = await adapter.fetchOrder(there.link(), id);
		const says = (topic: string, body: Uint8Array) => adapter.translate(topic, new TextDecoder().decode(body), there.link().shop);
		for (const delivery of await there.told()) {
			const plain = await adapter.verify(delivery, keys());
			if (plain.kind !== "delivery") throw new Error(plain.kind);
			const resource = new TextDecoder().decode(delivery.body);
			const wrapped = await there.resigned(delivery, `{"topic":"${plain.topic}","resource":${resource}}`);
			const { topic, resourceId } = plain;
			expect(await adapter.verify(wrapped, keys())).toMatchObject({ kind: "delivery", topic, resourceId });
			expect(says(topic, wrapped.body)).toEqual(says(topic, delivery.body));
			if (resourceId === id) expect(says(topic, wrapped.body)).toEqual([{ kind: "order", order }]);
			// A topic in its head goes before the one in its body.
			wrapped.headers.set(platform === "shopify" ? "X-Shopify-Topic" : "X-WC-Webhook-Topic", "another.topic");
			expect(await adapter.verify(wrapped, keys())).toMatchObject({ kind: "delivery", topic: "another.topic" });
			expect(await adapter.verify({ ...wrapped, body: delivery.body }, keys())).toEqual({ kind: "forged" });
			expect(await adapter.verify(await there.resigned(delivery, resource), keys())).toMatchObject({ kind: "delivery", topic: "" });
			expect(says("", delivery.body)).toEqual([{ kind: "unreadable", reason: "no_topic" }]);
		}
	});

	it("says of a body nobody can read that it cannot be read", () => {
		const topic = { shopify: "orders/create", woocommerce: "order.created", prokip: "" }[platform];
		expect(adapter.translate(topic, "<h1>oops</h1>", there.link().shop)).toMatchObject([{ kind: "unreadable" }]);
	});
});

describe.each(shopsThat(({ capabilities }) => !capabilities.hasWebhooks))("%s, which tells nothing by itself", (platform) => {
	const there = standInShop(platform);
	const { adapter } = there;

	it("believes nothing, has no webhooks, and is asked for none", async () => {
		const delivery = { url: new URL("http://storekeep.test/hook?c=ours"), headers: new Headers(), body: new Uint8Array([123, 125]) };
		expect(adapter.addressed(delivery)).toBeNull();
		expect(await adapter.verify(delivery, { secret: webhookSecret, cfg: there.link().cfg })).toEqual({ kind: "forged" });
		expect(await adapter.registerWebhooks(there.link(), "http://storekeep.test/hook", webhookSecret)).toEqual({ made: 0, mended: 0 });
		expect(await adapter.listWebhooks(there.link(), "http://storekeep.test/hook")).toEqual([]);
		expect(there.asked).toBe(0);
	});
});

const product = { ref: "ours", name: "LEMTOSH", sku: "LEM-46", barcode: "5701234567899", price: 219_500, quantity: 4 };

describe.each(shopsThat(({ makes }) => makes !== undefined))("%s, where products are made", (platform) => {
	const there = standInShop(platform);

	it("makes one as it was asked for, and sells it from then on", async () => {
		const { makes } = there.adapter;
		expect(await makes?.find(there.link(), "LEM-46")).toEqual([]);
		const made = await makes?.make(there.link(), { ...product, currency: there.link().shop.currency });
		expect(made).toMatchObject({ sku: "LEM-46", barcode: "5701234567899", price: 219_500, quantity: 4, tracksStock: true });
		expect(await itemOf(there, "LEM-46")).toMatchObject({ variantId: made?.variantId, quantity: 4 });
		there.add('L"46 (blue)', 2);
		for (const sku of ["LEM-46", 'L"46 (blue)']) {
			const found = await makes?.find(there.link(), sku);
			expect(found?.filter((item) => item.sku === sku)).toEqual([await itemOf(there, sku)]);
		}
	});
});

it.each(shopsThat(({ makes }) => makes === undefined))("%s makes no products, and says so", (platform) => {
	expect(abilitiesOf(platform).createProducts).toBe(false);
});

describe.each(shopsThat(({ sales }) => sales !== undefined))("%s, whose books sales go into", (platform) => {
	const there = standInShop(platform);

	it("writes a sale down once it is not there, finds it by our own number, and lowers its shelf", async () => {
		const { sales } = there.adapter;
		there.add("A", 5);
		const { variantId, productId } = await itemOf(there, "A");
		const sale = { ref: "S-1", at: Date.now(), note: "", decimals: 2, lines: [{ variantId, productId, quantity: 2, total: 20_000 }] };
		expect(await sales?.find(there.link(), sale)).toBeNull();
		const sold = await sales?.sell(there.link(), sale);
		expect(await sales?.find(there.link(), sale)).toEqual(sold);
		expect(there.level("A")).toBe(3);
	});
});
