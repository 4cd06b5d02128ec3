import { beforeAll, expect, it, vi } from "vitest";
import { day, hour, minute, second } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { addSimple } from "../../support/fakes/woocommerce.ts";
import { react } from "../../support/reacting.ts";
import { drive, onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { openShop, rowsOf, type Shop, testScope } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

beforeAll(onlyFakesAnswer);

type Run = Record<string, unknown> & { kind: string; rounds: number };
const runsOf = async (shop: Shop, id: string, query = ""): Promise<Run[]> => {
	const answered = await shop.call("GET", `/api/channels/${id}/runs${query}`);
	expect(answered.status).toBe(200);
	return answered.body.items;
};
const short = (runs: Run[]) => runs.map(({ kind, outcome, rounds }) => `${kind} ${outcome} ${rounds}`);

it("tells what was read of a shop and set there, with counts, who asked for it, and one row for rounds that find the same", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const connected = await withWebshop(shop);
	const { connectionId, web } = connected;
	const goods = await stock(shop, { quantity: 4 });
	addSimple(web, { sku: goods.sku, quantity: 9 });
	addSimple(web, { sku: "unknown", quantity: 1 });
	const began = Date.now();
	const at = (ms: number) => drive(shop, connected, began + ms);
	await at(0);
	// Of one instant: in no order of theirs.
	const first = await runsOf(shop, connectionId);
	expect(first).toHaveLength(3);
	for (const run of [
		expect.objectContaining({
			kind: "levels",
			cause: "change",
			outcome: "changed",
			read: 1,
			pushed: 1,
			skipped: 0,
			failed: 0,
			error: null,
		}),
		expect.objectContaining({ kind: "orders", cause: "schedule", outcome: "nothing", read: 0, rounds: 1, pages: 1 }),
		expect.objectContaining({ kind: "goods", cause: "schedule", outcome: "changed", read: 2, changed: 2, rounds: 1, actorName: "" }),
	])
		expect(first).toContainEqual(run);

	// A calm shop: the rounds of a day are a row, however many.
	for (let n = 1; n <= 8; n++) await at(n * 6 * minute);
	expect(short(await runsOf(shop, connectionId)).sort()).toEqual([
		"goods changed 1",
		"goods nothing 3",
		"levels changed 1",
		"orders nothing 9",
	]);

	// What a person asks for stands by itself.
	expect((await shop.call("POST", "/sync", { body: {} })).status).toBe(200);
	await at(1 * hour);
	const [orders, read] = await runsOf(shop, connectionId);
	expect([orders, read].map((run) => [run?.cause, run?.actorName, run?.rounds]).sort()).toEqual([
		["person", "Owner", 1],
		["person", "Owner", 1],
	]);
	await at(1 * hour + 6 * minute);
	expect((await runsOf(shop, connectionId, "?kind=orders")).map(({ cause, rounds }) => [cause, rounds])).toEqual([
		["schedule", 1],
		["person", 1],
		["schedule", 9],
	]);

	expect((await other.call("GET", `/api/channels/${connectionId}/runs`)).status).toBe(404);
	expect((await shop.call("GET", `/api/channels/${connectionId}/runs?kind=tea`)).status).toBe(400);
	const [page] = [await shop.call("GET", `/api/channels/${connectionId}/runs?limit=2`)];
	const next = await shop.call("GET", `/api/channels/${connectionId}/runs?limit=2&cursor=${encodeURIComponent(page.body.nextCursor)}`);
	expect([...page.body.items, ...next.body.items].map(({ id }: { id: string }) => id)).toEqual(
		(await runsOf(shop, connectionId)).slice(0, 4).map(({ id }) => id),
	);
});

