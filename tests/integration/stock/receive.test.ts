import { expect, it } from "vitest";
import { receiveStock } from "#app/stock/receive.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { openShop, rowsOf } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked } from "./shelves.ts";

it("puts what came in on the shelf, with its movement and its fact, in two round trips", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const tenant = await shop.tenant();
	const { product, movement } = await receiveStock(tenant, { productId, quantity: 7, note: "from Milan 🇮🇹" });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(product.inventory.quantity).toBe(12);
	expect(movement).toMatchObject({ storeId: shop.storeId, reason: "receipt", qtyBefore: 5, delta: 7, qtyAfter: 12, note: "from Milan 🇮🇹" });
	expect(
		await rowsOf(
			shop,
			"SELECT storeId FROM events WHERE businessId = ? AND type = 'stock.received' AND data ->> 'reason' = 'receipt'",
			shop.businessId,
		),
	).toEqual([{ storeId: shop.storeId }]);
	await ledgerHolds(shop);
});

it("opens the shelf of a store the product never stood in", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	expect(await receiveStock(await shop.tenant(), { productId, storeId: aarhus, quantity: 2 })).toMatchObject({
		product: { inventory: { quantity: 2 } },
		movement: { qtyBefore: 0 },
	});
	await ledgerHolds(shop);
});

it("has one effect for one key", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const receive = async () => receiveStock(await shop.tenant(), { productId, quantity: 3 }, { key: "delivery 7" });
	const answers = await Promise.all(Array.from({ length: 20 }, receive));
	for (const answer of answers) expect(answer).toEqual(answers[0]);
	expect(answers[0]?.product.inventory.quantity).toBe(8);
	await ledgerHolds(shop);
});

it("refuses nothing, less than nothing, halves and more than anybody carries", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	for (const quantity of [0, -1, 1.5, 2 ** 53, 1_000_001, "7", null]) {
		await refuses(shop, async () => receiveStock(await shop.tenant(), { productId, quantity }), {
			kind: "invalid",
			code: "validation_failed",
			details: { issues: expect.arrayContaining([expect.objectContaining({ field: "quantity" })]) },
		});
	}
});

it("sets a reorder point once, and says nothing when it is that already", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const set = async () => setReorderPoint(await shop.tenant(), { productId, reorderPoint: 4 });
	expect(await set()).toMatchObject({ product: { inventory: { reorderPoint: 4, quantity: 5 } }, movement: null });
	const before = await everything(shop);
	await set();
	expect(await everything(shop)).toEqual(before);
	const facts = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'stock.reorder_point_set'",
		shop.businessId,
	);
	expect(facts.map(({ data }) => JSON.parse(data))).toMatchObject([{ before: { reorderPoint: 0 }, after: { reorderPoint: 4 } }]);
});
