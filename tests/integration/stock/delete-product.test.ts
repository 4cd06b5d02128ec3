import { expect, it } from "vitest";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { cancelPurchaseOrder } from "#app/purchasing/cancel-purchase-order.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { putOnPurchaseOrder } from "#app/purchasing/put-on-purchase-order.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, shardOf, stocked, tenantAs } from "./shelves.ts";

it("deletes a product nothing but its opening counts refer to, and its SKU is free again", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const product = await stocked(shop, { sku: "A", initialStock: 5 });
	await stocked(shop, { sku: "A", storeId: aarhus });
	const kept = await stocked(shop, { sku: "B", initialStock: 2 });
	expect(await deleteProduct(await shop.tenant(), { productId: product.id })).toEqual({ id: product.id, outcome: "deleted" });
	const { products, stockLevels, stockMovements } = await everything(shop);
	expect([products, stockLevels, stockMovements].map((rows) => rows?.length)).toEqual([1, 1, 1]);
	expect(products).toMatchObject([{ id: kept.id }]);
	expect((await listProducts(await shop.tenant(), { q: "A" })).items).toEqual([]);
	await stocked(shop, { sku: "A" });
	await ledgerHolds(shop);
});

it("archives and hides a product that has lived, and keeps its history", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	expect(await deleteProduct(await shop.tenant(), { productId })).toEqual({ id: productId, outcome: "archived" });
	const { products, stockMovements } = await everything(shop);
	expect(products).toMatchObject([{ status: "archived", isAvailable: 0 }]);
	expect(stockMovements).toHaveLength(2);
	expect((await listProducts(await shop.tenant(), {})).items).toEqual([]);
	expect((await listProducts(await shop.tenant(), { status: "archived" })).items).toHaveLength(1);
});

it("archives a product that only stands on a draft for its vendor, cancelled or not, and deletes it once it is off", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const { id: purchaseOrderId } = await draftPurchaseOrder(await shop.tenant(), {
		vendor: "Marlow & Finch",
		storeId: shop.storeId,
		lines: [{ productId, quantity: 3 }],
	});
	expect(await deleteProduct(await shop.tenant(), { productId })).toEqual({ id: productId, outcome: "archived" });
	expect((await everything(shop)).purchaseOrderLines).toMatchObject([{ productId, quantity: 3 }]);
	await cancelPurchaseOrder(await shop.tenant(), { purchaseOrderId });
	expect(await deleteProduct(await shop.tenant(), { productId })).toEqual({ id: productId, outcome: "archived" });

	const { id: fresh } = await stocked(shop, { sku: "F" });
	const draft = { vendor: "Marlow & Finch", storeId: shop.storeId, lines: [{ productId: fresh, quantity: 1 }] };
	const { id: second } = await draftPurchaseOrder(await shop.tenant(), draft);
	await putOnPurchaseOrder(await shop.tenant(), { purchaseOrderId: second, productId: fresh, quantity: 0 });
	expect(await deleteProduct(await shop.tenant(), { productId: fresh })).toEqual({ id: fresh, outcome: "deleted" });
	const theirs = await stocked(other);
	expect((await deleteProduct(await other.tenant(), { productId: theirs.id })).outcome).toBe("deleted");
	await ledgerHolds(shop);
});

it("archives a product that only an order names, though it was never held or is no longer", async () => {
	const shop = await openShop();
	const [short, letGo] = [await stocked(shop, { sku: "SHORT" }), await stocked(shop, { sku: "GONE", initialStock: 5 })];
	for (const { id: productId } of [short, letGo]) {
		const { id: orderId } = await placeOrder(await shop.tenant(), {
			storeId: shop.storeId,
			lines: [{ productId, quantity: 2 }],
			whenShort: "task",
		});
		await cancelOrder(await shop.tenant(), { orderId });
		expect(await deleteProduct(await shop.tenant(), { productId })).toEqual({ id: productId, outcome: "archived" });
	}
	expect((await everything(shop)).products).toMatchObject([{ status: "archived" }, { status: "archived" }]);
	await ledgerHolds(shop);
});

