import { createExecutionContext, createMessageBatch, createScheduledController, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { defineEvent, type EventPointer } from "#app/platform/events.server.ts";
import { underLease } from "#app/platform/lease.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { beginTry, mostTries, waits } from "#app/platform/delivery.server.ts";
import { sweepOutbox } from "#app/platform/relay.server.ts";
import { shardOf } from "#app/platform/database.server.ts";
import { hour, minute } from "#app/platform/time.ts";
import { handleQueue } from "../../../workers/queues/consumer.ts";
import { ordersAt, tick } from "../../../workers/cron/timetable.ts";
import operations from "../../../messages/en/operations.json";
import { runJob } from "../../../workers/cron/jobs.ts";
import { deliverEvents } from "../../../workers/queues/deliver.ts";
import { reactions } from "../../../workers/queues/reactions.ts";
import { openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { logged } from "../../support/quiet.ts";

const Rang = defineEvent<{ times: number }>("test.bell_rang", { relayed: true });
const ring = command({
	name: "test.ring",
	needs: "settings:write",
	input: z.object({ times: z.int() }),
	async run({ work }, { times }) {
		work.record(Rang, { subject: { type: "bell", id: "bell" }, data: { times } });
		return known({ times });
	},
});
const Echoed = defineEvent<{ of: string }>("test.echoed");
const echo = command({
	name: "test.echo",
	needs: "settings:write",
	input: z.object({ of: z.string() }),
	async run({ work }, { of }) {
		work.record(Echoed, { subject: { type: "bell", id: of }, data: { of } });
		return known({ of });
	},
});
const echoes: Reaction = {
	name: "test.echo",
	on: [Rang],
	run: async (tenant, event) => void (await echo(tenant, { of: event.id }, { key: keyOf(event, "test.echo") })),
};

/** An event nobody has delivered: written on a scope whose background work never ran. */
async function rungBell(shop: Shop, now?: number): Promise<EventPointer> {
	const { scope } = testScope(now);
	scope.env = { ...env, EVENTS: { sendBatch: async () => Promise.reject(new Error("the queue is away")) } as unknown as Queue };
	await ring(machineTenant(scope, shop, "test"), { times: 1 });
	await vi.waitFor(() => expect(logged().some((line) => line.includes("relay.failed"))).toBe(true));
	const [row] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE businessId = ? AND type = 'test.bell_rang' ORDER BY id DESC LIMIT 1",
		shop.businessId,
	);
	return { shard: shop.shard, businessId: shop.businessId, eventId: row?.id ?? "" };
}
const eventRow = async (shop: Shop, pointer: EventPointer) =>
	(
		await rowsOf<{ dueAt: number | null; lastError: string | null; deliveries: number }>(
			shop,
			"SELECT dueAt, lastError, deliveries FROM events WHERE businessId = ? AND id = ?",
			shop.businessId,
			pointer.eventId,
		)
	)[0];
const echoesOf = (shop: Shop) => rowsOf(shop, "SELECT * FROM events WHERE businessId = ? AND type = 'test.echoed'", shop.businessId);

it("keeps the event when the queue is away, and the sweeper sends it when it is due", async () => {
	const shop = await openShop();
	const pointer = await rungBell(shop);
	expect((await eventRow(shop, pointer))?.dueAt).toBeGreaterThan(Date.now());
	expect(await sweepOutbox(testScope().scope, shop.shard)).toBe(0);
	const later = testScope(Date.now() + 2 * minute);
	expect(await sweepOutbox(later.scope, shop.shard)).toBeGreaterThanOrEqual(1);
	await vi.waitFor(async () => expect((await eventRow(shop, pointer))?.dueAt).toBeNull(), { timeout: 10_000, interval: 100 });
});

it("has one effect of five deliveries, also when they come at once", async () => {
	const shop = await openShop();
	const pointer = await rungBell(shop);
	await Promise.all(Array.from({ length: 5 }, () => deliverEvents(testScope().scope, [pointer], [echoes])));
	await deliverEvents(testScope().scope, [pointer], [echoes]);
	expect(await echoesOf(shop)).toHaveLength(1);
	expect((await eventRow(shop, pointer))?.dueAt).toBeNull();
});

it("claims each due event once among eight sweepers", async () => {
	const shop = await openShop();
	const past = Date.now() - 10 * minute;
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await database.batch(
		Array.from({ length: 150 }, (_, n) =>
			database
				.prepare(
					"INSERT INTO events (businessId, id, type, subjectType, subjectId, actorKind, actorId, actorName, requestId, at, data, dueAt) VALUES (?, ?, 'test.none', 't', 't', 'system', 't', 't', 'r', ?, '{}', ?)",
				)
				.bind(shop.businessId, `e${n}`, past, past),
		),
	);
	const swept = await Promise.all(Array.from({ length: 8 }, () => sweepOutbox(testScope().scope, shop.shard)));
	expect(swept.reduce((sum, n) => sum + n, 0)).toBe(150);
});

/** Fails so many times, then lets it be. */
function failing(times: number): { reaction: Reaction; tries: () => number } {
	let tries = 0;
	return {
		tries: () => tries,
		reaction: {
			name: "test.fails",
			on: [Rang],
			async run() {
				tries += 1;
				if (tries <= times) throw new Error(`the bell is cracked, says try ${tries}`);
			},
		},
	};
}

/** The minute-by-minute sweep, as one clock: sends what is due at `now` and hands back how often it sent this event. */
async function sentAt({ shard, eventId }: EventPointer, now: number): Promise<EventPointer[]> {
	const { scope } = testScope(now);
	const sent: EventPointer[] = [];
	scope.env = {
		...env,
		EVENTS: { sendBatch: async (batch: { body: EventPointer }[]) => void sent.push(...batch.map(({ body }) => body)) } as unknown as Queue,
	};
	await sweepOutbox(scope, shard);
	return sent.filter((each) => each.eventId === eventId);
}

it("tries what fails again after a while that grows, counts each try, and is done as soon as one works", async () => {
	const shop = await openShop();
	const start = Date.now();
	const pointer = await rungBell(shop, start);
	const { reaction, tries } = failing(3);
	let now = start;
	for (const wait of waits.slice(0, 3)) {
		await deliverEvents(testScope(now).scope, [pointer], [reaction, echoes]);
		expect(await eventRow(shop, pointer)).toMatchObject({
			deliveries: tries(),
			dueAt: now + wait,
			lastError: expect.stringContaining(`test.fails: Error: the bell is cracked, says try ${tries()}`),
		});
		// The other reaction had its turn at the first try, and no second effect.
		expect(await echoesOf(shop)).toHaveLength(1);
		expect(await sentAt(pointer, now + wait - 1)).toEqual([]);
		now += wait;
		expect(await sentAt(pointer, now)).toEqual([pointer]);
	}
	await deliverEvents(testScope(now).scope, [pointer], [reaction, echoes]);
	expect(await eventRow(shop, pointer)).toEqual({ deliveries: 4, dueAt: null, lastError: null });
	expect(await echoesOf(shop)).toHaveLength(1);
	expect((await shop.call("GET", "/api/dead-letters")).body.items).toEqual([]);
	expect(logged().filter((line) => line.includes("event.failed"))).toHaveLength(3);
});

it("answers what came at once in one go; where one of them is at fault, each by itself, and only that one comes again", async () => {
	const shop = await openShop();
	const [first, bad, last] = [await rungBell(shop), await rungBell(shop), await rungBell(shop)];
	const asked: string[][] = [];
	const reaction: Reaction = {
		name: "test.counts",
		on: [Rang],
		together: true,
		async run(_, ...events) {
			asked.push(events.map(({ id }) => id));
			if (events.some(({ id }) => id === bad.eventId)) throw new Error("this bell is cracked");
		},
	};
	const { scope } = testScope();
	await deliverEvents(scope, [first, last, first], [reaction, echoes]);
	expect(asked.splice(0)).toEqual([[first.eventId, last.eventId]]);
	const again = [await rungBell(shop), bad, await rungBell(shop)];
	const ids = again.map(({ eventId }) => eventId);
	await deliverEvents(scope, again, [reaction, echoes]);
	expect(asked.splice(0).map((each) => each.toSorted())).toEqual([ids.toSorted(), ...ids.toSorted().map((id) => [id])]);
	expect(await Promise.all(again.map(async (pointer) => (await eventRow(shop, pointer))?.dueAt ?? null))).toEqual([
		null,
		scope.now + waits[0]!,
		null,
	]);
	expect(await echoesOf(shop)).toHaveLength(5);

	// What was tried before may be what took a worker down: it takes nobody along.
	const fresh = [await rungBell(shop), await rungBell(shop)];
	await deliverEvents(scope, [bad, ...fresh], [reaction, echoes]);
	expect(asked).toEqual([fresh.map(({ eventId }) => eventId), [bad.eventId]]);
	expect(await eventRow(shop, bad)).toMatchObject({ deliveries: 2 });
	expect(logged().some((line) => line.includes("event.failed"))).toBe(true);
});

it("buries what failed at every try over hours, says how often and why, and counts anew when it is replayed", async () => {
	const [shop, other] = await twoShops();
	const start = Date.now();
	const pointer = await rungBell(shop, start);
	const { reaction, tries } = failing(mostTries + 1);
	let now = start;
	for (const wait of waits) {
		await deliverEvents(testScope(now).scope, [pointer], [reaction]);
		expect((await shop.call("GET", "/api/dead-letters")).body.items).toEqual([]);
		now += wait;
	}
	expect(now - start).toBeGreaterThan(12 * hour);
	const waiting = await shop.call("GET", "/operations", { headers: { Accept: "text/html" } });
	expect(waiting.body).toContain(`${mostTries - 1} of ${mostTries} tries`);
	expect(waiting.body).toContain(`says try ${mostTries - 1}`);
	await deliverEvents(testScope(now).scope, [pointer], [reaction]);
	expect(tries()).toBe(mostTries);
	// A late message, and one that comes twice, find nothing to do.
	await deliverEvents(testScope(now).scope, [pointer], [reaction]);
	expect(tries()).toBe(mostTries);
	expect(await sentAt(pointer, now + 24 * hour)).toEqual([]);

	const { body } = await shop.call("GET", "/api/dead-letters");
	expect(body.items).toMatchObject([
		{
			...{ eventId: pointer.eventId, eventType: "test.bell_rang", state: "dead", deliveries: mostTries },
			error: `test.fails: Error: the bell is cracked, says try ${mostTries}`,
		},
	]);
	const id = body.items[0].id;
	expect(String((await shop.call("GET", "/operations", { headers: { Accept: "text/html" } })).body)).toContain(`${mostTries} tries`);
	expect((await other.call("GET", "/api/dead-letters")).body.items).toEqual([]);
	expect((await other.call("POST", `/api/dead-letters/${id}/replay`)).status).toBe(404);

	expect((await shop.call("POST", `/api/dead-letters/${id}/replay`)).status).toBe(200);
	expect(await shop.call("POST", `/api/dead-letters/${id}/replay`)).toMatchObject({
		status: 409,
		body: { code: "letter_settled", details: { state: "replayed" } },
	});
	expect(await eventRow(shop, pointer)).toMatchObject({ deliveries: 0, lastError: null });
	await deliverEvents(testScope(now).scope, [pointer], [reaction]);
	expect(await eventRow(shop, pointer)).toMatchObject({ deliveries: 1, dueAt: now + waits[0]! });
	await deliverEvents(testScope(now).scope, [pointer], [reaction, echoes]);
	expect(await echoesOf(shop)).toHaveLength(1);
	expect(await eventRow(shop, pointer)).toMatchObject({ dueAt: null });
	expect(logged().filter((line) => line.includes("event.dead"))).toHaveLength(1);
}, 60_000);

it("counts a try that took the worker down, and buries what never says a word", async () => {
	const shop = await openShop();
	let now = Date.now();
	const pointer = await rungBell(shop, now);
	for (let tries = 1; tries <= mostTries; tries++) {
		// Begun, and never heard of again.
		expect(await beginTry(testScope(now).scope, pointer)).toMatchObject({ tries, type: "test.bell_rang", data: { times: 1 } });
		now += 8 * hour;
		expect(await sentAt(pointer, now)).toEqual(tries < mostTries ? [pointer] : []);
	}
	const { body } = await shop.call("GET", "/api/dead-letters");
	expect(body.items).toMatchObject([{ eventId: pointer.eventId, deliveries: mostTries, error: "the worker ended before it was done" }]);
	expect(logged().some((line) => line.includes("event.dead"))).toBe(true);
});

it("a message the queue gave up on takes no event off the outbox", async () => {
	const shop = await openShop();
	const pointer = await rungBell(shop);
	const batch = createMessageBatch("storekeep-dead", [{ id: "dead", timestamp: new Date(), attempts: 1, body: pointer }]);
	const context = createExecutionContext();
	await handleQueue(batch as never, env, context as never);
	expect((await getQueueResult(batch, context)).explicitAcks).toEqual(["dead"]);
	expect((await eventRow(shop, pointer))?.dueAt).not.toBeNull();
	expect(logged().some((line) => line.includes("event.undelivered"))).toBe(true);
});

it("retries a message by itself and does not take its neighbours along", async () => {
	const shop = await openShop();
	const batch = createMessageBatch("storekeep-events", [
		{ id: "good", timestamp: new Date(), attempts: 1, body: { shard: shop.shard, businessId: shop.businessId, eventId: "nothing" } },
		{ id: "bad", timestamp: new Date(), attempts: 1, body: { shard: 7, businessId: shop.businessId, eventId: "nothing" } },
	]);
	const context = createExecutionContext();
	await handleQueue(batch as never, env, context as never);
	const result = await getQueueResult(batch, context);
	expect(result.explicitAcks).toEqual(["good"]);
	expect(result.retryMessages.map(({ msgId }) => msgId)).toEqual(["bad"]);
	expect(logged().some((line) => line.includes("queue.retry"))).toBe(true);
});

it("gives a lease to one of eight, and to the next only when it ran out; the late one is told apart by its fence", async () => {
	const { scope } = testScope();
	const database = shardOf(scope, 0);
	const fences: number[] = [];
	const ran = await Promise.all(
		Array.from({ length: 8 }, () =>
			underLease(database, "test-job", scope.now, async (fence) => {
				fences.push(fence);
			}),
		),
	);
	expect(ran.filter(Boolean).length).toBe(fences.length);
	expect(new Set(fences).size).toBe(fences.length);
	let release = () => {};
	const held = underLease(
		database,
		"held",
		scope.now,
		() =>
			new Promise<void>((resolve) => {
				release = resolve;
			}),
	);
	await vi.waitFor(async () =>
		expect((await database.write([sql`SELECT 1 FROM leases WHERE name = 'held' AND expiresAt > 0`]))[0]).toHaveLength(1),
	);
	expect(await underLease(database, "held", scope.now, async () => {})).toBe(false);
	expect(await underLease(database, "held", scope.now + 5 * minute, async (fence) => expect(fence).toBe(2))).toBe(true);
	release();
	await held;
});

it("orders every minute's jobs for every shard, and keeps what came of them", async () => {
	expect(ordersAt(Date.parse("2026-11-20T02:30:00Z")).map(({ job, shard }) => `${job}:${shard}`)).toEqual([
		"sweep-outbox:0",
		"sweep-outbox:1",
		"sync-catalogs:0",
		"sync-catalogs:1",
		"wake-connections:0",
		"wake-connections:1",
		"settle-registrations:0",
		"inventory-cleanup:0",
		"inventory-cleanup:1",
		"check-drift:0",
		"check-drift:1",
	]);
	expect(ordersAt(Date.parse("2026-11-20T10:07:00Z")).map(({ job }) => job)).toContain("clean-sessions");
	expect(ordersAt(Date.parse("2026-11-20T03:47:00Z")).map(({ job }) => job)).toContain("forget-webhooks");
	for (const job of [
		"sweep-outbox",
		"settle-registrations",
		"clean-sessions",
		"forget-old-keys",
		"check-drift",
		"inventory-cleanup",
		"seal-audit",
		"verify-audit",
		"forget-webhooks",
		"tell-ends",
	] as const)
		await runJob(testScope().scope, { job, shard: 0 });
	const { results } = await env.SHARD_0.prepare("SELECT job, outcome, detail FROM jobRuns").all<{ outcome: string; detail: string }>();
	const done = results.filter(({ outcome }) => outcome === "done").map(({ detail }) => JSON.parse(detail));
	expect(done).toHaveLength(10);
	const said: Record<string, string> = operations.did;
	for (const { code, counts } of done)
		expect([...(said[code] ?? "").matchAll(/\{(\w+),/g)].map(([, slot]) => slot).sort(), code).toEqual(Object.keys(counts).sort());
	await tick(createScheduledController({ cron: "* * * * *", scheduledTime: new Date() }), env);
});

it("every kind of event that is relayed has a reaction, and every reaction an event that is relayed", () => {
	for (const reaction of reactions) for (const kind of reaction.on) expect(kind.relayed, `${reaction.name} on ${kind.type}`).toBe(true);
	// What the command itself has told is delivered no more, so nothing else may wait for it.
	for (const reaction of reactions) {
		for (const kind of reaction.on) if (kind.news) expect(reaction.tells, `${reaction.name} on ${kind.type}`).toBe(true);
	}
});

it("events cannot be changed or deleted", async () => {
	const shop = await openShop();
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	for (const tampering of ["UPDATE events SET data = '{}'", "UPDATE events SET actorName = 'nobody'", "DELETE FROM events"]) {
		await expect(database.prepare(tampering).run(), tampering).rejects.toThrow("events_append_only");
	}
});
