import { expect, it } from "vitest";
import { stockDrift } from "#app/stock/check-drift.server.ts";
import { checkShard } from "#app/stock/check-shard.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { refuses, shardOf, stocked, tenantAs } from "./shelves.ts";

const reports = (shop: Shop) =>
	rowsOf<{ data: string }>(shop, "SELECT data FROM events WHERE businessId = ? AND type = 'stock.drift_found'", shop.businessId);

let nights = 0;
/** An instant of a night nobody has checked yet. */
const nextNight = () => Date.UTC(2027, 0, 1 + nights++, 3);

it("finds nothing where everything is right", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	await stocked(shop);
	expect(await stockDrift(await shop.tenant(), {})).toEqual([]);
	expect(await checkShard(testScope(nextNight()).scope, shop.shard)).toMatchObject({ drifted: 0, more: false });
	expect(await reports(shop)).toEqual([]);
});

it.each([
	[
		"a shelf that was written by another hand",
		"UPDATE stockLevels SET onHand = onHand + 3 WHERE businessId = ? AND productId = ?",
		{ onHand: 9, ledger: 6, version: 2, movements: 2, gaps: 0 },
	],
	[
		"a number of movements that is not theirs",
		"UPDATE stockLevels SET version = 7 WHERE businessId = ? AND productId = ?",
		{ onHand: 6, version: 7, movements: 2, gaps: 0 },
	],
	[
		"a chain with a gap",
		"INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at) SELECT businessId, 'm', storeId, productId, 9, 1, 1, 2, 'receipt', 'a', 'a', 0 FROM stockLevels WHERE businessId = ? AND productId = ?",
		{ onHand: 6, ledger: 7, version: 2, movements: 3, gaps: 1 },
	],
])("finds %s, in that business only", async (_, sabotage, found) => {
	const [shop, other] = await twoShops();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	await stocked(other, { initialStock: 5 });
	await receiveStock(await shop.tenant(), { productId, quantity: 1 });
	await rowsOf(shop, sabotage, shop.businessId, productId);
	expect(await stockDrift(await shop.tenant(), {})).toMatchObject([{ productId, storeId: shop.storeId, ...found }]);
	expect(await stockDrift(await other.tenant(), {})).toEqual([]);
});

it("is written down once per business, as the check's own act, and again when it has become another", async () => {
	const shop = await openShop();
	const { id: productId } = await stocked(shop, { initialStock: 5 });
	const spoil = () =>
		rowsOf(shop, "UPDATE stockLevels SET onHand = onHand + 1 WHERE businessId = ? AND productId = ?", shop.businessId, productId);
	const check = () => checkShard(testScope(nextNight()).scope, shop.shard);
	await spoil();
	const { drifted } = await check();
	expect(drifted).toBeGreaterThanOrEqual(1);
	await check();
	expect((await reports(shop)).map(({ data }) => JSON.parse(data))).toMatchObject([
		{ shelves: 1, examples: [{ productId, onHand: 6, ledger: 5 }] },
	]);
	expect(
		await rowsOf(shop, "SELECT actorKind, actorName FROM events WHERE businessId = ? AND type = 'stock.drift_found'", shop.businessId),
	).toEqual([{ actorKind: "system", actorName: "drift check" }]);
	await spoil();
	await check();
	expect(await reports(shop)).toHaveLength(2);
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => stockDrift(employee, {}), { kind: "forbidden", code: "missing_permission" });
});

/** Businesses on the shop's shard, each with a few shelves that agree with their ledger. */
async function neighbours(shop: Shop, count: number, each: number): Promise<string[]> {
	const ids = Array.from({ length: count }, (_, n) => `${crypto.randomUUID().slice(0, 8)}-${n}`);
	const database = shardOf(shop);
	const range = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)";
	for (const id of ids)
		await database.batch(
			[
				"INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt) VALUES (?2, 'B', ?2, 'DKK', 'UTC', 'en', 1, 0, 'active', 0, 0)",
				"INSERT INTO stores (businessId, id, name, slug, kind, currency, timeZone, position, createdAt, updatedAt) VALUES (?2, ?2, 'S', ?2, 'shop', 'DKK', 'UTC', 1, 0, 0)",
				`${range} INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, createdAt, updatedAt) SELECT ?2, ?2 || n, 'P', n, n, 'DKK', n, 'draft', 0, 0 FROM n`,
				`${range} INSERT INTO stockLevels (businessId, productId, storeId, onHand, version, updatedAt) SELECT ?2, ?2 || n, ?2, 5, 1, 0 FROM n`,
				`${range} INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at) SELECT ?2, ?2 || n, ?2, ?2 || n, 1, 0, 5, 5, 'initial', 'a', 'a', 0 FROM n`,
			].map((statement) =>
				statement.includes("?1") ? database.prepare(statement).bind(each, id) : database.prepare(statement.replaceAll("?2", "?1")).bind(id),
			),
		);
	return ids;
}

