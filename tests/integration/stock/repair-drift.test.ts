import { expect, it } from "vitest";
import { stockDrift } from "#app/stock/check-drift.server.ts";
import { productPage } from "#app/stock/queries.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { repairDrift } from "#app/stock/repair-drift.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

const tamper = (shop: Shop, productId: string, change: string) =>
	rowsOf(shop, `UPDATE stockLevels SET ${change} WHERE businessId = ? AND productId = ?`, shop.businessId, productId);
const repair = async (shop: Shop, productId: string, quantity?: number, key?: string) =>
	repairDrift(await shop.tenant(), { productId, storeId: shop.storeId, quantity }, { key });
const steps = (shop: Shop, productId: string) =>
	rowsOf<{ delta: number; qtyAfter: number; note: string; reason: string; actorName: string; referenceType: string }>(
		shop,
		"SELECT delta, qtyAfter, note, reason, actorName, referenceType FROM stockMovements WHERE businessId = ? AND productId = ? ORDER BY seq",
		shop.businessId,
		productId,
	);
const facts = (shop: Shop) =>
	rowsOf<{ data: string; actorName: string; storeId: string }>(
		shop,
		"SELECT data, actorName, storeId FROM events WHERE businessId = ? AND type = 'stock.drift_repaired'",
		shop.businessId,
	);

it("lists what drifted by name and SKU", async () => {
	const shop = await openShop();
	const { id: productId, sku } = await stocked(shop, { name: "KNUD", initialStock: 6 });
	await tamper(shop, productId, "onHand = 9");
	expect(await stockDrift(await shop.tenant(), {})).toMatchObject([{ productId, name: "KNUD", sku, onHand: 9, ledger: 6 }]);
});

it("goes back to what the ledger adds up to, as movements that say who did it, in two round trips", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 6 });
	await tamper(shop, productId, "onHand = 9");
	const tenant = await shop.tenant();
	const { product, movement } = await repairDrift(tenant, { productId, storeId: shop.storeId });
	expect(tenant.scope.meter.trips).toBe(2);
	expect([product.inventory.quantity, movement?.qtyAfter]).toEqual([6, 6]);
	expect((await steps(shop, productId)).slice(1)).toEqual([
		{
			delta: 3,
			qtyAfter: 9,
			note: "repair: changed without a movement",
			reason: "adjustment",
			actorName: "Owner",
			referenceType: "drift",
		},
		{ delta: -3, qtyAfter: 6, note: "repair", reason: "adjustment", actorName: "Owner", referenceType: "repair" },
	]);
	expect((await facts(shop)).map(({ data, ...fact }) => ({ ...fact, data: JSON.parse(data) }))).toEqual([
		{
			actorName: "Owner",
			storeId: shop.storeId,
			data: {
				productId,
				storeId: shop.storeId,
				before: { onHand: 9, ledger: 6, version: 1, movements: 1, gaps: 0 },
				after: { onHand: 6 },
			},
		},
	]);
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	await ledgerHolds(shop);
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
});

it.each([
	["fewer than the ledger says", 2, undefined, 6, [-4, 4]],
	["to what was found there, which is what the shelf says", 9, 9, 9, [3]],
	["to what was found there, which nobody said", 9, 4, 4, [3, -5]],
])("from a shelf %s", async (_, tampered, found, ends, deltas) => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 6 });
	await tamper(shop, productId, `onHand = ${tampered}`);
	expect(await repair(shop, productId, found)).toMatchObject({ product: { inventory: { quantity: ends } } });
	expect((await steps(shop, productId)).slice(1).map(({ delta }) => delta)).toEqual(deltas);
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	await ledgerHolds(shop);
});

it("settles a chain that broke while goods went on moving, and the sum and the next movements hold", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 6 });
	await tamper(shop, productId, "onHand = 9");
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	expect(await stockDrift(await shop.tenant(), {})).toMatchObject([{ onHand: 10, ledger: 7, gaps: 1 }]);
	await repair(shop, productId);
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	await receiveStock(await shop.tenant(), { productId, quantity: 2 });
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	const rows = await steps(shop, productId);
	expect(rows.reduce((sum, { delta }) => sum + delta, 0)).toBe(9);
	expect(rows.at(-1)?.qtyAfter).toBe(9);
	expect(await productPage(await shop.tenant(), { productId })).toMatchObject({ agrees: true });
	await tamper(shop, productId, "onHand = 8");
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	expect(await stockDrift(await shop.tenant(), {})).toMatchObject([{ onHand: 9, ledger: 10 }]);
});

it("settles a number of movements that is not theirs, and a movement from nowhere", async () => {
	const shop = await openShop();
	const { id: numbered } = await stocked(shop, { initialStock: 6 });
	await tamper(shop, numbered, "version = 7");
	expect(await repair(shop, numbered)).toMatchObject({ movement: null, product: { inventory: { quantity: 6 } } });
	const { id: foreign } = await stocked(shop, { initialStock: 6 });
	await rowsOf(
		shop,
		"INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at) SELECT businessId, 'm', storeId, productId, 9, 1, 1, 2, 'receipt', 'a', 'a', 0 FROM stockLevels WHERE businessId = ? AND productId = ?",
		shop.businessId,
		foreign,
	);
	expect(await repair(shop, foreign)).toMatchObject({ product: { inventory: { quantity: 7 } } });
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	await receiveStock(await shop.tenant(), { productId: foreign, quantity: 1 });
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
});

it("is once, refuses where nothing drifted, and asks for permission and one's own store", async () => {
	const [shop, other] = await twoShops();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { initialStock: 6 });
	await refuses(shop, () => repair(shop, productId), { kind: "conflict", code: "no_drift" });
	await tamper(shop, productId, "onHand = 9");
	const all = await Promise.all(Array.from({ length: 8 }, () => repair(shop, productId, undefined, "one")));
	for (const each of all) expect(each).toEqual(all[0]);
	expect(await facts(shop)).toHaveLength(1);
	await refuses(shop, () => repair(shop, productId), { kind: "conflict", code: "no_drift" });

	await tamper(shop, productId, "onHand = 9, reserved = 7");
	await refuses(shop, () => repair(shop, productId), {
		kind: "conflict",
		code: "would_go_below_reserved",
		details: { reserved: 7, wanted: 6 },
	});
	await refuses(shop, async () => repairDrift(await shop.tenant(), { productId, storeId: aarhus }), { kind: "conflict", code: "no_drift" });
	const before = await everything(shop);
	await expect(repairDrift(await other.tenant(), { productId, storeId: shop.storeId })).rejects.toMatchObject({ code: "store_not_yours" });
	await expect(repairDrift(await other.tenant(), { productId, storeId: other.storeId })).rejects.toMatchObject({
		code: "product_not_found",
	});
	expect(await everything(shop)).toEqual(before);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => repairDrift(employee, { productId, storeId: shop.storeId }), { kind: "forbidden", code: "missing_permission" });
});
