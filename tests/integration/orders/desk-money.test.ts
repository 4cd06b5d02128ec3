import { expect, it } from "vitest";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { completeOrder } from "#app/orders/fulfil-order.server.ts";
import { giveBackOrder } from "#app/orders/give-back-order.server.ts";
import { payOrder, processOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { refundShortfall } from "#app/orders/settle-shortfall.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { dayJournal } from "#app/sales/journal.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { listZReports, xReport } from "#app/sales/z-reports.server.ts";
import { Browser, hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";
import { placed } from "./web-order.ts";

/** What is paid and given back of orders away from the till lies in a drawer all the same: in whose, and that its reports and the journal say so. */

const cash = { method: "cash" };
const reportOf = async (shop: Shop, drawerId: string) => (await xReport(await shop.tenant(), { drawerId })).report;
const placesOf = (shop: Shop, orderId: string) =>
	rowsOf<{ amount: number; drawerId: string | null }>(
		shop,
		"SELECT amount, drawerId FROM payments WHERE businessId = ? AND orderId = ? ORDER BY id",
		shop.businessId,
		orderId,
	);

it("cash for an order goes into the drawer that is named, comes out of it again, and X, Z and journal count it", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_010 });
	const drawer = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: "100" });
	const drawerId = drawer.id;
	const first = await placed(shop, [[frame, 2]]);
	const paid = { orderId: first.id, ...cash, drawerId };
	await payOrder(await shop.tenant(), paid, { key: "pay" });
	// Twice is once.
	await payOrder(await shop.tenant(), paid, { key: "pay" });
	// Coins say no ten øre: 200.20 is 200.00 in the drawer.
	expect(await reportOf(shop, drawerId)).toMatchObject({
		sales: { count: 0 },
		payments: [{ method: "cash", count: 1, in: 20_020, out: 0 }],
		ofOrders: { count: 1, in: 20_020, out: 0 },
		rounding: -20,
		expected: 30_000,
	});
	await processOrder(await shop.tenant(), { orderId: first.id });
	await completeOrder(await shop.tenant(), { orderId: first.id });
	const { lines } = await orderSheet(await shop.tenant(), { orderId: first.id });
	await refundOrder(await shop.tenant(), { orderId: first.id, lines: [{ lineId: lines[0]?.id, quantity: 1 }], drawerId });
	expect(await reportOf(shop, drawerId)).toMatchObject({ refunds: { count: 1, total: 10_010 }, ofOrders: { count: 1 }, expected: 20_000 });

	// Paid as it is taken, called off again; one with two pieces of which one is given back.
	const { id: second } = await placeOrder(await shop.tenant(), {
		storeId,
		lines: [{ productId: frame.id, quantity: 1 }],
		paid: { ...cash, drawerId },
	});
	await cancelOrder(await shop.tenant(), { orderId: second, drawerId });
	const third = await placed(shop, [[frame, 2]]);
	await payOrder(await shop.tenant(), { orderId: third.id, ...cash, drawerId });
	const [line] = (await orderSheet(await shop.tenant(), { orderId: third.id })).lines;
	await giveBackOrder(await shop.tenant(), { orderId: third.id, lines: [{ lineId: line?.id, quantity: 1 }], drawerId });
	const z = await closeDrawer(await shop.tenant(), { drawerId, counted: 300 });
	expect(z).toMatchObject({
		expected: 30_000,
		difference: 0,
		report: { ofOrders: { count: 5, in: 20_020 + 10_010 + 20_020, out: 10_010 + 10_010 } },
	});
	const { items } = await dayJournal(await shop.tenant(), { storeId });
	expect(items.map(({ type, amount }) => [type, amount])).toEqual([
		["drawer.opened", 10_000],
		["order.paid", 20_020],
		["order.completed", null],
		["order.refunded", -10_010],
		["order.placed", 10_010],
		["order.cancelled", -10_010],
		["order.paid", 20_020],
		["order.refunded", -10_010],
		["drawer.closed", 30_000],
	]);
});

