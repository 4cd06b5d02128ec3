import { expect, it } from "vitest";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { matchLine } from "#app/orders/edit-order.server.ts";
import { home } from "#app/insights/home.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { orderTrail } from "#app/orders/order-trail.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import { day, hour, minute } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock, write } from "../sales/goods.ts";
import { placed } from "./web-order.ts";

const noon = Date.UTC(2026, 10, 10, 11);

async function sold(shop: Shop, productId: string, at: number, quantity = 1): Promise<string> {
	return (await sell(await shop.tenant(at), { storeId: shop.storeId, productId, quantity })).orderId;
}

const found = async (shop: Shop, wish: object) => (await listOrders(await shop.tenant(), wish)).items.map(({ id }) => id);

/** Every page of a list, in order. */
async function walked(shop: Shop, wish: object): Promise<{ ids: string[]; pages: number }> {
	const ids: string[] = [];
	let cursor: string | undefined;
	for (let pages = 1; ; pages++) {
		const page = await listOrders(await shop.tenant(), { ...wish, ...(cursor && { cursor }) });
		ids.push(...page.items.map(({ id }) => id));
		if (!page.nextCursor) return { ids, pages };
		cursor = page.nextCursor;
	}
}

it("finds orders by their number, whole id, and what was in them", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop, { quantity: 50 }), await stock(shop, { quantity: 50 })];
	await write(shop, [["UPDATE products SET barcode = '5704418001028' WHERE businessId = ? AND id = ?", shop.businessId, cloth.id]]);
	const first = await sold(shop, frame.id, noon);
	const second = await sold(shop, cloth.id, noon + minute);
	const both = (
		await sell(await shop.tenant(noon + hour), {
			storeId: shop.storeId,
			lines: [
				{ productId: frame.id, quantity: 1 },
				{ productId: cloth.id, quantity: 2 },
			],
		})
	).orderId;

	expect(await found(shop, { q: endOfId(first) })).toContain(first);
	expect(await found(shop, { q: `#${endOfId(second).toLowerCase()}` })).toContain(second);
	expect(await found(shop, { q: first.toUpperCase() })).toEqual([first]);
	expect(await found(shop, { q: frame.sku })).toEqual([both, first]);
	expect(await found(shop, { q: ` ${cloth.sku.toLowerCase()} ` })).toEqual([both, second]);
	expect(await found(shop, { q: "5704418001028" })).toEqual([both, second]);
	expect(await found(shop, { q: frame.name })).toEqual([both, first]);
	expect(await found(shop, { q: "frame" })).toEqual([both, second, first]);
	expect(await found(shop, { q: "frame", from: "2026-11-11" })).toEqual([]);
	expect(await found(shop, { q: "nothing like it" })).toEqual([]);
	expect(await found(shop, { q: "%_'\"*" })).toEqual([]);
	expect(await found(other, { q: endOfId(first) })).toEqual([]);
	expect(await found(other, { q: first })).toEqual([]);
	expect(await found(other, { q: "frame" })).toEqual([]);
});

