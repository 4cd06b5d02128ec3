import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { home } from "#app/insights/home.server.ts";
import { type Dashboard, dashboard } from "#app/insights/queries.server.ts";
import type { Window } from "#app/insights/rules.ts";
import { cancelOrder } from "#app/orders/cancel-order.server.ts";
import { completeOrder, deliverOrder, shipOrder } from "#app/orders/fulfil-order.server.ts";
import { orderSheet } from "#app/orders/order-sheet.server.ts";
import { processOrder } from "#app/orders/pay-order.server.ts";
import { placeOrder } from "#app/orders/place-order.server.ts";
import { refundOrder } from "#app/orders/refund-order.server.ts";
import { refundShortfall } from "#app/orders/settle-shortfall.server.ts";
import { day, hour, minute } from "#app/platform/time.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { discrepancies, type Product, stock, stockIn } from "../sales/goods.ts";

type Line = { orderId: string; storeId: string; units: number; amount: number; at: number };

type Recomputed = Pick<Dashboard, "today" | "last7" | "last30"> & { soFar: Window; revenue: { total: number; before: number }[] };

/** The same numbers the slow way: every line and every refund, each put on its store's calendar by the platform's own clock. */
async function linesOf(shop: Shop): Promise<{ sold: Line[]; back: Line[] }> {
	const sold = await rowsOf<Line>(
		shop,
		"SELECT orderId, storeId, quantity AS units, total AS amount, soldAt AS at FROM orderLines WHERE businessId = ? AND soldAt > 0",
		shop.businessId,
	);
	const back = await rowsOf<Line>(
		shop,
		// What was given back before the goods left counts on the day they did; of what never left, nothing does.
		`SELECT r.orderId, r.storeId, x.quantity AS units, x.amount, max(r.at, o.fulfilledAt) AS at FROM refundLines x JOIN refunds r ON r.businessId = x.businessId AND r.id = x.refundId
			JOIN orders o ON o.businessId = r.businessId AND o.id = r.orderId WHERE x.businessId = ? AND o.fulfilledAt IS NOT NULL`,
		shop.businessId,
	);
	return { sold, back };
}

function recompute({ sold, back }: { sold: Line[]; back: Line[] }, stores: StoreFacts[], now: number): Recomputed {
	const dayIn = (at: number, { timeZone }: StoreFacts) =>
		Date.parse(`${new Date(at).toLocaleDateString("sv-SE", { timeZone })}T00:00:00Z`) / day;
	const hourIn = (at: number, { timeZone }: StoreFacts) => Number(new Date(at).toLocaleTimeString("sv-SE", { timeZone, hour: "2-digit" }));
	/** What was sold from `first` to `last` days ago; `hours`: before the hour that each store's clock shows now. */
	function period(first: number, last: number, hours = false) {
		const numbers = { units: 0, revenue: 0, orders: 0 };
		for (const store of stores) {
			const today = dayIn(now, store);
			const within = ({ storeId, at }: Line) =>
				storeId === store.id &&
				today - dayIn(at, store) >= first &&
				today - dayIn(at, store) <= last &&
				(!hours || hourIn(at, store) < hourIn(now, store));
			for (const line of sold.filter(within)) {
				numbers.units += line.units;
				numbers.revenue += line.amount;
			}
			for (const line of back.filter(within)) {
				numbers.units -= line.units;
				numbers.revenue -= line.amount;
			}
			numbers.orders += new Set(sold.filter(within).map(({ orderId }) => orderId)).size;
			for (const orderId of new Set(back.map((line) => line.orderId))) {
				const given = back.filter((line) => line.orderId === orderId);
				const units = (lines: Line[]) => lines.reduce((total, line) => total + line.units, 0);
				if (units(given) < units(sold.filter((line) => line.orderId === orderId))) continue;
				const last = given.toSorted((a, b) => a.at - b.at).at(-1);
				if (last && within(last)) numbers.orders -= 1;
			}
		}
		return numbers;
	}
	const window = (days: number) => ({ ...period(0, days - 1), before: period(days, 2 * days - 1) });
	return {
		today: window(1),
		last7: window(7),
		last30: window(30),
		soFar: { ...period(0, 0, true), before: period(7, 7, true) },
		revenue: Array.from({ length: 30 }, (_, index) => 29 - index).map((ago) => ({
			total: period(ago, ago).revenue,
			before: period(ago + 30, ago + 30).revenue,
		})),
	};
}

let shop: Shop;
let stores: StoreFacts[];
let euro: StoreFacts;
let goods: Product[];
/** Of which nothing is there. */
let gone: Product;

beforeAll(async () => {
	shop = await openShop();
	const tenant = () => shop.tenant();
	const york = await addStore(await tenant(), { name: "York", timeZone: "America/New_York" });
	euro = await addStore(await tenant(), { name: "Euro", currency: "EUR", timeZone: "Europe/Berlin" });
	stores = [shop.store, york];
	goods = [await stock(shop, { quantity: 100_000, price: 1999 }), await stock(shop, { quantity: 100_000, price: 50 })];
	gone = await stock(shop, { quantity: 0, price: 700 });
	await stockIn(shop, york, gone.id, 0);
	for (const { id } of goods) for (const store of [york, euro]) await stockIn(shop, store, id, 100_000);
});

