import { expect, it } from "vitest";
import { noteShelfAtClose } from "#app/orders/note-shelf-at-close.server.ts";
import { ordersReactions } from "#app/orders/reactions.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { gatherWork } from "#app/platform/work.server.ts";
import { compile } from "#app/platform/database.server.ts";
import { hour } from "#app/platform/time.ts";
import { moveStockIn } from "#app/stock/ledger.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { mandateFor } from "#app/identity/mandates.server.ts";
import { stock, write } from "../sales/goods.ts";
import { offlineTill } from "../sales/offline.ts";

/** 23:30 on 10 November in Copenhagen. */
const late = Date.UTC(2026, 10, 10, 22, 30);

async function receive(shop: Shop, productId: string, delta: number, at: number): Promise<void> {
	const { work, gathered } = gatherWork(shop.businessId, at);
	moveStockIn(work, [{ storeId: shop.storeId, productId, delta }], { reason: "receipt", actor: { id: shop.userId, name: "Owner" } });
	await write(
		shop,
		gathered.statements.map(compile).map(({ sql, params }) => [sql, ...params]),
	);
}

const facts = (shop: Shop) =>
	rowsOf<{ day: string; units: number; onHandAtClose: number }>(
		shop,
		"SELECT day, units, onHandAtClose FROM dailyFacts WHERE businessId = ? ORDER BY day",
		shop.businessId,
	);
const machine = (shop: Shop) => machineTenant(testScope().scope, shop, "test");

it("writes down a day on which goods only came, and mends one on which they also sold", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	await receive(shop, frame.id, 4, late);
	await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [frame.id], at: late });
	expect(await facts(shop)).toEqual([{ day: "2026-11-10", units: 0, onHandAtClose: 9 }]);
	await sell(await shop.tenant(late + 60_000), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	await receive(shop, frame.id, 10, late + 120_000);
	await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [frame.id, frame.id], at: late + 120_000 });
	expect(await facts(shop)).toEqual([{ day: "2026-11-10", units: 1, onHandAtClose: 18 }]);
});

it("comes after midnight and still knows what stood there before", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	await receive(shop, frame.id, 4, late);
	await receive(shop, frame.id, 7, late + hour);
	for (const at of [late + hour, late, late]) await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [frame.id], at });
	expect(await facts(shop)).toEqual([
		{ day: "2026-11-10", units: 0, onHandAtClose: 9 },
		{ day: "2026-11-11", units: 0, onHandAtClose: 16 },
	]);
});

it("has one effect for one event, and none for a shelf that never moved", async () => {
	const [shop, other] = await twoShops();
	const [frame, empty] = [await stock(shop, { quantity: 5 }), await stock(shop)];
	const [reaction] = ordersReactions;
	const event = {
		id: "e1",
		type: "stock.received",
		subjectType: "product",
		subjectId: frame.id,
		storeId: shop.storeId,
		actorKind: "user",
		actorId: "u",
		actorName: "O",
		requestId: "r",
		ip: null,
		at: late,
		deviceId: null,
		deviceName: null,
		data: { storeId: shop.storeId, productId: frame.id },
	};
	expect(reaction?.on.map(({ type }) => type)).toEqual([
		"stock.received",
		"stock.adjusted",
		"stock.transfer_sent",
		"stock.transfer_received",
		"stock.transfer_brought_back",
		"stock.count_applied",
		"stock.drift_repaired",
		"stock.goods_received",
		"stock.shelves_adjusted",
	]);
	await reaction?.run(machine(shop), event);
	await reaction?.run(machine(shop), event);
	await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [empty.id], at: late });
	expect(await facts(shop)).toEqual([{ day: "2026-11-10", units: 0, onHandAtClose: 5 }]);
	expect(
		await rowsOf(shop, "SELECT key FROM idempotencyKeys WHERE businessId = ? AND command = 'orders.note-shelf-at-close'", shop.businessId),
	).toEqual([{ key: "e1:orders.note-shelf-at-close" }]);
	// A transfer or a count names many; more than one command takes are several commands of the same event.
	const many = [...Array.from({ length: 1000 }, (_, n) => `gone-${n}`), frame.id];
	await receive(shop, frame.id, 2, late + 1);
	await reaction?.run(machine(shop), { ...event, id: "e2", data: { storeId: shop.storeId, productIds: many } });
	expect(await facts(shop)).toEqual([{ day: "2026-11-10", units: 0, onHandAtClose: 7 }]);
	await expect(noteShelfAtClose(machine(other), { storeId: shop.storeId, productIds: [frame.id], at: late })).rejects.toMatchObject({
		code: "store_not_yours",
	});
	expect(await facts(other)).toEqual([]);
});

it("a sale that is handed in days later stands on its day, and the days since close with what was really there", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 5 });
	const mette = await offlineTill(shop);
	const ago = (days: number) => Date.now() - days * 24 * hour;
	for (const [days, delta] of [
		[4, 4],
		[1, 10],
	] as const) {
		await receive(shop, frame.id, delta, ago(days));
		await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [frame.id], at: ago(days) });
	}
	expect((await facts(shop)).map(({ onHandAtClose }) => onHandAtClose)).toEqual([9, 19]);
	const mandate = await mandateFor(testScope(ago(3) - hour).scope, await (await mette.till.tenant()).principal());
	const { results } = await mette.handIn([mette.sells([{ product: frame, quantity: 2 }], { soldAt: ago(3), mandate })]);
	expect(results).toMatchObject([{ state: "sold" }]);
	const mended = [
		[0, 9],
		[2, 7],
		[0, 17],
		[0, 17],
	];
	const seen = async () => (await facts(shop)).map(({ units, onHandAtClose }) => [units, onHandAtClose]);
	expect(await seen()).toEqual(mended);
	// The news of the goods that came come again, and change nothing of it.
	await noteShelfAtClose(machine(shop), { storeId: shop.storeId, productIds: [frame.id], at: ago(1) });
	expect(await seen()).toEqual(mended);
});
