import { expect, it } from "vitest";
import { openShop } from "../../support/world.ts";

it("adds a product, lists it, opens it", async () => {
	const shop = await openShop();
	const made = await shop.call("POST", "/api/products", {
		body: {
			storeId: shop.storeId,
			name: "LEMTOSH Black 49",
			sku: "LEM-BLK-49",
			price: "2195.00",
			cost: 900,
			barcode: "5 701234 567890",
			initialStock: 5,
			reorderPoint: 2,
			attributes: { colour: "Black", size: 49 },
		},
	});
	expect(made.status).toBe(201);
	expect(made.body).toMatchObject({
		name: "LEMTOSH Black 49",
		sku: "LEM-BLK-49",
		price: "2195.00",
		cost: "900.00",
		currency: "DKK",
		barcode: "5701234567890",
		unit: "unit",
		status: "draft",
		version: 1,
		attributes: { colour: "Black", size: "49" },
		inventory: { quantity: 5, available: 5, reserved: 0, incoming: 0, reorderPoint: 2 },
	});
	const one = await shop.call("GET", `/api/products/${made.body.id}`);
	expect(one.body).toEqual(made.body);
	expect(one.headers.get("ETag")).toMatch(/^"1-/);
	const list = await shop.call("GET", `/api/v1/products?storeId=${shop.storeId}`);
	expect(list.body).toEqual({ items: [made.body], nextCursor: null });
});

it("receives, corrects and tells the ledger", async () => {
	const shop = await openShop();
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Frame", initialStock: 3 } });
	const path = `/api/products/${product.id}`;
	const received = await shop.call("POST", `${path}/receive`, { body: { quantity: 4, note: "from Milan" } });
	expect(received).toMatchObject({
		status: 201,
		body: { inventory: { quantity: 7 }, movement: { qtyBefore: 3, delta: 4, qtyAfter: 7, reason: "receipt" } },
	});
	const set = await shop.call("PATCH", `${path}/stock`, { body: { quantity: 6, expectedQuantity: 7 } });
	expect(set).toMatchObject({ status: 200, body: { inventory: { quantity: 6 }, movement: { delta: -1, reason: "adjustment" } } });
	const stale = await shop.call("PATCH", `${path}/stock`, { body: { quantity: 9, expectedQuantity: 7 } });
	expect(stale).toMatchObject({ status: 409, body: { code: "quantity_changed", details: { current: 6, expected: 7 } } });
	const damaged = await shop.call("PATCH", `${path}/stock`, { body: { delta: -2, reason: "damage" } });
	expect(damaged.body.inventory.quantity).toBe(4);
	const { body: ledger } = await shop.call("GET", `${path}/movements?storeId=${shop.storeId}`);
	expect(ledger.items.map((item: { delta: number }) => item.delta)).toEqual([-2, -1, 4, 3]);
	const { body: inventory } = await shop.call("GET", "/api/inventory");
	expect(inventory.items).toMatchObject([{ productId: product.id, quantity: 4, available: 4 }]);
});
