import { expect, it } from "vitest";
import { attributeUse, listAttributes } from "#app/catalog/attributes.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { dropAttribute, keepAttribute, mostAttributes } from "#app/catalog/keep-attribute.server.ts";
import { orderAttributes } from "#app/catalog/order-attributes.server.ts";
import { renameAttribute } from "#app/catalog/rename-attribute.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { listProducts, matchingProducts } from "#app/stock/product-list.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const optician = ["model", "colour", "size", "bridge", "temple", "lens"];
const names = async (shop: Shop) =>
	(await listAttributes(await shop.tenant(), {})).map(({ name, isKept }) => (isKept ? name : `(${name})`));
const found = async (shop: Shop, attributes: Record<string, string>, more: object = {}) =>
	(await listProducts(await shop.tenant(), { attributes, ...more })).items.map(({ name }) => name);

/** Many products at once, straight into the table: the triggers describe them. */
async function many(shop: Shop, count: number, colour: string, from = 0) {
	await rowsOf(
		shop,
		`INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, attributes, createdAt, updatedAt)
			WITH RECURSIVE n (value) AS (SELECT ? UNION ALL SELECT value + 1 FROM n WHERE value < ?)
			SELECT ?, printf('p%05d', value), printf('P %05d', value * 7919 % 10007), 'p' || value, 'P' || value, 'DKK', 's' || value, 'draft', json_object('colour', ?, 'size', value % 10), 0, 0 FROM n`,
		from,
		from + count - 1,
		shop.businessId,
		colour,
	);
}

it("come with an optician, in the order people say them, with the values products carry", async () => {
	const shop = await openShop();
	expect(await names(shop)).toEqual(optician);
	await stocked(shop, { attributes: { colour: "Havana", size: "49", Zebra: "yes" } });
	await stocked(shop, { attributes: { Colour: "Black", size: 46, material: "Acetate" } });
	expect(await names(shop)).toEqual([...optician, "(material)", "(Zebra)"]);
	const attributes = await listAttributes(await shop.tenant(), {});
	expect(attributes.find(({ name }) => name === "colour")?.values).toEqual(["Black", "Havana"]);
	expect(attributes.find(({ name }) => name === "size")?.values).toEqual(["46", "49"]);
	expect(attributes.find(({ name }) => name === "bridge")?.values).toEqual([]);
});

it("are kept, dropped and put in order, each once", async () => {
	const shop = await openShop();
	expect(await keepAttribute(await shop.tenant(), { name: "material" }, { key: "k" })).toEqual({ name: "material" });
	expect(await keepAttribute(await shop.tenant(), { name: "material" }, { key: "k" })).toEqual({ name: "material" });
	await refuses(shop, async () => keepAttribute(await shop.tenant(), { name: "COLOUR" }), {
		kind: "conflict",
		code: "attribute_taken",
		details: { name: "colour" },
	});
	expect(await dropAttribute(await shop.tenant(), { name: "Lens" }, { key: "d" })).toEqual({ name: "lens", position: 5 });
	expect(await dropAttribute(await shop.tenant(), { name: "Lens" }, { key: "d" })).toEqual({ name: "lens", position: 5 });
	await refuses(shop, async () => dropAttribute(await shop.tenant(), { name: "lens" }), { kind: "not_found", code: "attribute_not_found" });
	const order = ["material", "size", "colour", "model", "bridge", "temple"];
	await orderAttributes(await shop.tenant(), { names: order });
	expect(await names(shop)).toEqual(order);
	await refuses(shop, async () => orderAttributes(await shop.tenant(), { names: optician }), {
		code: "attributes_changed",
		details: { current: order },
	});
	await keepAttribute(await shop.tenant(), { name: "lens", position: 0 });
	expect((await names(shop)).slice(0, 2)).toEqual(["lens", "material"]);
	for (let n = 7; n < mostAttributes; n++) await keepAttribute(await shop.tenant(), { name: `n${n}` });
	await refuses(shop, async () => keepAttribute(await shop.tenant(), { name: "one more" }), { code: "too_many_attributes" });
});

