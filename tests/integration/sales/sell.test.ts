import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { sell } from "#app/sales/sell.server.ts";
import { countRows, discrepancies, stock, stockIn, write } from "./goods.ts";

it("sells: the shelf, the ledger, the order, the day's numbers and the event move together", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 219_500, quantity: 5, reorderPoint: 2 });
	const noon = Date.UTC(2026, 10, 10, 11);
	const tenant = await shop.tenant(noon);
	const sold = await sell(tenant, { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 2 }] });
	expect(sold).toMatchObject({
		storeId: shop.storeId,
		currency: "DKK",
		units: 2,
		subtotal: 439_000,
		tax: 87_800,
		taxIncluded: true,
		total: 439_000,
		soldAt: noon,
		lines: [
			{
				productId: frame.id,
				sku: frame.sku,
				name: frame.name,
				quantity: 2,
				unitPrice: 219_500,
				total: 439_000,
				taxRate: 2500,
				tax: 87_800,
			},
		],
		levels: [{ productId: frame.id, storeId: shop.storeId, quantity: 3, available: 3, reorderPoint: 2 }],
	});
	const { businessId } = shop;
	expect(await rowsOf(shop, "SELECT onHand, version FROM stockLevels WHERE businessId = ?", businessId)).toEqual([
		{ onHand: 3, version: 2 },
	]);
	expect(
		await rowsOf(
			shop,
			"SELECT seq, qtyBefore, delta, qtyAfter, referenceType, referenceId, actorName, at FROM stockMovements WHERE businessId = ? AND reason = 'sale'",
			businessId,
		),
	).toEqual([
		{ seq: 2, qtyBefore: 5, delta: -2, qtyAfter: 3, referenceType: "order", referenceId: sold.orderId, actorName: "Owner", at: noon },
	]);
	expect(
		await rowsOf(shop, "SELECT id, status, paymentStatus, channel, units, total, day FROM orders WHERE businessId = ?", businessId),
	).toEqual([
		{ id: sold.orderId, status: "COMPLETED", paymentStatus: "paid", channel: "counter", units: 2, total: 439_000, day: "2026-11-10" },
	]);
	expect(await rowsOf(shop, "SELECT day, units, revenue, onHandAtClose FROM dailyFacts WHERE businessId = ?", businessId)).toEqual([
		{ day: "2026-11-10", units: 2, revenue: 439_000, onHandAtClose: 3 },
	]);
	expect(await rowsOf(shop, "SELECT day, channel, orders, units, revenue FROM dailyTotals WHERE businessId = ?", businessId)).toEqual([
		{ day: "2026-11-10", channel: "counter", orders: 1, units: 2, revenue: 439_000 },
	]);
	const [event] = await rowsOf<{ subjectId: string; data: string }>(
		shop,
		"SELECT subjectId, data FROM events WHERE businessId = ? AND type = 'order.completed'",
		businessId,
	);
	expect(event?.subjectId).toBe(sold.orderId);
	expect(JSON.parse(event?.data ?? "")).toEqual({
		storeId: shop.storeId,
		channel: "counter",
		units: 2,
		total: 439_000,
		currency: "DKK",
		productIds: [frame.id],
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("costs two round trips, and 25 rows written with their indexes", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 50 });
	await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	const tenant = await shop.tenant();
	await sell(tenant, { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(tenant.scope.meter.rowsWritten).toBeLessThanOrEqual(25);
	expect(tenant.scope.meter.rowsRead).toBeLessThanOrEqual(36);
});

it("sells a basket that names a product twice, and adds it up before it looks at the shelf", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { quantity: 4 }), await stock(shop, { quantity: 4, price: 4900 })];
	const lines = [
		{ productId: frame.id, quantity: 2 },
		{ productId: cloth.id, quantity: 1 },
		{ productId: frame.id, quantity: 2, unitPrice: "80" },
	];
	const sold = await sell(await shop.tenant(), { storeId: shop.storeId, lines });
	expect(sold.lines.map(({ productId, total }) => [productId, total])).toEqual([
		[frame.id, 20_000],
		[cloth.id, 4900],
		[frame.id, 16_000],
	]);
	expect(sold.lines.map(({ id }) => id)).toEqual(sold.lines.map(({ id }) => id).toSorted());
	expect(sold.levels.map(({ quantity }) => quantity)).toEqual([0, 3]);
	expect(
		await rowsOf(
			shop,
			"SELECT productId, units, revenue, onHandAtClose FROM dailyFacts WHERE businessId = ? ORDER BY units",
			shop.businessId,
		),
	).toEqual([
		{ productId: cloth.id, units: 1, revenue: 4900, onHandAtClose: 3 },
		{ productId: frame.id, units: 4, revenue: 36_000, onHandAtClose: 0 },
	]);
	await expect(
		sell(await shop.tenant(), {
			storeId: shop.storeId,
			lines: [
				{ productId: cloth.id, quantity: 2 },
				{ productId: cloth.id, quantity: 2 },
			],
		}),
	).rejects.toMatchObject({
		kind: "conflict",
		code: "stock_oversold",
		details: { available: 3, requested: 4, productId: cloth.id },
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("writes nothing at all when the second line is short, or anything else is refused", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth, old, free] = [
		await stock(shop, { quantity: 4 }),
		await stock(shop, { quantity: 1 }),
		await stock(shop, { status: "archived", quantity: 9 }),
		await stock(shop, { price: null, quantity: 9 }),
	];
	const theirs = await stock(other, { quantity: 9 });
	const nowhere = await stock(shop, { quantity: 0 });
	const tenant = await shop.tenant();
	const before = [await countRows(shop), await countRows(other)];
	const refused = (lines: object[], storeId = shop.storeId) =>
		expect(sell(tenant, { storeId, lines }, { key: crypto.randomUUID() })).rejects;
	await refused([
		{ productId: frame.id, quantity: 1 },
		{ productId: cloth.id, quantity: 2 },
	]).toMatchObject({
		code: "stock_oversold",
		details: { available: 1, productId: cloth.id, sku: cloth.sku, requested: 2, lines: [{ available: 1 }] },
	});
	await refused([{ productId: nowhere.id, quantity: 1 }]).toMatchObject({ code: "stock_oversold", details: { available: 0 } });
	await refused([
		{ productId: frame.id, quantity: 1 },
		{ productId: theirs.id, quantity: 1 },
	]).toMatchObject({ kind: "not_found", code: "product_not_found" });
	await refused([{ productId: old.id, quantity: 1 }]).toMatchObject({ kind: "conflict", code: "product_archived" });
	await refused([
		{ productId: frame.id, quantity: 1 },
		{ productId: free.id, quantity: 1 },
	]).toMatchObject({ kind: "invalid", code: "no_price", details: { field: "lines.1.unitPrice" } });
	await refused([{ productId: frame.id, quantity: 1, unitPrice: 1.005 }]).toMatchObject({ kind: "invalid", code: "validation_failed" });
	await refused([{ productId: frame.id, quantity: 1 }], other.storeId).toMatchObject({ kind: "forbidden", code: "store_not_yours" });
	await refused([{ productId: frame.id, quantity: 1.5 }]).toMatchObject({ kind: "invalid", code: "validation_failed" });
	expect([await countRows(shop), await countRows(other)]).toEqual(before);
});

