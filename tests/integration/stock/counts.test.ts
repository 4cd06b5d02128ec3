import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { newId } from "#app/platform/ids.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { countLines, countReview, countSheet } from "#app/stock/count-sheet.server.ts";
import { listCounts, oneCount } from "#app/stock/counts.server.ts";
import { moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { addStore, everything, ledgerHolds, refuses, stocked, tenantAs } from "./shelves.ts";

const onHand = async (shop: Shop, productId: string) =>
	(
		await rowsOf<{ onHand: number }>(
			shop,
			"SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
			shop.businessId,
			productId,
			shop.storeId,
		)
	)[0]?.onHand;
const opened = async (shop: Shop, input: object = {}) => openCount(await shop.tenant(), { storeId: shop.storeId, ...input });
const counts = async (shop: Shop, countId: string, input: object) => countProduct(await shop.tenant(), { countId, ...input });
const apply = async (shop: Shop, countId: string, uncounted: "leave" | "zero" = "leave", key?: string) =>
	applyCount(await shop.tenant(), { countId, uncounted }, { key });

describe("opening", () => {
	it("says how much there is to count: the store, a category with all under it, or chosen products", async () => {
		const shop = await openShop();
		const { body } = await shop.call("GET", "/api/categories");
		const frames = body.items.find((category: { name: string }) => category.name === "Frames").id;
		const children = (await shop.call("POST", "/api/categories", { body: { name: "Children", parentId: frames } })).body.id;
		const one = await stocked(shop, { initialStock: 3, categoryId: frames });
		await stocked(shop, { categoryId: children });
		await stocked(shop, { initialStock: 1 });
		for (const [input, wanted] of [
			[{}, 3],
			[{ scope: "category", categoryId: frames }, 2],
			[{ scope: "products", productIds: [one.id, one.id], blind: true }, 1],
		] as const) {
			const count = await opened(shop, input);
			expect(count).toMatchObject({ status: "counting", wanted, counted: 0, off: null, storeId: shop.storeId, openedBy: "Owner" });
			await cancelCount(await shop.tenant(), { countId: count.id });
		}
		await refuses(shop, () => opened(shop, { scope: "category" }), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, () => opened(shop, { scope: "products", productIds: [] }), { kind: "invalid", code: "validation_failed" });
		await refuses(shop, () => opened(shop, { scope: "category", categoryId: "x" }), { kind: "not_found", code: "category_not_found" });
		await refuses(shop, () => opened(shop, { scope: "products", productIds: ["x"] }), { kind: "not_found", code: "product_not_found" });
	});

	it("is one at a time in a store, whoever else opens one at that moment", async () => {
		const shop = await openShop();
		const aarhus = await addStore(shop, "Aarhus");
		const all = await Promise.allSettled(Array.from({ length: 8 }, () => opened(shop)));
		expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const [{ id: countId } = { id: "" }] = (await listCounts(await shop.tenant(), { status: "counting" })).items;
		await refuses(shop, () => opened(shop), { kind: "conflict", code: "count_open_already", details: { countId } });
		expect(await opened(shop, { storeId: aarhus })).toMatchObject({ storeId: aarhus });
		expect((await listCounts(await shop.tenant(), { storeId: aarhus })).items).toHaveLength(1);
	});
});

describe("counting", () => {
	it("adds up what several people scan at once, replaces it by a recount, and forgets it", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { sku: "KNU-HAV", barcode: "5704418001028", initialStock: 3 });
		const { id: countId } = await opened(shop);
		await Promise.all(Array.from({ length: 5 }, () => counts(shop, countId, { code: "5704418001028", add: 1 })));
		expect(await counts(shop, countId, { code: " knu-hav", add: 2 })).toMatchObject({
			product: { id: productId, sku: "KNU-HAV" },
			counted: 7,
		});
		expect(await oneCount(await shop.tenant(), { countId })).toMatchObject({ counted: 1 });
		expect(await counts(shop, countId, { productId, quantity: 4 })).toMatchObject({ counted: 4 });
		expect(await counts(shop, countId, { productId, quantity: null })).toMatchObject({ counted: null, countedAt: null });
		expect(await oneCount(await shop.tenant(), { countId })).toMatchObject({ counted: 0 });
		await refuses(shop, () => counts(shop, countId, { code: "??", add: 1 }), { kind: "not_found", code: "code_unknown" });
		await refuses(shop, () => counts(shop, countId, { productId, quantity: -1 }), { kind: "invalid", code: "validation_failed" });
		expect(await onHand(shop, productId)).toBe(3);
	});

	it("counts a scan once for its key", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop);
		const { id: countId } = await opened(shop);
		const scan = async () => countProduct(await shop.tenant(), { countId, productId, add: 1 }, { key: "scan 1" });
		const answers = await Promise.all(Array.from({ length: 6 }, scan));
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect(answers[0]).toMatchObject({ counted: 1 });
	});

	it("blind tells who counts nothing of what is expected; whoever applies it is told", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { initialStock: 3, cost: "40.00" });
		const { id: countId } = await opened(shop, { blind: true });
		await counts(shop, countId, { productId, quantity: 2 });
		expect(await countSheet(await shop.tenant(), { countId })).toMatchObject({ maySee: true, lines: [{ expected: 3, cost: 4000 }] });
		const employee = await tenantAs(shop, "employee");
		const sheet = await countSheet(employee, { countId });
		expect(sheet).toMatchObject({ maySee: false, lines: [{ counted: 2, expected: null, again: null, cost: null }] });
		expect((await countLines(employee, { countId })).items).toMatchObject([{ counted: 2, expected: null }]);
		await refuses(shop, () => countReview(employee, { countId }), { kind: "forbidden", code: "missing_permission" });
		await refuses(shop, () => applyCount(employee, { countId, uncounted: "leave" }), { kind: "forbidden", code: "missing_permission" });
	});
});

