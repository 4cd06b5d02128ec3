import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { z } from "zod";
import { chainState, listEvents, listSeals } from "#app/audit/queries.server.ts";
import { sealEvents } from "#app/audit/seal-events.server.ts";
import { verifyEvents } from "#app/audit/verify-events.server.ts";
import { addCustomer } from "#app/customers/add-customer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { defineEvent } from "#app/platform/events.server.ts";
import { day } from "#app/platform/time.ts";
import { sealShard, verifyShard } from "../../../workers/cron/audit-rounds.ts";
import { readLog, verify } from "../../../scripts/verify-audit.mjs";
import { openShop, origin, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

const Noted = defineEvent<{ n: number }>("test.noted");
/** Acts of several events, one of them of a past time. */
const note = command({
	name: "test.note",
	needs: "audit:read",
	input: z.object({ n: z.int(), late: z.boolean().default(false) }),
	async run({ db, work, now }, { n, late }) {
		await db.read({});
		const at = late ? work.at(now - 30 * day) : work;
		at.record(Noted, { subject: { type: "note", id: `n${n}` }, data: { n } });
		work.record(Noted, { subject: { type: "note", id: `n${n}` }, data: { n } });
		return known({ n });
	},
});

const notes = async (shop: Shop, count: number, late = false) => {
	for (let n = 0; n < count; n++) await note(await shop.tenant(), { n, late });
};
async function seal(shop: Shop): Promise<number> {
	let sealed = 0;
	for (let more = true; more; ) {
		const done = await sealEvents(await shop.tenant(), {});
		sealed += done.sealed;
		more = done.more;
	}
	return sealed;
}
const check = async (shop: Shop, asked: object = {}) => verifyEvents(await shop.tenant(), asked);
const numbers = async (shop: Shop) =>
	(await rowsOf<{ seq: number }>(shop, "SELECT seq FROM events WHERE businessId = ? ORDER BY seq", shop.businessId)).map(({ seq }) => seq);

/** What somebody with the database in their hands can do: past every trigger. */
async function tamper(shop: Shop, ...statements: string[]): Promise<void> {
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const guards = [
		"events_are_not_changed",
		"events_are_not_deleted",
		"events_keep_their_number",
		"seals_are_not_changed",
		"seals_are_not_deleted",
	];
	const { results } = await database
		.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?))")
		.bind(JSON.stringify(guards))
		.all<{ name: string; sql: string }>();
	expect(results).toHaveLength(guards.length);
	for (const { name } of results) await database.prepare(`DROP TRIGGER ${name}`).run();
	for (const statement of statements) await database.prepare(statement).bind(shop.businessId).run();
	for (const { sql } of results) await database.prepare(sql).run();
}

it("numbers events in the order they are committed, without a gap, also when twenty acts come at once", async () => {
	const shop = await openShop();
	await Promise.all(Array.from({ length: 20 }, async (_, n) => note(await shop.tenant(), { n, late: n % 3 === 0 })));
	const seen = await numbers(shop);
	expect(seen).toEqual(seen.map((_, index) => index + 1));
	expect(seen.length).toBeGreaterThan(40);
	await seal(shop);
	expect(await check(shop)).toMatchObject({ findings: [], finished: true, events: seen.length });
});

it("seals everything once, also when eight seal at once while others write, and what is late is sealed too", async () => {
	const shop = await openShop();
	await notes(shop, 5);
	await Promise.all([...Array.from({ length: 8 }, async () => sealEvents(await shop.tenant(), {})), notes(shop, 5, true)]);
	await notes(shop, 3, true);
	await seal(shop);
	const { items } = await listSeals(await shop.tenant(), {});
	expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => index + 1));
	for (const [index, each] of items.entries()) {
		expect(each.previous).toBe(items[index - 1]?.hash ?? "");
		expect(each.fromSeq).toBe((items[index - 1]?.toSeq ?? 0) + 1);
	}
	expect(items.at(-1)?.toSeq).toBe((await numbers(shop)).length);
	expect(await check(shop)).toMatchObject({ findings: [], finished: true });
	expect(await sealEvents(await shop.tenant(), {}, { key: "k" })).toMatchObject(await sealEvents(await shop.tenant(), {}, { key: "k" }));
});

