import { expect, it } from "vitest";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { dayJournal } from "#app/sales/journal.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { tillSheet } from "#app/sales/queries.server.ts";
import { xReport } from "#app/sales/z-reports.server.ts";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { tillOf } from "../../support/till.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { discrepancies, stock } from "./goods.ts";

/** What somebody who is let into several stores sells at one's till of another's goods: the goods are of that store, the money lies in the till's own drawer. */

type Made = { id: string; order: { id: string } };

/** A till of a second store, at which the owner sells; and how they are at it. */
async function tillElsewhere(shop: Shop) {
	const { body: second } = await shop.call("POST", "/api/stores", { body: { name: "Nørrebro" } });
	const till = await tillOf(shop, second.id);
	till.jar.set("__Host-session", shop.token);
	async function owner(): Promise<Tenant<Viewer>> {
		const { scope } = testScope();
		const device = { enrolled: till.jar.get("__Host-STORE_SESS") ?? null, pending: null };
		const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: shop.token }, device });
		if (!tenant) throw new Error("nobody is there");
		return tenant;
	}
	const post = async (path: string, body: object): Promise<Made> => {
		const { status, body: said } = await till.call("POST", path, { body });
		expect(status, JSON.stringify(said)).toBeLessThan(300);
		return said;
	};
	return { storeId: String(second.id), till, owner, post };
}

const reportOf = async (shop: Shop, drawerId: string) => (await xReport(await shop.tenant(), { drawerId })).report;
const journalOf = async (shop: Shop, storeId: string) =>
	(await dayJournal(await shop.tenant(), { storeId })).items.map(({ type, amount, detail }) => [type, amount, detail]);
const placesOf = async (shop: Shop, orderId: string) =>
	(
		await rowsOf<{ drawerId: string | null }>(
			shop,
			"SELECT DISTINCT drawerId FROM payments WHERE businessId = ? AND orderId = ?",
			shop.businessId,
			orderId,
		)
	).map(({ drawerId }) => drawerId);

it("a sale of another store's goods is paid into the till's own drawer, counted there once, and in its store's journal", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const here = await tillElsewhere(shop);
	const theirs = await openTillDrawer(await shop.tenant(), { storeId: shop.storeId, openingFloat: 0 });
	const sheet = async () => (await tillSheet(await here.owner(), { storeId: shop.storeId, till: "1" })).drawerOpen;
	expect(await sheet()).toBe(false);
	const drawerId = (await here.post("/api/v1/drawers", { storeId: here.storeId, openingFloat: 0 })).id;
	expect(await sheet()).toBe(true);
	expect((await tillSheet(await shop.tenant(), { storeId: here.storeId, till: "1" })).drawerOpen).toBe(false);
	const sale = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 2 }], payments: [{ method: "cash" }] };
	const first = await here.post("/api/v1/sales", sale);
	const orderId = first.order.id;
	expect(await placesOf(shop, orderId)).toEqual([drawerId]);
	// The goods and their receipt are of their store; a device of another business stands nowhere near.
	expect(await reportOf(shop, drawerId)).toMatchObject({
		sales: { count: 0 },
		ofOrders: { count: 1, in: 20_000, out: 0 },
		receipts: { first: null, last: null },
		expected: 20_000,
	});
	expect(await reportOf(shop, theirs.id)).toMatchObject({ sales: { count: 0 }, payments: [], expected: 0 });
	expect((await tillSheet(await other.tenant(), { storeId: other.storeId, till: "1" })).drawerOpen).toBe(false);
	expect(await journalOf(shop, here.storeId)).toEqual([
		["drawer.opened", 0, expect.any(String)],
		["order.completed", 20_000, "First One"],
	]);
	expect(await journalOf(shop, shop.storeId)).toEqual([
		["drawer.opened", 0, "1"],
		["order.completed", null, ""],
	]);
	const z = await closeDrawer(await shop.tenant(), { drawerId, counted: 200 });
	expect(z).toMatchObject({ expected: 20_000, difference: 0, storeId: here.storeId });
	// A till without a drawer takes it all the same, as everywhere; what lies in the other store's is none of its business.
	const second = await here.post("/api/v1/sales", sale);
	expect(await placesOf(shop, second.order.id)).toEqual([null]);
	expect(await reportOf(shop, theirs.id)).toMatchObject({ payments: [], expected: 0 });
	expect(await discrepancies(shop)).toEqual([]);
});

