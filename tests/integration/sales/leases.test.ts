import { expect, it } from "vitest";
import { sell } from "#app/sales/sell.server.ts";
import { tillLookup } from "#app/sales/queries.server.ts";
import { endLeases } from "#app/sales/offline/end-leases.server.ts";
import { takeLease } from "#app/sales/offline/take-lease.server.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { writeOff } from "#app/stock/write-off.server.ts";
import { addStore } from "../stock/shelves.ts";
import { cleanUpReservations } from "#app/stock/expire-reservations.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { factsOf } from "../../support/till.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { unsettled } from "./counter.ts";
import { discrepancies, type Product, stock } from "./goods.ts";
import { type OfflineTill, offlineTill, ordersOf, promise, shelfOf } from "./offline.ts";

/** What tills keep for the time they are alone: promised once, sold once, and never more of it than there is. */

async function shopThatLeases(units = 2, more: Record<string, unknown> = {}): Promise<Shop> {
	const shop = await openShop();
	await setting(shop, { leaseUnits: units, ...more });
	return shop;
}

async function setting(shop: Shop, change: object): Promise<void> {
	expect(await shop.call("PATCH", `/api/v1/stores/${shop.storeId}/till-settings`, { body: change })).toMatchObject({ status: 200 });
}

async function lease(till: OfflineTill, holds: Record<string, number> = {}): Promise<Record<string, number>> {
	const { status, body } = await till.till.call("POST", "/api/v1/tills/lease", { body: { tillId: till.till.deviceId, holds } });
	expect(status, JSON.stringify(body)).toBe(200);
	return body.units;
}

const online = (shop: Shop, productId: string, quantity: number) => ({ storeId: shop.storeId, lines: [{ productId, quantity }] });

async function whole(shop: Shop): Promise<void> {
	expect(await discrepancies(shop)).toEqual([]);
	expect(await unsettled(shop)).toEqual([]);
}

it("keeps as many of each as the store says and never the last; where it says none, none", async () => {
	const shop = await openShop();
	const [many, two, one] = [await stock(shop, { quantity: 9 }), await stock(shop, { quantity: 2 }), await stock(shop, { quantity: 1 })];
	const mette = await offlineTill(shop);
	expect(await lease(mette)).toEqual({});
	await setting(shop, { leaseUnits: 3, leaseHours: 8 });
	const kept = { [many.id]: 3, [two.id]: 1 };
	expect(await lease(mette)).toEqual(kept);
	expect(await lease(mette, kept)).toEqual(kept);
	expect(await shelfOf(shop, many)).toEqual({ onHand: 9, reserved: 3 });
	expect(await shelfOf(shop, one)).toEqual({ onHand: 1, reserved: 0 });
	expect(await factsOf(shop, "till.lease_taken")).toMatchObject([{ subjectId: mette.till.deviceId, actorName: "Mette" }]);
	await mette.handIn([]);
	expect((await shop.call("GET", "/api/v1/tills/queues")).body.items).toMatchObject([{ leased: 4, leasedUntil: expect.any(String) }]);
	await setting(shop, { leaseUnits: 0 });
	// A till is told first, and what it has heard of is free again the next time.
	expect(await lease(mette, kept)).toEqual({});
	expect(await shelfOf(shop, many)).toEqual({ onHand: 9, reserved: 3 });
	expect(await lease(mette)).toEqual({});
	expect(await shelfOf(shop, many)).toEqual({ onHand: 9, reserved: 0 });
	await whole(shop);
});

it("what one till keeps, another cannot sell; the till itself can, with the network and without, and it is sold once", async () => {
	const shop = await shopThatLeases(2);
	const frame = await stock(shop, { price: 10_000, quantity: 4 });
	const [mette, ali] = [await offlineTill(shop), await offlineTill(shop, "Ali")];
	expect(await lease(mette)).toEqual({ [frame.id]: 2 });
	await expect(sell(await ali.till.tenant(), online(shop, frame.id, 3))).rejects.toMatchObject({
		code: "stock_oversold",
		details: { available: 2 },
	});
	await sell(await ali.till.tenant(), online(shop, frame.id, 2));
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 2, reserved: 2 });
	const seen = await tillLookup(await mette.till.tenant(), { storeId: shop.storeId, products: [frame.id] });
	expect(seen.products).toMatchObject([{ available: 2, leased: 2 }]);
	await sell(await mette.till.tenant(), online(shop, frame.id, 1));
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 1, reserved: 1 });
	const alone = [mette.sells([{ product: frame }])];
	expect((await mette.handIn(alone)).results).toMatchObject([{ state: "sold", short: [] }]);
	expect((await mette.handIn(alone)).results).toMatchObject([{ state: "sold", short: [] }]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 0, reserved: 0 });
	expect(await ordersOf(shop)).toHaveLength(3);
	await whole(shop);
});