it("money for what is not there comes out of the drawer that is named", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 1, price: 10_000 });
	const { id: drawerId } = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	const { id: short } = await placeOrder(await shop.tenant(), {
		storeId,
		channel: "storefront",
		lines: [{ productId: frame.id, quantity: 3 }],
		paid: { ...cash, drawerId },
		whenShort: "task",
	});
	const [line] = (await orderSheet(await shop.tenant(), { orderId: short })).lines;
	await refundShortfall(await shop.tenant(), { orderId: short, lineId: line?.id, drawerId });
	expect((await reportOf(shop, drawerId)).ofOrders).toMatchObject({ in: 30_000, out: 20_000 });
});

it("the last that is not there calls the order off, and its money stands in the journal once", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 0, price: 10_000 });
	const { id: drawerId } = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	const lines = [{ productId: frame.id, quantity: 2 }];
	const { id } = await placeOrder(await shop.tenant(), {
		storeId,
		channel: "storefront",
		lines,
		paid: { ...cash, drawerId },
		whenShort: "task",
	});
	const [line] = (await orderSheet(await shop.tenant(), { orderId: id })).lines;
	expect(await refundShortfall(await shop.tenant(), { orderId: id, lineId: line?.id, drawerId })).toMatchObject({ status: "CANCELLED" });
	const { body } = await shop.call("GET", `/api/v1/journal?storeId=${storeId}`);
	expect(body.items.map((row: Record<string, unknown>) => [row.type, row.number, row.amount])).toEqual([
		["drawer.opened", null, "0.00"],
		["order.placed", null, "200.00"],
		["order.shortfall_settled", null, "-200.00"],
	]);
	const desk = new Browser();
	desk.jar.set("__Host-session", shop.token);
	const page = String((await desk.call("GET", `/counter/journal?store=${storeId}`)).body);
	expect(page).toContain(`href="/orders/${id}"`);
	expect(page).not.toContain("/counter/receipts/");
});

it("what was paid before it came to the till, nobody says how, is no drawer's; nor is it when it goes back", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const anna = await hire(shop, "Anna", { role: "manager" });
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const { id: drawerId } = await openTillDrawer(await till.tenant(), { storeId, openingFloat: 0 });
	const lines = [{ productId: frame.id, quantity: 1 }];
	const { id } = await placeOrder(await till.tenant(), { storeId, lines, paid: {} });
	const unpaid = await placed(shop, [[frame, 1]]);
	await payOrder(await till.tenant(), { orderId: unpaid.id });
	await cancelOrder(await till.tenant(), { orderId: id });
	await processOrder(await till.tenant(), { orderId: unpaid.id });
	await completeOrder(await till.tenant(), { orderId: unpaid.id });
	await refundOrder(await till.tenant(), { orderId: unpaid.id });
	for (const orderId of [id, unpaid.id])
		expect(await placesOf(shop, orderId)).toEqual([
			{ amount: 10_000, drawerId: null },
			{ amount: -10_000, drawerId: null },
		]);
	expect(await reportOf(shop, drawerId)).toMatchObject({ payments: [], ofOrders: { count: 0 }, expected: 0 });
	// A card is the till's terminal's.
	await placeOrder(await till.tenant(), { storeId, lines, paid: { method: "card" } });
	expect((await reportOf(shop, drawerId)).ofOrders).toEqual({ count: 1, in: 10_000, out: 0 });
});

