import { expect, it } from "vitest";
import { pinGuesses } from "#app/identity/rules.ts";
import { exchange } from "#app/sales/exchange.server.ts";
import { giveBack } from "#app/sales/give-back.server.ts";
import { type Browser, factsOf, hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const pin = "6284";
const approve = (till: Browser, act: string, more: object = {}) =>
	till.call("POST", "/api/v1/approvals", { body: { act, pin, slug: "mia", ...more } });

/** A till Anna is at, a manager Mia who may allow things, and something to sell. */
async function atWork() {
	const shop = await openShop();
	const product = (
		await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name: "KNUD", price: "100.00", initialStock: 20 } })
	).body;
	const [anna, mia] = [await hire(shop, "Anna"), await hire(shop, "Mia", { pin, role: "manager" })];
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	return { shop, product, anna, mia, till };
}

const cheap = (shop: Shop, productId: string, approvalId?: string) => ({
	storeId: shop.storeId,
	lines: [{ productId, quantity: 1, discount: { percent: 50 } }],
	...(approvalId && { approvalId }),
});

it("lets a risky act through once, names who allowed it, and is told apart in the audit", async () => {
	const { shop, product, anna, mia, till } = await atWork();
	const refused = await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id) });
	expect([refused.status, refused.body]).toMatchObject([
		403,
		{ code: "approval_needed", details: { act: "discount", permission: "sales:discount", limit: 10 } },
	]);
	const given = await approve(till, "discount");
	expect([given.status, given.body]).toMatchObject([201, { act: "discount", approvedBy: { id: mia.userId, name: "Mia" } }]);
	const { approvalId } = given.body;
	const sold = await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId), key: "one" });
	expect(sold.status).toBe(201);
	expect((await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId), key: "one" })).body).toEqual(sold.body);
	expect(await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId), key: "two" })).toMatchObject({
		status: 409,
		body: { code: "approval_used", details: { act: "discount" } },
	});
	expect(await rowsOf(shop, "SELECT actorName, approvedBy FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ actorName: "Anna", approvedBy: "Mia" },
	]);
	expect(await factsOf(shop, "identity.act_approved")).toMatchObject([
		{ subjectId: approvalId, actorId: mia.userId, deviceId: till.deviceId, data: '{"act":"discount","askedBy":"Anna"}' },
	]);
	expect(await rowsOf(shop, "SELECT askedBy FROM approvals WHERE businessId = ?", shop.businessId)).toEqual([{ askedBy: anna.userId }]);
	// What it allowed is found from the approval, and the approval from what it allowed.
	const [event] = await factsOf(shop, "order.completed");
	expect(JSON.parse(event?.data ?? "")).toMatchObject({ discount: 5000, approvedBy: "Mia", approvalId });
	// Anna is still the one at the till.
	expect((await till.call("GET", "/api/v1/auth/me")).body.employee.slug).toBe("anna");
});

it("goes with one of two acts at once", async () => {
	const { shop, product, till } = await atWork();
	const { approvalId } = (await approve(till, "discount")).body;
	const both = await Promise.all([1, 2, 3, 4].map(() => till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId) })));
	expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

it("holds for a minute, for its act, its till and its person", async () => {
	const { shop, product, till } = await atWork();
	const other = await approve(till, "refund");
	expect((await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, other.body.approvalId) })).body.code).toBe(
		"approval_needed",
	);

	const { approvalId } = (await approve(till, "discount")).body;
	const second = await tillOf(shop);
	await showPin(second, "anna", "7391");
	expect((await second.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId) })).body.code).toBe("approval_needed");
	const bo = await hire(shop, "Bo", { pin: "5038" });
	await showPin(till, bo.slug, bo.pin);
	expect((await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId) })).body.code).toBe("approval_needed");
	await showPin(till, "anna", "7391");
	await rowsOf(shop, "UPDATE approvals SET expiresAt = expiresAt - 60000 WHERE businessId = ? RETURNING id", shop.businessId);
	expect((await till.call("POST", "/api/v1/sales", { body: cheap(shop, product.id, approvalId) })).body).toMatchObject({
		code: "approval_expired",
		details: { act: "discount" },
	});
});

