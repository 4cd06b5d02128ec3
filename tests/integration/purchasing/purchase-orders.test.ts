import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { home } from "#app/insights/home.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import { noteBounce } from "#app/platform/mail/note-bounce.server.ts";
import { lostMails } from "#app/platform/mail/outbox.server.ts";
import { cancelPurchaseOrder } from "#app/purchasing/cancel-purchase-order.server.ts";
import { closePurchaseOrder } from "#app/purchasing/close-purchase-order.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { PurchaseOrderSent } from "#app/purchasing/events.server.ts";
import { mailRequestAgain } from "#app/purchasing/mail-request-again.server.ts";
import { listPurchaseOrders, onePurchaseOrder, returnedOf } from "#app/purchasing/purchase-orders.server.ts";
import { putOnPurchaseOrder } from "#app/purchasing/put-on-purchase-order.server.ts";
import { purchaseSheet } from "#app/purchasing/purchase-sheet.server.ts";
import { purchasingReactions } from "#app/purchasing/reactions.server.ts";
import { receivePurchaseOrder } from "#app/purchasing/receive-purchase-order.server.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { vendorTermsOf } from "#app/purchasing/vendor-terms.server.ts";
import { deliverAll } from "../../support/mail.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { discrepancies, type Product, stock } from "../sales/goods.ts";
import { everything, refuses } from "../stock/shelves.ts";

const vendor = "Marlow & Finch";

async function shopWith(count = 1): Promise<{ shop: Shop; goods: Product[] }> {
	const shop = await openShop();
	const goods: Product[] = [];
	for (let n = 0; n < count; n += 1) goods.push(await stock(shop, { quantity: 2 }));
	return { shop, goods };
}

async function drafted(quantity = 10) {
	const { shop, goods } = await shopWith();
	const productId = goods[0]?.id ?? "";
	const order = await draftPurchaseOrder(await shop.tenant(), {
		vendor,
		storeId: shop.storeId,
		lines: [{ productId, quantity, unitCost: "730" }],
	});
	return { shop, productId, purchaseOrderId: order.id, order };
}

/** An order on its way, without mail. */
async function sent(quantity = 10) {
	const world = await drafted(quantity);
	await sendPurchaseOrder(await world.shop.tenant(), { purchaseOrderId: world.purchaseOrderId, mail: false });
	return world;
}

async function level(shop: Shop, productId: string): Promise<{ onHand: number; incoming: number }> {
	const [row] = await rowsOf<{ onHand: number; incoming: number }>(
		shop,
		"SELECT onHand, incoming FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		productId,
		shop.storeId,
	);
	return row ?? { onHand: 0, incoming: 0 };
}

describe("a draft", () => {
	it("is numbered without gaps, keeps costs, and moves nothing", async () => {
		const { shop, productId, order } = await drafted();
		expect(order).toMatchObject({
			number: 1,
			status: "draft",
			vendorName: vendor,
			currency: "DKK",
			lines: [{ quantity: 10, unitCost: 73_000 }],
		});
		const orders = await Promise.all(
			Array.from({ length: 5 }, async () => draftPurchaseOrder(await shop.tenant(), { vendor, storeId: shop.storeId })),
		);
		expect(orders.map(({ number }) => number).sort()).toEqual([2, 3, 4, 5, 6]);
		expect(await level(shop, productId)).toEqual({ onHand: 2, incoming: 0 });
	});

	it("takes products by id and by code, and gives them back", async () => {
		const { shop, purchaseOrderId, productId } = await drafted();
		const other = await stock(shop);
		const put = async (input: object) => putOnPurchaseOrder(await shop.tenant(), { purchaseOrderId, ...input });
		expect((await put({ code: other.sku.toLowerCase(), add: 2 })).lines).toMatchObject([
			{ productId },
			{ productId: other.id, quantity: 2 },
		]);
		expect((await put({ productId: other.id, add: 1, unitCost: 12.5 })).lines[1]).toMatchObject({ quantity: 3, unitCost: 1250 });
		expect((await put({ productId: other.id, quantity: 0 })).lines).toHaveLength(1);
		await refuses(shop, () => put({ code: "nobody has it", add: 1 }), { kind: "not_found", code: "code_unknown" });
		await refuses(shop, () => put({ productId, add: 1, quantity: 1 }), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, () => put({ productId, add: 1, unitCost: "1.234" }), { kind: "invalid", code: "validation_failed" });
	});
});

