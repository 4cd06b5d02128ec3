import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { listenTo, upgrade } from "../../support/listening.ts";
import { logged } from "../../support/quiet.ts";
import { openShop, origin, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

const newsOf = (shop: Shop) => env.NEWS.get(env.NEWS.idFromName(shop.businessId));
const sellOne = async (shop: Shop, productId: string, quantity = 1) =>
	sell(await shop.tenant(), { storeId: shop.storeId, lines: [{ productId, quantity }] });

it("tells every open page what a sale left, and nobody of another business", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5, reorderPoint: 2 });
	const [till, list, elsewhere] = [await listenTo(shop), await listenTo(shop), await listenTo(other)];
	await sellOne(shop, frame.id, 2);
	for (const page of [till, list]) {
		await page.soon(() => expect(page.onHand(frame.id)).toBe(3));
		expect(page.news()).toEqual([
			{
				kind: "stock",
				productId: frame.id,
				levels: [{ storeId: shop.storeId, onHand: 3, reserved: 0, incoming: 0, reorderPoint: 2, version: 2 }],
			},
		]);
	}
	expect(elsewhere.news()).toEqual([]);
});

it("tells of what comes in, is adjusted, and of a reorder point, once each", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const page = await listenTo(shop);
	const where = { productId: frame.id, storeId: shop.storeId };
	await receiveStock(await shop.tenant(), { ...where, quantity: 4 });
	await page.soon(() => expect(page.onHand(frame.id)).toBe(9));
	await adjustStock(await shop.tenant(), { ...where, delta: -1, reason: "damage" });
	await page.soon(() => expect(page.onHand(frame.id)).toBe(8));
	await setReorderPoint(await shop.tenant(), { ...where, reorderPoint: 6 });
	await page.soon(() => expect(page.news().at(-1)).toMatchObject({ levels: [{ onHand: 8, reorderPoint: 6 }] }));
	// By then the queue has told the first two again, which nobody hears.
	expect(page.news()).toHaveLength(3);
});

it("tells of both ends of a transfer, also of what is only on its way", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const { id: toStoreId } = await addStore(await shop.tenant(), { name: "Aarhus" });
	const page = await listenTo(shop);
	await draftTransfer(await shop.tenant(), {
		fromStoreId: shop.storeId,
		toStoreId,
		lines: [{ productId: frame.id, quantity: 2 }],
		send: true,
	});
	await page.soon(() => expect(page.onHand(frame.id)).toBe(3));
	expect(page.news()).toMatchObject([
		{ levels: expect.arrayContaining([expect.objectContaining({ storeId: toStoreId, onHand: 0, incoming: 2, version: 0 })]) },
	]);
});

it("has nothing left to deliver of a sale it has told, and gives one it could not tell to the queue", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const page = await listenTo(shop);
	const due = async () =>
		(
			await rowsOf<{ dueAt: number | null }>(
				shop,
				"SELECT dueAt FROM events WHERE businessId = ? AND type = 'order.completed' ORDER BY id",
				shop.businessId,
			)
		).map(({ dueAt }) => dueAt === null);
	await sellOne(shop, frame.id);
	await page.soon(() => expect(page.onHand(frame.id)).toBe(4));
	// Others listen too, by way of the queue.
	await vi.waitFor(async () => expect(await due()).toEqual([true]), { timeout: 20_000, interval: 200 });

	const tenant = await shop.tenant();
	const away = { idFromName: () => null, get: () => ({ tell: () => Promise.reject(new Error("moved")) }) };
	tenant.scope.env = { ...env, NEWS: away as never };
	await sell(tenant, { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] });
	await page.soon(() => expect(page.onHand(frame.id)).toBe(3));
	await vi.waitFor(async () => expect(await due()).toEqual([true, true]), { timeout: 20_000, interval: 200 });
	expect(logged().filter((line) => line.includes("news.failed"))).toHaveLength(1);
});

it("keeps listening while the object is evicted", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const page = await listenTo(shop);
	await sellOne(shop, frame.id);
	await page.soon(() => expect(page.onHand(frame.id)).toBe(4));
	await evictDurableObject(newsOf(shop), { webSockets: "hibernate" });
	await sellOne(shop, frame.id);
	await page.soon(() => expect(page.onHand(frame.id)).toBe(3));
	expect(page.frames.map(({ after, seq }) => seq - after)).toEqual([0, 1, 1]);
});

it("gives a browser that comes back what it missed, and nothing else, also after an eviction", async () => {
	const shop = await openShop();
	const [first, second, third] = [
		await stock(shop, { quantity: 5 }),
		await stock(shop, { quantity: 5 }),
		await stock(shop, { quantity: 5 }),
	];
	const before = await listenTo(shop);
	await sellOne(shop, first.id);
	await before.soon(() => expect(before.onHand(first.id)).toBe(4));
	before.hangUp();

	const other = await listenTo(shop);
	await sellOne(shop, second.id);
	await sellOne(shop, third.id);
	await sellOne(shop, third.id);
	await other.soon(() => expect(other.onHand(third.id)).toBe(3));
	await evictDurableObject(newsOf(shop), { webSockets: "close" });

	const back = await listenTo(shop, { after: before.seq() });
	// The last word on each: what was overtaken while it was away it need not hear.
	expect(back.news()).toMatchObject([
		{ productId: second.id, levels: [{ onHand: 4 }] },
		{ productId: third.id, levels: [{ onHand: 3 }] },
	]);
	expect(back.seq()).toBe(other.seq());
	const upToDate = await listenTo(shop, { after: back.seq() });
	expect(upToDate.news()).toEqual([]);
});

