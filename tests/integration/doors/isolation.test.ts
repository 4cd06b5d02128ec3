import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { type Answered, call, openShop, password, type Shop, twoShops } from "../../support/world.ts";
import { mounted } from "../../../workers/api/endpoint.ts";

/** Every operation × everybody who is not this business's owner, with this business's ids. */
const canary = "Canary Kestrel";
let first: Shop;
let second: Shop;
let ids: Record<string, string>;

beforeAll(async () => {
	[first, second] = await twoShops();
	const { body: product } = await first.call("POST", "/api/products", {
		body: { storeId: first.storeId, name: canary, sku: "CAN-1", price: "10.00", initialStock: 5 },
	});
	const { body: sold } = await first.call("POST", "/api/sales", { body: { storeId: first.storeId, productId: product.id, quantity: 1 } });
	const { body: categories } = await first.call("GET", "/api/categories");
	const { body: sessions } = await first.call("GET", "/api/auth/sessions");
	await second.call("POST", "/api/products", {
		body: { storeId: second.storeId, name: "Theirs", sku: "CAN-1", price: "10.00", initialStock: 5 },
	});
	ids = {
		products: product.id,
		predictions: product.id,
		sales: sold.sale.id,
		categories: categories.items?.[0]?.id ?? categories[0]?.id,
		users: first.userId,
		sessions: sessions.items[0].id,
		"dead-letters": "0192aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa",
		orders: sold.sale.orderId,
		stores: first.storeId,
	};
});

const bodies = {
	storeId: "",
	name: "Taken over",
	quantity: 1,
	delta: -1,
	reason: "damage",
	status: "archived",
	role: "agent",
	restock: true,
	reorderPoint: 9,
};
const aimed = (path: string) => path.replace(/\/([\w-]+)\/\{\w+\}/g, (_, kind: string) => `/${kind}/${ids[kind] ?? "missing"}`);
const targeted = () => mounted.filter(({ path }) => path.startsWith("/api/v1/") && path.includes("{"));

/** Everything the first business has, as it stands. */
async function everything(): Promise<string> {
	const database = first.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const tables = [
		"businesses",
		"stores",
		"users",
		"categories",
		"styles",
		"products",
		"stockLevels",
		"stockMovements",
		"orders",
		"orderLines",
		"refunds",
		"dailyFacts",
		"dailyTotals",
		"hourlyTotals",
	];
	return JSON.stringify(
		await Promise.all(
			tables.map(
				async (table) => (await database.prepare(`SELECT * FROM ${table} WHERE businessId = ?`).bind(first.businessId).all()).results,
			),
		),
	);
}

const leaks = ({ body }: Answered) => JSON.stringify(body).includes(canary);

it("another business's owner gets 404 for every id that is not theirs, changes nothing and learns nothing", async () => {
	const before = await everything();
	for (const { method, path } of targeted()) {
		const answered = await second.call(method, aimed(path), method === "GET" ? {} : { body: { ...bodies, storeId: second.storeId } });
		const hidden = path.includes("/stores/") ? 403 : 404;
		expect([hidden, 400], `${method} ${path} → ${answered.status}`).toContain(answered.status);
		if (method === "GET" || method === "DELETE") expect(answered.status, `${method} ${path}`).toBe(hidden);
		expect(leaks(answered), `${method} ${path}`).toBe(false);
	}
	expect(await everything()).toBe(before);
});

it("naming another business's store is 403 everywhere, whether or not it exists", async () => {
	const before = await everything();
	const product = (await second.call("GET", "/api/products")).body.items[0].id;
	for (const storeId of [first.storeId, crypto.randomUUID(), "nonsense"]) {
		for (const path of ["/api/products", "/api/inventory", "/api/sales", "/api/orders", "/api/dashboard", `/api/predictions/${product}`]) {
			expect(await second.call("GET", `${path}?storeId=${storeId}`), path).toMatchObject({
				status: 403,
				body: { code: "store_not_yours" },
			});
		}
		expect((await second.call("POST", "/api/sales", { body: { storeId, productId: product, quantity: 1 } })).status).toBe(403);
		expect((await second.call("POST", "/api/products", { body: { storeId, name: "x", price: 1 } })).status).toBe(403);
		expect((await second.call("PATCH", `/api/products/${product}/stock`, { body: { storeId, quantity: 3 } })).status).toBe(403);
		expect((await second.call("POST", `/api/products/${product}/receive`, { body: { storeId, quantity: 3 } })).status).toBe(403);
	}
	expect(await everything()).toBe(before);
});

