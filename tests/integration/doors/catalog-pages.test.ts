import { expect, it } from "vitest";
import { call, type Shop, twoShops } from "../../support/world.ts";

const page = (shop: Shop, path: string) => shop.call("GET", path, { headers: { Accept: "text/html" } });

it("the pages of the catalog cost two round trips, proof of the session included", async () => {
	const [shop] = await twoShops();
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "KNUD Black 46", price: "2195", initialStock: 6 } });
	for (const path of [
		"/products",
		"/products?q=knud&status=any",
		`/products?peek=${product.id}`,
		`/products/change?do=price&ids=${product.id}`,
		"/products/new",
		`/products/${product.id}`,
		`/products/${product.id}?at=${shop.storeId}`,
		`/products/${product.id}/edit`,
	]) {
		const answered = await page(shop, path);
		expect(answered.status, path).toBe(200);
		expect(answered.headers.get("Server-Timing"), path).toMatch(/trips=[12] /);
	}
});

it("another business's product is not there, to look at or to act on", async () => {
	const [shop, other] = await twoShops();
	const { body: product } = await other.call("POST", "/api/products", { body: { name: "Theirs alone", initialStock: 6 } });
	for (const path of [`/products/${product.id}`, `/products/${product.id}/edit`]) {
		const answered = await page(shop, path);
		expect(answered.status, path).toBe(404);
		expect(String(answered.body)).not.toContain("Theirs alone");
	}
	for (const path of [`/products?peek=${product.id}`, `/products/change?do=price&ids=${product.id}`]) {
		const answered = await page(shop, path);
		expect(answered.status, path).toBe(200);
		expect(String(answered.body)).not.toContain("Theirs alone");
	}
	const acted = await shop.call("POST", `/products/${product.id}`, {
		headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ intent: "receive", storeId: other.storeId, quantity: "5" }).toString(),
	});
	expect(acted.status).toBeGreaterThanOrEqual(400);
	const { body: after } = await other.call("GET", `/api/products/${product.id}`);
	expect(after.inventory.quantity).toBe(6);
});

it("the same form sent twice has one effect", async () => {
	const [shop] = await twoShops();
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "KNUD Black 46", initialStock: 1 } });
	const fields = { intent: "receive", storeId: shop.storeId, quantity: "8", commandId: crypto.randomUUID() };
	for (let time = 0; time < 2; time++) {
		const answered = await shop.call("POST", `/products/${product.id}`, {
			headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams(fields).toString(),
		});
		expect(answered.status).toBe(200);
		expect(answered.body).toContain("Received 8 of KNUD Black 46");
	}
	const { body: after } = await shop.call("GET", `/api/products/${product.id}`);
	expect(after.inventory.quantity).toBe(9);
});

it("whoever may only look is offered nothing else, and the forms say no", async () => {
	const [shop] = await twoShops();
	const { body: product } = await shop.call("POST", "/api/products", {
		body: { name: "KNUD Black 46", cost: "730", price: "2195", initialStock: 1 },
	});
	const email = `employee-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	const password = "glasses on a nose";
	expect((await shop.call("POST", "/api/users", { body: { email, name: "Fatima", role: "employee", password } })).status).toBe(201);
	const { headers } = await call("POST", "/api/auth/login", { body: { email, password }, headers: { "Sec-Fetch-Site": "same-origin" } });
	const Cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
	const look = (path: string) => call("GET", path, { headers: { Cookie, Accept: "text/html" } });
	const { status, body } = await look(`/products/${product.id}`);
	expect(status).toBe(200);
	expect(body).not.toContain("act=receive");
	expect(body).not.toContain("Suggested order");
	expect((await look("/products")).body).not.toContain('href="/products/new"');
	expect((await look("/products/new")).status).toBe(403);
	expect((await look(`/products/${product.id}/edit`)).status).toBe(403);
	const acted = await call("POST", `/products/${product.id}`, {
		headers: { Cookie, "Sec-Fetch-Site": "same-origin", Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ intent: "receive", storeId: shop.storeId, quantity: "5" }).toString(),
	});
	expect(acted.status).toBe(403);
});