describe("applying", () => {
	it("corrects by the difference to what the ledger held when it was counted, in two round trips and one fact", async () => {
		const shop = await openShop();
		const { id: fewer } = await stocked(shop, { initialStock: 5, cost: "10.00" });
		const { id: right } = await stocked(shop, { initialStock: 2 });
		const { id: found } = await stocked(shop, { name: "Found behind" });
		const { id: countId } = await opened(shop);
		const at = Date.now() + 1000;
		const count = async (productId: string, quantity: number) => countProduct(await shop.tenant(at), { countId, productId, quantity });
		await count(fewer, 3);
		await count(right, 2);
		await count(found, 4);
		await receiveStock(await shop.tenant(at + 1), { productId: fewer, quantity: 10 });
		expect(await countReview(await shop.tenant(at + 2), { countId })).toMatchObject({
			differing: 2,
			fewer: 2,
			more: 4,
			values: [{ currency: "DKK", value: -2000 }],
			uncounted: { products: 0, units: 0, first: [] },
		});
		const tenant = await shop.tenant(at + 3);
		const applied = await applyCount(tenant, { countId, uncounted: "leave" });
		expect(tenant.scope.meter.trips).toBe(2);
		expect(applied).toMatchObject({ status: "applied", uncounted: "leave", counted: 3, off: 2, closedBy: "Owner" });
		expect([await onHand(shop, fewer), await onHand(shop, right), await onHand(shop, found)]).toEqual([13, 2, 4]);
		const moved = await rowsOf(
			shop,
			"SELECT productId, delta, referenceType, referenceId FROM stockMovements WHERE businessId = ? AND reason = 'count' ORDER BY delta",
			shop.businessId,
		);
		expect(moved).toEqual([
			{ productId: fewer, delta: -2, referenceType: "count", referenceId: countId },
			{ productId: found, delta: 4, referenceType: "count", referenceId: countId },
		]);
		const [fact] = await rowsOf<{ storeId: string; data: string }>(
			shop,
			"SELECT storeId, data FROM events WHERE businessId = ? AND type = 'stock.count_applied'",
			shop.businessId,
		);
		expect(fact?.storeId).toBe(shop.storeId);
		expect(JSON.parse(fact?.data ?? "")).toEqual({
			countId,
			storeId: shop.storeId,
			storeIds: [shop.storeId],
			uncounted: "leave",
			lines: 3,
			productIds: expect.arrayContaining([fewer, found]),
			units: 6,
		});
		const sheet = await countSheet(await shop.tenant(), { countId });
		expect(sheet.lines.map(({ productId, expected, correction }) => [productId, expected, correction])).toEqual([
			[found, 0, 4],
			[fewer, 5, -2],
		]);
		await ledgerHolds(shop);
	});

	it("leaves what nobody counted, or sets it to nothing, as the closer says", async () => {
		const shop = await openShop();
		const { id: counted } = await stocked(shop, { initialStock: 5 });
		const { id: left } = await stocked(shop, { initialStock: 4 });
		const first = await opened(shop);
		await counts(shop, first.id, { productId: counted, quantity: 5 });
		expect(await countReview(await shop.tenant(), { countId: first.id })).toMatchObject({
			uncounted: { products: 1, units: 4, first: [{ productId: left, onHand: 4 }] },
		});
		await apply(shop, first.id, "leave");
		expect(await onHand(shop, left)).toBe(4);
		const second = await opened(shop);
		await counts(shop, second.id, { productId: counted, quantity: 5 });
		expect(await apply(shop, second.id, "zero")).toMatchObject({ uncounted: "zero", counted: 2, off: 1 });
		expect([await onHand(shop, counted), await onHand(shop, left)]).toEqual([5, 0]);
		await ledgerHolds(shop);
	});

	it("is once: for one key, for many at once, and never after", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { initialStock: 5 });
		const { id: countId } = await opened(shop);
		await refuses(shop, () => apply(shop, countId), { kind: "conflict", code: "count_empty" });
		await counts(shop, countId, { productId, quantity: 3 });
		const first = await apply(shop, countId, "leave", "close");
		expect(await apply(shop, countId, "leave", "close")).toEqual(first);
		await refuses(shop, () => apply(shop, countId), {
			kind: "conflict",
			code: "act_not_possible",
			details: { status: "applied", act: "apply", allowed: [] },
		});
		await refuses(shop, () => counts(shop, countId, { productId, add: 1 }), { kind: "conflict", code: "act_not_possible" });
		await refuses(shop, async () => cancelCount(await shop.tenant(), { countId }), { kind: "conflict", code: "act_not_possible" });
		expect(await onHand(shop, productId)).toBe(3);

		const again = await opened(shop);
		await counts(shop, again.id, { productId, quantity: 2 });
		const all = await Promise.allSettled(Array.from({ length: 10 }, () => apply(shop, again.id)));
		expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect(await onHand(shop, productId)).toBe(2);
		await ledgerHolds(shop);
	});

	it("refuses what cannot be right, by name: less than nothing, or less than is promised", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { name: "KNUD", sku: "KNU", initialStock: 5 });
		const { id: countId } = await opened(shop);
		await counts(shop, countId, { productId, quantity: 1 });
		await rowsOf(shop, "UPDATE stockLevels SET reserved = 2 WHERE businessId = ? AND productId = ?", shop.businessId, productId);
		await refuses(shop, () => apply(shop, countId), {
			kind: "conflict",
			code: "recount_needed",
			details: { name: "KNUD", sku: "KNU", left: 1, reserved: 2, lines: [{ productId }] },
		});
		await counts(shop, countId, { productId, quantity: 2 });
		await apply(shop, countId);
		expect(await onHand(shop, productId)).toBe(2);
	});

	it("takes more than two thousand lines in one batch", async () => {
		const shop = await openShop();
		const many = 2600;
		const { id: one } = await stocked(shop, { initialStock: 1 });
		const actor = { id: "test", name: "test" };
		const copies = Array.from({ length: many - 1 }, () => newId());
		const fill = command<z.ZodObject, { done: true }>({
			name: "test.fill",
			needs: "stock:write",
			input: z.object({}),
			async run({ work }) {
				const rows = JSON.stringify(copies);
				work.add(sql`INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, createdAt, updatedAt)
					SELECT p.businessId, value, 'Copy', value, value, p.currency, value, p.status, p.createdAt, p.updatedAt
					FROM json_each(${rows}) CROSS JOIN products AS p ON p.businessId = ${work.businessId} AND p.id = ${one}`);
				const levels = copies.map((productId) => ({ productId, storeId: shop.storeId, delta: 3 }));
				openLevelsIn(work, levels);
				moveStockIn(work, levels, { reason: "initial", actor });
				return known({ done: true as const });
			},
		});
		await fill(await shop.tenant(), {});
		const { id: countId, wanted } = await opened(shop);
		expect(wanted).toBe(many);
		await rowsOf(
			shop,
			`INSERT INTO stockCountLines (businessId, countId, productId, counted, startedAt, countedAt, countedBy)
				SELECT l.businessId, ?, l.productId, 2, ?, ?, 'test' FROM stockLevels AS l WHERE l.businessId = ? AND l.version < 100 LIMIT 2100`,
			countId,
			Date.now(),
			Date.now(),
			shop.businessId,
		);
		const tenant = await shop.tenant();
		expect(await applyCount(tenant, { countId, uncounted: "zero" })).toMatchObject({ counted: many, off: many });
		expect(tenant.scope.meter.trips).toBe(2);
		await ledgerHolds(shop);
	}, 60_000);
});

