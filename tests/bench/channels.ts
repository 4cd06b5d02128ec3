import { DatabaseSync } from "node:sqlite";
import { fakeShopify } from "../support/fakes/shopify.ts";
import type { FakeShop } from "../support/fakes/shopify-shop.ts";
import { addSimple, fakeWoocommerce, type WooShop, wooShop } from "../support/fakes/woocommerce.ts";
import { measurePair } from "./measure.ts";
import { cpuMsOf, once, type Target } from "./traffic.ts";
import type { Worked } from "./vendors.ts";

/** What shops elsewhere cost: a webhook taken in, orders made of what waits, and levels set there. */

/** A server, its account since it was last asked for (D1 round trips, rows), and how to end it. */
type Served = Target & { worked(): Promise<Worked[]>; stop(): Promise<void> };
type Fakes = { shopify: ReturnType<typeof fakeShopify>; busy: FakeShop; quiet: FakeShop; woo: WooShop };
type Wanted = {
	stateDir: string;
	/** The shard's file that holds the business. */
	file: string;
	/** The settings of the floor, and where it finds a copy of the state by then. */
	floor: { configPath: string; copy(): string };
	start(stateDir: string, configPath?: string, env?: Record<string, string>): Promise<Served>;
	listen(app: { fetch(request: Request): Response | Promise<Response> }): Promise<{ url: string; stop(): Promise<unknown> }>;
	cookie: string;
	token: string;
	seconds: number;
	rounds: number;
	orders: number;
	skus: number;
	/** Of levels set. */
	pushes: number;
	/** Orders at one shop, each looked for on the other's shelf. */
	bought: number;
};

const client = { clientId: "storekeep-bench", clientSecret: "known-to-everybody" };
const wooHost = "lens.bench.example";

