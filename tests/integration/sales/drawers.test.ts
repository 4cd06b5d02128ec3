import { expect, it } from "vitest";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { refundSale } from "#app/sales/refund.server.ts";
import { editTillSettings } from "#app/sales/edit-settings.server.ts";
import { moveCash } from "#app/sales/move-cash.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { tillSheet } from "#app/sales/queries.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { listZReports, xReport, zReport } from "#app/sales/z-reports.server.ts";
import { hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { unsettled } from "./counter.ts";
import { countRows, stock, write } from "./goods.ts";

it("counts a day: float, cash with its rounding, cards, refunds, cash in and out; X as it stands, Z for ever", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const [frame, book] = [await stock(shop, { price: 9997, quantity: 20 }), await stock(shop, { price: 20_000, quantity: 20, taxRate: 0 })];
	const drawer = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: "500" }, { key: "open" });
	expect(await openTillDrawer(await shop.tenant(), { storeId, openingFloat: "500" }, { key: "open" })).toEqual(drawer);
	await expect(openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 })).rejects.toMatchObject({
		code: "drawer_open",
		details: { till: "1", by: "Owner" },
	});

	const cash = await sell(await shop.tenant(), {
		storeId,
		productId: frame.id,
		quantity: 1,
		payments: [{ method: "cash", received: "200" }],
	});
	await sell(await shop.tenant(), {
		storeId,
		lines: [{ productId: book.id, quantity: 2, discount: { percent: 10 } }],
		payments: [{ method: "card" }],
	});
	// At another till, which has no drawer: not this one's.
	await sell(await shop.tenant(), { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }], till: "2" });
	await refundSale(await shop.tenant(), { saleId: cash.lines[0]?.id });
	await moveCash(await shop.tenant(), { drawerId: drawer.id, direction: "in", amount: 100, reason: "change" });
	expect(await moveCash(await shop.tenant(), { drawerId: drawer.id, direction: "out", amount: "45.50", reason: "stamps" })).toMatchObject({
		amount: -4550,
		expected: 55_450,
	});

	const { report } = await xReport(await shop.tenant(), { drawerId: drawer.id });
	expect(report).toEqual({
		version: 2,
		openingFloat: 50_000,
		sales: { count: 2, units: 3, discount: 4000, total: 45_997, tax: 1999 },
		refunds: { count: 1, units: 1, total: 9997, tax: 1999 },
		taxes: [
			{ rate: 0, goods: 36_000, tax: 0 },
			{ rate: 2500, goods: 0, tax: 0 },
		],
		payments: [
			{ method: "card", count: 1, in: 36_000, out: 0 },
			{ method: "cash", count: 2, in: 9997, out: 9997 },
		],
		ofOrders: { count: 0, in: 0, out: 0 },
		rounding: 0,
		paidIn: 10_000,
		paidOut: 4550,
		expected: 55_450,
		receipts: { first: 1, last: 4 },
	});
	const denominations = { "500": 1, "50": 1, "2": 2 };
	const z = await closeDrawer(await shop.tenant(), { drawerId: drawer.id, denominations, note: "fifty short" }, { key: "z" });
	expect(z).toMatchObject({ number: 1, expected: 55_450, counted: 55_400, difference: -50, note: "fifty short", report });
	expect(await closeDrawer(await shop.tenant(), { drawerId: drawer.id, denominations, note: "fifty short" }, { key: "z" })).toEqual(z);
	for (const again of [
		closeDrawer(await shop.tenant(), { drawerId: drawer.id, counted: 0 }),
		moveCash(await shop.tenant(), { drawerId: drawer.id, direction: "in", amount: 1, reason: "late" }),
	])
		await expect(again).rejects.toMatchObject({ kind: "conflict", code: "drawer_closed" });
	// What is sold later belongs to no drawer, and the report stays.
	await sell(await shop.tenant(), { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] });
	expect((await listZReports(await shop.tenant(), { storeId })).items).toEqual([z]);
	for (const statement of [
		"UPDATE zReports SET counted = 1 WHERE businessId = ?",
		"DELETE FROM zReports WHERE businessId = ?",
		"UPDATE drawers SET openingFloat = 1 WHERE businessId = ?",
		"DELETE FROM drawerMoves WHERE businessId = ?",
	])
		await expect(write(shop, [[statement, shop.businessId]]), statement).rejects.toThrow();
	expect(await unsettled(shop)).toEqual([]);
});

