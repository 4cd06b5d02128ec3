import { expect, it } from "vitest";
import { openShop } from "../../support/world.ts";

it("answers through the API as promised", async () => {
	const shop = await openShop();
	const { status, body: style } = await shop.call("POST", "/api/styles", { body: { name: "KNUD" } });
	expect(status).toBe(201);
	const path = `/api/styles/${style.id}`;
	const { body: added } = await shop.call("POST", `${path}/variants`, {
		body: { storeId: shop.storeId, variants: [{ row: "Black", column: "49" }] },
	});
	const [variant] = added.items;
	const cells = [
		{ productId: variant.id, fact: "onHand", value: 3, was: 0 },
		{ productId: variant.id, fact: "price", value: "2195.00", was: null },
	];
	expect((await shop.call("PUT", `${path}/matrix`, { body: { storeId: shop.storeId, cells } })).body).toEqual({
		saved: 2,
		products: 1,
		units: 3,
	});
	expect((await shop.call("PUT", `${path}/matrix`, { body: { storeId: shop.storeId, cells: [{ ...cells[0], value: 9 }] } })).status).toBe(
		409,
	);
	const read = await shop.call("GET", `${path}/matrix?storeId=${shop.storeId}`);
	expect(read.body.variants).toMatchObject([{ onHand: 3, price: "2195.00" }]);
	expect((await shop.call("GET", "/api/styles")).body.items).toMatchObject([
		{ products: 1, lowest: "2195.00", inventory: { available: 3 } },
	]);
	const { headers } = await shop.call("GET", path);
	expect(
		(await shop.call("PATCH", path, { body: { description: "Round" }, headers: { "If-Match": headers.get("ETag") ?? "" } })).body,
	).toMatchObject({ description: "Round" });
	expect((await shop.call("PATCH", path, { body: { description: "x" }, headers: { "If-Match": headers.get("ETag") ?? "" } })).status).toBe(
		409,
	);
	expect((await shop.call("PUT", path, { body: { name: "KNUD 2" } })).body).toMatchObject({ name: "KNUD 2", description: "" });
	expect((await shop.call("PUT", path, { body: {} })).status).toBe(400);
	expect((await shop.call("DELETE", `${path}/products`, { body: { productIds: [variant.id] } })).body).toEqual({ changed: 1, products: 0 });
	expect((await shop.call("POST", `${path}/products`, { body: { productIds: [variant.id] } })).body).toEqual({ changed: 1, products: 1 });
	expect((await shop.call("DELETE", path)).status).toBe(409);
	await shop.call("DELETE", `${path}/products`, { body: { productIds: [variant.id] } });
	expect((await shop.call("DELETE", path)).body).toEqual({ removed: style.id });
	expect((await shop.call("GET", path)).status).toBe(404);
});