it("what is sold alone over what the till keeps may be oversold, and only that", async () => {
	const shop = await shopThatLeases(2);
	const frame = await stock(shop, { quantity: 4 });
	const [mette, ali] = [await offlineTill(shop), await offlineTill(shop, "Ali")];
	await lease(mette);
	await sell(await ali.till.tenant(), online(shop, frame.id, 2));
	const { results } = await mette.handIn([mette.sells([{ product: frame, quantity: 3 }])]);
	expect(results).toMatchObject([{ state: "sold", short: [{ productId: frame.id, quantity: 1 }] }]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 0, reserved: 0 });
	await whole(shop);
});

it("eight tills, web orders and sales at once for the last pieces: what all keep and hold is there", async () => {
	const shop = await shopThatLeases(3);
	const frame = await stock(shop, { quantity: 7 });
	const tills: OfflineTill[] = [];
	for (let n = 0; n < 8; n++) tills.push(await offlineTill(shop, `Till ${n}`));
	const attempt = (act: Promise<unknown>) =>
		act.then(
			() => 1,
			() => 0,
		);
	const [leases, held, sold] = await Promise.all([
		Promise.all(tills.map((till) => lease(till).catch((): Record<string, number> => ({})))),
		attempt(promise(shop, { kind: "order", id: "web" }, frame, 1)),
		attempt(sell(await shop.tenant(), online(shop, frame.id, 1))),
	]);
	const kept = leases.reduce((sum, units) => sum + (units[frame.id] ?? 0), 0);
	expect(kept).toBeGreaterThan(0);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 7 - sold, reserved: kept + held });
	// Whoever came last is sent away by nothing but an empty shelf.
	if (held + sold < 2) expect(kept + held + sold).toBe(7);
	// Everybody goes offline and sells to the bound: nothing is short.
	const handed = await Promise.all(
		tills.map((till, n) => {
			const quantity = leases[n]?.[frame.id] ?? 0;
			return quantity > 0 ? till.handIn([till.sells([{ product: frame, quantity }])]) : till.handIn([]);
		}),
	);
	expect(handed.flatMap(({ results }) => results.flatMap(({ short }) => short))).toEqual([]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 7 - sold - kept, reserved: held });
	await whole(shop);
});

it("follows the shelf, but takes nothing from a till that has not heard of it", async () => {
	const shop = await shopThatLeases(3);
	const frame = await stock(shop, { quantity: 6 });
	const mette = await offlineTill(shop);
	const kept = await lease(mette);
	expect(kept).toEqual({ [frame.id]: 3 });
	await sell(await shop.tenant(), online(shop, frame.id, 3));
	// Three stand there: from now on it may promise one, and until it has heard so three are its own.
	expect(await lease(mette, kept)).toEqual({ [frame.id]: 1 });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 3 });
	expect(await lease(mette, { [frame.id]: 1 })).toEqual({ [frame.id]: 1 });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 1 });
	await whole(shop);
});

it("a held sale that is accepted comes out of what the till kept when it sold it, and never out of what it was given since", async () => {
	const shop = await shopThatLeases(2);
	const [frame, cloth] = [await stock(shop, { quantity: 4 }), await stock(shop, { quantity: 4 })];
	const mette = await offlineTill(shop);
	const accept = async (product: Product, between: () => Promise<unknown>) => {
		await lease(mette, { [product.id]: 2 });
		const sale = mette.sells([{ product }], { mandate: "" });
		expect((await mette.handIn([sale])).results).toMatchObject([{ state: "held", problem: "no_mandate" }]);
		await between();
		const done = await shop.call("POST", `/api/v1/held-sales/${sale.id}/accept`, { body: {} });
		expect([done.status, done.body.short]).toEqual([200, []]);
	};
	// It has asked for nothing since: the piece it sold is one of those it kept.
	await accept(frame, async () => {});
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 1 });
	// It sold one, and was promised two again: those two are there, whoever accepts what.
	await accept(cloth, async () => expect(await lease(mette, { [cloth.id]: 1 })).toMatchObject({ [cloth.id]: 2 }));
	expect(await shelfOf(shop, cloth)).toEqual({ onHand: 3, reserved: 2 });
	await sell(await shop.tenant(), online(shop, cloth.id, 1));
	expect((await mette.handIn([mette.sells([{ product: cloth, quantity: 2 }])])).results).toMatchObject([{ state: "sold", short: [] }]);
	await whole(shop);
});

