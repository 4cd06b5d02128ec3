import { expect, it } from "vitest";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf } from "../../support/world.ts";
import { unsettled } from "./counter.ts";
import { countRows, discrepancies, stock, write } from "./goods.ts";

it("is paid in cash with change, rounded to what coins can say, and the total stays what it is", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 9997, quantity: 5 });
	const sold = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: [{ productId: frame.id, quantity: 1 }],
		payments: [{ method: "cash", received: "200" }],
	});
	expect(sold).toMatchObject({ total: 9997, change: 10_000, receiptNumber: 1, payments: [{ method: "cash", amount: 9997, rounding: 3 }] });
	expect(
		await rowsOf(shop, "SELECT method, amount, received, change, rounding, orderId FROM payments WHERE businessId = ?", shop.businessId),
	).toEqual([{ method: "cash", amount: 9997, received: 20_000, change: 10_000, rounding: 3, orderId: sold.orderId }]);
	expect(await unsettled(shop)).toEqual([]);
});

it("is split between card and cash, and refuses what does not add up with nothing written", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 50_000, quantity: 5 });
	const basket = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] };
	const before = await countRows(shop);
	for (const [payments, code] of [
		[[{ method: "card", amount: "300" }], "payment_mismatch"],
		[
			[
				{ method: "card", amount: "300" },
				{ method: "cash", amount: "201" },
			],
			"payment_mismatch",
		],
		[[{ method: "cash", received: "499" }], "cash_short"],
	] as const)
		await expect(sell(await shop.tenant(), { ...basket, payments })).rejects.toMatchObject({ kind: "conflict", code });
	await expect(sell(await shop.tenant(), { ...basket, payments: [{ method: "cheque" }] })).rejects.toMatchObject({
		code: "validation_failed",
	});
	expect(await countRows(shop)).toEqual(before);

	const payments = [
		{ method: "card", amount: "300.00", reference: "4812" },
		{ method: "cash", received: "250" },
	];
	const sold = await sell(await shop.tenant(), { ...basket, payments }, { key: "split" });
	expect(sold.payments.map(({ method, amount, change, reference }) => [method, amount, change, reference])).toEqual([
		["card", 30_000, 0, "4812"],
		["cash", 20_000, 5000, ""],
	]);
	expect(await sell(await shop.tenant(), { ...basket, payments }, { key: "split" })).toEqual(sold);
	expect(await unsettled(shop)).toEqual([]);
});

it("takes discounts off lines and basket; the order, the day and the payments say the same", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { price: 10_000, quantity: 5 }), await stock(shop, { price: 3333, quantity: 9 })];
	const sold = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: [
			{ productId: frame.id, quantity: 3, discount: { amount: "0.10" }, note: "gift" },
			{ productId: cloth.id, quantity: 1 },
		],
		discount: { percent: 10 },
		payments: [{ method: "card" }],
	});
	// 299.90 + 33.33 = 333.23, less a tenth: 33.32 of it, of which 29.99 from the frames.
	expect(sold).toMatchObject({ total: 29_991, discount: 3342, units: 4 });
	expect(sold.lines.map(({ quantity, unitPrice, listPrice, position, note }) => [quantity, unitPrice, listPrice, position, note])).toEqual([
		[3, 8997, 10_000, 0, "gift"],
		[1, 3000, 3333, 1, ""],
	]);
	expect(await rowsOf(shop, "SELECT discount, total FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ discount: 3342, total: 29_991 },
	]);
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
});

it("follows the store where it has prices without tax, whatever the business does", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 5 });
	await write(shop, [
		["INSERT INTO tillSettings (businessId, storeId, taxIncluded, updatedAt) VALUES (?, ?, 0, 1)", shop.businessId, shop.storeId],
	]);
	const sold = await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	expect(sold).toMatchObject({ subtotal: 10_000, tax: 2500, total: 12_500, taxIncluded: false });
});

it("numbers receipts without a gap under eight parallel tills, refusals and repeats", async () => {
	const shop = await openShop();
	const [frame, last] = [await stock(shop, { quantity: 500 }), await stock(shop, { quantity: 3 })];
	const till = async (name: number) => {
		for (let n = 0; n < 6; n++) {
			const productId = n === 3 ? last.id : frame.id;
			const basket = { storeId: shop.storeId, productId, quantity: 1, payments: [{ method: "cash" }], till: `${name}` };
			const once = async () => sell(await shop.tenant(), basket, { key: `${name}-${n}` });
			await Promise.allSettled(n % 2 === 0 ? [once(), once()] : [once()]);
		}
	};
	await Promise.all(Array.from({ length: 8 }, (_, name) => till(name + 1)));
	const numbers = await rowsOf<{ number: number }>(
		shop,
		"SELECT number FROM receipts WHERE businessId = ? ORDER BY number",
		shop.businessId,
	);
	// Eight tills, five sales each of what there is enough of, and three of the eight who wanted the last ones.
	expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
	expect(await unsettled(shop)).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("keeps receipts and payments as they were written", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 1, payments: [{ method: "card" }] });
	for (const statement of [
		"DELETE FROM receipts WHERE businessId = ?",
		"UPDATE receipts SET number = 9 WHERE businessId = ?",
		"DELETE FROM payments WHERE businessId = ?",
		"UPDATE payments SET amount = 1 WHERE businessId = ?",
	])
		await expect(write(shop, [[statement, shop.businessId]]), statement).rejects.toThrow(/are_final/);
});
