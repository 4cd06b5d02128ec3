import { beforeAll, expect, it, vi } from "vitest";
import { openShop, type Shop, twoShops } from "../../support/world.ts";

let shop: Shop;
beforeAll(async () => {
	shop = await openShop();
});

const held = (tag: string | null) => ({ headers: { "If-None-Match": tag ?? "" } });

it("whoever has an answer already is told so, and sent nothing", async () => {
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Frame", initialStock: 3 } });
	for (const path of ["/api/products", `/api/products/${product.id}`, "/api/inventory", "/api/settings", "/api/categories", "/api/sales"]) {
		const tag = (await shop.call("GET", path)).headers.get("ETag");
		expect(await shop.call("GET", path, held(tag)), path).toMatchObject({ status: 304, body: "" });
		expect((await shop.call("GET", path, held(`"other", W/${tag}`))).status, path).toBe(304);
		expect((await shop.call("GET", path, held('"other"'))).status, path).toBe(200);
	}
});

it("a prediction asked again says that nothing changed, though it was worked out anew", async () => {
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Foreseen", price: "10.00", initialStock: 9 } });
	const path = `/api/predictions/${product.id}`;
	const first = await shop.call("GET", path);
	const tag = first.headers.get("ETag");
	expect(tag).toMatch(/^W\/"/);
	await vi.waitFor(async () => expect((await shop.call("GET", path)).body.calculatedAt).not.toBe(first.body.calculatedAt));
	expect(await shop.call("GET", path, held(tag))).toMatchObject({ status: 304, body: "" });
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });
	expect((await shop.call("GET", path, held(tag))).status).toBe(200);
});

it("a shelf that moved is another answer, though the product kept its version", async () => {
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Moving", initialStock: 3 } });
	const path = `/api/products/${product.id}`;
	const before = (await shop.call("GET", path)).headers.get("ETag");
	await shop.call("PATCH", `${path}/stock`, { body: { delta: 1, reason: "adjustment" } });
	const after = await shop.call("GET", path, held(before));
	expect(after).toMatchObject({ status: 200, body: { version: 1, inventory: { quantity: 4 } } });
	expect(after.headers.get("ETag")).not.toBe(before);
});

it("what was made answers with the tag its read has, and an edit made from it is honoured", async () => {
	const made = await shop.call("POST", "/api/products", { body: { name: "Tagged" } });
	const path = `/api/products/${made.body.id}`;
	const tag = made.headers.get("ETag") ?? "";
	expect((await shop.call("GET", path, held(tag))).status).toBe(304);
	const edit = (name: string) => shop.call("PATCH", path, { body: { name }, headers: { "If-Match": tag } });
	expect((await edit("Edited")).status).toBe(200);
	expect(await edit("Again")).toMatchObject({ status: 409, body: { code: "version_changed" } });
});

it("nobody learns from a tag what another business has", async () => {
	const [ours, theirs] = await twoShops();
	const { body: product } = await ours.call("POST", "/api/products", { body: { name: "Frame" } });
	const path = `/api/products/${product.id}`;
	const tag = (await ours.call("GET", path)).headers.get("ETag");
	expect((await theirs.call("GET", path, held(tag))).status).toBe(404);
	expect((await theirs.call("GET", path, held("*"))).status).toBe(404);
});

it("a category's own tag is honoured by its edit, a weak one by none", async () => {
	const { body: category } = await shop.call("POST", "/api/categories", { body: { name: "Tagged" } });
	const path = `/api/categories/${category.id}`;
	const tag = (await shop.call("GET", path)).headers.get("ETag") ?? "";
	const edit = (ifMatch: string, name: string) => shop.call("PATCH", path, { body: { name }, headers: { "If-Match": ifMatch } });
	expect((await edit(`W/${tag}`, "Weak")).status).toBe(409);
	expect(await edit(tag, "Edited")).toMatchObject({ status: 200, body: { name: "Edited" } });
});
