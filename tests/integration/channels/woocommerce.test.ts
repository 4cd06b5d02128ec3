import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { noteTrouble, noteUninstalled } from "#app/channels/note-work.server.ts";
import { day, minute } from "#app/platform/time.ts";
import { cleanUpReservations } from "#app/stock/expire-reservations.server.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { addSimple, addVariable, buy, change, refund, signed, wooShop } from "../../support/fakes/woocommerce.ts";
import { deliver, deliverAll, drive, onlyFakesAnswer, webshops, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { stock, write } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

/** Everything that is on its way arrives. */
const ordersOf = (shop: Shop) =>
	rowsOf<{ id: string; status: string; paymentStatus: string; total: number; shipping: number; platformNumber: string; origin: string }>(
		shop,
		"SELECT * FROM orders WHERE businessId = ? AND origin = 'woocommerce' ORDER BY id",
		shop.businessId,
	);
const receiptsOf = (shop: Shop) =>
	rowsOf<{ id: string; state: string; said: string; topic: string; details: string }>(
		shop,
		"SELECT * FROM webhookReceipts WHERE businessId = ? ORDER BY id",
		shop.businessId,
	);
const shelfOf = async (shop: Shop, productId: string) => {
	const [row] = await rowsOf<{ onHand: number; reserved: number }>(
		shop,
		"SELECT onHand, reserved FROM stockLevels WHERE businessId = ? AND productId = ? AND storeId = ?",
		shop.businessId,
		productId,
		shop.storeId,
	);
	return `${row?.onHand} of which ${row?.reserved}`;
};

it("is connected by its keys at the list of connections as well, which answers with it", async () => {
	const shop = await openShop();
	webshops.set("listed.example", wooShop());
	const keys = { platform: "woocommerce", storeUrl: "https://listed.example", consumerKey: "ck_test", consumerSecret: "cs_test" };
	const made = await shop.call("POST", "/api/v1/channels", { body: keys });
	expect(made).toMatchObject({ status: 201, body: { platform: "woocommerce", state: "active" } });
	expect((await shop.call("GET", "/api/v1/channels")).body.items).toMatchObject([{ id: made.body.id }]);
	expect(JSON.stringify(made.body)).not.toContain("cs_test");
});

it("connects by keys the shop has taken, registers its webhooks, answers their ping, and connecting again gives it the new keys", async () => {
	const shop = await openShop();
	const { web, host, connectionId, ...gates } = await withWebshop(shop);
	expect((await shop.call("GET", "/api/channels")).body.items).toMatchObject([
		{ platform: "woocommerce", name: "Lens & Light", storeUrl: `https://${host}`, state: "active", currency: "DKK" },
	]);
	await drive(shop, { connectionId, ...gates });
	expect([...web.webhooks.values()].map(({ topic }) => topic).sort()).toEqual([
		"order.created",
		"order.deleted",
		"order.updated",
		"product.created",
		"product.deleted",
		"product.restored",
		"product.updated",
	]);
	expect(new Set(await deliverAll(web))).toEqual(new Set([200]));
	expect(await receiptsOf(shop)).toEqual([]);
	web.keys.set("ck_other", { secret: "cs_other", permissions: "read_write" });
	const again = { storeUrl: `${host}/wp-admin/`, consumerKey: "ck_other", consumerSecret: "cs_other" };
	expect((await shop.call("POST", "/connections/woocommerce", { body: again })).body).toEqual({ success: true });
	const rows = await rowsOf<{ credentials: string }>(shop, "SELECT * FROM connections WHERE businessId = ?", shop.businessId);
	expect(rows).toHaveLength(1);
	expect(JSON.stringify(rows)).not.toContain("cs_other");
});

it("is one shop with www. and without, whichever it was connected by first, and by both at once", async () => {
	const shop = await openShop();
	const { web, host, connectionId } = await withWebshop(shop);
	webshops.set(`www.${host}`, web);
	const connect = (storeUrl: string) =>
		shop.call("POST", "/connections/woocommerce", { body: { storeUrl, consumerKey: "ck_test", consumerSecret: "cs_test" } });
	const urls = async () =>
		(
			await rowsOf<{ id: string; storeUrl: string }>(shop, "SELECT id, storeUrl FROM connections WHERE businessId = ?", shop.businessId)
		).map(({ id, storeUrl }) => [id, storeUrl]);
	expect((await connect(`www.${host}`)).status).toBe(200);
	expect(await urls()).toEqual([[connectionId, `https://www.${host}`]]);
	expect((await connect(host)).status).toBe(200);
	expect(await urls()).toEqual([[connectionId, `https://${host}`]]);
	for (const each of [`other-${host}`, `www.other-${host}`]) webshops.set(each, web);
	const both = await Promise.all([connect(`other-${host}`), connect(`www.other-${host}`)]);
	expect(both.map(({ status }) => status)).toEqual([200, 200]);
	expect(await urls()).toHaveLength(2);
});

it("refuses keys the shop refuses, addresses that lead inside, and shops that lead away, before anything is kept", async () => {
	const shop = await openShop();
	const { web, host } = await withWebshop(shop);
	const connect = (storeUrl: string, consumerSecret = "cs_test") =>
		shop.call("POST", "/connections/woocommerce", { body: { storeUrl, consumerKey: "ck_test", consumerSecret } });
	expect((await connect(host, "cs_wrong")).body).toMatchObject({
		code: "shop_not_connected",
		details: { reason: "keys_refused", kind: "expired" },
	});
	for (const inside of [
		"http://shop.example",
		"https://127.0.0.1",
		"https://0x7f.1",
		"https://[::1]",
		"https://localhost",
		"https://a.internal",
		"https://shop.example:8443",
	])
		expect((await connect(inside)).status, inside).toBe(400);
	expect((await connect("nobody.example")).body.details.reason).toBe("not_a_shop");
	web.faults.push("elsewhere");
	expect((await connect(host)).body).toMatchObject({
		code: "shop_not_connected",
		details: { reason: "moved_elsewhere", said: "evil.example" },
	});
	expect(await rowsOf(shop, "SELECT id FROM connections WHERE businessId = ?", shop.businessId)).toHaveLength(1);
});

it("keeps what is signed, once however often it comes, and nothing that is not", async () => {
	const [shop, other] = await twoShops();
	const connected = await withWebshop(shop);
	const { web } = connected;
	await withWebshop(other);
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	web.deliveries.length = 0;
	await buy(web, [{ product: there, quantity: 2 }]);
	const [delivery] = web.deliveries;
	const forged = { ...delivery!, headers: { ...delivery!.headers, "X-WC-Webhook-Signature": btoa("not at all") } };
	expect(await deliver(forged)).toBe(401);
	expect(await deliver({ ...delivery!, body: delivery!.body.replace('"quantity":2', '"quantity":9') })).toBe(401);
	expect(await deliver({ ...delivery!, url: delivery!.url.replace(/c=.*/, "c=nobody") })).toBe(404);
	expect(await receiptsOf(shop)).toEqual([]);
	for (let n = 0; n < 5; n++) expect(await deliver(delivery!)).toBe(200);
	expect(await receiptsOf(shop)).toHaveLength(1);
	await drive(shop, connected);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([
		{ status: "PENDING", paymentStatus: "paid", total: 100_000, platformNumber: expect.stringMatching(/^#\d+$/) },
	]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 2");
	expect(await receiptsOf(shop)).toMatchObject([{ state: "done", said: "place" }]);
	expect(await ordersOf(other)).toEqual([]);
	const [receipt] = await receiptsOf(shop);
	expect((await other.call("GET", `/api/channels/${connected.connectionId}`)).status).toBe(404);
	expect((await other.call("GET", `/api/channels/${connected.connectionId}/webhooks/${receipt?.id}/dry-run`)).status).toBe(404);
});

it("takes an order whose topic stands in the body beside it, signed as one; unsigned it is nobody's", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	const [webhook] = web.webhooks.values();
	web.deliveries.length = 0;
	const order = await buy(web, [{ product: there, quantity: 2 }]);
	const { headers, ...wrapped } = await signed(web, webhook!, "", JSON.stringify({ topic: "order.created", resource: order }));
	const { "X-WC-Webhook-Topic": _, "X-WC-Webhook-Signature": mac, ...plain } = headers as Record<string, string>;
	expect(await deliver({ ...wrapped, headers: plain })).toBe(401);
	for (let n = 0; n < 2; n++) expect(await deliver({ ...wrapped, headers: { ...plain, "X-WC-Webhook-Signature": mac! } })).toBe(200);
	const path = `/api/channels/${connectionId}/webhooks`;
	const { items } = (await shop.call("GET", path)).body;
	expect(items).toMatchObject([{ topic: "order.created", resourceId: String(order.id) }]);
	expect((await shop.call("GET", `${path}/${items[0].id}/dry-run`)).body.would).toMatchObject([
		{ kind: "order", steps: [{ step: "place" }] },
	]);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ platformNumber: `#${order.number}`, total: 100_000 }]);
	expect(await receiptsOf(shop)).toMatchObject([{ state: "done", said: "place" }]);
});

