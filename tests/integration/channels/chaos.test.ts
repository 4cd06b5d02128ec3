import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { minute } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openStorm, type Storm } from "../../support/channels/storm.ts";
import { type FakeOrder, outstandingOf } from "../../support/fakes/shopify-shop.ts";
import { addSimple, addVariable, buy, change, refund, rewrite, type WooOrder, type WooProduct } from "../../support/fakes/woocommerce.ts";
import { logged } from "../../support/quiet.ts";
import { rowsOf } from "../../support/world.ts";
import { discrepancies, type Product, stock } from "../sales/goods.ts";

/** F2, F4 and F5 of the chaos table, at once: `npm run chaos` has more rounds of it, each with a seed of its own. */

const rounds = Number(env.CHAOS_ROUNDS);
const seeds = Array.from({ length: rounds }, (_, n) => Number(env.CHAOS_SEED) + n);
const filled = 60;

type World = {
	storm: Storm;
	products: Product[];
	there: WooProduct[];
	till: { orderId: string; productId: string; quantity: number; isBack: boolean }[];
	/** How often an order was edited there, or more of it paid. */
	edits: number;
};
const skus = ({ products }: World) => products.map(({ sku }) => sku);

afterEach(() => vi.restoreAllMocks());

/** Somebody does something somewhere. */
async function act(world: World): Promise<void> {
	const { storm, products, there, till } = world;
	const { web, store, shop, pick, chance } = storm;
	const openWoo = () => [...web.orders.values()].filter(({ status }) => status === "pending" || status === "processing");
	const openShopify = () => store.orders.filter(({ cancelledAt, fulfillment }) => cancelledAt === null && fulfillment === null);
	const isWhole = (order: FakeOrder) => order.refunds.length === 0;
	// Of one with a deposit nothing is given back here while some of it is still to be paid.
	const isPaid = (order: FakeOrder) => order.financial === "paid";
	const quantity = 1 + Math.floor(chance() * 3);
	const way = chance();
	if (way < 0.2) {
		const productId = pick(products).id;
		const { orderId } = await storm.asOwner((tenant) => sell(tenant, { storeId: shop.storeId, productId, quantity }));
		till.push({ orderId, productId, quantity, isBack: false });
	} else if (way < 0.25) {
		const sold = till.find(({ isBack }) => !isBack);
		if (!sold) return;
		await storm.asOwner((tenant) => refundOrder(tenant, { orderId: sold.orderId, restock: true, reason: "" }));
		sold.isBack = true;
	} else if (way < 0.45) await buy(web, [{ product: pick(there), quantity }], { status: pick(["pending", "processing", "processing"]) });
	else if (way < 0.65) {
		const lines = [{ sku: pick(products).sku, quantity }, ...(chance() < 0.3 ? [{ sku: pick(products).sku }] : [])];
		store.order({ lines, ...(chance() < 0.3 && { financial: "partially_paid", received: "30.00" }) });
	} else if (way < 0.8) {
		const order = openWoo()[0];
		if (!order) return;
		if (order.status === "pending") await change(web, order, { status: "processing", date_paid_gmt: order.date_modified_gmt });
		else if (chance() < 0.25 && order.refunds.length === 0) await change(web, order, { status: "cancelled" });
		else if (chance() < 0.4 && order.refunds.length === 0 && (order.line_items[0]?.quantity ?? 0) > 1)
			await refund(web, order, 0, 1, "100.00");
		else await change(web, order, { status: "completed", date_completed_gmt: order.date_modified_gmt });
	} else if (way < 0.86) {
		// A merchant edits what has not left: up, down, or with something more; or more of it is paid.
		const some = <One>(list: One[]) => (list.length > 0 ? pick(list) : undefined);
		const [order, bought] = [some(openShopify().filter(isWhole)), some(openWoo().filter(({ refunds }) => refunds.length === 0))];
		if (order || bought) world.edits += 1;
		if (bought && chance() < 0.4) await rewrite(web, bought, { lines: { 0: { quantity: 1 + Math.floor(chance() * 4) } } });
		else if (order && !isPaid(order) && chance() < 0.5)
			store.pay(order, chance() < 0.5 ? "20.00" : (outstandingOf(order) / 100).toFixed(2));
		else if (order) {
			const [line] = order.lines;
			// Of what was paid whole it is the platform that owes then, and no sum of it is told.
			if (chance() < 0.4 && !isPaid(order) && line && line.current > 1) store.edit(order, { lower: [{ line: 0, by: 1 }] }, order.financial);
			else if (chance() < 0.5) store.edit(order, { raise: [{ line: 0, by: 1 }] });
			else store.edit(order, { add: [{ sku: pick(products).sku, quantity: 1 }] });
		}
	} else if (way < 0.95) {
		const order = openShopify()[0];
		if (!order) return;
		if (chance() < 0.25 && isWhole(order)) store.cancel(order);
		else if (chance() < 0.4 && isWhole(order) && isPaid(order) && (order.lines[0]?.quantity ?? 0) > 1)
			store.refund(order, { lines: [{ line: 0, quantity: 1 }] });
		else store.fulfil(order);
	} else {
		// Somebody types a number there.
		const product = pick(there);
		if (chance() < 0.5) product.stock_quantity = 7;
		else {
			const variant = store.variant(pick(products).sku);
			if (variant) store.setLevel(variant, store.mainLocation, 5);
		}
	}
}

