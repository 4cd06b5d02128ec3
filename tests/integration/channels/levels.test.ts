import { beforeAll, expect, it, vi } from "vitest";
import { mostReceipts } from "#app/channels/work-receipts.server.ts";
import { minute } from "#app/platform/time.ts";
import { addSimple, addVariable, buy, change, tell, type WooShop, wooShop } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { deliver, drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { ConnectionDriver } from "../../../workers/channels/connection-driver.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

const sell = (shop: Shop, productId: string, quantity: number) =>
	shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId, quantity } });
const writes = (web: WooShop) => web.asked.filter(({ path }) => path.endsWith("/batch")).length;

it("an order on one shop and a sale at the till lower the level everywhere it is sold, each once, and only what differs is set", async () => {
	const shop = await openShop();
	const [one, other] = [await withWebshop(shop, wooShop("One")), await withWebshop(shop, wooShop("Other"))];
	const [frame, lens] = [await stock(shop, { quantity: 10 }), await stock(shop, { quantity: 4 })];
	const { variations } = addVariable(one.web, "LEMTOSH", [{ sku: frame.sku, quantity: 0 }]);
	const there = addSimple(one.web, { sku: lens.sku, quantity: 4 });
	const elsewhere = addSimple(other.web, { sku: frame.sku.toLowerCase(), quantity: 7 });
	for (const each of [one, other]) await drive(shop, each);
	expect([variations[0]?.stock_quantity, there.stock_quantity, elsewhere.stock_quantity]).toEqual([10, 4, 10]);
	const before = [writes(one.web), writes(other.web)];
	expect(before).toEqual([1, 1]);
	one.web.deliveries.length = 0;
	await buy(one.web, [{ product: variations[0]!, quantity: 2 }]);
	for (const delivery of one.web.deliveries.splice(0)) await deliver(delivery);
	await drive(shop, one);
	expect((await sell(shop, frame.id, 3)).status).toBe(201);
	expect((await sell(shop, frame.id, 1)).status).toBe(201);
	await react(shop);
	for (const each of [one, other]) await drive(shop, each);
	expect([variations[0]?.stock_quantity, elsewhere.stock_quantity]).toEqual([4, 4]);
	// Three changes are one write, and nothing that stands there already is written.
	expect([writes(one.web), writes(other.web)]).toEqual([2, 2]);
	await react(shop);
	for (const each of [one, other]) await drive(shop, each);
	expect([writes(one.web), writes(other.web)]).toEqual([2, 2]);
	expect((await shop.call("GET", "/sync/status")).body).toMatchObject([
		{ platform: "woocommerce", syncEnabled: true, productCount: 2, orderCount: 1 },
		{ productCount: 1, orderCount: 0 },
	]);
});

it("sold there and at the till between two settings is nobody's other number: ours is set, and no conflict is shown", async () => {
	const shop = await openShop();
	const there = await withWebshop(shop, wooShop("One"));
	const frame = await stock(shop, { quantity: 10 });
	const listed = addSimple(there.web, { sku: frame.sku, quantity: 10 });
	await drive(shop, there);
	there.web.deliveries.length = 0;
	await buy(there.web, [{ product: listed, quantity: 2 }]);
	for (const delivery of there.web.deliveries.splice(0)) await deliver(delivery);
	await sell(shop, frame.id, 1);
	await react(shop);
	for (let turn = 0; turn < 4; turn++) {
		await drive(shop, there);
		await react(shop);
	}
	const { body } = await shop.call("GET", `/api/channels/${there.connectionId}`);
	expect([listed.stock_quantity, body.conflicts]).toEqual([7, []]);
});