it("goes with the order wherever it goes: paid, given back in part, cancelled; older news changes nothing", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 10 });
	const { variations } = addVariable(web, "LEMTOSH", [{ sku: product.sku, price: "500.00", quantity: 10 }]);
	await drive(shop, connected);
	web.deliveries.length = 0;
	let at = Date.now();
	web.clock = () => {
		at += minute;
		return at;
	};
	const order = await buy(web, [{ product: variations[0]!, quantity: 4 }], { status: "pending" });
	const old = web.deliveries.splice(0);
	for (const each of old) await deliver(each);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ status: "PENDING", paymentStatus: "unpaid", total: 200_000 }]);
	await change(web, order, { status: "processing", date_paid_gmt: "2026-11-21T12:00:00" });
	await deliverAll(web);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ status: "PENDING", paymentStatus: "paid" }]);
	await refund(web, order, 0, 1, "500.00");
	await deliverAll(web);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "part_refunded", refundedTotal: 50_000 }]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 3");
	for (const each of old) await deliver({ ...each });
	await change(web, order, { status: "cancelled" });
	await deliverAll(web);
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ status: "CANCELLED", paymentStatus: "refunded" }]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 0");
	const ofOrders = (await receiptsOf(shop)).filter(({ topic }) => topic.startsWith("order."));
	expect(ofOrders.map(({ state, said }) => `${state} ${said}`)).toEqual(["done place", "done pay", "done refund", "done cancel"]);
});

