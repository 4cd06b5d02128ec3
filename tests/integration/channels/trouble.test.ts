import { beforeAll, expect, it, vi } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, buy } from "../../support/fakes/woocommerce.ts";
import { mailsTo } from "../../support/mail.ts";
import { drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const told = async (shop: Shop) =>
	(await mailsTo(shop.email))
		.filter(({ purpose }) => purpose.startsWith("connection_"))
		.map(({ purpose, subject }) => `${purpose}: ${subject}`);

it("tells owners by mail, once, that a connection stands still, and again only when it breaks again", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const connected = await withWebshop(shop);
	await drive(shop, connected);
	const keys = new Map(connected.web.keys);
	connected.web.keys.clear();
	for (const minutes of [6, 12, 18]) await drive(shop, connected, Date.now() + minutes * minute);
	const broke = "connection_broke: Lens & Light stands still: connect it again";
	expect(await told(shop)).toEqual([broke]);
	const [mail] = (await mailsTo(shop.email)).filter(({ purpose }) => purpose === "connection_broke");
	expect(mail?.text).toContain("The shop does not know these keys.");
	expect(mail?.text).toContain(`/settings/channels/${connected.connectionId}`);
	expect(await told(other)).toEqual([]);

	connected.web.keys = keys;
	const again = { storeUrl: `https://${connected.host}`, consumerKey: "ck_test", consumerSecret: "cs_test" };
	expect((await shop.call("POST", "/connections/woocommerce", { body: again })).status).toBe(200);
	await drive(shop, connected, Date.now() + 24 * minute);
	connected.web.keys = new Map();
	await drive(shop, connected, Date.now() + 30 * minute);
	expect(await told(shop)).toEqual([broke, broke]);
});

it("tells them once that it has not answered for an hour, whatever is wrong meanwhile, and no more of what was over sooner", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const began = Date.now();
	const at = (minutes: number) => drive(shop, connected, began + minutes * minute);
	await at(0);
	connected.web.isDown = true;
	for (const minutes of [6, 20, 40]) await at(minutes);
	expect(await told(shop)).toEqual([]);
	const sheet = (await shop.call("GET", `/api/channels/${connected.connectionId}`)).body;
	expect(sheet.trouble).toEqual({ kind: "temporary", reason: "server_error", said: "", since: new Date(began + 6 * minute).toISOString() });
	// Another word for the same.
	connected.web.isDown = false;
	connected.web.faults.push("html", "html", "html");
	await at(60);
	connected.web.faults.length = 0;
	connected.web.isDown = true;
	for (const minutes of [80, 100, 200]) await at(minutes);
	expect(await told(shop)).toEqual(["connection_unreachable: Lens & Light has not answered for an hour"]);

	connected.web.isDown = false;
	await at(220);
	expect((await shop.call("GET", `/api/channels/${connected.connectionId}`)).body.trouble).toBeNull();
	connected.web.isDown = true;
	for (const minutes of [240, 260]) await at(minutes);
	expect(await told(shop)).toHaveLength(1);
	for (const minutes of [280, 310]) await at(minutes);
	expect(await told(shop)).toHaveLength(2);
});

it("a shop that answers with nothing, or with no list, has not said that there are no orders: they are asked for again, and it is said what is wrong", async () => {
	for (const fault of ["empty", "object"] as const) {
		const shop = await openShop();
		const connected = await withWebshop(shop);
		const { web, connectionId } = connected;
		const goods = await stock(shop, { quantity: 5 });
		const there = addSimple(web, { sku: goods.sku, quantity: 5 });
		const began = Date.now();
		await drive(shop, connected, began);
		// Nobody tells of it.
		await buy(web, [{ product: there, quantity: 1 }]);
		web.deliveries.length = 0;
		web.faults.push(fault);
		await drive(shop, connected, began + 6 * minute);
		expect((await shop.call("GET", `/api/channels/${connectionId}`)).body.trouble).toMatchObject({ kind: "temporary", reason: "not_json" });
		expect(web.faults).toEqual([]);
		// So long after that what lies before the last look is not looked at again.
		await drive(shop, connected, began + 60 * minute);
		expect((await shop.call("GET", "/api/orders?channel=woocommerce")).body.items, fault).toHaveLength(1);
		expect((await shop.call("GET", `/api/channels/${connectionId}`)).body.trouble).toBeNull();
		// A reading of goods that is answered so has found nothing gone.
		await rowsOf(
			shop,
			"UPDATE connections SET pulledAt = NULL, ordersAskedAt = ? WHERE businessId = ?",
			began + 61 * minute,
			shop.businessId,
		);
		web.faults.push(fault);
		await drive(shop, connected, began + 62 * minute);
		expect((await shop.call("GET", `/setup/${connectionId}/listings?show=gone`)).body.items, fault).toEqual([]);
	}
});

it("reads on where something on the way took the count of pages off", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	for (let n = 0; n < 120; n++) addSimple(connected.web, { sku: `N-${n}`, quantity: 1 });
	const answer = globalThis.fetch;
	vi.stubGlobal("fetch", async (address: string, asked?: RequestInit) => {
		const answered = await answer(address, asked);
		const headers = new Headers(answered.headers);
		headers.delete("X-WP-TotalPages");
		headers.delete("X-WP-Total");
		return new Response(answered.body, { status: answered.status, headers });
	});
	await drive(shop, connected);
	vi.stubGlobal("fetch", answer);
	const [row] = await rowsOf(shop, "SELECT COUNT(*) AS listed FROM listings WHERE businessId = ?", shop.businessId);
	expect(row).toEqual({ listed: 120 });
});
