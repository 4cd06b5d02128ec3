import { beforeAll, describe, expect, it } from "vitest";
import { bringBackTransfer } from "#app/stock/bring-back-transfer.server.ts";
import { cancelTransfer } from "#app/stock/cancel-transfer.server.ts";
import { closeTransfer } from "#app/stock/close-transfer.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { putOnTransfer } from "#app/stock/put-on-transfer.server.ts";
import { receiveTransfer } from "#app/stock/receive-transfer.server.ts";
import { sendTransfer } from "#app/stock/send-transfer.server.ts";
import { listTransfers, oneTransfer, transferSheet } from "#app/stock/transfers.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

type Level = { storeId: string; onHand: number; incoming: number };

/** A shop with a second store, and so many of a product in the first. */
async function twoStores(initialStock = 10): Promise<{ shop: Shop; from: string; to: string; productId: string }> {
	const shop = await openShop();
	const to = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { initialStock });
	return { shop, from: shop.storeId, to, productId };
}

/** A transfer on its way. */
async function sent(quantity = 5, initialStock = 10) {
	const world = await twoStores(initialStock);
	const { shop, from: fromStoreId, to: toStoreId, productId } = world;
	const { id: transferId } = await draftTransfer(await shop.tenant(), {
		fromStoreId,
		toStoreId,
		lines: [{ productId, quantity }],
		send: true,
	});
	return { ...world, transferId };
}

async function levels(shop: Shop, productId: string, ...stores: string[]): Promise<[onHand: number, incoming: number][]> {
	const rows = await rowsOf<Level>(shop, "SELECT * FROM stockLevels WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	return stores.map((storeId) => {
		const { onHand = 0, incoming = 0 } = rows.find((row) => row.storeId === storeId) ?? {};
		return [onHand, incoming];
	});
}

const facts = (shop: Shop, type: string) =>
	rowsOf<{ storeId: string; data: string }>(
		shop,
		"SELECT storeId, data FROM events WHERE businessId = ? AND type = ? ORDER BY id",
		shop.businessId,
		type,
	).then((rows) => rows.map(({ storeId, data }) => ({ storeId, data: JSON.parse(data) })));

const movements = (shop: Shop, productId: string) =>
	rowsOf<{ reason: string; delta: number; storeId: string; referenceType: string; referenceId: string }>(
		shop,
		"SELECT reason, delta, storeId, referenceType, referenceId FROM stockMovements WHERE businessId = ? AND productId = ? AND reason <> 'initial' ORDER BY at, id",
		shop.businessId,
		productId,
	);

describe("a draft", () => {
	it("is written down without moving anything, and its lines are put on by id, by SKU and by barcode", async () => {
		const { shop, from, to, productId } = await twoStores();
		const other = await stocked(shop, { sku: "KNU-HAV", barcode: "5704418001028", initialStock: 1 });
		const draft = await draftTransfer(await shop.tenant(), {
			fromStoreId: from,
			toStoreId: to,
			note: "For the window",
			lines: [
				{ productId, quantity: 2 },
				{ productId, quantity: 1 },
			],
		});
		expect(draft).toMatchObject({ status: "draft", note: "For the window", lines: [{ productId, quantity: 3 }], sentAt: null });
		const put = async (input: object) => putOnTransfer(await shop.tenant(), { transferId: draft.id, ...input });
		expect(await put({ code: " knu-hav ", add: 1 })).toEqual({ product: { id: other.id, name: "Frame", sku: "KNU-HAV" }, quantity: 1 });
		expect(await put({ code: "5704418001028", add: 2 })).toMatchObject({ quantity: 3 });
		expect(await put({ productId, quantity: 7 })).toMatchObject({ quantity: 7 });
		expect(await put({ productId: other.id, quantity: 0 })).toMatchObject({ quantity: 0 });
		expect(await oneTransfer(await shop.tenant(), { transferId: draft.id })).toMatchObject({ lines: [{ productId, quantity: 7 }] });
		expect(await levels(shop, productId, from, to)).toEqual([
			[10, 0],
			[0, 0],
		]);
		await refuses(shop, () => put({ code: "nothing", add: 1 }), { kind: "not_found", code: "code_unknown", details: { code: "nothing" } });
		await refuses(shop, () => put({ productId: "nothing", add: 1 }), { kind: "not_found", code: "product_not_found" });
		await refuses(shop, () => put({ productId, add: 1, quantity: 2 }), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, () => put({ add: 1 }), { kind: "invalid", code: "validation_failed" });
	});

	it("goes from one of one's own stores to another", async () => {
		const { shop, from, productId } = await twoStores();
		const other = await openShop("Other");
		const draft = (input: object) => async () =>
			draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId: from, lines: [{ productId, quantity: 1 }], ...input });
		await refuses(shop, draft({}), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, draft({ toStoreId: other.storeId }), { kind: "forbidden", code: "store_not_yours" });
		await refuses(shop, draft({ fromStoreId: other.storeId }), { kind: "forbidden", code: "store_not_yours" });
	});

	it("keeps its products from being deleted", async () => {
		const { shop, from, to } = await twoStores();
		const { id: productId } = await stocked(shop, { initialStock: 1 });
		await draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId: to, lines: [{ productId, quantity: 1 }] });
		expect((await shop.call("DELETE", `/api/products/${productId}`)).body).toMatchObject({ outcome: "archived" });
	});

	it("can be thrown away, once", async () => {
		const { shop, from, to, productId } = await twoStores();
		const { id: transferId } = await draftTransfer(await shop.tenant(), {
			fromStoreId: from,
			toStoreId: to,
			lines: [{ productId, quantity: 1 }],
		});
		const cancel = async (key?: string) => cancelTransfer(await shop.tenant(), { transferId }, { key });
		expect(await cancel("one")).toMatchObject({ status: "cancelled", closedBy: "Owner" });
		expect(await cancel("one")).toMatchObject({ status: "cancelled" });
		await refuses(shop, cancel, {
			kind: "conflict",
			code: "act_not_possible",
			details: { status: "cancelled", act: "cancel", allowed: [] },
		});
		expect(await movements(shop, productId)).toEqual([]);
	});
});