/** What each SKU must have come to, told by the shops and the till alone: what is on the shelf, and what of it is free. */
function expected(world: World): Map<string, { onHand: number; available: number }> {
	const { storm, products, till } = world;
	const sums = new Map(skus(world).map((sku) => [sku, { onHand: filled, available: filled }]));
	const take = (sku: string, quantity: number, hasLeft: boolean) => {
		const sum = sums.get(sku);
		if (!sum) throw new Error(`nobody sells ${sku}`);
		sum.available -= quantity;
		if (hasLeft) sum.onHand -= quantity;
	};
	for (const { productId, quantity, isBack } of till)
		if (!isBack) take(products.find(({ id }) => id === productId)?.sku ?? "", quantity, true);
	for (const order of storm.web.orders.values())
		if (order.status !== "cancelled")
			for (const line of order.line_items) take(String(line.sku), line.quantity - order.refunds.length, order.status === "completed");
	for (const order of storm.store.orders)
		if (order.cancelledAt === null) for (const line of order.lines) take(line.variant?.sku ?? "", line.current, order.fulfillment !== null);
	return sums;
}

/** Where somebody still says another number, as words. */
async function differences(world: World): Promise<string[]> {
	const { storm, products, there } = world;
	const { shop, store, erp } = storm;
	const shelves = await rowsOf<{ productId: string; onHand: number; available: number }>(
		shop,
		"SELECT productId, onHand, onHand - reserved AS available FROM stockLevels WHERE businessId = ?",
		shop.businessId,
	);
	const wanted = expected(world);
	const words: string[] = [];
	const same = (what: string, is: unknown, should: unknown) => is !== should && words.push(`${what} is ${is}, not ${should}`);
	for (const [n, { id, sku }] of products.entries()) {
		const should = wanted.get(sku);
		const shelf = shelves.find(({ productId }) => productId === id);
		same(`${sku} on the shelf`, shelf?.onHand, should?.onHand);
		same(`${sku} free`, shelf?.available, should?.available);
		same(`${sku} at WooCommerce`, there[n]?.stock_quantity, should?.available);
		same(`${sku} at Shopify`, store.available(sku), should?.available);
		same(`${sku} at Prokip`, erp.qty(sku), should?.onHand);
	}
	const counts = await rowsOf<{ name: string; n: number }>(
		shop,
		`SELECT 'events to deliver' AS name, COUNT(*) AS n FROM events WHERE businessId = ?1 AND dueAt IS NOT NULL
			UNION ALL SELECT 'sales to tell', COUNT(*) FROM bookedSales WHERE businessId = ?1 AND state = 'waiting'
			UNION ALL SELECT 'levels to set', COUNT(*) FROM listings WHERE businessId = ?1 AND changedAt IS NOT NULL
			UNION ALL SELECT 'receipts to work on', COUNT(*) FROM webhookReceipts WHERE businessId = ?1 AND state = 'waiting'`,
		shop.businessId,
	);
	for (const { name, n } of counts) same(name, n, 0);
	return words;
}

