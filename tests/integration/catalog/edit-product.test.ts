import { expect, it } from "vitest";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { editProduct, replaceProduct } from "#app/catalog/edit-product.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { everything, refuses, stocked, tenantAs } from "../stock/shelves.ts";

const edit = async (shop: Shop, input: Record<string, unknown>, key?: string) => editProduct(await shop.tenant(), input, { key });
const factsOf = async (shop: Shop, type: string) =>
	(
		await rowsOf<{ data: string }>(shop, "SELECT data FROM events WHERE businessId = ? AND type = ? ORDER BY id", shop.businessId, type)
	).map(({ data }) => JSON.parse(data));

it("changes what is named and nothing else, and tells before and after", async () => {
	const shop = await openShop();
	const made = await stocked(shop, { sku: "A", description: "kept", attributes: { colour: "Black" } });
	const tenant = await shop.tenant();
	const edited = await editProduct(tenant, {
		productId: made.id,
		name: "🕶️ نظارة",
		price: "19.99",
		attributes: { colour: "Havana" },
		taxRate: 12.5,
	});
	expect(tenant.scope.meter.trips).toBe(2);
	const { inventory, ...rest } = made;
	expect(edited).toEqual({
		...rest,
		name: "🕶️ نظارة",
		price: 1999,
		attributes: { colour: "Havana" },
		taxRate: 1250,
		version: 2,
		updatedAt: tenant.now,
	});
	expect(await factsOf(shop, "catalog.product_edited")).toMatchObject([
		{ before: { name: "Frame", price: 10_000 }, after: { name: "🕶️ نظارة", price: 1999 } },
	]);
});

it("writes nothing when nothing changes", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { sku: "A" });
	const before = await everything(shop);
	expect(await edit(shop, { productId, name: "Frame", price: 100, sku: "A" })).toMatchObject({ version: 1 });
	expect(await everything(shop)).toEqual(before);
});

it("puts everything left out back to its default when replaced, but keeps SKU, status and shelf", async () => {
	const shop = await openShop();
	const made = await stocked(shop, {
		sku: "A",
		barcode: "123",
		vendor: "MOSCOT",
		description: "gone",
		status: "published",
		initialStock: 5,
		attributes: { a: "b" },
	});
	const replaced = await replaceProduct(await shop.tenant(), { productId: made.id, name: "Plain" });
	expect(replaced).toMatchObject({
		name: "Plain",
		sku: "A",
		status: "published",
		barcode: null,
		vendor: "",
		description: "",
		price: null,
		unit: "unit",
		attributes: {},
		version: 2,
	});
	expect(await rowsOf(shop, "SELECT onHand FROM stockLevels WHERE businessId = ?", shop.businessId)).toEqual([{ onHand: 5 }]);
});

it("refuses a change made from another version than there is", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	await edit(shop, { productId, name: "Two", version: 1 });
	await refuses(shop, () => edit(shop, { productId, name: "Three", version: 1 }), {
		kind: "conflict",
		code: "version_changed",
		details: { current: 2 },
	});
	await refuses(shop, async () => changeStatus(await shop.tenant(), { productId, status: "published", version: 1 }), {
		kind: "conflict",
		code: "version_changed",
	});
});

it("lets exactly one of ten people who edit the same version have it", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => edit(shop, { productId, name: `Name ${n}`, version: 1 })));
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "version_changed", details: { current: 2 } });
	expect(await factsOf(shop, "catalog.product_edited")).toHaveLength(1);
});

