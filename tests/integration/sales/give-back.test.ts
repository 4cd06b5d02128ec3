import { expect, it } from "vitest";
import { exchange } from "#app/sales/exchange.server.ts";
import { giveBack } from "#app/sales/give-back.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { personOf, unsettled } from "./counter.ts";
import { countRows, discrepancies, stock } from "./goods.ts";

it("gives money back the way it came, writes off what is broken, and numbers the paper", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_003, quantity: 5 });
	const sold = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: [{ productId: frame.id, quantity: 3 }],
		payments: [{ method: "card", amount: "100.00" }, { method: "cash" }],
	});
	const wishes = [{ lineId: sold.lines[0]?.id, quantity: 2 }];
	const back = await giveBack(
		await shop.tenant(),
		{ orderId: sold.orderId, lines: wishes, restock: false, writeOff: true, reason: "cracked" },
		{ key: "k" },
	);
	expect(back).toMatchObject({ total: 20_006, receiptNumber: 2, restocked: false, writtenOff: true, levels: [{ quantity: 2 }] });
	expect(back.payments.map(({ method, amount, change, rounding }) => [method, amount, change, rounding])).toEqual([
		["card", -10_000, 0, 0],
		["cash", -10_006, 10_000, 6],
	]);
	expect(
		await giveBack(
			await shop.tenant(),
			{ orderId: sold.orderId, lines: wishes, restock: false, writeOff: true, reason: "cracked" },
			{ key: "k" },
		),
	).toEqual(back);
	expect(
		await rowsOf(shop, "SELECT reason, delta, qtyAfter FROM stockMovements WHERE businessId = ? AND seq > 2 ORDER BY seq", shop.businessId),
	).toEqual([
		{ reason: "return", delta: 2, qtyAfter: 4 },
		{ reason: "damage", delta: -2, qtyAfter: 2 },
	]);
	await expect(giveBack(await shop.tenant(), { orderId: sold.orderId, lines: wishes })).rejects.toMatchObject({
		code: "nothing_left_to_refund",
		details: { refundable: 1 },
	});
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
});

it("is not an employee's to give alone, and another business has no such order", async () => {
	const [shop, other] = await twoShops();
	const employee = await personOf(shop, "employee");
	const frame = await stock(shop, { quantity: 5 });
	const { orderId } = await sell(await employee(), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	const before = await countRows(shop);
	await expect(giveBack(await employee(), { orderId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "approval_needed",
		details: { act: "refund" },
	});
	await expect(giveBack(await other.tenant(), { orderId })).rejects.toMatchObject({ kind: "not_found", code: "order_not_found" });
	await expect(exchange(await other.tenant(), { orderId, sale: { lines: [{ productId: frame.id, quantity: 1 }] } })).rejects.toMatchObject({
		code: "order_not_found",
	});
	expect(await countRows(shop)).toEqual(before);
});

it("gives exactly what was bought back, when ten tills try at once", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 9997, quantity: 9 });
	const { orderId, lines } = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: [{ productId: frame.id, quantity: 4 }],
		payments: [{ method: "cash" }],
	});
	const one = [{ lineId: lines[0]?.id, quantity: 1 }];
	const tries = await Promise.allSettled(Array.from({ length: 10 }, async () => giveBack(await shop.tenant(), { orderId, lines: one })));
	expect(tries.filter(({ status }) => status === "fulfilled").length).toBe(4);
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
});

