import { expect, it } from "vitest";
import { openShop, rowsOf } from "../../support/world.ts";
import { countRows, discrepancies, stock } from "../sales/goods.ts";

it.each([
	[2, 1],
	[10, 7],
	[50, 7],
	[200, 31],
])(
	"lets exactly the last units go: %i buyers at once, %i units",
	async (buyers, units) => {
		const shop = await openShop();
		const frame = await stock(shop, { quantity: units, price: 5000 });
		const answers = await Promise.all(
			Array.from({ length: buyers }, () =>
				shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 1 } }),
			),
		);
		const won = answers.filter(({ status }) => status === 201);
		const lost = answers.filter(({ status }) => status !== 201);
		expect(won).toHaveLength(units);
		for (const { status, body } of lost) expect([status, body.code, body.details.available]).toEqual([409, "stock_oversold", 0]);
		// Each winner saw a shelf of its own.
		expect(won.map(({ body }) => body.inventory.quantity).toSorted((a, b) => a - b)).toEqual(
			Array.from({ length: units }, (_, left) => left),
		);
		const { businessId } = shop;
		expect(await rowsOf(shop, "SELECT onHand, version FROM stockLevels WHERE businessId = ?", businessId)).toEqual([
			{ onHand: 0, version: units + 1 },
		]);
		expect(await rowsOf(shop, "SELECT count(*) AS n FROM orders WHERE businessId = ?", businessId)).toEqual([{ n: units }]);
		expect(await rowsOf(shop, "SELECT count(*) AS n FROM events WHERE businessId = ? AND type = 'order.completed'", businessId)).toEqual([
			{ n: units },
		]);
		expect(await rowsOf(shop, "SELECT units, revenue, onHandAtClose FROM dailyFacts WHERE businessId = ?", businessId)).toEqual([
			{ units, revenue: 5000 * units, onHandAtClose: 0 },
		]);
		expect(await rowsOf(shop, "SELECT orders, units, revenue FROM dailyTotals WHERE businessId = ?", businessId)).toEqual([
			{ orders: units, units, revenue: 5000 * units },
		]);
		expect(await discrepancies(shop)).toEqual([]);
	},
	60_000,
);

it("lets buyers of different quantities take what fits, and never more", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 20 });
	const wishes = Array.from({ length: 24 }, (_, n) => (n % 4) + 1);
	const answers = await Promise.all(
		wishes.map((quantity) => shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity } })),
	);
	const taken = answers.reduce((sum, { status, body }) => sum + (status === 201 ? body.sale.quantity : 0), 0);
	const [level] = await rowsOf<{ onHand: number }>(shop, "SELECT onHand FROM stockLevels WHERE businessId = ?", shop.businessId);
	expect(taken + (level?.onHand ?? 0)).toBe(20);
	answers.forEach(({ status, body }, n) => {
		if (status === 201) return;
		expect([status, body.code]).toEqual([409, "stock_oversold"]);
		expect(body.details.available).toBeLessThan(wishes[n] ?? 0);
	});
	expect(await discrepancies(shop)).toEqual([]);
});

it("counts one Idempotency-Key once, twenty times at once, and answers the same each time", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 100 });
	const body = { storeId: shop.storeId, productId: frame.id, quantity: 2 };
	const answers = await Promise.all(Array.from({ length: 20 }, () => shop.call("POST", "/api/sales", { body, key: "once" })));
	expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
	expect(answers[0]).toMatchObject({ status: 201, body: { inventory: { quantity: 98 } } });
	const before = await countRows(shop);
	expect((await shop.call("POST", "/api/v1/sales", { body, key: "once" })).body).toEqual(answers[0]?.body);
	expect(await shop.call("POST", "/api/sales", { body: { ...body, quantity: 3 }, key: "once" })).toMatchObject({
		status: 409,
		body: { code: "idempotency_key_reused" },
	});
	expect(await countRows(shop)).toEqual(before);
	expect(await rowsOf(shop, "SELECT count(*) AS n FROM orders WHERE businessId = ?", shop.businessId)).toEqual([{ n: 1 }]);
});

it("remembers nothing of a refused key: it may be used when the goods are there", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 1 });
	const ask = (quantity: number) =>
		shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity }, key: "later" });
	expect((await ask(2)).status).toBe(409);
	expect((await ask(1)).status).toBe(201);
});
