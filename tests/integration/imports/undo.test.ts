import { expect, it } from "vitest";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { undoImport } from "#app/imports/undo-import.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { imported, productsOf, quiet, work, workAll } from "./importing.ts";

const first = "sku,name,price,quantity\nA,Anna,100,5\nB,Bodil,200,5\n";
const second =
	"sku,name,price,quantity,category,style\nA,Anna,150,7,Rare > Odd,ANNA\nB,Bodil B,250,9,,\nC,Clara,300,2,Rare,CLARA\nD,Dagny,400,3,,\nE,Else,500,1,,\n";

async function twice(shop: Shop) {
	await imported(shop, first);
	return imported(shop, second, { choices: { quantities: "all", makeCategories: true } });
}
const levels = async (shop: Shop) =>
	Object.fromEntries(
		(
			await rowsOf<{ sku: string; onHand: number; sum: number }>(
				shop,
				`SELECT p.sku, l.onHand, (SELECT SUM(delta) FROM stockMovements AS m WHERE m.businessId = l.businessId AND m.productId = l.productId) AS sum
				FROM stockLevels AS l JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId WHERE l.businessId = ?`,
				shop.businessId,
			)
		).map(({ sku, onHand, sum }) => {
			expect(onHand).toBe(sum ?? 0);
			return [sku, onHand];
		}),
	);

it("takes an import back: what it made is gone, what it changed is as it was, shelves by movements", async () => {
	const shop = await openShop();
	const done = await twice(shop);
	expect(await levels(shop)).toEqual({ A: 7, B: 9, C: 2, D: 3, E: 1 });
	await undoImport(await quiet(shop), { importId: done.id });
	const undone = await workAll(shop, done.id);
	expect(undone).toMatchObject({ state: "undone", counts: { deleted: 3, restored: 2, kept: 0 } });
	expect((await productsOf(shop)).map(({ sku, name, price, styleId, categoryId }) => ({ sku, name, price, styleId, categoryId }))).toEqual([
		{ sku: "A", name: "Anna", price: 10000, styleId: null, categoryId: null },
		{ sku: "B", name: "Bodil", price: 20000, styleId: null, categoryId: null },
	]);
	expect(await levels(shop)).toEqual({ A: 5, B: 5 });
	expect(await rowsOf(shop, "SELECT name FROM styles WHERE businessId = ?", shop.businessId)).toEqual([]);
	expect(await rowsOf(shop, "SELECT name FROM categories WHERE businessId = ? AND name IN ('Rare', 'Odd')", shop.businessId)).toEqual([]);
});

it("names what somebody changed or sold since, and leaves it", async () => {
	const shop = await openShop();
	const done = await twice(shop);
	const bySku = new Map((await productsOf(shop)).map((product) => [product.sku, product]));
	await editProduct(await shop.tenant(), { productId: bySku.get("A")?.id, price: "175" });
	await editProduct(await shop.tenant(), { productId: bySku.get("D")?.id, description: "mine now" });
	await sell(await shop.tenant(), { storeId: shop.storeId, lines: [{ productId: bySku.get("C")?.id, quantity: 1 }] });
	await sell(await shop.tenant(), { storeId: shop.storeId, lines: [{ productId: bySku.get("B")?.id, quantity: 7 }] });
	await undoImport(await quiet(shop), { importId: done.id });
	const undone = await workAll(shop, done.id);
	expect(undone).toMatchObject({ state: "undone", counts: { deleted: 1, restored: 2, kept: 4 } });
	const kept = await rowsOf<{ name: string; issues: string }>(
		shop,
		"SELECT name, issues FROM importErrors WHERE businessId = ? AND importId = ? AND phase = 'undo' ORDER BY row",
		shop.businessId,
		done.id,
	);
	expect(
		kept.map(({ name, issues }) => [
			name,
			JSON.parse(issues).map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`),
		]),
	).toEqual([
		["Anna", ["price edited_since"]],
		["Bodil B", ["quantity sold_since"]],
		["Clara", [" used_since"]],
		["Dagny", [" edited_since"]],
	]);
	const [a, b, c, d] = await productsOf(shop);
	expect([a, b, c, d].map((product) => [product?.sku, product?.name, product?.price])).toEqual([
		["A", "Anna", 17500],
		["B", "Bodil", 20000],
		["C", "Clara", 30000],
		["D", "Dagny", 40000],
	]);
	// B held 9, of which 7 were sold: 4 cannot go back. C stays with what it has.
	expect(await levels(shop)).toEqual({ A: 5, B: 2, C: 1, D: 3 });
	expect(
		(await rowsOf(shop, "SELECT name FROM categories WHERE businessId = ? AND name IN ('Rare', 'Odd') ORDER BY name", shop.businessId)).map(
			({ name }) => name,
		),
	).toEqual(["Rare"]);
});

it("is taken back once, however often the work is done", async () => {
	const shop = await openShop();
	const done = await twice(shop);
	await undoImport(await quiet(shop), { importId: done.id });
	await Promise.all([work(shop, done.id, 1), work(shop, done.id, 1), work(shop, done.id)]);
	await workAll(shop, done.id);
	await work(shop, done.id);
	expect(await levels(shop)).toEqual({ A: 5, B: 5 });
	await expect(undoImport(await quiet(shop), { importId: done.id })).rejects.toMatchObject({ code: "import_not_possible" });
});