describe("sending", () => {
	it("takes the goods off the one shelf and expects them on the other, in two round trips and one fact", async () => {
		const { shop, from, to, productId } = await twoStores();
		const { id: transferId } = await draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId: to });
		await putOnTransfer(await shop.tenant(), { transferId, productId, quantity: 4 });
		const tenant = await shop.tenant();
		const transfer = await sendTransfer(tenant, { transferId });
		expect(tenant.scope.meter.trips).toBe(2);
		expect(transfer).toMatchObject({ status: "in_transit", sentBy: "Owner", lines: [{ quantity: 4, received: 0 }] });
		expect(await levels(shop, productId, from, to)).toEqual([
			[6, 0],
			[0, 4],
		]);
		expect(await movements(shop, productId)).toEqual([
			{ reason: "transfer_out", delta: -4, storeId: from, referenceType: "transfer", referenceId: transferId },
		]);
		expect(await facts(shop, "stock.transfer_sent")).toEqual([
			{
				storeId: from,
				data: { transferId, fromStoreId: from, toStoreId: to, storeId: from, storeIds: [from, to], productIds: [productId], units: 4 },
			},
		]);
		await ledgerHolds(shop);
	});

	it("sends nothing that does not stand there, and names it", async () => {
		const { shop, from, to, productId } = await twoStores(3);
		const never = await stocked(shop, { name: "Never here" });
		const { id: transferId } = await draftTransfer(await shop.tenant(), {
			fromStoreId: from,
			toStoreId: to,
			lines: [
				{ productId, quantity: 4 },
				{ productId: never.id, quantity: 1 },
			],
		});
		const short = [
			{ productId, name: "Frame", wanted: 4, available: 3 },
			{ productId: never.id, name: "Never here", wanted: 1, available: 0 },
		];
		await refuses(shop, async () => sendTransfer(await shop.tenant(), { transferId }), {
			kind: "conflict",
			code: "transfer_oversold",
			details: expect.objectContaining({ lines: expect.arrayContaining(short.map((line) => expect.objectContaining(line))) }),
		});
		const { id: empty } = await draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId: to });
		await refuses(shop, async () => sendTransfer(await shop.tenant(), { transferId: empty }), { kind: "conflict", code: "transfer_empty" });
		await refuses(shop, async () => draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId: to, send: true }), {
			kind: "conflict",
			code: "transfer_empty",
		});
	});

	it("is once: for one key, for twenty at once, and for whoever comes later", async () => {
		const { shop, from, to, productId } = await twoStores();
		const { id: transferId } = await draftTransfer(await shop.tenant(), {
			fromStoreId: from,
			toStoreId: to,
			lines: [{ productId, quantity: 4 }],
		});
		const send = async (key?: string) => sendTransfer(await shop.tenant(), { transferId }, { key });
		const all = await Promise.allSettled(Array.from({ length: 20 }, () => send()));
		expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		await refuses(shop, send, { kind: "conflict", code: "act_not_possible", details: { status: "in_transit" } });
		expect(await levels(shop, productId, from, to)).toEqual([
			[6, 0],
			[0, 4],
		]);
		const { id: second } = await draftTransfer(
			await shop.tenant(),
			{ fromStoreId: from, toStoreId: to, lines: [{ productId, quantity: 1 }] },
			{ key: "draft" },
		);
		const again = await draftTransfer(
			await shop.tenant(),
			{ fromStoreId: from, toStoreId: to, lines: [{ productId, quantity: 1 }] },
			{ key: "draft" },
		);
		expect(again.id).toBe(second);
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => sendTransfer(await shop.tenant(), { transferId: second }, { key: "s" })),
		);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect(await levels(shop, productId, from, to)).toEqual([
			[5, 0],
			[0, 5],
		]);
	});
});

