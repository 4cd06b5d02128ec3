import { beforeAll, describe, expect, it } from "vitest";
import { call, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, stocked } from "../stock/shelves.ts";

let shop: Shop;
let other: Shop;
let mine: string;
let theirs: string;

beforeAll(async () => {
	[shop, other] = await twoShops();
	mine = (await stocked(shop, { sku: "MINE", initialStock: 5 })).id;
	theirs = (await stocked(other, { sku: "THEIRS", initialStock: 5 })).id;
});

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`field ${n}`, "x"]));

describe("adding a product", () => {
	it.each<[string, Record<string, unknown>, string]>([
		["without a name", { name: undefined }, "name"],
		["with a name that is a list", { name: ["x"] }, "name"],
		["with a control character", { name: "a\u0000b" }, "name"],
		["with a negative stock", { initialStock: -1 }, "initialStock"],
		["with half a piece", { initialStock: 0.5 }, "initialStock"],
		["with 2^53 pieces", { initialStock: 2 ** 53 }, "initialStock"],
		["with a stock in words", { initialStock: "5" }, "initialStock"],
		["with a negative price", { price: "-1" }, "price"],
		["with more decimals than kroner have", { price: 1.999 }, "price"],
		["with a price in words", { price: "cheap" }, "price"],
		["with a 101st attribute", { attributes: many(101) }, "attributes"],
		["with attributes that are text", { attributes: "x" }, "attributes"],
		["with a status of its own", { status: "sold" }, "status"],
		["with a SKU of 65 letters", { sku: "x".repeat(65) }, "sku"],
	])("%s is refused, naming the field, and writes nothing", async (_, wrong, field) => {
		const before = await everything(shop);
		const { status, body } = await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name: "x", ...wrong } });
		expect(status).toBe(400);
		expect(body).toMatchObject({ code: "validation_failed", requestId: expect.any(String) });
		expect(body.details.issues.map((issue: { field: string }) => issue.field)).toContain(field);
		expect(await everything(shop)).toEqual(before);
	});

	it("says of a field that is needed that it was not given", async () => {
		const { body } = await shop.call("POST", "/api/products", { body: { storeId: shop.storeId } });
		expect(body.details.issues).toEqual([{ field: "name", rule: "invalid_type", message: "needed, and not given" }]);
	});

	it.each(["🕶️ Sun", "نظارات شمسية", "Ærø “Ø” <b>&amp;", "x'; DROP TABLE products; --"])("keeps %j as it is", async (name) => {
		const { status, body } = await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name } });
		expect(status).toBe(201);
		expect((await shop.call("GET", `/api/products/${body.id}`)).body.name).toBe(name);
	});

	it("takes SKUs that differ in case and space for one, and does not mind fields it does not know", async () => {
		expect(
			await shop.call("POST", "/api/products", {
				body: { storeId: shop.storeId, name: "x", sku: " mi ne", docId: 1, businessId: other.businessId },
			}),
		).toMatchObject({ status: 409, body: { code: "level_exists" } });
	});
});

describe("the shelf", () => {
	it.each<[string, Record<string, unknown>, string]>([
		["nothing at all", {}, "quantity"],
		["a negative quantity", { quantity: -1 }, "quantity"],
		["half a piece", { quantity: 1.5 }, "quantity"],
		["2^53", { quantity: 2 ** 53 }, "quantity"],
		["words", { quantity: "7" }, "quantity"],
		["both ways at once", { quantity: 1, delta: 1 }, "delta"],
		["no difference", { delta: 0 }, "delta"],
		["a reason nobody knows", { delta: 1, reason: "because" }, "reason"],
		["a sale that is none", { delta: -1, reason: "sale" }, "reason"],
	])("told %s refuses, and nothing is written", async (_, body, field) => {
		const before = await everything(shop);
		const answered = await shop.call("PATCH", `/api/products/${mine}/stock`, { body: { storeId: shop.storeId, ...body } });
		expect(answered).toMatchObject({ status: 400, body: { code: "validation_failed" } });
		expect(answered.body.details.issues.map((issue: { field: string }) => issue.field)).toContain(field);
		expect(await everything(shop)).toEqual(before);
	});

	it("needs to know which store where there are several", async () => {
		const [several] = await twoShops();
		const { id } = await stocked(several);
		await addStore(several, "Aarhus");
		const { status, body } = await several.call("PATCH", `/api/products/${id}/stock`, { body: { quantity: 1 } });
		expect(status).toBe(400);
		expect(body.details.issues).toMatchObject([{ field: "storeId", rule: "required" }]);
	});
});

