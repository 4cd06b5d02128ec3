import { beforeAll, expect, it } from "vitest";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { cancelCount } from "#app/stock/cancel-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { countReview, countSheet } from "#app/stock/count-sheet.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { second } from "#app/platform/time.ts";
import { openShop, type Shop } from "../../support/world.ts";
import { discrepancies, type Product, stock } from "./goods.ts";
import { type OfflineTill, offlineTill, shelfOf } from "./offline.ts";

/** A till was alone, somebody counted, and the till came back: what it sold before the count is missing once, what it sold after it is too. */

let shop: Shop;
let mette: OfflineTill;
/** When somebody counted. */
let noon: number;
beforeAll(async () => {
	shop = await openShop();
	mette = await offlineTill(shop);
	noon = Date.now() - 30 * second;
});

const at = (seconds: number) => shop.tenant(noon + seconds * second);
async function counting(product: Product, quantity: number): Promise<string> {
	const { id: countId } = await openCount(await at(-5), { storeId: shop.storeId });
	await countProduct(await at(0), { countId, productId: product.id, quantity });
	return countId;
}
const apply = async (countId: string, seconds: number) => applyCount(await at(seconds), { countId, uncounted: "leave" });
const sold = (product: Product, seconds: number, quantity = 1) => mette.sells([{ product, quantity }], { soldAt: noon + seconds * second });
const left = async (product: Product) => (await shelfOf(shop, product))?.onHand;

it("sold before, counted and applied, then handed in: the piece is missing once, and nothing is oversold", async () => {
	const [frame, last] = [await stock(shop, { quantity: 10 }), await stock(shop, { quantity: 1 })];
	const early = [sold(frame, -10), sold(last, -9)];
	const { id: countId } = await openCount(await at(-5), { storeId: shop.storeId });
	for (const [product, quantity] of [
		[frame, 9],
		[last, 0],
	] as const)
		await countProduct(await at(0), { countId, productId: product.id, quantity });
	await apply(countId, 5);
	expect([await left(frame), await left(last)]).toEqual([9, 0]);
	const { results } = await mette.handIn([...early, sold(frame, 3)]);
	expect(results).toMatchObject([{ short: [] }, { short: [] }, { state: "sold", short: [] }]);
	expect([await left(frame), await left(last)]).toEqual([8, 0]);
	await mette.handIn(early);
	expect([await left(frame), await left(last)]).toEqual([8, 0]);
	expect((await shop.call("GET", "/api/v1/oversold")).body.items).toEqual([]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("sold before and after the count, handed in before it is applied: each is accounted to its time, and the sheet says nothing of it", async () => {
	const frame = await stock(shop, { quantity: 10 });
	const countId = await counting(frame, 8);
	await mette.handIn([sold(frame, -10, 2), sold(frame, 2, 3)]);
	expect(await left(frame)).toBe(5);
	const [line] = (await countSheet(await at(10), { countId })).lines;
	expect(line).toMatchObject({ counted: 8, expected: 8, again: null });
	expect(await countReview(await at(10), { countId })).toMatchObject({ differing: 0 });
	expect(await apply(countId, 10)).toMatchObject({ off: 0 });
	expect(await left(frame)).toBe(5);
	expect(await discrepancies(shop)).toEqual([]);
});

it("a count that was given up, or of another product, has taken nothing off", async () => {
	const [frame, other] = [await stock(shop, { quantity: 10 }), await stock(shop, { quantity: 10 })];
	const thrown = await counting(frame, 9);
	await cancelCount(await at(1), { countId: thrown });
	await apply(await counting(other, 10), 5);
	await mette.handIn([sold(frame, -10)]);
	expect(await left(frame)).toBe(9);
	expect(await discrepancies(shop)).toEqual([]);
});

it("a correction for what no shelf had, of a sale before the count, is no reason to count again and no piece too many", async () => {
	const frame = await stock(shop, { quantity: 0 });
	const countId = await counting(frame, 2);
	expect((await mette.handIn([sold(frame, -10)])).results[0]?.short).toHaveLength(1);
	expect((await countSheet(await at(10), { countId })).lines).toMatchObject([{ expected: 0, again: null }]);
	await apply(countId, 10);
	expect(await left(frame)).toBe(2);
	expect(await discrepancies(shop)).toEqual([]);
});
