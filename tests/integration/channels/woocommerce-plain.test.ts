import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, addVariable, buy, refund, wooShop } from "../../support/fakes/woocommerce.ts";
import { deliver, drive, onlyFakesAnswer, webshops, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

/** A web shop whose permalinks are plain: it answers by the query of its front page alone. */

beforeAll(onlyFakesAnswer);

function plainShop() {
	const web = wooShop();
	web.isPlain = true;
	return web;
}

it("is found by itself and works as any other: goods, levels, webhooks, orders and refunds", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop, plainShop());
	const { web, host, connectionId } = connected;
	expect((await shop.call("GET", `/api/v1/channels/${connectionId}`)).body).toMatchObject({ state: "active", storeUrl: `https://${host}` });
	const [first, second] = [await stock(shop, { quantity: 10 }), await stock(shop, { quantity: 6 })];
	const there = addSimple(web, { sku: first.sku, price: "500.00", quantity: 10 });
	const { variations } = addVariable(web, "LEMTOSH", [{ sku: second.sku, price: "500.00", quantity: 1 }]);
	await drive(shop, connected);
	expect([web.webhooks.size, variations[0]?.stock_quantity]).toEqual([7, 6]);
	web.clock = () => Date.now() + minute;
	const order = await buy(web, [{ product: there, quantity: 3 }]);
	await refund(web, order, 0, 1, "500.00");
	for (const delivery of web.deliveries.splice(0)) await deliver(delivery);
	await drive(shop, connected, Date.now() + 2 * minute);
	expect(await rowsOf(shop, "SELECT status, paymentStatus FROM orders WHERE businessId = ?", shop.businessId)).toEqual([
		{ status: "PENDING", paymentStatus: "part_refunded" },
	]);
	expect((await shop.call("GET", `/api/v1/channels/${connectionId}`)).body).toMatchObject({ trouble: null, conflicts: [], orders: [] });
	expect((await shop.call("DELETE", `/connections/${connectionId}`)).status).toBe(200);
	expect(web.webhooks.size).toBe(0);
});

it("that has been given other permalinks is asked the usual way once it is connected again, and works until then", async () => {
	const shop = await openShop();
	const web = plainShop();
	const connected = await withWebshop(shop, web);
	await drive(shop, connected);
	web.isPlain = false;
	addSimple(web, { sku: "NEW", quantity: 1 });
	await drive(shop, connected, Date.now() + 24 * 60 * minute);
	const sheet = async () => (await shop.call("GET", `/api/v1/channels/${connected.connectionId}`)).body;
	expect(await sheet()).toMatchObject({ state: "active", trouble: null });
	expect(web.asked.every(({ isByQuery }) => isByQuery)).toBe(true);
	const again = { storeUrl: `https://${connected.host}`, consumerKey: "ck_test", consumerSecret: "cs_test" };
	expect((await shop.call("POST", "/connections/woocommerce", { body: again })).status).toBe(200);
	web.asked.length = 0;
	await drive(shop, connected, Date.now() + 48 * 60 * minute);
	expect(web.asked.map(({ isByQuery }) => isByQuery)).toEqual(web.asked.map(() => false));
	expect(web.asked).not.toEqual([]);
	expect(await sheet()).toMatchObject({ state: "active", trouble: null });
});

it("refuses keys that are none, has no page that lets us in, and what is no shop at either address is none", async () => {
	const shop = await openShop();
	webshops.set("plain.example", plainShop());
	const body = { storeUrl: "https://plain.example", consumerKey: "ck_test", consumerSecret: "cs_other" };
	expect(await shop.call("POST", "/connections/woocommerce", { body })).toMatchObject({
		status: 409,
		body: { code: "shop_not_connected", details: { reason: "keys_refused" } },
	});
	expect(await shop.call("POST", "/connections/woocommerce/initiate", { body: { storeUrl: "plain.example" } })).toMatchObject({
		status: 409,
		body: { code: "keys_not_handed" },
	});
	expect(await shop.call("POST", "/connections/woocommerce", { body: { ...body, storeUrl: "https://nobody.example" } })).toMatchObject({
		body: { code: "shop_not_connected", details: { reason: "not_a_shop" } },
	});
});