it("gives back what is for no piece beside its pieces, sees no edit in goods that were renamed, and passes over the deletion of what was cancelled", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += minute);
	const tell = async () => {
		await deliverAll(web);
		await drive(shop, connected);
	};
	const order = await buy(web, [{ product: there, quantity: 3 }], { more: { shipping_total: "40.00", shipping_tax: "10.00" } });
	await tell();
	await refund(web, order, 0, 1, "550.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ refundedTotal: 50_000, refundedExtra: 5000, paymentStatus: "part_refunded" }]);
	// A gesture beyond all that is left beside pieces: the piece is given back all the same.
	await refund(web, order, 0, 1, "530.00");
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ refundedTotal: 100_000, refundedExtra: 5000, paymentStatus: "part_refunded" }]);
	Object.assign(order.line_items[0]!, { sku: "RENAMED" });
	await change(web, order, { customer_note: "Ring the bell" });
	await tell();
	expect((await receiptsOf(shop)).map(({ state }) => state)).not.toContain("poisoned");
	await change(web, order, { status: "cancelled" });
	await tell();
	const [webhook] = [...web.webhooks.values()].filter(({ topic }) => topic === "order.deleted");
	await deliver(await signed(web, webhook!, "order.deleted", JSON.stringify({ id: order.id })));
	await drive(shop, connected);
	expect((await receiptsOf(shop)).at(-1)).toMatchObject({ state: "passed", said: "same" });
});

