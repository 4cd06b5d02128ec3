import fc from "fast-check";
import { expect, it } from "vitest";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { refundShare } from "#app/orders/rules.ts";
import { hour } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { countRows, discrepancies, type Product, stock, write } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 10, 11);

async function sold(shop: Shop, product: Product, quantity: number, at = noon) {
	return sell(await shop.tenant(at), { storeId: shop.storeId, productId: product.id, quantity });
}

it("gives an order back: goods on the shelf, money counted on the day it was given", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { orderId, lines } = await sold(shop, frame, 3);
	const done = await refundOrder(await shop.tenant(noon + 24 * hour), { orderId, restock: true, reason: "does not fit" });
	expect(done).toMatchObject({
		orderId,
		units: 3,
		total: 3000,
		tax: 600,
		restocked: true,
		lines: [{ lineId: lines[0]?.id, quantity: 3, amount: 3000, tax: 600, refundedQuantity: 3 }],
		order: { status: "REFUNDED", paymentStatus: "refunded", refundedUnits: 3, refundedTotal: 3000 },
		levels: [{ quantity: 5, available: 5 }],
	});
	const { businessId } = shop;
	expect(
		await rowsOf(
			shop,
			"SELECT delta, qtyAfter, reason, note, referenceId FROM stockMovements WHERE businessId = ? AND reason = 'return'",
			businessId,
		),
	).toEqual([{ delta: 3, qtyAfter: 5, reason: "return", note: "does not fit", referenceId: orderId }]);
	expect(
		await rowsOf(
			shop,
			"SELECT day, units, refundedUnits, refundedAmount, onHandAtClose FROM dailyFacts WHERE businessId = ? ORDER BY day",
			businessId,
		),
	).toEqual([
		{ day: "2026-11-10", units: 3, refundedUnits: 0, refundedAmount: 0, onHandAtClose: 2 },
		{ day: "2026-11-11", units: 0, refundedUnits: 3, refundedAmount: 3000, onHandAtClose: 5 },
	]);
	expect(
		await rowsOf(
			shop,
			"SELECT day, orders, refundedOrders, refundedUnits, refundedAmount FROM dailyTotals WHERE businessId = ? ORDER BY day",
			businessId,
		),
	).toEqual([
		{ day: "2026-11-10", orders: 1, refundedOrders: 0, refundedUnits: 0, refundedAmount: 0 },
		{ day: "2026-11-11", orders: 0, refundedOrders: 1, refundedUnits: 3, refundedAmount: 3000 },
	]);
	const [event] = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'order.refunded'",
		businessId,
	);
	expect(JSON.parse(event?.data ?? "")).toEqual({
		refundId: done.refundId,
		storeId: shop.storeId,
		units: 3,
		total: 3000,
		currency: "DKK",
		restocked: true,
		reason: "does not fit",
		productIds: [frame.id],
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("leaves the shelf alone when nothing is restocked", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const { orderId } = await sold(shop, frame, 3);
	const done = await refundOrder(await shop.tenant(noon), { orderId, restock: false });
	expect(done.levels).toMatchObject([{ quantity: 2 }]);
	expect(await rowsOf(shop, "SELECT * FROM stockMovements WHERE businessId = ? AND reason = 'return'", shop.businessId)).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("costs two round trips", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const { orderId } = await sold(shop, frame, 1);
	const tenant = await shop.tenant(noon);
	await refundOrder(tenant, { orderId });
	expect(tenant.scope.meter.trips).toBe(2);
});

it("refuses, and writes nothing", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop, { quantity: 5 }), await stock(shop, { quantity: 5 })];
	const { orderId, lines } = await sold(shop, frame, 2);
	const stranger = await sold(shop, cloth, 1);
	const before = [await countRows(shop), await countRows(other)];
	const refused = async (by: Shop, input: object) => expect(refundOrder(await by.tenant(noon), input)).rejects;
	await (await refused(other, { orderId })).toMatchObject({ kind: "not_found", code: "order_not_found" });
	await (await refused(shop, { orderId: "no such" })).toMatchObject({ kind: "not_found", code: "order_not_found" });
	await (await refused(shop, { orderId, lines: [{ lineId: stranger.lines[0]?.id, quantity: 1 }] })).toMatchObject({
		kind: "not_found",
		code: "sale_not_found",
	});
	await (await refused(shop, { orderId, lines: [{ lineId: lines[0]?.id, quantity: 3 }] })).toMatchObject({
		kind: "conflict",
		code: "nothing_left_to_refund",
		details: { refundable: 2 },
	});
	await (await refused(shop, { orderId, lines: [] })).toMatchObject({ kind: "invalid" });
	expect([await countRows(shop), await countRows(other)]).toEqual(before);
	await write(shop, [["UPDATE orders SET status = 'SHIPPED' WHERE businessId = ? AND id = ?", shop.businessId, orderId]]);
	await (await refused(shop, { orderId })).toMatchObject({
		code: "invalid_transition",
		details: { from: "SHIPPED", to: "REFUNDED", allowed: ["DELIVERED"] },
	});
});