it("gives no more back on the card than was paid with it, when tills give different pieces back at once", async () => {
	const shop = await openShop();
	const goods = await Promise.all([1, 2, 3, 4].map(() => stock(shop, { price: 5000, quantity: 1 })));
	const sold = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: goods.map(({ id }) => ({ productId: id, quantity: 1 })),
		payments: [{ method: "card", amount: "100.00" }, { method: "cash" }],
	});
	const tries = await Promise.allSettled(
		sold.lines.map(async ({ id }) => giveBack(await shop.tenant(), { orderId: sold.orderId, lines: [{ lineId: id, quantity: 1 }] })),
	);
	// Whoever lost too often is told to try again; nobody is paid from what is not there.
	for (const { id } of sold.lines.filter((_, n) => tries[n]?.status === "rejected"))
		await giveBack(await shop.tenant(), { orderId: sold.orderId, lines: [{ lineId: id, quantity: 1 }] });
	expect(
		await rowsOf(
			shop,
			"SELECT method, sum(iif(amount > 0, amount, 0)) AS came, sum(amount) AS net FROM payments WHERE businessId = ? GROUP BY method ORDER BY method",
			shop.businessId,
		),
	).toEqual([
		{ method: "card", came: 10_000, net: 0 },
		{ method: "cash", came: 10_000, net: 0 },
	]);
	expect(await unsettled(shop)).toEqual([]);
});

it("exchanges: the difference is paid, or given back, and both papers add up", async () => {
	const shop = await openShop();
	const [small, big] = [await stock(shop, { price: 10_000, quantity: 1 }), await stock(shop, { price: 25_000, quantity: 5 })];
	const bought = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		productId: small.id,
		quantity: 1,
		payments: [{ method: "card" }],
	});
	const dearer = {
		orderId: bought.orderId,
		sale: { lines: [{ productId: big.id, quantity: 1 }], payments: [{ method: "cash", received: "200" }] },
	};
	const tenant = await shop.tenant();
	const up = await exchange(tenant, dearer, { key: "up" });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(up.sale).toMatchObject({ total: 25_000, change: 5000, receiptNumber: 3 });
	expect(up.sale.payments.map(({ method, amount }) => [method, amount])).toEqual([
		["exchange", 10_000],
		["cash", 15_000],
	]);
	expect(up.refund).toMatchObject({ total: 10_000, receiptNumber: 2, payments: [{ method: "exchange", amount: -10_000 }] });
	expect(await exchange(await shop.tenant(), dearer, { key: "up" })).toEqual(up);

	// Back to the small one, the very piece that came back; what is over is paid out.
	const down = await exchange(await shop.tenant(), { orderId: up.sale.orderId, sale: { lines: [{ productId: small.id, quantity: 1 }] } });
	expect(down.sale.payments.map(({ method, amount }) => [method, amount])).toEqual([["exchange", 10_000]]);
	expect(down.refund.payments.map(({ method, amount }) => [method, amount])).toEqual([
		["exchange", -10_000],
		["cash", -15_000],
	]);
	expect(await rowsOf(shop, "SELECT exchangeOf FROM orders WHERE businessId = ? ORDER BY id", shop.businessId)).toEqual([
		{ exchangeOf: null },
		{ exchangeOf: bought.orderId },
		{ exchangeOf: up.sale.orderId },
	]);
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
});

it("exchanges the last piece for itself, and refuses what is on no shelf with nothing written", async () => {
	const shop = await openShop();
	const [last, gone] = [await stock(shop, { quantity: 1 }), await stock(shop, { quantity: 0 })];
	const { orderId } = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		productId: last.id,
		quantity: 1,
		payments: [{ method: "card" }],
	});
	const before = await countRows(shop);
	await expect(exchange(await shop.tenant(), { orderId, sale: { lines: [{ productId: gone.id, quantity: 1 }] } })).rejects.toMatchObject({
		code: "stock_oversold",
	});
	await expect(
		exchange(await shop.tenant(), { orderId, restock: false, sale: { lines: [{ productId: last.id, quantity: 1 }] } }),
	).rejects.toMatchObject({ code: "stock_oversold", details: { available: 0 } });
	expect(await countRows(shop)).toEqual(before);
	const same = await exchange(await shop.tenant(), { orderId, sale: { lines: [{ productId: last.id, quantity: 1 }] } });
	expect(same.sale.levels).toMatchObject([{ quantity: 0 }]);
	expect(await unsettled(shop)).toEqual([]);
});