it("what a shop takes off when an order is paid, and puts back when it is called off, is nobody's other number either", async () => {
	const shop = await openShop();
	const there = await withWebshop(shop, wooShop("One"));
	const frame = await stock(shop, { quantity: 10 });
	const listed = addSimple(there.web, { sku: frame.sku, quantity: 10 });
	await drive(shop, there);
	const turns = async () => {
		for (let turn = 0; turn < 4; turn++) {
			for (const delivery of there.web.deliveries.splice(0)) await deliver(delivery);
			await react(shop);
			await drive(shop, there, Date.now() + turn * 15_000);
		}
	};
	const conflicts = async () => (await shop.call("GET", `/api/channels/${there.connectionId}`)).body.conflicts;
	// Held here before it is paid; there it goes off the shelf, that was lowered already, only then.
	const order = await buy(there.web, [{ product: listed, quantity: 4 }], { status: "pending" });
	await turns();
	expect(listed.stock_quantity).toBe(6);
	await change(there.web, order, { status: "processing", date_paid_gmt: order.date_modified_gmt });
	await tell(there.web, "product.updated", listed);
	await turns();
	expect([listed.stock_quantity, await conflicts()]).toEqual([6, []]);
	await change(there.web, order, { status: "cancelled" });
	await sell(shop, frame.id, 2);
	await turns();
	expect([listed.stock_quantity, await conflicts()]).toEqual([8, []]);
});

it("sets a level in between, however much a shop has told meanwhile", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(connected.web, { sku: product.sku, quantity: 10 });
	await drive(shop, connected);
	for (let n = 0; n < mostReceipts + 5; n++) await tell(connected.web, "product.updated", { ...there, name: `Name ${n}` });
	for (const delivery of connected.web.deliveries.splice(0)) expect(await deliver(delivery)).toBe(200);
	await sell(shop, product.id, 3);
	await react(shop);
	const waiting = () =>
		rowsOf(shop, "SELECT COUNT(*) AS n FROM webhookReceipts WHERE businessId = ? AND state = 'waiting'", shop.businessId);
	const at = Date.now();
	expect(await drive(shop, connected, at)).toBeLessThanOrEqual(at);
	expect([there.stock_quantity, await waiting()]).toEqual([7, [{ n: 5 }]]);
	expect(await drive(shop, connected, at)).toBeGreaterThan(at);
	// Those say the number of before, and wait for an order that might explain it.
	expect(await waiting()).toEqual([{ n: 5 }]);
	await drive(shop, connected, Date.now() + minute);
	expect([there.stock_quantity, await waiting()]).toEqual([7, [{ n: 0 }]]);
});

it("works through all a shop told at once, though it refuses what is to be set there", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(connected.web, { sku: product.sku, quantity: 10 });
	await drive(shop, connected);
	for (let n = 0; n < mostReceipts + 5; n++) await tell(connected.web, "product.updated", { ...there, name: `Name ${n}` });
	for (const delivery of connected.web.deliveries.splice(0)) expect(await deliver(delivery)).toBe(200);
	await sell(shop, product.id, 3);
	await react(shop);
	connected.web.faults.push("403-html", "403-html");
	const at = Date.now();
	expect(await drive(shop, connected, at)).toBeLessThanOrEqual(at);
	expect(await drive(shop, connected, at)).toBeGreaterThan(at);
	expect(await rowsOf(shop, "SELECT id FROM webhookReceipts WHERE businessId = ? AND state = 'waiting'", shop.businessId)).toEqual([]);
	expect(there.stock_quantity).toBe(10);
});

it("keeps a buffer back, shows no more than the cap, and leaves what a person says is no product of ours alone", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const [many, few, none] = [await stock(shop, { quantity: 50 }), await stock(shop, { quantity: 2 }), await stock(shop, { quantity: 9 })];
	const [a, b, c] = [many, few, none].map(({ sku }) => addSimple(web, { sku, quantity: 1 }));
	const settings = { buffer: 3, cap: 20 };
	vi.mocked(ConnectionDriver.prototype.wake).mockClear();
	expect((await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings } })).body.settings).toMatchObject(settings);
	await vi.waitFor(() => expect(ConnectionDriver.prototype.wake).toHaveBeenCalledWith(expect.objectContaining({ connectionId })), 20_000);
	await drive(shop, connected);
	expect([a, b, c].map((product) => product?.stock_quantity)).toEqual([20, 0, 6]);
	const unmapped = await shop.call("POST", `/setup/${connectionId}/unmap`, { body: { variantId: String(c?.id) } });
	expect(unmapped.body).toEqual({ variantId: String(c?.id), productId: null });
	await sell(shop, none.id, 1);
	await react(shop);
	await drive(shop, connected, Date.now() + 6 * minute);
	expect(c?.stock_quantity).toBe(6);
	vi.mocked(ConnectionDriver.prototype.wake).mockClear();
	const mapped = await shop.call("POST", `/setup/${connectionId}/map`, { body: { variantId: String(c?.id), productId: none.id } });
	expect(mapped.status).toBe(200);
	await vi.waitFor(() => expect(ConnectionDriver.prototype.wake).toHaveBeenCalledWith(expect.objectContaining({ connectionId })), 20_000);
	await drive(shop, connected, Date.now() + 7 * minute);
	expect(c?.stock_quantity).toBe(5);
	// Another buffer is another number at once, though nothing moved on a shelf and nothing is read.
	await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings: { buffer: 0, cap: null } } });
	await drive(shop, connected, Date.now() + 7 * minute + 1000);
	expect([a, b, c].map((product) => product?.stock_quantity)).toEqual([50, 2, 8]);
});