it("gives a whole order back once, however often it is asked at once", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const { orderId } = await sold(shop, frame, 5);
	const asked = await Promise.allSettled(Array.from({ length: 12 }, async () => refundOrder(await shop.tenant(noon), { orderId })));
	expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const one of asked)
		if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "nothing_left_to_refund", details: { refundable: 0 } });
	expect(await rowsOf(shop, "SELECT onHand FROM stockLevels WHERE businessId = ?", shop.businessId)).toEqual([{ onHand: 5 }]);
	expect(await rowsOf(shop, "SELECT refundedOrders, refundedUnits FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([
		{ refundedOrders: 1, refundedUnits: 5 },
	]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("gives exactly the pieces back there are, when one at a time is asked for by many at once", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 7, price: 333, taxRate: 1337 });
	const { orderId, lines, tax } = await sold(shop, frame, 7);
	const one = [{ lineId: lines[0]?.id ?? "", quantity: 1 }];
	const asked = await Promise.allSettled(
		Array.from({ length: 20 }, async () => refundOrder(await shop.tenant(noon), { orderId, lines: one, restock: true })),
	);
	expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
	for (const each of asked) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "nothing_left_to_refund" });
	expect(await rowsOf(shop, "SELECT status, refundedTotal, total FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ status: "REFUNDED", refundedTotal: 2331, total: 2331 },
	]);
	expect(
		await rowsOf(
			shop,
			"SELECT sum(amount) AS amount, sum(tax) AS tax, count(*) AS n FROM refundLines WHERE businessId = ?",
			shop.businessId,
		),
	).toEqual([{ amount: 2331, tax, n: 7 }]);
	expect(await rowsOf(shop, "SELECT refundedOrders FROM dailyTotals WHERE businessId = ?", shop.businessId)).toEqual([
		{ refundedOrders: 1 },
	]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("has one effect and one answer for one key", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 7 });
	const { orderId, lines } = await sold(shop, frame, 7);
	const input = { orderId, lines: [{ lineId: lines[0]?.id, quantity: 2 }] };
	const first = await refundOrder(await shop.tenant(noon), input, { key: "k" });
	expect(await refundOrder(await shop.tenant(noon), input, { key: "k" })).toEqual(first);
	expect(await rowsOf(shop, "SELECT refundedUnits FROM orders WHERE businessId = ?", shop.businessId)).toEqual([{ refundedUnits: 2 }]);
});

it("shares goods and tax as the rule does, and all parts add up to what was paid", async () => {
	const shop = await openShop();
	const wish = fc.record({
		quantity: fc.integer({ min: 1, max: 9 }),
		unitPrice: fc.integer({ min: 0, max: 9999 }),
		taxRate: fc.integer({ min: 0, max: 10_000 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(wish, { minLength: 1, maxLength: 4 }),
			fc.boolean(),
			fc.array(fc.nat(3), { maxLength: 6 }),
			async (wishes, taxIncluded, picks) => {
				await write(shop, [["UPDATE businesses SET taxIncluded = ? WHERE businessId = ?", taxIncluded ? 1 : 0, shop.businessId]]);
				const goods = await Promise.all(
					wishes.map(({ unitPrice, taxRate, quantity }) => stock(shop, { quantity, price: unitPrice, taxRate })),
				);
				const order = await sell(await shop.tenant(noon), {
					storeId: shop.storeId,
					lines: wishes.map(({ quantity }, index) => ({ productId: goods[index]?.id, quantity })),
				});
				const left = order.lines.map((line) => ({ ...line, refundedQuantity: 0 }));
				let back = 0;
				for (const pick of picks) {
					const line = left[pick];
					if (!line || line.refundedQuantity === line.quantity) continue;
					const done = await refundOrder(await shop.tenant(noon), { orderId: order.orderId, lines: [{ lineId: line.id, quantity: 1 }] });
					expect(done.lines).toMatchObject([refundShare(line, 1)]);
					line.refundedQuantity += 1;
					back += done.total;
				}
				if (left.some((line) => line.refundedQuantity < line.quantity))
					back += (await refundOrder(await shop.tenant(noon), { orderId: order.orderId })).total;
				expect(back).toBe(order.total);
			},
		),
		{ numRuns: 12 },
	);
	expect(await discrepancies(shop)).toEqual([]);
});
