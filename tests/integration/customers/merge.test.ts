import { expect, it } from "vitest";
import { sealEvents } from "#app/audit/seal-events.server.ts";
import { verifyEvents } from "#app/audit/verify-events.server.ts";
import { addCustomer } from "#app/customers/add-customer.server.ts";
import { addContactPoint } from "#app/customers/contact-points.server.ts";
import { editCustomer } from "#app/customers/edit-customer.server.ts";
import { eraseCustomer } from "#app/customers/erase-customer.server.ts";
import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { customerSheet, findCustomer, listCustomers } from "#app/customers/queries.server.ts";
import { undoMerge } from "#app/customers/undo-merge.server.ts";
import { customerRecord } from "#app/orders/customer-record.server.ts";
import { ordersOfCustomer } from "#app/orders/customer-orders.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { mailReceipt } from "#app/sales/mail-receipt.server.ts";
import { parkBasket, resumeBasket } from "#app/sales/parked.server.ts";
import { receiptSheet } from "#app/sales/receipts.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { deliverEvents } from "../../../workers/queues/deliver.ts";
import { reactions } from "../../../workers/queues/reactions.ts";
import { mailsTo } from "../../support/mail.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

const add = async (shop: Shop, said: object) => addCustomer(await shop.tenant(), said);
const merge = async (shop: Shop, customerId: string, otherId: string, more = {}, key?: string) =>
	mergeCustomers(await shop.tenant(), { customerId, otherId, ...more }, key ? { key } : {});
const sheet = async (shop: Shop, customerId: string) => customerSheet(await shop.tenant(), { customerId });
const people = (shop: Shop) =>
	rowsOf(
		shop,
		"SELECT id, personId, state, name, email, phone, city, note FROM customers WHERE businessId = ? ORDER BY docId",
		shop.businessId,
	);
async function buys(shop: Shop, productId: string, customer: object, quantity = 1) {
	return sell(await shop.tenant(), { storeId: shop.storeId, productId, quantity, customer });
}

it("knows what somebody bought, gave back and was last here, whoever they were merged with", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 50 });
	const [mette, twin] = [await add(shop, { name: "Mette Holm" }), await add(shop, { name: "M Holm", phone: "20123456" })];
	const first = await buys(shop, frame.id, { id: mette.id }, 2);
	await buys(shop, frame.id, { id: twin.id }, 3);
	await refundOrder(await shop.tenant(), { orderId: first.orderId, lines: [{ lineId: first.lines[0]?.id ?? "", quantity: 1 }] });
	expect((await sheet(shop, mette.id)).bought).toMatchObject([
		{ orders: 1, units: 2, total: 20_000, refundedUnits: 1, refundedTotal: 10_000 },
	]);

	const { mergeId, customer } = await merge(shop, mette.id, twin.id);
	expect(customer).toMatchObject({ name: "Mette Holm", phone: "+4520123456", version: 2 });
	expect((await sheet(shop, mette.id)).bought).toMatchObject([{ orders: 2, units: 5, total: 50_000, refundedUnits: 1 }]);
	const orders = await ordersOfCustomer(await shop.tenant(), { customerId: mette.id, limit: 1 });
	expect([orders.items.length, orders.nextCursor]).toEqual([1, expect.any(String)]);
	// Whoever still says the other one means this one.
	await buys(shop, frame.id, { id: twin.id });
	expect((await sheet(shop, mette.id)).bought).toMatchObject([{ orders: 3 }]);
	expect((await listCustomers(await shop.tenant(), { q: "2012" })).items.map(({ id }) => id)).toEqual([mette.id]);

	expect(await undoMerge(await shop.tenant(), { customerId: mette.id, mergeId })).toMatchObject({
		id: twin.id,
		state: "active",
		personId: twin.id,
	});
	expect(await sheet(shop, mette.id)).toMatchObject({ phone: null, bought: [{ orders: 2, units: 3 }] });
	expect(await sheet(shop, twin.id)).toMatchObject({ phone: "+4520123456", bought: [{ orders: 1, units: 3 }] });
});