it("an order whose payment failed is paid by another card after all: it goes on as the one order it is, its goods held for an hour meanwhile; one nobody pays is not taken", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += minute);
	const order = await buy(web, [{ product: there, quantity: 2 }], { status: "pending" });
	await buy(web, [{ product: there, quantity: 1 }], { status: "failed" });
	const tell = async () => {
		await deliverAll(web);
		await drive(shop, connected);
	};
	await tell();
	await change(web, order, { status: "failed" });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ status: "PENDING", paymentStatus: "unpaid" }]);
	const cleanUp = (after: number) => cleanUpReservations(testScope(Date.now() + after).scope, shop.shard);
	await cleanUp(55 * minute);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 2");
	// Told again, the hour does not begin again; after it they are anybody's.
	await change(web, order, { customer_note: "Trying again" });
	await tell();
	await cleanUp(65 * minute);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 0");
	await change(web, order, { status: "processing", date_paid_gmt: "2026-11-21T12:00:00" });
	await tell();
	expect(await ordersOf(shop)).toMatchObject([{ status: "PENDING", paymentStatus: "paid" }]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 2");
	expect((await receiptsOf(shop)).map(({ said }) => said)).toContain("payment_failed");
});

it("one order nobody can read, and webhooks the shop refuses, keep nothing else back; the order is taken once it can be read", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 3 });
	web.refusesWebhooks = true;
	web.clock = () => Date.now() + 2000;
	const broken = await buy(web, [{ product: there, quantity: 1 }]);
	const { currency } = broken;
	Object.assign(broken, { currency: null });
	await buy(web, [{ product: there, quantity: 2 }]);
	await drive(shop, connected);
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid" }]);
	expect(there.stock_quantity).toBe(8);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body;
	expect(await sheet()).toMatchObject({
		state: "active",
		trouble: { kind: "refused" },
		orders: [{ number: `#${broken.id}`, reason: "unreadable", orderId: null }],
	});
	web.refusesWebhooks = false;
	Object.assign(broken, { currency });
	for (const n of [12, 18]) await drive(shop, connected, Date.now() + n * minute);
	expect(await ordersOf(shop)).toHaveLength(2);
	expect(await sheet()).toMatchObject({ trouble: null, orders: [] });
	expect(web.webhooks.size).toBeGreaterThan(0);
});

it("an order of the list that cannot be written keeps no other back: it is for a person, and taken once it can be, while the list still shows it", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	await drive(shop, connected);
	web.clock = () => Date.now() + 2000;
	const wedged = await buy(web, [{ product: there, quantity: 1 }]);
	await buy(web, [{ product: there, quantity: 2 }]);
	web.deliveries.length = 0;
	await write(shop, [
		[
			`CREATE TRIGGER wedged BEFORE INSERT ON orders WHEN NEW.businessId = '${shop.businessId}' AND NEW.platformOrderId = '${wedged.id}'
			BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: wedged'); END`,
		],
	]);
	const mark = async () =>
		(await rowsOf<{ ordersUntil: number }>(shop, "SELECT ordersUntil FROM connections WHERE id = ?", connectionId))[0]?.ordersUntil ?? 0;
	const before = await mark();
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(await mark()).toBeGreaterThan(before);
	expect(await ordersOf(shop)).toMatchObject([{ paymentStatus: "paid", units: 2 }]);
	const toLookAt = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.orders;
	expect(await toLookAt()).toMatchObject([{ number: `#${wedged.id}`, reason: "given_up", orderId: null }]);
	// What it took off there is counted when it is ours, and not before.
	const ofWedged = async () =>
		(
			await rowsOf(
				shop,
				"SELECT offThere FROM channelOrders WHERE connectionId = ? AND platformOrderId = ?",
				connectionId,
				String(wedged.id),
			)
		)[0];
	expect(await ofWedged()).toEqual({ offThere: "{}" });
	await write(shop, [["DROP TRIGGER wedged"]]);
	await drive(shop, connected, Date.now() + 12 * minute);
	expect(await ordersOf(shop)).toHaveLength(2);
	expect(await toLookAt()).toEqual([]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 3");
	expect(await ofWedged()).not.toEqual({ offThere: "{}" });
});

it("takes however many orders changed within minutes, though a turn ends in the midst of them", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 1000 });
	const there = addSimple(web, { sku: product.sku, quantity: 1000 });
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += 1000);
	const orders = [];
	for (let n = 0; n < 130; n++) orders.push(await buy(web, [{ product: there, quantity: 1 }]));
	web.deliveries.length = 0;
	// Some are changed while the list is read, and move to its end.
	const turns = 6;
	for (let n = 0; n < turns; n++) {
		await drive(shop, connected, at + (1 + n) * 6 * minute, 650);
		if (n === 0) Object.assign(orders[0]!, { date_modified_gmt: new Date(web.clock()).toISOString().slice(0, 19) });
	}
	expect(await ordersOf(shop)).toHaveLength(130);
}, 60_000);