describe("sending", () => {
	it("makes its units incoming, once, and an empty order is not sent", async () => {
		const { shop, productId, purchaseOrderId } = await drafted(7);
		const send = async () => sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, mail: false }, { key: "send-once" });
		const [first, second] = [await send(), await send()];
		expect(first).toMatchObject({ status: "sent", sentTo: null, expectedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
		expect(second).toEqual(first);
		expect(await level(shop, productId)).toEqual({ onHand: 2, incoming: 7 });
		const empty = await draftPurchaseOrder(await shop.tenant(), { vendor, storeId: shop.storeId });
		await refuses(shop, async () => sendPurchaseOrder(await shop.tenant(), { purchaseOrderId: empty.id, mail: false }), {
			kind: "conflict",
			code: "purchase_order_empty",
		});
		await refuses(shop, async () => sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, mail: false }), {
			kind: "conflict",
			code: "act_not_possible",
		});
	});

	it("asks for an address, a version that was looked at, and the vendor's minimum", async () => {
		const { shop, purchaseOrderId, order } = await drafted(2);
		const send = async (input: object) => sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, ...input });
		await refuses(shop, () => send({}), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, () => send({ mail: false, version: order.version + 1 }), { kind: "conflict", code: "version_changed" });
		await editVendorTerms(await shop.tenant(), { vendor: " marlow &  FINCH ", minimum: 2000, email: "orders@marlow.example", leadDays: 9 });
		await refuses(shop, () => send({}), { kind: "conflict", code: "below_minimum" });
		await putOnPurchaseOrder(await shop.tenant(), { purchaseOrderId, productId: order.lines[0]?.productId, quantity: 3 });
		expect(await send({})).toMatchObject({ status: "sent", sentTo: "orders@marlow.example" });
	});

	it("mails the request with its file once, however often the event comes, and not after it was called off", async () => {
		const { shop, purchaseOrderId } = await drafted(4);
		await sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, to: "orders@marlow.example", message: "For the window\n\nThank you" });
		const [event] = await rowsOf<{ id: string; data: string; at: number }>(
			shop,
			"SELECT * FROM events WHERE businessId = ? AND type = 'purchasing.order_sent'",
			shop.businessId,
		);
		const run = async () => {
			for (const reaction of purchasingReactions.filter(({ on }) => on.includes(PurchaseOrderSent)))
				await reaction.run(machineTenant(testScope().scope, shop, reaction.name), {
					...event,
					subjectId: purchaseOrderId,
					data: JSON.parse(event?.data ?? "{}"),
				} as never);
		};
		await run();
		await run();
		const mails = () =>
			rowsOf<{ recipient: string; subject: string; text: string; attachments: string }>(
				shop,
				"SELECT * FROM mails WHERE businessId = ? AND purpose = 'purchase_request'",
				shop.businessId,
			);
		const [mail, ...others] = await mails();
		expect(others).toEqual([]);
		expect(mail).toMatchObject({ recipient: "orders@marlow.example", subject: expect.stringContaining("PO-1") });
		expect(mail?.text).toContain("For the window");
		const [file] = JSON.parse(mail?.attachments ?? "[]");
		expect(file.filename).toBe("PO-1.csv");
		expect(file.content.split("\r\n")[1]).toMatch(/^PO-1,SKU-\d+,,Frame \d+,4,730,2920,DKK$/);

		const off = await drafted();
		await sendPurchaseOrder(await off.shop.tenant(), { purchaseOrderId: off.purchaseOrderId, to: "a@b.example" });
		await cancelPurchaseOrder(await off.shop.tenant(), { purchaseOrderId: off.purchaseOrderId });
		const [late] = await rowsOf<{ data: string }>(
			off.shop,
			"SELECT * FROM events WHERE businessId = ? AND type = 'purchasing.order_sent'",
			off.shop.businessId,
		);
		for (const reaction of purchasingReactions.filter(({ on }) => on.includes(PurchaseOrderSent)))
			await reaction.run(machineTenant(testScope().scope, off.shop, reaction.name), {
				...late,
				subjectId: off.purchaseOrderId,
				data: JSON.parse(late?.data ?? "{}"),
			} as never);
		expect(
			await rowsOf(off.shop, "SELECT 1 FROM mails WHERE businessId = ? AND purpose = 'purchase_request'", off.shop.businessId),
		).toEqual([]);
	});
});

