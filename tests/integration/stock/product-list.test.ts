import { expect, it } from "vitest";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, refuses, stocked } from "./shelves.ts";

async function names(shop: Shop, input: Record<string, unknown>): Promise<string[]> {
	return (await listProducts(await shop.tenant(), input)).items.map(({ name }) => name);
}

it("goes through every page once, in either order, with and without words and store", async () => {
	const shop = await openShop();
	const made: string[] = [];
	for (let n = 0; n < 13; n++) made.push((await stocked(shop, { name: n % 3 ? `frame ${n % 4}` : `Frame ${n % 4}`, initialStock: n })).id);
	for (const input of [
		{},
		{ sort: "newest" },
		{ q: "fra" },
		{ q: "fra", sort: "newest" },
		{ storeId: shop.storeId },
		{ storeId: shop.storeId, q: "frame" },
	] as const) {
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await listProducts(await shop.tenant(), { ...input, limit: 5, cursor });
			expect(page.items.length).toBeLessThanOrEqual(5);
			seen.push(...page.items.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		expect([...seen].sort()).toEqual([...made].sort());
		if ("sort" in input) expect(seen).toEqual([...seen].sort().reverse());
	}
	await refuses(shop, async () => listProducts(await shop.tenant(), { cursor: "nonsense" }), { kind: "invalid", code: "cursor_invalid" });
});

it("tells the shelf of the store asked about, or of all together", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	await stocked(shop, { sku: "A", name: "Both", initialStock: 5, reorderPoint: 1 });
	await stocked(shop, { sku: "A", storeId: aarhus, initialStock: 3, reorderPoint: 2 });
	await stocked(shop, { name: "One", initialStock: 1 });
	expect((await listProducts(await shop.tenant(), { storeId: aarhus })).items).toMatchObject([
		{ name: "Both", inventory: { quantity: 3, available: 3, reorderPoint: 2 } },
	]);
	expect((await listProducts(await shop.tenant(), {})).items).toMatchObject([
		{ name: "Both", inventory: { quantity: 8, available: 8, reorderPoint: 3 } },
		{ name: "One", inventory: { quantity: 1 } },
	]);
});

it("filters by status, category with everything under it, vendor, style and shelf", async () => {
	const shop = await openShop();
	const [frames] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM categories WHERE businessId = ? AND name = 'Frames'",
		shop.businessId,
	);
	await rowsOf(
		shop,
		"INSERT INTO categories (businessId, id, parentId, name, position, createdAt, updatedAt) VALUES (?, 'child', ?, 'Metal', 0, 0, 0)",
		shop.businessId,
		frames?.id,
	);
	const a = await stocked(shop, { name: "A", categoryId: frames?.id, vendor: "MOSCOT", style: "Lemtosh", initialStock: 5 });
	await stocked(shop, { name: "B", categoryId: "child", status: "published", initialStock: 2, reorderPoint: 2 });
	const c = await stocked(shop, { name: "C", status: "published", vendor: "MOSCOT" });
	await changeStatus(await shop.tenant(), { productId: c.id, status: "archived" });
	expect(await names(shop, {})).toEqual(["A", "B"]);
	expect(await names(shop, { status: "any" })).toEqual(["A", "B", "C"]);
	expect(await names(shop, { status: "archived" })).toEqual(["C"]);
	expect(await names(shop, { status: "published" })).toEqual(["B"]);
	expect(await names(shop, { categoryId: frames?.id })).toEqual(["A", "B"]);
	expect(await names(shop, { categoryId: "child" })).toEqual(["B"]);
	expect(await names(shop, { categoryId: "nowhere" })).toEqual([]);
	expect(await names(shop, { vendor: "MOSCOT", status: "any" })).toEqual(["A", "C"]);
	expect(await names(shop, { styleId: a.styleId })).toEqual(["A"]);
	await stocked(shop, { name: "D" });
	for (const where of [{ storeId: shop.storeId }, {}]) {
		expect(await names(shop, { ...where, stock: "in" })).toEqual(["A"]);
		expect(await names(shop, { ...where, stock: "low" })).toEqual(["B"]);
		expect(await names(shop, { ...where, stock: "out" })).toEqual(["D"]);
	}
	expect(await names(shop, { stock: "out", q: "d", storeId: shop.storeId })).toEqual(["D"]);
});

