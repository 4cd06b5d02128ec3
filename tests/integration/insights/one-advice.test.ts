import fc from "fast-check";
import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { home } from "#app/insights/home.server.ts";
import { overview } from "#app/insights/overview.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { suggestions } from "#app/insights/suggestions.server.ts";
import { addDays, calendarDay, day } from "#app/platform/time.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { type Product, stock, stockIn } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);
const today = calendarDay(noon, "Europe/Copenhagen");
const vendors = ["Marlow & Finch", "MARLOW  & finch", "Ørgreen", "", "nobody said"];

/** One product's past on two shelves, and how things stand there. `since`: it came after the last night. */
const Goods = fc.record({
	vendor: fc.constantFrom(...vendors),
	since: fc.boolean(),
	archived: fc.nat(9).map((n) => n === 0),
	shelves: fc.array(
		fc.record({
			stands: fc.integer({ min: 1, max: 40 }),
			reorderPoint: fc.constantFrom(0, 0, 3, 9),
			reorderTo: fc.constantFrom(0, 12, 30),
			incoming: fc.constantFrom(0, 0, 0, 4),
			sold: fc.array(fc.record({ ago: fc.nat(29), units: fc.integer({ min: 1, max: 9 }), left: fc.nat(3) }), { maxLength: 12 }),
		}),
		{ minLength: 2, maxLength: 2 },
	),
});

type Past = typeof Goods extends fc.Arbitrary<infer Each> ? Each : never;

async function write(shop: Shop, stores: string[], product: Product, goods: Past, from: number): Promise<void> {
	for (const [at, { reorderPoint, reorderTo, incoming, sold }] of goods.shelves.entries()) {
		const storeId = stores[at] ?? "";
		await rowsOf(
			shop,
			"UPDATE stockLevels SET reorderPoint = ?, reorderTo = ?, incoming = ? WHERE businessId = ? AND productId = ? AND storeId = ?",
			reorderPoint,
			Math.max(reorderPoint, reorderTo),
			incoming,
			shop.businessId,
			product.id,
			storeId,
		);
		const days = sold.map(({ ago, ...facts }) => ({ day: addDays(today, -(ago % from)), ...facts }));
		await rowsOf(
			shop,
			`INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose)
				SELECT ?1, ?2, ?3, value ->> 'day', value ->> 'units', 0, value ->> 'left' FROM json_each(?4) WHERE true
				ON CONFLICT DO UPDATE SET units = excluded.units, onHandAtClose = excluded.onHandAtClose`,
			shop.businessId,
			product.id,
			storeId,
			JSON.stringify(days),
		);
	}
	await rowsOf(
		shop,
		"UPDATE products SET vendor = ?, status = ? WHERE businessId = ? AND id = ?",
		goods.vendor,
		goods.archived ? "archived" : "published",
		shop.businessId,
		product.id,
	);
}

it("says the same of every product wherever it says what to order: on its page, in the list, at home and in insights", async () => {
	const shop = await openShop();
	const other = await addStore(await shop.tenant(), { name: "Aarhus" });
	const stores = [shop.storeId, other.id];
	await editVendorTerms(await shop.tenant(noon), { vendor: "marlow & finch", leadDays: 3, coverDays: 12, packSize: 6 });
	await editVendorTerms(await shop.tenant(noon), { vendor: "ørgreen", leadDays: 45, coverDays: 20, packSize: 4 });
	const made: Product[] = [];
	const put = async (goods: Past, from: number) => {
		const product = await stock(shop, { quantity: goods.shelves[0]?.stands ?? 1, at: noon - from * day });
		await stockIn(shop, other, product.id, goods.shelves[1]?.stands ?? 1);
		await write(shop, stores, product, goods, from);
		made.push(product);
	};
	const all = fc.sample(Goods, { numRuns: 40, seed: 20_261_122 });
	for (const goods of all.filter(({ since }) => !since)) await put(goods, 30);
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	for (const goods of all.filter(({ since }) => since)) await put(goods, 1);

	const { items } = await suggestions(await shop.tenant(noon), {});
	expect(items.filter(({ rate, lastSoldDay }) => rate > 0 && lastSoldDay === null)).toEqual([]);
	const advised = (productId: string, storeId: string) =>
		items.find((item) => item.productId === productId && item.storeId === storeId)?.order ?? 0;
	let some = 0;
	for (const { id: productId } of made) {
		for (const storeId of stores) {
			const { suggestedOrder } = await prediction(await shop.tenant(noon), { productId, storeId });
			expect({ productId, storeId, order: suggestedOrder }).toEqual({ productId, storeId, order: advised(productId, storeId) });
			if (suggestedOrder > 0) some += 1;
		}
		const whole = await prediction(await shop.tenant(noon), { productId });
		expect(whole.suggestedOrder).toBe(stores.reduce((sum, storeId) => sum + advised(productId, storeId), 0));
	}
	expect(some).toBeGreaterThan(20);
	const [atHome, insights] = [
		(await home(await shop.tenant(noon), {})).runsOut ?? [],
		(await overview(await shop.tenant(noon), {})).runsOut,
	];
	expect(atHome.length).toBeGreaterThan(4);
	for (const { productId, storeId, order } of [...atHome, ...insights]) expect(order).toBe(advised(productId, storeId));

	const tenant = await shop.tenant(noon);
	await suggestions(tenant, {});
	expect(tenant.scope.meter).toMatchObject({ trips: 1, rowsWritten: 0 });
}, 60_000);