it("tells goods without their tax sale by sale, also where the store began to price without it in the middle of the day", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const [frame, book] = [await stock(shop, { price: 10_000, quantity: 20 }), await stock(shop, { price: 4_000, quantity: 20, taxRate: 0 })];
	const drawer = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	const pays = { storeId, payments: [{ method: "cash" }] };
	const before = await sell(await shop.tenant(), { ...pays, productId: frame.id, quantity: 2 });
	await sell(await shop.tenant(), { ...pays, productId: book.id, quantity: 1 });
	await editTillSettings(await shop.tenant(), { storeId, taxIncluded: false });
	const after = await sell(await shop.tenant(), { ...pays, productId: frame.id, quantity: 2 });
	// 25 % lie within 200.00, and come on top of it: 160.00 and 200.00 of goods.
	expect([before, after]).toMatchObject([
		{ total: 20_000, tax: 4000 },
		{ total: 25_000, tax: 5000 },
	]);
	const taxes = async () => (await xReport(await shop.tenant(), { drawerId: drawer.id })).report.taxes;
	expect(await taxes()).toEqual([
		{ rate: 0, goods: 4000, tax: 0 },
		{ rate: 2500, goods: 36_000, tax: 9000 },
	]);
	// What was sold before is given back as it was sold.
	await refundSale(await shop.tenant(), { saleId: before.lines[0]?.id, quantity: 1 });
	expect((await taxes())[1]).toEqual({ rate: 2500, goods: 28_000, tax: 7000 });
	await refundSale(await shop.tenant(), { saleId: after.lines[0]?.id, quantity: 1 });
	const { report } = await closeDrawer(await shop.tenant(), { drawerId: drawer.id, counted: "265" });
	expect(report).toMatchObject({
		sales: { total: 49_000, tax: 9000 },
		refunds: { total: 22_500, tax: 4500 },
		taxes: [
			{ rate: 0, goods: 4000, tax: 0 },
			{ rate: 2500, goods: 18_000, tax: 4500 },
		],
		expected: 26_500,
	});
	// Goods and their tax are what was sold, less what went back.
	const { sales, refunds } = report;
	expect(report.taxes.reduce((all, { goods, tax }) => all + goods + tax, 0)).toBe(sales.total - refunds.total);
});

it("reads a report that was sealed with the tax in its goods as one of today, and leaves its row as it is", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { quantity: 20, price: 10_000 });
	const reports: string[] = [];
	for (const [index, taxIncluded] of [true, false].entries()) {
		await editTillSettings(await shop.tenant(), { storeId, taxIncluded });
		const { id } = await openTillDrawer(await shop.tenant(), { storeId, till: String(index + 1), openingFloat: 0 });
		await sell(await shop.tenant(), { storeId, till: String(index + 1), payments: [{ method: "cash" }], productId: frame.id, quantity: 1 });
		const { report } = await xReport(await shop.tenant(), { drawerId: id });
		expect(report.taxes).toEqual([taxIncluded ? { rate: 2500, goods: 8000, tax: 2000 } : { rate: 2500, goods: 10_000, tax: 2500 }]);
		// As it was drawn before: what a line came to, tax and all, where its price had it in.
		const sealed = JSON.stringify({ ...report, taxes: report.taxes.map((each) => ({ ...each, goods: 10_000 })), version: undefined });
		await rowsOf(
			shop,
			`INSERT INTO zReports (businessId, storeId, number, drawerId, till, currency, expected, counted, difference, note, report, actorId, actorName, at)
			SELECT businessId, storeId, ?, id, till, currency, 0, 0, 0, '', ?, openedBy, openedByName, openedAt FROM drawers WHERE businessId = ? AND id = ? RETURNING 1`,
			index + 1,
			sealed,
			shop.businessId,
			id,
		);
		reports.unshift(sealed);
	}
	const { items } = await listZReports(await shop.tenant(), { storeId });
	expect(items.map(({ report }) => report.taxes)).toEqual([
		[{ rate: 2500, goods: 10_000, tax: 2500 }],
		[{ rate: 2500, goods: 8000, tax: 2000 }],
	]);
	expect((await zReport(await shop.tenant(), { storeId, number: 1 })).report.taxes).toEqual([{ rate: 2500, goods: 8000, tax: 2000 }]);
	expect(await rowsOf(shop, "SELECT report FROM zReports WHERE businessId = ? ORDER BY number DESC", shop.businessId)).toEqual(
		reports.map((report) => ({ report })),
	);
});

