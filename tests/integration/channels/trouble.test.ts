import { beforeAll, expect, it, vi } from "vitest";
import { minute } from "#app/platform/time.ts";
import { addSimple, addVariable, buy, refund } from "../../support/fakes/woocommerce.ts";
import { mailsTo } from "../../support/mail.ts";
import { logged } from "../../support/quiet.ts";
import { deliverAll, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
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
	expect(await told(shop)).toEqual(["connection_unreachable: Lens & Light has not worked for an hour"]);

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

it("an order of a list that the shop has no answer about keeps no other back: it is asked for by itself, and taken once there is one", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const goods = await stock(shop, { quantity: 9 });
	const there = addSimple(web, { sku: goods.sku, quantity: 9 });
	const began = Date.now();
	await drive(shop, connected, began);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	const orders = async () => (await shop.call("GET", "/api/orders?channel=woocommerce")).body.items.length;
	const sick = await buy(web, [{ product: there, quantity: 2 }]);
	await refund(web, sick, 0, 1, "100.00");
	web.sick.add(`/wc/v3/orders/${sick.id}/refunds`);
	await buy(web, [{ product: there, quantity: 1 }]);
	web.deliveries.length = 0;
	await drive(shop, connected, began + 6 * minute);
	expect(await orders()).toBe(1);
	expect(await sheet()).toMatchObject({ trouble: null, orders: [], waiting: 1 });
	// Far beyond what is looked at twice in any case.
	for (const hours of [1, 2, 3]) await drive(shop, connected, began + hours * 60 * minute);
	web.clock = () => began + 239 * minute;
	await buy(web, [{ product: there, quantity: 1 }]);
	web.deliveries.length = 0;
	await drive(shop, connected, began + 240 * minute);
	expect(await orders()).toBe(2);
	web.sick.clear();
	await drive(shop, connected, began + 300 * minute);
	expect(await orders()).toBe(3);
	expect(await sheet()).toMatchObject({ trouble: null, orders: [], waiting: 0, poisoned: 0 });
});

it("news of something the shop has no answer about waits, later and later, while all else goes on, and is left to a person after a day", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const goods = await stock(shop, { quantity: 9 });
	const there = addSimple(web, { sku: goods.sku, quantity: 9 });
	const began = Date.now();
	await drive(shop, connected, began);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	const sick = await buy(web, [{ product: there, quantity: 2 }]);
	await deliverAll(web);
	await drive(shop, connected, began + 1 * minute);
	await refund(web, sick, 0, 1, "100.00");
	web.sick.add(`/wc/v3/orders/${sick.id}/refunds`);
	const other = await buy(web, [{ product: there, quantity: 1 }]);
	await deliverAll(web);
	await drive(shop, connected, began + 2 * minute);
	const numbers = (await shop.call("GET", "/api/orders?channel=woocommerce")).body.items.map(
		(each: { platformNumber: string }) => each.platformNumber,
	);
	expect(numbers.sort()).toEqual([`#${sick.id}`, `#${other.id}`]);
	expect(await sheet()).toMatchObject({ trouble: null, waiting: 1, poisoned: 0 });
	const receipt = async () =>
		(
			await rowsOf<{ state: string; said: string; tries: number; dueAt: number }>(
				shop,
				"SELECT state, said, tries, dueAt FROM webhookReceipts WHERE businessId = ? AND state <> 'done' AND state <> 'passed'",
				shop.businessId,
			)
		)[0];
	expect(await receipt()).toMatchObject({ state: "waiting", said: "unanswered", tries: 0 });
	// All else was answered meanwhile: it is about this one.
	for (const minutes of [7, 8]) await drive(shop, connected, began + minutes * minute);
	expect(await receipt()).toMatchObject({ state: "waiting", said: "unanswered", tries: 1 });
	const html = String(
		(await shop.call("GET", `/settings/channels/${connectionId}`, { headers: { Accept: "text/html", "Accept-Language": "en" } })).body,
	);
	for (const words of ["The shop has no answer about it", "The shop answers with an error of its own"])
		expect([words, html.includes(words)]).toEqual([words, true]);
	// Nobody counts while nothing at all is answered.
	web.isDown = true;
	for (const hours of [2, 4, 6]) await drive(shop, connected, began + hours * 60 * minute);
	expect(await receipt()).toMatchObject({ state: "waiting", tries: 1 });
	web.isDown = false;
	// A minute, two, four and so on, and never more than an hour.
	await rowsOf(shop, "UPDATE webhookReceipts SET tries = 28 WHERE businessId = ? AND state = 'waiting'", shop.businessId);
	for (const minutes of [0, 5]) await drive(shop, connected, began + 24 * 60 * minute + minutes * minute);
	expect(await receipt()).toMatchObject({ state: "waiting", tries: 29, dueAt: began + 25 * 60 * minute + 5 * minute });
	await drive(shop, connected, began + 26 * 60 * minute);
	expect(await receipt()).toMatchObject({ state: "poisoned", said: "given_up" });
});