describe("a request that comes back", () => {
	/** As the sender of mail tells it of the mail that went out last. */
	async function comesBack(shop: Shop, recipient: string) {
		const { scope } = testScope();
		const senderId = `resend-${crypto.randomUUID()}`;
		const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
		await database
			.prepare("UPDATE mails SET state = 'sent', outcome = ? WHERE businessId = ? AND recipient = ? AND purpose = 'purchase_request'")
			.bind(senderId, shop.businessId, recipient)
			.run();
		await noteBounce(machineTenant(scope, shop, "resend"), { senderId, kind: "bounced", reason: "No such box" });
		await deliverAll();
	}

	it("says so on the order, tells who sent it, and is mailed again elsewhere", async () => {
		const { shop, purchaseOrderId } = await drafted();
		const order = async () => onePurchaseOrder(await shop.tenant(), { purchaseOrderId });
		const needs = async () => (await home(await shop.tenant(), {})).needs.filter(({ kind }) => kind === "returnedRequests");
		await refuses(shop, async () => mailRequestAgain(await shop.tenant(), { purchaseOrderId }), {
			kind: "conflict",
			code: "act_not_possible",
		});
		await sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, to: "old@vendor.example" });
		await deliverAll();
		expect(await needs()).toEqual([]);

		await comesBack(shop, "old@vendor.example");
		expect(returnedOf(await order())).toMatchObject({ to: "old@vendor.example", reason: "No such box" });
		expect(await needs()).toMatchObject([{ count: 1, example: `PO-1 · ${vendor}` }]);
		const told = await rowsOf<{ recipient: string; text: string }>(
			shop,
			"SELECT recipient, text FROM mails WHERE businessId = ? AND purpose = 'request_returned'",
			shop.businessId,
		);
		expect(told).toMatchObject([{ recipient: shop.email, text: expect.stringContaining("old@vendor.example") }]);
		expect(told[0]?.text).toContain("No such box");
		const { moments } = await purchaseSheet(await shop.tenant(), { purchaseOrderId });
		expect(moments.map(({ type, to }) => [type, to])).toEqual([
			["returned", "old@vendor.example"],
			["sent", "old@vendor.example"],
		]);
		expect(await lostMails(await shop.tenant(), {})).toMatchObject([
			{ recipient: "old@vendor.example", kind: "bounced", reason: "No such box" },
		]);

		const again = { purchaseOrderId, to: "new@vendor.example" };
		const key = { key: "once more" };
		expect(await mailRequestAgain(await shop.tenant(), again, key)).toMatchObject({ sentTo: "new@vendor.example", mailReturned: null });
		await mailRequestAgain(await shop.tenant(), again, key);
		await deliverAll();
		expect(await needs()).toEqual([]);
		const requests = await rowsOf<{ recipient: string }>(
			shop,
			"SELECT recipient FROM mails WHERE businessId = ? AND purpose = 'purchase_request' ORDER BY id",
			shop.businessId,
		);
		expect(requests.map(({ recipient }) => recipient)).toEqual(["old@vendor.example", "new@vendor.example"]);
	});

	it("says nothing where another has gone out since, or nothing is expected any more", async () => {
		const { shop, purchaseOrderId } = await drafted();
		await sendPurchaseOrder(await shop.tenant(), { purchaseOrderId, to: "old@vendor.example" });
		await deliverAll();
		await mailRequestAgain(await shop.tenant(), { purchaseOrderId, to: "new@vendor.example" });
		await deliverAll();
		await comesBack(shop, "old@vendor.example");
		expect(await onePurchaseOrder(await shop.tenant(), { purchaseOrderId })).toMatchObject({ mailReturned: null });
		await cancelPurchaseOrder(await shop.tenant(), { purchaseOrderId });
		await comesBack(shop, "new@vendor.example");
		expect(await onePurchaseOrder(await shop.tenant(), { purchaseOrderId })).toMatchObject({ mailReturned: null });
		expect((await home(await shop.tenant(), {})).needs.filter(({ kind }) => kind === "returnedRequests")).toEqual([]);
	});
});

