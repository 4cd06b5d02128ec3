import { expect, it } from "vitest";
import { addCategory } from "#app/catalog/add-category.server.ts";
import { mostDeep, treeOf } from "#app/catalog/category-tree.ts";
import { editCategory } from "#app/catalog/edit-category.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { mergeCategory } from "#app/catalog/merge-category.server.ts";
import { orderCategories } from "#app/catalog/order-categories.server.ts";
import { listCategories } from "#app/catalog/queries.server.ts";
import { removeCategory } from "#app/catalog/remove-category.server.ts";
import { restoreCategory } from "#app/catalog/restore-category.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const add = async (shop: Shop, name: string, parentId?: string) => (await addCategory(await shop.tenant(), { name, parentId })).id;
const remove = async (shop: Shop, input: object, key?: string) => removeCategory(await shop.tenant(), input, { key: key ?? null });
const merge = async (shop: Shop, input: object, key?: string) => mergeCategory(await shop.tenant(), input, { key: key ?? null });
const restore = async (shop: Shop, changeId: string | null, key?: string) =>
	restoreCategory(await shop.tenant(), { changeId: changeId ?? "" }, { key: key ?? null });
const order = async (shop: Shop, input: object) => orderCategories(await shop.tenant(), input);

/** The tree as lines: name, depth, products directly and with everything under it. */
async function tree(shop: Shop) {
	return treeOf(await listCategories(await shop.tenant(), {}))
		.filter(({ name }) => !["Frames", "Sunglasses", "Lenses", "Contacts", "Accessories"].includes(name))
		.map(({ name, depth, products, total }) => `${"- ".repeat(depth)}${name} ${products}/${total}`);
}
/** Everything but numbers that only grow. */
async function whereThingsStand(shop: Shop) {
	return {
		categories: await rowsOf(shop, "SELECT id, name, parentId FROM categories WHERE businessId = ? ORDER BY id", shop.businessId),
		products: await rowsOf(shop, "SELECT id, categoryId FROM products WHERE businessId = ? ORDER BY id", shop.businessId),
		styles: await rowsOf(shop, "SELECT id, categoryId FROM styles WHERE businessId = ? ORDER BY id", shop.businessId),
	};
}

/** A > B > (C, Metal), with two products in B and one in Metal. */
async function grown(shop: Shop) {
	const a = await add(shop, "A");
	const b = await add(shop, "B", a);
	const c = await add(shop, "C", b);
	const metal = await add(shop, "Metal", b);
	const one = await stocked(shop, { name: "One", categoryId: b, style: "S" });
	const two = await stocked(shop, { name: "Two", categoryId: b });
	const three = await stocked(shop, { name: "Three", categoryId: metal });
	return { a, b, c, metal, one, two, three };
}

it("counts products with everything under a category, and lists them with it", async () => {
	const shop = await openShop();
	const { a } = await grown(shop);
	expect(await tree(shop)).toEqual(["A 0/3", "- B 2/3", "- - C 0/0", "- - Metal 1/1"]);
	expect((await listProducts(await shop.tenant(), { categoryId: a })).items).toHaveLength(3);
});

it("is put in order as a whole, and not from a tree that has changed", async () => {
	const shop = await openShop();
	const { b, c, metal } = await grown(shop);
	expect(await order(shop, { parentId: b, categoryIds: [metal, c] })).toEqual({ categoryIds: [metal, c] });
	expect(await tree(shop)).toEqual(["A 0/3", "- B 2/3", "- - Metal 1/1", "- - C 0/0"]);
	const before = await everything(shop);
	await order(shop, { parentId: b, categoryIds: [metal, c] });
	expect(await everything(shop), "the same again changes nothing").toEqual(before);
	for (const categoryIds of [[metal], [metal, c, b], [metal, metal], [c, "nowhere"]])
		await refuses(shop, () => order(shop, { parentId: b, categoryIds }), {
			kind: "conflict",
			code: "categories_changed",
			details: { current: [metal, c] },
		});
	await refuses(shop, () => order(shop, { parentId: "nowhere", categoryIds: [c] }), { kind: "not_found", code: "category_not_found" });
});

it("may be six levels deep, by adding, moving or merging, and not even by two moves at once deeper", async () => {
	const shop = await openShop();
	const line: string[] = [];
	for (let level = 1; level <= mostDeep; level++) line.push(await add(shop, `L${level}`, line.at(-1)));
	await refuses(shop, () => add(shop, "L7", line.at(-1)), { kind: "conflict", code: "category_too_deep", details: { most: mostDeep } });
	const high = await add(shop, "High");
	const low = await add(shop, "Low", high);
	const move = async (categoryId: string, parentId?: string) => editCategory(await shop.tenant(), { categoryId, parentId });
	await refuses(shop, () => move(high, line[4]), { code: "category_too_deep" });
	await refuses(shop, () => merge(shop, { categoryId: high, intoId: line[5] }), { code: "category_too_deep" });
	await editCategory(await shop.tenant(), { categoryId: line[5], name: "Deepest" });
	// Each of these is right alone: together they would be seven deep.
	const [x, y] = [await add(shop, "X"), await add(shop, "Y")];
	await move(x, line[3]);
	const results = await Promise.allSettled([move(low, y), move(y, x)]);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "category_too_deep" });
	expect(Math.max(...treeOf(await listCategories(await shop.tenant(), {})).map(({ depth }) => depth + 1))).toBe(mostDeep);
});