it("are renamed on every product that carries them, and not over another", async () => {
	const shop = await openShop();
	const { id } = await stocked(shop, { name: "A", attributes: { model: "KNUD", Color: "Black", size: "49" } });
	await stocked(shop, { name: "B", attributes: { color: "black" } });
	expect(await renameAttribute(await shop.tenant(), { name: "color", to: "Farve" }, { key: "k" })).toEqual({ name: "Farve", products: 2 });
	expect(await renameAttribute(await shop.tenant(), { name: "color", to: "Farve" }, { key: "k" })).toEqual({ name: "Farve", products: 2 });
	expect(await rowsOf(shop, "SELECT attributes FROM products WHERE id = ?", id)).toEqual([
		{ attributes: '{"model":"KNUD","Farve":"Black","size":"49"}' },
	]);
	expect(await found(shop, { farve: "black" })).toEqual(["A", "B"]);
	expect(await found(shop, { color: "black" })).toEqual([]);
	await renameAttribute(await shop.tenant(), { name: "Farve", to: "farve" });
	await refuses(shop, async () => renameAttribute(await shop.tenant(), { name: "farve", to: "colour" }), { code: "attribute_taken" });
	await dropAttribute(await shop.tenant(), { name: "size" });
	await refuses(shop, async () => renameAttribute(await shop.tenant(), { name: "farve", to: "size" }), { code: "attribute_taken" });
	await refuses(shop, async () => renameAttribute(await shop.tenant(), { name: "nothing", to: "x" }), { code: "attribute_not_found" });
	await many(shop, 5001, "Red");
	await refuses(shop, async () => renameAttribute(await shop.tenant(), { name: "colour", to: "x" }), { code: "too_many_products" });
});

it("filter the list by one value or several, whatever their capitals, alone and with every other filter", async () => {
	const shop = await openShop();
	const a = await stocked(shop, { name: "A", attributes: { colour: "Black", size: "49" }, vendor: "V", initialStock: 1 });
	await stocked(shop, { name: "B", attributes: { colour: "black", size: "52" }, status: "published" });
	await stocked(shop, { name: "C", attributes: { colour: "Havana", size: "49" } });
	expect(await found(shop, { colour: "Black" })).toEqual(["A", "B"]);
	expect(await found(shop, { COLOUR: "BLACK", size: "49" })).toEqual(["A"]);
	expect(await found(shop, { size: "49" }, { sort: "newest" })).toEqual(["C", "A"]);
	expect(await found(shop, { colour: "Black" }, { status: "published" })).toEqual(["B"]);
	expect(await found(shop, { colour: "Black" }, { storeId: shop.storeId, stock: "out" })).toEqual(["B"]);
	expect(await found(shop, { colour: "Black" }, { storeId: shop.storeId })).toEqual(["A", "B"]);
	expect(await found(shop, { colour: "Black" }, { q: "a" })).toEqual(["A"]);
	expect(await found(shop, { colour: "Black" }, { vendor: "V" })).toEqual(["A"]);
	expect(await found(shop, { colour: "None" })).toEqual([]);
	expect(await matchingProducts(await shop.tenant(), { attributes: { colour: "Black", size: "49" } })).toEqual([a.id]);
	await editProduct(await shop.tenant(), { productId: a.id, name: "Z", attributes: { colour: "Sage" } });
	expect(await found(shop, { colour: "Black" })).toEqual(["B"]);
	expect(await found(shop, { colour: "Sage" })).toEqual(["Z"]);
	await deleteProduct(await shop.tenant(), { productId: (await stocked(shop, { name: "D", attributes: { colour: "Sage" } })).id });
	expect(await rowsOf(shop, "SELECT productName FROM productAttributes WHERE businessId = ? AND value = 'sage'", shop.businessId)).toEqual([
		{ productName: "Z" },
	]);
});

it("read no more rows than a page shows, however many products there are", async () => {
	const shop = await openShop();
	await many(shop, 300, "Red");
	await many(shop, 60, "Blue", 1000);
	const cost = async (input: object) => {
		const tenant = await shop.tenant();
		const { items } = await listProducts(tenant, { limit: 20, ...input });
		expect(items).toHaveLength(20);
		expect(tenant.scope.meter.trips).toBe(1);
		return tenant.scope.meter.rowsRead;
	};
	const asks = [{ attributes: { colour: "blue" } }, { attributes: { colour: "blue" }, sort: "newest" as const }];
	const before = await Promise.all(asks.map(cost));
	await many(shop, 900, "Red", 2000);
	await many(shop, 300, "Blue", 4000);
	expect(await Promise.all(asks.map(cost))).toEqual(before);
	for (const rows of before) expect(rows).toBeLessThan(200);
	// Nor do the pages behind it read what stood before them.
	for (const ask of asks) {
		const seen = new Set<string>();
		for (let cursor: string | undefined, page = 0; page < 18; page++) {
			const tenant = await shop.tenant();
			const { items, nextCursor } = await listProducts(tenant, { limit: 20, ...ask, cursor });
			expect(tenant.scope.meter.rowsRead).toBeLessThanOrEqual(Math.max(...before) + 2);
			for (const { id } of items) seen.add(id);
			cursor = nextCursor ?? undefined;
		}
		expect(seen.size).toBe(360);
	}
	// And the values to filter by cost as many rows as there are values.
	const tenant = await shop.tenant();
	await listAttributes(tenant, {});
	expect(tenant.scope.meter.rowsRead).toBeLessThan(400);
});