it("cash for another store's order lies in the drawer of the till it is taken at, and in that store's journal", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const { body: second } = await shop.call("POST", "/api/stores", { body: { name: "Nørrebro" } });
	const till = await tillOf(shop, second.id);
	till.jar.set("__Host-session", shop.token);
	const other = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	const drawerId = String((await till.call("POST", "/api/v1/drawers", { body: { storeId: second.id, openingFloat: 0 } })).body.id);
	const order = await placed(shop, [[frame, 2]]);
	expect(String((await till.call("GET", `/orders/${order.id}`)).body)).toContain("though the order is another store’s");
	const paid = await till.call("POST", `/api/v1/orders/${order.id}/pay`, { body: { ...cash, drawerId: other.id } });
	expect(paid.status).toBe(200);
	await processOrder(await shop.tenant(), { orderId: order.id });
	await completeOrder(await shop.tenant(), { orderId: order.id });
	const [line] = (await orderSheet(await shop.tenant(), { orderId: order.id })).lines;
	const back = await till.call("POST", `/api/v1/orders/${order.id}/refund`, { body: { lines: [{ lineId: line?.id, quantity: 1 }] } });
	expect(back.status).toBeLessThan(300);
	expect(await placesOf(shop, order.id)).toEqual([
		{ amount: 20_000, drawerId },
		{ amount: -10_000, drawerId },
	]);
	// The goods and their receipt are of the other store.
	expect(await reportOf(shop, drawerId)).toMatchObject({
		refunds: { count: 0 },
		ofOrders: { count: 2, in: 20_000, out: 10_000 },
		receipts: { first: null, last: null },
		expected: 10_000,
	});
	expect(await reportOf(shop, other.id)).toMatchObject({ expected: 0, payments: [] });
	const journalOf = async (at: string) =>
		(await dayJournal(await shop.tenant(), { storeId: at })).items.map(({ type, amount }) => [type, amount]);
	expect(await journalOf(second.id)).toEqual([
		["drawer.opened", 0],
		["order.paid", 20_000],
		["order.refunded", -10_000],
	]);
	expect(await journalOf(storeId)).toEqual([
		["drawer.opened", 0],
		["order.completed", null],
		["order.refunded", null],
	]);
});

it("at a till it is the till's own drawer whatever is named, and none where none is open there", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const anna = await hire(shop, "Anna", { role: "manager" });
	const [here, there] = [await tillOf(shop), await tillOf(shop)];
	for (const till of [here, there]) await showPin(till, anna.slug, anna.pin);
	const [own, other] = [
		await openTillDrawer(await here.tenant(), { storeId, openingFloat: 0 }),
		await openTillDrawer(await there.tenant(), { storeId, openingFloat: 0 }),
	];
	const order = await placed(shop, [[frame, 1]]);
	const paid = await here.call("POST", `/api/v1/orders/${order.id}/pay`, { body: { ...cash, drawerId: other.id } });
	expect(paid.status).toBe(200);
	expect(await placesOf(shop, order.id)).toEqual([{ amount: 10_000, drawerId: own.id }]);
	// Taken with an order it is there too; what is said to be paid already came in elsewhere.
	const taken = async (paid: object) => {
		const { id } = await placeOrder(await here.tenant(), { storeId, lines: [{ productId: frame.id, quantity: 1 }], paid });
		return (await placesOf(shop, id)).map(({ drawerId }) => drawerId);
	};
	expect([await taken({ method: "card" }), await taken({})]).toEqual([[own.id], [null]]);
	await closeDrawer(await here.tenant(), { drawerId: own.id, counted: 100 });
	await processOrder(await shop.tenant(), { orderId: order.id });
	await completeOrder(await shop.tenant(), { orderId: order.id });
	// The till's drawer is counted; what leaves now is in none, and the sealed report stays.
	await refundOrder(await here.tenant(), { orderId: order.id, drawerId: other.id });
	expect(await placesOf(shop, order.id)).toEqual([
		{ amount: 10_000, drawerId: own.id },
		{ amount: -10_000, drawerId: null },
	]);
	expect((await reportOf(shop, other.id)).payments).toEqual([]);
	expect((await listZReports(await shop.tenant(), { storeId })).items).toMatchObject([{ expected: 10_000, difference: 0 }]);
});

it("from afar, with no drawer named, it lies in none, knowingly", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const { id: drawerId } = await openTillDrawer(await shop.tenant(), { storeId: shop.storeId, openingFloat: 0 });
	const order = await placed(shop, [[frame, 1]]);
	await payOrder(await shop.tenant(), { orderId: order.id, ...cash });
	expect(await placesOf(shop, order.id)).toEqual([{ amount: 10_000, drawerId: null }]);
	expect(await reportOf(shop, drawerId)).toMatchObject({ expected: 0, payments: [] });
	expect((await dayJournal(await shop.tenant(), { storeId: shop.storeId })).items.map(({ type }) => type)).toEqual(["drawer.opened"]);
});

