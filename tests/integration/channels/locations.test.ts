import { beforeAll, expect, it, vi } from "vitest";
import { minute } from "#app/platform/time.ts";
import { react } from "../../support/reacting.ts";
import { connected, onlyShopifyAnswers, openShopifyShop } from "../../support/shopify.ts";
import { drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { rowsOf, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyShopifyAnswers);

it("sets levels at the location somebody chooses, from then on and no longer at the other, and only at one the shop has", async () => {
	const [shop, other] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const goods = await stock(shop, { quantity: 4 });
	const { variants } = store.add({ title: "A", variants: [{ sku: goods.sku, price: "500.00", available: 9 }] });
	const levels = () => [...(variants[0]?.available ?? [])].map(([, quantity]) => quantity);
	await drive(shop, connection);
	const base = `/api/channels/${connection.connectionId}`;
	const [main, warehouse] = (await shop.call("GET", `${base}/locations`)).body.items;
	expect([main, warehouse]).toEqual([
		{ id: expect.any(String), name: "Shop location", isChosen: true },
		{ id: expect.any(String), name: "Warehouse", isChosen: false },
	]);
	expect(variants[0]?.available.get(main.id)).toBe(4);
	variants[0]?.available.set(warehouse.id, 77);
	expect((await other.call("GET", `${base}/locations`)).status).toBe(404);
	expect((await other.call("PUT", base, { body: { locationId: warehouse.id } })).status).toBe(404);
	const unknown = await shop.call("PUT", base, { body: { locationId: "1" } });
	expect([unknown.status, unknown.body.code]).toEqual([409, "location_unknown"]);

	const before = (await shop.call("GET", base)).body;
	for (let n = 0; n < 2; n++) {
		const chosen = await shop.call("PUT", base, { body: { locationId: warehouse.id } });
		expect([chosen.status, chosen.body.locationId, chosen.body.storeId]).toEqual([200, warehouse.id, before.storeId]);
	}
	await drive(shop, connection, Date.now() + 1 * minute);
	// Ours holds there whatever stood there: nobody has to look at that.
	expect(levels()).toEqual([4, 4]);
	expect((await shop.call("GET", base)).body.conflicts).toEqual([]);
	expect((await shop.call("GET", `${base}/locations`)).body.items.map(({ isChosen }: { isChosen: boolean }) => isChosen)).toEqual([
		false,
		true,
	]);
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: goods.id, quantity: 1 } });
	await react(shop);
	await drive(shop, connection, Date.now() + 2 * minute);
	expect([variants[0]?.available.get(main.id), variants[0]?.available.get(warehouse.id)]).toEqual([4, 3]);
	const html = (await shop.call("GET", `/settings/channels/${connection.connectionId}?locations`)).body;
	expect(html).toContain("Warehouse</option>");
});

it("a turn that sets levels while another location is chosen sets nothing more at the one before", async () => {
	const [shop] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const goods = await stock(shop, { quantity: 4 });
	const { variants } = store.add({ title: "A", variants: [{ sku: goods.sku, price: "500.00", available: 9 }] });
	await drive(shop, connection);
	const base = `/api/channels/${connection.connectionId}`;
	const [main, warehouse] = (await shop.call("GET", `${base}/locations`)).body.items;
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: goods.id, quantity: 1 } });
	await react(shop);
	const answer = globalThis.fetch;
	let isFirst = true;
	vi.stubGlobal("fetch", async (address: string, asked?: RequestInit) => {
		const answered = await answer(address, asked);
		if (isFirst && String(asked?.body).includes("inventorySetQuantities")) {
			isFirst = false;
			expect((await shop.call("PUT", base, { body: { locationId: warehouse.id } })).status).toBe(200);
			// Somebody there counts at the old one.
			variants[0]?.available.set(main.id, 55);
		}
		return answered;
	});
	await drive(shop, connection, Date.now() + 1 * minute);
	vi.stubGlobal("fetch", answer);
	await drive(shop, connection, Date.now() + 2 * minute);
	expect(isFirst).toBe(false);
	expect([variants[0]?.available.get(main.id), variants[0]?.available.get(warehouse.id)]).toEqual([55, 3]);
});

it("a reading that is under way while another location is chosen keeps no number of the one before, and is made anew", async () => {
	const [shop] = await twoShops();
	const store = openShopifyShop();
	const connection = await connected(shop, store);
	const { variants } = store.add({ title: "A", variants: [{ sku: "NOT-YET-OURS", price: "500.00", available: 9 }] });
	await drive(shop, connection);
	const base = `/api/channels/${connection.connectionId}`;
	const [, warehouse] = (await shop.call("GET", `${base}/locations`)).body.items;
	variants[0]?.available.set(warehouse.id, 77);
	const known = () =>
		rowsOf<{ known: number | null; pullCursor: string | null; isRead: number }>(
			shop,
			"SELECT l.known, c.pullCursor, c.pulledAt IS NOT NULL AS isRead FROM listings AS l JOIN connections AS c ON c.businessId = l.businessId AND c.id = l.connectionId WHERE l.businessId = ?",
			shop.businessId,
		);
	expect(await known()).toEqual([{ known: 9, pullCursor: null, isRead: 1 }]);
	await rowsOf(shop, "UPDATE connections SET pulledAt = NULL WHERE businessId = ?", shop.businessId);
	const answer = globalThis.fetch;
	let chosen: unknown[] = [];
	vi.stubGlobal("fetch", async (address: string, asked?: RequestInit) => {
		const answered = await answer(address, asked);
		if (chosen.length === 0 && String(asked?.body).includes("productVariants")) {
			chosen = [null];
			const { status } = await shop.call("PUT", base, { body: { locationId: warehouse.id } });
			// What was pressed at the same time as it was read, and is kept after it.
			chosen = [status, await known()];
		}
		return answered;
	});
	await drive(shop, connection, Date.now() + 1 * minute);
	vi.stubGlobal("fetch", answer);
	expect(chosen).toEqual([200, [{ known: null, pullCursor: null, isRead: 0 }]]);
	await drive(shop, connection, Date.now() + 2 * minute);
	expect(await known()).toEqual([{ known: 77, pullCursor: null, isRead: 1 }]);
});

it("knows no locations where a shop has one stock only", async () => {
	const [shop] = await twoShops();
	onlyFakesAnswer();
	const { connectionId } = await withWebshop(shop);
	expect((await shop.call("GET", `/api/channels/${connectionId}/locations`)).body).toEqual({ items: [] });
	expect((await shop.call("PUT", `/api/channels/${connectionId}`, { body: { locationId: "1" } })).body.code).toBe("location_unknown");
	onlyShopifyAnswers();
});
