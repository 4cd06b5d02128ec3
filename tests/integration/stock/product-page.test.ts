import { expect, it } from "vitest";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { listInventory, oneProduct, productMovements, productPage } from "#app/stock/queries.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { addStore, refuses, stocked } from "./shelves.ts";

it("shows the product, a shelf for every store, and the newest movements, in one round trip", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const web = await addStore(shop, "Web");
	const [frames] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM categories WHERE businessId = ? AND name = 'Frames'",
		shop.businessId,
	);
	const { id: productId } = await stocked(shop, { sku: "A", initialStock: 5, reorderPoint: 2, categoryId: frames?.id, style: "Lemtosh" });
	await stocked(shop, { sku: "A", storeId: aarhus });
	await receiveStock(await shop.tenant(), { productId, storeId: aarhus, quantity: 3 });
	const tenant = await shop.tenant();
	const page = await productPage(tenant, { productId });
	expect(tenant.scope.meter.trips).toBe(1);
	expect(page).toMatchObject({ product: { id: productId }, category: "Frames", style: "Lemtosh", agrees: true });
	expect(page.shelves).toHaveLength(3);
	expect(page.shelves).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ storeId: shop.storeId, opened: 1, onHand: 5, available: 5, reorderPoint: 2, version: 1, agrees: 1 }),
			expect.objectContaining({ storeId: aarhus, storeName: "Aarhus", opened: 1, onHand: 3, version: 1, agrees: 1 }),
			expect.objectContaining({ storeId: web, opened: 0, onHand: 0, version: 0, agrees: 1, movedAt: null }),
		]),
	);
	expect(page.movements.items.map(({ delta }) => delta).sort()).toEqual([3, 5]);
	expect(await oneProduct(await shop.tenant(), { productId })).toMatchObject({ inventory: { quantity: 8, reorderPoint: 2 } });
});

it("says when shelf and ledger disagree", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await rowsOf(shop, "UPDATE stockLevels SET onHand = 9 WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	expect(await productPage(await shop.tenant(), { productId })).toMatchObject({ agrees: false, shelves: [{ onHand: 9, agrees: 0 }] });
});

it("pages through the ledger once, by store, by reason and over all", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	for (let n = 1; n <= 8; n++) await receiveStock(await shop.tenant(), { productId, storeId: n % 2 ? aarhus : shop.storeId, quantity: n });
	await adjustStock(await shop.tenant(), { productId, storeId: shop.storeId, delta: -1, reason: "damage" });
	for (const [input, deltas] of [
		[{ productId }, [-1, 8, 7, 6, 5, 4, 3, 2, 1, 5]],
		[{ productId, storeId: shop.storeId }, [-1, 8, 6, 4, 2, 5]],
		[{ productId, reason: "receipt" }, [8, 7, 6, 5, 4, 3, 2, 1]],
		[{ productId, storeId: aarhus, reason: "receipt" }, [7, 5, 3, 1]],
	] as const) {
		const seen: number[] = [];
		let cursor: string | undefined;
		do {
			const page = await productMovements(await shop.tenant(), { ...input, limit: 3, cursor });
			seen.push(...page.items.map(({ delta }) => delta));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		// Over several stores the order is by time, and several acts may share a millisecond.
		if ("storeId" in input) expect(seen).toEqual(deltas);
		else expect([...seen].sort()).toEqual([...deltas].sort());
	}
});

it("lists every shelf by name, page by page", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	for (const name of ["b", "A", "c"]) {
		await stocked(shop, { name, sku: name, initialStock: 1 });
		await stocked(shop, { sku: name, storeId: aarhus, initialStock: 2 });
	}
	const seen: [string, number][] = [];
	let cursor: string | undefined;
	do {
		const page = await listInventory(await shop.tenant(), { limit: 1, cursor });
		seen.push(...page.items.map(({ name, onHand }): [string, number] => [name, onHand]));
		cursor = page.nextCursor ?? undefined;
	} while (cursor);
	expect(seen.map(([name]) => name)).toEqual(["A", "A", "b", "b", "c", "c"]);
	expect(seen.reduce((sum, [, onHand]) => sum + onHand, 0)).toBe(9);
	expect((await listInventory(await shop.tenant(), { storeId: aarhus })).items.map(({ onHand }) => onHand)).toEqual([2, 2, 2]);
	await refuses(shop, async () => listInventory(await shop.tenant(), { limit: 801 }), { code: "validation_failed" });
});

it("shows nothing of another business", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(other, { initialStock: 5 });
	const mine = await stocked(shop);
	for (const ask of [oneProduct, productPage, productMovements]) {
		await refuses(shop, async () => ask(await shop.tenant(), { productId }), { kind: "not_found", code: "product_not_found" });
	}
	await refuses(shop, async () => productMovements(await shop.tenant(), { productId: mine.id, storeId: other.storeId }), {
		kind: "forbidden",
		code: "store_not_yours",
	});
	await refuses(shop, async () => listInventory(await shop.tenant(), { storeId: other.storeId }), {
		kind: "forbidden",
		code: "store_not_yours",
	});
	expect((await listInventory(await shop.tenant(), {})).items).toHaveLength(1);
});