it("a run that began before somebody asked is not theirs, and the one they asked for is made; nothing is asked of what is not done there", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const { connectionId, web } = connected;
	for (let n = 0; n < 3; n++) addSimple(web, { sku: `unknown-${n}`, quantity: 1 });
	const began = Date.now() - 1 * hour;
	await drive(shop, connected, began);
	// Somebody presses while both are read.
	const answer = globalThis.fetch;
	let isPressed = false;
	vi.stubGlobal("fetch", async (address: string, asked?: RequestInit) => {
		const answered = await answer(address, asked);
		if (!isPressed && String(address).includes("/orders")) {
			isPressed = true;
			expect((await shop.call("POST", "/sync", { body: {} })).status).toBe(200);
		}
		return answered;
	});
	await drive(shop, connected, began + 40 * minute);
	vi.stubGlobal("fetch", answer);
	expect(isPressed).toBe(true);
	const by = async () =>
		(await runsOf(shop, connectionId))
			.filter(({ kind }) => kind !== "levels")
			.map(({ kind, cause, actorName }) => `${kind} ${cause} ${actorName}`);
	expect(await by()).not.toContainEqual(expect.stringContaining("Owner"));
	await drive(shop, connected, Date.now() + 1 * second);
	expect((await by()).slice(0, 2).sort()).toEqual(["goods person Owner", "orders person Owner"]);

	// Where no orders are taken, none are asked for, and nobody's name waits for the day they are.
	expect((await shop.call("PUT", `/api/channels/${connectionId}`, { body: { settings: { takeOrders: false } } })).status).toBe(200);
	await shop.call("POST", "/sync", { body: {} });
	const [row] = await rowsOf(shop, "SELECT ordersAskedBy, goodsAskedBy FROM connections WHERE businessId = ?", shop.businessId);
	expect(row).toEqual({ ordersAskedBy: null, goodsAskedBy: "Owner" });
});

it("sets levels of one hour in one run, and counts them together", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const goods = await stock(shop, { quantity: 9 });
	addSimple(connected.web, { sku: goods.sku, quantity: 9 });
	const began = Date.now();
	await drive(shop, connected, began);
	for (let n = 1; n <= 3; n++) {
		await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: goods.id, quantity: 1 } });
		await react(shop);
		await drive(shop, connected, began + n * minute);
	}
	expect((await runsOf(shop, connected.connectionId, "?kind=levels"))[0]).toMatchObject({
		outcome: "changed",
		rounds: 3,
		pushed: 3,
		read: 3,
	});
	await shop.call("POST", "/api/sales", { body: { storeId: shop.storeId, productId: goods.id, quantity: 1 } });
	await react(shop);
	await drive(shop, connected, began + 2 * hour);
	expect((await runsOf(shop, connected.connectionId, "?kind=levels"))[0]).toMatchObject({ rounds: 1, pushed: 1 });
});

it("says in which reading a shop failed and why, the same trouble once, and shows only those on demand", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	const began = Date.now();
	await drive(shop, connected, began);
	connected.web.isDown = true;
	for (const minutes of [6, 20, 40]) await drive(shop, connected, began + minutes * minute);
	const wrong = await runsOf(shop, connected.connectionId, "?wrong=true");
	expect(wrong).toEqual([expect.objectContaining({ kind: "orders", outcome: "failed", error: "server_error", rounds: 3, read: 0 })]);
	expect(await runsOf(shop, connected.connectionId, "?wrong=true&kind=goods")).toEqual([]);
	connected.web.isDown = false;
	await drive(shop, connected, began + 60 * minute);
	expect(short(await runsOf(shop, connected.connectionId, "?kind=orders"))).toEqual([
		"orders nothing 1",
		"orders failed 3",
		"orders nothing 1",
	]);
	const html = await shop.call("GET", `/settings/channels/${connected.connectionId}/history?wrong=true`);
	expect(html.body).toContain("The shop answers with an error of its own.");
});

it("forgets runs after ninety days", async () => {
	const shop = await openShop();
	const connected = await withWebshop(shop);
	await drive(shop, connected);
	const left = () => rowsOf(shop, "SELECT id FROM connectionRuns WHERE businessId = ?", shop.businessId);
	for (const days of [89, 91]) {
		expect((await left()).length).toBeGreaterThan(0);
		for (const shard of [0, 1]) await runJob(testScope(Date.now() + days * day).scope, { job: "forget-webhooks", shard });
	}
	expect(await left()).toEqual([]);
});
