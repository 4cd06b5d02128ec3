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

it("a repeat is told what the first call was told, whatever happened since, also when what it changed is gone", async () => {
	const shop = await openShop();
	const added = await shop.call("POST", "/api/products", { body: { name: "KNUD", price: "100.00", initialStock: 2 } });
	const path = `/api/products/${added.body.id}`;
	const person = await shop.call("POST", "/api/users", {
		body: { email: `p-${crypto.randomUUID()}@shop.example`, name: "Jonas", role: "agent", password },
		key: "u0",
	});
	const calls = [
		["PATCH", path, { name: "KNUD 49" }],
		["PUT", path, { name: "KNUD whole", price: "120.00" }],
		["POST", `${path}/status`, { status: "published" }],
		["PATCH", `/api/users/${person.body.id}`, { role: "manager" }],
		["PUT", `/api/users/${person.body.id}`, { name: "Jonas Lys", role: "agent" }],
		["PATCH", `/api/stores/${shop.storeId}`, { name: "Nørrebro" }],
	] as const;
	const first = [];
	for (const [n, [method, where, body]] of calls.entries()) first.push(await shop.call(method, where, { body, key: `r${n}` }));
	expect(first.map(({ status }) => status)).toEqual(calls.map(() => 200));
	await shop.call("PATCH", `${path}/stock`, { body: { delta: 5, reason: "adjustment" } });
	await shop.call("DELETE", path);
	await shop.call("DELETE", `/api/users/${person.body.id}`);
	await shop.call("PATCH", `/api/stores/${shop.storeId}`, { body: { name: "Amager" } });
	for (const [n, [method, where, body]] of calls.entries()) {
		const again = await shop.call(method, where, { body, key: `r${n}` });
		expect([again.status, again.body, again.headers.get("ETag")], `${method} ${where}`).toEqual([
			200,
			first[n]?.body,
			first[n]?.headers.get("ETag"),
		]);
	}
	expect(first[0]?.body.inventory.quantity).toBe(2);
});

it("a deletion made from an older state is refused, of products and categories too", async () => {
	const shop = await openShop();
	const product = await shop.call("POST", "/api/products", { body: { name: "KNUD" } });
	const category = await shop.call("POST", "/api/categories", { body: { name: "Clips" } });
	const one = async (path: string) => (await shop.call("GET", path)).headers.get("ETag") ?? "";
	for (const path of [`/api/products/${product.body.id}`, `/api/categories/${category.body.id}`]) {
		const old = await one(path);
		await shop.call("PATCH", path, { body: { name: "Changed" } });
		expect(await shop.call("DELETE", path, { headers: { "If-Match": old } }), path).toMatchObject({
			status: 409,
			body: { code: "version_changed", details: { current: 2 } },
		});
		expect((await shop.call("DELETE", path, { headers: { "If-Match": await one(path) } })).status, path).toBe(200);
	}
});

it("no act documents a key it does not take", async () => {
	const { body } = await call("GET", "/api/openapi.json");
	const takes = (path: string) =>
		(body.paths[path].post.parameters ?? []).some((parameter: { name: string }) => parameter.name === "Idempotency-Key");
	for (const path of ["/api/v1/auth/login", "/api/v1/auth/logout", "/auth/login"]) expect(takes(path), path).toBe(false);
	for (const path of ["/api/v1/auth/register", "/auth/register", "/api/v1/stores"]) expect(takes(path), path).toBe(true);
});