it("goes with its contents moving up, and comes back with them", async () => {
	const shop = await openShop();
	const { a, b, one, two } = await grown(shop);
	const before = await whereThingsStand(shop);
	await refuses(shop, () => remove(shop, { categoryId: b }), {
		code: "category_in_use",
		details: { categories: 2, products: 2, styles: 1 },
	});
	const gone = await remove(shop, { categoryId: b, contents: "up" }, "k");
	expect(gone).toMatchObject({ removed: b, into: a, products: 2, styles: 1, categories: 2, changeId: expect.any(String) });
	expect(await remove(shop, { categoryId: b, contents: "up" }, "k")).toEqual(gone);
	expect(await tree(shop)).toEqual(["A 2/3", "- C 0/0", "- Metal 1/1"]);

	expect(await restore(shop, gone.changeId, "r")).toMatchObject({ id: b, name: "B", parentId: a, products: 2 });
	expect(await restore(shop, gone.changeId, "r")).toMatchObject({ id: b });
	expect(await whereThingsStand(shop)).toEqual(before);
	await refuses(shop, () => restore(shop, gone.changeId), { kind: "conflict", code: "category_exists" });

	// What was moved on since stays where it was put.
	const again = await remove(shop, { categoryId: b, contents: "up" });
	await editProduct(await shop.tenant(), { productId: two.id, categoryId: null });
	await restore(shop, again.changeId);
	const products = await rowsOf<{ id: string; categoryId: string | null }>(
		shop,
		"SELECT id, categoryId FROM products WHERE businessId = ? AND id IN (?, ?) ORDER BY id",
		shop.businessId,
		one.id,
		two.id,
	);
	expect(products).toEqual([
		{ id: one.id, categoryId: b },
		{ id: two.id, categoryId: null },
	]);
});

it("at the top leaves its products in no category, and may hold one of its own name", async () => {
	const shop = await openShop();
	const metal = await add(shop, "Metal");
	const inner = await add(shop, "Metal", metal);
	const { id } = await stocked(shop, { categoryId: metal });
	const before = await whereThingsStand(shop);
	const gone = await remove(shop, { categoryId: metal, contents: "up" });
	expect(gone).toMatchObject({ into: null });
	expect(await rowsOf(shop, "SELECT categoryId FROM products WHERE id = ?", id)).toEqual([{ categoryId: null }]);
	expect(await tree(shop)).toEqual(["Metal 0/0"]);
	await restore(shop, gone.changeId);
	expect(await whereThingsStand(shop)).toEqual(before);
	expect(await rowsOf(shop, "SELECT parentId FROM categories WHERE id = ?", inner)).toEqual([{ parentId: metal }]);
});

it("is merged into another with everything in it, and taken apart again", async () => {
	const shop = await openShop();
	const { a, b, c } = await grown(shop);
	const target = await add(shop, "Target");
	const before = await whereThingsStand(shop);
	const merged = await merge(shop, { categoryId: b, intoId: target }, "m");
	expect(merged).toMatchObject({ removed: b, into: target, products: 2, categories: 2, styles: 1 });
	expect(await merge(shop, { categoryId: b, intoId: target }, "m")).toEqual(merged);
	expect(await tree(shop)).toEqual(["A 0/0", "Target 2/3", "- C 0/0", "- Metal 1/1"]);
	// Its old parent went under one of its children meanwhile: that child stays, or the two would stand in a circle.
	await editCategory(await shop.tenant(), { categoryId: a, parentId: c });
	await restore(shop, merged.changeId);
	expect(await tree(shop)).toEqual(["Target 0/3", "- C 0/3", "- - A 0/3", "- - - B 2/3", "- - - - Metal 1/1"]);
	await editCategory(await shop.tenant(), { categoryId: a, parentId: null });
	await editCategory(await shop.tenant(), { categoryId: c, parentId: b });
	expect(await whereThingsStand(shop)).toEqual(before);
});

it("is not merged into itself or below, nor where two would be called the same", async () => {
	const shop = await openShop();
	const { a, b, c } = await grown(shop);
	for (const intoId of [b, c]) await refuses(shop, () => merge(shop, { categoryId: b, intoId }), { code: "category_under_itself" });
	const target = await add(shop, "Target");
	await add(shop, "METAL", target);
	await refuses(shop, () => merge(shop, { categoryId: b, intoId: target }), { code: "names_meet", details: { names: ["Metal"] } });
	await add(shop, "metal", a);
	await refuses(shop, () => remove(shop, { categoryId: b, contents: "up" }), { code: "names_meet", details: { names: ["Metal"] } });
	await refuses(shop, () => restore(shop, "nothing"), { kind: "not_found", code: "change_not_found" });
});