it("sells from the shelf of the store that is named, in its money", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 1 });
	const malmo = await addStore(await shop.tenant(), { name: "Malmö", currency: "SEK", timeZone: "Europe/Stockholm" });
	await expect(sell(await shop.tenant(), { storeId: malmo.id, productId: frame.id, quantity: 1, unitPrice: 10 })).rejects.toMatchObject({
		code: "stock_oversold",
	});
	await stockIn(shop, malmo, frame.id, 3);
	await expect(sell(await shop.tenant(), { storeId: malmo.id, productId: frame.id, quantity: 1 })).rejects.toMatchObject({
		code: "no_price",
	});
	const sold = await sell(await shop.tenant(), { storeId: malmo.id, productId: frame.id, quantity: 1, unitPrice: 1499.5 });
	expect(sold).toMatchObject({ currency: "SEK", total: 149_950, levels: [{ storeId: malmo.id, quantity: 2 }] });
});

it("adds tax on top where prices are without it", async () => {
	const shop = await openShop();
	await write(shop, [["UPDATE businesses SET taxIncluded = 0, taxRate = 875 WHERE businessId = ?", shop.businessId]]);
	const frame = await stock(shop, { quantity: 9, price: 1999 });
	const sold = await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 3 });
	expect(sold).toMatchObject({ subtotal: 5997, tax: 525, total: 6522, taxIncluded: false });
	expect(await rowsOf(shop, "SELECT revenue FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([{ revenue: 5997 }]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("keeps the price it sold at when the product's changes", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 1999 });
	const { orderId } = await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	await write(shop, [["UPDATE products SET price = 5000, name = 'Renamed' WHERE businessId = ? AND id = ?", shop.businessId, frame.id]]);
	expect(
		await rowsOf(
			shop,
			"SELECT priceAtPurchase, currencyAtPurchase, name FROM orderLines WHERE businessId = ? AND orderId = ?",
			shop.businessId,
			orderId,
		),
	).toEqual([{ priceAtPurchase: 1999, currencyAtPurchase: "DKK", name: frame.name }]);
});

it("sells 200 lines in one batch", async () => {
	const shop = await openShop();
	const goods = await Promise.all(Array.from({ length: 200 }, () => stock(shop, { quantity: 1 })));
	const tenant = await shop.tenant();
	const sold = await sell(tenant, { storeId: shop.storeId, lines: goods.map(({ id }) => ({ productId: id, quantity: 1 })) });
	expect(sold.lines.map(({ sku }) => sku)).toEqual(goods.map(({ sku }) => sku));
	expect(sold.units).toBe(200);
	expect(tenant.scope.meter.trips).toBe(2);
	expect(await discrepancies(shop)).toEqual([]);
});
