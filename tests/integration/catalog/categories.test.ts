import { expect, it } from "vitest";
import { addCategory } from "#app/catalog/add-category.server.ts";
import { editCategory } from "#app/catalog/edit-category.server.ts";
import { catalogFilters, listCategories, oneCategory } from "#app/catalog/queries.server.ts";
import { removeCategory } from "#app/catalog/remove-category.server.ts";
import { openShop, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const add = async (shop: Shop, name: string, parentId?: string) => addCategory(await shop.tenant(), { name, parentId });
const edit = async (shop: Shop, categoryId: string, input: object) => editCategory(await shop.tenant(), { categoryId, ...input });

it("begins with what an optician sells, and grows at the end", async () => {
	const shop = await openShop();
	const made = await add(shop, "Repairs 🔧");
	expect(made).toMatchObject({ name: "Repairs 🔧", parentId: null, position: 5, version: 1, products: 0 });
	expect((await listCategories(await shop.tenant(), {})).map(({ name }) => name)).toEqual([
		"Frames",
		"Sunglasses",
		"Lenses",
		"Contacts",
		"Accessories",
		"Repairs 🔧",
	]);
	const child = await add(shop, "Metal", made.id);
	expect(child).toMatchObject({ parentId: made.id, position: 0 });
});

it("refuses the same name beside itself, and takes it elsewhere", async () => {
	const shop = await openShop();
	const metal = await add(shop, "Metal");
	await refuses(shop, () => add(shop, "METAL"), { kind: "conflict", code: "category_taken", details: { categoryId: metal.id } });
	const under = await add(shop, "Metal", metal.id);
	await refuses(shop, () => edit(shop, under.id, { parentId: null }), { kind: "conflict", code: "category_taken" });
	await refuses(shop, () => add(shop, "x", "nowhere"), { kind: "not_found", code: "category_not_found" });
	const results = await Promise.allSettled(Array.from({ length: 8 }, () => add(shop, "Same")));
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "category_taken" });
});

it("renames and moves, and tells before and after only when something changed", async () => {
	const shop = await openShop();
	const [a, b] = [await add(shop, "A"), await add(shop, "B")];
	expect(await edit(shop, b.id, { parentId: a.id, name: "Beta", version: 1 })).toMatchObject({ name: "Beta", parentId: a.id, version: 2 });
	const before = await everything(shop);
	expect(await edit(shop, b.id, { name: "Beta" })).toMatchObject({ parentId: a.id, version: 2 });
	expect(await everything(shop)).toEqual(before);
	await refuses(shop, () => edit(shop, b.id, { name: "Gamma", version: 1 }), {
		kind: "conflict",
		code: "version_changed",
		details: { current: 2 },
	});
});

it("never stands under itself, not even when two moves would only together make a circle", async () => {
	const shop = await openShop();
	const [a, b] = [await add(shop, "A"), await add(shop, "B")];
	const c = await add(shop, "C", b.id);
	await refuses(shop, () => edit(shop, b.id, { parentId: c.id }), { kind: "conflict", code: "category_under_itself" });
	await refuses(shop, () => edit(shop, b.id, { parentId: b.id }), { kind: "conflict", code: "category_under_itself" });
	const results = await Promise.allSettled([edit(shop, a.id, { parentId: c.id }), edit(shop, b.id, { parentId: a.id })]);
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "category_under_itself" } });
});

it("is removed when it is empty, and says what stands in it when it is not", async () => {
	const shop = await openShop();
	const [a, b] = [await add(shop, "A"), await add(shop, "B")];
	await add(shop, "C", a.id);
	await stocked(shop, { categoryId: a.id, style: "S" });
	await refuses(shop, async () => removeCategory(await shop.tenant(), { categoryId: a.id }), {
		kind: "conflict",
		code: "category_in_use",
		details: { categories: 1, products: 1, styles: 1 },
	});
	const gone = await removeCategory(await shop.tenant(), { categoryId: b.id }, { key: "k" });
	expect(gone).toMatchObject({ removed: b.id, products: 0 });
	expect(await removeCategory(await shop.tenant(), { categoryId: b.id }, { key: "k" })).toEqual(gone);
	await refuses(shop, async () => removeCategory(await shop.tenant(), { categoryId: b.id }), {
		kind: "not_found",
		code: "category_not_found",
	});
	expect(await oneCategory(await shop.tenant(), { categoryId: a.id })).toMatchObject({ products: 1 });
});

it("offers the vendors there are to filter by", async () => {
	const shop = await openShop();
	for (const vendor of ["MOSCOT", "Ørgreen", "MOSCOT", ""]) await stocked(shop, { vendor });
	expect(await catalogFilters(await shop.tenant(), {})).toMatchObject({ vendors: ["MOSCOT", "Ørgreen"], categories: { length: 5 } });
});

it("of another business is not there, and an employee may not change one", async () => {
	const [shop, other] = await twoShops();
	const theirs = await add(other, "Theirs");
	const mine = await add(shop, "Mine");
	const before = await everything(other);
	await refuses(shop, () => add(shop, "x", theirs.id), { code: "category_not_found" });
	await refuses(shop, () => edit(shop, theirs.id, { name: "x" }), { code: "category_not_found" });
	await refuses(shop, () => edit(shop, mine.id, { parentId: theirs.id }), { code: "category_not_found" });
	await refuses(shop, async () => removeCategory(await shop.tenant(), { categoryId: theirs.id }), { code: "category_not_found" });
	await refuses(shop, async () => oneCategory(await shop.tenant(), { categoryId: theirs.id }), { code: "category_not_found" });
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [addCategory, editCategory, removeCategory]) {
		await refuses(shop, () => act(employee, { categoryId: mine.id, name: "x" }), { kind: "forbidden", code: "missing_permission" });
	}
});
