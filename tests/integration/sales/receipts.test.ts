import { expect, it } from "vitest";
import { day } from "#app/platform/time.ts";
import { mailReceipt } from "#app/sales/mail-receipt.server.ts";
import { printReceipt } from "#app/sales/print-receipt.server.ts";
import { receiptLines, receiptTaxes } from "#app/sales/receipt.ts";
import { listReceipts, receiptSheet } from "#app/sales/receipts.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { mailsTo } from "../../support/mail.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { openShop, rowsOf, testScope, twoShops } from "../../support/world.ts";
import { stock, write } from "./goods.ts";

it("says everything that was sold, taken off, taxed and paid, and its copies are counted", async () => {
	const shop = await openShop();
	const [frame, book] = [await stock(shop, { price: 10_000, quantity: 9 }), await stock(shop, { price: 5000, quantity: 9, taxRate: 0 })];
	const { orderId } = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		lines: [
			{ productId: frame.id, quantity: 3, discount: { amount: "0.10" } },
			{ productId: book.id, quantity: 1, note: "wrapped" },
		],
		payments: [{ method: "card", reference: "4812" }],
		customer: { name: "Mette", email: "mette@post.example" },
	});
	const tenant = await shop.tenant();
	const sheet = await receiptSheet(tenant, { orderId });
	expect(tenant.scope.meter.trips).toBe(1);
	expect(sheet).toMatchObject({ number: 1, prints: 0, total: 34_990, discount: 10, customer: { name: "Mette" }, refundable: true });
	// Two prices a minor unit apart in the order; one line on the paper.
	expect(sheet.lines.length).toBe(3);
	expect(receiptLines(sheet.lines)).toMatchObject([
		{ name: frame.name, quantity: 3, each: 10_000, off: 10, total: 29_990 },
		{ name: book.name, quantity: 1, each: 5000, off: 0, total: 5000, note: "wrapped" },
	]);
	expect(receiptTaxes(sheet.lines, true)).toEqual([
		{ rate: 2500, net: 23_992, tax: 5998 },
		{ rate: 0, net: 5000, tax: 0 },
	]);
	expect(await printReceipt(await shop.tenant(), { orderId }, { key: "p" })).toEqual({ number: 1, prints: 1 });
	expect(await printReceipt(await shop.tenant(), { orderId }, { key: "p" })).toEqual({ number: 1, prints: 1 });
	expect(await printReceipt(await shop.tenant(), { orderId })).toEqual({ number: 1, prints: 2 });
});

it("is mailed once, with what the store wants on its receipts", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 219_500, quantity: 9 });
	await write(shop, [
		[
			"INSERT INTO tillSettings (businessId, storeId, vatNumber, address, receiptText, updatedAt) VALUES (?, ?, '12345678', 'Elmegade 4', 'Bring this along', 1)",
			shop.businessId,
			shop.storeId,
		],
	]);
	const { orderId } = await sell(await shop.tenant(), {
		storeId: shop.storeId,
		productId: frame.id,
		quantity: 1,
		payments: [{ method: "card" }],
	});
	const email = `mette-${crypto.randomUUID().slice(0, 6)}@post.example`;
	for (let n = 0; n < 2; n++) await mailReceipt(await shop.tenant(), { orderId, email }, { key: "m" });
	const [mail, ...others] = await mailsTo(email);
	expect(others).toEqual([]);
	expect(mail).toMatchObject({ purpose: "receipt", state: "kept" });
	expect(mail?.subject).toContain("1");
	for (const part of ["12345678", "Elmegade 4", "Bring this along", frame.name]) expect(mail?.text).toContain(part);
	expect(mail?.text).toMatch(/2[.,]195[.,]00/);
	// One that never could be mailed: where to is known for thirty days.
	const waiting = () => rowsOf(shop, "SELECT id FROM receiptMails WHERE businessId = ?", shop.businessId);
	const at = Date.now();
	await rowsOf(
		shop,
		"INSERT INTO receiptMails (businessId, id, orderId, email, at) VALUES (?, 'dead', ?, ?, ?)",
		shop.businessId,
		orderId,
		email,
		at,
	);
	await runJob(testScope(at + 29 * day).scope, { job: "clean-sessions", shard: shop.shard });
	expect(await waiting()).toHaveLength(1);
	await runJob(testScope(at + 31 * day).scope, { job: "clean-sessions", shard: shop.shard });
	expect(await waiting()).toEqual([]);
});

it("is found by its number, by what its barcode says and by its order, page by page, in its own store only", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 9 });
	const orders: string[] = [];
	for (let n = 0; n < 5; n++)
		orders.push((await sell(await shop.tenant(), { storeId: shop.storeId, productId: frame.id, quantity: 1 })).orderId);
	const find = async (q: string) =>
		(await listReceipts(await shop.tenant(), { storeId: shop.storeId, q })).items.map(({ number }) => number);
	expect(await find("4")).toEqual([4]);
	expect(await find("R000004")).toEqual([4]);
	expect(await find(orders[1] ?? "")).toEqual([2]);
	expect(await find("99")).toEqual([]);
	const first = await listReceipts(await shop.tenant(), { storeId: shop.storeId, limit: 3 });
	const second = await listReceipts(await shop.tenant(), { storeId: shop.storeId, limit: 3, cursor: first.nextCursor ?? "" });
	expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
	await expect(receiptSheet(await other.tenant(), { orderId: orders[0] ?? "" })).rejects.toMatchObject({ code: "receipt_not_found" });
	await expect(mailReceipt(await other.tenant(), { orderId: orders[0], email: "a@b.example" })).rejects.toMatchObject({
		code: "receipt_not_found",
	});
});
