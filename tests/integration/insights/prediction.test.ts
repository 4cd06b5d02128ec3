import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { lowStock } from "#app/insights/queries.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { day } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, twoShops } from "../../support/world.ts";
import { countRows, stock, stockIn } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);

it("says how fast it sells, how long it lasts and what to buy; and writes nothing", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 90 });
	const basket = { storeId: shop.storeId, productId: frame.id, quantity: 15 };
	await sell(await shop.tenant(noon - 40 * day), basket);
	await sell(await shop.tenant(noon - 29 * day), basket);
	const { orderId } = await sell(await shop.tenant(noon - day), basket);
	await refundOrder(await shop.tenant(noon), { orderId, restock: true });
	await sell(await shop.tenant(noon), basket);
	const before = await countRows(shop);
	const tenant = await shop.tenant(noon);
	expect(await prediction(tenant, { productId: frame.id, storeId: shop.storeId })).toMatchObject({
		productId: frame.id,
		storeId: shop.storeId,
		avgDailySales: 1,
		currentStock: 45,
		daysLeft: 45,
		inStockDays: 30,
		inStockDailySales: 1,
		rate: 1,
		stockOutDate: "2027-01-04",
		suggestedOrder: 0,
		calculatedAt: noon,
	});
	expect(tenant.scope.meter).toMatchObject({ trips: 1, rowsWritten: 0 });
	expect(await countRows(shop)).toEqual(before);
});

it("takes the days out on which nothing stood there", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 20 });
	await sell(await shop.tenant(noon - 20 * day), { storeId: shop.storeId, productId: frame.id, quantity: 20 });
	expect(await prediction(await shop.tenant(noon), { productId: frame.id })).toMatchObject({
		avgDailySales: 20 / 30,
		currentStock: 0,
		daysLeft: 0,
		inStockDays: 10,
		inStockDailySales: 2,
		stockOutDate: "2026-11-20",
		suggestedOrder: 60,
	});
});

it("adds stores up, each by its own calendar", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 30 });
	const tokyo = await addStore(await shop.tenant(), { name: "Tokyo", timeZone: "Asia/Tokyo" });
	await stockIn(shop, tokyo, frame.id, 30);
	// 22:00 UTC: already the next day in Tokyo, so there it lies 30 days back, outside of the window.
	const evening = Date.UTC(2026, 9, 21, 22);
	await sell(await shop.tenant(evening), { storeId: shop.storeId, productId: frame.id, quantity: 15 });
	await sell(await shop.tenant(evening - day), { storeId: tokyo.id, productId: frame.id, quantity: 15 });
	const at = Date.UTC(2026, 10, 20, 16);
	expect(await prediction(await shop.tenant(at), { productId: frame.id, storeId: shop.storeId })).toMatchObject({
		avgDailySales: 0.5,
		currentStock: 15,
		daysLeft: 30,
	});
	expect(await prediction(await shop.tenant(at), { productId: frame.id, storeId: tokyo.id })).toMatchObject({
		avgDailySales: 0,
		currentStock: 15,
		daysLeft: null,
		stockOutDate: null,
	});
	expect(await prediction(await shop.tenant(at), { productId: frame.id })).toMatchObject({
		storeId: null,
		avgDailySales: 0.5,
		currentStock: 30,
		daysLeft: 60,
	});
});

it("has nothing to say of what never sold or is not there", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 3, at: noon - 2 * day });
	expect(await prediction(await shop.tenant(noon), { productId: frame.id })).toMatchObject({
		avgDailySales: 0,
		currentStock: 3,
		daysLeft: null,
		inStockDays: 3,
		suggestedOrder: 0,
	});
	await expect(prediction(await other.tenant(noon), { productId: frame.id })).rejects.toMatchObject({
		kind: "not_found",
		code: "product_not_found",
	});
	await expect(prediction(await shop.tenant(noon), { productId: frame.id, storeId: other.storeId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "store_not_yours",
	});
});

it("lists the lowest shelves first, and reads no other", async () => {
	const shop = await openShop();
	const low = [
		await stock(shop, { quantity: 3, reorderPoint: 5 }),
		await stock(shop, { quantity: 1, reorderPoint: 9 }),
		await stock(shop, { quantity: 5, reorderPoint: 5 }),
	];
	const few = await shop.tenant();
	expect((await lowStock(few, {})).map(({ productId }) => productId)).toEqual([low[1]?.id, low[0]?.id, low[2]?.id]);
	for (let n = 0; n < 30; n++) await stock(shop, { quantity: 50, reorderPoint: 5 });
	const many = await shop.tenant();
	expect(await lowStock(many, { storeId: shop.storeId, limit: 2 })).toHaveLength(2);
	expect(many.scope.meter.rowsRead).toBeLessThanOrEqual(few.scope.meter.rowsRead + 3);
});

it("lists what is low though hundreds of archived products stand at zero", async () => {
	const shop = await openShop();
	for (let n = 0; n < 210; n++) await stock(shop, { quantity: 0, status: "archived" });
	const low = await stock(shop, { quantity: 1, reorderPoint: 5 });
	expect((await lowStock(await shop.tenant(), { limit: 8 })).map(({ productId }) => productId)).toEqual([low.id]);
});