it("filters by store, person, status, payment and days of the store's own calendar", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 50 });
	// 22:30 and 23:30 UTC on 10 November: half past eleven that night in Copenhagen, and half past midnight the day after.
	await write(shop, [["UPDATE stores SET timeZone = 'Europe/Copenhagen' WHERE businessId = ?", shop.businessId]]);
	await write(shop, [["UPDATE businesses SET timeZone = 'Europe/Copenhagen' WHERE businessId = ?", shop.businessId]]);
	const late = await sold(shop, frame.id, Date.UTC(2026, 10, 10, 22, 30));
	const next = await sold(shop, frame.id, Date.UTC(2026, 10, 10, 23, 30));
	const part = await sold(shop, frame.id, Date.UTC(2026, 10, 12, 12), 3);
	await refundOrder(await shop.tenant(Date.UTC(2026, 10, 12, 13)), { orderId: next });
	const [line] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM orderLines WHERE businessId = ? AND orderId = ?",
		shop.businessId,
		part,
	);
	await refundOrder(await shop.tenant(Date.UTC(2026, 10, 12, 14)), { orderId: part, lines: [{ lineId: line?.id, quantity: 1 }] });

	expect(await found(shop, { until: "2026-11-10" })).toEqual([late]);
	expect(await found(shop, { from: "2026-11-11", until: "2026-11-11", storeId: shop.storeId })).toEqual([next]);
	expect(await found(shop, { from: "2026-11-12" })).toEqual([part]);
	expect(await found(shop, { status: "REFUNDED" })).toEqual([next]);
	expect(await found(shop, { status: "COMPLETED" })).toEqual([part, late]);
	expect(await found(shop, { paymentStatus: "part_refunded" })).toEqual([part]);
	expect(await found(shop, { paymentStatus: "paid" })).toEqual([late]);
	expect(await found(shop, { actorId: shop.userId })).toEqual([part, next, late]);
	expect(await found(shop, { actorId: "somebody else" })).toEqual([]);
	expect(await found(shop, { actorId: shop.userId, storeId: shop.storeId, status: "REFUNDED", paymentStatus: "refunded" })).toEqual([next]);
	expect(await found(shop, { status: "PENDING" })).toEqual([]);
	expect(await found(other, { status: "REFUNDED" })).toEqual([]);
	await expect(listOrders(await other.tenant(), { storeId: shop.storeId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "store_not_yours",
	});
	await expect(listOrders(await other.tenant(), { storeId: shop.storeId, from: "2026-11-11" })).rejects.toMatchObject({
		kind: "forbidden",
	});
	expect(await found(shop, { until: "2026-11-10", timeZone: "UTC" })).toEqual([next, late]);
	await expect(listOrders(await shop.tenant(), { timeZone: "Mars" })).rejects.toMatchObject({ kind: "invalid" });
	await expect(listOrders(await shop.tenant(), { from: "2026-13-40" })).rejects.toMatchObject({ kind: "invalid" });
	await expect(listOrders(await shop.tenant(), { cursor: "nonsense" })).rejects.toMatchObject({ code: "cursor_invalid" });
});

it("walks page by page to every order once, whatever is asked", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { quantity: 500 }), await stock(shop, { quantity: 500 })];
	const all: string[] = [];
	const framed: string[] = [];
	for (let n = 0; n < 24; n++) {
		const id = await sold(shop, n % 3 === 0 ? frame.id : cloth.id, noon + n * minute);
		all.unshift(id);
		if (n % 3 === 0) framed.unshift(id);
	}
	for (const wish of [
		{},
		{ storeId: shop.storeId },
		{ actorId: shop.userId },
		{ actorId: shop.userId, storeId: shop.storeId },
		{ q: "frame" },
	])
		expect((await walked(shop, { ...wish, limit: 5 })).ids, JSON.stringify(wish)).toEqual(all);
	expect((await walked(shop, { q: frame.sku, limit: 3 })).ids).toEqual(framed);
	expect((await walked(shop, { q: frame.sku, limit: 3, storeId: shop.storeId })).ids).toEqual(framed);
});