/** @throws Error on any refusal, and when what was told does not become what it should */
export async function measureChannels({ stateDir, file, floor, start, listen, cookie, token, seconds, rounds, ...how }: Wanted) {
	const { skus, orders, pushes, bought } = how;
	const fakes = openFakes(goodsOf(file, skus));
	const [shopify, woo] = [await listen(fakes.shopify), await listen(fakeWoocommerce(new Map([[wooHost, fakes.woo]])))];
	const env = {
		...{ MOCK_MODE: "1", SHOPIFY_CLIENT_ID: client.clientId, SHOPIFY_CLIENT_SECRET: client.clientSecret },
		...{ SHOPIFY_MOCK_URL: shopify.url, WOOCOMMERCE_MOCK_URL: woo.url },
	};
	const first = await start(stateDir, undefined, env);
	const ask = async (to: Target, method: string, path: string, body?: object) =>
		JSON.parse(
			(await once(to, { method, path, headers: { Authorization: `Bearer ${token}` }, ...(body && { body: JSON.stringify(body) }) })).text,
		);
	for (const { host } of [fakes.busy, fakes.quiet]) await consent(first, cookie, host);
	await ask(first, "POST", "/connections/woocommerce", {
		storeUrl: `https://${wooHost}`,
		...{ consumerKey: "ck_test", consumerSecret: "cs_test" },
	});
	const [busy, quiet, webshop] = [fakes.busy.host, fakes.quiet.host, wooHost].map((host) => connectionOf(file, host));
	if (!busy || !quiet || !webshop) throw new Error("a shop was not connected");
	for (const { id } of [busy, webshop]) await until(() => levelsSet(file, id) === skus && unsetLevels(file, id) === 0);
	await until(() => fakes.quiet.subscriptions.length > 0);
	await ask(first, "POST", "/sync/pause", { connectionId: quiet.id });

	const levels = async (id: string, spent: () => { calls: number; points?: number }) => {
		const perTurn = { calls: 0, points: 0, seconds: 0, cpuMs: 0, trips: 0, rowsRead: 0, rowsWritten: 0 };
		for (let turn = 1; turn <= pushes; turn++) {
			const [before, cpu, from] = [spent(), cpuMsOf(first.pids), performance.now()];
			await first.worked();
			await ask(first, "PUT", `/api/v1/channels/${id}`, { settings: { buffer: turn % 2 } });
			await until(() => unsetLevels(file, id) === 0);
			perTurn.seconds += (performance.now() - from) / 1000;
			perTurn.cpuMs += cpuMsOf(first.pids) - cpu;
			const driven = drivenIn(await first.worked());
			perTurn.trips += driven.trips;
			perTurn.rowsRead += driven.rowsRead;
			perTurn.rowsWritten += driven.rowsWritten;
			const after = spent();
			perTurn.calls += after.calls - before.calls;
			perTurn.points += (after.points ?? 0) - (before.points ?? 0);
		}
		const { points, ...rest } = Object.fromEntries(Object.entries(perTurn).map(([name, sum]) => [name, rounded(sum / pushes)]));
		return { skus, ...rest, ...(spent().points !== undefined && { points }) };
	};
	const atShopify = await levels(busy.id, () => ({
		calls: fakes.busy.calls.length,
		points: fakes.busy.calls.reduce((sum, { cost }) => sum + cost, 0),
	}));
	const atWoocommerce = await levels(webshop.id, () => ({ calls: fakes.woo.asked.length }));

	await ask(first, "POST", "/sync/pause", { connectionId: busy.id });
	// What it told of levels we set is none of an order's.
	fakes.busy.owed.length = 0;
	for (let n = 0; n < orders; n++) fakes.busy.order({ lines: [{ sku: fakes.busy.products[n % skus]?.variants[0]?.sku ?? "" }] });
	const owed = fakes.busy.owed.length;
	await fakes.shopify.deliver(fakes.busy, (request) => bring(first, request));
	const callsBefore = fakes.busy.calls.length;
	await first.worked();
	const [cpuBefore, from] = [cpuMsOf(first.pids), performance.now()];
	await ask(first, "POST", "/sync/resume", { connectionId: busy.id });
	await until(() => ordersTaken(file, busy.id) === orders);
	const took = (performance.now() - from) / 1000;
	// Numbers it told beside may wait for orders a while.
	await until(() => waiting(file, busy.id) === 0);
	const cpuMs = cpuMsOf(first.pids) - cpuBefore;
	const driven = drivenIn(await first.worked());
	const each = (sum: number) => rounded(sum / orders);
	const imported = {
		...{ orders, webhooks: owed, seconds: rounded(took), ordersPerS: rounded(orders / took), cpuMs: each(cpuMs) },
		...{ trips: each(driven.trips), rowsRead: each(driven.rowsRead), rowsWritten: each(driven.rowsWritten) },
		calls: fakes.busy.calls.length - callsBefore,
	};

	await until(() => unsetLevels(file, webshop.id) === 0);
	const onOtherShelf: number[] = [];
	for (let n = 0; n < bought; n++) {
		const sku = fakes.busy.products[n]?.variants[0]?.sku ?? "";
		const there = () => [...fakes.woo.products.values()].find((product) => product.sku === sku)?.stock_quantity ?? 0;
		const stood = there();
		fakes.busy.order({ lines: [{ sku }] });
		const ordered = performance.now();
		await fakes.shopify.deliver(fakes.busy, (request) => bring(first, request));
		await until(() => there() === stood - 1, 5);
		onOtherShelf.push(performance.now() - ordered);
	}
	onOtherShelf.sort((a, b) => a - b);
	const within = (share: number) => rounded(onOtherShelf[Math.floor(bought * share)] ?? 0);
	const across = { orders: bought, p50Ms: within(0.5), p95Ms: within(0.95) };

	// What follows from a receipt is not taking it in: the shop that tells is paused, and what it says is kept.
	fakes.quiet.add({ title: "Something", variants: [{ sku: "NOT-OURS" }] });
	fakes.quiet.change(fakes.quiet.products[0] ?? fakes.quiet.add({ title: "", variants: [] }), { title: "Something else" });
	const [delivery] = fakes.quiet.owed;
	if (!delivery) throw new Error("the shop has nothing to tell");
	const request = await fakes.shopify.request(fakes.quiet, delivery);
	await first.stop();
	const [ours, beneath] = [await start(stateDir, undefined, env), await start(floor.copy(), floor.configPath, env)];
	const { pathname, search } = new URL(request.url);
	const [headers, body] = [Object.fromEntries(request.headers), await request.text()];
	await once(beneath, {
		...{ method: "POST", path: "/record/webhook", headers: {} },
		body: JSON.stringify({ url: request.url, headers, body, fixed: [quiet.id, quiet.businessId] }),
	});
	const news = () => ({ method: "POST", headers: { ...headers, "x-shopify-webhook-id": crypto.randomUUID() }, body });
	const route = {
		name: "POST /connections/webhook/shopify",
		ask: () => ({ ...news(), path: pathname + search }),
		floor: "HMAC over the same bytes, the one batch that keeps the receipt, one message to the queue",
		onFloor: () => ({ ...news(), path: "/webhook" }),
	};
	const receipt = await measurePair({ ours, floor: beneath, route, seconds, rounds });
	for (const server of [ours, beneath]) await server.stop();
	for (const fake of [shopify, woo]) await fake.stop();
	return { route: route.name, receipt, imported, across, levels: { shopify: atShopify, woocommerce: atWoocommerce } };
}