it("what a till kept is over: a held sale that is accepted then takes what is still put by for it", async () => {
	const shop = await shopThatLeases(2, { leaseHours: 1 });
	const frame = await stock(shop, { quantity: 2 });
	const mette = await offlineTill(shop);
	expect(await lease(mette)).toEqual({ [frame.id]: 1 });
	const sale = mette.sells([{ product: frame, quantity: 2 }], { mandate: "" });
	await mette.handIn([sale]);
	await lease(mette);
	await shop.call("DELETE", `/api/v1/devices/${mette.till.deviceId}`);
	await endLeases(await shop.tenant(), {});
	const done = await shop.call("POST", `/api/v1/held-sales/${sale.id}/accept`, { body: {} });
	expect([done.status, done.body.short]).toEqual([200, []]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 0, reserved: 0 });
	await whole(shop);
});

it("is over when its time is: somebody else buys the pieces, and a sale handed in later is short of them", async () => {
	const shop = await shopThatLeases(2, { leaseHours: 1 });
	const frame = await stock(shop, { quantity: 4 });
	const mette = await offlineTill(shop);
	await lease(mette);
	const later = Date.now() + 2 * hour;
	await cleanUpReservations(testScope(later).scope, shop.shard);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 4, reserved: 0 });
	await sell(await shop.tenant(), online(shop, frame.id, 4));
	const { results } = await mette.handIn([mette.sells([{ product: frame, quantity: 2 }])]);
	expect(results).toMatchObject([{ state: "sold", short: [{ productId: frame.id, quantity: 2 }] }]);
	expect(await lease(mette, { [frame.id]: 2 })).toEqual({});
	await whole(shop);
});

it("is that till's only: no other till's, nobody's without one, no other business's; and the same act twice is one", async () => {
	const [first, second] = await twoShops();
	await setting(first, { leaseUnits: 2 });
	const frame = await stock(first, { quantity: 4 });
	const [mette, ali, theirs] = [await offlineTill(first), await offlineTill(first, "Ali"), await offlineTill(second)];
	const ask = (browser: { call: OfflineTill["till"]["call"] }, tillId: string) =>
		browser.call("POST", "/api/v1/tills/lease", { body: { tillId, holds: {} } });
	for (const browser of [ali.till, theirs.till, first])
		expect(await ask(browser, mette.till.deviceId)).toMatchObject({ status: 403, body: { code: "another_till" } });
	expect(await shelfOf(first, frame)).toEqual({ onHand: 4, reserved: 0 });
	const wish = { tillId: mette.till.deviceId };
	const once = await takeLease(await mette.till.tenant(), wish, { key: "once" });
	expect(await takeLease(await mette.till.tenant(), wish, { key: "once" })).toEqual(once);
	expect(await shelfOf(first, frame)).toEqual({ onHand: 4, reserved: 2 });
	await first.call("DELETE", `/api/v1/devices/${mette.till.deviceId}`);
	expect(await ask(mette.till, mette.till.deviceId)).toMatchObject({ status: 401 });
});

