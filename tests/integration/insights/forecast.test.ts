import { expect, it } from "vitest";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { learnForecasts } from "#app/insights/learn-forecast.server.ts";
import { overview } from "#app/insights/overview.server.ts";
import { prediction } from "#app/insights/prediction.server.ts";
import { addDays, calendarDay, day } from "#app/platform/time.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { type Product, stock } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);
const today = calendarDay(noon, "Europe/Copenhagen");
const history = 300;

/** Puts a past into the daily facts, which only orders write otherwise: day after day, each product sells at a pace of its own. */
async function past(shop: Shop, goods: Product[]): Promise<void> {
	const rows = goods.flatMap(({ id }, nth) =>
		Array.from({ length: history }, (_, ago) => ({
			productId: id,
			day: addDays(today, -1 - ago),
			units: (ago * 7 + nth * 3) % (3 + (nth % 5)) === 0 ? 1 : 0,
		})),
	);
	await rowsOf(
		shop,
		`INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose)
			SELECT ?1, value ->> 'productId', ?2, value ->> 'day', value ->> 'units', 100 * (value ->> 'units'), 9 FROM json_each(?3) WHERE value ->> 'units' > 0`,
		shop.businessId,
		shop.storeId,
		JSON.stringify(rows),
	);
}

const outlooks = (shop: Shop, now: number) => calculateOutlooks(testScope(now).scope, shop.shard);
const learnt = (shop: Shop, now: number) => learnForecasts(testScope(now).scope, shop.shard);
const models = (shop: Shop) =>
	rowsOf<{ day: string; windows: number }>(shop, "SELECT day, windows FROM forecastModels WHERE businessId = ?", shop.businessId);

it("learns from the business's own past at night, and the product says how, and how far off it was", async () => {
	const shop = await openShop();
	const goods: Product[] = [];
	for (let n = 0; n < 16; n += 1) goods.push(await stock(shop, { quantity: 9, at: noon - 2 * day }));
	await past(shop, goods);
	const [steady] = goods;
	const ask = async (now: number) => prediction(await shop.tenant(now), { productId: steady?.id ?? "", storeId: shop.storeId });

	expect((await ask(noon)).basis).toMatchObject({ method: "plain", windows: 0, measured: null });
	await outlooks(shop, noon);
	await learnt(shop, noon);
	const [model] = await models(shop);
	expect(model?.day).toBe(today);
	expect(model?.windows).toBeGreaterThan(100);

	// Learnt once a day; the next night forecasts by it.
	const before = await rowsOf(shop, "SELECT * FROM forecastModels WHERE businessId = ?", shop.businessId);
	await learnt(shop, noon + 1000);
	expect(await rowsOf(shop, "SELECT * FROM forecastModels WHERE businessId = ?", shop.businessId)).toEqual(before);
	await outlooks(shop, noon + day);

	const { basis, rate, avgDailySales, advice, runway, stockOutDate } = await ask(noon + day);
	expect(basis.method).not.toBe("plain");
	expect(basis.measured?.within95).toBeGreaterThan(0.8);
	// It sells one every third day, and did for three hundred.
	expect(avgDailySales).toBeGreaterThan(0.25);
	expect(rate).toBeGreaterThan(0.2);
	expect(rate).toBeLessThan(0.5);
	expect(advice.reorderPoint).toBeGreaterThanOrEqual(Math.ceil(rate * 14));
	expect(advice.safetyStock).toBe(Math.round(advice.reorderPoint - rate * 14));
	const shelves = await rowsOf<{ learnt: number; lump: number; unrest: number }>(
		shop,
		"SELECT learnt, lump, unrest FROM outlooks WHERE businessId = ?",
		shop.businessId,
	);
	expect(shelves).toHaveLength(16);
	// One goes at a time, so evenly that chance alone would vary it more.
	const known = shelves.filter((shelf) => shelf.learnt === 1);
	expect(known.length).toBeGreaterThan(10);
	for (const { lump, unrest } of known) expect([lump, unrest > 0 && unrest < 2]).toEqual([1, true]);

	// What an elder release learnt weighed fewer guesses: until the next night it is not gone by.
	await rowsOf(shop, "UPDATE forecastModels SET model = json_remove(model, '$.weights.linear[13]') WHERE businessId = ?", shop.businessId);
	expect((await ask(noon + day)).basis).toMatchObject({ method: "plain", measured: null });
	await outlooks(shop, noon + 2 * day);
	expect(await rowsOf(shop, "SELECT 1 FROM outlooks WHERE businessId = ? AND learnt = 1", shop.businessId)).toEqual([]);
	expect(runway.out && stockOutDate && runway.out.from <= stockOutDate && stockOutDate <= (runway.out.until ?? "9")).toBe(true);
});

it("holds what a night foretold against the four weeks after it, once, and says how well it held", async () => {
	const shop = await openShop();
	const goods: Product[] = [];
	for (let n = 0; n < 16; n += 1) goods.push(await stock(shop, { quantity: 9, at: noon - 2 * day }));
	await past(shop, goods);
	await outlooks(shop, noon);
	await learnt(shop, noon);
	const nights = () =>
		rowsOf<{ day: string; model: string | null; shelves: number; isOff: number; error: number; within95: number; bias: number }>(
			shop,
			"SELECT * FROM forecastNights WHERE businessId = ? ORDER BY day",
			shop.businessId,
		);
	expect(await nights()).toMatchObject([{ day: today, isOff: 0, error: null }]);
	expect((await nights())[0]?.model).toContain("logLinear");
	const told = async (now: number) => (await overview(await shop.tenant(now), {})).forecast;
	expect(await told(noon)).toBeNull();

	// Four weeks in which nobody bought anything but ten times what the first product ever sold.
	const later = noon + 28 * day;
	await rowsOf(
		shop,
		`INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose) VALUES (?, ?, ?, ?, 10, 1000, 9)`,
		shop.businessId,
		goods[0]?.id ?? "",
		shop.storeId,
		addDays(today, 5),
	);
	await outlooks(shop, later);
	await learnt(shop, later);
	await learnt(shop, later + 1000);
	const [judged, next] = await nights();
	expect(judged).toMatchObject({ day: today, model: null, isOff: 1 });
	expect(judged?.shelves).toBeGreaterThan(10);
	expect(judged?.bias).toBeGreaterThan(1);
	expect(next).toMatchObject({ day: addDays(today, 28), isOff: 0, error: null });
	expect(await told(noon)).toMatchObject({ day: today, shelves: judged?.shelves, isOff: 1 });
	expect(await nights()).toHaveLength(2);
	const other = await openShop();
	expect((await overview(await other.tenant(noon), {})).forecast).toBeNull();
});

it("learns nothing of another business, and says so of one that is new", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const goods: Product[] = [];
	for (let n = 0; n < 16; n += 1) goods.push(await stock(shop, { quantity: 9, at: noon - 2 * day }));
	await past(shop, goods);
	const theirs = await stock(other, { quantity: 9, at: noon - 2 * day });
	for (const each of [shop, other]) {
		await outlooks(each, noon);
		await learnt(each, noon);
		await outlooks(each, noon + day);
	}
	expect((await models(other))[0]?.windows).toBe(0);
	expect((await prediction(await other.tenant(noon + day), { productId: theirs.id })).basis).toMatchObject({
		method: "plain",
		measured: null,
	});
});