it("looks at the shelves of many businesses with a few questions, and every one of them once a night", async () => {
	const shop = await openShop();
	await neighbours(shop, 60, 3);
	const [{ shelves } = { shelves: 0 }] = await rowsOf<{ shelves: number }>(shop, "SELECT COUNT(*) AS shelves FROM stockLevels");
	const { scope } = testScope(nextNight());
	expect(await checkShard(scope, shop.shard)).toMatchObject({ shelves, more: false });
	expect(scope.meter.questions).toBeLessThan(10);
	// An hour later there is nothing left to do, and what was found is said again.
	const later = testScope(scope.now + hour).scope;
	expect(await checkShard(later, shop.shard)).toMatchObject({ shelves, more: false });
	expect(later.meter.rowsRead).toBeLessThan(10);
});

it("stops when a run has asked enough, goes on where it stopped, also after being cut off, and misses nobody", async () => {
	const shop = await openShop();
	const ids = await neighbours(shop, 40, 2);
	const spoiled = ids.filter((_, n) => n % 2 === 0);
	await rowsOf(shop, "UPDATE stockLevels SET onHand = 9 WHERE businessId IN (SELECT value FROM json_each(?))", JSON.stringify(spoiled));
	const [{ shelves } = { shelves: 0 }] = await rowsOf<{ shelves: number }>(shop, "SELECT COUNT(*) AS shelves FROM stockLevels");
	const now = nextNight();
	let runs = 0;
	for (let more = true, looked = 0; more; runs++) {
		const { scope } = testScope(now);
		// So much has been asked already that there is patience for some pieces only; now and then a run is cut off in the middle of one.
		scope.meter.questions = 660;
		const cut = runs % 3 === 1;
		const broken = { ...scope, env: { ...scope.env, ...(cut && { [`SHARD_${shop.shard}`]: breaksAt(shardOf(shop), 4) }) } };
		const run = checkShard(broken, shop.shard, 5);
		if (cut) await expect(run).rejects.toThrow("cut off");
		else {
			const done = await run;
			expect(done.shelves).toBeGreaterThan(looked);
			({ more, shelves: looked } = done);
			if (!more) expect(done.shelves).toBe(shelves);
		}
		expect(scope.meter.questions).toBeLessThan(1000);
	}
	expect(runs).toBeGreaterThan(3);
	const told = await rowsOf<{ businessId: string }>(shop, "SELECT businessId FROM events WHERE type = 'stock.drift_found'");
	expect(
		told
			.map(({ businessId }) => businessId)
			.filter((id) => ids.includes(id))
			.sort(),
	).toEqual([...spoiled].sort());
});

it("reports many businesses of one piece, none twice and each shelf counted once", async () => {
	const shop = await openShop();
	const ids = await neighbours(shop, 25, 2);
	await rowsOf(shop, "UPDATE stockLevels SET onHand = 9 WHERE businessId IN (SELECT value FROM json_each(?))", JSON.stringify(ids));
	const [{ shelves } = { shelves: 0 }] = await rowsOf<{ shelves: number }>(shop, "SELECT COUNT(*) AS shelves FROM stockLevels");
	expect(await checkShard(testScope(nextNight()).scope, shop.shard)).toMatchObject({ shelves, more: false });
	const told = await rowsOf<{ businessId: string }>(shop, "SELECT businessId FROM events WHERE type = 'stock.drift_found'");
	expect(told.filter(({ businessId }) => ids.includes(businessId))).toHaveLength(25);
});

/** A database that is gone after so many batches. */
function breaksAt(database: D1Database, batches: number): D1Database {
	let left = batches;
	return {
		prepare: (statement: string) => database.prepare(statement),
		batch: (statements: D1PreparedStatement[]) => (left-- > 0 ? database.batch(statements) : Promise.reject(new Error("cut off"))),
	} as unknown as D1Database;
}

it("orders itself again while something is left, and not when it is through", async () => {
	const shop = await openShop();
	await neighbours(shop, 2, 2);
	const orders: unknown[] = [];
	const jobs = { send: async (body: unknown) => void orders.push(body) } as unknown as Queue;
	const run = async (now: number, questions: number) => {
		const { scope } = testScope(now);
		scope.meter.questions = questions;
		await runJob({ ...scope, env: { ...scope.env, JOBS: jobs } }, { job: "check-drift", shard: shop.shard });
	};
	const now = nextNight();
	await run(now, 1000);
	expect(orders).toEqual([{ job: "check-drift", shard: shop.shard }]);
	await run(now + 1000, 0);
	expect(orders).toHaveLength(1);
	const [last] = await rowsOf<{ detail: string }>(shop, "SELECT detail FROM jobRuns WHERE job = 'check-drift' ORDER BY id DESC LIMIT 1");
	expect(JSON.parse(last?.detail ?? "{}")).toMatchObject({
		code: "drift_checked",
		counts: { shelves: expect.any(Number), drifted: expect.any(Number) },
	});
	// The next night is another.
	await run(now + day, 1000);
	expect(orders).toHaveLength(2);
});