/** What is known of everything, for whoever looks into a seed. */
async function whatStands({ storm: { shop, web, store, erp, lines, skew } }: World): Promise<string> {
	const all = async (text: string) => JSON.stringify(await rowsOf(shop, text, shop.businessId));
	return [
		JSON.stringify({ skew, lines }),
		await all(
			"SELECT platform, state, trouble, wakeAt, createdAt, ordersUntil, ordersAskedAt, pulledAt FROM connections WHERE businessId = ?",
		),
		await all(
			"SELECT topic, state, said, tries, dueAt, details FROM webhookReceipts WHERE businessId = ? AND state IN ('waiting', 'poisoned')",
		),
		await all("SELECT platformOrderId, orderId, state, said, details FROM channelOrders WHERE businessId = ?"),
		await all("SELECT id, origin, platformOrderId, status, paymentStatus, fulfilledAt, units FROM orders WHERE businessId = ?"),
		await all("SELECT orderId, state, said, saleId, variants, returned, tries, askedAt, changes FROM bookedSales WHERE businessId = ?"),
		await all("SELECT connectionId, sku, known, changedAt, clashes, conflict, problem FROM listings WHERE businessId = ?"),
		JSON.stringify(
			[...web.orders.values()].map(({ id, status, line_items, refunds }) => [
				id,
				status,
				line_items[0]?.sku,
				line_items[0]?.quantity,
				refunds.length,
			]),
		),
		JSON.stringify(
			store.orders.map(({ id, cancelledAt, fulfillment, lines: of }) => [
				id,
				cancelledAt,
				fulfillment,
				...of.map(({ variant, quantity, current }) => [variant?.sku, quantity, current]),
			]),
		),
		JSON.stringify(
			erp.sells.map(({ id, invoice_no, sell_lines }) => [
				id,
				invoice_no,
				...sell_lines.map(({ quantity, quantity_returned }) => [quantity, quantity_returned]),
			]),
		),
	].join("\n");
}

/** How far each connection's orders have been taken. */
const watermarks = ({ storm: { shop } }: World) =>
	rowsOf<{ id: string; ordersUntil: number }>(
		shop,
		"SELECT id, ordersUntil FROM connections WHERE businessId = ? ORDER BY id",
		shop.businessId,
	);

