import { expect, it } from "vitest";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { minute } from "#app/platform/time.ts";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { refundSale } from "#app/sales/refund.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { hire, showPin, tillOf } from "../../support/till.ts";
import { call, openShop, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { countRows, discrepancies, stock } from "./goods.ts";

/** An employee of the shop, at an instant. */
async function employeeOf(shop: Shop): Promise<(now?: number) => Promise<Tenant<Viewer>>> {
	const email = `employee-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	await shop.call("POST", "/api/users", { body: { email, name: "Emil", role: "employee", password } });
	const { body } = await call("POST", "/api/auth/login", { body: { email, password } });
	return async (now) => {
		const tenant = await tenantOf({ ...testScope(now).scope, token: { via: "bearer", value: body.token } });
		if (!tenant) throw new Error("no tenant");
		return tenant;
	};
}

it("takes a fresh sale back onto the shelf, for the employee who made it", async () => {
	const [shop, other] = await twoShops();
	const employee = await employeeOf(shop);
	const [frame, cloth] = [await stock(shop, { quantity: 3 }), await stock(shop, { quantity: 3 })];
	const now = Date.now();
	const { orderId } = await sell(await employee(now), {
		storeId: shop.storeId,
		lines: [
			{ productId: frame.id, quantity: 2 },
			{ productId: cloth.id, quantity: 1 },
		],
	});
	await expect(undoSale(await other.tenant(), { orderId })).rejects.toMatchObject({ kind: "not_found", code: "order_not_found" });
	const asked = await Promise.allSettled([
		undoSale(await employee(now + minute), { orderId }),
		undoSale(await employee(now + minute), { orderId }),
	]);
	expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
	expect(await rowsOf(shop, "SELECT onHand FROM stockLevels WHERE businessId = ?", shop.businessId)).toEqual([
		{ onHand: 3 },
		{ onHand: 3 },
	]);
	expect(await rowsOf(shop, "SELECT status, refundedUnits FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ status: "REFUNDED", refundedUnits: 3 },
	]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("answers the second call of one key as the first", async () => {
	const [shop] = await twoShops();
	const frame = await stock(shop, { quantity: 3 });
	const { orderId } = await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 2 });
	const first = await undoSale(await shop.tenant(), { orderId }, { key: "k" });
	expect(await undoSale(await shop.tenant(), { orderId }, { key: "k" })).toEqual(first);
});

it("refuses an employee another's sale, an old one, and one of which something went back; a manager may", async () => {
	const [shop] = await twoShops();
	const employee = await employeeOf(shop);
	const frame = await stock(shop, { quantity: 9 });
	const now = Date.now();
	const basket = { storeId: shop.storeId, productId: frame.id, quantity: 2 };
	const owners = await sell(await shop.tenant(now), basket);
	const own = await sell(await employee(now), basket);
	const touched = await sell(await employee(now), basket);
	await refundSale(await shop.tenant(now), { saleId: touched.lines[0]?.id, quantity: 1 });
	const before = await countRows(shop);
	await expect(undoSale(await employee(now), { orderId: owners.orderId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "not_your_sale",
	});
	await expect(undoSale(await employee(now + 2 * minute + 1), { orderId: own.orderId })).rejects.toMatchObject({
		kind: "conflict",
		code: "undo_too_late",
	});
	await expect(undoSale(await employee(now), { orderId: touched.orderId })).rejects.toMatchObject({ code: "nothing_left_to_refund" });
	await expect(refundSale(await employee(now), { saleId: own.lines[0]?.id })).rejects.toMatchObject({
		kind: "forbidden",
		code: "missing_permission",
	});
	expect(await countRows(shop)).toEqual(before);
	expect(await undoSale(await shop.tenant(now + 60 * minute), { orderId: own.orderId })).toMatchObject({
		units: 2,
		order: { status: "REFUNDED" },
	});
});

it("asks for leave when the drawer is closed while it is being judged: what was counted does not go out unseen", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const frame = await stock(shop, { quantity: 3 });
	const drawer = await openTillDrawer(await till.tenant(), { storeId, openingFloat: 0 });
	const { orderId } = await sell(await till.tenant(), { storeId, productId: frame.id, quantity: 1, payments: [{ method: "cash" }] });
	const tenant = await till.tenant();
	let isFirst = true;
	const slow: Tenant<Viewer> = {
		...tenant,
		async write(statements) {
			if (isFirst) await closeDrawer(await shop.tenant(), { drawerId: drawer.id, counted: 100 });
			isFirst = false;
			return tenant.write(statements);
		},
	};
	await expect(undoSale(slow, { orderId })).rejects.toMatchObject({ code: "approval_needed", details: { act: "refund" } });
	expect(isFirst).toBe(false);
	expect(await rowsOf(shop, "SELECT id FROM refunds WHERE businessId = ?", shop.businessId)).toEqual([]);
});

it("is a refund where it would pay out what did not come in here: an exchange, cash of another drawer, cash that was counted", async () => {
	const shop = await openShop();
	const { storeId } = shop;
	const [anna, mia] = [await hire(shop, "Anna"), await hire(shop, "Mia", { pin: "6284", role: "manager" })];
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const frame = await stock(shop, { quantity: 20 });
	const one = { storeId, productId: frame.id, quantity: 1 };
	const cash = { ...one, payments: [{ method: "cash" }] };
	const needsLeave = { kind: "forbidden", code: "approval_needed", details: { act: "refund" } };
	const leave = async () =>
		(await till.call("POST", "/api/v1/approvals", { body: { act: "refund", pin: mia.pin, slug: mia.slug } })).body.approvalId;

	const card = await sell(await till.tenant(), { ...one, payments: [{ method: "card" }] });
	const swapped = await exchange(await till.tenant(), {
		orderId: card.orderId,
		sale: { lines: [{ productId: frame.id, quantity: 1 }] },
		approvalId: await leave(),
	});
	await expect(undoSale(await till.tenant(), { orderId: swapped.sale.orderId })).rejects.toMatchObject(needsLeave);

	const drawer = await openTillDrawer(await till.tenant(), { storeId, openingFloat: 0 });
	const [counted, kept] = [await sell(await till.tenant(), cash), await sell(await till.tenant(), cash)];
	await undoSale(await till.tenant(), { orderId: kept.orderId });
	const second = await tillOf(shop);
	await showPin(second, anna.slug, anna.pin);
	await openTillDrawer(await second.tenant(), { storeId, openingFloat: 0 });
	await expect(undoSale(await second.tenant(), { orderId: counted.orderId })).rejects.toMatchObject(needsLeave);
	await showPin(till, anna.slug, anna.pin);
	await closeDrawer(await till.tenant(), { drawerId: drawer.id, counted: 0 });
	const before = await countRows(shop);
	await expect(undoSale(await till.tenant(), { orderId: counted.orderId })).rejects.toMatchObject(needsLeave);
	expect(await countRows(shop)).toEqual(before);
	await undoSale(await till.tenant(), { orderId: counted.orderId, approvalId: await leave() });
	expect(await rowsOf(shop, "SELECT approvedBy FROM refunds WHERE businessId = ? ORDER BY id", shop.businessId)).toEqual([
		{ approvedBy: "Mia" },
		{ approvedBy: "" },
		{ approvedBy: "Mia" },
	]);
	// The till's own form takes leave along, after it was refused without.
	const again = await exchange(await till.tenant(), {
		orderId: (await sell(await till.tenant(), { ...one, payments: [{ method: "card" }] })).orderId,
		sale: { lines: [{ productId: frame.id, quantity: 1 }] },
		approvalId: await leave(),
	});
	const undo = { undo: again.sale.orderId, live: "1" };
	expect((await till.form("/counter", undo)).status).toBe(403);
	expect((await till.form("/counter", { ...undo, approvalId: await leave() })).status).toBe(200);
	// Whoever may refund needs nobody.
	await undoSale(await shop.tenant(), { orderId: swapped.sale.orderId });
	expect(await discrepancies(shop)).toEqual([]);
});
