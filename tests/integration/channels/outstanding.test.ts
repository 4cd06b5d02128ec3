import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { translateShopify } from "#app/channels/adapters/shopify-payloads.ts";
import { isShop, readConnection, type ShopConnection } from "#app/channels/connection.server.ts";
import type { PlatformOrder } from "#app/channels/contract.ts";
import { takeOrder } from "#app/channels/take-order.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { payOrder } from "#app/orders/pay-order.server.ts";
import { type FakeOrder, openFakeShop, outstandingOf } from "../../support/fakes/shopify-shop.ts";
import { connected, onlyShopifyAnswers, openShopifyShop } from "../../support/shopify.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { discrepancies, stock } from "../sales/goods.ts";

/** What an order owes whose money is a shop's: what the shop says is outstanding, up as well as down, whatever came before and in whichever order it is heard. */

beforeAll(onlyShopifyAnswers);

async function opened() {
	const shop = await openShop();
	const frame = await stock(shop, { quantity: 50 });
	const { connectionId } = await connected(shop, openShopifyShop());
	const connection = await readConnection(await shop.tenant(), { connectionId });
	if (!isShop(connection)) throw new Error("no shop");
	let at = Date.now();
	const store = openFakeShop("outstanding.myshopify.com", () => (at += 1000));
	for (const topic of ["ORDERS_CREATE", "ORDERS_UPDATED"]) store.subscriptions.push({ id: topic, topic, uri: "http://told.test" });
	store.add({ title: "LEMTOSH", variants: [{ sku: frame.sku, price: "500.00", available: 50 }] });
	return { shop, frame, connection, store };
}
type World = Awaited<ReturnType<typeof opened>>;

const said = (connection: ShopConnection, body: string): PlatformOrder => {
	const [order] = translateShopify("orders/updated", body, { currency: "DKK", locationId: connection.locationId });
	if (order?.kind !== "order") throw new Error(`no order: ${JSON.stringify(order)}`);
	return order.order;
};
/** Hears what the shop told of, each so often and in such an order. */
async function hear({ shop, connection, store }: World, orderOf: (bodies: string[]) => string[] = (bodies) => bodies) {
	const told = store.owed.splice(0).filter(({ topic }) => topic.startsWith("orders/"));
	const where = { businessId: shop.businessId, shard: shop.shard };
	for (const body of orderOf(told.map((each) => each.body)))
		await takeOrder(
			() => machineTenant(testScope(Date.now()).scope, where, "channels"),
			connection,
			said(connection, body),
			async () => null,
		);
}
const ours = async (shop: Shop) => {
	const [row] = await rowsOf<{ id: string; owed: number; paid: number; status: string }>(
		shop,
		"SELECT id, owed, status, (SELECT COALESCE(sum(amount), 0) FROM payments AS p WHERE p.businessId = o.businessId AND p.orderId = o.id) AS paid FROM orders AS o WHERE businessId = ?",
		shop.businessId,
	);
	return row!;
};

it("a payment that is undone there is owed here again, and told in its history; whole again, it owes nothing", async () => {
	const world = await opened();
	const { shop, store, frame } = world;
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }] });
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 0, paid: 100_000 });
	store.undo(order, "300.00");
	await hear(world, (bodies) => [...bodies, ...bodies]);
	const { id } = await ours(shop);
	expect(await ours(shop)).toMatchObject({ owed: 30_000, paid: 70_000 });
	expect((await shop.call("GET", `/api/orders/${id}`)).body).toMatchObject({ paymentStatus: "part_paid", owed: "300.00" });
	expect((await shop.call("GET", `/orders/${id}`)).body).toContain("Payment undone at the shop it is from");
	expect((await shop.call("GET", `/orders/${id}`)).body.replaceAll("\u00a0", " ")).toContain(
		"DKK 300.00 taken back, DKK 300.00 still to be paid",
	);
	const [event] = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'order.payment_undone'",
		shop.businessId,
	);
	expect(JSON.parse(event?.data ?? "{}")).toMatchObject({ amount: 30_000, owed: 30_000, total: 100_000, currency: "DKK" });
	// All of it, down to nothing.
	store.undo(order, "700.00");
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 100_000, paid: 0 });
	store.pay(order, "1000.00");
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 0, paid: 100_000 });
	expect(await discrepancies(shop)).toEqual([]);
});

it("what was paid at our own till stays paid, whatever the shop calls outstanding", async () => {
	const world = await opened();
	const { shop, store, frame } = world;
	const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }], financial: "partially_paid", received: "300.00" });
	await hear(world);
	const { id } = await ours(shop);
	const [placed] = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'order.placed'",
		shop.businessId,
	);
	expect(JSON.parse(placed?.data ?? "{}")).toMatchObject({ total: 100_000, paid: false, amountPaid: 30_000, owed: 70_000 });
	expect((await shop.call("GET", `/orders/${id}`)).body.replaceAll("\u00a0", " ")).toContain(
		"DKK 300.00 of it paid, DKK 700.00 still to be paid",
	);
	await payOrder(await shop.tenant(), { orderId: id, method: "card" });
	expect(await ours(shop)).toMatchObject({ owed: 0, paid: 100_000 });
	// The shop knows nothing of it, and tells of something else.
	store.pay(order, "0.00");
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 0, paid: 100_000 });
	store.undo(order, "100.00");
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 10_000, paid: 90_000 });
	// Somebody notes the payment of the till there too.
	store.pay(order, "800.00");
	await hear(world);
	expect(await ours(shop)).toMatchObject({ owed: 0, paid: 100_000 });
	const methods = await rowsOf(
		shop,
		"SELECT method, sum(amount) AS amount FROM payments WHERE businessId = ? GROUP BY method",
		shop.businessId,
	);
	expect(methods).toEqual([
		{ method: "card", amount: 70_000 },
		{ method: "unspecified", amount: 30_000 },
	]);
	expect(await discrepancies(shop)).toEqual([]);
});