it("gives way to what is true of the goods: counted, corrected, broken, sent away; what an order holds does not", async () => {
	const shop = await shopThatLeases(3);
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	const keeps = async (units: number) => expect(await lease(mette)).toEqual(units > 0 ? { [frame.id]: units } : {});
	const correct = (body: object) => shop.call("PATCH", `/api/v1/products/${frame.id}/stock`, { body: { storeId: shop.storeId, ...body } });
	await promise(shop, { kind: "order", id: "web" }, frame, 2);
	await keeps(3);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 9, reserved: 5 });
	// As long as there is enough beside it, it stays.
	expect(await correct({ delta: -4, reason: "adjustment" })).toMatchObject({ status: 200 });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 5, reserved: 5 });
	// Two more are missing: two of the three are given back.
	expect(await correct({ quantity: 3, reason: "count" })).toMatchObject({ status: 200 });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 3 });
	expect(await correct({ quantity: 2, reason: "count" })).toMatchObject({ status: 200 });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 2, reserved: 2 });
	expect(await correct({ quantity: 1, reason: "count" })).toMatchObject({ status: 409, body: { code: "would_go_below_reserved" } });
	const here = { storeId: shop.storeId };
	/** Nine stand there again, three of them kept by the till and two promised to the order; then something takes them down to three. */
	const afterwards = async (act: () => Promise<unknown>) => {
		expect(await correct({ quantity: 9, reason: "count" })).toMatchObject({ status: 200 });
		await keeps(3);
		await act();
		expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 3 });
	};
	await afterwards(async () => writeOff(await shop.tenant(), { ...here, productId: frame.id, quantity: 6, note: "Trod on" }));
	await afterwards(async () => {
		const { id: countId } = await openCount(await shop.tenant(), { ...here, scope: "products", productIds: [frame.id] });
		await countProduct(await shop.tenant(), { countId, productId: frame.id, quantity: 3 });
		await applyCount(await shop.tenant(), { countId, uncounted: "leave" });
	});
	const toStoreId = await addStore(shop, "Odense");
	await afterwards(async () =>
		draftTransfer(await shop.tenant(), { fromStoreId: shop.storeId, toStoreId, lines: [{ productId: frame.id, quantity: 6 }], send: true }),
	);
	await whole(shop);
});

it("gives back no more than is missing, and first what the till keeps that was heard last", async () => {
	const shop = await shopThatLeases(2);
	const frame = await stock(shop, { quantity: 9 });
	const [mette, ali] = [await offlineTill(shop), await offlineTill(shop, "Ali")];
	const here = { storeId: shop.storeId, productId: frame.id };
	for (const till of [mette, ali]) expect(await lease(till)).toEqual({ [frame.id]: 2 });
	await writeOff(await shop.tenant(), { ...here, quantity: 6, note: "Stolen" });
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 3, reserved: 3 });
	// Mette, alone since, sells both of hers.
	expect((await mette.handIn([mette.sells([{ product: frame, quantity: 2 }])])).results).toMatchObject([{ state: "sold", short: [] }]);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 1, reserved: 1 });
	await whole(shop);
});

it("does not keep a product from being deleted", async () => {
	const shop = await shopThatLeases(2);
	const frame = await stock(shop, { quantity: 4 });
	const mette = await offlineTill(shop);
	expect(await lease(mette)).toEqual({ [frame.id]: 2 });
	const gone = await shop.call("DELETE", `/api/v1/products/${frame.id}`);
	expect([gone.status, gone.body], JSON.stringify(gone.body)).toMatchObject([200, { outcome: "deleted" }]);
	expect(await lease(mette, { [frame.id]: 2 })).toEqual({});
	await whole(shop);
});

it("ends with the till: what a revoked one kept is free after the next cleanup", async () => {
	const shop = await shopThatLeases(2);
	const frame = await stock(shop, { quantity: 4 });
	const [mette, ali] = [await offlineTill(shop), await offlineTill(shop, "Ali")];
	await lease(mette);
	expect(await lease(ali)).toEqual({ [frame.id]: 1 });
	await shop.call("DELETE", `/api/v1/devices/${mette.till.deviceId}`);
	const tenant = await shop.tenant();
	await endLeases(tenant, {});
	await cleanUpReservations(testScope(Date.now() + 1).scope, shop.shard);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 4, reserved: 1 });
	await whole(shop);
});

it("knows a sale whose answer was lost as long as its till may come back with it, and other keys a week", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9 });
	const mette = await offlineTill(shop);
	const away = mette.sells([{ product: frame }]);
	const sold = await sell(
		await mette.till.tenant(),
		{ storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] },
		{ key: away.id },
	);
	await stock(shop, { quantity: 1 });
	const keys = async (days: number) => {
		await runJob(testScope(Date.now() + days * day).scope, { job: "forget-old-keys", shard: shop.shard });
		return rowsOf(shop, "SELECT command, key FROM idempotencyKeys WHERE businessId = ?", shop.businessId);
	};
	expect(await keys(60)).toEqual([{ command: "sales.sell", key: away.id }]);
	expect((await mette.handIn([away])).results).toMatchObject([{ state: "sold", orderId: sold.orderId }]);
	expect(await ordersOf(shop)).toHaveLength(1);
	expect(await shelfOf(shop, frame)).toEqual({ onHand: 8, reserved: 0 });
	expect(await keys(91)).toEqual([]);
});