it("counts every cash sale in the drawer or after it, when it is closed between them", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { price: 10_000, quantity: 100 });
	const drawer = await openTillDrawer(await shop.tenant(), { storeId, openingFloat: 0 });
	const sales = Array.from({ length: 20 }, async () =>
		sell(await shop.tenant(), { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] }),
	);
	const closing = Array.from({ length: 3 }, async () => closeDrawer(await shop.tenant(), { drawerId: drawer.id, counted: 0 }));
	const outcomes = await Promise.allSettled([...sales.slice(0, 10), ...closing, ...sales.slice(10)]);
	expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(21);
	const [row] = await rowsOf<{ within: number; after: number; expected: number; closed: number }>(
		shop,
		`SELECT sum(drawerId IS NOT NULL) AS within, sum(drawerId IS NULL) AS after, (SELECT expected FROM zReports WHERE businessId = p.businessId) AS expected,
			(SELECT count(*) FROM zReports WHERE businessId = p.businessId) AS closed FROM payments p WHERE businessId = ?`,
		shop.businessId,
	);
	expect(row?.closed).toBe(1);
	expect((row?.within ?? 0) + (row?.after ?? 0)).toBe(20);
	expect(row?.expected).toBe((row?.within ?? 0) * 10_000);
});

it("numbers Z reports of parallel tills without a gap", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const drawers = await Promise.all(
		Array.from({ length: 6 }, async (_, n) => openTillDrawer(await shop.tenant(), { storeId, till: `${n}`, openingFloat: 0 })),
	);
	await Promise.all(drawers.map(async ({ id }) => closeDrawer(await shop.tenant(), { drawerId: id, counted: 0 })));
	const { items } = await listZReports(await shop.tenant(), { storeId });
	expect(items.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
});

it("opens one drawer at a till, however many ask at once", async () => {
	const shop = await openShop();
	const asked = await Promise.allSettled(
		Array.from({ length: 5 }, async () => openTillDrawer(await shop.tenant(), { storeId: shop.storeId, openingFloat: 1 })),
	);
	expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(1);
	for (const each of asked) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "drawer_open" });
});

it("keeps drawers of another business out of reach, and refuses what is no amount", async () => {
	const [shop, other] = await twoShops();
	const drawer = await openTillDrawer(await shop.tenant(), { storeId: shop.storeId, openingFloat: 0 });
	const before = await countRows(shop);
	await expect(openTillDrawer(await other.tenant(), { storeId: shop.storeId, openingFloat: 0 })).rejects.toMatchObject({
		code: "store_not_yours",
	});
	await expect(xReport(await other.tenant(), { drawerId: drawer.id })).rejects.toMatchObject({ code: "drawer_not_found" });
	await expect(closeDrawer(await other.tenant(), { drawerId: drawer.id, counted: 0 })).rejects.toMatchObject({ code: "drawer_not_found" });
	await expect(moveCash(await other.tenant(), { drawerId: drawer.id, direction: "in", amount: 1, reason: "x" })).rejects.toMatchObject({
		code: "drawer_not_found",
	});
	for (const amount of ["0", "1.005", "many"])
		await expect(moveCash(await shop.tenant(), { drawerId: drawer.id, direction: "in", amount, reason: "x" })).rejects.toMatchObject({
			code: "validation_failed",
		});
	await expect(closeDrawer(await shop.tenant(), { drawerId: drawer.id })).rejects.toMatchObject({ code: "validation_failed" });
	expect(await countRows(shop)).toEqual(before);
});