describe("receiving", () => {
	it("puts whole units on the shelf, notes damaged ones, and says when all has come", async () => {
		const { shop, productId, purchaseOrderId } = await sent(10);
		const receive = async (lines?: object[], more: object = {}) =>
			receivePurchaseOrder(await shop.tenant(), { purchaseOrderId, ...(lines && { lines }), ...more });
		expect(await receive([{ productId, received: 3, damaged: 1 }])).toMatchObject({
			status: "part_received",
			lines: [{ received: 3, damaged: 1 }],
		});
		expect(await level(shop, productId)).toEqual({ onHand: 5, incoming: 6 });
		await refuses(shop, () => receive([{ productId, received: 7 }]), { kind: "conflict", code: "more_than_ordered" });
		await refuses(shop, () => receive([{ productId: "nobody", received: 1 }]), { kind: "not_found", code: "purchase_line_not_found" });
		await refuses(shop, () => receive([{ productId }]), { kind: "conflict", code: "nothing_to_receive" });
		expect(await receive([{ productId, received: 8 }], { over: true })).toMatchObject({ status: "received", closedBy: "Owner" });
		expect(await level(shop, productId)).toEqual({ onHand: 13, incoming: 0 });
		const moved = await rowsOf<{ reason: string; delta: number; referenceType: string; referenceId: string }>(
			shop,
			"SELECT reason, delta, referenceType, referenceId FROM stockMovements WHERE businessId = ? AND productId = ? AND reason = 'receipt' AND referenceType IS NOT NULL ORDER BY seq",
			shop.businessId,
			productId,
		);
		expect(moved).toEqual(
			[3, 8].map((delta) => ({ reason: "receipt", delta, referenceType: "purchase_order", referenceId: purchaseOrderId })),
		);
		expect(await discrepancies(shop)).toEqual([]);
		await refuses(shop, () => receive(), { kind: "conflict", code: "act_not_possible" });
	});

	it("by two people at once counts what each found, and what was expected only once", async () => {
		const { shop, productId, purchaseOrderId } = await sent(6);
		const results = await Promise.allSettled(
			Array.from({ length: 4 }, async () =>
				receivePurchaseOrder(await shop.tenant(), { purchaseOrderId, lines: [{ productId, received: 2 }] }),
			),
		);
		const done = results.filter(({ status }) => status === "fulfilled").length;
		expect(done).toBeGreaterThan(0);
		for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Refusal);
		expect(await level(shop, productId)).toEqual({ onHand: 2 + 2 * done, incoming: Math.max(0, 6 - 2 * done) });
	});

	it("what has not come is given up, and nothing of a draft or a closed order is", async () => {
		const { shop, productId, purchaseOrderId } = await sent(5);
		await receivePurchaseOrder(await shop.tenant(), { purchaseOrderId, lines: [{ productId, received: 2 }] });
		await refuses(shop, async () => cancelPurchaseOrder(await shop.tenant(), { purchaseOrderId }), {
			kind: "conflict",
			code: "act_not_possible",
		});
		expect(await closePurchaseOrder(await shop.tenant(), { purchaseOrderId })).toMatchObject({
			status: "received",
			lines: [{ received: 2, givenUp: 3 }],
		});
		expect(await level(shop, productId)).toEqual({ onHand: 4, incoming: 0 });
		await refuses(shop, async () => closePurchaseOrder(await shop.tenant(), { purchaseOrderId }), {
			kind: "conflict",
			code: "act_not_possible",
		});
	});
});

