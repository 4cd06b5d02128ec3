import { expect, it } from "vitest";
import { call, openShop, password, twoShops } from "../../support/world.ts";
import { countRows, stock } from "../sales/goods.ts";

it("sells one product and says what is left", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5, price: 219_500, reorderPoint: 2 });
	const { status, body } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 2 } });
	expect(status).toBe(201);
	expect(body).toMatchObject({
		sale: {
			storeId: shop.storeId,
			productId: frame.id,
			sku: frame.sku,
			name: frame.name,
			quantity: 2,
			unitPrice: "2195.00",
			total: "4390.00",
			currency: "DKK",
			refundedQuantity: 0,
		},
		order: { units: 2, subtotal: "4390.00", tax: "878.00", taxIncluded: true, total: "4390.00" },
		inventory: { productId: frame.id, storeId: shop.storeId, quantity: 3, available: 3, reorderPoint: 2 },
	});
	expect(body.sales).toEqual([body.sale]);
	expect((await shop.call("GET", `/api/sales/${body.sale.id}`)).body).toEqual(body.sale);
	expect((await shop.call("GET", "/api/sales")).body).toEqual({ items: [body.sale], nextCursor: null });
	expect((await shop.call("GET", `/api/v1/dashboard?storeId=${shop.storeId}`)).body).toMatchObject({
		storeId: shop.storeId,
		currency: "DKK",
		today: { units: 2, revenue: "4390.00", orders: 1, before: { units: 0, revenue: "0.00", orders: 0 } },
		last30: { orders: 1 },
		excludedStores: [],
	});
	expect((await shop.call("GET", `/api/predictions/${frame.id}`)).body).toMatchObject({
		productId: frame.id,
		avgDailySales: 2 / 30,
		currentStock: 3,
		daysLeft: 45,
	});
});

it("takes a price as number or text, and a basket", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { quantity: 5, price: null }), await stock(shop, { quantity: 5, price: 100 })];
	const { body } = await shop.call("POST", "/api/sales", {
		body: {
			storeId: shop.storeId,
			lines: [
				{ productId: frame.id, quantity: 1, unitPrice: 19.99 },
				{ productId: frame.id, quantity: 1, unitPrice: "20" },
				{ productId: cloth.id, quantity: 3 },
			],
		},
	});
	expect(body.sales.map((sale: { total: string }) => sale.total)).toEqual(["19.99", "20.00", "3.00"]);
	expect(body.inventories.map((level: { quantity: number }) => level.quantity)).toEqual([3, 2]);
	const { body: nothing } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 1 } });
	expect(nothing).toMatchObject({ code: "no_price", details: { field: "unitPrice", sku: frame.sku } });
});

it("says what is wrong, and writes nothing", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5 });
	const unpriced = await stock(shop, { quantity: 5, price: null });
	const theirs = await stock(other, { quantity: 5 });
	const good = { storeId: shop.storeId, productId: frame.id, quantity: 1 };
	const before = await countRows(shop);
	const ask = async (body: unknown, headers = {}) => {
		const { status, body: said } = await shop.call("POST", "/api/sales", { body, headers });
		expect(said.requestId).toEqual(expect.any(String));
		return [status, said.code, said.details?.issues?.[0]?.field ?? null];
	};
	expect(await ask({ ...good, quantity: 6 })).toEqual([409, "stock_oversold", null]);
	expect(await ask({ ...good, quantity: -1 })).toEqual([400, "validation_failed", "quantity"]);
	expect(await ask({ ...good, quantity: 1.5 })).toEqual([400, "validation_failed", "quantity"]);
	expect(await ask({ ...good, quantity: 2 ** 53 })).toEqual([400, "validation_failed", "quantity"]);
	expect(await ask({ ...good, quantity: "1" })).toEqual([400, "validation_failed", "quantity"]);
	expect(await ask({ ...good, quantity: null })).toEqual([400, "validation_failed", "quantity"]);
	expect(await ask({ ...good, unitPrice: "12,50" })).toEqual([400, "validation_failed", "unitPrice"]);
	expect(await ask({ ...good, unitPrice: 1.234 })).toEqual([400, "validation_failed", "unitPrice"]);
	expect(await ask({ ...good, unitPrice: -1 })).toEqual([400, "validation_failed", "unitPrice"]);
	expect(await ask({ ...good, note: "\u0000" })).toEqual([400, "validation_failed", "note"]);
	expect(await ask({})).toEqual([400, "validation_failed", "storeId"]);
	expect(await ask({ ...good, productId: unpriced.id })).toEqual([400, "no_price", null]);
	expect(await ask({ ...good, productId: theirs.id })).toEqual([404, "product_not_found", null]);
	expect(await ask({ ...good, productId: "🕶️" })).toEqual([404, "product_not_found", null]);
	expect(await ask({ ...good, storeId: other.storeId })).toEqual([403, "store_not_yours", null]);
	expect(await ask("{", {})).toEqual([400, "invalid_json", null]);
	expect(await ask("{}", { "Content-Type": "text/plain" })).toEqual([415, "unsupported_media_type", null]);
	expect((await call("POST", "/api/sales", { body: good })).status).toBe(401);
	expect(await countRows(shop)).toEqual(before);
});

