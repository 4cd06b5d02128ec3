import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach } from "vitest";
import { moveAway } from "../support/address.ts";
import { answeredWell } from "../support/contract.ts";

// Runs before each test file. Most of them share a runtime and what it stores: what is applied already is left alone.
moveAway();
await applyD1Migrations(env.DIRECTORY, env.TEST_DIRECTORY_MIGRATIONS);
await applyD1Migrations(env.SHARD_0, env.TEST_SHARD_MIGRATIONS);
await applyD1Migrations(env.SHARD_1, env.TEST_SHARD_MIGRATIONS);

afterEach(({ task }) => {
	Object.assign(task.meta, { answered: [...answeredWell] });
	answeredWell.clear();
});
