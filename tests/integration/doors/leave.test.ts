import { expect, it } from "vitest";
import { hire, showPin, tillOf } from "../../support/till.ts";
import { openShop, rowsOf } from "../../support/world.ts";

it("whoever may not give money back asks for leave on the receipt's own page, and it goes on as it was filled in", async () => {
	const shop = await openShop();
	const product = (
		await shop.call("POST", "/api/products", { body: { storeId: shop.storeId, name: "KNUD", price: "100.00", initialStock: 5 } })
	).body;
	const [anna, mia] = [await hire(shop, "Anna"), await hire(shop, "Mia", { pin: "6284", role: "manager" })];
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const sold = await till.call("POST", "/api/v1/sales", { body: { storeId: shop.storeId, productId: product.id, quantity: 2 } });
	const path = `/counter/receipts/${sold.body.sale.orderId}`;
	const page = await till.call("GET", path);
	expect(page.body).toContain('value="refund"');

	const filled = { intent: "refund", commandId: "back", "give.0": "1", condition: "restock", tender: "cash", reason: "too wide" };
	const refused = await till.form(path, filled);
	expect(refused.status).toBe(403);
	expect(refused.body).toContain("Ask somebody who may");
	const given = await till.form("/counter/approvals.data", { act: "refund", slug: mia.slug, pin: mia.pin });
	const approvalId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(String(given.body))?.[0] ?? "";
	const done = await till.form(path, { ...filled, approvalId });
	expect([done.status, done.headers.get("Location")]).toEqual([303, expect.stringContaining("?refund=")]);
	expect(await rowsOf(shop, "SELECT actorName, approvedBy, units FROM refunds WHERE businessId = ?", shop.businessId)).toEqual([
		{ actorName: "Anna", approvedBy: "Mia", units: 1 },
	]);
}, 120_000);