it("refuses a drawer that is counted, of another store or of another business, and writes nothing", async () => {
	const [shop, foreign] = await twoShops();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const order = await placed(shop, [[frame, 1]]);
	const { body: second } = await shop.call("POST", "/api/stores", { body: { name: "Nørrebro" } });
	const elsewhere = await openTillDrawer(await shop.tenant(), { storeId: second.id, openingFloat: 0 });
	const theirs = await openTillDrawer(await foreign.tenant(), { storeId: foreign.storeId, openingFloat: 0 });
	const counted = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	await closeDrawer(await shop.tenant(), { drawerId: counted.id, counted: 0 });
	for (const [drawer, code] of [
		[elsewhere, "drawer_not_found"],
		[theirs, "drawer_not_found"],
		[counted, "drawer_closed"],
	] as const)
		await expect(payOrder(await shop.tenant(), { orderId: order.id, ...cash, drawerId: drawer.id }), code).rejects.toMatchObject({ code });
	expect(await placesOf(shop, order.id)).toEqual([]);
	expect(await orderSheet(await shop.tenant(), { orderId: order.id })).toMatchObject({ paymentStatus: "unpaid" });
});

it("the order's page asks which drawer before scripts, and says at a till that none is open", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const [order, other] = [await placed(shop, [[frame, 1]]), await placed(shop, [[frame, 1]])];
	const path = `/orders/${order.id}`;
	const desk = new Browser();
	desk.jar.set("__Host-session", shop.token);
	expect(String((await desk.call("GET", path)).body)).toContain("No drawer is open in the store");
	const { id: drawerId } = await openTillDrawer(await shop.tenant(), { storeId, till: "Window", openingFloat: 0 });
	const page = String((await desk.call("GET", path)).body);
	expect(page).toContain(`<option value="${drawerId}">The drawer of till Window</option>`);
	const fields = {
		intent: "pay",
		method: "cash",
		commandId: crypto.randomUUID(),
		version: /name="version" value="(\d+)"/.exec(page)?.[1] ?? "",
	};
	expect((await desk.form(path, { ...fields, drawer: drawerId })).status).toBe(303);
	expect(await placesOf(shop, order.id)).toEqual([{ amount: 10_000, drawerId }]);
	const till = await tillOf(shop);
	till.jar.set("__Host-session", shop.token);
	expect(String((await till.call("GET", `/orders/${other.id}`)).body)).toContain("No drawer is open at Till 1");
});

it("of a deposit the rest is owed, and one as large as the order, or larger, is no deposit", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 10, price: 10_000 });
	const wish = { storeId: shop.storeId, lines: [{ productId: frame.id, quantity: 1 }] };
	for (const owed of ["100.00", "250.00"]) {
		const refused = await shop.call("POST", "/api/orders", { body: { ...wish, paid: { owed } } });
		expect([refused.status, refused.body.details.issues[0].field]).toEqual([400, "paid.owed"]);
	}
	const { body: order } = await shop.call("POST", "/api/orders", { body: { ...wish, paid: { owed: "70.00" } } });
	const paid = async () =>
		rowsOf(
			shop,
			"SELECT sum(amount) AS paid, (SELECT owed FROM orders AS o WHERE o.id = orderId) AS owed FROM payments WHERE orderId = ?",
			order.id,
		);
	expect(await paid()).toEqual([{ paid: 3000, owed: 7000 }]);
	const more = await shop.call("POST", `/api/orders/${order.id}/pay`, { body: { owed: "70.00" } });
	expect([more.status, more.body.details?.issues?.[0]?.field]).toEqual([400, "owed"]);
	expect((await shop.call("POST", `/api/orders/${order.id}/pay`, { body: { owed: "20.00" } })).status).toBe(200);
	expect(await paid()).toEqual([{ paid: 8000, owed: 2000 }]);
});
