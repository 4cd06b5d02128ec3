import { expect, it } from "vitest";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { commands } from "#app/platform/command.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { addProduct } from "#app/stock/add-product.server.ts";
import { addVariants } from "#app/stock/add-variants.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { bringBackTransfer } from "#app/stock/bring-back-transfer.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { cancelTransfer } from "#app/stock/cancel-transfer.server.ts";
import { checkShard } from "#app/stock/check-shard.server.ts";
import { closeTransfer } from "#app/stock/close-transfer.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { putOnTransfer } from "#app/stock/put-on-transfer.server.ts";
import { receiveTransfer } from "#app/stock/receive-transfer.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { repairDrift } from "#app/stock/repair-drift.server.ts";
import { saveMatrix } from "#app/stock/save-matrix.server.ts";
import { sendTransfer } from "#app/stock/send-transfer.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { setReorderPoints } from "#app/stock/set-reorder-points.server.ts";
import { undoReorderPoints } from "#app/stock/undo-reorder-points.server.ts";
import { writeOff } from "#app/stock/write-off.server.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { styled } from "./matrices.ts";
import { addStore, ledgerHolds, stocked } from "./shelves.ts";

/** No effect without its event, no event without its effect: over every command of the room, on shelves that are there and shelves that are not. */

const ofTheRoom = ["products", "stockLevels", "stockMovements", "transfers", "transferLines", "stockCounts", "stockCountLines"];
/** What people write down while they work, and which counts for nothing until it is sent or applied. */
const notes: Record<string, string[]> = {
	"stock.put-on-transfer": ["transferLines", "transfers"],
	"stock.count-product": ["stockCountLines", "stockCounts"],
};

const seen = async (shop: Shop): Promise<{ events: number; tables: Map<string, string> }> => {
	const tables = await Promise.all(
		ofTheRoom.map(async (table) => {
			const rows = await rowsOf(shop, `SELECT * FROM ${table} WHERE businessId = ?`, shop.businessId);
			return [table, JSON.stringify(rows)] as const;
		}),
	);
	return { events: (await rowsOf(shop, "SELECT id FROM events WHERE businessId = ?", shop.businessId)).length, tables: new Map(tables) };
};

type Act = { (tenant: Tenant<Viewer>, input: unknown): Promise<unknown>; spec: { name: string } };

/** A shop that holds what it does against the rule, and remembers which commands it has tried. */
async function watchedShop() {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const tried = new Set<string>();
	const act = async <A extends Act>(command: A, input: unknown): Promise<Awaited<ReturnType<A>>> => {
		const { name } = command.spec;
		const before = await seen(shop);
		const answer = await command(await shop.tenant(), input);
		const after = await seen(shop);
		const changed = ofTheRoom.filter((table) => before.tables.get(table) !== after.tables.get(table));
		const said = `${name} ${JSON.stringify(input)}`;
		const mayBeNoted = notes[name];
		if (mayBeNoted) {
			expect(after.events, said).toBe(before.events);
			for (const table of changed) expect(mayBeNoted, said).toContain(table);
		} else expect(after.events > before.events, `${said} changed ${changed.join(", ") || "nothing"}`).toBe(changed.length > 0);
		tried.add(name);
		return answer as Awaited<ReturnType<A>>;
	};
	return { shop, aarhus, act, tried };
}

