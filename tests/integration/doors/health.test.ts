import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newId } from "#app/platform/ids.ts";
import { hour, minute } from "#app/platform/time.ts";
import { runJob } from "../../../workers/cron/jobs.ts";
import { handleRequest } from "../../../workers/http.ts";
import { logged } from "../../support/quiet.ts";
import { call, openShop, origin, testScope } from "../../support/world.ts";

const ready = () => call("GET", "/health/ready");
const asOf = (at: number) => newId<"business">(at);

it("is ready while the cron has not had its first turn, and says words, no numbers", async () => {
	await openShop();
	expect(await ready()).toMatchObject({ status: 200 });
	expect((await ready()).body).toEqual({ status: "ready", checks: { directory: "ok", shard0: "ok", shard1: "ok" } });
});

it("is late once a shard has held a business for ten minutes and no sweep was ever seen, until there is one", async () => {
	const old = asOf(Date.now() - hour);
	await env.SHARD_1.prepare(
		`INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt)
			VALUES (?, 'Old', ?, 'DKK', 'UTC', 'en', 1, 0, 'active', 0, 0)`,
	)
		.bind(old, old)
		.run();
	expect(await ready()).toMatchObject({ status: 503, body: { status: "not_ready", checks: { shard0: "ok", shard1: "late" } } });
	await runJob(testScope().scope, { job: "sweep-outbox", shard: 1 });
	expect((await ready()).status).toBe(200);
	await env.SHARD_1.prepare("UPDATE jobRuns SET id = ?, startedAt = ?")
		.bind(asOf(Date.now() - 11 * minute), Date.now() - 11 * minute)
		.run();
	expect(await ready()).toMatchObject({ status: 503, body: { checks: { shard1: "late" } } });
	await runJob(testScope().scope, { job: "sweep-outbox", shard: 1 });
});

it("a database that does not answer is down, and its words stay in the log", async () => {
	const broken = { batch: () => Promise.reject(new Error("the disk of node 7 is full")), prepare: () => ({ bind: () => ({}) }) };
	const response = await handleRequest(
		new Request(`${origin}/health/ready`),
		{ ...env, SHARD_0: broken } as never,
		createExecutionContext() as never,
	);
	const text = await response.text();
	expect([response.status, JSON.parse(text).checks]).toEqual([503, { directory: "ok", shard0: "down", shard1: "ok" }]);
	expect(text).not.toContain("disk");
	expect(logged().join()).toContain("health.down");
});