function openFakes(goods: { sku: string; name: string; barcode: string }[]): Fakes {
	const shopify = fakeShopify(client);
	const [busy, quiet] = [shopify.open("busy.myshopify.com"), shopify.open("quiet.myshopify.com")];
	const woo = wooShop("Lens");
	for (const { sku, name, barcode } of goods) {
		busy.add({ title: name, variants: [{ sku, barcode, price: "500.00" }] });
		addSimple(woo, { sku, name, barcode, price: "500.00" });
	}
	return { shopify, busy, quiet, woo };
}

/** The way a merchant goes, to the page of consent and back. */
async function consent(to: Target, cookie: string, host: string): Promise<void> {
	const headers = { Cookie: cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json" };
	const begun = await once(to, {
		method: "POST",
		path: "/connections/shopify/initiate",
		headers,
		body: JSON.stringify({ storeUrl: host }),
	});
	const html = await (await fetch(JSON.parse(begun.text).authUrl)).text();
	const link = /href="([^"]+)">Install app</.exec(html)?.[1] ?? "";
	const back = new URL(link.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))));
	const answered = await fetch(to.url + back.pathname + back.search, { headers: { Cookie: cookie }, redirect: "manual" });
	const led = answered.headers.get("Location") ?? "";
	if (!led.includes("shopify_success")) throw new Error(`${host} was not connected: ${answered.status} ${led}`);
}

async function bring(to: Target, request: Request): Promise<Response> {
	const { pathname, search } = new URL(request.url);
	const headers = Object.fromEntries(request.headers);
	await once(to, { method: "POST", path: pathname + search, headers, body: await request.text() });
	return new Response(null, { status: 200 });
}

/** What the drivers of connections say they cost. */
function drivenIn(worked: Worked[]): { trips: number; rowsRead: number; rowsWritten: number } {
	const driven = worked.filter(({ event }) => event === "channel.driven");
	const sum = (of: (one: Worked) => number) => driven.reduce((all, one) => all + of(one), 0);
	return { trips: sum(({ trips }) => trips), rowsRead: sum(({ read }) => read), rowsWritten: sum(({ written }) => written) };
}

function rowsIn(file: string, sql: string, ...params: (string | number)[]): Record<string, unknown>[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database.prepare(sql).all(...params);
	} finally {
		database.close();
	}
}
const countIn = (file: string, sql: string, id: string) => Number(rowsIn(file, `SELECT COUNT(*) AS n FROM ${sql}`, id)[0]?.n);
const levelsSet = (file: string, id: string) =>
	countIn(file, "listings WHERE connectionId = ? AND productId IS NOT NULL AND known IS NOT NULL", id);
const unsetLevels = (file: string, id: string) => countIn(file, "listings WHERE connectionId = ? AND changedAt IS NOT NULL", id);
const ordersTaken = (file: string, id: string) => countIn(file, "channelOrders WHERE connectionId = ? AND orderId IS NOT NULL", id);
const waiting = (file: string, id: string) => countIn(file, "webhookReceipts WHERE connectionId = ? AND state = 'waiting'", id);

function connectionOf(file: string, host: string): { id: string; businessId: string } | undefined {
	const [row] = rowsIn(file, "SELECT id, businessId FROM connections WHERE storeUrl = ?", `https://${host}`);
	return row && { id: String(row.id), businessId: String(row.businessId) };
}

/** Products of the bench that no sale of it has emptied. */
function goodsOf(file: string, count: number): { sku: string; name: string; barcode: string }[] {
	const rows = rowsIn(
		file,
		`SELECT p.sku, p.name, p.barcode FROM products AS p JOIN stockLevels AS s ON s.businessId = p.businessId AND s.productId = p.id
		WHERE s.storeId = (SELECT id FROM stores ORDER BY createdAt, id LIMIT 1) AND s.onHand - s.reserved > 10 ORDER BY p.sku LIMIT ?`,
		count,
	);
	if (rows.length < count) throw new Error(`only ${rows.length} products have enough on the first store's shelf`);
	return rows.map(({ sku, name, barcode }) => ({ sku: String(sku), name: String(name), barcode: String(barcode ?? "") }));
}

const patience = 10 * 60_000;

async function until(isSo: () => boolean, every = 25): Promise<void> {
	for (const end = performance.now() + patience; !isSo(); ) {
		if (performance.now() > end) throw new Error("the shops are not at rest after ten minutes");
		await new Promise((resolve) => setTimeout(resolve, every));
	}
}

function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
