import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { home } from "#app/insights/home.server.ts";
import { overview } from "#app/insights/overview.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { bestSellers } from "#app/insights/queries.server.ts";
import { suggestions } from "#app/insights/suggestions.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { day } from "#app/platform/time.ts";
import { tillSheet } from "#app/sales/queries.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { stock, stockIn } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);
const night = (shop: Shop, now = noon) => calculateOutlooks(testScope(now).scope, shop.shard);
const outlooks = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT productId, storeId, units, revenue, rate, outDay, lastSoldDay FROM outlooks WHERE businessId = ? ORDER BY units DESC",
		shop.businessId,
	);

it("keeps each shelf's thirty days, equal to its prediction, and what runs out next comes first on the home page", async () => {
	const shop = await openShop();
	const aarhus = await addStore(await shop.tenant(), { name: "Aarhus" });
	const [fast, slow, still] = [
		await stock(shop, { quantity: 30 }),
		await stock(shop, { quantity: 16 }),
		await stock(shop, { quantity: 5 }),
	];
	await stockIn(shop, aarhus, fast.id, 100);
	for (let ago = 0; ago < 20; ago++) {
		await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: fast.id, quantity: 1 });
		if (ago % 2 === 0) await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: slow.id, quantity: 1 });
	}
	const { orderId } = await sell(await shop.tenant(noon - day), { storeId: shop.storeId, productId: fast.id, quantity: 2 });
	await refundOrder(await shop.tenant(noon), { orderId, restock: true });
	await night(shop);

	const rows = await outlooks(shop);
	for (const [product, storeId] of [
		[fast, shop.storeId],
		[slow, shop.storeId],
		[fast, aarhus.id],
	] as const) {
		const { rate, stockOutDate, avgDailySales } = await prediction(await shop.tenant(noon), { productId: product.id, storeId });
		expect(rows.find((row) => row.productId === product.id && row.storeId === storeId)).toMatchObject({
			units: Math.round(avgDailySales * 30),
			rate,
			outDay: stockOutDate,
		});
	}
	expect(rows.find((row) => row.productId === still.id)).toMatchObject({ units: 0, revenue: 0, rate: 0, outDay: null, lastSoldDay: null });
	const { runsOut } = await home(await shop.tenant(noon), {});
	expect(runsOut?.map(({ productId }) => productId)).toEqual([fast.id, slow.id]);
	const { items } = await suggestions(await shop.tenant(noon), { storeId: shop.storeId });
	const advised = items.find(({ productId }) => productId === fast.id)?.order;
	expect(advised).toBeGreaterThan(10);
	expect(runsOut?.[0]).toMatchObject({ storeId: shop.storeId, available: 10, order: advised });
});

it("writes nothing the second time, goes on where it was cut off, and begins anew on the next day", async () => {
	const shop = await openShop();
	for (let n = 0; n < 3; n++) await stock(shop, { quantity: 9 });
	await night(shop);
	const run = () =>
		rowsOf<{ day: string; cursor: string | null }>(shop, "SELECT day, cursor FROM outlookRuns WHERE businessId = ?", shop.businessId);
	expect(await run()).toEqual([{ day: "2026-11-20", cursor: null }]);
	const before = await outlooks(shop);
	expect(await calculateOutlooks(testScope(noon + 1000).scope, shop.shard)).toEqual({ products: 0, more: false });
	expect(await outlooks(shop)).toEqual(before);
	await night(shop, noon + day);
	expect(await run()).toEqual([{ day: "2026-11-21", cursor: null }]);
});

it("is one's own business's only, and what was sold out since is not said to run out", async () => {
	const [ours, theirs] = await twoShops();
	const frame = await stock(ours, { quantity: 4 });
	await sell(await ours.tenant(noon), { storeId: ours.storeId, productId: frame.id, quantity: 3 });
	await night(ours);
	await night(theirs);
	expect(await outlooks(theirs)).toEqual([]);
	expect((await home(await ours.tenant(noon), {})).runsOut).toMatchObject([{ productId: frame.id, available: 1 }]);
	await sell(await ours.tenant(noon), { storeId: ours.storeId, productId: frame.id, quantity: 1 });
	const { runsOut, needs } = await home(await ours.tenant(noon), {});
	expect(runsOut).toEqual([]);
	expect(needs).toMatchObject([{ kind: "soldOut", count: 1, example: frame.name }]);
	expect((await home(await theirs.tenant(noon), {})).needs).toEqual([]);
});

