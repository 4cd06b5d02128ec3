import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { home } from "#app/insights/home.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { addDays, calendarDay, day, hour } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { shardOf } from "../stock/shelves.ts";
import { stock, stockIn } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);
const night = (shop: Shop, now = noon) => calculateOutlooks(testScope(now).scope, shop.shard);
const best = async (shop: Shop, storeId?: string, now = noon) =>
	((await home(await shop.tenant(now), { storeId })).bestSellers ?? []).map(({ productId, units, revenue, until }) => ({
		productId,
		units,
		revenue,
		until,
	}));

/** A generator of numbers below `n` that repeats itself. */
function dice(seed: number): (n: number) => number {
	let state = seed;
	return (n) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor((state / 2147483648) * n);
	};
}

it("are what a slow count over the order and refund lines of the last seven full days of each store's calendar says", async () => {
	const shop = await openShop();
	const auckland = await addStore(await shop.tenant(), { name: "Auckland" });
	const far = auckland.id;
	await rowsOf(shop, "UPDATE stores SET timeZone = 'Pacific/Auckland' WHERE id = ?", far);
	const goods = await Promise.all([100, 250, 400, 999].map((price) => stock(shop, { quantity: 500, price })));
	for (const { id } of goods) await stockIn(shop, auckland, id, 500);
	const roll = dice(7);
	for (let n = 0; n < 70; n++) {
		const at = noon - roll(10 * 24) * hour - n;
		const storeId = roll(2) ? shop.storeId : far;
		const { orderId } = await sell(await shop.tenant(at), { storeId, productId: goods[roll(4)]?.id, quantity: 1 + roll(4) });
		if (roll(4) === 0) await refundOrder(await shop.tenant(Math.min(noon, at + roll(60) * hour)), { orderId });
	}
	await night(shop);

	type Line = { productId: string; storeId: string; timeZone: string; at: number; units: number; revenue: number };
	const lines = await rowsOf<Line>(
		shop,
		`SELECT l.productId, l.storeId, s.timeZone, l.soldAt AS at, l.quantity AS units, l.total AS revenue FROM orderLines l JOIN stores s ON s.id = l.storeId WHERE l.businessId = ?1
		UNION ALL SELECT l.productId, r.storeId, s.timeZone, r.at, -l.quantity, -l.amount FROM refundLines l JOIN refunds r ON r.id = l.refundId JOIN stores s ON s.id = r.storeId WHERE l.businessId = ?1`,
		shop.businessId,
	);
	for (const storeId of [undefined, shop.storeId, far]) {
		const sums = new Map<string, { productId: string; units: number; revenue: number }>();
		for (const line of lines) {
			const today = calendarDay(noon, line.timeZone);
			const sold = calendarDay(line.at, line.timeZone);
			if ((storeId && line.storeId !== storeId) || sold >= today || sold < addDays(today, -7)) continue;
			const known = sums.get(line.productId) ?? { productId: line.productId, units: 0, revenue: 0 };
			sums.set(line.productId, { ...known, units: known.units + line.units, revenue: known.revenue + line.revenue });
		}
		const expected = [...sums.values()]
			.filter(({ units }) => units > 0)
			.sort((a, b) => b.units - a.units || b.revenue - a.revenue || (a.productId < b.productId ? -1 : 1));
		expect(expected.length).toBeGreaterThan(1);
		expect(await best(shop, storeId)).toEqual(expected.map((each) => ({ ...each, until: "2026-11-19" })));
	}
});

it("are those of last night until the next one; on a first day of selling, of the day so far", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop, { quantity: 50 }), await stock(shop, { quantity: 50 })];
	const basket = { storeId: shop.storeId, quantity: 1 };
	await night(shop);
	await sell(await shop.tenant(noon), { ...basket, productId: frame.id });
	expect(await best(shop)).toMatchObject([{ productId: frame.id, units: 1, until: null }]);
	await night(shop, noon + day);
	expect(await best(shop, undefined, noon + day)).toMatchObject([{ productId: frame.id, units: 1, until: "2026-11-20" }]);
	await sell(await shop.tenant(noon + day), { ...basket, productId: cloth.id, quantity: 9 });
	expect(await best(shop, undefined, noon + day)).toMatchObject([{ productId: frame.id, until: "2026-11-20" }]);
	await night(shop, noon + 2 * day);
	expect(await best(shop, undefined, noon + 2 * day)).toMatchObject([
		{ productId: cloth.id, units: 9 },
		{ productId: frame.id, units: 1 },
	]);
	expect(await best(other, undefined, noon + 2 * day)).toEqual([]);
});

it("the home page reads as many rows with two hundred products sold each day as with twenty", async () => {
	async function read(perDay: number): Promise<number> {
		const shop = await openShop();
		const { id } = await stock(shop, { quantity: 100 });
		await sell(await shop.tenant(noon - day), { storeId: shop.storeId, productId: id, quantity: 1 });
		await shardOf(shop)
			.prepare(
				`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1), d (d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM d WHERE d < 8)
				INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose) SELECT ?2, 'p' || n, ?3, date('2026-11-20', '-' || d || ' day'), n, n, 5 FROM n, d`,
			)
			.bind(perDay, shop.businessId, shop.storeId)
			.run();
		await rowsOf(
			shop,
			"INSERT INTO products (businessId, id, name, sku, skuKey, currency, price, shortId, status, createdAt, updatedAt) SELECT DISTINCT ?1, productId, productId, productId, productId, 'DKK', 1, productId, 'draft', 0, 0 FROM dailyFacts WHERE businessId = ?1 AND productId LIKE 'p%'",
			shop.businessId,
		);
		await night(shop);
		const tenant = await shop.tenant(noon);
		expect((await home(tenant, {})).bestSellers?.map(({ units }) => units)).toEqual(Array.from({ length: 8 }, (_, n) => 7 * (perDay - n)));
		return tenant.scope.meter.rowsRead;
	}
	expect(await read(200)).toBe(await read(20));
});
