import { expect, it } from "vitest";
import { addStyle } from "#app/catalog/add-style.server.ts";
import { attachProducts } from "#app/catalog/attach-products.server.ts";
import { detachProducts } from "#app/catalog/detach-products.server.ts";
import { editStyle } from "#app/catalog/edit-style.server.ts";
import { removeStyle } from "#app/catalog/remove-style.server.ts";
import { oneStyle } from "#app/catalog/styles.server.ts";
import { listStyleShelves } from "#app/stock/style-list.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const add = async (shop: Shop, name: string, more: object = {}) => addStyle(await shop.tenant(), { name, ...more });

it("is added, edited and removed again, and says so", async () => {
	const shop = await openShop();
	const style = await add(shop, "KNUD", { vendor: "Marlow & Finch", description: "Round" });
	expect(style).toMatchObject({ name: "KNUD", vendor: "Marlow & Finch", rowAxis: "colour", columnAxis: "size", version: 1, products: 0 });
	const edited = await editStyle(await shop.tenant(), { styleId: style.id, version: 1, name: "KNUD II", vendor: "", columnAxis: "bridge" });
	expect(edited).toMatchObject({ name: "KNUD II", vendor: "", description: "Round", columnAxis: "bridge", version: 2 });
	// What is so already is no change.
	expect(await editStyle(await shop.tenant(), { styleId: style.id, name: "KNUD II" })).toMatchObject({ version: 2 });
	expect(await removeStyle(await shop.tenant(), { styleId: style.id }, { key: "k" })).toEqual({ removed: style.id });
	expect(await removeStyle(await shop.tenant(), { styleId: style.id }, { key: "k" })).toEqual({ removed: style.id });
	const events = await rowsOf(
		shop,
		"SELECT type FROM events WHERE businessId = ? AND subjectId = ? ORDER BY id",
		shop.businessId,
		style.id,
	);
	expect(events.map(({ type }) => type)).toEqual(["catalog.style_added", "catalog.style_edited", "catalog.style_removed"]);
});

it("of one name and vendor is there once, a repeat is the same act, and what is wrong is refused", async () => {
	const shop = await openShop();
	const tenant = () => shop.tenant();
	const style = await addStyle(await tenant(), { name: "Knud", vendor: "MOSCOT" }, { key: "a" });
	expect(await addStyle(await tenant(), { name: "Knud", vendor: "MOSCOT" }, { key: "a" })).toEqual(style);
	const other = await add(shop, "Knud", { vendor: "Lindberg" });
	await refuses(shop, () => add(shop, "KNUD", { vendor: "moscot" }), {
		kind: "conflict",
		code: "style_taken",
		details: { styleId: style.id },
	});
	await refuses(shop, async () => editStyle(await tenant(), { styleId: other.id, vendor: "moscot" }), { code: "style_taken" });
	await refuses(shop, async () => editStyle(await tenant(), { styleId: style.id, version: 7, name: "x" }), { code: "version_changed" });
	await refuses(shop, async () => editStyle(await tenant(), { styleId: style.id, rowAxis: "Size" }), { code: "validation_failed" });
	await refuses(shop, () => add(shop, "New", { rowAxis: "size" }), { code: "validation_failed" });
	await refuses(shop, () => add(shop, "New", { categoryId: "nothing" }), { code: "category_not_found" });
});

it("takes products in and lets them go, and is not removed while one is of it", async () => {
	const shop = await openShop();
	const [style, other] = [await add(shop, "KNUD"), await add(shop, "AGNETE")];
	const products = await Promise.all([1, 2, 3].map((n) => stocked(shop, { name: `Frame ${n}` })));
	const productIds = products.map(({ id }) => id);
	expect(await attachProducts(await shop.tenant(), { styleId: style.id, productIds }, { key: "a" })).toEqual({ changed: 3, products: 3 });
	expect(await attachProducts(await shop.tenant(), { styleId: style.id, productIds }, { key: "a" })).toEqual({ changed: 3, products: 3 });
	expect(await attachProducts(await shop.tenant(), { styleId: style.id, productIds: productIds.slice(1) })).toEqual({
		changed: 0,
		products: 3,
	});
	expect(await attachProducts(await shop.tenant(), { styleId: other.id, productIds: productIds.slice(0, 1) })).toEqual({
		changed: 1,
		products: 1,
	});
	await refuses(shop, async () => removeStyle(await shop.tenant(), { styleId: style.id }), {
		code: "style_in_use",
		details: { products: 2 },
	});
	expect(await detachProducts(await shop.tenant(), { styleId: style.id, productIds })).toEqual({ changed: 2, products: 0 });
	expect(await removeStyle(await shop.tenant(), { styleId: style.id })).toEqual({ removed: style.id });
	expect(await oneStyle(await shop.tenant(), { styleId: other.id })).toMatchObject({ products: 1 });
	await refuses(shop, async () => attachProducts(await shop.tenant(), { styleId: style.id, productIds }), { code: "style_not_found" });
});

it("lists by name with the shelves summed, page by page, and finds by a part of name or vendor", async () => {
	const shop = await openShop();
	const [knud, , agnete] = [await add(shop, "KNUD"), await add(shop, "perle", { vendor: "Marlow" }), await add(shop, "AGNETE")];
	for (const [price, initialStock] of [
		["100.00", 3],
		["250.00", 4],
	])
		await stocked(shop, { styleId: knud.id, price, initialStock, reorderPoint: 2 });
	const first = await listStyleShelves(await shop.tenant(), { limit: 2 });
	expect(first.items.map(({ name }) => name)).toEqual(["AGNETE", "KNUD"]);
	expect(first.items[0]).toMatchObject({ id: agnete.id, products: 0, available: 0, lowest: null, currency: null });
	expect(first.items[1]).toMatchObject({ products: 2, available: 7, reorderPoint: 4, lowest: 10_000, highest: 25_000, currency: "DKK" });
	const second = await listStyleShelves(await shop.tenant(), { limit: 2, cursor: first.nextCursor ?? "" });
	expect(second).toMatchObject({ items: [{ name: "perle" }], nextCursor: null });
	expect((await listStyleShelves(await shop.tenant(), { q: "marL" })).items).toHaveLength(1);
	expect((await listStyleShelves(await shop.tenant(), { storeId: shop.storeId, q: "knud" })).items[0]).toMatchObject({ available: 7 });
});

it("of another business is not there, and an employee may not change one", async () => {
	const [shop, other] = await twoShops();
	const [mine, theirs] = [await add(shop, "Mine"), await add(other, "Theirs")];
	const [product, foreign] = [await stocked(shop), await stocked(other)];
	const before = await everything(other);
	await refuses(shop, async () => oneStyle(await shop.tenant(), { styleId: theirs.id }), { kind: "not_found", code: "style_not_found" });
	await refuses(shop, async () => editStyle(await shop.tenant(), { styleId: theirs.id, name: "x" }), { code: "style_not_found" });
	await refuses(shop, async () => removeStyle(await shop.tenant(), { styleId: theirs.id }), { code: "style_not_found" });
	for (const act of [attachProducts, detachProducts]) {
		await refuses(shop, async () => act(await shop.tenant(), { styleId: theirs.id, productIds: [product.id] }), {
			code: "style_not_found",
		});
		await refuses(shop, async () => act(await shop.tenant(), { styleId: mine.id, productIds: [foreign.id] }), {
			code: "product_not_found",
		});
	}
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [addStyle, editStyle, removeStyle, attachProducts, detachProducts])
		await refuses(shop, () => act(employee, { styleId: mine.id, name: "x", productIds: [product.id] }), { code: "missing_permission" });
});
