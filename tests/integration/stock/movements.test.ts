import { expect, it } from "vitest";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { listMovements } from "#app/stock/movements.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, stocked } from "./shelves.ts";

type Asked = Parameters<typeof listMovements>[1];

/** Every page of what is asked for, and what the dearest page read. */
async function pages(shop: Shop, asked: Asked) {
	const items: Awaited<ReturnType<typeof listMovements>>["items"] = [];
	let [read, turned] = [0, 0];
	for (let cursor: string | null | undefined; cursor !== null; turned++) {
		const tenant = await shop.tenant();
		const page = await listMovements(tenant, { ...asked, ...(cursor && { cursor }) });
		items.push(...page.items);
		read = Math.max(read, tenant.scope.meter.rowsRead);
		cursor = page.nextCursor;
	}
	return { items, read, turned };
}

/** A long life of a shelf: `sales` of them, with a write-off before and after. */
async function history(shop: Shop, productId: string, sales: number): Promise<void> {
	const tenant = () => shop.tenant();
	await adjustStock(await tenant(), { productId, storeId: shop.storeId, delta: -1, reason: "damage", note: "first" });
	await rowsOf(
		shop,
		`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			SELECT businessId, substr(id, 1, 14) || printf('7000-8000-%012x', i), storeId, productId, seq + i, qtyAfter - iif(i % 2, 0, 1), iif(i % 2, -1, 1), qtyAfter - i % 2, iif(i % 2, 'sale', 'return'), 'till', 'Till', at
			FROM (SELECT * FROM stockMovements WHERE businessId = ? AND productId = ? ORDER BY seq DESC LIMIT 1) CROSS JOIN n`,
		sales,
		shop.businessId,
		productId,
	);
	await rowsOf(
		shop,
		"UPDATE stockLevels SET version = version + ? WHERE businessId = ? AND productId = ?",
		sales,
		shop.businessId,
		productId,
	);
	await adjustStock(await tenant(), { productId, storeId: shop.storeId, delta: -1, reason: "damage", note: "last" });
}

it("tells what happened anywhere, newest first, by any of its filters", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: one, sku } = await stocked(shop, { name: "KNUD", initialStock: 5 });
	const { id: two } = await stocked(shop, { name: "TORA", storeId: aarhus, initialStock: 5 });
	const later = Date.now() + 60_000;
	await receiveStock(await shop.tenant(later), { productId: one, storeId: shop.storeId, quantity: 1 });
	await adjustStock(await shop.tenant(later + 1), { productId: two, storeId: aarhus, delta: -1, reason: "damage", note: "stepped on" });
	const transfer = await draftTransfer(await shop.tenant(later + 2), {
		fromStoreId: shop.storeId,
		toStoreId: aarhus,
		lines: [{ productId: one, quantity: 2 }],
		send: true,
	});
	const told = async (asked: Asked) =>
		(await listMovements(await shop.tenant(), asked)).items.map(({ name, reason, delta }) => `${name} ${reason} ${delta}`);
	const [sent, damage, receipt, tora, knud] = [
		"KNUD transfer_out -2",
		"TORA damage -1",
		"KNUD receipt 1",
		"TORA initial 5",
		"KNUD initial 5",
	];
	expect(await told({})).toEqual([sent, damage, receipt, tora, knud]);
	expect(await told({ storeId: aarhus })).toEqual([damage, tora]);
	expect(await told({ productId: one })).toEqual([sent, receipt, knud]);
	expect(await told({ reason: "initial" })).toEqual([tora, knud]);
	expect(await told({ reason: "initial", storeId: aarhus })).toEqual([tora]);
	expect(await told({ actorId: shop.userId, reason: "damage" })).toEqual([damage]);
	expect(await told({ actorId: "nobody" })).toEqual([]);
	expect(await told({ from: new Date(later + 1).toISOString() })).toEqual([sent, damage]);
	expect(await told({ until: new Date(later + 1).toISOString() })).toEqual([receipt, tora, knud]);
	expect(await told({ productId: one, storeId: shop.storeId, reason: "receipt", actorId: shop.userId })).toEqual([receipt]);
	const [first] = (await listMovements(await shop.tenant(), { limit: 1 })).items;
	expect(first).toMatchObject({
		sku,
		storeName: "Shop One",
		referenceType: "transfer",
		referenceId: transfer.id,
		qtyBefore: 6,
		qtyAfter: 4,
	});
	for (const asked of [{}, { storeId: aarhus }, { productId: one }, { reason: "initial" as const }, { actorId: shop.userId }]) {
		const whole = await told(asked);
		expect((await pages(shop, { ...asked, limit: 2 })).items.map(({ name, reason, delta }) => `${name} ${reason} ${delta}`)).toEqual(whole);
	}
});

it("reads no more of a long history than of a short one, however rare what is asked for", async () => {
	const [short, long] = await twoShops();
	const { id: few } = await stocked(short, { initialStock: 9 });
	const { id: lots } = await stocked(long, { initialStock: 9 });
	await history(short, few, 10);
	await history(long, lots, 2500);
	const asks: [name: string, atMost: number, asked: Asked][] = [
		["everything", 500, {}],
		["a store", 500, { storeId: long.storeId }],
		["a rare reason", 100, { reason: "damage" }],
		["a person who did little", 100, { actorId: long.userId }],
		["a rare reason of a product", 5000, { productId: lots, reason: "damage" }],
		["a person who never did that", 5000, { actorId: "till", reason: "damage" }],
	];
	for (const [name, atMost, asked] of asks) {
		const tenant = await long.tenant();
		await listMovements(tenant, { ...asked, limit: 20 });
		const { trips, rowsRead } = tenant.scope.meter;
		expect([name, trips, Math.max(rowsRead, atMost)]).toEqual([name, 1, atMost]);
	}
	const rare = await pages(long, { reason: "damage", limit: 20 });
	expect([rare.items.map(({ note }) => note), rare.turned]).toEqual([["last", "first"], 1]);
	expect(rare.read).toBeLessThan(100);
	const ofProduct = await pages(long, { productId: lots, reason: "damage", limit: 20 });
	expect([ofProduct.items.map(({ note }) => note), ofProduct.turned]).toEqual([["last", "first"], 3]);
	expect((await pages(long, { actorId: long.userId, limit: 20 })).items).toHaveLength(3);
	expect((await pages(long, { limit: 200 })).items).toHaveLength(2503);

	const unfiltered = async (shop: Shop) => {
		const tenant = await shop.tenant();
		await listMovements(tenant, { limit: 5 });
		return tenant.scope.meter.rowsRead;
	};
	expect(Math.abs((await unfiltered(long)) - (await unfiltered(short)))).toBeLessThan(20);
}, 60_000);

it("says down to which instant it has looked when it found nothing there", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 9 });
	await history(shop, productId, 1500);
	const { items, nextCursor, reached } = await listMovements(await shop.tenant(), { productId, reason: "receipt" });
	expect(items).toEqual([]);
	expect(nextCursor).not.toBeNull();
	expect(reached).toBeGreaterThan(Date.now() - 60_000);
});

it("shows nobody another business's, and refuses a store that is not one's own", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	expect((await listMovements(await other.tenant(), { productId })).items).toEqual([]);
	expect((await listMovements(await other.tenant(), { actorId: shop.userId })).items).toEqual([]);
	await expect(listMovements(await other.tenant(), { storeId: shop.storeId })).rejects.toMatchObject({ code: "store_not_yours" });
});
