import { expect, it } from "vitest";
import { checkDriftOfShard, stockDrift } from "#app/stock/check-drift.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { refuses, stocked, tenantAs } from "./shelves.ts";

const reports = (shop: Shop) =>
	rowsOf<{ data: string }>(shop, "SELECT data FROM events WHERE businessId = ? AND type = 'stock.drift_found'", shop.businessId);

it("finds nothing where everything is right", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	await stocked(shop);
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	await checkDriftOfShard(testScope().scope, shop.shard);
	expect(await reports(shop)).toEqual([]);
});

it.each([
	[
		"a shelf that was written by another hand",
		"UPDATE stockLevels SET onHand = onHand + 3 WHERE businessId = ? AND productId = ?",
		{ onHand: 9, ledger: 6, version: 2, movements: 2, gaps: 0 },
	],
	[
		"a number of movements that is not theirs",
		"UPDATE stockLevels SET version = 7 WHERE businessId = ? AND productId = ?",
		{ onHand: 6, version: 7, movements: 2, gaps: 0 },
	],
	[
		"a chain with a gap",
		"INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at) SELECT businessId, 'm', storeId, productId, 9, 1, 1, 2, 'receipt', 'a', 'a', 0 FROM stockLevels WHERE businessId = ? AND productId = ?",
		{ onHand: 6, ledger: 7, version: 2, movements: 3, gaps: 1 },
	],
])("finds %s, in that business only", async (_, sabotage, found) => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await stocked(other, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	await rowsOf(shop, sabotage, shop.businessId, productId);
	expect(await stockDrift(await shop.tenant(), {})).toMatchObject([{ productId, storeId: shop.storeId, ...found }]);
	expect(await stockDrift(await other.tenant(), {})).toEqual([]);
});

it("is written down once per business, as the check's own act, and again when it has become another", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const spoil = () =>
		rowsOf(shop, "UPDATE stockLevels SET onHand = onHand + 1 WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	const check = () => checkDriftOfShard(testScope().scope, shop.shard);
	await spoil();
	expect(await check()).toBeGreaterThanOrEqual(1);
	await check();
	expect((await reports(shop)).map(({ data }) => JSON.parse(data))).toMatchObject([
		{ shelves: 1, examples: [{ productId, onHand: 6, ledger: 5 }] },
	]);
	expect(
		await rowsOf(shop, "SELECT actorKind, actorName FROM events WHERE businessId = ? AND type = 'stock.drift_found'", shop.businessId),
	).toEqual([{ actorKind: "system", actorName: "drift check" }]);
	await spoil();
	await check();
	expect(await reports(shop)).toHaveLength(2);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => stockDrift(employee, {}), { kind: "forbidden", code: "missing_permission" });
});