describe("who asks", () => {
	it("is 404 for another business's product through every path, and writes nothing there", async () => {
		const before = await everything(other);
		const asks: [string, string, object?][] = [
			["GET", ""],
			["PUT", "", { name: "x" }],
			["PATCH", "", { name: "x" }],
			["DELETE", ""],
			["POST", "/status", { status: "published" }],
			["PATCH", "/stock", { quantity: 1 }],
			["POST", "/receive", { quantity: 1 }],
			["PUT", "/reorder-point", { reorderPoint: 1 }],
			["GET", "/movements"],
		];
		for (const base of ["/api", "/api/v1"]) {
			for (const [method, path, body] of asks) {
				for (const id of [theirs, "nonsense", "01900000-0000-7000-8000-000000000000"]) {
					expect(await shop.call(method, `${base}/products/${id}${path}`, { body }), `${method} ${path}`).toMatchObject({
						status: 404,
						body: { code: "product_not_found" },
					});
				}
				const anonymous = await call(method, `${base}/products/${theirs}${path}`, { body, headers: { "Sec-Fetch-Site": "same-origin" } });
				expect(anonymous, `${method} ${path}`).toMatchObject({ status: 401, body: { code: "no_token", error: "No token provided" } });
			}
		}
		expect(await everything(other)).toEqual(before);
	});

	it("is 403 for another business's store, existing or not", async () => {
		for (const storeId of [other.storeId, "nonsense"]) {
			const body = { storeId, name: "x", quantity: 1 };
			expect((await shop.call("POST", "/api/products", { body })).status).toBe(403);
			expect((await shop.call("PATCH", `/api/products/${mine}/stock`, { body })).status).toBe(403);
			expect((await shop.call("POST", `/api/products/${mine}/receive`, { body })).status).toBe(403);
			for (const path of ["products", "inventory", `products/${mine}/movements`])
				expect((await shop.call("GET", `/api/${path}?storeId=${storeId}`)).status).toBe(403);
		}
	});
});

describe("the lists", () => {
	it.each(["limit=0", "limit=201", "limit=x", "status=gone", "sort=price", "stock=much", "isAvailable=1"])("refuse ?%s", async (query) => {
		expect(await shop.call("GET", `/api/products?${query}`)).toMatchObject({
			status: 400,
			body: { code: "validation_failed", details: { issues: [{ field: query.split("=")[0] }] } },
		});
	});
	it("refuse a cursor that is none of theirs", async () => {
		for (const path of ["products", "inventory", `products/${mine}/movements`]) {
			for (const cursor of ["x", "%22", "W10"])
				expect(await shop.call("GET", `/api/${path}?cursor=${cursor}`), path).toMatchObject({
					status: 400,
					body: { code: "cursor_invalid" },
				});
		}
	});
});

describe("an edit", () => {
	it("honours If-Match, and refuses what is not the version", async () => {
		const { id } = await stocked(shop);
		const edit = (ifMatch: string, name: string) =>
			shop.call("PATCH", `/api/products/${id}`, { body: { name }, headers: { "If-Match": ifMatch } });
		const edited = await edit('"1"', "Two");
		expect(edited).toMatchObject({ status: 200, body: { name: "Two", version: 2, inventory: { quantity: 0 } } });
		expect(edited.headers.get("ETag")).toMatch(/^"2-/);
		for (const stale of ['"1"', '"0"', "nonsense", '"99"'])
			expect(await edit(stale, "Three"), stale).toMatchObject({ status: 409, body: { code: "version_changed", details: { current: 2 } } });
		expect((await edit("*", "Three")).body.version).toBe(3);
		expect((await shop.call("PUT", `/api/products/${id}`, { body: {} })).body.details.issues).toMatchObject([{ field: "name" }]);
		expect((await shop.call("PUT", `/api/products/${id}`, { body: { name: "Four" } })).body).toMatchObject({ name: "Four", price: null });
		expect((await shop.call("POST", `/api/products/${id}/status`, { body: { status: "archived" } })).body).toMatchObject({
			code: "invalid_transition",
			details: { allowed: ["published"] },
		});
		expect((await shop.call("POST", `/api/products/${id}/status`, { body: { status: "published" } })).body).toMatchObject({
			status: "published",
		});
		expect(await shop.call("DELETE", `/api/products/${id}`)).toMatchObject({ status: 200, body: { id, outcome: "deleted" } });
	});

	it("of categories works through the door", async () => {
		const made = await shop.call("POST", "/api/categories", { body: { name: "Repairs" } });
		expect(made).toMatchObject({ status: 201, body: { name: "Repairs", parentId: null, products: 0 } });
		const path = `/api/categories/${made.body.id}`;
		expect((await shop.call("PATCH", path, { body: { position: 0 } })).body).toMatchObject({ name: "Repairs", position: 0 });
		expect((await shop.call("PUT", path, { body: { position: 1 } })).status).toBe(400);
		expect((await shop.call("PUT", path, { body: { name: "Mending" } })).body).toMatchObject({ name: "Mending" });
		expect((await shop.call("GET", path)).body).toMatchObject({ name: "Mending" });
		expect((await shop.call("GET", "/api/categories")).body.items).toHaveLength(6);
		expect((await other.call("GET", path)).status).toBe(404);
		expect((await shop.call("DELETE", path)).body).toEqual({
			...{ removed: made.body.id, into: null, products: 0, styles: 0, categories: 0 },
			changeId: expect.any(String),
		});
		expect((await shop.call("GET", path)).status).toBe(404);
	});
});