describe("giving up", () => {
	it("changes no shelf, keeps what was counted, and lets another count begin", async () => {
		const shop = await openShop();
		const { id: productId } = await stocked(shop, { initialStock: 5 });
		const { id: countId } = await opened(shop);
		await counts(shop, countId, { productId, quantity: 1 });
		const cancel = async () => cancelCount(await shop.tenant(), { countId }, { key: "x" });
		expect(await cancel()).toMatchObject({ status: "cancelled", counted: 1 });
		expect(await cancel()).toMatchObject({ status: "cancelled" });
		expect(await onHand(shop, productId)).toBe(5);
		expect(await opened(shop)).toMatchObject({ status: "counting" });
	});
});

it("is nobody else's", async () => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const { id: countId } = await opened(shop);
	const before = await everything(shop);
	for (const act of [
		async () => countProduct(await other.tenant(), { countId, productId, add: 1 }),
		async () => applyCount(await other.tenant(), { countId, uncounted: "zero" }),
		async () => cancelCount(await other.tenant(), { countId }),
		async () => oneCount(await other.tenant(), { countId }),
		async () => countSheet(await other.tenant(), { countId }),
		async () => countLines(await other.tenant(), { countId }),
	])
		await expect(act()).rejects.toMatchObject({ kind: "not_found", code: "count_not_found" });
	await expect(openCount(await other.tenant(), { storeId: shop.storeId })).rejects.toMatchObject({ code: "store_not_yours" });
	expect((await listCounts(await other.tenant(), {})).items).toEqual([]);
	expect(await countReview(await other.tenant(), { countId })).toMatchObject({ differing: 0, uncounted: { products: 0 } });
	expect(await everything(shop)).toEqual(before);
});