it("share out their values, so that none is left out for another's many", async () => {
	const shop = await openShop();
	await rowsOf(
		shop,
		`INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, attributes, createdAt, updatedAt)
			WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 900)
			SELECT ?, 'p' || value, 'P', 'p' || value, 'P' || value, 'DKK', 's' || value, 'draft', json_object('model', 'M' || value, 'size', value % 40), 0, 0 FROM n`,
		shop.businessId,
	);
	const attributes = await listAttributes(await shop.tenant(), {});
	expect(attributes.find(({ name }) => name === "size")?.values).toHaveLength(40);
	expect(attributes.find(({ name }) => name === "model")?.values.length).toBeGreaterThan(400);
	expect((await attributeUse(await shop.tenant(), {})).find(({ name }) => name === "size")).toEqual({
		name: "size",
		isKept: true,
		products: 900,
	});
});

it("of another business are not seen, renamed or filtered by, and an employee may not change them", async () => {
	const [shop, other] = await twoShops();
	const third = await openShop("Third");
	await stocked(other, { attributes: { secret: "other" } });
	await stocked(third, { attributes: { secret: "third", colour: "Secret" } });
	const before = [await everything(other), await everything(third)];
	expect(await names(shop)).toEqual(optician);
	expect(await found(shop, { secret: "third" })).toEqual([]);
	await refuses(shop, async () => renameAttribute(await shop.tenant(), { name: "secret", to: "x" }), { code: "attribute_not_found" });
	await dropAttribute(await shop.tenant(), { name: "colour" });
	await renameAttribute(await shop.tenant(), { name: "size", to: "Størrelse" });
	expect(await names(third)).toEqual([...optician, "(secret)"]);
	expect([await everything(other), await everything(third)]).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [keepAttribute, dropAttribute])
		await refuses(shop, () => act(employee, { name: "x" }), { kind: "forbidden", code: "missing_permission" });
	await refuses(shop, () => renameAttribute(employee, { name: "model", to: "x" }), { code: "missing_permission" });
	await refuses(shop, () => orderAttributes(employee, { names: ["x"] }), { code: "missing_permission" });
});

it("go through the API, and the list is filtered by them there", async () => {
	const shop = await openShop();
	const { id } = await stocked(shop, { attributes: { 'a "b" & c:/,': 'x=1, "y"' } });
	const attributes = encodeURIComponent(JSON.stringify({ 'a "b" & c:/,': 'x=1, "y"' }));
	expect((await shop.call("GET", `/api/v1/products?attributes=${attributes}`)).body.items).toMatchObject([{ id }]);
	for (const bad of ["nonsense", "[1]", '{"a":1}', '{"":"x"}', "null"])
		expect(await shop.call("GET", `/api/v1/products?attributes=${encodeURIComponent(bad)}`)).toMatchObject({
			status: 400,
			body: { code: "validation_failed" },
		});
	expect((await shop.call("GET", `/api/v1/products?ids=${id},nothing`)).body.items).toMatchObject([{ id }]);
	expect((await shop.call("GET", "/api/v1/attributes")).body.items).toHaveLength(7);
	expect((await shop.call("POST", "/api/v1/attributes", { body: { name: "Shape & form" } })).status).toBe(201);
	const path = `/api/v1/attributes/${encodeURIComponent("Shape & form")}`;
	expect((await shop.call("PATCH", path, { body: { to: "shape" } })).body).toEqual({ name: "shape", products: 0 });
	expect((await shop.call("DELETE", path)).status).toBe(404);
	expect((await shop.call("DELETE", "/api/v1/attributes/shape")).body).toEqual({ name: "shape", position: 6 });
	expect((await shop.call("POST", "/api/v1/attributes/order", { body: { names: optician } })).status).toBe(200);
});