it("loses no order to a word that names more products than it looks through, and what it reads for a page has a bound", async () => {
	const [shop, other] = await twoShops();
	const upTo = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)";
	await write(shop, [
		[
			`INSERT INTO products (businessId, id, name, sku, skuKey, currency, price, shortId, status, createdAt, updatedAt)
			${upTo} SELECT ?, printf('019a%08d', n), iif(n = 451, 'Cloth', 'Frame ' || n), 'F' || n, 'F' || n, 'DKK', 100, 'f' || n, 'published', 0, 0 FROM n`,
			451,
			shop.businessId,
		],
		[
			`INSERT INTO stockLevels (businessId, productId, storeId, onHand, updatedAt) ${upTo} SELECT ?, printf('019a%08d', n), ?, 9, 0 FROM n`,
			451,
			shop.businessId,
			shop.storeId,
		],
	]);
	const [cloth, first, middle, last] = ["019a00000451", "019a00000450", "019a00000449", "019a00000001"] as const;
	const old = await sold(shop, first, noon);
	// 1,200 newer orders of something else, and one between that holds two such products.
	await write(shop, [
		[
			`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total, actorId, actorName, day, placedAt, updatedAt)
			${upTo} SELECT ?, printf('01a1c6ff-ffff-7000-8000-%012x', n), ?, 'counter', 'COMPLETED', 'paid', 'fulfilled', 'DKK', 1, 1, 0, 1, 1, ?, 'Owner', '2026-11-10', ?, ? FROM n`,
			1200,
			shop.businessId,
			shop.storeId,
			shop.userId,
			noon,
			noon,
		],
	]);
	const both = (
		await sell(await shop.tenant(noon + day), {
			storeId: shop.storeId,
			lines: [middle, last].map((productId) => ({ productId, quantity: 1 })),
		})
	).orderId;
	await sold(shop, cloth, noon + 2 * day);
	for (const wish of [
		{ q: "frame" },
		{ q: "f" },
		{ q: "frame", storeId: shop.storeId },
		{ q: "FRAME", actorId: shop.userId, status: "COMPLETED" },
	])
		for (const limit of [1, 50])
			expect((await walked(shop, { ...wish, limit })).ids, JSON.stringify({ ...wish, limit })).toEqual([both, old]);
	expect(await found(shop, { q: "frame", from: "2026-11-11" })).toEqual([both]);
	expect(await found(shop, { q: "frame 450" })).toEqual([old]);
	expect(await found(other, { q: "frame" })).toEqual([]);
	const someone = await shop.tenant();
	await listOrders(someone, { q: "frame" });
	expect(someone.scope.meter.rowsRead).toBeLessThan(10_000);
});

it("says so when it has looked far enough for one page, and goes on from there", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const old = await sold(shop, frame.id, noon);
	await refundOrder(await shop.tenant(noon + minute), { orderId: old });
	// Two thousand newer orders by the same person, all paid.
	await write(shop, [
		[
			`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total, actorId, actorName, day, placedAt, updatedAt)
			WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)
			SELECT ?, printf('ffffffff-ffff-7000-8000-%012x', n), ?, 'counter', 'COMPLETED', 'paid', 'fulfilled', 'DKK', 1, 1, 0, 1, 1, ?, 'Owner', '2026-11-11', ?, ? FROM n`,
			shop.businessId,
			shop.storeId,
			shop.userId,
			noon + day,
			noon + day,
		],
	]);
	expect(await found(shop, { actorId: shop.userId, paymentStatus: "paid", until: "2026-11-10" })).toEqual([]);
	const rare = await walked(shop, { actorId: shop.userId, status: "REFUNDED" });
	expect(rare).toEqual({ ids: [old], pages: 1 });
	const someone = await shop.tenant();
	const first = await listOrders(someone, { paymentStatus: "paid", actorId: shop.userId, storeId: shop.storeId });
	expect(first.items).toHaveLength(50);
	expect(someone.scope.meter.rowsRead).toBeLessThan(3_000);
	expect((await walked(shop, { paymentStatus: "paid", status: "COMPLETED", limit: 200 })).ids).toHaveLength(2000);
});

