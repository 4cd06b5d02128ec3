import { expect, it } from "vitest";
import { listOrders } from "#app/orders/order-list.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { minute } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 10, 11);

it("shows an order with its lines, and what went back of it", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop, { quantity: 5, price: 1000 }), await stock(shop, { quantity: 5, price: 100 })];
	const { orderId, lines } = await sell(await shop.tenant(noon), {
		storeId: shop.storeId,
		note: "kept the case",
		lines: [
			{ productId: frame.id, quantity: 2 },
			{ productId: cloth.id, quantity: 1 },
		],
	});
	await refundOrder(await shop.tenant(noon + minute), { orderId, lines: [{ lineId: lines[0]?.id, quantity: 1 }], reason: "too wide" });
	const sheet = await orderSheet(await shop.tenant(), { orderId });
	expect(sheet).toMatchObject({
		id: orderId,
		status: "COMPLETED",
		paymentStatus: "part_refunded",
		total: 2100,
		refundedTotal: 1000,
		note: "kept the case",
		store: { name: "First One" },
		placedAt: noon,
		actorName: "Owner",
		lines: [
			{ sku: frame.sku, quantity: 2, unitPrice: 1000, refundedQuantity: 1, refundedTotal: 1000 },
			{ sku: cloth.sku, refundedQuantity: 0 },
		],
		refunds: [
			{
				units: 1,
				total: 1000,
				restocked: 1,
				reason: "too wide",
				at: noon + minute,
				lines: [{ lineId: lines[0]?.id, quantity: 1, amount: 1000, tax: 200 }],
			},
		],
	});
	await expect(orderSheet(await other.tenant(), { orderId })).rejects.toMatchObject({ kind: "not_found", code: "order_not_found" });
	expect((await listOrders(await shop.tenant(), {})).items).toMatchObject([
		{ id: orderId, title: frame.name, lines: 2, units: 3, total: 2100 },
	]);
	expect((await listOrders(await other.tenant(), {})).items).toEqual([]);
	await expect(listOrders(await other.tenant(), { storeId: shop.storeId })).rejects.toMatchObject({ kind: "forbidden" });
});

it("lists orders newest first, page by page, in one round trip each", async () => {
	const [shop] = await twoShops();
	const frame = await stock(shop, { quantity: 5 });
	for (let n = 0; n < 5; n++) await sell(await shop.tenant(noon + n), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	const tenant = await shop.tenant();
	const first = await listOrders(tenant, { storeId: shop.storeId, limit: 3 });
	expect(tenant.scope.meter.trips).toBe(1);
	const second = await listOrders(await shop.tenant(), { storeId: shop.storeId, limit: 3, cursor: first.nextCursor ?? "" });
	expect([...first.items, ...second.items].map(({ placedAt }) => placedAt - noon)).toEqual([4, 3, 2, 1, 0]);
	expect(second.nextCursor).toBeNull();
});
