import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { applyCount } from "#app/stock/apply-count.server.ts";
import { countProduct } from "#app/stock/count-product.server.ts";
import { countSheet } from "#app/stock/count-sheet.server.ts";
import { openCount } from "#app/stock/open-count.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { ledgerHolds, stocked } from "./shelves.ts";

/**
 * What a count must never get wrong: after it is applied, a shelf holds what was found on it and whatever came and went since, to the
 * millisecond, in whatever order the requests arrived.
 */

type Act = { at: number; act: "receive" | "take" | "scan" | "say"; quantity: number };

const span = 6;
const anAct: fc.Arbitrary<Act> = fc.record({
	at: fc.nat({ max: span }),
	act: fc.constantFrom("receive", "take", "scan", "say"),
	quantity: fc.integer({ min: 1, max: 4 }),
});

let shop: Shop;
let start = 0;
beforeAll(async () => {
	shop = await openShop();
});

async function holds(productId: string): Promise<number> {
	const [row] = await rowsOf<{ onHand: number }>(
		shop,
		"SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ?",
		shop.businessId,
		productId,
	);
	return row?.onHand ?? 0;
}

it("holds what was found and everything that moved after, whatever the order", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 12 }), async (acts) => {
			const { id: productId } = await stocked(shop, { initialStock: 40 });
			// Goods came in by the true clock: a slow machine's is later than a second a round.
			start = Math.max(start, Date.now()) + 1000;
			const { id: countId } = await openCount(await shop.tenant(start), { storeId: shop.storeId });
			const counted = { quantity: 0, at: -1, said: false };
			// The acts come as they are in the list, not by their clock: a slow request is an early act that arrives late.
			for (const { at, act, quantity } of acts) {
				const tenant = await shop.tenant(start + 10 + at);
				if (act === "receive") await receiveStock(tenant, { productId, quantity });
				else if (act === "take") await adjustStock(tenant, { productId, delta: -quantity, reason: "damage" });
				else {
					await countProduct(tenant, { countId, productId, ...(act === "scan" ? { add: quantity } : { quantity: quantity + 20 }) });
					counted.quantity = act === "scan" ? counted.quantity + quantity : quantity + 20;
					counted.at = Math.max(counted.at, at);
					counted.said = true;
				}
			}
			const moved = acts
				.filter(({ at, act }) => (act === "receive" || act === "take") && at > counted.at)
				.reduce((sum, { act, quantity }) => sum + (act === "receive" ? quantity : -quantity), 0);
			const before = await holds(productId);
			if (!counted.said) {
				await rowsOf(shop, "UPDATE stockCounts SET status = 'cancelled' WHERE businessId = ? AND id = ?", shop.businessId, countId);
				return;
			}
			if (counted.quantity + moved < 0) {
				await expect(applyCount(await shop.tenant(start + 20), { countId, uncounted: "leave" })).rejects.toMatchObject({
					code: "recount_needed",
					details: { left: counted.quantity + moved },
				});
				expect(await holds(productId)).toBe(before);
				await rowsOf(shop, "UPDATE stockCounts SET status = 'cancelled' WHERE businessId = ? AND id = ?", shop.businessId, countId);
				return;
			}
			const [line] = (await countSheet(await shop.tenant(start + 20), { countId })).lines;
			expect(line).toMatchObject({ counted: counted.quantity, expected: before - moved });
			const { off } = await applyCount(await shop.tenant(start + 20), { countId, uncounted: "leave" });
			expect(await holds(productId)).toBe(counted.quantity + moved);
			expect(off).toBe(before === counted.quantity + moved ? 0 : 1);
			await ledgerHolds(shop, productId);
		}),
		{ numRuns: 40, endOnFailure: true },
	);
	await ledgerHolds(shop);
}, 120_000);

it("a sale that comes in while the count is being applied is in it, either way", async () => {
	for (let round = 0; round < 5; round++) {
		const { id: productId } = await stocked(shop, { initialStock: 10 });
		const now = Date.now() + 100_000 + round * 1000;
		const { id: countId } = await openCount(await shop.tenant(now), { storeId: shop.storeId });
		await countProduct(await shop.tenant(now + 1), { countId, productId, quantity: 8 });
		await Promise.all([
			applyCount(await shop.tenant(now + 3), { countId, uncounted: "leave" }),
			...Array.from({ length: 4 }, async () => adjustStock(await shop.tenant(now + 2), { productId, delta: -1, reason: "damage" })),
		]);
		expect(await holds(productId)).toBe(4);
		await ledgerHolds(shop, productId);
	}
});

it("says which lines to count again: what moved while it was counted, what was corrected since", async () => {
	const now = Date.now() + 300_000;
	const { id: moved } = await stocked(shop, { initialStock: 10 });
	const { id: corrected } = await stocked(shop, { initialStock: 10 });
	const { id: still } = await stocked(shop, { initialStock: 10 });
	const { id: countId } = await openCount(await shop.tenant(now), { storeId: shop.storeId });
	const scan = async (productId: string, at: number) => countProduct(await shop.tenant(now + at), { countId, productId, add: 5 });
	await scan(moved, 1);
	await adjustStock(await shop.tenant(now + 2), { productId: moved, delta: -1, reason: "damage" });
	await scan(moved, 3);
	await scan(corrected, 1);
	await adjustStock(await shop.tenant(now + 2), { productId: corrected, quantity: 7 });
	await scan(still, 1);
	await receiveStock(await shop.tenant(now + 2), { productId: still, quantity: 1 });
	const { lines } = await countSheet(await shop.tenant(now + 4), { countId });
	expect(Object.fromEntries(lines.map(({ productId, again }) => [productId, again]))).toEqual({
		[moved]: "moved",
		[corrected]: "corrected",
		[still]: null,
	});
});