it("lists the orders that wait for somebody to say what a line is, however many were called off, and no other business's", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9, price: 1000 });
	const unknown = { name: "Nobody's frame", sku: "NB-1", quantity: 1, unitPrice: "100" };
	const lines = { lines: [unknown, { productId: frame.id, quantity: 1 }] };
	const [one, two, off] = [await placed(shop, [], lines, noon), await placed(shop, [], lines, noon + hour), await placed(shop, [], lines)];
	await placed(shop, [[frame, 1]]);
	await placed(shop, [], { lines: [{ ...unknown, custom: true }] });
	await cancelOrder(await shop.tenant(), { orderId: off.id });
	const wish = { unmatched: "true" } as const;
	expect(await found(shop, wish)).toEqual([two.id, one.id]);
	expect((await walked(shop, { ...wish, limit: 1 })).ids).toEqual([two.id, one.id]);
	expect(await found(shop, { ...wish, paymentStatus: "paid" })).toEqual([]);
	expect(await found(shop, { ...wish, until: "2026-11-09" })).toEqual([]);
	expect(await found(shop, { ...wish, q: frame.sku })).toEqual([two.id, one.id]);
	expect(await found(other, wish)).toEqual([]);
	expect((await shop.call("GET", "/api/orders?unmatched=true")).body.items.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id]);
	expect((await shop.call("GET", "/orders?unmatched=1", { headers: { Accept: "text/html" } })).body).toContain(`/orders/${one.id}`);
	const [line] = (await orderSheet(await shop.tenant(), { orderId: two.id })).loose;
	await matchLine(await shop.tenant(), { orderId: two.id, lineId: line?.id, productId: frame.id });
	expect(await found(shop, wish)).toEqual([one.id]);
	// Two thousand newer ones that were called off: looked through in lots, and found all the same.
	await write(shop, [
		[
			`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total, actorId, actorName, day, placedAt, updatedAt)
			WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)
			SELECT ?, printf('ffffffff-ffff-7000-8000-%012x', n), ?, 'counter', 'CANCELLED', 'unpaid', 'unfulfilled', 'DKK', 1, 1, 0, 1, 1, ?, 'Owner', '', ?, ? FROM n`,
			...[shop.businessId, shop.storeId, shop.userId, noon + day, noon + day],
		],
		[
			`INSERT INTO looseLines (businessId, id, orderId, kind, name, sku, barcode, externalId, quantity, price, total, taxRate, tax, position)
			SELECT businessId, 'l' || id, id, 'unmatched', 'x', '', '', '', 1, 1, 1, 0, 0, 0 FROM orders WHERE businessId = ? AND status = 'CANCELLED' AND units = 1 AND subtotal = 1`,
			shop.businessId,
		],
	]);
	const someone = await shop.tenant();
	await listOrders(someone, wish);
	expect(someone.scope.meter.rowsRead).toBeLessThan(3_000);
	expect((await walked(shop, wish)).ids).toEqual([one.id]);
	const atHome = await shop.tenant();
	await home(atHome, {});
	expect(atHome.scope.meter.rowsRead).toBeLessThan(2_000);
});

it("follows an order through its facts and the shelves it moved", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9 });
	const orderId = await sold(shop, frame.id, noon, 3);
	await sold(shop, frame.id, noon + minute, 1);
	const [line] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM orderLines WHERE businessId = ? AND orderId = ?",
		shop.businessId,
		orderId,
	);
	await refundOrder(await shop.tenant(noon + hour), { orderId, lines: [{ lineId: line?.id, quantity: 1 }], reason: "too wide" });
	await refundOrder(await shop.tenant(noon + 2 * hour), { orderId, restock: false });
	const tenant = await shop.tenant();
	const { moments, movements } = await orderTrail(tenant, { orderId });
	expect(tenant.scope.meter.trips).toBe(1);
	expect(moments.map(({ type, at }) => [type, at - noon])).toEqual([
		["order.refunded", 2 * hour],
		["order.refunded", hour],
		["order.completed", 0],
	]);
	expect(movements.map(({ name, reason, delta, qtyBefore, qtyAfter }) => [name, reason, delta, qtyBefore, qtyAfter])).toEqual([
		[frame.name, "sale", -3, 9, 6],
		[frame.name, "return", 1, 5, 6],
	]);
	expect(await orderTrail(await other.tenant(), { orderId })).toEqual({ moments: [], movements: [] });
});