it("gives a new page what changed since it was made", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const rendered = Date.now();
	await sellOne(shop, frame.id);
	const other = await listenTo(shop, { after: 0 });
	await other.soon(() => expect(other.onHand(frame.id)).toBe(4));
	expect((await listenTo(shop, { since: rendered })).onHand(frame.id)).toBe(4);
	expect((await listenTo(shop, { since: rendered + 60_000 })).news()).toEqual([]);
});

it("says to look again to whoever was away for too much, or has heard of a future there is not", async () => {
	const shop = await openShop();
	const news = newsOf(shop);
	for (let from = 0; from < 1500; from += 100)
		await news.tell(
			Array.from({ length: 100 }, (_, n) => ({ about: `p${from + n}`, rank: 1, body: `{"kind":"refresh","at":${from + n}}` })),
		);
	expect(await runInDurableObject(news, (_, { storage }) => storage.sql.exec("SELECT count(*) AS rows FROM news").one())).toEqual({
		rows: 1000,
	});
	expect((await listenTo(shop, { after: 500 })).news()).toHaveLength(1000);
	for (const asked of [{ after: 499 }, { after: 1501 }, { since: 1 }]) {
		const { frames } = await listenTo(shop, asked);
		expect(frames).toMatchObject([{ seq: 1500, news: [{ kind: "refresh" }] }]);
	}
});

it("passes on neither what was said already nor what is older than what was said", async () => {
	const shop = await openShop();
	const page = await listenTo(shop);
	const at = (version: number, incoming = 0) => ({
		about: "p",
		rank: version,
		body: JSON.stringify({
			kind: "stock",
			productId: "p",
			levels: [{ storeId: shop.storeId, onHand: 9 - version, reserved: 0, incoming, reorderPoint: 0, version }],
		}),
	});
	const news = newsOf(shop);
	for (const each of [at(2), at(2), at(1), at(3), at(2), at(3), at(3, 4)]) await news.tell([each]);
	const last = await listenTo(shop, { after: 0 });
	expect(last.frames).toMatchObject([{ seq: 3, news: [{ levels: [{ onHand: 6, incoming: 4 }] }] }]);
	await page.soon(() => expect(page.seq()).toBe(3));
	expect(page.onHand("p")).toBe(6);
});

it("makes of a burst a few frames, that lose nothing", async () => {
	const shop = await openShop();
	const frames = await Promise.all(Array.from({ length: 20 }, () => stock(shop, { quantity: 5 })));
	const page = await listenTo(shop);
	await Promise.all(frames.map(({ id }) => sellOne(shop, id)));
	await page.soon(() => expect(frames.map(({ id }) => page.onHand(id))).toEqual(frames.map(() => 4)));
	expect(page.frames.length).toBeLessThan(12);
	for (const [index, frame] of page.frames.entries()) if (index > 0) expect(frame.after).toBe(page.frames[index - 1]?.seq);
});

it("says to look again when a hundred products and more change at once", async () => {
	const shop = await openShop();
	const many = await Promise.all(Array.from({ length: 101 }, () => stock(shop, { quantity: 5 })));
	const page = await listenTo(shop);
	await sell(await shop.tenant(), { storeId: shop.storeId, lines: many.map(({ id }) => ({ productId: id, quantity: 1 })) });
	await page.soon(() => expect(page.news()).toMatchObject([{ kind: "refresh" }]));
});

it("answers pings, and hangs up on whoever wants to talk", async () => {
	const shop = await openShop();
	const page = await listenTo(shop);
	page.socket.send("ping");
	await page.soon(() => expect(page.raw).toContain("pong"));
	page.socket.send("hello");
	await page.soon(() => expect(page.closed()).toBe(1003));
});

it("lets in whoever is signed in, from a page of ours, over a socket; and says what was wrong", async () => {
	const shop = await openShop();
	const says = async (response: Response) => ({ status: response.status, code: (await response.json<{ code: string }>()).code });
	expect(await says(await upgrade(null))).toEqual({ status: 401, code: "no_token" });
	expect(await says(await upgrade(`${shop.token}x`))).toEqual({ status: 401, code: "invalid_token" });
	for (const headers of [{ Origin: "https://elsewhere.example" }, { Origin: "null" }, { Origin: "" }])
		expect(await says(await upgrade(shop.token, { headers }))).toEqual({ status: 403, code: "cross_site" });
	expect(await says(await upgrade(shop.token, { headers: { Upgrade: "" } }))).toEqual({ status: 426, code: "upgrade_required" });
	expect(await says(await upgrade(shop.token, { after: -1 }))).toEqual({ status: 400, code: "validation_failed" });
	expect((await shop.call("GET", "/realtime", { headers: { Origin: origin } })).status).toBe(426);
});