it("says what speaks against it before it does it, and does it only when told so", async () => {
	const shop = await openShop();
	const [mette, bo] = [
		await add(shop, { name: "Mette", email: "m@post.example" }),
		await add(shop, { name: "Bo", email: "b@post.example" }),
	];
	for (const { id } of [mette, bo])
		await addContactPoint(await shop.tenant(), { customerId: id, channel: "shopify", connectionId: "c", externalId: id });
	const before = await people(shop);
	await expect(merge(shop, mette.id, bo.id)).rejects.toMatchObject({
		kind: "conflict",
		code: "merge_looks_wrong",
		details: { doubts: ["other_name", "other_email", "same_connection"] },
	});
	await expect(merge(shop, mette.id, mette.id)).rejects.toMatchObject({ code: "merge_with_itself" });
	await expect(merge(shop, mette.id, "nobody")).rejects.toMatchObject({ kind: "not_found" });
	expect(await people(shop)).toEqual(before);
	await merge(shop, mette.id, bo.id, { evenSo: true });
	expect(await findCustomer(await shop.tenant(), { contact: { connectionId: "c", externalId: bo.id } })).toMatchObject({ id: mette.id });
	await expect(editCustomer(await shop.tenant(), { customerId: bo.id, name: "x" })).rejects.toMatchObject({
		code: "customer_merged",
		details: { customerId: mette.id },
	});
});

it("is taken back layer by layer, whatever was merged into whom, and leaves everybody as they were", async () => {
	const shop = await openShop();
	const said = [{ name: "A Holm" }, { name: "A", phone: "20123456" }, { name: "A Holm", city: "Aarhus", note: "Likes blue" }];
	const [a, b, c] = [await add(shop, said[0] ?? {}), await add(shop, said[1] ?? {}), await add(shop, said[2] ?? {})];
	const before = await people(shop);
	const one = await merge(shop, b.id, c.id);
	const two = await merge(shop, a.id, b.id, {}, "k");
	expect(await merge(shop, a.id, b.id, {}, "k")).toEqual(two);
	expect(await sheet(shop, a.id)).toMatchObject({ phone: "+4520123456", city: "Aarhus" });
	await expect(undoMerge(await shop.tenant(), { customerId: b.id, mergeId: one.mergeId })).rejects.toMatchObject({
		code: "customer_merged",
	});
	await undoMerge(await shop.tenant(), { customerId: a.id, mergeId: two.mergeId });
	await expect(undoMerge(await shop.tenant(), { customerId: a.id, mergeId: two.mergeId })).rejects.toMatchObject({ code: "merge_undone" });
	await expect(undoMerge(await shop.tenant(), { customerId: a.id, mergeId: one.mergeId })).rejects.toMatchObject({
		code: "merge_not_found",
	});
	await undoMerge(await shop.tenant(), { customerId: b.id, mergeId: one.mergeId });
	expect(await people(shop)).toEqual(before);
});

it("never makes a circle of two merges at once", async () => {
	const shop = await openShop();
	const [a, b] = [await add(shop, { name: "Mette" }), await add(shop, { name: "Mette" })];
	const both = await Promise.allSettled([merge(shop, a.id, b.id), merge(shop, b.id, a.id)]);
	expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	expect((await listCustomers(await shop.tenant(), {})).items).toHaveLength(1);
});

it("sells to somebody by their id, finds them by e-mail, makes them once, and leaves a bare name a name", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 50 });
	const orders = () =>
		rowsOf<{ customerId: string | null; customerName: string }>(
			shop,
			"SELECT customerId, customerName FROM orders WHERE businessId = ? ORDER BY id",
			shop.businessId,
		);
	await buys(shop, frame.id, { name: "Somebody" });
	expect([await people(shop), await orders()]).toMatchObject([[], [{ customerId: null, customerName: "Somebody" }]]);
	await Promise.all(Array.from({ length: 5 }, () => buys(shop, frame.id, { name: "Mette", email: "Mette@post.example" })));
	const [mette, ...others] = await people(shop);
	expect([mette, others]).toMatchObject([{ name: "Mette", email: "mette@post.example" }, []]);
	expect((await orders()).slice(1).every(({ customerId }) => customerId === mette?.id)).toBe(true);
	const before = await orders();
	await expect(buys(shop, frame.id, { id: "nobody" })).rejects.toMatchObject({ kind: "not_found", code: "customer_not_found" });
	expect(await orders()).toEqual(before);
});