it("a deposit that goes back, with the pieces or without, was all that was ever paid", async () => {
	for (const [given, isHeardBefore, became] of [
		[{ amount: "400.00" }, true, { status: "PENDING", paid: 40_000, owed: 60_000, look: "refunded_without_lines" }],
		[{ money: "400.00" }, true, { status: "CANCELLED", paid: 0, owed: 0, look: undefined }],
		[{ money: "250.00", lines: [{ line: 0, quantity: 1 }] }, true, { status: "PENDING", paid: 15_000, owed: 35_000, look: undefined }],
		// Heard of only afterwards: nothing of it is paid.
		[{ amount: "400.00" }, false, { status: "PENDING", paid: 0, owed: 0, look: "refused" }],
	] as const) {
		const world = await opened();
		const { shop, store, frame } = world;
		const order = store.order({ lines: [{ sku: frame.sku, quantity: 2 }], financial: "partially_paid", received: "400.00" });
		if (isHeardBefore) await hear(world);
		store.refund(order, given as Parameters<typeof store.refund>[1]);
		await hear(world, (bodies) => [...bodies.slice(-1), ...bodies]);
		const [look] = await rowsOf<{ said: string }>(
			shop,
			"SELECT said FROM channelOrders WHERE businessId = ? AND state = 'look'",
			shop.businessId,
		);
		expect({ ...(await ours(shop)), look: look?.said }, JSON.stringify(given)).toMatchObject(became);
		const received = await rowsOf<{ amount: number }>(
			shop,
			"SELECT sum(amount) AS amount FROM payments WHERE businessId = ? AND refundId IS NULL",
			shop.businessId,
		);
		expect(received[0]?.amount ?? 0, JSON.stringify(given)).toBe(isHeardBefore ? 40_000 : 0);
		expect(await discrepancies(shop)).toEqual([]);
	}
});

const kinds = ["raise", "lower", "add", "pay", "undo", "refund"] as const;
const acts = fc.array(
	fc.record({
		kind: fc.constantFrom(...kinds),
		share: fc.integer({ min: 1, max: 100 }),
		isHeard: fc.boolean(),
		shuffle: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
	}),
	{ minLength: 1, maxLength: 9 },
);
const decimal = (hundredths: number) => (hundredths / 100).toFixed(2);
const owedThere = (order: FakeOrder) => Math.max(0, outstandingOf(order));

function done({ store, frame }: World, order: FakeOrder, kind: (typeof kinds)[number], share: number): void {
	const part = (most: number) => Math.floor((most * share) / 100);
	const line = order.lines.findIndex(({ current }) => current > 0);
	const pieces = order.lines.reduce((sum, { current }) => sum + current, 0);
	const given = order.refunds.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
	if (kind === "raise") store.edit(order, { raise: [{ line, by: 1 + (share % 2) }] }, null);
	else if (kind === "add") store.edit(order, { add: [{ sku: frame.sku, quantity: 1 }] }, null);
	else if (kind === "lower" && pieces > 1) store.edit(order, { lower: [{ line, by: 1 }] }, null);
	else if (kind === "pay") store.pay(order, decimal(part(owedThere(order))));
	else if (kind === "undo") store.undo(order, decimal(part(order.received - given)));
	// Of what was not paid, nothing goes back.
	else if (kind === "refund" && pieces > 1)
		store.refund(order, { lines: [{ line, quantity: 1 }], money: decimal(Math.max(0, 50_000 - owedThere(order))) });
}

it("owes what is outstanding there after any edits, payments, undone ones and refunds, heard late, twice and in any order", async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 150_000 }), acts, async (deposit, steps) => {
			const world = await opened();
			const { shop, store, frame } = world;
			const order = store.order({
				lines: [{ sku: frame.sku, quantity: 3 }],
				financial: deposit < 150_000 ? "partially_paid" : "paid",
				received: decimal(deposit),
			});
			await hear(world);
			const heard: string[] = [];
			for (const [n, { kind, share, isHeard, shuffle }] of steps.entries()) {
				done(world, order, kind, share);
				if (!isHeard && n < steps.length - 1) continue;
				heard.push(...store.owed.filter(({ topic }) => topic.startsWith("orders/")).map(({ body }) => body));
				await hear(world, (bodies) =>
					[...bodies, ...heard].sort((a, b) => (shuffle[heard.indexOf(a) % 24] ?? 0) - (shuffle[heard.indexOf(b) % 24] ?? 0)),
				);
				const { owed, status } = await ours(shop);
				expect([status, owed]).toEqual(["PENDING", owedThere(order)]);
			}
			expect(await discrepancies(shop)).toEqual([]);
			expect(await rowsOf(shop, "SELECT said FROM channelOrders WHERE businessId = ? AND state = 'look'", shop.businessId)).toEqual([]);
		}),
		{ numRuns: 12 },
	);
}, 60_000);
