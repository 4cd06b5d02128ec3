import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { lowStock } from "#app/insights/queries.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { day } from "#app/platform/time.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
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
	const told = await prediction(tenant, { productId: frame.id, storeId: shop.storeId });
	// It goes by fifteens: what lasts a fortnight of that is more than stands there.
	expect(told.suggestedOrder).toBe(told.advice.upTo - 45);
	expect(told).toMatchObject({
		productId: frame.id,
		storeId: shop.storeId,
		avgDailySales: 1,
		currentStock: 45,
		daysLeft: 45,
		inStockDays: 30,
		inStockDailySales: 1,
		rate: 1,
		stockOutDate: "2027-01-04",
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
	});
});

it("advises by how the product's vendor delivers, and orders nothing of what is no longer sold", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 31 });
	await rowsOf(shop, "UPDATE products SET vendor = 'Marlow & Finch' WHERE businessId = ?", shop.businessId);
	for (let ago = 0; ago < 30; ago += 1)
		await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	const ask = async () => prediction(await shop.tenant(noon), { productId: frame.id });
	const usual = await ask();
	expect(usual.advice).toMatchObject({ leadDays: 14, coverDays: 30, packSize: 1, shelves: 1 });
	expect(usual.suggestedOrder).toBe(usual.advice.upTo - 1);
	await editVendorTerms(await shop.tenant(noon), { vendor: "MARLOW  & finch", leadDays: 2, coverDays: 5, packSize: 6 });
	const told = await ask();
	expect(told.advice).toMatchObject({ leadDays: 2, coverDays: 5, packSize: 6 });
	expect(told.advice.reorderPoint).toBeLessThan(usual.advice.reorderPoint);
	expect(told.suggestedOrder).toBe(6 * Math.ceil((told.advice.upTo - 1) / 6));
	await rowsOf(shop, "UPDATE products SET status = 'archived' WHERE businessId = ?", shop.businessId);
	expect((await ask()).suggestedOrder).toBe(0);
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
