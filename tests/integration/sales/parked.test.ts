import { expect, it } from "vitest";
import { parkBasket, parkedBaskets, resumeBasket } from "#app/sales/parked.server.ts";
import { openShop, rowsOf, twoShops } from "../../support/world.ts";
import { countRows, stock } from "./goods.ts";

it("waits for any till of the store, and is taken up whole", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { price: 10_000, quantity: 1 });
	const basket = {
		lines: [{ productId: frame.id, quantity: 3, discount: { percent: 10 }, note: "blue" }],
		discount: { amount: "7" },
		note: "back at four",
		customer: { name: "Mette" },
	};
	const parked = await parkBasket(await shop.tenant(), { storeId: shop.storeId, name: "Mette", basket }, { key: "p" });
	expect(parked).toMatchObject({ name: "Mette", units: 3, total: 26_300, actorName: "Owner" });
	expect(await parkBasket(await shop.tenant(), { storeId: shop.storeId, name: "Mette", basket }, { key: "p" })).toEqual(parked);
	expect(await parkedBaskets(await shop.tenant(), { storeId: shop.storeId })).toEqual([parked]);
	const resumed = await resumeBasket(await shop.tenant(), { basketId: parked.id }, { key: "r" });
	expect(resumed).toEqual({ id: parked.id, storeId: shop.storeId, name: "Mette", basket });
	expect(await resumeBasket(await shop.tenant(), { basketId: parked.id }, { key: "r" })).toEqual(resumed);
	expect(await parkedBaskets(await shop.tenant(), { storeId: shop.storeId })).toEqual([]);
	expect(await rowsOf(shop, "SELECT type FROM events WHERE businessId = ? AND type LIKE 'basket.%' ORDER BY id", shop.businessId)).toEqual([
		{ type: "basket.parked" },
		{ type: "basket.resumed" },
	]);
});

it("goes to one of ten tills, and the others are told to whom", async () => {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 1 });
	const { id } = await parkBasket(await shop.tenant(), {
		storeId: shop.storeId,
		basket: { lines: [{ productId: frame.id, quantity: 1 }] },
	});
	const asked = await Promise.allSettled(Array.from({ length: 10 }, async () => resumeBasket(await shop.tenant(), { basketId: id })));
	expect(asked.filter(({ status }) => status === "fulfilled").length).toBe(1);
	for (const each of asked)
		if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "basket_taken", details: { by: "Owner" } });
});

it("is nobody else's, and names only what there is", async () => {
	const [shop, other] = await twoShops();
	const frame = await stock(shop, { quantity: 1 });
	const basket = { lines: [{ productId: frame.id, quantity: 1 }] };
	const { id } = await parkBasket(await shop.tenant(), { storeId: shop.storeId, basket });
	const before = await countRows(shop);
	await expect(resumeBasket(await other.tenant(), { basketId: id })).rejects.toMatchObject({ code: "basket_not_found" });
	await expect(parkedBaskets(await other.tenant(), { storeId: shop.storeId })).rejects.toMatchObject({ code: "store_not_yours" });
	await expect(parkBasket(await other.tenant(), { storeId: other.storeId, basket })).rejects.toMatchObject({ code: "product_not_found" });
	await expect(parkBasket(await shop.tenant(), { storeId: shop.storeId, basket: { lines: [] } })).rejects.toMatchObject({
		code: "validation_failed",
	});
	expect(await countRows(shop)).toEqual(before);
});