it("something of ours that goes wrong is said on the page too, and by mail when it lasts", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { connectionId } = connected;
	const began = Date.now();
	await drive(shop, connected, began);
	await rowsOf(
		shop,
		`CREATE TRIGGER wedged BEFORE UPDATE OF ordersUntil ON connections WHEN NEW.id = '${connectionId}' BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: wedged'); END`,
	);
	const trouble = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.trouble;
	try {
		await drive(shop, connected, began + 6 * minute);
		expect(await trouble()).toMatchObject({ kind: "temporary", reason: "unexpected" });
		const page = (
			await shop.call("GET", `/settings/channels/${connectionId}`, { headers: { Accept: "text/html", "Accept-Language": "en" } })
		).body;
		expect(String(page)).toContain("Something went wrong with us");
		expect(await told(shop)).toEqual([]);
		await drive(shop, connected, began + 70 * minute);
		expect(await told(shop)).toEqual(["connection_unreachable: Lens & Light has not worked for an hour"]);
	} finally {
		await rowsOf(shop, "DROP TRIGGER wedged");
	}
	expect(logged().filter((line) => !line.includes("channel.drive_failed"))).toEqual([]);
	await drive(shop, connected, began + 80 * minute);
	expect(await trouble()).toBeNull();
});

it("one call of many that goes wrong throws no page away: a product's variations are asked for again by themselves", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	for (let n = 0; n < 4; n++) addVariable(web, `V${n}`, [{ sku: `V${n}-A` }, { sku: `V${n}-B` }]);
	await drive(shop, connected);
	const began = Date.now();
	web.asked.length = 0;
	const answer = globalThis.fetch;
	let calls = 0;
	vi.stubGlobal("fetch", async (address: string, asked?: RequestInit) => {
		if (String(address).includes("/variations") && ++calls === 3) web.faults.push("500");
		return answer(address, asked);
	});
	await rowsOf(shop, "UPDATE connections SET pulledAt = NULL WHERE businessId = ?", shop.businessId);
	await drive(shop, connected, began + 1 * minute);
	vi.stubGlobal("fetch", answer);
	const pages = web.asked.filter(({ path }) => path === "/wc/v3/products");
	expect([pages.length, calls]).toEqual([1, 5]);
	expect((await shop.call("GET", `/api/channels/${connected.connectionId}`)).body.trouble).toBeNull();
});

it("an order says when it was placed there, however late it came in here", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const goods = await stock(shop, { quantity: 9 });
	const there = addSimple(web, { sku: goods.sku, quantity: 9 });
	const began = Date.now();
	await drive(shop, connected, began);
	web.isDown = true;
	const { id } = await buy(web, [{ product: there, quantity: 1 }]);
	web.deliveries.length = 0;
	for (const minutes of [6, 60]) await drive(shop, connected, began + minutes * minute);
	web.isDown = false;
	await drive(shop, connected, began + 120 * minute);
	const { id: orderId } = (await shop.call("GET", "/api/orders?channel=woocommerce")).body.items[0];
	const { boughtAt, placedAt, platformNumber } = (await shop.call("GET", `/api/orders/${orderId}`)).body;
	expect([platformNumber, Math.abs(Date.parse(boughtAt) - began) < minute, Date.parse(placedAt)]).toEqual([
		`#${id}`,
		true,
		began + 120 * minute,
	]);
	const page = (await shop.call("GET", `/orders/${orderId}`, { headers: { Accept: "text/html", "Accept-Language": "en" } })).body;
	expect(String(page)).toContain("Came in");
});