it("lists, searches and numbers hold nothing of another business, with the same SKU on both sides", async () => {
	for (const path of [
		"/api/products",
		"/api/products?q=canary",
		"/api/products?q=CAN-1",
		"/api/inventory",
		"/api/sales",
		"/api/orders",
		"/api/orders?q=canary",
		"/palette?q=canary",
		"/palette?q=CAN-1",
		"/api/dashboard",
		"/api/users",
		"/api/audit",
		"/api/categories",
		"/api/settings",
		"/api/auth/sessions",
	]) {
		const answered = await second.call("GET", path);
		expect(answered.status, path).toBe(200);
		expect(leaks(answered), path).toBe(false);
		expect(JSON.stringify(answered.body), path).not.toContain(first.businessId);
	}
	expect((await second.call("GET", "/api/products?q=CAN-1")).body.items).toHaveLength(1);
});

it("nobody without a token gets further than 401, on any door", async () => {
	for (const { method, path } of targeted()) {
		for (const headers of [{}, { Authorization: "Bearer nonsense" }, { Authorization: "Basic b3duZXI6cGFzcw==" }] as Record<
			string,
			string
		>[]) {
			expect((await call(method, aimed(path), { ...(method !== "GET" && { body: bodies }), headers })).status, `${method} ${path}`).toBe(
				401,
			);
		}
	}
});

it("each role may exactly what its permissions say, in its own business", async () => {
	const tokens = new Map<string, string>();
	for (const role of ["manager", "agent", "employee"]) {
		const email = `${role}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
		await first.call("POST", "/api/users", { body: { email, name: role, role, password } });
		tokens.set(role, (await call("POST", "/api/auth/login", { body: { email, password } })).body.token);
	}
	const as = async (role: string, method: string, path: string, body?: object) =>
		(await call(method, path, { ...(body && { body }), headers: { Authorization: `Bearer ${tokens.get(role)}` } })).status;
	for (const role of tokens.keys()) {
		expect(await as(role, "GET", "/api/products")).toBe(200);
		expect(await as(role, "POST", "/api/sales", { storeId: first.storeId, productId: ids.products, quantity: 1 })).toBe(201);
		expect(await as(role, "PATCH", "/api/settings", { name: "Mine" }), `${role} settings`).toBe(403);
		expect(await as(role, "POST", "/api/users", { email: "x@shop.example", name: "x", role: "owner", password }), `${role} users`).toBe(
			403,
		);
	}
	for (const role of ["agent", "employee"]) {
		expect(await as(role, "POST", "/api/products", { storeId: first.storeId, name: "x", price: 1 })).toBe(403);
		expect(await as(role, "PATCH", `/api/products/${ids.products}/stock`, { storeId: first.storeId, quantity: 3 })).toBe(403);
		expect(await as(role, "GET", "/api/dashboard")).toBe(403);
		expect(await as(role, "GET", "/api/audit")).toBe(403);
	}
	expect(await as("manager", "GET", "/api/dashboard")).toBe(200);
});

it("a token that was taken back is nobody's, on every door", async () => {
	const shop = await openShop();
	await shop.call("POST", "/api/auth/logout");
	for (const path of ["/api/products", "/api/sales", "/api/dashboard", "/api/auth/me"]) {
		expect((await shop.call("GET", path)).status).toBe(401);
		expect((await call("GET", path, { headers: { Authorization: `Bearer ${shop.bearer}` } })).status).toBe(401);
	}
	const page = await shop.call("GET", "/products");
	expect([page.status, page.headers.get("Location")]).toEqual([302, "/sign-in?next=%2Fproducts"]);
});