it("forgets a person: names go from everywhere but who sold what for how much stays", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 50 });
	const said = { name: "Mette Kestrel", email: "mette@kestrel.example", phone: "20123456", note: "kestrel" };
	const mette = await addCustomer(await shop.tenant(), said, { key: "new" });
	const twin = await add(shop, { name: "M Kestrel" });
	const { orderId, receiptNumber } = await buys(shop, frame.id, { id: mette.id });
	await buys(shop, frame.id, { id: twin.id });
	await parkBasket(await shop.tenant(), {
		storeId: shop.storeId,
		name: "Mette Kestrel",
		basket: { lines: [{ productId: frame.id, quantity: 1 }], customer: { id: mette.id, name: "Mette Kestrel" } },
	});
	// Typed, and of nobody known: kept while it waits, and by whoever takes it up.
	const typed = {
		storeId: shop.storeId,
		name: "Mette Kestrel",
		basket: { lines: [{ productId: frame.id, quantity: 1 }], customer: { name: "Mette Kestrel" } },
	};
	const { id: basketId } = await parkBasket(await shop.tenant(), typed, { key: "park" });
	expect(await resumeBasket(await shop.tenant(), { basketId }, { key: "take" })).toMatchObject(typed);
	for (let n = 0; n < 2; n++) await mailReceipt(await shop.tenant(), { orderId, email: said.email }, { key: "mail" });
	expect(await mailsTo(said.email)).toMatchObject([{ purpose: "receipt" }]);
	expect(await rowsOf(shop, "SELECT * FROM receiptMails WHERE businessId = ?", shop.businessId)).toEqual([]);
	await mailReceipt(await shop.tenant(), { orderId, email: said.email });
	await addContactPoint(await shop.tenant(), { customerId: mette.id, channel: "shopify", connectionId: "c", externalId: "kestrel-1" });
	await merge(shop, mette.id, twin.id);
	const record = await customerRecord(await shop.tenant(), { customerId: mette.id });
	expect(record.purchases).toHaveLength(2);
	expect(JSON.stringify(record)).toContain("mette@kestrel.example");

	await sealEvents(await shop.tenant(), {});
	const erase = async () => eraseCustomer(await shop.tenant(), { customerId: mette.id }, { key: "k" });
	expect([await erase(), await erase()]).toEqual([{ erased: mette.id }, { erased: mette.id }]);
	const [event] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'customer.erased'",
		shop.businessId,
	);
	const pointer = { shard: shop.shard, businessId: shop.businessId, eventId: event?.id ?? "" };
	for (let n = 0; n < 2; n++) await deliverEvents(testScope().scope, [pointer], reactions);

	const tables = await rowsOf<{ name: string }>(
		shop,
		"SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%businessId TEXT%'",
	);
	for (const { name } of tables)
		expect(JSON.stringify(await rowsOf(shop, `SELECT * FROM ${name} WHERE businessId = ?`, shop.businessId)), name).not.toMatch(
			/kestrel|20123456/i,
		);
	// What was done under a key stays done once; what was answered is forgotten.
	await expect(addCustomer(await shop.tenant(), said, { key: "new" })).rejects.toMatchObject({ code: "answer_forgotten" });
	expect(await mailsTo(said.email)).toEqual([]);
	// The log was sealed while they were known, and holds to the letter.
	expect(await verifyEvents(await shop.tenant(), {})).toMatchObject({ findings: [], finished: true });
	expect(await rowsOf(shop, "SELECT * FROM customerSearch WHERE customerSearch MATCH 'kestrel'")).toEqual([]);
	expect(await receiptSheet(await shop.tenant(), { orderId })).toMatchObject({ number: receiptNumber, total: 10_000, customer: null });
	expect(await sheet(shop, mette.id)).toMatchObject({
		state: "erased",
		name: "",
		bought: [{ orders: 2, total: 20_000 }],
		contactPoints: [],
	});
	await expect(eraseCustomer(await shop.tenant(), { customerId: mette.id })).rejects.toMatchObject({ code: "customer_erased" });
	await expect(buys(shop, frame.id, { id: mette.id })).rejects.toMatchObject({ code: "customer_erased" });
});

it("is merged, parted and forgotten by nobody of another business", async () => {
	const [shop, other] = await twoShops();
	const [a, b] = [await add(shop, { name: "Mette" }), await add(shop, { name: "Mette" })];
	const theirs = await add(other, { name: "Mette" });
	const { mergeId } = await merge(shop, a.id, b.id);
	const before = await people(shop);
	await expect(merge(other, theirs.id, a.id)).rejects.toMatchObject({ kind: "not_found" });
	await expect(merge(other, a.id, theirs.id)).rejects.toMatchObject({ kind: "not_found" });
	await expect(undoMerge(await other.tenant(), { customerId: a.id, mergeId })).rejects.toMatchObject({ kind: "not_found" });
	await expect(eraseCustomer(await other.tenant(), { customerId: a.id })).rejects.toMatchObject({ kind: "not_found" });
	await expect(customerRecord(await other.tenant(), { customerId: a.id })).rejects.toMatchObject({ kind: "not_found" });
	await expect(ordersOfCustomer(await other.tenant(), { customerId: a.id })).rejects.toMatchObject({ kind: "not_found" });
	expect(await people(shop)).toEqual(before);
});