const anAct = fc.record({
	order: fc.nat(2),
	kind: fc.constantFrom("send", "cancel", "close", "receive", "receive", "receive"),
	received: fc.nat(6),
	damaged: fc.nat(2),
	over: fc.boolean(),
});

it("what is incoming is what orders wait for, at every moment, whatever is done in whatever order", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anAct, { minLength: 3, maxLength: 14 }), async (acts) => {
			const { shop, goods } = await shopWith();
			const productId = goods[0]?.id ?? "";
			const ids: string[] = [];
			for (const quantity of [3, 5, 8])
				ids.push((await draftPurchaseOrder(await shop.tenant(), { vendor, storeId: shop.storeId, lines: [{ productId, quantity }] })).id);
			for (const { order, kind, over, received, damaged } of acts) {
				const purchaseOrderId = ids[order] ?? "";
				const tenant = await shop.tenant();
				try {
					if (kind === "send") await sendPurchaseOrder(tenant, { purchaseOrderId, mail: false });
					else if (kind === "cancel") await cancelPurchaseOrder(tenant, { purchaseOrderId });
					else if (kind === "close") await closePurchaseOrder(tenant, { purchaseOrderId });
					else
						await receivePurchaseOrder(tenant, {
							purchaseOrderId,
							over,
							lines: [{ productId, received, damaged }],
						});
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
				const [waited] = await rowsOf<{ units: number }>(
					shop,
					`SELECT COALESCE(SUM(max(0, l.quantity - l.received - l.damaged - l.givenUp)), 0) AS units FROM purchaseOrders o
						JOIN purchaseOrderLines l ON l.businessId = o.businessId AND l.purchaseOrderId = o.id WHERE o.businessId = ? AND o.status IN ('sent', 'part_received')`,
					shop.businessId,
				);
				expect((await level(shop, productId)).incoming).toBe(waited?.units);
			}
			expect(await discrepancies(shop)).toEqual([]);
		}),
		{ numRuns: 12 },
	);
}, 120_000);

it("is one's own business's only", async () => {
	const [shop, other] = await twoShops();
	const product = await stock(shop);
	const { id: purchaseOrderId } = await draftPurchaseOrder(await shop.tenant(), {
		vendor,
		storeId: shop.storeId,
		lines: [{ productId: product.id, quantity: 1 }],
	});
	await editVendorTerms(await shop.tenant(), { vendor, leadDays: 3 });
	const before = await everything(shop);
	const theirs = await other.tenant();
	for (const act of [
		() => onePurchaseOrder(theirs, { purchaseOrderId }),
		() => putOnPurchaseOrder(theirs, { purchaseOrderId, productId: product.id, quantity: 9 }),
		() => sendPurchaseOrder(theirs, { purchaseOrderId, mail: false }),
		() => mailRequestAgain(theirs, { purchaseOrderId, to: "x@y.example" }),
		() => receivePurchaseOrder(theirs, { purchaseOrderId }),
		() => closePurchaseOrder(theirs, { purchaseOrderId }),
		() => cancelPurchaseOrder(theirs, { purchaseOrderId }),
	])
		await refuses(shop, act, { kind: "not_found", code: "purchase_order_not_found" });
	await refuses(shop, () => draftPurchaseOrder(theirs, { vendor, storeId: shop.storeId }), { kind: "forbidden", code: "store_not_yours" });
	await refuses(
		shop,
		() => draftPurchaseOrder(theirs, { vendor, storeId: other.storeId, lines: [{ productId: product.id, quantity: 1 }] }),
		{ kind: "not_found", code: "product_not_found" },
	);
	expect((await listPurchaseOrders(theirs, {})).items).toEqual([]);
	expect(await vendorTermsOf(theirs, { vendor })).toMatchObject({ leadDays: 14, version: 0 });
	expect(await everything(shop)).toEqual(before);
});
