import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy } from "../../support/fakes/woocommerce.ts";
import { openErp, withErp } from "../../support/erp.ts";
import { react } from "../../support/reacting.ts";
import { deliver, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const connect = (shop: Shop, body: object, key?: string) => shop.call("POST", "/connections/prokip", { body, ...(key && { key }) });
const sell = async (shop: Shop, productId: string, quantity: number) => {
	const { status, body } = await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId, quantity } });
	expect(status).toBe(201);
	return body.sale as { id: string; orderId: string };
};
const salesOf = async (shop: Shop, connectionId: string) => (await shop.call("GET", `/api/channels/${connectionId}/sales`)).body.items;

it("connects by a token or a login, asks which location, keeps no password, and connects again what is connected", async () => {
	const [shop, other] = await twoShops();
	const erp = openErp();
	expect((await connect(shop, {})).body.code).toBe("validation_failed");
	expect((await connect(shop, { token: "wrong", locationId: "7" })).body).toMatchObject({
		code: "shop_not_connected",
		details: { reason: "keys_refused" },
	});
	const asked = await connect(shop, { token: erp.token });
	expect([asked.status, asked.body]).toMatchObject([
		409,
		{
			code: "location_needed",
			details: {
				locations: [
					{ id: "7", name: "Awesome Shop" },
					{ id: "8", name: "Depot" },
				],
			},
		},
	]);
	const { client_id: clientId, client_secret: clientSecret, username, password } = erp.login;
	const login = { clientId, clientSecret, username, password, locationId: 7 };
	expect((await connect(shop, { ...login, password: "guessed" })).body.details.reason).toBe("keys_refused");
	expect((await connect(shop, login, "once")).body).toEqual({ success: true });
	expect((await connect(shop, { token: erp.token, locationId: 7 })).body).toEqual({ success: true });
	// Two would each tell every sale of the store.
	const depot = { token: erp.token, locationId: 8 };
	expect((await connect(shop, depot)).body).toMatchObject({ code: "store_has_books", details: { name: "Prokip demo · Awesome Shop" } });
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	expect((await connect(shop, { ...depot, storeId: aarhus.id })).status).toBe(200);
	const { items } = (await shop.call("GET", "/api/channels")).body;
	expect(items).toMatchObject([
		{ platform: "prokip", name: "Prokip demo · Awesome Shop", storeUrl: "https://api.prokip.africa#7", state: "active", version: 2 },
		{ name: "Prokip demo · Depot", storeUrl: "https://api.prokip.africa#8" },
	]);
	const move = (id: string, storeId: string) => shop.call("PUT", `/api/channels/${id}`, { body: { storeId } });
	expect((await move(items[1].id, shop.storeId)).body.code).toBe("store_has_books");
	expect((await shop.call("DELETE", `/api/channels/${items[0].id}`)).status).toBeLessThan(300);
	expect((await move(items[1].id, shop.storeId)).status).toBe(200);
	expect((await connect(shop, { token: erp.token, locationId: 7 })).body.code).toBe("store_has_books");
	expect((await shop.call("GET", `/api/channels/${items[0].id}`)).body.can).toMatchObject({
		takeOrders: false,
		setStock: false,
		createProducts: false,
		tellUs: false,
		bookSales: true,
	});
	const rows = JSON.stringify(await rowsOf(shop, "SELECT * FROM connections WHERE businessId = ?", shop.businessId));
	expect(rows).not.toContain(erp.token);
	for (const table of ["events", "idempotencyKeys"])
		expect(JSON.stringify(await rowsOf(shop, `SELECT * FROM ${table} WHERE businessId = ?`, shop.businessId))).not.toContain(password);
	expect((await other.call("GET", `/api/channels/${items[0].id}/sales`)).status).toBe(404);
});

