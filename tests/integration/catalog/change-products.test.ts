import { expect, it } from "vitest";
import { changeProducts } from "#app/catalog/change-products.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { undoChange } from "#app/catalog/undo-change.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const change = async (shop: Shop, productIds: string[], change: object, key?: string) =>
	changeProducts(await shop.tenant(), { productIds, change }, { key: key ?? null });
const undo = async (shop: Shop, changeId: string | null, key?: string) =>
	undoChange(await shop.tenant(), { changeId: changeId ?? "" }, { key: key ?? null });
const look = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT name, status, price, categoryId, vendor, isAvailable FROM products WHERE businessId = ? ORDER BY id",
		shop.businessId,
	);
const eventsOf = (shop: Shop, type: string) =>
	rowsOf<{ data: string }>(shop, "SELECT data FROM events WHERE businessId = ? AND type = ?", shop.businessId, type);

/** Products straight into the table, as many as one act may change and more. */
async function many(shop: Shop, count: number): Promise<string[]> {
	await rowsOf(
		shop,
		`INSERT INTO products (businessId, id, name, sku, skuKey, currency, price, shortId, status, createdAt, updatedAt)
			WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
			SELECT ?, 'p' || value, 'P', 'p' || value, 'P' || value, 'DKK', 1000 + value, 's' || value, 'draft', 0, 0 FROM n`,
		count,
		shop.businessId,
	);
	return Array.from({ length: count }, (_, n) => `p${n + 1}`);
}

it("publishes what can be, says of the others why not, and takes it back", async () => {
	const shop = await openShop();
	const [a, b, c] = [
		await stocked(shop, { name: "A" }),
		await stocked(shop, { name: "B", status: "published" }),
		await stocked(shop, { name: "C" }),
	];
	const before = await look(shop);
	const ids = [a.id, b.id, c.id, "nowhere"];
	const done = await change(shop, ids, { act: "status", status: "published" }, "k");
	expect(done).toEqual({
		changed: 2,
		unchanged: 1,
		refused: [{ productId: "nowhere", name: "", code: "product_not_found" }],
		changeId: expect.any(String),
	});
	expect(await change(shop, ids, { act: "status", status: "published" }, "k")).toEqual(done);
	await refuses(shop, () => change(shop, [a.id], { act: "status", status: "published" }, "k"), { code: "idempotency_key_reused" });
	expect(JSON.parse((await eventsOf(shop, "catalog.products_status_changed"))[0]?.data ?? "")).toEqual({
		productIds: [a.id, c.id],
		before: [a, c].map(({ id }) => ({ id, status: "draft" })),
		after: [a, c].map(({ id }) => ({ id, status: "published" })),
	});
	const archived = await change(shop, [a.id, b.id], { act: "status", status: "archived" });
	expect(await undo(shop, archived.changeId, "u")).toMatchObject({ changed: 2, refused: [] });
	expect(await undo(shop, archived.changeId, "u")).toMatchObject({ changed: 2, refused: [] });
	expect(await undo(shop, archived.changeId), "undone already").toMatchObject({ changed: 0, unchanged: 2, changeId: null });
	expect(await undo(shop, done.changeId)).toMatchObject({ changed: 2 });
	expect(await look(shop)).toEqual(before);
	expect((await change(shop, [a.id], { act: "status", status: "archived" })).refused).toEqual([
		{ productId: a.id, name: "A", code: "invalid_transition", details: { from: "draft", to: "archived", allowed: ["published"] } },
	]);
});

it("changes prices by percent and amount, rounded, each in its own currency", async () => {
	const shop = await openShop();
	const a = await stocked(shop, { name: "A", price: "2195.00" });
	const b = await stocked(shop, { name: "B", price: null });
	const c = await stocked(shop, { name: "C", price: "10.00" });
	await rowsOf(shop, "UPDATE products SET currency = 'JPY', price = 1000 WHERE id = ?", c.id);
	const before = await look(shop);
	const done = await change(shop, [a.id, b.id, c.id], { act: "price", by: { percent: 10 }, rounding: "nine" });
	expect(done).toMatchObject({ changed: 2, refused: [{ productId: b.id, name: "B", code: "price_missing" }] });
	expect((await look(shop)).map(({ price }) => price)).toEqual([241900, null, 1099]);
	await undo(shop, done.changeId);
	expect(await look(shop)).toEqual(before);
	expect((await change(shop, [a.id, c.id], { act: "price", by: { amount: "-20.50" } })).refused).toEqual([
		{ productId: c.id, name: "C", code: "too_many_decimals" },
	]);
	expect((await change(shop, [c.id], { act: "price", by: { amount: -2000 } })).refused).toMatchObject([{ code: "price_below_zero" }]);
	for (const by of [{}, { percent: 10, amount: "1" }, { percent: 1001 }, { percent: 0.001 }, { amount: "1e3" }, { amount: "ten" }])
		await refuses(shop, () => change(shop, [a.id], { act: "price", by }), { kind: "invalid", code: "validation_failed" });
});

