import { expect, it } from "vitest";
import { mandateFor } from "#app/identity/mandates.server.ts";
import { someone } from "#app/identity/viewer.server.ts";
import { calendarDay, day, hour, minute } from "#app/platform/time.ts";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { dayJournal } from "#app/sales/journal.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { zReport } from "#app/sales/z-reports.server.ts";
import { Browser } from "../../support/till.ts";
import { openShop, type Shop, testScope, twoShops } from "../../support/world.ts";
import { stock } from "./goods.ts";
import { type OfflineTill, offlineTill } from "./offline.ts";

/** Sales a till made alone and told of days later: in the journal they stand where they were made, and what was counted meanwhile stays counted. */

const zone = "Europe/Copenhagen";
const journalOf = async (shop: Shop, on: string, more: object = {}) =>
	(await dayJournal(await shop.tenant(), { storeId: shop.storeId, day: on, ...more })).items;

it("stands in the journal on the day it was made, marked, and the day it came says that it came", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 10_000 });
	const mette = await offlineTill(shop);
	// Half past midnight in Copenhagen is another day than in UTC.
	const [today, was] = [calendarDay(Date.now(), zone), calendarDay(Date.now() - 3 * day, zone)];
	const midnight = Date.parse(`${was}T00:00:00Z`) - 2 * hour;
	const soldAt = [0, 1, 2, 3].map((n) => midnight + n * hour).find((at) => calendarDay(at, zone) === was) ?? 0;
	expect(new Date(soldAt).toISOString().slice(0, 10)).not.toBe(was);
	const mandate = await mandateThen(mette, soldAt);
	const two = [
		mette.sells([{ product: frame }], { mandate, soldAt: soldAt + 10 * minute }),
		mette.sells([{ product: frame, quantity: 2 }], { mandate, soldAt: soldAt + 20 * minute }),
	];
	const { results } = await mette.handIn(two);
	expect(results.map(({ state }) => state)).toEqual(["sold", "sold"]);
	const rows = await journalOf(shop, was);
	expect(rows).toMatchObject([
		{ type: "order.completed", at: soldAt + 10 * minute, amount: 10_000, number: 1, actorName: "Mette", madeAt: null },
		{ type: "order.completed", at: soldAt + 20 * minute, amount: 20_000, number: 2, actorName: "Mette", madeAt: null },
	]);
	for (const { handedInAt } of rows) expect(calendarDay(handedInAt ?? 0, zone)).toBe(today);
	// Today no money moved: it only says what came, and of when.
	const came = (await journalOf(shop, today)).toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
	expect(came.map(({ type, amount, number, madeAt }) => [type, amount, number, madeAt])).toEqual([
		["till.sale_handed_in", null, 1, soldAt + 10 * minute],
		["till.sale_handed_in", null, 2, soldAt + 20 * minute],
	]);
	// A page at a time it is the same list, and a neighbour's day has none of it.
	const first = await dayJournal(await shop.tenant(), { storeId: shop.storeId, day: was, limit: 1 });
	const second = await dayJournal(await shop.tenant(), { storeId: shop.storeId, day: was, limit: 1, cursor: first.nextCursor ?? "" });
	expect([...first.items, ...second.items]).toEqual(rows);
	expect(second.nextCursor).toBeNull();
	const desk = new Browser();
	desk.jar.set("__Host-session", shop.token);
	expect(String((await desk.call("GET", `/counter/journal?store=${shop.storeId}&day=${was}`)).body)).toContain("Handed in");
	expect(String((await desk.call("GET", `/counter/journal?store=${shop.storeId}`)).body)).toContain("Made");
});

it("of the same day stands between what was sold before it and after it, once, and one sold online is where it was", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9, price: 10_000 });
	const mette = await offlineTill(shop);
	const now = Date.now();
	await sell(await shop.tenant(now - 2), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	const alone = mette.sells([{ product: frame }], { soldAt: now - 1 });
	await sell(await shop.tenant(now), { storeId: shop.storeId, productId: frame.id, quantity: 1 });
	await mette.handIn([alone]);
	await mette.handIn([alone]);
	const rows = await journalOf(shop, calendarDay(now, zone));
	expect(rows.map(({ type, at }) => [type, at])).toEqual([
		["order.completed", now - 2],
		["order.completed", now - 1],
		["order.completed", now],
	]);
	expect(rows.map(({ handedInAt }) => handedInAt !== null)).toEqual([false, true, false]);
	expect(await journalOf(other, calendarDay(now, zone))).toEqual([]);
});

it("a report that was drawn before it came stays as it was, and its page says what came after it", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 9, price: 10_010 });
	const mette = await offlineTill(shop);
	const { storeId } = shop;
	const now = Date.now();
	const drawer = await openTillDrawer(await at(mette, now - 3 * minute), { storeId, openingFloat: 0 });
	const during = now - 2 * minute;
	const [cash, card] = [
		mette.sells([{ product: frame, price: 100.1 }], { soldAt: during }),
		mette.sells([{ product: frame, price: 100.1 }], { soldAt: during, payments: [{ method: "card" }] }),
	];
	const z = await closeDrawer(await at(mette, now - minute), { drawerId: drawer.id, counted: 100 });
	expect(z).toMatchObject({ expected: 0, difference: 10_000 });
	expect(await zReport(await shop.tenant(), { storeId, number: 1 })).toEqual({ ...z, late: { count: 0, total: 0, cash: 0 } });
	await mette.handIn([cash, card, mette.sells([{ product: frame }], { soldAt: now - 1 })]);
	expect(await zReport(await shop.tenant(), { storeId, number: 1 })).toEqual({ ...z, late: { count: 2, total: 20_020, cash: 10_000 } });
	const { status, body } = await shop.call("GET", `/api/v1/stores/${storeId}/z-reports/1`);
	expect([status, body.late]).toEqual([200, { count: 2, total: "200.20", cash: "100.00" }]);
});

/** Whoever is at the till, at an instant. */
async function at({ till }: OfflineTill, now: number) {
	const token = { via: "employee" as const, value: till.jar.get("__Host-EMP_SESS") ?? "" };
	return someone({ ...testScope(now).scope, token, device: { enrolled: till.jar.get("__Host-STORE_SESS") ?? null, pending: null } });
}

/** What shows that somebody was at the till then. */
const mandateThen = async (mette: OfflineTill, then: number) =>
	(await mandateFor(testScope(then).scope, await (await at(mette, Date.now())).principal())) ?? "";