it("what an earlier connection met says nothing of the one that was made anew", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { host, connectionId } = connected;
	const began = Number(
		(await rowsOf<{ at: number }>(shop, "SELECT COALESCE(connectedAt, createdAt) AS at FROM connections WHERE id = ?", connectionId))[0]
			?.at,
	);
	const again = () =>
		shop.call("POST", "/connections/woocommerce", {
			body: { storeUrl: `https://${host}`, consumerKey: "ck_test", consumerSecret: "cs_test" },
		});
	const state = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.state;
	const refused = async (connectedAt: number) =>
		noteTrouble(await shop.tenant(), { connectionId, connectedAt, trouble: { kind: "expired", reason: "keys_refused", said: "" } });
	expect((await again()).status).toBe(200);
	await refused(began);
	await noteUninstalled(await shop.tenant(), { connectionId, connectedAt: began });
	expect(await state()).toBe("active");
	const now = Number((await rowsOf<{ at: number }>(shop, "SELECT connectedAt AS at FROM connections WHERE id = ?", connectionId))[0]?.at);
	await refused(now);
	expect(await state()).toBe("broken");
});

it("leaves alone what had left before it was connected, also when it is told of now", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 10 });
	const frame = addSimple(web, { sku: product.sku, name: "LEMTOSH", price: "500.00", quantity: 10 });
	await drive(shop, connected);
	web.clock = () => Date.now() - 60 * minute;
	const order = await buy(web, [{ product: frame, quantity: 4 }]);
	web.deliveries.length = 0;
	web.clock = Date.now;
	await change(web, order, { status: "completed" });
	await deliverAll(web);
	await drive(shop, connected);
	expect((await receiptsOf(shop)).map(({ state, said }) => `${state} ${said}`)).toContain("passed before_connected");
	expect(await ordersOf(shop)).toEqual([]);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 0");
});

it("what open orders there hold when it is connected is not free here: they are taken before any level is set, and leave the shelf when they are sent", async () => {
	const shop = await openShop();
	const product = await stock(shop, { quantity: 10 });
	const web = wooShop();
	const frame = addSimple(web, { sku: product.sku, price: "500.00", quantity: 10 });
	const daysAgo = (days: number) => () => Date.now() - days * day;
	web.clock = daysAgo(20);
	const open = await buy(web, [{ product: frame, quantity: 4 }]);
	await change(web, await buy(web, [{ product: frame, quantity: 1 }]), { status: "completed" });
	await buy(web, [{ product: frame, quantity: 2 }], { status: "pending" });
	// One that nobody has sent in a quarter is nobody's any more.
	web.clock = daysAgo(90);
	await buy(web, [{ product: frame, quantity: 1 }]);
	web.clock = Date.now;
	const connected = await withWebshop(shop, web);
	// The first turn ends in the midst: nothing is set there on half of the truth.
	web.faults.push(...(["truncated", "truncated"] as const));
	let at = Date.now();
	for (let n = 0; n < 6; n++) {
		await drive(shop, connected, at);
		if ((await ordersOf(shop)).length === 0) expect(web.asked.filter(({ path }) => path.endsWith("/batch"))).toEqual([]);
		at += minute;
	}
	expect((await ordersOf(shop)).map(({ platformNumber, status }) => `${platformNumber} ${status}`)).toEqual([`#${open.id} PENDING`]);
	expect([await shelfOf(shop, product.id), frame.stock_quantity]).toEqual(["10 of which 4", 6]);
	// Nobody tells of it: it is found by asking.
	await change(web, open, { status: "completed" });
	web.deliveries.length = 0;
	for (let n = 0; n < 2; n++) await drive(shop, connected, at + (n + 1) * 6 * minute);
	expect([await shelfOf(shop, product.id), frame.stock_quantity]).toEqual(["6 of which 0", 6]);
	expect((await shop.call("GET", `/api/channels/${connected.connectionId}`)).body.trouble).toBeNull();
});