describe("receiving", () => {
	it("takes some, then the rest, and says what the transfer has become", async () => {
		const { shop, from, to, productId, transferId } = await sent(5);
		const receive = async (quantity?: number) =>
			receiveTransfer(await shop.tenant(), { transferId, ...(quantity && { lines: [{ productId, quantity }] }) });
		expect(await receive(2)).toMatchObject({ status: "part_received", closedAt: null, lines: [{ received: 2 }] });
		expect(await levels(shop, productId, from, to)).toEqual([
			[5, 0],
			[2, 3],
		]);
		expect(await receive()).toMatchObject({ status: "received", closedBy: "Owner", lines: [{ received: 5 }] });
		expect(await levels(shop, productId, from, to)).toEqual([
			[5, 0],
			[5, 0],
		]);
		expect((await facts(shop, "stock.transfer_received")).map(({ storeId, data }) => [storeId, data.units, data.productIds])).toEqual([
			[to, 2, [productId]],
			[to, 3, [productId]],
		]);
		await refuses(shop, () => receive(1), {
			kind: "conflict",
			code: "act_not_possible",
			details: { status: "received", act: "receive", allowed: [] },
		});
		await ledgerHolds(shop);
	});

	it("never takes more than was sent, alone, at once, or by a key used twice", async () => {
		const { shop, to, productId, transferId } = await sent(5);
		const receive = async (quantity: number, key?: string) =>
			receiveTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity }] }, { key });
		await refuses(shop, () => receive(6), { kind: "conflict", code: "not_on_its_way", details: { outstanding: 5, name: "Frame" } });
		await refuses(shop, async () => receiveTransfer(await shop.tenant(), { transferId, lines: [{ productId: "x", quantity: 1 }] }), {
			kind: "not_found",
			code: "transfer_line_not_found",
		});
		await Promise.all(Array.from({ length: 4 }, () => receive(2, "box one")));
		expect(await levels(shop, productId, to)).toEqual([[2, 3]]);
		const all = await Promise.allSettled(Array.from({ length: 12 }, () => receive(1)));
		expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
		for (const each of all)
			if (each.status === "rejected") expect(["not_on_its_way", "act_not_possible", "stale_write"]).toContain(each.reason.code);
		expect(await levels(shop, productId, to)).toEqual([[5, 0]]);
		await ledgerHolds(shop);
	});
});