it("a sale is told once, though the answer was lost and it is said twice that it was made; what comes back raises its shelf by as much, once", async () => {
	const shop = await openShop();
	const connected = await withErp(shop);
	const { erp, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	erp.add(product.sku.toLowerCase(), 10);
	await drive(shop, connected);
	const { orderId } = await sell(shop, product.id, 3);
	await react(shop);
	await rowsOf(shop, "UPDATE events SET dueAt = 0 WHERE businessId = ? AND type = 'order.completed'", shop.businessId);
	await react(shop);
	// Told at once; of the telling nobody hears, as it is done only after we stopped waiting.
	const told = () => erp.asked.filter((line) => line.endsWith(" sell"));
	erp.troubles.push({ kind: "late" });
	await drive(shop, connected);
	expect([told(), (await salesOf(shop, connectionId))[0].state]).toEqual([["POST sell"], "waiting"]);
	const again = (await drive(shop, connected, Date.now() + minute)) ?? 0;
	expect([told(), again - Date.now() < 5 * minute]).toEqual([["POST sell"], true]);
	for (const done of erp.late) done();
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(told()).toEqual(["POST sell", "GET sell"]);
	expect(erp.sells).toMatchObject([{ invoice_no: `STOREKEEP-${orderId}`, final_total: "300.0000", location_id: 7 }]);
	expect(await salesOf(shop, connectionId)).toMatchObject([{ orderId, state: "sent", saleId: String(erp.sells[0]?.id), reason: "" }]);
	expect(erp.qty(product.sku.toLowerCase())).toBe(7);
	const back = (body: object) => shop.call("POST", `/api/orders/${orderId}/refund`, { body: { ...body, reason: "" } });
	const [line] = (await shop.call("GET", `/api/orders/${orderId}`)).body.lines;
	expect((await back({ lines: [{ lineId: line.id, quantity: 1 }], restock: true })).status).toBeLessThan(300);
	// What does not come back to the shelf here does not there.
	expect((await back({ lines: [{ lineId: line.id, quantity: 1 }], restock: false })).status).toBeLessThan(300);
	for (let n = 0; n < 2; n++) {
		await react(shop);
		await drive(shop, connected, Date.now() + (7 + n) * minute);
	}
	expect([erp.sells.length, erp.returns.length, erp.qty(product.sku.toLowerCase())]).toEqual([1, 1, 8]);
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({
		orderCount: 1,
		salesWaiting: 0,
		salesParked: 0,
		trouble: null,
	});
});

it("an order of a web shop is told when it has left; a sale with something nobody can name there is parked with its SKU, and told once that is linked", async () => {
	const shop = await openShop();
	const [connected, web] = [await withErp(shop), await withWebshop(shop)];
	const { erp, connectionId } = connected;
	const [known, strange] = [await stock(shop, { quantity: 10 }), await stock(shop, { quantity: 5 })];
	erp.add(known.sku, 10);
	const there = addSimple(web.web, { sku: known.sku, quantity: 10, price: "80.00" });
	for (const each of [connected, web]) await drive(shop, each);
	web.web.deliveries.length = 0;
	const order = await buy(web.web, [{ product: there, quantity: 2 }]);
	for (const delivery of web.web.deliveries.splice(0)) await deliver(delivery);
	await drive(shop, web);
	await react(shop);
	await drive(shop, connected);
	expect(erp.sells).toEqual([]);
	const [{ id: orderId }] = (await shop.call("GET", "/api/orders?channel=woocommerce")).body.items;
	await shop.call("POST", `/api/orders/${orderId}/process`, { body: {} });
	expect((await shop.call("POST", `/api/orders/${orderId}/ship`, { body: {} })).status).toBe(200);
	const parked = await sell(shop, strange.id, 1);
	await react(shop);
	await drive(shop, connected);
	expect(erp.sells.map(({ final_total }) => final_total)).toEqual(["160.0000"]);
	expect(await salesOf(shop, connectionId)).toMatchObject([
		{ orderId: parked.orderId, state: "parked", reason: "no_link", skus: [strange.sku], saleId: null },
		{ orderId, state: "sent", number: expect.stringContaining(String(order.id)) },
	]);
	// Somebody makes it in the ERP, a second one alike by mistake, and takes that away again.
	erp.add(strange.sku, 5, { price: "100.0000" });
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(erp.sells).toHaveLength(2);
	expect((await salesOf(shop, connectionId)).map(({ state }: { state: string }) => state)).toEqual(["sent", "sent"]);
	expect([erp.qty(known.sku), erp.qty(strange.sku)]).toEqual([8, 4]);
});

it("what the ERP refuses waits with its words for somebody to have it told again; another number there is shown, and nothing is set", async () => {
	const [shop, other] = await twoShops();
	const connected = await withErp(shop);
	const { erp, connectionId } = connected;
	const [few, many] = [await stock(shop, { quantity: 9 }), await stock(shop, { quantity: 9 })];
	erp.add(few.sku, 1);
	erp.add(many.sku, 9);
	await drive(shop, connected);
	const sold = await sell(shop, few.id, 2);
	await sell(shop, many.id, 2);
	await react(shop);
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(await salesOf(shop, connectionId)).toMatchObject([
		{ state: "sent" },
		{ state: "parked", reason: "refused", heard: expect.stringContaining("Mismatch between sold and purchase quantity") },
	]);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	expect(await sheet()).toMatchObject({ salesParked: 1, drift: 1, conflicts: [{ sku: few.sku, ours: 7, theirs: 1 }] });
	const retry = (who: Shop, body: object) => who.call("POST", `/api/channels/${connectionId}/sales/retry`, { body });
	expect((await retry(other, {})).status).toBe(404);
	const stranger = await sell(shop, many.id, 1);
	expect((await retry(shop, { orderId: stranger.orderId })).body.code).toBe("order_not_found");
	const item = erp.stock.find(({ sku }) => sku === few.sku);
	item?.qty.set(7, 9);
	expect((await retry(shop, { orderId: sold.orderId })).body).toEqual({ sales: 1 });
	expect((await retry(shop, {})).body).toEqual({ sales: 0 });
	await react(shop);
	await drive(shop, connected, Date.now() + 12 * minute);
	expect(await sheet()).toMatchObject({ salesParked: 0, salesWaiting: 0, orderCount: 3, drift: 0, conflicts: [] });
	expect([erp.qty(few.sku), erp.qty(many.sku)]).toEqual([7, 6]);
	expect(erp.asked.filter((line) => line.startsWith("POST") && !/sell/.test(line))).toEqual([]);
});

it("what comes back of a sale that was told is told wherever its connection stands by now; a sale that was not is not for being given back", async () => {
	const shop = await openShop();
	const connected = await withErp(shop);
	const { erp, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	erp.add(product.sku, 10);
	await drive(shop, connected);
	const edit = (body: object) => shop.call("PUT", `/api/channels/${connectionId}`, { body });
	const giveBack = async (orderId: string) => {
		const [line] = (await shop.call("GET", `/api/orders/${orderId}`)).body.lines;
		const body = { lines: [{ lineId: line.id, quantity: 1 }], restock: true, reason: "" };
		expect((await shop.call("POST", `/api/orders/${orderId}/refund`, { body })).status).toBeLessThan(300);
	};
	const round = async () => {
		await react(shop);
		await drive(shop, connected);
	};
	const told = await sell(shop, product.id, 2);
	await round();
	expect((await edit({ settings: { sendSales: false } })).status).toBe(200);
	const quiet = await sell(shop, product.id, 2);
	await round();
	const { id: storeId } = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	await edit({ settings: { sendSales: true }, storeId });
	await giveBack(told.orderId);
	await round();
	expect([erp.sells.length, erp.returns.length, erp.qty(product.sku)]).toEqual([1, 1, 9]);
	await edit({ storeId: shop.storeId });
	await giveBack(quiet.orderId);
	await round();
	expect(erp.sells).toHaveLength(1);
	expect(await salesOf(shop, connectionId)).toMatchObject([{ orderId: told.orderId, state: "sent" }]);
});
