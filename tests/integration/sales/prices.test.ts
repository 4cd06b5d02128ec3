import { expect, it } from "vitest";
import { sell } from "#app/sales/sell.server.ts";
import { openShop } from "../../support/world.ts";
import { personOf } from "./counter.ts";
import { countRows, stock, write } from "./goods.ts";

it("charges what was shown, or says what it was and what it is", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 219_500, quantity: 5 });
	const shown = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 2, expectedPrice: "2195" }], expectedTotal: "4390" };
	await write(shop, [["UPDATE products SET price = 229500 WHERE id = ?", frame.id]]);
	const before = await countRows(shop);
	const line = { productId: frame.id, name: frame.name, sku: frame.sku, was: "2195.00", now: "2295.00" };
	await expect(sell(await shop.tenant(), shown)).rejects.toMatchObject({
		kind: "conflict",
		code: "price_changed",
		details: { ...line, lines: [line] },
	});
	expect(await countRows(shop)).toEqual(before);
	// With the price of the line accepted the total is another.
	const accepted = { ...shown, lines: [{ productId: frame.id, quantity: 2, expectedPrice: "2295" }] };
	await expect(sell(await shop.tenant(), accepted)).rejects.toMatchObject({
		code: "total_changed",
		details: { was: "4390.00", now: "4590.00" },
	});
	expect(await sell(await shop.tenant(), { ...accepted, expectedTotal: "4590" })).toMatchObject({ total: 459_000 });
});

it("lets an employee give a tenth, a manager more, and nobody below ask more than is listed", async () => {
	const shop = await openShop();
	const [employee, manager] = [await personOf(shop, "employee"), await personOf(shop, "manager", "Mona")];
	const frame = await stock(shop, { price: 10_000, quantity: 50 });
	const line = { productId: frame.id, quantity: 1 };
	const selling = (more: object, basket: object = {}) => ({ storeId: shop.storeId, lines: [{ ...line, ...more }], ...basket });
	const before = await countRows(shop);
	for (const basket of [
		selling({ discount: { percent: 11 } }),
		selling({ unitPrice: "89.98" }),
		selling({ discount: { amount: 6 } }, { discount: { percent: 6 } }),
	])
		await expect(sell(await employee(), basket)).rejects.toMatchObject({
			kind: "forbidden",
			code: "approval_needed",
			details: { act: "discount", permission: "sales:discount", limit: 10 },
		});
	await expect(sell(await employee(), selling({ unitPrice: 101 }))).rejects.toMatchObject({
		kind: "forbidden",
		code: "missing_permission",
	});
	expect(await countRows(shop)).toEqual(before);

	expect(await sell(await employee(), selling({ discount: { percent: 10 } }))).toMatchObject({ total: 9000 });
	expect(await sell(await employee(), selling({ unitPrice: 90 }))).toMatchObject({ total: 9000, discount: 1000 });
	expect(await sell(await manager(), selling({ unitPrice: 1 }))).toMatchObject({ total: 100, discount: 9900 });
	expect(await sell(await manager(), selling({ unitPrice: 120 }))).toMatchObject({ total: 12_000, discount: 0 });

	await write(shop, [
		["INSERT INTO tillSettings (businessId, storeId, employeeDiscount, updatedAt) VALUES (?, ?, 2500, 1)", shop.businessId, shop.storeId],
	]);
	expect(await sell(await employee(), selling({ discount: { percent: 25 } }))).toMatchObject({ total: 7500 });
});

it("lets anybody name the price of what has none", async () => {
	const shop = await openShop();
	const employee = await personOf(shop, "employee");
	const frame = await stock(shop, { price: null, quantity: 5 });
	expect(await sell(await employee(), { storeId: shop.storeId, productId: frame.id, quantity: 1, unitPrice: 40 })).toMatchObject({
		total: 4000,
		discount: 0,
	});
});