it("another number there is asked about before it is written over: what an order explains nobody sees, what none does is a conflict with both numbers", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(web, { sku: product.sku, quantity: 10 });
	await drive(shop, connected);
	const conflicts = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.conflicts;
	// Sold there, and the webhook is lost; sold here meanwhile.
	web.clock = () => Date.now() + 2000;
	await buy(web, [{ product: there, quantity: 2 }]);
	web.deliveries.length = 0;
	await sell(shop, product.id, 1);
	await react(shop);
	await drive(shop, connected);
	await drive(shop, connected);
	expect(there.stock_quantity).toBe(7);
	expect(await conflicts()).toEqual([]);
	// Somebody typed a number there.
	there.stock_quantity = 40;
	await sell(shop, product.id, 1);
	await react(shop);
	for (let n = 0; n < 3; n++) await drive(shop, connected);
	expect(there.stock_quantity).toBe(6);
	expect(await conflicts()).toMatchObject([{ ours: 6, theirs: 40, sku: product.sku }]);
});

it("another number that only reading finds is asked about as well: shown with both where no order explains it, and passed over where one does", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const [typed, bought, both] = [
		await stock(shop, { quantity: 10 }),
		await stock(shop, { quantity: 10 }),
		await stock(shop, { quantity: 10 }),
	];
	const [a, b, c] = [typed, bought, both].map(({ sku }) => addSimple(web, { sku, quantity: 10 }));
	let at = Date.now();
	web.clock = () => at;
	await drive(shop, connected, at);
	const turns = async (n: number) => {
		for (let turn = 0; turn < n; turn++) {
			at += 6 * minute;
			await drive(shop, connected, at);
		}
	};
	const levels = () => [a, b, c].map((there) => there?.stock_quantity);
	const conflicts = async () => (await shop.call("GET", `/api/channels/${connectionId}`)).body.conflicts;
	// Nobody tells of what happens there: somebody types a number, and two are sold; one of them at the till as well, which is not to be set yet.
	a!.stock_quantity = 40;
	await buy(web, [
		{ product: b!, quantity: 2 },
		{ product: c!, quantity: 2 },
	]);
	web.deliveries.length = 0;
	await sell(shop, both.id, 1);
	// Goods are read before orders are asked for again.
	await rowsOf(shop, "UPDATE connections SET ordersAskedAt = ? WHERE id = ?", at + 6 * minute, connectionId);
	await turns(1);
	expect([levels(), await conflicts()]).toEqual([[40, 8, 8], []]);
	await react(shop);
	await turns(2);
	expect(levels()).toEqual([10, 8, 7]);
	expect(await conflicts()).toMatchObject([{ ours: 10, theirs: 40, correction: 30, sku: typed.sku }]);
	// Where its orders are not taken, what is sold there is nothing to look at.
	expect((await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings: { takeOrders: false } } })).status).toBe(200);
	await turns(2);
	await buy(web, [{ product: b!, quantity: 3 }]);
	web.deliveries.length = 0;
	await turns(6);
	expect([levels(), (await conflicts()).length]).toEqual([[10, 8, 7], 1]);
});