it("a till keeps its drawer when it is named anew, two of one name have two, and nobody names another's", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { price: 10_000, quantity: 20 });
	const anna = await hire(shop, "Anna");
	const [first, second] = [await tillOf(shop), await tillOf(shop)];
	for (const till of [first, second]) await showPin(till, anna.slug, anna.pin);
	const name = async (till: typeof first, name: string) =>
		expect((await shop.call("PATCH", `/api/v1/devices/${till.deviceId}`, { body: { name } })).status).toBe(200);
	await name(first, "Door");
	await name(second, "Door");
	const [one, two] = [
		await openTillDrawer(await first.tenant(), { storeId, openingFloat: 0 }),
		await openTillDrawer(await second.tenant(), { storeId, openingFloat: 0 }),
	];
	expect([one, two]).toMatchObject([
		{ till: "Door", deviceId: first.deviceId },
		{ till: "Door", deviceId: second.deviceId },
	]);
	await expect(openTillDrawer(await first.tenant(), { storeId, till: "elsewhere", openingFloat: 0 })).rejects.toMatchObject({
		code: "drawer_open",
	});
	await name(first, "Window");
	const cash = { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] };
	const sold = await sell(await first.tenant(), cash);
	await sell(await first.tenant(), { ...cash, till: "Door" });
	await sell(await second.tenant(), { ...cash, till: "Window" });
	await undoSale(await first.tenant(), { orderId: sold.orderId, till: "Door" });
	// A browser that is no till has a drawer of its own, whatever it is called.
	await sell(await shop.tenant(), { ...cash, till: "Door" });
	expect((await tillSheet(await first.tenant(), { storeId, till: "Nowhere" })).drawerOpen).toBe(true);
	expect((await tillSheet(await shop.tenant(), { storeId, till: "Door" })).drawerOpen).toBe(false);
	for (const [drawer, sales] of [
		[one, 2],
		[two, 1],
	] as const)
		expect((await xReport(await shop.tenant(), { drawerId: drawer.id })).report).toMatchObject({
			sales: { count: sales },
			expected: 10_000,
		});
	expect(await closeDrawer(await first.tenant(), { drawerId: one.id, counted: 100 })).toMatchObject({ till: "Door", difference: 0 });
	expect(await openTillDrawer(await first.tenant(), { storeId, openingFloat: 0 })).toMatchObject({ till: "Window" });
});

it("the drawer of a till that is gone is counted and closed at another, without scripts", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const frame = await stock(shop, { price: 10_000, quantity: 5 });
	const anna = await hire(shop, "Anna");
	const [lost, here] = [await tillOf(shop), await tillOf(shop)];
	for (const till of [lost, here]) await showPin(till, anna.slug, anna.pin);
	const left = await openTillDrawer(await lost.tenant(), { storeId, openingFloat: 0 });
	const own = await openTillDrawer(await here.tenant(), { storeId, openingFloat: 0 });
	await sell(await lost.tenant(), { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] });
	await shop.call("DELETE", `/api/v1/devices/${lost.deviceId}`);
	const path = `/counter/drawer?store=${storeId}`;
	const closingOf = (page: string, drawerId: string) =>
		page.match(/<form.*?<\/form>/gs)?.find((form) => form.includes('value="close"') && form.includes(`value="${drawerId}"`)) ?? "";
	const commandIn = (form: string) => /name="commandId" value="([^"]+)"/.exec(form)?.[1] ?? "";
	const page = String((await here.call("GET", path)).body);
	const [form, ownForm] = [closingOf(page, left.id), closingOf(page, own.id)];
	expect(commandIn(form)).not.toBe(commandIn(ownForm));
	const fields = { intent: "close", store: storeId, drawer: left.id, commandId: commandIn(form) };
	// What was refused is said at this drawer, which stays unfolded.
	const refused = String((await here.form(path, { ...fields, counted: "much" })).body);
	expect(refused.match(/<details class="unfold" open/g)).toHaveLength(1);
	expect([left.id, own.id].map((id) => closingOf(refused, id).includes("aria-invalid"))).toEqual([true, false]);
	expect(await here.form(path, { ...fields, counted: "100" })).toMatchObject({ status: 303 });
	expect((await listZReports(await shop.tenant(), { storeId })).items).toMatchObject([{ till: left.till, difference: 0 }]);
	expect(closingOf(String((await here.call("GET", path)).body), left.id)).toBe("");
});