it("covers goods brought back and goods written off", async () => {
	const { shop, product, till } = await atWork();
	const sold = await till.call("POST", "/api/v1/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 2 } });
	const back = { orderId: sold.body.sale.orderId, reason: "too wide" };
	await expect(giveBack(await till.tenant(), back)).rejects.toMatchObject({ code: "approval_needed", details: { act: "refund" } });
	const leave = await approve(till, "refund");
	await giveBack(await till.tenant(), { ...back, approvalId: leave.body.approvalId });
	expect(await rowsOf(shop, "SELECT actorName, approvedBy FROM refunds WHERE businessId = ?", shop.businessId)).toEqual([
		{ actorName: "Anna", approvedBy: "Mia" },
	]);
	const [told] = await factsOf(shop, "order.refunded");
	expect([told?.actorName, told?.deviceId, JSON.parse(told?.data ?? "")]).toMatchObject([
		"Anna",
		till.deviceId,
		{ approvedBy: "Mia", approvalId: leave.body.approvalId, restocked: true, reason: "too wide" },
	]);

	const path = `/api/v1/products/${product.id}/write-off`;
	const off = { storeId: shop.storeId, quantity: 1, note: "dropped" };
	expect((await till.call("POST", path, { body: off })).body).toMatchObject({
		code: "approval_needed",
		details: { act: "write_off" },
	});
	const { approvalId } = (await approve(till, "write_off")).body;
	expect((await till.call("POST", path, { body: { ...off, approvalId } })).status).toBe(201);
	const [adjusted] = await factsOf(shop, "stock.adjusted");
	expect([adjusted?.actorName, JSON.parse(adjusted?.data ?? "")]).toMatchObject(["Anna", { approvedBy: "Mia", approvalId }]);
});

it("lets goods come back in an exchange and nothing more: what is off the new ones is asked for by itself", async () => {
	const { shop, product, till } = await atWork();
	const sold = await till.call("POST", "/api/v1/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 1 } });
	const swap = {
		orderId: sold.body.sale.orderId,
		sale: { lines: [{ productId: product.id, quantity: 3, discount: { percent: 100 } }] },
	};
	const [refund, discount] = [(await approve(till, "refund")).body, (await approve(till, "discount")).body];
	const only = { ...swap, approvalId: refund.approvalId };
	const needs = (act: string) => ({ code: "approval_needed", details: { act } });
	await expect(exchange(await till.tenant(), { ...swap, discountApprovalId: discount.approvalId })).rejects.toMatchObject(needs("refund"));
	await expect(exchange(await till.tenant(), only)).rejects.toMatchObject({
		code: "approval_needed",
		details: { act: "discount", limit: 10 },
	});
	await expect(exchange(await till.tenant(), { ...only, discountApprovalId: refund.approvalId })).rejects.toMatchObject(needs("discount"));
	expect(await rowsOf(shop, "SELECT usedAt FROM approvals WHERE businessId = ? AND usedAt IS NOT NULL", shop.businessId)).toEqual([]);
	await exchange(await till.tenant(), { ...only, discountApprovalId: discount.approvalId });
	expect(await rowsOf(shop, "SELECT approvedBy FROM orders WHERE businessId = ? ORDER BY id", shop.businessId)).toEqual([
		{ approvedBy: "" },
		{ approvedBy: "Mia" },
	]);
	expect(await rowsOf(shop, "SELECT id FROM approvals WHERE businessId = ? AND usedAt IS NULL", shop.businessId)).toEqual([]);
});

it("takes anybody's PIN who may, counts it at each of them, and nobody's who may not", async () => {
	const { shop, anna, till } = await atWork();
	const without = (body: object) => till.call("POST", "/api/v1/approvals", { body: { act: "discount", ...body } });
	expect((await without({ pin })).body.approvedBy.name).toBe("Mia");
	expect((await without({ pin: anna.pin })).body.code).toBe("wrong_pin");
	expect(await without({ pin: anna.pin, slug: "anna" })).toMatchObject({ status: 403, body: { code: "missing_permission" } });
	const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => without({ pin: String(9000 + n) })));
	// One was counted above already.
	expect(guesses.filter(({ status }) => status === 401)).toHaveLength(pinGuesses.free - 1);
	expect((await without({ pin })).body.code).toBe("pin_locked");
	expect(JSON.stringify(await rowsOf(shop, "SELECT * FROM events WHERE businessId = ?", shop.businessId))).not.toContain(pin);
});

it("names nobody by chance: where two who may have the same PIN, whoever allows it is named first", async () => {
	const { shop, till, mia } = await atWork();
	const bo = await hire(shop, "Bo", { pin, role: "manager" });
	const without = () => till.call("POST", "/api/v1/approvals", { body: { act: "discount", pin } });
	expect(await without()).toMatchObject({ status: 409, body: { code: "pin_of_several" } });
	expect(await rowsOf(shop, "SELECT 1 FROM approvals WHERE businessId = ?", shop.businessId)).toEqual([]);
	for (const [slug, userId] of [
		[bo.slug, bo.userId],
		[mia.slug, mia.userId],
	])
		expect((await approve(till, "discount", { slug })).body.approvedBy.id).toBe(userId);
});

it("names nobody by chance where one of two with the same PIN has to wait", async () => {
	const { shop, till, mia } = await atWork();
	const bo = await hire(shop, "Bo", { pin, role: "manager" });
	const without = () => till.call("POST", "/api/v1/approvals", { body: { act: "discount", pin } });
	for (let n = 0; n < pinGuesses.free; n++) await approve(till, "discount", { slug: mia.slug, pin: String(9000 + n) });
	expect((await approve(till, "discount", { slug: mia.slug })).body.code).toBe("pin_locked");
	expect(await without()).toMatchObject({ status: 409, body: { code: "pin_of_several" } });
	expect(await rowsOf(shop, "SELECT 1 FROM approvals WHERE businessId = ?", shop.businessId)).toEqual([]);
	expect((await approve(till, "discount", { slug: bo.slug })).body.approvedBy.id).toBe(bo.userId);
});

it("is asked for at a till, of its own business", async () => {
	const [shop, other] = await twoShops();
	await hire(shop, "Mia", { pin, role: "manager" });
	expect((await shop.call("POST", "/api/v1/approvals", { body: { act: "refund", pin, slug: "mia" } })).body.code).toBe("device_unknown");
	const theirs = await tillOf(other);
	theirs.jar.set("__Host-session", shop.token);
	expect((await approve(theirs, "refund")).body.code).toBe("device_unknown");
});