it("holds what waits for its money there, and what it knows by its barcode alone, from the first turn on", async () => {
	const shop = await openShop();
	const product = await stock(shop, { quantity: 10 });
	const barcode = "5701234567899";
	expect((await shop.call("PATCH", `/api/products/${product.id}`, { body: { barcode } })).status).toBe(200);
	const web = wooShop();
	const frame = addSimple(web, { sku: "", name: "Another name", barcode, price: "500.00", quantity: 10 });
	web.clock = () => Date.now() - 2 * day;
	await buy(web, [{ product: frame, quantity: 3 }], { status: "on-hold" });
	web.clock = Date.now;
	const connected = await withWebshop(shop, web);
	await drive(shop, connected);
	expect((await ordersOf(shop)).length).toBe(1);
	expect(await shelfOf(shop, product.id)).toBe("10 of which 3");
});

it("takes each order once and ends as the shop says, whatever is lost, doubled and shuffled on the way and however often the shop fails", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web } = connected;
	const product = await stock(shop, { quantity: 100 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 100 });
	await drive(shop, connected);
	web.deliveries.length = 0;
	let seed = 7;
	const chance = () => {
		seed = (seed * 1103515245 + 12345) % 2 ** 31;
		return seed / 2 ** 31;
	};
	let at = Date.now();
	web.clock = () => {
		at += 1000;
		return at;
	};
	const orders = [];
	for (let n = 0; n < 20; n++) {
		const order = await buy(web, [{ product: there, quantity: 1 + (n % 3) }], { status: n % 2 ? "processing" : "pending" });
		orders.push(order);
		if (n % 4 === 0) await change(web, order, { status: "processing", date_paid_gmt: "2026-11-21T12:00:00" });
		if (n % 5 === 0) await change(web, order, { status: "cancelled" });
	}
	const sent = web.deliveries.splice(0).flatMap((each) => (chance() < 0.1 ? [] : chance() < 0.2 ? [each, each] : [each]));
	sent.sort(() => chance() - 0.5);
	for (const [n, each] of sent.entries()) {
		expect(await deliver(each)).toBe(200);
		if (n % 5 === 0) {
			if (chance() < 0.5) web.faults.push("500");
			await drive(shop, connected, at);
		}
	}
	// What no webhook told of is found by asking, when the shop is well again.
	for (let n = 0; n < 12; n++) {
		at += 6 * minute;
		if (n < 6 && n % 2) web.faults.push(n % 4 === 1 ? "500" : "429");
		await drive(shop, connected, at);
	}
	const ours = await ordersOf(shop);
	expect(ours.length).toBe(new Set(ours.map(({ platformNumber }) => platformNumber)).size);
	const alive = orders.filter(({ status }) => status !== "cancelled");
	const held = alive.reduce((units, { line_items }) => units + (line_items[0]?.quantity ?? 0), 0);
	expect(
		ours
			.filter(({ status }) => status !== "CANCELLED")
			.map(({ platformNumber }) => platformNumber)
			.sort(),
	).toEqual(alive.map(({ number }) => `#${number}`).sort());
	expect(await shelfOf(shop, product.id)).toBe(`100 of which ${held}`);
	expect((await receiptsOf(shop)).filter(({ state }) => state !== "done" && state !== "passed")).toEqual([]);
});

