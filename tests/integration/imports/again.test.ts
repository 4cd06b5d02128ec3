import { createMessageBatch, createExecutionContext, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { addImport } from "#app/imports/add-import.server.ts";
import { cancelImport } from "#app/imports/cancel-import.server.ts";
import { startImport } from "#app/imports/start-import.server.ts";
import { handleQueue } from "../../../workers/queues/consumer.ts";
import { logged } from "../../support/quiet.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { bytesOf, countsOf, imported, one, previewed, productsOf, quiet, work, workAll } from "./importing.ts";

/** Enough rows for several pieces. */
const many = (rows: number, price = 100) =>
	`sku,name,price,quantity,style\n${Array.from({ length: rows }, (_, n) => `N-${n},Number ${n},${price},${n % 3},S ${n % 7}`).join("\n")}\n`;

const eventsOf = (shop: Shop) =>
	rowsOf<{ type: string }>(shop, "SELECT type, data FROM events WHERE businessId = ? ORDER BY id", shop.businessId);

it("says unchanged when the same file comes again, and writes nothing", async () => {
	const shop = await openShop();
	await imported(shop, many(300));
	const before = await productsOf(shop);
	const again = await imported(shop, many(300));
	expect(countsOf(again)).toEqual({ created: 0, updated: 0, unchanged: 300, skipped: 0, wrong: 0 });
	expect(await productsOf(shop)).toEqual(before);
});

it("goes on where it was killed, and writes every row once", async () => {
	const shop = await openShop();
	const { id } = await previewed(shop, many(700));
	await startImport(await quiet(shop), { importId: id });
	await work(shop, id, 1);
	const killed = await one(shop, id);
	expect(killed).toMatchObject({ state: "running", counts: { created: 250 } });
	// Whoever was killed and whoever comes after work side by side for a while.
	await Promise.all([work(shop, id, 1), work(shop, id, 1)]);
	const done = await workAll(shop, id);
	expect(countsOf(done)).toEqual({ created: 700, updated: 0, unchanged: 0, skipped: 0, wrong: 0 });
	expect((await productsOf(shop)).length).toBe(700);
	expect(await rowsOf(shop, "SELECT SUM(delta) AS units FROM stockMovements WHERE businessId = ?", shop.businessId)).toEqual([
		{ units: 699 },
	]);
	const added = (await eventsOf(shop)).filter(({ type }) => type === "catalog.products_added");
	expect(added.length).toBe(3);
});

it("is delivered by the queue, and a second delivery changes nothing", async () => {
	const shop = await openShop();
	const { id } = await previewed(shop, many(20));
	await startImport(await quiet(shop), { importId: id });
	const [asked] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'imports.work_asked' AND dueAt IS NOT NULL ORDER BY id DESC LIMIT 1",
		shop.businessId,
	);
	const body = { shard: shop.shard, businessId: shop.businessId, eventId: asked?.id ?? "" };
	for (const n of [1, 2]) {
		const batch = createMessageBatch("storekeep-jobs", [{ id: `m${n}`, timestamp: new Date(), attempts: 1, body }]);
		const execution = createExecutionContext();
		await handleQueue(batch as MessageBatch<typeof body>, env, execution);
		expect((await getQueueResult(batch, execution)).explicitAcks).toEqual([`m${n}`]);
	}
	expect(await one(shop, id)).toMatchObject({ state: "done", counts: { created: 20 } });
	expect((await productsOf(shop)).length).toBe(20);
	expect(
		await rowsOf(
			shop,
			"SELECT id FROM events WHERE businessId = ? AND type = 'imports.work_asked' AND dueAt IS NOT NULL AND id = ?",
			shop.businessId,
			asked?.id,
		),
	).toEqual([]);
});

it("dies between two pieces with its message, and the message's next delivery goes on from there", async () => {
	const shop = await openShop();
	const { id } = await previewed(shop, many(700));
	await startImport(await quiet(shop), { importId: id });
	const [asked] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'imports.work_asked' AND dueAt IS NOT NULL ORDER BY id DESC LIMIT 1",
		shop.businessId,
	);
	const body = { shard: shop.shard, businessId: shop.businessId, eventId: asked?.id ?? "" };
	const deliver = async (attempts: number, to: Env) => {
		const batch = createMessageBatch("storekeep-jobs", [{ id: "m", timestamp: new Date(), attempts, body }]);
		const execution = createExecutionContext();
		await handleQueue(batch as MessageBatch<typeof body>, to, execution);
		return getQueueResult(batch, execution);
	};
	const writes: number[] = [];
	for (let attempts = 1; attempts < 10; attempts++) {
		// Nothing reaches the database any more from its fifth question on: not the piece, not where it was, not that it failed.
		const died = await deliver(attempts, dyingAfter(4));
		writes.push((await one(shop, id)).counts.created ?? 0);
		if (died.explicitAcks.length > 0) break;
		expect(died.retryMessages.map(({ msgId }) => msgId)).toEqual(["m"]);
		expect(logged().join(), "why it comes again").toContain("the database is gone");
	}
	expect(new Set(writes).size, writes.join()).toBeGreaterThan(2);
	expect(writes).toEqual([...writes].sort((a, b) => a - b));
	expect(countsOf(await workAll(shop, id))).toEqual({ created: 700, updated: 0, unchanged: 0, skipped: 0, wrong: 0 });
	expect((await productsOf(shop)).length).toBe(700);
	expect(await rowsOf(shop, "SELECT COUNT(*) AS n, SUM(delta) AS units FROM stockMovements WHERE businessId = ?", shop.businessId)).toEqual(
		[{ n: 466, units: 699 }],
	);
});