it("sets category, vendor and availability, and none of them twice", async () => {
	const shop = await openShop();
	const ids = [(await stocked(shop, { name: "A", vendor: "V" })).id, (await stocked(shop, { name: "B" })).id];
	const [frames] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM categories WHERE businessId = ? AND name = 'Frames'",
		shop.businessId,
	);
	const before = await look(shop);
	const acts = [
		{ act: "category", categoryId: frames?.id },
		{ act: "vendor", vendor: "MOSCOT" },
		{ act: "availability", isAvailable: false },
	];
	const done = [];
	for (const act of acts) done.push(await change(shop, ids, act));
	expect(done).toMatchObject([{ changed: 2 }, { changed: 2 }, { changed: 2 }]);
	expect(await look(shop)).toMatchObject([
		{ categoryId: frames?.id, vendor: "MOSCOT", isAvailable: 0 },
		{ categoryId: frames?.id, vendor: "MOSCOT", isAvailable: 0 },
	]);
	const now = await everything(shop);
	for (const act of acts) expect(await change(shop, ids, act)).toEqual({ changed: 0, unchanged: 2, refused: [], changeId: null });
	expect(await everything(shop)).toEqual(now);
	for (const { changeId } of done) await undo(shop, changeId);
	expect(await look(shop)).toEqual(before);
	await refuses(shop, () => change(shop, ids, { act: "category", categoryId: "nowhere" }), { code: "category_not_found" });
	for (const bad of [{ act: "explode" }, { act: "status", status: "sold" }, { act: "vendor" }])
		await refuses(shop, () => change(shop, ids, bad), { kind: "invalid", code: "validation_failed" });
	for (const none of [[], Array.from({ length: 501 }, (_, n) => `p${n}`)])
		await refuses(shop, () => change(shop, none, { act: "vendor", vendor: "x" }), { code: "validation_failed" });
});

it("takes back only what nobody has changed since", async () => {
	const shop = await openShop();
	const [a, b, c] = [await stocked(shop, { name: "A" }), await stocked(shop, { name: "B" }), await stocked(shop, { name: "C" })];
	const { changeId } = await change(shop, [a.id, b.id, c.id], { act: "price", by: { percent: 10 } });
	await editProduct(await shop.tenant(), { productId: b.id, price: "1.00" });
	await deleteProduct(await shop.tenant(), { productId: c.id });
	expect(await undo(shop, changeId)).toMatchObject({
		changed: 1,
		refused: [
			{ productId: b.id, name: "B", code: "changed_since" },
			{ productId: c.id, code: "product_not_found" },
		],
	});
	expect((await look(shop)).map(({ price }) => price)).toEqual([10000, 100]);
	await refuses(shop, () => undo(shop, "nothing"), { kind: "not_found", code: "change_not_found" });
});

it("is two round trips and a handful of rows each for five hundred", async () => {
	const shop = await openShop();
	const ids = await many(shop, 500);
	const tenant = await shop.tenant();
	const done = await changeProducts(tenant, { productIds: ids, change: { act: "price", by: { percent: 5 } } });
	expect(done).toMatchObject({ changed: 500 });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(tenant.scope.meter.rowsRead).toBeLessThan(500 * 20);
	const again = await shop.tenant();
	expect(await undoChange(again, { changeId: done.changeId })).toMatchObject({ changed: 500 });
	expect(again.scope.meter.trips).toBe(2);
	expect(await rowsOf(shop, "SELECT SUM(price) AS total FROM products WHERE businessId = ?", shop.businessId)).toEqual([{ total: 625250 }]);
});

it("loses nobody's change when two act on the same products at once", async () => {
	const shop = await openShop();
	const ids = await many(shop, 40);
	const results = await Promise.allSettled(Array.from({ length: 6 }, () => change(shop, ids, { act: "price", by: { amount: "1" } })));
	const through = results.filter(({ status }) => status === "fulfilled").length;
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ kind: "conflict", code: "stale_write" });
	expect(through).toBeGreaterThan(0);
	const prices = await rowsOf<{ price: number }>(shop, "SELECT price FROM products WHERE businessId = ? ORDER BY price", shop.businessId);
	expect(prices.map(({ price }) => price)).toEqual(ids.map((_, n) => 1001 + n + through * 100));
});

it("reaches nothing of another business, and nobody who may only look", async () => {
	const [shop, other] = await twoShops();
	const theirs = await stocked(other, { name: "Theirs" });
	const theirChange = await change(other, [theirs.id], { act: "vendor", vendor: "V" });
	const mine = await stocked(shop);
	const before = await everything(other);
	expect(await change(shop, [theirs.id, mine.id], { act: "vendor", vendor: "X" })).toMatchObject({
		changed: 1,
		refused: [{ productId: theirs.id, name: "", code: "product_not_found" }],
	});
	const [theirCategory] = await rowsOf<{ id: string }>(other, "SELECT id FROM categories WHERE businessId = ?", other.businessId);
	await refuses(shop, () => change(shop, [mine.id], { act: "category", categoryId: theirCategory?.id }), { code: "category_not_found" });
	await refuses(shop, () => undo(shop, theirChange.changeId), { code: "change_not_found" });
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => changeProducts(employee, { productIds: [mine.id], change: { act: "vendor", vendor: "x" } }), {
		code: "missing_permission",
	});
	await refuses(shop, () => undoChange(employee, { changeId: "x" }), { code: "missing_permission" });
});

it("goes through the API", async () => {
	const shop = await openShop();
	const { id } = await stocked(shop, { price: "100.00" });
	const body = { productIds: [id], change: { act: "price", by: { percent: -10 }, rounding: "whole" } };
	const done = await shop.call("POST", "/api/v1/products/change", { body, key: "k" });
	expect(done).toMatchObject({ status: 200, body: { changed: 1 } });
	expect((await shop.call("POST", "/api/v1/products/change", { body, key: "k" })).body).toEqual(done.body);
	expect((await shop.call("GET", `/api/v1/products/${id}`)).body.price).toBe("90.00");
	expect((await shop.call("POST", `/api/v1/products/change/${done.body.changeId}/undo`)).body).toMatchObject({ changed: 1 });
	expect((await shop.call("GET", `/api/v1/products/${id}`)).body.price).toBe("100.00");
	expect(await shop.call("POST", "/api/v1/products/change", { body: { productIds: [id] } })).toMatchObject({ status: 400 });
});