it("keeps what cannot be read with the reason, and works on it again when told to; a dry run changes nothing", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const there = addSimple(web, { sku: "UNKNOWN-1", name: "Something else", price: "80.00", quantity: 3 });
	await drive(shop, connected);
	const [webhook] = web.webhooks.values();
	web.deliveries.length = 0;
	expect(await deliver(await signed(web, webhook!, "order.created", '{"id": 12, "status": '))).toBe(200);
	expect(await deliver(await signed(web, webhook!, "order.created", '{"code":"woocommerce_rest_cannot_view","message":"Sorry"}'))).toBe(
		200,
	);
	await buy(web, [{ product: there, quantity: 1 }]);
	web.deliveries.pop();
	await deliverAll(web);
	const path = `/api/channels/${connectionId}/webhooks`;
	const newest = (await shop.call("GET", path)).body.items[0];
	expect((await shop.call("GET", `${path}/${newest.id}/dry-run`)).body.would).toMatchObject([
		{ kind: "order", steps: [{ step: "place", why: null }] },
	]);
	expect(await ordersOf(shop)).toEqual([]);
	await drive(shop, connected);
	expect(await receiptsOf(shop)).toMatchObject([
		{ state: "poisoned", said: "unreadable" },
		{ state: "poisoned", said: "unreadable" },
		{ state: "done", said: "place" },
	]);
	// Nobody knows the product: the order is there all the same, and the line waits for somebody who does.
	expect(await rowsOf(shop, "SELECT kind, sku, externalId FROM looseLines WHERE businessId = ?", shop.businessId)).toEqual([
		{ kind: "unmatched", sku: "UNKNOWN-1", externalId: String(there.id) },
	]);
	// Its page says how many came in a while, before they are worked on again, and how far that is; a range of nothing does nothing.
	const page = `/settings/channels/${connectionId}`;
	const range = async (from: number, until: number) => String((await shop.call("GET", `${page}?from=${from}&until=${until}`)).body);
	expect(await range(0, Date.now())).toContain("3 came between");
	expect(await range(0, Date.now())).toContain("Work on 3 again");
	expect(await range(0, 1000)).toContain("Nothing came between");
	expect((await shop.call("POST", `${path}/replay`, { body: { from: 0, until: 1000 } })).status).toBe(404);
	expect((await shop.call("POST", `${path}/replay`, { body: { from: 0, until: Date.now() } })).body).toEqual({ receipts: 3 });
	expect(await range(0, Date.now())).toContain("3 of 3 are still to be worked on.");
	await drive(shop, connected);
	expect(await ordersOf(shop)).toHaveLength(1);
	expect((await receiptsOf(shop)).map(({ state, said }) => `${state} ${said}`)).toEqual([
		"poisoned unreadable",
		"poisoned unreadable",
		"passed same",
	]);
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({ poisoned: 2, waiting: 0, orderCount: 1 });
});

it("says of what failed that it is tried again as long as it is, of what is given up that it is not, and why, in both languages", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	await drive(shop, connected);
	const [webhook] = web.webhooks.values();
	expect(await deliver(await signed(web, webhook!, "order.created", '{"code":"woocommerce_rest_cannot_view","message":"Sorry"}'))).toBe(
		200,
	);
	const at = Date.now();
	await drive(shop, connected, at);
	expect(await deliver(await signed(web, webhook!, "product.deleted", '{"id": 12}'))).toBe(200);
	// Its body is gone: nobody can work on it.
	const body = (await env.FILES.list({ prefix: `webhooks/${shop.businessId}/` })).objects
		.map(({ key }) => key)
		.sort()
		.at(-1);
	await env.FILES.delete(body ?? "");
	const page = async (language = "en") =>
		String(
			(await shop.call("GET", `/settings/channels/${connectionId}`, { headers: { Accept: "text/html", "Accept-Language": language } }))
				.body,
		);
	await drive(shop, connected, at + minute);
	expect(await receiptsOf(shop)).toMatchObject([{ state: "poisoned" }, { state: "waiting", said: "failed" }]);
	const [again, over] = ["It failed and is tried again", "It failed again and again, and is not tried any more by itself"];
	const first = await page();
	expect([first.includes(again), first.includes(over)]).toEqual([true, false]);
	for (let n = 1; n < 5; n++) await drive(shop, connected, at + n * 20 * minute);
	expect(await receiptsOf(shop)).toMatchObject([{ state: "poisoned" }, { state: "poisoned", said: "given_up" }]);
	const last = await page();
	expect([last.includes(again), last.includes(over)]).toEqual([false, true]);
	for (const why of ["Reason: woocommerce_rest_cannot_view", "webhook_body_gone"]) expect(last).toContain(why);
	expect(await page("da")).toContain("Det gik galt igen og igen og prøves ikke mere af sig selv");
});