it.each(seeds)(
	"everybody comes to the same numbers, each order is there once and each sale told once, whatever goes wrong (seed %i)",
	async (seed) => {
		const storm = await openStorm(seed);
		const { shop, web, store, erp, tally, pick } = storm;
		const products: Product[] = [];
		for (let n = 0; n < 4; n++) products.push(await stock(shop, { quantity: filled }));
		const wishes = products.map(({ sku }) => ({ sku, quantity: filled }));
		// One of them in two sizes: what is read and set of those takes more than a call.
		const there = [...wishes.slice(0, 2).map((wish) => addSimple(web, wish)), ...addVariable(web, "Storm", wishes.slice(2)).variations];
		for (const { sku, name } of products) {
			store.add({ title: name, variants: [{ sku, available: filled }] });
			erp.add(sku, filled);
		}
		const world: World = { storm, products, there, till: [], edits: 0 };
		await storm.connect();
		for (let n = 0; n < 3; n++) await storm.pass(minute);
		expect(await differences(world)).toEqual([]);

		// Their clocks are ten minutes wrong from now on, one way or the other.
		Object.assign(storm.skew, { woocommerce: pick([-10, 0, 10]) * minute, shopify: pick([-10, 0, 10]) * minute });
		storm.rough(true);
		let marks = await watermarks(world);
		const stepsBack: string[] = [];
		for (let n = 0; n < 30; n++) {
			for (let acts = Math.floor(storm.chance() * 3); acts > 0; acts--) await act(world);
			// Twelve ticks of the timetable stay away.
			await (n === 15 ? storm.pass(12 * minute) : storm.step());
			const now = await watermarks(world);
			for (const { id, ordersUntil } of now) if (ordersUntil < (marks.find((mark) => mark.id === id)?.ordersUntil ?? 0)) stepsBack.push(id);
			marks = now;
		}
		const began = storm.now();
		let left = await differences(world);
		for (let n = 0; n < 150 && left.length > 0; n++) {
			await storm.pass(2 * minute);
			left = await differences(world);
		}
		const took = Math.round((storm.now() - began) / minute);
		const noise = logged();
		expect(left, `seed ${seed}: after ${took} minutes\n${left.length > 0 ? await whatStands(world) : ""}`).toEqual([]);

		const orders = await rowsOf<{ platformOrderId: string | null; id: string; left: number }>(
			shop,
			"SELECT id, platformOrderId, fulfilledAt IS NOT NULL AS left FROM orders WHERE businessId = ?",
			shop.businessId,
		);
		const taken = orders.flatMap(({ platformOrderId }) => platformOrderId ?? []).sort();
		// One that was called off before anybody heard of it need not be here.
		const theirs = [
			...[...web.orders.values()].map((order: WooOrder) => ({ id: String(order.id), isOff: order.status === "cancelled" })),
			...store.orders.map((order) => ({ id: order.id, isOff: order.cancelledAt !== null })),
		];
		expect(taken, `seed ${seed}`).toEqual(
			theirs
				.filter(({ id, isOff }) => !isOff || taken.includes(id))
				.map(({ id }) => id)
				.sort(),
		);
		const owed = await rowsOf<{ platformOrderId: string; owed: number }>(
			shop,
			"SELECT platformOrderId, owed FROM orders WHERE businessId = ? AND platformOrderId IS NOT NULL AND owed > 0 ORDER BY platformOrderId",
			shop.businessId,
		);
		expect(owed, `seed ${seed}`).toEqual(
			store.orders
				.filter((order) => order.cancelledAt === null && outstandingOf(order) > 0)
				.map((order) => ({ platformOrderId: order.id, owed: outstandingOf(order) }))
				.sort((a, b) => a.platformOrderId.localeCompare(b.platformOrderId)),
		);
		expect(await discrepancies(shop), `seed ${seed}`).toEqual([]);
		const refs = erp.sells.map(({ invoice_no }) => invoice_no).sort();
		const gone = orders.filter(({ left: hasLeft, platformOrderId }) => hasLeft === 1 || platformOrderId === null);
		expect(refs, `seed ${seed}`).toEqual(gone.map(({ id }) => `STOREKEEP-${id}`).sort());
		const open = await rowsOf(
			shop,
			`SELECT topic AS what, said FROM webhookReceipts WHERE businessId = ?1 AND state = 'poisoned'
			UNION ALL SELECT number, said FROM channelOrders WHERE businessId = ?1 AND state = 'look'`,
			shop.businessId,
		);
		expect(open, `seed ${seed}`).toEqual([]);
		expect({ early: tally.early, strangers: tally.strangers, stepsBack }).toEqual({ early: [], strangers: [], stepsBack: [] });
		expect(noise.filter((line) => !line.includes("Network connection lost"))).toEqual([]);
		const { asked, failed, lost, doubled, kills, turns } = tally;
		const counts = {
			orders: taken.length,
			edits: world.edits,
			sold: refs.length,
			asked,
			failed,
			lost,
			doubled,
			kills,
			turns,
			convergedInMinutes: took,
		};
		console.info(JSON.stringify({ level: "info", chaos: "platforms", seed, ...counts }));
	},
	300_000,
);
