import { beforeAll, describe, expect, it, vi } from "vitest";
import { minute, second } from "#app/platform/time.ts";
import { addVariable, buy, discard, edit, putUp, wooShop } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { connected, deliverAll, openShopifyShop, post, shopify } from "../../support/shopify.ts";
import { deliver, drive, onlyFakesAnswer, standIns, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(() => {
	onlyFakesAnswer();
	standIns.set("http://shopify.test", (request) => shopify.fetch(request));
});

type Connected = Parameters<typeof drive>[1];
const listings = async (shop: Shop, { connectionId }: Connected, query = "") =>
	(await shop.call("GET", `/setup/${connectionId}/listings${query}`)).body.items;
const names = async (shop: Shop, there: Connected, query = "") =>
	(await listings(shop, there, query)).map(({ name }: { name: string }) => name);
const sheet = async (shop: Shop, { connectionId }: Connected) => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
const lastSaid = async (shop: Shop) =>
	(
		await rowsOf<{ said: string }>(shop, "SELECT said FROM webhookReceipts WHERE businessId = ? ORDER BY id DESC LIMIT 1", shop.businessId)
	)[0]?.said;

/** A shop at Shopify that sells one product of ours, ten of it, all known; nothing is read again in what follows. */
async function withShopify(shop: Shop, quantity = 10) {
	const store = openShopifyShop();
	const there = await connected(shop, store);
	const product = await stock(shop, { quantity });
	const listed = store.add({ title: "LEMTOSH", variants: [{ sku: product.sku, available: quantity }] });
	await drive(shop, there);
	// What it owed from before is no news by now.
	store.owed.length = 0;
	return { store, there, product, listed, variant: listed.variants[0]! };
}
async function withWoo(shop: Shop, quantity = 10) {
	const web = wooShop();
	const there = await withWebshop(shop, web);
	const product = await stock(shop, { quantity });
	const listed = await putUp(web, { sku: product.sku, name: "LEMTOSH", quantity });
	await drive(shop, there);
	web.deliveries.length = 0;
	const told = async () => {
		for (const delivery of web.deliveries.splice(0)) expect(await deliver(delivery)).toBe(200);
	};
	return { web, there, product, listed, told };
}

describe("Shopify", () => {
	it("a level typed there is asked about within seconds and shown with both numbers; what we set ourselves and what an order took is nothing", async () => {
		const shop = await openShop();
		const { store, there, product, variant } = await withShopify(shop);
		let at = Date.now() + second;
		vi.setSystemTime(at);
		const turn = async (later: number) => {
			at += later;
			vi.setSystemTime(at);
			await drive(shop, there, at);
		};
		try {
			// Sold at the till: set there, and told back by the shop.
			await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });
			await react(shop);
			await turn(second);
			expect(store.available(product.sku)).toBe(9);
			const before = store.calls.length;
			await deliverAll(store, { duplicate: 100 });
			await turn(second);
			const saids = await rowsOf<{ said: string }>(
				shop,
				"SELECT DISTINCT said FROM webhookReceipts WHERE businessId = ? ORDER BY said",
				shop.businessId,
			);
			expect([saids.map(({ said }) => said), store.calls.length]).toEqual([["level_known", "same"], before]);
			// Sold there: the number comes before its order does, and waits for it.
			store.order({ lines: [{ sku: product.sku, quantity: 2 }] });
			const order = store.owed.splice(
				store.owed.findIndex(({ topic }) => topic === "orders/create"),
				1,
			);
			await deliverAll(store, { shuffle: true });
			await turn(second);
			expect([store.available(product.sku), store.calls.length]).toEqual([7, before]);
			store.owed.push(...order);
			await deliverAll(store);
			await turn(second);
			await react(shop);
			await turn(15 * second);
			const { conflicts, lag } = await sheet(shop, there);
			expect([store.available(product.sku), conflicts]).toEqual([7, []]);
			// What waited on purpose makes nobody slow.
			expect([lag.count, lag.p95Ms]).toEqual([1, second]);
			// Typed there. A second, late delivery of the same changes nothing more.
			await deliverAll(store);
			store.setLevel(variant, store.mainLocation, 40);
			await deliverAll(store, { duplicate: 100, shuffle: true });
			await turn(second);
			expect((await sheet(shop, there)).conflicts).toEqual([]);
			await turn(15 * second);
			await turn(second);
			expect(store.available(product.sku)).toBe(7);
			expect((await sheet(shop, there)).conflicts).toMatchObject([{ ours: 7, theirs: 40, sku: product.sku }]);
		} finally {
			vi.useRealTimers();
		}
	});

	it("keeps new and changed products at once, passes over old news of them, and what is taken away is gone", async () => {
		const shop = await openShop();
		const { store, there, listed } = await withShopify(shop);
		const ours = await stock(shop, { quantity: 3 });
		const made = store.add({
			title: "GRUNYA",
			variants: [
				{ sku: ours.sku, title: "46", available: 3 },
				{ sku: "NOBODYS", title: "49" },
			],
		});
		await deliverAll(store);
		await drive(shop, there);
		expect(await listings(shop, there, "?show=linked&q=GRUNYA")).toMatchObject([{ name: "GRUNYA - 46", productId: ours.id }]);
		expect(await names(shop, there, "?show=unlinked")).toEqual(["GRUNYA - 49"]);
		// What was told first comes last.
		const later = Date.now() + minute;
		store.change(listed, { title: "LEMTOSH old" });
		const [old] = store.owed.splice(0);
		Object.assign(listed, { title: "LEMTOSH II", changedAt: later });
		store.owe(
			"products/update",
			(old?.body ?? "")
				.replace("LEMTOSH old", "LEMTOSH II")
				.replace(/"updated_at":"[^"]+"/, `"updated_at":"${new Date(later).toISOString()}"`),
		);
		await deliverAll(store, { duplicate: 100 });
		await drive(shop, there);
		store.owed.push({ ...old!, webhookId: crypto.randomUUID() });
		await deliverAll(store);
		await drive(shop, there);
		expect([await names(shop, there, "?q=LEMTOSH"), await lastSaid(shop)]).toEqual([["LEMTOSH II"], "same"]);
		// One variant, then the rest.
		store.remove(made, made.variants[1]);
		await deliverAll(store);
		await drive(shop, there);
		expect(await names(shop, there, "?show=gone")).toEqual(["GRUNYA - 49"]);
		store.change(made, { title: "GRUNYA late" });
		const [late] = store.owed.splice(0);
		store.remove(made);
		await deliverAll(store, { duplicate: 100 });
		await drive(shop, there, Date.now() + minute);
		expect(await names(shop, there, "?show=gone")).toEqual(["GRUNYA - 46", "GRUNYA - 49"]);
		store.owed.push({ ...late!, body: late!.body.replaceAll(/"updated_at":"[^"]+"/g, '"updated_at":"2020-01-01T00:00:00Z"') });
		await deliverAll(store);
		await drive(shop, there, Date.now() + minute);
		expect(await names(shop, there, "?show=gone")).toEqual(["GRUNYA - 46", "GRUNYA - 49"]);
	});

	it("what it says of goods nobody here knows, of another place, and of another business's shop changes nothing", async () => {
		const [shop, other] = await twoShops();
		const { store, there, variant, product } = await withShopify(shop);
		const theirs = await withShopify(other);
		const rows = () => rowsOf(shop, "SELECT * FROM listings WHERE businessId = ?", shop.businessId);
		const before = await rows();
		const level = (item: string, place: string) =>
			`{"inventory_item_id":${item},"location_id":${place},"available":77,"updated_at":"${new Date().toISOString()}"}`;
		store.owe("inventory_levels/update", level("123", store.mainLocation));
		store.owe("inventory_levels/update", level(variant.itemId, store.locations[1]?.id ?? ""));
		store.owe("products/delete", '{"id":123}');
		await deliverAll(store);
		// Rightly signed, at the door of another business's connection: it is theirs, whatever it names.
		theirs.store.owe("inventory_levels/update", level(variant.itemId, store.mainLocation));
		await deliverAll(theirs.store);
		await drive(shop, there, Date.now() + 30 * second);
		await drive(other, theirs.there, Date.now() + 30 * second);
		expect(await rows()).toEqual(before);
		expect([store.available(product.sku), (await sheet(shop, there)).conflicts]).toEqual([10, []]);
		const unsigned = await shopify.request(store, {
			topic: "products/delete",
			uri: "http://localhost/connections/webhook/shopify",
			body: "{}",
			webhookId: "x",
			eventId: "x",
			at: 1,
		});
		unsigned.headers.set("X-Shopify-Hmac-Sha256", btoa("0".repeat(32)));
		expect((await post(unsigned)).status).toBe(401);
	});
});

describe("WooCommerce", () => {
	it("a product nobody can read keeps no order waiting behind it, and is left to the next reading after a while", async () => {
		const shop = await openShop();
		const { web, there, listed, told } = await withWoo(shop);
		const odd = await putUp(web, { sku: "ODD", name: "ODD", quantity: 3 });
		await edit(web, odd, { stock_quantity: "3" as never });
		await buy(web, [{ product: listed, quantity: 1 }]);
		await told();
		const at = Date.now() + second;
		await drive(shop, there, at);
		expect(await rowsOf(shop, "SELECT said FROM channelOrders WHERE businessId = ?", shop.businessId)).toEqual([{ said: "place" }]);
		const saids = () =>
			rowsOf<{ said: string; state: string }>(
				shop,
				"SELECT said, state FROM webhookReceipts WHERE businessId = ? AND said = 'goods_unread'",
				shop.businessId,
			);
		expect((await saids()).map(({ state }) => state)).toContain("waiting");
		await drive(shop, there, at + 11 * minute);
		expect((await saids()).map(({ state }) => state)).not.toContain("waiting");
	});

	it("a level typed there is shown with both numbers; our own number come back and a sale are nothing", async () => {
		const shop = await openShop();
		const { web, there, product, listed, told } = await withWoo(shop);
		let at = Date.now();
		const turn = (later: number) => {
			at += later;
			return drive(shop, there, at);
		};
		await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });
		await react(shop);
		await turn(second);
		expect(listed.stock_quantity).toBe(9);
		const writes = web.asked.length;
		await told();
		await turn(second);
		expect(web.asked.length).toBe(writes);
		await buy(web, [{ product: listed, quantity: 2 }]);
		// Its order is lost on the way.
		web.deliveries.splice(
			web.deliveries.findIndex(({ headers }) => headers["X-WC-Webhook-Topic"] === "order.created"),
			1,
		);
		await told();
		await turn(second);
		await turn(15 * second);
		await react(shop);
		await turn(15 * second);
		expect([listed.stock_quantity, (await sheet(shop, there)).conflicts, (await sheet(shop, there)).orderCount]).toEqual([7, [], 1]);
		await edit(web, listed, { stock_quantity: 40 });
		await told();
		await turn(second);
		await turn(15 * second);
		await turn(second);
		expect(listed.stock_quantity).toBe(7);
		expect((await sheet(shop, there)).conflicts).toMatchObject([{ ours: 7, theirs: 40 }]);
	});

	it("keeps new and changed products, asks once for one with variations however often it is told of, and what is thrown away is gone", async () => {
		const shop = await openShop();
		const { web, there, told } = await withWoo(shop);
		await putUp(web, { sku: "NEW", name: "GRUNYA" });
		const { parent, variations } = addVariable(web, "ARTHUR", [
			{ sku: "A-1", name: "46" },
			{ sku: "A-2", name: "49" },
		]);
		await edit(web, parent, {});
		for (const each of variations) await edit(web, each, {});
		await told();
		const before = web.asked.length;
		await drive(shop, there);
		expect(await names(shop, there)).toEqual(["LEMTOSH", "GRUNYA", "ARTHUR / 46", "ARTHUR / 49"]);
		expect(web.asked.slice(before).map(({ path }) => path)).toEqual([
			`/wc/v3/products/${parent.id}`,
			`/wc/v3/products/${parent.id}/variations`,
		]);
		web.products.delete(variations[1]!.id);
		parent.variations.pop();
		await edit(web, parent, { name: "ARTHUR II" });
		await told();
		await drive(shop, there);
		expect([await names(shop, there, "?q=ARTHUR"), await names(shop, there, "?show=gone")]).toEqual([
			["ARTHUR II / 46", "ARTHUR / 49"],
			["ARTHUR / 49"],
		]);
		await discard(web, variations[0]!);
		await discard(web, parent);
		const again = [...web.deliveries];
		await told();
		for (const delivery of again) expect(await deliver(delivery)).toBe(200);
		await drive(shop, there, Date.now() + second);
		expect((await names(shop, there, "?show=gone")).length).toBe(2);
	});
});