it("keeps what is told while paused and goes on with it in order; disconnected, nothing opens it and nothing comes in", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 5 });
	const there = addSimple(web, { sku: product.sku, price: "500.00", quantity: 5 });
	await drive(shop, connected);
	web.deliveries.length = 0;
	expect((await shop.call("POST", "/sync/pause", { body: {} })).body).toEqual({ message: "Sync paused for 1 store" });
	const order = await buy(web, [{ product: there, quantity: 1 }]);
	const [first] = web.deliveries.splice(0);
	web.clock = () => Date.now() + minute;
	await change(web, order, { status: "cancelled" });
	await deliverAll(web);
	await deliver(first!);
	expect(await drive(shop, connected)).toBeNull();
	expect(await ordersOf(shop)).toEqual([]);
	expect((await shop.call("POST", "/sync/resume", { body: { connectionId } })).body).toEqual({ message: "Sync resumed for 1 store" });
	await drive(shop, connected);
	expect(await ordersOf(shop)).toMatchObject([{ status: "CANCELLED" }]);
	expect((await shop.call("DELETE", `/connections/${connectionId}`)).body).toEqual({ success: true });
	expect((await shop.call("DELETE", `/connections/${connectionId}`)).body).toEqual({ success: true });
	expect(web.webhooks.size).toBe(0);
	expect(await deliver(first!)).toBe(404);
	expect(await rowsOf(shop, "SELECT state, credentials FROM connections WHERE businessId = ?", shop.businessId)).toEqual([
		{ state: "disconnected", credentials: null },
	]);
});

it("stops asking when its keys no longer open the shop, and says so, until somebody connects again", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, host, connectionId } = connected;
	await drive(shop, connected);
	web.keys.delete("ck_test");
	expect(await drive(shop, connected, Date.now() + 6 * minute)).toBeNull();
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({
		state: "broken",
		trouble: { kind: "expired", reason: "keys_refused" },
	});
	web.keys.set("ck_newer", { secret: "cs_newer", permissions: "read_write" });
	await shop.call("POST", "/connections/woocommerce", { body: { storeUrl: host, consumerKey: "ck_newer", consumerSecret: "cs_newer" } });
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({ state: "active", trouble: null });
});

it("what was told is forgotten after a month, its body with it; what nobody could read after three", async () => {
	const [shop, other] = await twoShops();
	const connected = await withWebshop(shop);
	const elsewhere = await withWebshop(other);
	await drive(shop, connected);
	await drive(other, elsewhere);
	for (const [{ web }, of] of [
		[connected, shop],
		[elsewhere, other],
	] as const) {
		const product = await stock(of, { quantity: 10 });
		await buy(web, [{ product: addSimple(web, { sku: product.sku, quantity: 10 }), quantity: 1 }]);
		// The level of what was bought is told as well.
		expect(web.deliveries.pop()?.headers["X-WC-Webhook-Topic"]).toBe("product.updated");
		await deliverAll(web);
	}
	const [webhook] = [...connected.web.webhooks.values()];
	await deliver(await signed(connected.web, webhook!, "order.created", '{"id": 12, "customer_note": "Ring til Ida", "status": '));
	await drive(shop, connected);
	const bodies = async (of: Shop) => (await env.FILES.list({ prefix: `webhooks/${of.businessId}/` })).objects.length;
	const states = async (of: Shop) => (await receiptsOf(of)).map(({ state }) => state).sort();
	const before = [await states(shop), await bodies(shop)];
	expect(before).toEqual([["done", "poisoned"], 2]);
	const forget = async (days: number) => {
		for (const shard of [0, 1]) await runJob(testScope(Date.now() + days * day).scope, { job: "forget-webhooks", shard });
		return [await states(shop), await bodies(shop)];
	};
	expect(await forget(29)).toEqual(before);
	expect(await forget(31)).toEqual([["poisoned"], 1]);
	expect(await forget(89)).toEqual([["poisoned"], 1]);
	expect(await forget(91)).toEqual([[], 0]);
	// What waits for a connection that rests is worked on when it goes on, however late; for one that has ended, nobody will.
	expect([await states(other), await bodies(other)]).toEqual([["waiting"], 1]);
	expect((await other.call("DELETE", `/api/channels/${elsewhere.connectionId}`)).status).toBeLessThan(300);
	await forget(91);
	expect([await states(other), await bodies(other)]).toEqual([[], 0]);
	expect(await ordersOf(shop)).toHaveLength(1);
});
