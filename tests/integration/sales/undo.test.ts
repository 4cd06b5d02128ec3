import { expect, it } from "vitest";
import { tenantOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { minute } from "#app/platform/time.ts";
import { refundSale } from "#app/sales/refund.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { call, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
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