it("says why it cannot come back: its name, or its place, is taken", async () => {
	const shop = await openShop();
	const { a, b } = await grown(shop);
	const { changeId } = await remove(shop, { categoryId: b, contents: "up" });
	const twin = await add(shop, "b", a);
	await refuses(shop, () => restore(shop, changeId), { code: "category_taken", details: { categoryId: twin } });
	await remove(shop, { categoryId: twin });
	await remove(shop, { categoryId: a, contents: "up" });
	await refuses(shop, () => restore(shop, changeId), { kind: "not_found", code: "category_not_found" });
});

it("loses nothing that comes in while it goes", async () => {
	const shop = await openShop();
	const { a, b } = await grown(shop);
	const results = await Promise.allSettled([
		remove(shop, { categoryId: b, contents: "up" }),
		...Array.from({ length: 6 }, (_, n) => stocked(shop, { name: `New ${n}`, categoryId: b })),
	]);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "category_not_found" });
	const added = results.slice(1).filter(({ status }) => status === "fulfilled").length;
	expect(await rowsOf(shop, "SELECT COUNT(*) AS n FROM products WHERE businessId = ? AND categoryId = ?", shop.businessId, a)).toEqual([
		{ n: 2 + added },
	]);
});

it("moves a thousand products in two round trips", async () => {
	const shop = await openShop();
	const b = await add(shop, "B");
	await rowsOf(
		shop,
		`INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, categoryId, createdAt, updatedAt)
			WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000)
			SELECT ?, 'p' || value, 'P', 'p' || value, 'P' || value, 'DKK', 's' || value, 'draft', ?, 0, 0 FROM n`,
		shop.businessId,
		b,
	);
	const tenant = await shop.tenant();
	expect(await removeCategory(tenant, { categoryId: b, contents: "up" })).toMatchObject({ products: 1000, changeId: expect.any(String) });
	expect(tenant.scope.meter.trips).toBe(2);
});

it("of another business is not there, and an employee may not touch the tree", async () => {
	const [shop, other] = await twoShops();
	const theirs = await grown(other);
	const mine = await grown(shop);
	const theirChange = await remove(other, { categoryId: theirs.metal, contents: "up" });
	const before = await everything(other);
	await refuses(shop, () => merge(shop, { categoryId: theirs.c, intoId: mine.a }), { code: "category_not_found" });
	await refuses(shop, () => merge(shop, { categoryId: mine.c, intoId: theirs.a }), { code: "category_not_found" });
	await refuses(shop, () => remove(shop, { categoryId: theirs.c, contents: "up" }), { code: "category_not_found" });
	await refuses(shop, () => order(shop, { parentId: theirs.b, categoryIds: [theirs.c] }), { code: "category_not_found" });
	await refuses(shop, () => order(shop, { parentId: mine.b, categoryIds: [theirs.c, mine.c] }), { code: "categories_changed" });
	await refuses(shop, () => restore(shop, theirChange.changeId), { code: "change_not_found" });
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [
		() => mergeCategory(employee, { categoryId: mine.c, intoId: mine.a }),
		() => orderCategories(employee, { parentId: mine.b, categoryIds: [mine.c] }),
		() => restoreCategory(employee, { changeId: "x" }),
	])
		await refuses(shop, act, { kind: "forbidden", code: "missing_permission" });
});

it("goes through the API", async () => {
	const shop = await openShop();
	const { a, b, c, metal } = await grown(shop);
	const path = "/api/v1/categories";
	expect((await shop.call("DELETE", `${path}/${b}`)).status).toBe(409);
	const gone = await shop.call("DELETE", `${path}/${b}?contents=up`);
	expect(gone).toMatchObject({ status: 200, body: { into: a, products: 2 } });
	expect(await shop.call("DELETE", `${path}/${c}?contents=sideways`)).toMatchObject({ status: 400 });
	expect(await shop.call("POST", `${path}/restore`, { body: { changeId: gone.body.changeId } })).toMatchObject({
		status: 201,
		body: { id: b },
	});
	expect(await shop.call("POST", `${path}/order`, { body: { parentId: b, categoryIds: [metal, c] } })).toMatchObject({ status: 200 });
	expect(await shop.call("POST", `${path}/${metal}/merge`, { body: { intoId: c } })).toMatchObject({
		status: 200,
		body: { removed: metal, products: 1 },
	});
	expect(await shop.call("POST", `${path}/${metal}/merge`, { body: { intoId: c } })).toMatchObject({ status: 404 });
});