it.each([
	[
		"a word of one",
		"UPDATE events SET data = json_set(data, '$.n', 99) WHERE businessId = ? AND seq = 7",
		[{ what: "event_changed", seq: 7 }],
	],
	["who did it", "UPDATE events SET actorName = 'Somebody else' WHERE businessId = ? AND seq = 7", [{ what: "event_changed", seq: 7 }]],
	["when it was", "UPDATE events SET at = at - 1 WHERE businessId = ? AND seq = 9", [{ what: "event_changed", seq: 9 }]],
	["one taken out", "DELETE FROM events WHERE businessId = ? AND seq = 8", [{ what: "event_missing", seq: 8 }]],
	[
		"one put in past every command",
		"INSERT INTO events (businessId, id, type, subjectType, subjectId, actorKind, actorId, actorName, requestId, at, data) VALUES (?, '00000000-0000-7000-8000-000000000001', 'test.noted', 'n', 'n', 'user', 'u', 'U', 'r', 1, '{}')",
		[{ what: "event_inserted", id: "00000000-0000-7000-8000-000000000001" }],
	],
	["one seal's word", "UPDATE seals SET sealedAt = sealedAt - 1 WHERE businessId = ? AND number = 1", [{ what: "seal_changed", seal: 1 }]],
	["a seal taken out", "DELETE FROM seals WHERE businessId = ? AND number = 2", [{ what: "seal_missing", seal: 2 }]],
])("notices %s, names it, and writes it down", async (_, statement, findings) => {
	const shop = await openShop();
	await notes(shop, 4);
	await seal(shop);
	await notes(shop, 2);
	await seal(shop);
	await notes(shop, 2);
	await seal(shop);
	expect(await check(shop)).toMatchObject({ findings: [] });
	await tamper(shop, statement);
	expect(await check(shop)).toMatchObject({ findings, finished: true });
	expect((await chainState(await shop.tenant(), {})).check).toMatchObject({ findings });
	await check(shop);
	const broken = (await listEvents(await shop.tenant(), { type: "audit.chain_broken" })).items;
	expect(broken).toMatchObject([{ data: { count: 1, findings } }]);
});

it("tells a chain that was cut off, or made anew, from the one whose last seal was written down", async () => {
	const shop = await openShop();
	await notes(shop, 4);
	await seal(shop);
	await notes(shop, 4);
	await seal(shop);
	const { last } = await chainState(await shop.tenant(), {});
	const anchor = { number: last?.number ?? 0, hash: last?.hash ?? "" };
	expect(await check(shop, { anchor })).toMatchObject({ findings: [] });
	await tamper(
		shop,
		"DELETE FROM events WHERE businessId = ? AND seq > (SELECT toSeq FROM seals WHERE businessId = events.businessId AND number = 1)",
		"DELETE FROM seals WHERE businessId = ? AND number > 1",
	);
	expect(await check(shop)).toMatchObject({ findings: [] });
	expect(await check(shop, { anchor })).toMatchObject({ findings: [{ what: "anchor_missing", seal: 2 }] });
	await notes(shop, 4);
	await seal(shop);
	expect(await check(shop, { anchor })).toMatchObject({ findings: [{ what: "anchor_differs", seal: 2 }] });
});

it("seals on past a hole, and names it ever after", async () => {
	const shop = await openShop();
	await notes(shop, 4);
	await tamper(shop, "DELETE FROM events WHERE businessId = ? AND seq = 6");
	await notes(shop, 2);
	await seal(shop);
	expect(await check(shop)).toMatchObject({ findings: [{ what: "event_missing", seq: 6, seal: 1 }], finished: true });
	expect((await chainState(await shop.tenant(), {})).waiting).toBeLessThanOrEqual(2);
});

