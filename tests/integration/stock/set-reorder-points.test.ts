import { expect, it } from "vitest";
import { setReorderPoints } from "#app/stock/set-reorder-points.server.ts";
import { undoReorderPoints } from "#app/stock/undo-reorder-points.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, refuses, stocked, tenantAs } from "./shelves.ts";

const standing = (shop: Shop) =>
	rowsOf<{ productId: string; storeId: string; reorderPoint: number; reorderTo: number }>(
		shop,
		"SELECT productId, storeId, reorderPoint, reorderTo FROM stockLevels WHERE businessId = ? ORDER BY productId, storeId",
		shop.businessId,
	);

it("sets many at once, says what they were, and counts only what changed", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const [one, two, three] = await Promise.all([1, 2, 3].map(() => stocked(shop, { reorderPoint: 1 })));
	const ids = [one, two, three].map((product) => product?.id ?? "");
	const points = ids.map((productId, index) => ({ productId, reorderPoint: index + 1, reorderTo: index * 4 }));
	const tenant = await shop.tenant();
	const done = await setReorderPoints(tenant, { storeId: shop.storeId, points }, { key: "k" });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(done.changed).toBe(2);
	expect(done.before).toEqual(expect.arrayContaining(ids.slice(1).map((productId) => ({ productId, reorderPoint: 1, reorderTo: 0 }))));
	expect(await setReorderPoints(await shop.tenant(), { storeId: shop.storeId, points }, { key: "k" })).toEqual(done);
	expect((await standing(shop)).map(({ reorderPoint, reorderTo }) => [reorderPoint, reorderTo]).sort()).toEqual([
		[1, 0],
		[2, 4],
		[3, 8],
	]);
	const before = await everything(shop);
	expect(await setReorderPoints(await shop.tenant(), { storeId: shop.storeId, points })).toEqual({
		changed: 0,
		before: [],
		changeId: null,
	});
	expect(await everything(shop)).toEqual(before);

	await setReorderPoints(await shop.tenant(), { storeId: aarhus, points: [{ productId: ids[0], reorderPoint: 2, reorderTo: 2 }] });
	expect(await standing(shop)).toHaveLength(4);
	const facts = await rowsOf<{ storeId: string; data: string }>(
		shop,
		"SELECT storeId, data FROM events WHERE businessId = ? AND type = 'stock.reorder_points_set' ORDER BY id",
		shop.businessId,
	);
	expect(facts.map(({ storeId, data }) => [storeId, JSON.parse(data).productIds.length])).toEqual([
		[shop.storeId, 2],
		[aarhus, 1],
	]);
});

it("refuses all of them for one that makes no sense, is not there, or is not ours", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop);
	const { id: theirs } = await stocked(other);
	const set =
		(points: object[], storeId = shop.storeId) =>
		async () =>
			setReorderPoints(await shop.tenant(), { storeId, points });
	const good = { productId, reorderPoint: 2, reorderTo: 5 };
	await refuses(shop, set([good, { productId: theirs, reorderPoint: 1, reorderTo: 0 }]), { kind: "not_found", code: "product_not_found" });
	await refuses(shop, set([{ ...good, reorderTo: 1 }]), {
		kind: "invalid",
		code: "validation_failed",
		details: { issues: [{ field: `${productId}.reorderTo`, rule: "below_point", message: expect.any(String) }] },
	});
	await refuses(shop, set([{ ...good, reorderPoint: -1 }]), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, set([]), { kind: "invalid", code: "validation_failed" });
	await refuses(shop, set([good], other.storeId), { kind: "forbidden", code: "store_not_yours" });
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => setReorderPoints(employee, { storeId: shop.storeId, points: [good] }), {
		kind: "forbidden",
		code: "missing_permission",
	});
});

it("is taken back once, but for what somebody has set since, and that can be taken back too", async () => {
	const [shop, other] = await twoShops();
	const ids = (await Promise.all([1, 2].map(() => stocked(shop, { reorderPoint: 1 })))).map(({ id }) => id);
	const set = async (points: object[]) => setReorderPoints(await shop.tenant(), { storeId: shop.storeId, points });
	const at = async () =>
		new Map((await standing(shop)).map(({ productId, reorderPoint, reorderTo }) => [productId, [reorderPoint, reorderTo]]));
	const { changeId } = await set(ids.map((productId) => ({ productId, reorderPoint: 5, reorderTo: 9 })));
	await set([{ productId: ids[1], reorderPoint: 7, reorderTo: 9 }]);

	const before = await everything(shop);
	await refuses(other, async () => undoReorderPoints(await other.tenant(), { changeId }), { kind: "not_found", code: "change_not_found" });
	expect(await everything(shop)).toEqual(before);

	const tenant = await shop.tenant();
	const undone = await undoReorderPoints(tenant, { changeId }, { key: "u" });
	expect(tenant.scope.meter.trips).toBe(2);
	expect(undone).toMatchObject({ changed: 1, kept: 1 });
	expect(await undoReorderPoints(await shop.tenant(), { changeId }, { key: "u" })).toEqual(undone);
	expect(await at()).toEqual(
		new Map([
			[ids[0], [1, 0]],
			[ids[1], [7, 9]],
		]),
	);
	expect(await undoReorderPoints(await shop.tenant(), { changeId })).toEqual({ changed: 0, kept: 2, changeId: null });
	await undoReorderPoints(await shop.tenant(), { changeId: undone.changeId });
	expect((await at()).get(ids[0] ?? "")).toEqual([5, 9]);
});

it("never takes back what is set at the same moment", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { reorderPoint: 1 });
	const set = async (reorderPoint: number) =>
		setReorderPoints(await shop.tenant(), { storeId: shop.storeId, points: [{ productId, reorderPoint, reorderTo: 0 }] });
	for (let round = 0; round < 5; round++) {
		const { changeId } = await set(10 + round);
		const [undone] = await Promise.all([undoReorderPoints(await shop.tenant(), { changeId }), set(50 + round)]);
		// Whichever came first, what was set stands: undone before it, or kept because of it.
		expect([(await standing(shop))[0]?.reorderPoint, undone.changed + undone.kept]).toEqual([50 + round, 1]);
	}
});