/** Midnights in Copenhagen, among them the two days on which clocks change. */
const midnights = [
	Date.UTC(2026, 2, 28, 23),
	Date.UTC(2026, 2, 29, 22),
	Date.UTC(2026, 2, 30, 22),
	Date.UTC(2026, 3, 4, 22),
	Date.UTC(2026, 3, 26, 22),
	Date.UTC(2026, 9, 23, 22),
	Date.UTC(2026, 9, 24, 22),
	Date.UTC(2026, 9, 25, 23),
	Date.UTC(2026, 10, 1, 23),
	Date.UTC(2026, 10, 19, 23),
];
const anInstant = fc
	.tuple(fc.constantFrom(...midnights), fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -26 * hour, max: 26 * hour })))
	.map(([at, off]) => at + off);

const aSale = fc.record({
	at: anInstant,
	store: fc.nat(2),
	lines: fc.array(fc.record({ product: fc.nat(1), quantity: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 3 }),
});
/** Of the nth sale so far: a piece of its first line, or all that is left. */
const aRefund = fc.record({ at: anInstant, of: fc.nat(20), whole: fc.boolean(), restock: fc.boolean() });
/** An order from elsewhere, and how far it comes an hour or a day later. Three of its pieces may not be there. */
const anOrder = fc.record({
	at: anInstant,
	web: fc.constantFrom("waits", "cancelled", "sent", "done", "sent short"),
	store: fc.nat(1),
	product: fc.nat(1),
	quantity: fc.integer({ min: 1, max: 4 }),
	later: fc.constantFrom(hour, day),
});
type OfWeb = { at: number; web: string; store: number; product: number; quantity: number; later: number };
const aHistory = fc.array(fc.oneof({ arbitrary: aSale, weight: 3 }, { arbitrary: anOrder, weight: 1 }, { arbitrary: aRefund, weight: 1 }), {
	minLength: 4,
	maxLength: 20,
});

/** Takes an order, and takes it as far as it shall come. @returns what can be given back of it */
async function throughWeb({ at, web, store, product, quantity, later }: OfWeb) {
	const isShort = web === "sent short";
	const storeId = stores[store]?.id ?? "";
	const wanted = (isShort ? gone : goods[product])?.id;
	const lines = [{ productId: goods[product]?.id, quantity }, ...(isShort ? [{ productId: wanted, quantity: 3 }] : [])];
	const place = { storeId, channel: "storefront", lines, paid: {}, shipping: 39, whenShort: "task" };
	const { id: orderId } = await placeOrder(await shop.tenant(at), place);
	const sheet = await orderSheet(await shop.tenant(), { orderId });
	const short = sheet.lines.find((line) => line.short > 0);
	if (short) await refundShortfall(await shop.tenant(at + 1), { orderId, lineId: short.id });
	const then = await shop.tenant(at + later);
	if (web === "cancelled") await cancelOrder(then, { orderId });
	else if (web !== "waits") {
		await processOrder(then, { orderId });
		if (web === "done") await completeOrder(then, { orderId });
		else {
			await shipOrder(then, { orderId });
			await deliverOrder(then, { orderId });
		}
	}
	return { orderId, lineId: sheet.lines[0]?.id ?? "", units: quantity };
}

it("equals a slow recomputation from lines and refunds, across midnights and both days on which clocks change", async () => {
	await fc.assert(
		fc.asyncProperty(aHistory, fc.array(anInstant, { minLength: 1, maxLength: 3 }), async (history, instants) => {
			const orders: { orderId: string; lineId: string; left: number; whole: number; leftAt: number }[] = [];
			for (const act of history.toSorted((a, b) => a.at - b.at)) {
				if ("lines" in act) {
					const store = [...stores, euro][act.store] ?? shop.store;
					const { orderId, lines, units } = await sell(await shop.tenant(act.at), {
						storeId: store.id,
						lines: act.lines.map(({ product, quantity }) => ({
							productId: goods[product]?.id,
							quantity,
							unitPrice: store === euro ? 7 : undefined,
						})),
					});
					orders.push({ orderId, lineId: lines[0]?.id ?? "", left: lines[0]?.quantity ?? 0, whole: units, leftAt: act.at });
				} else if ("web" in act) {
					const { orderId, lineId, units } = await throughWeb(act);
					if (act.web !== "waits" && act.web !== "cancelled" && units > 0)
						orders.push({ orderId, lineId, left: units, whole: units, leftAt: act.at + act.later });
				} else {
					const order = orders[act.of % Math.max(1, orders.length)];
					if (!order || order.whole === 0 || (!act.whole && order.left === 0)) continue;
					const { orderId, lineId } = order;
					// The goods of an order leave later than it was taken, and nothing comes back before that.
					const { units } = await refundOrder(await shop.tenant(Math.max(act.at, order.leftAt)), {
						orderId,
						restock: act.restock,
						...(!act.whole && { lines: [{ lineId, quantity: 1 }] }),
					});
					order.whole -= units;
					order.left = act.whole ? 0 : order.left - 1;
				}
			}
			const lines = await linesOf(shop);
			for (const now of [...instants, Date.UTC(2026, 10, 21)]) {
				const { soFar, revenue, ...numbers } = recompute(lines, stores, now);
				const everywhere = { storeId: null, currency: "DKK", ...numbers, excludedStores: [{ id: euro.id, name: "Euro", currency: "EUR" }] };
				expect(await dashboard(await shop.tenant(now), {})).toMatchObject(everywhere);
				expect(await home(await shop.tenant(now), {})).toMatchObject({ numbers: everywhere, soFar, revenue: { days: revenue } });
				for (const store of [...stores, euro]) {
					const { soFar, revenue, ...numbers } = recompute(lines, [store], now);
					expect(await home(await shop.tenant(now), { storeId: store.id })).toMatchObject({
						numbers: { storeId: store.id, currency: store.currency, ...numbers, excludedStores: [] },
						soFar,
						revenue: { days: revenue, currency: store.currency },
					});
				}
			}
		}),
		// All runs share a shop, so a smaller history would not be the same one.
		{ numRuns: 6, endOnFailure: true },
	);
	expect(await discrepancies(shop)).toEqual([]);
}, 240_000);

it("puts a sale a millisecond before midnight on the day that ends, and the next one on the day that begins", async () => {
	const fresh = await openShop();
	const frame = await stock(fresh, { quantity: 9, price: 1000 });
	const midnight = Date.UTC(2026, 9, 25, 23);
	const basket = { storeId: fresh.storeId, productId: frame.id, quantity: 1 };
	await sell(await fresh.tenant(midnight - 1), basket);
	const { orderId } = await sell(await fresh.tenant(midnight), basket);
	await refundOrder(await fresh.tenant(midnight + 25 * hour), { orderId });
	expect(await dashboard(await fresh.tenant(midnight), {})).toMatchObject({
		today: { units: 1, revenue: 1000, orders: 1, before: { units: 1, revenue: 1000, orders: 1 } },
	});
	expect(await dashboard(await fresh.tenant(midnight + 26 * hour), {})).toMatchObject({
		today: { units: -1, revenue: -1000, orders: -1, before: { orders: 1 } },
		last7: { units: 1, revenue: 1000, orders: 1 },
	});
});

it("reads as many rows of 400 sales as of 20, in one round trip", async () => {
	async function read(sales: number): Promise<{ trips: number; rowsRead: number }> {
		const fresh = await openShop();
		const frame = await stock(fresh, { quantity: 1000 });
		const noon = Date.UTC(2026, 10, 20, 11);
		for (let n = 0; n < sales; n++)
			await sell(await fresh.tenant(noon - (n % 20) * day), { storeId: fresh.storeId, productId: frame.id, quantity: 1 });
		const tenant = await fresh.tenant(noon + minute);
		expect((await dashboard(tenant, {})).last30.orders).toBe(sales);
		const { trips, rowsRead } = tenant.scope.meter;
		return { trips, rowsRead };
	}
	const [few, many] = [await read(20), await read(400)];
	expect(many).toEqual(few);
	expect(many.trips).toBe(1);
}, 60_000);

it("is one's own business's only, and home is one round trip", async () => {
	const [first, second] = await twoShops();
	const [frame, cloth] = [
		await stock(first, { quantity: 5, reorderPoint: 4, price: 1000 }),
		await stock(first, { quantity: 9, reorderPoint: 1 }),
	];
	await stock(first, { quantity: 0, reorderPoint: 9, status: "archived" });
	await stock(second, { quantity: 0, reorderPoint: 9 });
	const { orderId } = await sell(await first.tenant(), {
		storeId: first.storeId,
		lines: [
			{ productId: frame.id, quantity: 3 },
			{ productId: cloth.id, quantity: 1 },
		],
	});
	const tenant = await first.tenant();
	expect(await home(tenant, {})).toMatchObject({
		numbers: { today: { units: 4, orders: 1 } },
		bestSellers: [
			{ productId: frame.id, units: 3, revenue: 3000, currency: "DKK" },
			{ productId: cloth.id, units: 1 },
		],
		lowStock: [{ productId: frame.id, storeId: first.storeId, quantity: 2, available: 2, reorderPoint: 4 }],
		recent: [{ id: orderId, units: 4 }],
	});
	expect(tenant.scope.meter.trips).toBe(1);
	expect(await home(await second.tenant(), {})).toMatchObject({
		numbers: { last30: { units: 0 } },
		bestSellers: [],
		lowStock: [{ reorderPoint: 9 }],
		recent: [],
	});
	await expect(home(await second.tenant(), { storeId: first.storeId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "store_not_yours",
	});
	await expect(dashboard(await second.tenant(), { storeId: first.storeId })).rejects.toMatchObject({
		kind: "forbidden",
		code: "store_not_yours",
	});
});