it("where a drawer of the goods' store stands at the till too, theirs is in that one; one of another currency is none", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const here = await tillElsewhere(shop);
	const own = await here.post("/api/v1/drawers", { storeId: here.storeId, openingFloat: 0 });
	const theirs = await here.post("/api/v1/drawers", { storeId: shop.storeId, openingFloat: 0 });
	const sale = { storeId: shop.storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] };
	await here.post("/api/v1/sales", sale);
	expect(await reportOf(shop, theirs.id)).toMatchObject({ sales: { count: 1 }, ofOrders: { count: 0 }, expected: 10_000 });
	expect(await reportOf(shop, own.id)).toMatchObject({ expected: 0 });
	await closeDrawer(await shop.tenant(), { drawerId: theirs.id, counted: 100 });
	await rowsOf(shop, "UPDATE drawers SET currency = 'SEK' WHERE businessId = ? AND id = ? RETURNING id", shop.businessId, own.id);
	expect((await tillSheet(await here.owner(), { storeId: shop.storeId, till: "1" })).drawerOpen).toBe(false);
	const { order } = await here.post("/api/v1/sales", sale);
	expect(await placesOf(shop, order.id)).toEqual([null]);
});

it("an exchange and an undo pay out of the drawer the sale was paid into, and X, Z and journals add up", async () => {
	const shop = await openShop();
	const [frame, cloth] = [await stock(shop, { quantity: 10, price: 10_000 }), await stock(shop, { quantity: 10, price: 4_000 })];
	const here = await tillElsewhere(shop);
	const drawerId = (await here.post("/api/v1/drawers", { storeId: here.storeId, openingFloat: "100" })).id;
	const sell = async (productId: string) => {
		const { order } = await here.post("/api/v1/sales", { storeId: shop.storeId, productId, quantity: 1, payments: [{ method: "cash" }] });
		return order.id;
	};
	const brought = await sell(frame.id);
	const [{ id: lineId } = { id: "" }] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM orderLines WHERE businessId = ? AND orderId = ?",
		shop.businessId,
		brought,
	);
	await here.post(`/api/v1/orders/${brought}/exchange`, {
		lines: [{ lineId, quantity: 1 }],
		sale: { lines: [{ productId: cloth.id, quantity: 1 }] },
	});
	// 100.00 lay there, 100.00 came, 60.00 of them went back.
	expect(await reportOf(shop, drawerId)).toMatchObject({ expected: 14_000, sales: { count: 0 }, refunds: { count: 0 } });
	const undone = await sell(frame.id);
	expect(await reportOf(shop, drawerId)).toMatchObject({ expected: 24_000 });
	await here.post(`/api/v1/orders/${undone}/undo`, {});
	expect(await placesOf(shop, undone)).toEqual([drawerId]);
	const { report } = await closeDrawer(await shop.tenant(), { drawerId, counted: 140 });
	expect(report).toMatchObject({ expected: 14_000, receipts: { first: null, last: null } });
	const amounts = (rows: Awaited<ReturnType<typeof journalOf>>) =>
		rows.filter(([type]) => String(type).startsWith("order.")).map(([, amount]) => Number(amount));
	expect((await journalOf(shop, shop.storeId)).every(([, amount]) => amount === null)).toBe(true);
	expect(amounts(await journalOf(shop, here.storeId)).reduce((all, amount) => all + amount, 0)).toBe(4_000);
	expect(await discrepancies(shop)).toEqual([]);
});