it("says what earns, what lies still and what it is worth", async () => {
	const shop = await openShop();
	const [dear, cheap, still] = [
		await stock(shop, { quantity: 10, price: 1000 }),
		await stock(shop, { quantity: 10, price: 10 }),
		await stock(shop, { quantity: 6, price: 500 }),
	];
	await rowsOf(
		shop,
		"UPDATE products SET createdAt = ?, cost = CASE id WHEN ? THEN NULL ELSE price * 2 / 5 END WHERE businessId = ?",
		noon - 99 * day,
		cheap.id,
		shop.businessId,
	);
	await sell(await shop.tenant(noon), { storeId: shop.storeId, productId: dear.id, quantity: 2 });
	await sell(await shop.tenant(noon), { storeId: shop.storeId, productId: cheap.id, quantity: 1 });
	await sell(await shop.tenant(noon - 70 * day), { storeId: shop.storeId, productId: still.id, quantity: 1 });
	await night(shop);
	const tenant = await shop.tenant(noon);
	const shown = await overview(tenant, { still: 60 });
	expect(shown.sellers).toMatchObject([
		{ productId: dear.id, units: 2, revenue: 2000, rank: "A" },
		{ productId: cheap.id, units: 1, revenue: 10, rank: "C", share: 1 },
	]);
	expect(shown.value).toMatchObject([
		{ storeId: shop.storeId, category: null, units: 22, cost: 8 * 400 + 5 * 200, retail: 8 * 1000 + 9 * 10 + 5 * 500, unpriced: 9 },
	]);
	expect(shown.dead).toMatchObject([{ productId: still.id, onHand: 5, bound: 1000, lastSoldDay: "2026-09-11" }]);
	expect((await overview(await shop.tenant(noon), { still: 90 })).dead).toEqual([]);
	expect(tenant.scope.meter.trips).toBe(1);
	await expect(overview(await (await openShop()).tenant(), { storeId: shop.storeId })).rejects.toMatchObject({ code: "store_not_yours" });
});

it("reads as many rows for the home page of 400 sales as of 20", async () => {
	async function read(sales: number): Promise<number> {
		const fresh = await openShop();
		const frame = await stock(fresh, { quantity: 1000 });
		for (let n = 0; n < sales; n++)
			await sell(await fresh.tenant(noon - (n % 20) * day), { storeId: fresh.storeId, productId: frame.id, quantity: 1 });
		await night(fresh);
		const tenant = await fresh.tenant(noon + 1000);
		await home(tenant, {});
		return tenant.scope.meter.rowsRead;
	}
	expect(await read(400)).toBe(await read(20));
}, 60_000);

it("best sellers, also at the till, are net of what was given back on another day", async () => {
	const shop = await openShop();
	const [gone, kept] = [await stock(shop, { quantity: 50 }), await stock(shop, { quantity: 50 })];
	const { orderId } = await sell(await shop.tenant(noon - 2 * day), { storeId: shop.storeId, productId: gone.id, quantity: 5 });
	await sell(await shop.tenant(noon - 2 * day), { storeId: shop.storeId, productId: kept.id, quantity: 1 });
	await refundOrder(await shop.tenant(noon - day), { orderId });
	expect(await bestSellers(await shop.tenant(noon), {})).toMatchObject([{ productId: kept.id, units: 1 }]);
	const { tiles } = await tillSheet(await shop.tenant(noon), { storeId: shop.storeId });
	expect(tiles.map(({ id, units }) => [id, units])).toEqual([
		[kept.id, 1],
		[gone.id, 0],
	]);
});