/** Databases that answer so many questions and then never again, as for a worker that is killed there. */
function dyingAfter(questions: number): Env {
	let left = questions;
	const dying = (database: D1Database) =>
		new Proxy(database, {
			get(target, name) {
				const value = Reflect.get(target, name);
				if (typeof value !== "function") return value;
				return (...given: unknown[]) => {
					if (name === "batch" && left-- <= 0) return Promise.reject(new Error("the database is gone"));
					return value.apply(target, given);
				};
			},
		});
	return { ...env, SHARD_0: dying(env.SHARD_0), SHARD_1: dying(env.SHARD_1), JOBS: nowhere, EVENTS: nowhere } as unknown as Env;
}
const nowhere = { send: async () => undefined, sendBatch: async () => undefined };

it("stops where it is cancelled, and what was written can be undone", async () => {
	const shop = await openShop();
	const { id } = await previewed(shop, many(600));
	await startImport(await quiet(shop), { importId: id });
	await work(shop, id, 1);
	await cancelImport(await quiet(shop), { importId: id });
	await work(shop, id);
	expect(await one(shop, id)).toMatchObject({ state: "cancelled", counts: { created: 250 } });
	expect((await productsOf(shop)).length).toBe(250);
});

it("is one at a time, and asked only what has a place", async () => {
	const shop = await openShop();
	const [one, other] = [await previewed(shop, many(3)), await previewed(shop, many(4))];
	await startImport(await quiet(shop), { importId: one.id });
	await expect(startImport(await quiet(shop), { importId: one.id })).rejects.toMatchObject({ kind: "conflict", code: "import_running" });
	await expect(startImport(await quiet(shop), { importId: other.id })).rejects.toMatchObject({
		kind: "conflict",
		code: "import_running",
		details: { importId: one.id },
	});
	await workAll(shop, one.id);
	await startImport(await quiet(shop), { importId: other.id });
	await workAll(shop, other.id);
	await expect(cancelImport(await quiet(shop), { importId: other.id })).rejects.toMatchObject({ code: "import_not_possible" });
	// Two who press start in the same instant: the database lets one in.
	const [left, right] = [await previewed(shop, many(5)), await previewed(shop, many(6))];
	const tenant = [await quiet(shop), await quiet(shop)] as const;
	const started = await Promise.allSettled([startImport(tenant[0], { importId: left.id }), startImport(tenant[1], { importId: right.id })]);
	expect(started.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

it("has one effect for one key, and lies in the store once", async () => {
	const shop = await openShop();
	const file = { bytes: bytesOf(many(2)), fileName: "a.csv" };
	const sent = [await addImport(await quiet(shop), file, {}, { key: "k" }), await addImport(await quiet(shop), file, {}, { key: "k" })];
	expect(sent[0]).toEqual(sent[1]);
	await addImport(await quiet(shop), file, {});
	const { objects } = await env.FILES.list({ prefix: `imports/${shop.businessId}/` });
	expect(objects.filter(({ key }) => key.endsWith(".csv")).length).toBe(1);
});

it("is its business's own", async () => {
	const [shop, other] = await twoShops();
	const mine = await imported(shop, many(2));
	for (const [method, path] of [
		["GET", ""],
		["GET", "/errors"],
		["PATCH", ""],
		["POST", "/start"],
		["POST", "/cancel"],
		["POST", "/undo"],
		["POST", "/resume"],
	] as const)
		expect(await other.call(method, `/api/v1/imports/${mine.id}${path}`, method === "PATCH" ? { body: {} } : {})).toMatchObject({
			status: 404,
			body: { code: "import_not_found" },
		});
	expect((await other.call("GET", "/api/v1/imports")).body.items).toEqual([]);
	const theirs = await imported(other, many(2));
	expect(countsOf(theirs)).toMatchObject({ created: 2 });
	expect(
		await other.call("PATCH", `/api/v1/imports/${(await previewed(other, many(1))).id}`, { body: { choices: { storeId: shop.storeId } } }),
	).toMatchObject({ status: 403 });
});