it("refuses the SKU of another product, however it is written, also when ten want the same new one", async () => {
	const shop = await openShop();
	const taken = await stocked(shop, { sku: "TAKEN-1" });
	const { id: productId } = await stocked(shop, { sku: "B" });
	await refuses(shop, () => edit(shop, { productId, sku: " taken-\u200b1" }), {
		kind: "conflict",
		code: "sku_taken",
		details: { sku: "TAKEN-1", productId: taken.id },
	});
	expect(await edit(shop, { productId, sku: "b 2" })).toMatchObject({ sku: "b 2" });
	const ids = await Promise.all(Array.from({ length: 6 }, async () => (await stocked(shop)).id));
	const results = await Promise.allSettled(ids.map((id) => edit(shop, { productId: id, sku: "NEW" })));
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "sku_taken" });
});

it("refuses what the currency cannot hold and statuses that cannot be reached, together with everything else that was asked", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	await refuses(shop, () => edit(shop, { productId, name: "x", price: "1.234" }), {
		code: "validation_failed",
		details: { issues: [{ field: "price", rule: "too_many_decimals" }] },
	});
	await refuses(shop, () => edit(shop, { productId, name: "x", status: "archived" }), {
		code: "invalid_transition",
		details: { from: "draft", to: "archived", allowed: ["published"] },
	});
	expect(await edit(shop, { productId, name: "x", status: "published" })).toMatchObject({ name: "x", status: "published", version: 2 });
	expect(await factsOf(shop, "catalog.product_status_changed")).toEqual([{ before: { status: "draft" }, after: { status: "published" } }]);
});

it("goes through the statuses as the table says, and tells each step", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	const become = async (status: string, key?: string) => changeStatus(await shop.tenant(), { productId, status }, { key });
	for (const status of ["published", "draft", "published", "archived", "draft"]) expect(await become(status)).toMatchObject({ status });
	await refuses(shop, () => become("draft"), { kind: "conflict", code: "invalid_transition", details: { allowed: ["published"] } });
	expect(await become("published", "k")).toMatchObject({ version: 7 });
	expect(await become("published", "k")).toMatchObject({ version: 7 });
	expect(await factsOf(shop, "catalog.product_status_changed")).toHaveLength(6);
	const results = await Promise.allSettled(Array.from({ length: 8 }, () => become("archived")));
	expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	for (const result of results)
		if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "invalid_transition", details: { from: "archived" } });
});

it("has one effect for one key", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop);
	const answers = await Promise.all(Array.from({ length: 20 }, () => edit(shop, { productId, name: "Once" }, "k")));
	for (const answer of answers) expect(answer).toEqual(answers[0]);
	expect(answers[0]).toMatchObject({ version: 2 });
	await refuses(shop, () => edit(shop, { productId, name: "Twice" }, "k"), { code: "idempotency_key_reused" });
});

it("refuses another business's product, category and style, and an employee", async () => {
	const [shop, other] = await twoShops();
	const mine = await stocked(shop);
	const theirs = await stocked(other, { style: "Theirs" });
	const [category] = await rowsOf<{ id: string }>(other, "SELECT id FROM categories WHERE businessId = ?", other.businessId);
	const before = await everything(other);
	await refuses(shop, () => edit(shop, { productId: theirs.id, name: "Mine now" }), { kind: "not_found", code: "product_not_found" });
	await refuses(shop, async () => replaceProduct(await shop.tenant(), { productId: theirs.id, name: "Mine now" }), {
		kind: "not_found",
		code: "product_not_found",
	});
	await refuses(shop, async () => changeStatus(await shop.tenant(), { productId: theirs.id, status: "published" }), {
		kind: "not_found",
		code: "product_not_found",
	});
	await refuses(shop, () => edit(shop, { productId: mine.id, categoryId: category?.id }), {
		kind: "not_found",
		code: "category_not_found",
	});
	await refuses(shop, () => edit(shop, { productId: mine.id, styleId: theirs.styleId }), { kind: "not_found", code: "style_not_found" });
	expect(await everything(other)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	for (const act of [editProduct, replaceProduct, changeStatus]) {
		await refuses(shop, () => act(employee, { productId: mine.id, name: "x", status: "published" }), {
			kind: "forbidden",
			code: "missing_permission",
		});
	}
});
