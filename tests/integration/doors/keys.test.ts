import { expect, it } from "vitest";
import { call, openShop, password, rowsOf } from "../../support/world.ts";

it("the same key has one effect and one answer, for categories, reorder points and whole products", async () => {
	const shop = await openShop();
	const twice = async (method: string, path: string, body: object, key: string) => {
		const both = await Promise.all([shop.call(method, path, { body, key }), shop.call(method, path, { body, key })]);
		expect(both[1]?.status, `${method} ${path}`).toBe(both[0]?.status);
		expect(both[1]?.body, `${method} ${path}`).toEqual(both[0]?.body);
		expect(both[0]?.status).toBeLessThan(300);
		return both[0]?.body;
	};
	const events = async () => (await rowsOf(shop, "SELECT id FROM events WHERE businessId = ?", shop.businessId)).length;

	const category = await twice("POST", "/api/categories", { name: "Clip-ons" }, "c1");
	expect(await rowsOf(shop, "SELECT id FROM categories WHERE businessId = ? AND name = 'Clip-ons'", shop.businessId)).toHaveLength(1);
	let before = await events();
	await twice("PATCH", `/api/categories/${category.id}`, { name: "Clips" }, "c2");
	expect(await events()).toBe(before + 1);

	const product = await twice("POST", "/api/products", { storeId: shop.storeId, name: "KNUD", price: "100.00", initialStock: 2 }, "p1");
	before = await events();
	await twice("PUT", `/api/products/${product.id}/reorder-point`, { storeId: shop.storeId, reorderPoint: 4 }, "p2");
	expect(await events()).toBe(before + 1);
	before = await events();
	await twice("PUT", `/api/products/${product.id}`, { name: "KNUD again", sku: "KNU-9", price: "120.00" }, "p3");
	expect(await events()).toBe(before + 1);
});

it("is its owner's: another person's act under the same key is refused, not answered", async () => {
	const shop = await openShop();
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Frame", price: "1.00", initialStock: 5 } });
	const email = `seller-${crypto.randomUUID()}@shop.example`;
	await shop.call("POST", "/api/users", { body: { email, name: "Seller", role: "employee", password } });
	const { body: signedIn } = await call("POST", "/api/auth/login", { body: { email, password } });
	const sale = { storeId: shop.storeId, productId: product.id, quantity: 1 };
	expect((await shop.call("POST", "/api/sales", { body: sale, key: "1" })).status).toBe(201);
	const theirs = await call("POST", "/api/sales", { body: sale, key: "1", headers: { Authorization: `Bearer ${signedIn.token}` } });
	expect(theirs).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } });
});
