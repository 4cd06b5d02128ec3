import { expect, it } from "vitest";
import { addProduct } from "#app/stock/add-product.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

const adjust = async (shop: Shop, input: Record<string, unknown>, key?: string) => adjustStock(await shop.tenant(), input, { key });

it("sets a quantity with one movement and one fact", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const tenant = await shop.tenant();
	const { product, movement } = await adjustStock(tenant, { productId, quantity: 3, expectedQuantity: 5, note: "counted twice" });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(product.inventory).toMatchObject({ quantity: 3, available: 3 });
	expect(movement).toMatchObject({ qtyBefore: 5, delta: -2, qtyAfter: 3, reason: "adjustment", note: "counted twice" });
	const events = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'stock.adjusted'",
		shop.businessId,
	);
	expect(events.map(({ data }) => JSON.parse(data))).toEqual([movement]);
	await ledgerHolds(shop);
});

it("writes no movement and tells of none when the shelf holds that already", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const before = await everything(shop);
	expect(await adjust(shop, { productId, quantity: 5 })).toMatchObject({ movement: null, product: { inventory: { quantity: 5 } } });
	expect(await everything(shop)).toEqual(before);
});

it("opens the shelf of a store the product never stood in", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	expect(await adjust(shop, { productId, storeId: aarhus, quantity: 4, expectedQuantity: 0 })).toMatchObject({
		movement: { qtyBefore: 0, delta: 4 },
		product: { inventory: { quantity: 4 } },
	});
	await ledgerHolds(shop);
});

it("refuses with what is there: another quantity than expected, less than nothing, less than is promised", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await refuses(shop, () => adjust(shop, { productId, quantity: 3, expectedQuantity: 4 }), {
		kind: "conflict",
		code: "quantity_changed",
		details: { current: 5, expected: 4 },
	});
	await refuses(shop, () => adjust(shop, { productId, delta: -6 }), {
		kind: "conflict",
		code: "stock_oversold",
		details: { current: 5, available: 5 },
	});
	await rowsOf(shop, "UPDATE stockLevels SET reserved = 2 WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	await refuses(shop, () => adjust(shop, { productId, quantity: 1 }), {
		kind: "conflict",
		code: "would_go_below_reserved",
		details: { current: 5, reserved: 2, wanted: 1 },
	});
	await refuses(shop, () => adjust(shop, { productId, delta: -4, reason: "damage" }), {
		kind: "conflict",
		code: "would_go_below_reserved",
	});
	await refuses(shop, () => adjust(shop, { productId, delta: 4, reason: "damage" }), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, () => adjust(shop, { productId, quantity: -1 }), { kind: "invalid", code: "validation_failed" });
});

it("asks which store when there are several", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	await addStore(shop, "Aarhus");
	await refuses(shop, () => adjust(shop, { productId, delta: 1 }), {
		code: "validation_failed",
		details: { issues: [{ field: "storeId" }] },
	});
});

it("lets one of many who expect the same quantity set it, and tells the others what is there", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const results = await Promise.allSettled(
		Array.from({ length: 12 }, (_, n) => adjust(shop, { productId, quantity: 10 + n, expectedQuantity: 5 })),
	);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	const [{ onHand } = { onHand: 0 }] = await rowsOf<{ onHand: number }>(
		shop,
		"SELECT onHand FROM stockLevels WHERE businessId = ?",
		shop.businessId,
	);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "quantity_changed", details: { current: onHand } });
	await ledgerHolds(shop);
});

it("lets every one of many who set without expecting have their turn, each with a movement", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const results = await Promise.all(Array.from({ length: 12 }, (_, n) => adjust(shop, { productId, quantity: 10 + n })));
	for (const [n, { movement }] of results.entries()) expect(movement).toMatchObject({ qtyAfter: 10 + n });
	await ledgerHolds(shop);
});

it("adds up thirty differences at once", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 10 });
	await Promise.all(
		Array.from({ length: 30 }, (_, n) => adjust(shop, n % 2 ? { productId, delta: 2 } : { productId, delta: 1, reason: "receipt" })),
	);
	const [level] = await rowsOf<{ onHand: number }>(shop, "SELECT onHand FROM stockLevels WHERE businessId = ?", shop.businessId);
	expect(level?.onHand).toBe(10 + 15 * 2 + 15);
	await ledgerHolds(shop);
});

it("has one effect for one key, and the first answer ever after", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const first = await adjust(shop, { productId, delta: -1 }, "k");
	const again = await Promise.all(Array.from({ length: 20 }, () => adjust(shop, { productId, delta: -1 }, "k")));
	for (const answer of again) expect(answer).toEqual(first);
	expect(first.product.inventory.quantity).toBe(4);
	await ledgerHolds(shop);
});

it("refuses another business's product and store, and an employee", async () => {
	const [shop, other] = await twoShops();
	const mine = await stocked(shop, { initialStock: 5 });
	const theirs = await stocked(other, { initialStock: 5 });
	const before = await everything(other);
	for (const act of [adjustStock, receiveStock, setReorderPoint]) {
		const input = { quantity: 1, reorderPoint: 1 };
		await refuses(shop, async () => act(await shop.tenant(), { ...input, productId: theirs.id }), {
			kind: "not_found",
			code: "product_not_found",
		});
		await refuses(shop, async () => act(await shop.tenant(), { ...input, productId: mine.id, storeId: other.storeId }), {
			kind: "forbidden",
			code: "store_not_yours",
		});
		await refuses(shop, async () => act(await shop.tenant(), { ...input, productId: "no-id-at-all" }), {
			kind: "not_found",
			code: "product_not_found",
		});
	}
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [adjustStock, receiveStock, setReorderPoint]) {
		await refuses(shop, () => act(employee, { quantity: 1, reorderPoint: 1, productId: mine.id }), {
			kind: "forbidden",
			code: "missing_permission",
		});
	}
});

it("adds what two managers add to a shelf nobody had opened", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id } = await addProduct(await shop.tenant(), { storeId: shop.storeId, name: "x" });
	await Promise.all([
		adjust(shop, { productId: id, storeId: aarhus, delta: 2 }),
		adjust(shop, { productId: id, storeId: aarhus, delta: 3 }),
	]);
	const [level] = await rowsOf<{ onHand: number }>(
		shop,
		"SELECT onHand FROM stockLevels WHERE businessId = ? AND storeId = ?",
		shop.businessId,
		aarhus,
	);
	expect(level?.onHand).toBe(5);
	await ledgerHolds(shop);
});