it("every command of the room leaves an event when it changes something, and none when it does not", async () => {
	const { shop, aarhus, act, tried } = await watchedShop();
	const { storeId } = shop;

	// Values that change nothing, one after another, on a shelf nobody has opened and then on the one they opened.
	for (const input of [
		{ quantity: 0 },
		{ quantity: 0, expectedQuantity: 0 },
		{ quantity: 3 },
		{ quantity: 3 },
		{ quantity: 0 },
		{ delta: 2 },
	]) {
		const fresh = await stocked(shop, { initialStock: 1 });
		for (const at of [aarhus, aarhus, storeId]) {
			if (input.expectedQuantity === 0 && at === storeId) continue;
			await act(adjustStock, { productId: fresh.id, storeId: at, ...input });
		}
	}
	for (const reorderPoint of [0, 4]) {
		const fresh = await stocked(shop);
		for (const at of [aarhus, aarhus, storeId]) await act(setReorderPoint, { productId: fresh.id, storeId: at, reorderPoint });
	}
	for (const [reorderPoint, reorderTo] of [
		[0, 0],
		[4, 9],
	]) {
		const fresh = await stocked(shop);
		for (const at of [aarhus, aarhus, storeId]) {
			const { changeId } = await act(setReorderPoints, { storeId: at, points: [{ productId: fresh.id, reorderPoint, reorderTo }] });
			if (changeId) for (let time = 0; time < 2; time++) await act(undoReorderPoints, { changeId });
		}
	}

	const matrix = await styled(shop);
	const [first = ""] = matrix.ids;
	for (const [fact, value, was] of [
		["onHand", 4, 4],
		["onHand", 6, 4],
		["reorderPoint", 2, 0],
		["price", "100", "100.00"],
		["price", "90", "100.00"],
		["status", "draft", "published"],
	])
		await act(saveMatrix, { styleId: matrix.styleId, storeId, cells: [{ productId: first, fact, value, was }] });
	for (const [fact, value] of [
		["onHand", 0],
		["reorderPoint", 0],
		["onHand", 3],
	])
		await act(saveMatrix, { styleId: matrix.styleId, storeId: aarhus, cells: [{ productId: first, fact, value, was: 0 }] });
	await act(addVariants, { styleId: matrix.styleId, storeId, variants: [{ row: "Black", column: "54" }] });

	const added = await act(addProduct, { storeId, name: "Frame", sku: "ONE", price: "100.00" });
	await act(addProduct, { storeId: aarhus, name: "Frame", sku: "one", price: "100.00", initialStock: 3, reorderPoint: 1 });
	const gone = await act(addProduct, { storeId, name: "Mistake", price: "1.00" });
	await act(deleteProduct, { productId: gone.id });
	const productId = added.id;
	await act(receiveStock, { productId, storeId, quantity: 20 });
	await act(writeOff, { productId, storeId, quantity: 1, note: "broken" });

	const route = { fromStoreId: storeId, toStoreId: aarhus };
	const send = async (quantity = 4) => (await act(draftTransfer, { ...route, lines: [{ productId, quantity }], send: true })).id;
	const draft = (await act(draftTransfer, route)).id;
	for (const put of [{ add: 2 }, { quantity: 2 }, { quantity: 5 }]) await act(putOnTransfer, { transferId: draft, productId, ...put });
	await act(sendTransfer, { transferId: draft });
	await act(receiveTransfer, { transferId: draft, lines: [{ productId, quantity: 2 }] });
	await act(closeTransfer, { transferId: draft, reason: "lost" });
	await act(receiveTransfer, { transferId: draft, lines: [{ productId, quantity: 1 }] });
	await act(bringBackTransfer, { transferId: draft });
	await act(cancelTransfer, { transferId: await send() });
	await act(cancelTransfer, { transferId: (await act(draftTransfer, route)).id });
	await act(bringBackTransfer, { transferId: await send(1) });

	// A count of the store with what is right, what is wrong, and what has no shelf there at all.
	const noShelf = await stocked(shop, { storeId: aarhus });
	for (const uncounted of ["leave", "zero"]) {
		const { id: countId } = await act(openCount, { storeId });
		for (const quantity of [null, 7, 7]) await act(countProduct, { countId, productId, quantity });
		await act(countProduct, { countId, productId, add: 1 });
		await act(countProduct, { countId, productId: noShelf.id, quantity: 0 });
		await act(applyCount, { countId, uncounted });
	}
	await act(cancelCount, { countId: (await act(openCount, { storeId })).id });
	await ledgerHolds(shop);

	await rowsOf(
		shop,
		"UPDATE stockLevels SET onHand = onHand + 5 WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		productId,
		aarhus,
	);
	await checkShard(testScope().scope, shop.shard);
	await act(repairDrift, { productId, storeId: aarhus });
	await act(deleteProduct, { productId });
	await act(deleteProduct, { productId });

	const room = [...commands.keys()].filter(
		(name) => name.startsWith("stock.") || ["catalog.add-product", "catalog.add-variants", "catalog.delete-product"].includes(name),
	);
	// One writes nothing but an event; the other is watched where somebody can hold something (reservations.test.ts).
	expect([...tried, "stock.report-drift", "stock.expire-reservations"].sort()).toEqual(room.sort());
});

it("one shelf is opened once, whoever comes first", async () => {
	const { shop, aarhus } = await watchedShop();
	const { id: productId } = await stocked(shop);
	await Promise.all(
		Array.from({ length: 12 }, async (_, n) =>
			n % 2
				? adjustStock(await shop.tenant(), { productId, storeId: aarhus, quantity: 0 })
				: setReorderPoint(await shop.tenant(), { productId, storeId: aarhus, reorderPoint: 0 }),
		),
	);
	const opened = await rowsOf(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'stock.level_opened' AND storeId = ?",
		shop.businessId,
		aarhus,
	);
	expect(opened).toHaveLength(1);
});