it("levels that drift are found by reading and set again, and everything comes to the same numbers while the shop fails half the time", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { web, connectionId } = connected;
	const products = [];
	for (let n = 0; n < 6; n++) products.push(await stock(shop, { quantity: 20 }));
	const there = products.map(({ sku }) => addSimple(web, { sku, quantity: 20 }));
	await drive(shop, connected);
	let at = Date.now();
	web.clock = () => (at += 1000);
	for (let n = 0; n < 12; n++) {
		const [mine, theirs] = [products[n % 6]!, there[(n * 5) % 6]!];
		await sell(shop, mine.id, 1);
		await buy(web, [{ product: theirs, quantity: 1 }]);
		// One in ten is lost, one in five comes twice, and they come backwards.
		const sent = web.deliveries.splice(0).reverse();
		for (const delivery of sent.flatMap((each) => (n === 3 ? [] : n % 5 === 0 ? [each, each] : [each]))) await deliver(delivery);
		if (n % 2) web.faults.push("500", "429");
		if (n === 7) there[2]!.stock_quantity = 99;
		await react(shop);
		await drive(shop, connected, at);
	}
	for (let n = 0; n < 12; n++) {
		at += 6 * minute;
		await react(shop);
		await drive(shop, connected, at);
	}
	const shelves = await rowsOf<{ productId: string; free: number }>(
		shop,
		"SELECT productId, onHand - reserved AS free FROM stockLevels WHERE businessId = ?",
		shop.businessId,
	);
	expect(there.map(({ stock_quantity }) => stock_quantity)).toEqual(
		products.map(({ id }) => shelves.find(({ productId }) => productId === id)?.free),
	);
	expect(shelves.reduce((sum, { free }) => sum + free, 0)).toBe(6 * 20 - 24);
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body).toMatchObject({ orderCount: 12, trouble: null });
});

it("changes those settings that are named, and leaves the others as they are", async () => {
	const shop = await openShop();
	const { connectionId } = await withWebshop(shop);
	const edit = (settings: object) => shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings } });
	for (const settings of [{ buffer: 3, takeOrders: false }, { sendSales: false }, { cap: 5 }])
		expect((await edit(settings)).status).toBe(200);
	expect((await shop.call("GET", `/api/channels/${connectionId}`)).body.settings).toEqual({
		takeOrders: false,
		pushStock: true,
		sendSales: false,
		stockAuthority: "self",
		buffer: 3,
		cap: 5,
	});
});

it("sets a level again when it changes, although the shop refused it once; what is not there waits until a reading finds it", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 10 });
	const there = addSimple(connected.web, { sku: product.sku, quantity: 10 });
	const began = Date.now();
	await drive(shop, connected, began);
	const refused = (problem: string) =>
		rowsOf(shop, "UPDATE listings SET problem = ?, changedAt = NULL WHERE businessId = ?", problem, shop.businessId);
	const problem = async () => (await rowsOf(shop, "SELECT problem FROM listings WHERE businessId = ?", shop.businessId))[0]?.problem;
	for (const [reason, left] of [
		["other", 9],
		["not_allowed", 8],
	] as const) {
		await refused(reason);
		await sell(shop, product.id, 1);
		await react(shop);
		await drive(shop, connected, began + 1 * minute);
		expect([there.stock_quantity, await problem()], reason).toEqual([left, null]);
	}
	await refused("not_there");
	await sell(shop, product.id, 1);
	await react(shop);
	await drive(shop, connected, began + 2 * minute);
	expect([there.stock_quantity, await problem()]).toEqual([8, "not_there"]);
	await drive(shop, connected, began + 40 * minute);
	await drive(shop, connected, began + 41 * minute);
	expect([there.stock_quantity, await problem()]).toEqual([7, null]);
});

it("says how long what changed here took to stand there, from when it changed and not from when we heard of it", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const product = await stock(shop, { quantity: 10 });
	addSimple(connected.web, { sku: product.sku, quantity: 10 });
	const began = Date.now();
	await drive(shop, connected, began);
	const sheet = async () => (await shop.call("GET", `/api/channels/${connected.connectionId}`)).body;
	for (const [late, rounds] of [
		[3, 1],
		[2 * minute, 2],
	] as const) {
		const sold = Date.now();
		await sell(shop, product.id, 1);
		await react(shop, sold + late);
		await drive(shop, connected, sold + late + 1);
		const { pushLagMs, pushes } = await sheet();
		expect(pushLagMs).toBeGreaterThanOrEqual(late === 2 * minute ? late - 5000 : 0);
		expect(pushes.count).toBeGreaterThanOrEqual(rounds);
		if (rounds > 1) expect(pushes.p95Ms).toBeGreaterThanOrEqual(2 * minute - 5000);
	}
});