it("finds words anywhere that begin as typed, and an exact SKU or barcode first", async () => {
	const shop = await openShop();
	await stocked(shop, { name: "Aviator 49", sku: "AV-1", attributes: { colour: "Havana" } });
	await stocked(shop, { name: "LEMTOSH Blå 49", sku: "LEM BLA 49", barcode: "5701234567890", vendor: "MOSCOT" });
	await stocked(shop, { name: "Zebra", sku: "49" });
	await stocked(shop, { name: "🕶️", sku: "🕶️ 1" });
	await stocked(shop, { name: "نظارات شمسية" });
	expect(await names(shop, { q: "lem" })).toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "bla LEMT" }), "without its accents").toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "hav avi" })).toEqual(["Aviator 49"]);
	expect(await names(shop, { q: "mos" })).toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "49" })).toEqual(["Zebra", "Aviator 49", "LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "lembla49" }), "the SKU, however it is written").toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "5701234567890" })).toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "5 701234 567890" })).toEqual(["LEMTOSH Blå 49"]);
	expect(await names(shop, { q: "🕶️" })).toEqual(["🕶️"]);
	expect(await names(shop, { q: "🕶️ 1" }), "the SKU first, then what has the word").toEqual(["🕶️", "Aviator 49"]);
	expect(await names(shop, { q: "شمس" })).toEqual(["نظارات شمسية"]);
	expect(await names(shop, { q: "nothing like it" })).toEqual([]);
});

it.each([
	'"',
	'""',
	"'",
	"*",
	"-",
	"^lem",
	"lem*",
	"(",
	")",
	"NEAR(a b)",
	"a AND",
	"NOT",
	"name:x",
	"{name}:x",
	"scope:x",
	"+",
	"🙂",
	"\\",
	"%",
	"_",
	";--",
	"a\u200b",
	"   ",
	"٣",
])("is not broken by %j in the search", async (q) => {
	const shop = await openShop();
	await stocked(shop, { name: "Lemtosh" });
	expect(Array.isArray(await names(shop, { q }))).toBe(true);
});

it("finds what was renamed under its new name only", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { name: "Before" });
	await editProduct(await shop.tenant(), { productId, name: "After", attributes: { colour: "Teal" } });
	expect(await names(shop, { q: "before" })).toEqual([]);
	expect(await names(shop, { q: "teal aft" })).toEqual(["After"]);
});

it("shows nothing of another business, whatever is asked", async () => {
	const [shop, other] = await twoShops();
	const same = await openShop("Third");
	for (const stranger of [other, same])
		await stocked(stranger, { name: "Secret", sku: "SECRET", barcode: "123", style: "Secret", vendor: "Secret" });
	for (const q of ["secret", "SECRET", "123", `scope:${same.businessId.replaceAll("-", "")}`, same.businessId.replaceAll("-", "")])
		expect(await names(shop, { q })).toEqual([]);
	expect(await names(shop, {})).toEqual([]);
	await refuses(shop, async () => listProducts(await shop.tenant(), { storeId: other.storeId }), {
		kind: "forbidden",
		code: "store_not_yours",
	});
});

it("costs one round trip and as many rows after a hundred movements as after one", async () => {
	const shop = await openShop();
	const ids: string[] = [];
	for (let n = 0; n < 20; n++) ids.push((await stocked(shop, { name: `Frame ${n}`, initialStock: 5 })).id);
	const cost = async (input: Record<string, unknown>) => {
		const tenant = await shop.tenant();
		await listProducts(tenant, input);
		expect(tenant.scope.meter.trips).toBe(1);
		return tenant.scope.meter.rowsRead;
	};
	const asks = [
		{ limit: 10 },
		{ limit: 10, storeId: shop.storeId },
		{ limit: 10, q: "frame" },
		{ limit: 10, storeId: shop.storeId, stock: "in" },
	];
	const before = await Promise.all(asks.map(cost));
	for (let n = 0; n < 100; n++) await adjustStock(await shop.tenant(), { productId: ids[n % 4], delta: 1 });
	expect(await Promise.all(asks.map(cost))).toEqual(before);
	// The first page does not grow with what stands behind it either.
	for (let n = 0; n < 40; n++) await stocked(shop, { name: `Late ${n}` });
	expect(await cost({ limit: 10 })).toBe(before[0]);
	expect(await cost({ limit: 10, storeId: shop.storeId })).toBe(before[1]);
	// Nor does a page deep inside grow with what stands before it.
	for (const ask of [{ limit: 10 }, { limit: 10, sort: "newest" as const }]) {
		const costs: number[] = [];
		for (let cursor: string | undefined, page = 0; page < 5; page++) {
			costs.push(await cost({ ...ask, cursor }));
			cursor = (await listProducts(await shop.tenant(), { ...ask, cursor })).nextCursor ?? undefined;
		}
		expect(Math.max(...costs.slice(1))).toBeLessThanOrEqual((costs[0] ?? 0) + 2);
	}
});