it("refuses a second time, another business's, and an employee", async () => {
	const [shop, other] = await twoShops();
	const product = await stocked(shop);
	const theirs = await stocked(other);
	await deleteProduct(await shop.tenant(), { productId: product.id }, { key: "k" });
	expect(await deleteProduct(await shop.tenant(), { productId: product.id }, { key: "k" })).toEqual({ id: product.id, outcome: "deleted" });
	await refuses(shop, async () => deleteProduct(await shop.tenant(), { productId: product.id }), {
		kind: "not_found",
		code: "product_not_found",
	});
	await refuses(shop, async () => deleteProduct(await shop.tenant(), { productId: theirs.id }), {
		kind: "not_found",
		code: "product_not_found",
	});
	expect(await rowsOf(other, "SELECT 1 FROM products WHERE businessId = ?", other.businessId)).toHaveLength(1);
	const mine = await stocked(shop);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => deleteProduct(employee, { productId: mine.id }), { kind: "forbidden", code: "missing_permission" });
});

it("never loses what is received while it is being deleted", async () => {
	const shop = await openShop();
	for (let round = 0; round < 8; round++) {
		const { id: productId } = await stocked(shop, { initialStock: 1 });
		const [deleted, received] = await Promise.allSettled([
			(async () => deleteProduct(await shop.tenant(), { productId }))(),
			(async () => receiveStock(await shop.tenant(), { productId, quantity: 1 }))(),
		]);
		const left = await rowsOf(shop, "SELECT 1 FROM stockMovements WHERE businessId = ? AND productId = ?", shop.businessId, productId);
		expect(deleted.status).toBe("fulfilled");
		expect(left).toHaveLength(received.status === "fulfilled" ? 2 : 0);
	}
	await ledgerHolds(shop);
});

it("can lose nothing else: the ledger refuses every other hand", async () => {
	const shop = await openShop();
	const database = shardOf(shop);
	const { id: fresh } = await stocked(shop, { initialStock: 5 });
	const { id: lived } = await stocked(shop, { initialStock: 5 });
	const { id: promised } = await stocked(shop, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId: lived, quantity: 1 });
	await rowsOf(shop, "UPDATE stockLevels SET reserved = 1 WHERE businessId = ? AND productId = ?", shop.businessId, promised);
	const before = await everything(shop);
	const attacks = [
		["UPDATE stockMovements SET delta = 6, qtyAfter = 6 WHERE businessId = ? AND productId = ?", fresh],
		["UPDATE stockMovements SET note = 'x' WHERE businessId = ? AND productId = ?", fresh],
		["DELETE FROM stockMovements WHERE businessId = ? AND productId = ?", fresh],
		["DELETE FROM stockMovements WHERE businessId = ? AND productId = ?", lived],
		["DELETE FROM stockLevels WHERE businessId = ? AND productId = ?", fresh],
		["DELETE FROM stockLevels WHERE businessId = ? AND productId = ?", lived],
		["DELETE FROM products WHERE businessId = ? AND id = ?", lived],
		["DELETE FROM products WHERE businessId = ? AND id = ?", promised],
	] as const;
	for (const [sql, productId] of attacks) {
		await expect(database.prepare(sql).bind(shop.businessId, productId).run(), sql).rejects.toThrow("ledger_append_only");
		expect(await everything(shop)).toEqual(before);
	}
	// A level cannot be renamed away from its movements either, nor a movement be written that does not add up or has the wrong sign.
	await expect(
		database.prepare("UPDATE stockLevels SET storeId = 'x' WHERE businessId = ? AND productId = ?").bind(shop.businessId, fresh).run(),
	).rejects.toThrow("FOREIGN KEY");
	await expect(
		database.prepare("UPDATE stockLevels SET onHand = -1 WHERE businessId = ? AND productId = ?").bind(shop.businessId, fresh).run(),
	).rejects.toThrow("stock_not_oversold");
	const add =
		"INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at) VALUES (?, 'm', ?, ?, 2, 5, ?, ?, ?, 'a', 'a', 0)";
	const write = (delta: number, after: number, reason: string) =>
		database.prepare(add).bind(shop.businessId, shop.storeId, fresh, delta, after, reason).run();
	await expect(write(1, 7, "receipt")).rejects.toThrow("movement_adds_up");
	await expect(write(5, 10, "sale")).rejects.toThrow("movement_sign");
	await expect(write(-5, 0, "receipt")).rejects.toThrow("movement_sign");
	await expect(write(0, 5, "adjustment")).rejects.toThrow("movement_changes_something");
	expect(await everything(shop)).toEqual(before);
});