it("reads sales newest first, page by page, of a store and of a product", async () => {
	const [shop, other] = await twoShops();
	const [frame, cloth] = [await stock(shop, { quantity: 50 }), await stock(shop, { quantity: 50 })];
	for (let n = 0; n < 4; n++) {
		await shop.call("POST", "/api/sales", {
			body: {
				storeId: shop.storeId,
				lines: [
					{ productId: frame.id, quantity: 1 },
					{ productId: cloth.id, quantity: 2 },
					{ productId: frame.id, quantity: 3 },
				],
			},
		});
	}
	type Sale = { id: string; orderId: string; soldAt: string; productId: string };
	async function pages(query: string): Promise<Sale[]> {
		const seen: Sale[] = [];
		let cursor = "";
		do {
			const { status, body } = await shop.call("GET", `/api/sales?${query}&limit=5${cursor && `&cursor=${cursor}`}`);
			expect(status).toBe(200);
			expect(body.items.length).toBeLessThanOrEqual(5);
			seen.push(...body.items);
			cursor = body.nextCursor ?? "";
		} while (cursor);
		return seen;
	}
	const all = await pages("");
	expect(all).toHaveLength(12);
	expect(new Set(all.map(({ id }) => id)).size).toBe(12);
	expect(all.map(({ orderId, id }) => `${orderId} ${id}`)).toEqual(
		all
			.map(({ orderId, id }) => `${orderId} ${id}`)
			.toSorted()
			.toReversed(),
	);
	expect(await pages(`storeId=${shop.storeId}`)).toEqual(all);
	const frames = await pages(`productId=${frame.id}`);
	expect(frames.map(({ id }) => id)).toEqual(
		all
			.filter(({ productId }) => productId === frame.id)
			.map(({ id }) => id)
			.toSorted()
			.toReversed(),
	);
	expect(await pages(`productId=${frame.id}&storeId=${shop.storeId}`)).toEqual(frames);
	const asked = async (path: string, by = shop) => {
		const { status, body } = await by.call("GET", path);
		return [status, body.code];
	};
	expect(await asked(`/api/sales?storeId=${shop.storeId}`, other)).toEqual([403, "store_not_yours"]);
	expect(await asked(`/api/sales?productId=${frame.id}`, other)).toEqual([404, "product_not_found"]);
	expect(await asked(`/api/sales/${all[0]?.id}`, other)).toEqual([404, "sale_not_found"]);
	expect(await asked(`/api/predictions/${frame.id}`, other)).toEqual([404, "product_not_found"]);
	expect(await asked(`/api/predictions/${frame.id}?storeId=${other.storeId}`)).toEqual([403, "store_not_yours"]);
	expect(await asked(`/api/dashboard?storeId=${shop.storeId}`, other)).toEqual([403, "store_not_yours"]);
	expect(await asked("/api/sales?limit=201")).toEqual([400, "validation_failed"]);
	expect(await asked("/api/sales?cursor=nonsense")).toEqual([400, "cursor_invalid"]);
	expect((await other.call("GET", "/api/sales")).body).toEqual({ items: [], nextCursor: null });
});

it("gives pieces of a sale back", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 5, price: 1000 });
	const { body: sold } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: frame.id, quantity: 3 } });
	const path = `/api/sales/${sold.sale.id}/refund`;
	expect(await other.call("POST", path, { body: { restock: true } })).toMatchObject({ status: 404, body: { code: "sale_not_found" } });
	expect(await shop.call("POST", path, { body: { quantity: 4, restock: true } })).toMatchObject({
		status: 409,
		body: { code: "nothing_left_to_refund", details: { refundable: 3 } },
	});
	expect(await shop.call("POST", path, { body: { quantity: 0, restock: true } })).toMatchObject({ status: 400 });
	expect(await shop.call("POST", path, { body: { quantity: 1, restock: true, reason: "scratched" }, key: "one" })).toMatchObject({
		status: 201,
		body: {
			refund: { orderId: sold.sale.orderId, quantity: 1, total: "10.00", tax: "2.00", currency: "DKK", restocked: true },
			sale: { refundedQuantity: 1 },
			order: { status: "COMPLETED", paymentStatus: "part_refunded", refundedUnits: 1, refundedTotal: "10.00" },
			inventory: { quantity: 3 },
		},
	});
	expect(
		(await shop.call("POST", path, { body: { quantity: 1, restock: true, reason: "scratched" }, key: "one" })).body.sale.refundedQuantity,
	).toBe(1);
	expect(await shop.call("POST", path, { body: { restock: false } })).toMatchObject({
		status: 201,
		body: {
			refund: { quantity: 2, restocked: false },
			order: { status: "REFUNDED", paymentStatus: "refunded" },
			inventory: { quantity: 3 },
		},
	});
	expect(await shop.call("POST", path, { body: {} })).toMatchObject({
		status: 409,
		body: { code: "nothing_left_to_refund", details: { refundable: 0 } },
	});
	expect((await shop.call("GET", `/api/sales/${sold.sale.id}`)).body.refundedQuantity).toBe(3);
});

it("lets an employee sell and look, but not refund or count", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const email = `employee-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	expect((await shop.call("POST", "/api/users", { body: { email, name: "Emil", role: "employee", password } })).status).toBe(201);
	const { body: signedIn } = await call("POST", "/api/auth/login", { body: { email, password } });
	const headers = { Authorization: `Bearer ${signedIn.token}` };
	const { status, body } = await call("POST", "/api/sales", { headers, body: { storeId: shop.storeId, productId: frame.id, quantity: 1 } });
	expect(status).toBe(201);
	expect((await call("GET", "/api/sales", { headers })).body.items).toHaveLength(1);
	expect(await call("POST", `/api/sales/${body.sale.id}/refund`, { headers, body: {} })).toMatchObject({
		status: 403,
		body: { code: "missing_permission" },
	});
	expect((await call("GET", "/api/dashboard", { headers })).status).toBe(403);
	expect((await call("GET", `/api/predictions/${frame.id}`, { headers })).status).toBe(403);
});