describe("what does not arrive", () => {
	it("is missing for a reason, no longer expected, and on no shelf; and may still turn up at either end", async () => {
		const { shop, from, to, productId, transferId } = await sent(5);
		await receiveTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity: 2 }] });
		const closed = await closeTransfer(await shop.tenant(), { transferId, reason: "lost", note: "Never left the van" });
		expect(closed).toMatchObject({
			status: "short",
			shortReason: "lost",
			shortNote: "Never left the van",
			lines: [{ quantity: 5, received: 2, missing: 3 }],
		});
		expect(await levels(shop, productId, from, to)).toEqual([
			[5, 0],
			[2, 0],
		]);
		expect(await facts(shop, "stock.transfer_closed_short")).toMatchObject([
			{ storeId: to, data: { units: 3, productIds: [productId], reason: "lost", storeIds: [from, to] } },
		]);
		await refuses(shop, async () => closeTransfer(await shop.tenant(), { transferId, reason: "lost" }), {
			kind: "conflict",
			code: "act_not_possible",
		});

		const found = await bringBackTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity: 1 }], note: "In the drawer" });
		expect(found).toMatchObject({ status: "short", lines: [{ missing: 2, returned: 1 }] });
		await refuses(shop, async () => bringBackTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity: 3 }] }), {
			kind: "conflict",
			code: "not_on_its_way",
			details: { outstanding: 2 },
		});
		expect(await receiveTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity: 2 }] })).toMatchObject({
			status: "received",
			lines: [{ received: 4, returned: 1, missing: 0 }],
		});
		expect(await levels(shop, productId, from, to)).toEqual([
			[6, 0],
			[4, 0],
		]);
		await ledgerHolds(shop);
	});

	it("comes back: some of it, or all when it is called off before anything was received", async () => {
		const { shop, from, to, productId, transferId } = await sent(5);
		const back = await bringBackTransfer(await shop.tenant(), { transferId, lines: [{ productId, quantity: 2 }] });
		expect(back).toMatchObject({ status: "part_received", lines: [{ returned: 2 }] });
		expect(await levels(shop, productId, from, to)).toEqual([
			[7, 0],
			[0, 3],
		]);
		await refuses(shop, async () => cancelTransfer(await shop.tenant(), { transferId }), { kind: "conflict", code: "act_not_possible" });
		expect(await bringBackTransfer(await shop.tenant(), { transferId })).toMatchObject({ status: "cancelled" });

		const whole = await sent(4);
		expect(await cancelTransfer(await whole.shop.tenant(), { transferId: whole.transferId })).toMatchObject({
			status: "cancelled",
			lines: [{ returned: 4 }],
		});
		expect(await levels(whole.shop, whole.productId, whole.from, whole.to)).toEqual([
			[10, 0],
			[0, 0],
		]);
		expect((await movements(whole.shop, whole.productId)).map(({ reason, delta }) => [reason, delta])).toEqual([
			["transfer_out", -4],
			["transfer_in", 4],
		]);
	});
});

describe("who", () => {
	it("an employee may send and receive, and not close short", async () => {
		const { shop, productId, transferId } = await sent(2);
		const employee = await tenantAs(shop, "employee");
		expect(await receiveTransfer(employee, { transferId, lines: [{ productId, quantity: 1 }] })).toMatchObject({ status: "part_received" });
		await refuses(shop, () => closeTransfer(employee, { transferId, reason: "lost" }), { kind: "forbidden", code: "missing_permission" });
	});

	it("nobody of another business sees or moves it", async () => {
		const [other] = await twoShops();
		const { transferId, shop } = await sent(2);
		const before = await everything(shop);
		const acts = [sendTransfer, receiveTransfer, bringBackTransfer, cancelTransfer, oneTransfer, transferSheet] as const;
		for (const act of acts)
			await expect(act(await other.tenant(), { transferId })).rejects.toMatchObject({ kind: "not_found", code: "transfer_not_found" });
		await expect(closeTransfer(await other.tenant(), { transferId, reason: "lost" })).rejects.toMatchObject({ code: "transfer_not_found" });
		await expect(putOnTransfer(await other.tenant(), { transferId, productId: "x", add: 1 })).rejects.toMatchObject({
			code: "transfer_not_found",
		});
		expect((await listTransfers(await other.tenant(), {})).items).toEqual([]);
		expect(await everything(shop)).toEqual(before);
	});
});

describe("lists", () => {
	let world: Awaited<ReturnType<typeof twoStores>>;
	beforeAll(async () => {
		world = await twoStores(20);
	});

	it("show what is open or of one store, newest first, a page at a time", async () => {
		const { shop, from, to, productId } = world;
		const third = await addStore(shop, "Odense");
		const draft = async (toStoreId: string, send: boolean) =>
			draftTransfer(await shop.tenant(), { fromStoreId: from, toStoreId, lines: [{ productId, quantity: 2 }], send });
		const [one, two, three] = [await draft(to, true), await draft(third, false), await draft(to, true)];
		await receiveTransfer(await shop.tenant(), { transferId: one.id });
		const ids = async (input: object) => (await listTransfers(await shop.tenant(), input)).items.map(({ id }) => id);
		expect(await ids({})).toEqual([three.id, two.id, one.id]);
		expect(await ids({ status: "open" })).toEqual([three.id, two.id]);
		expect(await ids({ status: "received" })).toEqual([one.id]);
		expect(await ids({ storeId: third })).toEqual([two.id]);
		const page = await listTransfers(await shop.tenant(), { limit: 2 });
		expect(page.items[0]).toMatchObject({ units: 2, products: 1, received: 0, status: "in_transit" });
		expect(await ids({ limit: 2, cursor: page.nextCursor ?? "" })).toEqual([one.id]);
	});
});