it("is sealed and checked by the jobs, business by business, and a check of one says nothing of another", async () => {
	const [shop, other] = await twoShops();
	for (const each of [shop, other]) await notes(each, 3);
	for (const shard of [0, 1]) while ((await sealShard(testScope().scope, shard)).more);
	expect((await chainState(await shop.tenant(), {})).waiting).toBe(0);
	await tamper(shop, "UPDATE events SET data = '{}' WHERE businessId = ? AND type = 'test.noted'");
	for (const shard of [0, 1]) while ((await verifyShard(testScope().scope, shard)).more);
	expect((await chainState(await shop.tenant(), {})).check?.findings).toHaveLength(6);
	expect((await chainState(await other.tenant(), {})).check).toMatchObject({ findings: [] });
	expect((await listSeals(await other.tenant(), {})).items.length).toBe(1);
});

it("is a file a stranger can check: any search, with the seals that hold it", async () => {
	const shop = await openShop();
	await addCustomer(await shop.tenant(), { name: "=1+1" });
	await notes(shop, 4, true);
	await seal(shop);
	await notes(shop, 1);
	const file = async (path: string) => {
		const response = await exports.default.fetch(
			new Request(origin + path, { headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin" } }),
		);
		expect(response.status, path).toBe(200);
		return response.text();
	};
	const whole = await file("/export/log/events");
	expect(verify(readLog(whole))).toMatchObject({ wrong: [], seals: 1, sealed: expect.any(Number) });
	const some = readLog(await file("/export/log/events?type=test.noted"));
	expect(some.events).toHaveLength(10);
	expect(verify(some)).toMatchObject({ wrong: [], sealed: 8, waiting: 2 });
	const { seals, businessId } = readLog(await file("/export/log/seals"));
	const { events } = readLog(await file("/export/events"));
	expect(verify({ events, seals, businessId })).toMatchObject({ wrong: [], seals: 1 });
	expect(verify(readLog(whole.replace('\\"n\\":2', '\\"n\\":3'))).wrong).toEqual([expect.stringContaining("test.noted")]);
	expect((await shop.call("GET", "/export/log/other")).status).toBe(404);
});

it("is found by kind, subject, person, store, till, address and time, reading no more of a long log than of a short one", async () => {
	const shop = await openShop();
	const fill = (from: number, to: number) =>
		rowsOf(
			shop,
			`WITH RECURSIVE n(i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
			INSERT INTO events (businessId, id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, ip, at, data, deviceId, seq)
			SELECT ?, printf('018f%04x-0000-7000-8000-%012x', i / 1000, i), 'test.t' || (i % 7), 'note', 'n' || (i % 50), 's' || (i % 3), 'user', 'a' || (i % 11), 'A', 'r',
				'10.0.0.' || (i % 5), 1, '{}', 'd' || (i % 4), i + 100 FROM n`,
			from,
			to,
			shop.businessId,
		);
	const asks = [
		{},
		{ type: "test.t3" },
		{ subjectId: "n7" },
		{ actorId: "a4" },
		{ storeId: "s1" },
		{ deviceId: "d2" },
		{ ip: "10.0.0.3" },
		{ subjectType: "note", type: "test.t1", storeId: "s2" },
		{ from: "2026-01-01T00:00:00Z" },
	];
	const cost = async (ask: object) => {
		const tenant = await shop.tenant();
		const { items } = await listEvents(tenant, { limit: 10, ...ask });
		return { rows: tenant.scope.meter.rowsRead, found: items.length };
	};
	await fill(0, 10_000);
	const few = await Promise.all(asks.map(cost));
	await fill(10_000, 25_000);
	const many = await Promise.all(asks.map(cost));
	for (const [index, ask] of asks.entries()) {
		expect(many[index]?.rows, JSON.stringify(ask)).toBeLessThanOrEqual((few[index]?.rows ?? 0) * 1.1 + 20);
		if (!("from" in ask)) expect(many[index]?.found, JSON.stringify(ask)).toBe(10);
	}
});
